package followups

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/view"
	"floorwalker/ui/duty"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// quickTimes are the usual due times, in the zone of now.
var quickTimes = []struct {
	word, key string
	at        func(now time.Time) time.Time
}{
	{"in 30 min", "1", func(now time.Time) time.Time { return now.Add(30 * time.Minute).Truncate(time.Minute) }},
	{"in 2 h", "2", func(now time.Time) time.Time { return now.Add(2 * time.Hour).Truncate(time.Minute) }},
	{"tomorrow 10:00", "3", func(now time.Time) time.Time { return at(now.AddDate(0, 0, 1), 10, 0) }},
}

// now is hub time where the team's cover is.
func (p *Pane) now() time.Time { return p.opts.Now().Time().In(p.rows.zone) }

// clock says an instant as a person would now.
func (p *Pane) clock(i chat.Instant) string { return p.at(i.Time(), p.now()) }

// at says an instant as a person would at now, in the workspace's time; where this
// machine has another, it names the zone.
func (p *Pane) at(t, now time.Time) string {
	return words.When(t, now) + words.Place(t.In(now.Location()), p.opts.Here)
}

// Open shows what a row is beside the table: the card of a call, another promise, or
// a record. The id may be a record's.
func (p *Pane) Open(key record.ID) {
	l := p.rows.lines[key]
	call, ok := p.rows.call(key)
	switch {
	case l == nil || l.over:
		return
	case ok && !p.apart(key):
		p.card.Show(call)
		p.opened(key, sideCard)
		p.card.Focus()
	case l.duty != nil:
		p.panel.open(*l.duty)
		p.opened(key, sideDuty)
	default:
		p.Edit(key)
	}
}

// apart reports whether two versions of a record wait for somebody to choose.
func (p *Pane) apart(id record.ID) bool { return p.rows.list.Book().InConflict(id) }

// opened marks what stands beside the table now.
func (p *Pane) opened(key record.ID, s side) {
	p.front.Table.Select(string(key))
	p.beside(s)
}

// Call shows the card of a call, which the night's worklist and a chat lead to; it
// answers whether there is such a call.
func (p *Pane) Call(k followup.Key) bool {
	key := dutyKeyOf(k)
	call, ok := p.rows.call(key)
	if !ok {
		return false
	}
	if !slices.Contains(p.rows.Shown, key) {
		p.pick(filterCalls)
	}
	p.card.Show(call)
	p.opened(key, sideCard)
	p.front.Table.ScrollTo(string(key))
	return true
}

// stepRow takes the arrows of the card to the rows and opens what they lead to.
func (p *Pane) stepRow(e *fyne.KeyEvent) {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		p.front.Table.Focusable().TypedKey(e)
		p.Open(record.ID(p.front.Table.Cursor()))
	}
}

// handOn asks who makes a call instead, or says why nobody can be asked.
func (p *Pane) handOn(l followup.Line) string {
	if l.Key.Record != "" {
		p.Edit(l.Key.Record)
		p.Assign()
		return ""
	}
	d, ok := p.rows.owners[dutyKeyOf(l.Key)]
	if !ok {
		return duty.Gone
	}
	if locked := p.panel.asker.Locked(d); locked != "" {
		return locked
	}
	p.panel.asker.HandOn(d)
	return ""
}

// Edit shows the fields of a follow-up that somebody wrote, and its versions if there
// are two.
func (p *Pane) Edit(id record.ID) {
	v, ok := p.rows.list.Get(id)
	if !ok {
		return
	}
	p.opened(id, sideForm)
	if p.form.id != id {
		p.form.open(v)
	} else {
		p.form.show()
	}
	if p.apart(id) && p.form.settle == nil {
		p.sides.Open(id)
	}
}

// Opened is the follow-up beside the table; empty if none is.
func (p *Pane) Opened() record.ID {
	if l, ok := p.card.Line(); ok && p.shown == sideCard {
		return l.Key.Record
	}
	return p.form.id
}

func same(f followup.FollowUp) followup.FollowUp { return f }

// Save saves what is typed.
func (p *Pane) Save() { p.form.put(same) }

// quick makes the open follow-up due at one of the usual times.
func (f *form) quick(i int) {
	p := f.pane
	if f.id == "" || !f.base.Content.IsOpen() || i >= len(quickTimes) {
		return
	}
	if !f.sending() {
		f.filling = true
		f.due.SetText("")
		f.filling = false
	}
	due := instant(quickTimes[i].at(p.now()))
	f.put(func(c followup.FollowUp) followup.FollowUp { return c.Reschedule(due) })
}

// CopyNumber puts the number to call on the clipboard.
func (p *Pane) CopyNumber() {
	if c := p.form.base.Content; p.form.id != "" && c.Phone != "" {
		fyne.CurrentApp().Clipboard().SetContent(c.Phone)
		p.form.said.Set("The number is copied.")
		p.form.lay()
	}
}

