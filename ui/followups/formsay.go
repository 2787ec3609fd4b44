package followups

import (
	"strings"

	"floorwalker/app"
	"floorwalker/app/followup"
	"floorwalker/ui/dial"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

func (f *form) saidWords(dirty bool) string {
	switch {
	case f.trouble != "":
		return f.trouble
	case f.sending():
		return "Being saved on this desk."
	case f.settle != nil:
		return "Written from both: look at the other fields, then save."
	case dirty:
		return "Not saved yet. What you type is kept on this desk."
	case f.pane.rows.list.Book().InConflict(f.id):
		return ""
	case f.saved && f.pane.unsent > 0 && f.pane.link.State != app.LinkLive:
		return "Saved here, waiting for the hub."
	case f.saved:
		return "Saved."
	}
	return ""
}

// showBanner says what somebody must know before they go on.
func (f *form) showBanner() {
	d := kit.BannerData{}
	switch {
	case f.theirs != nil:
		d = kit.BannerData{
			Tone: kit.Amber, Title: "Changed meanwhile",
			Text: "By " + f.pane.rows.who.author(f.theirs.By) + ", " + f.pane.clock(f.theirs.Updated) + ". What you typed is kept. Saving lays both side by side.",
		}
	case f.settle == nil && f.pane.rows.list.Book().InConflict(f.id):
		d = kit.BannerData{
			Tone: kit.Amber, Title: "Two versions", Text: "Two people changed this without knowing of each other. Nothing is lost; somebody has to choose.",
			Buttons: []kit.ButtonData{{Word: "Show side by side"}},
		}
	case f.restored:
		d = kit.BannerData{Tone: kit.Blue, Title: "Brought back", Text: "You typed this before and did not save it."}
	}
	f.banner.Set(d)
	kit.SetShown(f.banner, d.Title != "")
}

// tick lets the clock run.
func (f *form) tick() {
	if f.id == "" {
		return
	}
	c, now := f.base.Content, f.pane.opts.Now()
	f.assignee.Set(assigneeWords(f.pane, c)) // colleagues come and go
	if !c.IsOpen() {
		f.state.Set(kit.PillData{Word: "done", Tone: kit.Green})
		f.setDueText("Was due " + f.pane.clock(c.Due))
		return
	}
	m := words.MinutesLeft(c.Due, now)
	d, text := kit.PillData{Word: "in " + words.HoursLeft(m), Tone: dial.Tone(m)}, f.pane.clock(c.Due)
	if m < 0 {
		d.Word = "late " + words.HoursLeft(m)
	}
	if f.state.Set(d) {
		f.column.Refresh()
	}
	f.setDueText(strings.ToUpper(text[:1]) + text[1:])
}

func (f *form) setDueText(text string) {
	if f.dueText.Set(text) {
		f.column.Refresh()
	}
}

// sayDue says what a written due time is taken for.
func (f *form) sayDue() {
	text := "Times are those of " + f.pane.rows.zone.String() + "."
	if f.due.Text != "" {
		now := f.pane.opts.Now().Time().In(f.pane.rows.zone)
		at, err := words.ParseDue(f.due.Text, now)
		if err != nil {
			text = err.Error()
		} else {
			text = "Due " + f.pane.at(at, now) + " once it is saved · Enter"
		}
	}
	if f.dueSaid.Set(text) {
		f.column.Refresh()
	}
}

func assigneeWords(p *Pane, c followup.FollowUp) string {
	s := p.rows.who.assignee(c.Assignee)
	for _, t := range p.team {
		if t.ID == c.Assignee {
			return s + " · " + presence(t)
		}
	}
	return s
}
