package thread

import (
	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// TagDesk is what a row of tags asks of the console.
type TagDesk interface {
	AddTag(id chat.ChatID, tag string)
	RemoveTag(id chat.ChatID, tag string)
	Tags(got func([]string))
}

// tagRow is the tags of one chat, with crosses and a field for one more
// (E-ACT-09). It is bound to the chat that it shows: what is added while
// another chat comes on screen still goes to the one whose tags stood there.
type tagRow struct {
	desk TagDesk
	post func(func())
	tags *kit.Tags

	chat  chat.ChatID
	own   []string
	known []string
}

func newTagRow(desk TagDesk, post func(func())) *tagRow {
	r := &tagRow{desk: desk, post: post, tags: kit.NewTags()}
	r.tags.OnAdd = func(tag string) { r.desk.AddTag(r.chat, tag) }
	r.tags.OnRemove = func(tag string) { r.desk.RemoveTag(r.chat, tag) }
	return r
}

// show gives the row a chat's tags; for another chat it asks the desk anew
// what is in use on the floor.
func (r *tagRow) show(t *view.Thread) {
	other := r.chat != t.ID
	r.chat, r.own = t.ID, t.Tags
	r.tags.Set(r.own, r.known)
	if other {
		r.ask()
	}
}

func (r *tagRow) ask() {
	r.desk.Tags(func(known []string) {
		r.post(func() {
			r.known = known
			r.tags.Set(r.own, r.known)
		})
	})
}

// tagging is the row over the lines while somebody tags by key.
type tagging struct {
	row  *tagRow
	view *fyne.Container
}

func (p *Pane) newTagging() *tagging {
	g := &tagging{row: newTagRow(p.opts.Desk, p.opts.Post)}
	g.row.tags.OnEscape = func() {
		p.showTags(false)
		p.opts.Leave()
	}
	g.row.tags.OnShortcut = p.opts.Shortcut
	g.view = kit.NewColumn(4, kit.NewSection("Tags of this chat · Esc closes"), g.row.tags)
	g.view.Hide()
	return g
}

// Tag opens the tags of the chat on screen and puts the keyboard into the
// field for one more (E-ACT-09).
func (p *Pane) Tag() {
	t, ok := p.may(stepTag)
	if !ok {
		return
	}
	if p.tagging.row.chat == t.ID {
		p.tagging.row.ask() // the floor may know others by now
	}
	p.tagging.row.show(t)
	p.showTags(true)
	p.opts.Focus(p.tagging.row.tags.Focusable())
}

func (p *Pane) showTags(on bool) { p.toggle(p.tagging.view, on) }

// renderTags keeps the open row true, and closes it when its chat goes.
func (p *Pane) renderTags(t *view.Thread) {
	switch {
	case !p.tagging.view.Visible():
	case t == nil || t.ID != p.tagging.row.chat:
		p.showTags(false)
	default:
		p.tagging.row.show(t)
	}
}