// OpenChat shows the conversation that the open follow-up comes from.
func (p *Pane) OpenChat() {
	if c := p.form.base.Content; p.form.id != "" && c.Chat != "" && p.opts.OpenChat != nil {
		p.opts.OpenChat(c.Chat)
	}
}

// Reopen makes a completed follow-up open again.
func (p *Pane) Reopen() {
	if p.form.id != "" && !p.form.base.Content.IsOpen() {
		p.form.put(followup.FollowUp.Reopen)
	}
}

// Complete asks what came of the call and completes the open follow-up.
func (p *Pane) Complete() {
	e := &p.form.editor
	if e.id == "" || !e.base.Content.IsOpen() || e.sending() {
		return
	}
	id := e.id
	kind := draftKind(id) + "/done"
	p.withDraft(kind, func(begun string) {
		if e.id != id {
			return
		}
		note := kit.NewTextField("What came of it", "It goes below the note. It may stay empty.", 0)
		note.SetText(begun)
		watch(note, func() { p.opts.Desk.SaveDraft("", kind, note.Text()) })
		s := kit.NewSheet(kit.SheetData{
			Title: "Complete: " + p.form.name.AccessibilityLabel(), Confirm: "Complete",
			Text: "It leaves the list for everybody and stands under Done, where it can be opened again.",
		}, note)
		s.OnConfirm = func() bool {
			me, now, text := p.me.Agent, p.opts.Now(), note.Text()
			if e.id == id {
				e.put(func(c followup.FollowUp) followup.FollowUp { return c.Complete(me, now, text) }, kind)
			}
			return true
		}
		p.lay(s)
	})
}

// nobody is the picker's key of no assignee; agents' keys begin with another letter.
const nobody = "-"

// Assign asks who is to call. Anybody may be chosen, also who is not here now: the
// call is for later.
func (p *Pane) Assign() {
	e := &p.form.editor
	if e.id == "" || !e.base.Content.IsOpen() || e.sending() {
		return
	}
	id := e.id
	pick := kit.NewPicker("Who calls", "A name")
	pick.Set(p.choices())
	pick.OnShortcut = p.fieldShortcut
	pick.OnChoose = func(key string) {
		if e.id == id {
			e.put(func(c followup.FollowUp) followup.FollowUp { return c.Assign(chosen(key)) })
		}
	}
	kit.ShowPicker(p.opts.Window(), pick)
}

func chosen(key string) chat.AgentID {
	if key == nobody {
		return ""
	}
	return chat.AgentID(strings.TrimPrefix(key, "a"))
}

// choices are everybody who can be made to call.
func (p *Pane) choices() []kit.Choice {
	out := []kit.Choice{{Key: "a" + string(p.me.Agent), Name: "You"}, {Key: nobody, Name: "Nobody yet", Detail: "whoever is free takes it"}}
	for _, t := range p.team {
		out = append(out, kit.Choice{Key: "a" + string(t.ID), Name: t.Name, Detail: presence(t), Pill: kit.PillData{Word: t.Department}})
	}
	return out
}

// presence says whether a colleague is here, and how busy.
func presence(t view.Colleague) string {
	if !t.Online {
		return "offline"
	}
	return "online · " + words.Count(t.Chats, "chat")
}

// settleOwn shows the newest order after an edit of one's own: it was asked for.
func (p *Pane) settleOwn() {
	if p.rows.Moved() > 0 {
		p.front.ShowOrder()
	}
}

// lay shows a sheet over the page.
func (p *Pane) lay(s *kit.Sheet) {
	s.OnShortcut = func(k fyne.Shortcut) {
		if p.opts.Shortcut != nil {
			p.opts.Shortcut(k)
		}
	}
	kit.ShowSheet(p.opts.Window(), s)
}

// withDraft goes on with what was begun before.
func (p *Pane) withDraft(kind string, next func(begun string)) {
	p.opts.Desk.Draft("", kind, func(text string) { p.opts.Post(func() { next(text) }) })
}

// watch tells of each letter that is typed into a field of a sheet.
func watch(f *kit.LineField, changed func()) {
	field, ok := f.Focusable().(*kit.Field)
	if !ok {
		return
	}
	was := field.OnChanged
	field.OnChanged = func(s string) {
		if was != nil {
			was(s)
		}
		changed()
	}
}

func (p *Pane) createdWords(v followup.Version) string {
	s := fmt.Sprintf("%s written down by %s", p.clock(v.Content.Created), p.rows.who.author(v.Content.CreatedBy))
	if v.Revision.Number > 1 {
		s += fmt.Sprintf("\n%s changed by %s", p.clock(v.Updated), p.rows.who.author(v.By))
	}
	return words.Upper(s)
}

func (p *Pane) doneWords(v followup.Version) string {
	if v.Content.IsOpen() {
		return ""
	}
	return words.Upper(fmt.Sprintf("%s completed by %s", p.clock(v.Content.Done), p.rows.who.author(v.Content.DoneBy)))
}

// at is a time of day on a day.
func at(day time.Time, hour, minute int) time.Time {
	return time.Date(day.Year(), day.Month(), day.Day(), hour, minute, 0, 0, day.Location())
}
