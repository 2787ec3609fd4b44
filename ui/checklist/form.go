package checklist

import (
	"encoding/json"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// form is the write-up of one error of the bot: six answers, of which two are
// the chat's own lines.
type form struct {
	duty  view.Duty
	field [answers]*kit.LineField
	sheet *kit.Sheet
	keep  func(*form)
	known bool // the lines of the chat were put in
	quiet bool // what is put in is no typing
}

// The answers, in their order.
const (
	ofQuestion = iota
	ofAnswer
	ofExpected
	ofCause
	ofAction
	ofStatus
	answers
)

var asked = [answers]struct {
	caption, hint string
	least         int
	many          bool
}{
	{"What the customer asked", "Their words", 3, true},
	{"What the bot answered", "The line that was wrong", 3, true},
	{"What it should have said", "As a colleague would have said it", 3, true},
	{"Cause", "No article, an old price, two questions at once, …", 3, false},
	{"Action", "Article changed, reported, nothing yet, …", 3, false},
	{"Status", "Open, done, waiting for …", 3, false},
}

// write opens the form for an error that is owed.
func (b *botErrors) write(d view.Duty) {
	p := b.pane
	f := &form{duty: d}
	fields := make([]kit.SheetField, answers)
	for i, q := range asked {
		if q.many {
			f.field[i] = kit.NewTextField(q.caption, q.hint, q.least)
		} else {
			f.field[i] = kit.NewLineField(q.caption, q.hint, q.least)
		}
		fields[i] = f.field[i]
	}
	kind := "boterror/" + string(d.ID)
	f.keep = func(f *form) {
		raw, err := json.Marshal(f.texts())
		if err == nil && !f.quiet {
			p.opts.Desk.SaveDraft(d.Chat, kind, string(raw))
		}
	}
	for _, one := range f.field {
		one.OnChange = func() { f.keep(f) }
	}
	f.sheet = kit.NewSheet(kit.SheetData{
		Title: "Write up an error of the bot", Confirm: "Write it up",
		Text: "With " + words.Label(words.Name(d.Customer)) + ". " + words.Upper(d.Words),
	}, fields...)
	f.sheet.Begin(f.field[ofExpected]) // what stands before it comes from the chat
	f.sheet.OnShortcut = p.opts.Shortcut
	f.sheet.OnCancel = func() { b.form = nil }
	f.sheet.OnConfirm = func() bool {
		t := f.texts()
		b.form = nil
		p.opts.Desk.SaveDraft(d.Chat, kind, "")
		p.opts.Desk.WriteBotError(d.Chat, chat.WriteBotError{
			Obligation: d.ID, Message: chat.MessageID(d.Cause), Question: t[ofQuestion], Answer: t[ofAnswer], Expected: t[ofExpected],
			Cause: t[ofCause], Action: t[ofAction], Status: t[ofStatus],
		})
		return true
	}
	b.form = f
	if p.opts.Peek != nil {
		p.opts.Peek(d.Chat)
	}
	f.follow(p.snap)
	kit.ShowSheet(p.opts.Window(), f.sheet)
	p.opts.Desk.Draft(d.Chat, kind, func(text string) { p.opts.Post(func() { f.recall(text) }) })
}

func (f *form) texts() (out [answers]string) {
	for i, one := range f.field {
		out[i] = one.Text()
	}
	return out
}

// recall puts back what somebody had begun to write.
func (f *form) recall(text string) {
	var was [answers]string
	if text == "" || json.Unmarshal([]byte(text), &was) != nil {
		return
	}
	f.quiet = true
	for i, t := range was {
		if t != "" {
			f.field[i].SetText(t)
		}
	}
	f.quiet = false
}

// follow fills the chat's own lines in once they are known, where nobody has typed.
func (f *form) follow(s *app.Snapshot) {
	t := s.Thread
	if f.known || t == nil || t.ID != f.duty.Chat {
		return
	}
	question, answer := linesOf(t, chat.MessageID(f.duty.Cause))
	f.known = true
	f.quiet = true
	for i, text := range map[int]string{ofQuestion: question, ofAnswer: answer} {
		if f.field[i].Text() == "" {
			f.field[i].SetText(text)
		}
	}
	f.quiet = false
}

// linesOf returns a line of the bot and what the customer had said last before it.
// Without a line it is the bot's last.
func linesOf(t *view.Thread, line chat.MessageID) (question, answer string) {
	for _, m := range t.Messages {
		switch {
		case m.From == chat.SpeakerCustomer && answer == "":
			question = m.Text
		case m.From == chat.SpeakerBot && (m.ID == line || line == ""):
			answer = m.Text
		}
		if m.ID == line {
			break
		}
	}
	return question, answer
}
