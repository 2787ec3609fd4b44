package thread

import (
	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// asking is a sheet over the window. What it does is bound to the chat that it was
// opened for, whichever comes on screen behind it, and cannot be confirmed once
// that chat is no longer what it was.
type asking struct {
	sheet *kit.Sheet
	data  kit.SheetData
	// locked says why it cannot be confirmed as things stand, or "".
	locked func(s *app.Snapshot) string
	// update, if set, brings the fields up to date.
	update func(s *app.Snapshot)
}

// newAsking makes a sheet of fields.
func newAsking(d kit.SheetData, fields ...kit.SheetField) *asking {
	return &asking{data: d, sheet: kit.NewSheet(d, fields...)}
}

// ask lays a sheet over the window. Only one can be open: a second key means
// nothing while there is one to answer.
func (p *Pane) ask(a *asking, confirm func()) {
	canvas := fyne.CurrentApp().Driver().CanvasForObject(p.content)
	if canvas == nil || p.asking != nil {
		return
	}
	p.closeSlash()
	p.asking = a
	a.sheet.OnConfirm = func() bool {
		p.asking = nil
		confirm()
		return true
	}
	a.sheet.OnCancel = func() { p.asking = nil }
	a.follow(p.snap)
	kit.ShowSheet(canvas, a.sheet)
}

// follow keeps the open sheet true.
func (p *Pane) follow(s *app.Snapshot) {
	if p.asking != nil {
		p.asking.follow(s)
	}
}

func (a *asking) follow(s *app.Snapshot) {
	d := a.data
	if a.locked != nil {
		d.Locked = a.locked(s)
	}
	if d != a.data {
		a.data = d
		a.sheet.Set(d)
	}
	if a.update != nil {
		a.update(s)
	}
}

// rowOf returns a chat's row in a section, or nil.
func rowOf(s *app.Snapshot, in view.Section, id chat.ChatID) *view.Row {
	var found *view.Row
	s.Boards[in].Each(func(r *view.Row) bool {
		if r.ID == id {
			found = r
		}
		return found == nil
	})
	return found
}

// lostIt says why the chat of a sheet is no longer mine, or "". Joined is
// enough where beside is true.
func lostIt(id chat.ChatID, name string, beside bool) func(*app.Snapshot) string {
	return func(s *app.Snapshot) string {
		if r := rowOf(s, view.Mine, id); r != nil && (r.Mine || beside) {
			return ""
		}
		if t := s.Thread; t != nil && t.ID == id {
			switch {
			case t.Stance == view.Ended:
				return name + "'s chat has ended."
			case t.Server != "":
				return t.Server + " serves " + name + "'s chat now; it is no longer yours."
			}
		}
		return name + "'s chat is no longer yours."
	}
}
