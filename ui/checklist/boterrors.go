package checklist

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// botErrors is the log of what the bot did wrong: what is to be written up, how much
// was, and its being handed in for the shift (G-OPS-02, G-CHK-E2).
type botErrors struct {
	pane    *Pane
	content fyne.CanvasObject
	column  *fyne.Container
	about   *kit.Text
	lines   *kit.Lines
	written *kit.Text
	submit  *kit.Button
	none    *kit.Button
	said    *kit.Text

	owed []view.Duty
	left int // of owed, what is this person's or nobody's to write up
	form *form
	sent string // the shift for which it was handed in from here
}

func newBotErrors(p *Pane) *botErrors {
	b := &botErrors{pane: p, about: kit.NewQuietText(""), lines: kit.NewLines(), written: kit.NewQuietText(""), said: kit.NewQuietText("")}
	b.lines.OnWay = b.press
	b.submit = kit.NewButton(kit.ButtonData{}, b.Submit)
	b.none = kit.NewButton(kit.ButtonData{}, b.NoneSeen)
	b.column = kit.NewColumn(8, kit.NewSection("What the bot did wrong"), b.about, b.lines, gap(), kit.NewSection("Handed in"), b.written,
		container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Px(8), theme.Px(8)), b.submit, b.none), b.said)
	pad := theme.Px(20)
	b.content = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), b.column))
	return b
}

func (b *botErrors) render(s *app.Snapshot) {
	b.owed, b.left = b.owed[:0:0], 0
	var ds []kit.LineData
	for _, d := range s.Duties {
		if d.Kind != chat.OwedWriteUp {
			continue
		}
		b.owed = append(b.owed, d)
		line := kit.LineData{
			Key: string(d.ID), Word: words.Label(words.Name(d.Customer)), Text: words.Upper(d.Words), Ways: []kit.ButtonData{{Word: "Write up"}, {Word: "Open"}},
		}
		if line.Text != "" {
			line.Text += " · "
		}
		line.Text += "due " + b.pane.clock(d.Due)
		if len(b.owed) == 1 {
			line.Ways[0].Key = "Ctrl N"
		}
		if d.Due < b.pane.opts.Now() {
			line.Pill = kit.PillData{Word: "late", Tone: kit.Red}
		}
		if d.Owner == s.Me.Agent || !d.Owner.Person() {
			b.left++
		} else { // signed over: the log does not wait for it
			line.Pill = kit.PillData{Word: "with " + words.Label(s.NameOf(d.Owner))}
		}
		ds = append(ds, line)
	}
	changed := b.lines.Set(ds...)
	text := "Each answer of the bot that somebody marked as wrong stands here until it is written up."
	if len(ds) > 0 {
		text = words.Count(len(ds), "error") + " to write up: question, answer, what was expected, cause, action, status."
	}
	changed = b.about.Set(text) || changed
	changed = b.state(s) || changed
	if b.form != nil {
		b.form.follow(s)
	}
	if changed {
		b.column.Refresh()
	}
}

// item is the line of the shift's end that this log keeps.
func item(s *app.Snapshot) (done bool, why string) {
	for i := range s.Leaving {
		if s.Leaving[i].ID == "G-CHK-E2" {
			return s.Leaving[i].Done, s.Leaving[i].Why
		}
	}
	return false, ""
}

// state says how far the log is and which of the two ways of handing it in is open.
func (b *botErrors) state(s *app.Snapshot) (changed bool) {
	done, why := item(s)
	n := s.Day.Bot.Written
	text := "Nothing was written up today."
	if n > 0 {
		text = words.Count(n, "error") + " written up today."
	}
	if why != "" {
		text += " " + why
	}
	changed = b.written.Set(text)
	no := b.why(s, done)
	some := no
	if some == "" && n == 0 && len(b.owed) == 0 {
		some = "nothing was written up; say that you saw none"
	}
	none := no
	if none == "" && (n > 0 || len(b.owed) > 0) {
		none = "errors were seen"
	}
	b.submit.Set(kit.ButtonData{Word: "Hand in the log", Key: "Ctrl S", Kind: kit.Primary, Locked: some})
	b.none.Set(kit.ButtonData{Word: "I saw none", Locked: none})
	said := ""
	switch {
	case no != "":
		said = words.Upper(no) + "."
	case some != "":
		said = "Nothing was marked and nothing written. “I saw none” says so in your name."
	}
	return b.said.Set(said) || changed
}

// why says why the log cannot be handed in now, or "".
func (b *botErrors) why(s *app.Snapshot, done bool) string {
	switch {
	case s.Cover.Shift == "":
		return "there is no shift to hand it in for"
	case done:
		return "it is handed in for this shift"
	case b.left > 0:
		return words.Count(b.left, "error") + " must be written up first"
	case b.sent == s.Cover.Shift:
		return "it is on its way"
	}
	return ""
}

// Submit hands the log in: what was written, or that there was nothing.
func (b *botErrors) Submit() {
	if !b.submit.Disabled() {
		b.hand(false)
		return
	}
	if !b.none.Disabled() {
		b.pane.opts.Focus(b.none) // a word of one's own, and never by a key meant for another
	}
}

// NoneSeen says outright that the bot did nothing wrong.
func (b *botErrors) NoneSeen() {
	if !b.none.Disabled() {
		b.hand(true)
	}
}

func (b *botErrors) hand(none bool) {
	s := b.pane.snap
	b.sent = s.Cover.Shift
	b.pane.opts.Desk.SubmitBotErrors(s.Cover.Shift, none)
	b.render(s)
}

func (b *botErrors) press(key string, i int) {
	for _, d := range b.owed {
		if string(d.ID) != key {
			continue
		}
		if i == 1 {
			b.pane.opts.OpenChat(d.Chat)
			return
		}
		b.write(d)
	}
}

// WriteNext opens the form for what is due first.
func (b *botErrors) WriteNext() {
	if len(b.owed) > 0 {
		b.write(b.owed[0])
	}
}

func (b *botErrors) focus() {
	if f := b.lines.First(); f != nil {
		b.pane.opts.Focus(f)
		return
	}
	for _, button := range []*kit.Button{b.submit, b.none} {
		if !button.Disabled() {
			b.pane.opts.Focus(button)
			return
		}
	}
}
