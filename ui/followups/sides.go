package followups

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// keyMine is the key of a version that is not in the list: what was typed here.
const keyMine = "mine"

// sides lays the versions of one follow-up side by side over the page until
// somebody has chosen or leaves. Leaving changes nothing.
type sides struct {
	pane    *Pane
	content *fyne.Container
	title   *kit.Words
	said    *kit.Text
	compare *kit.Compare
	back    *kit.Button

	id    record.ID
	mine  *followup.Version // an edit that met a change; nil between versions that are all in the list
	heads []followup.Version
}

func newSides(p *Pane) *sides {
	s := &sides{pane: p, title: kit.NewTitle("").Yield(), said: kit.NewQuietText(""), compare: kit.NewCompare()}
	s.compare.OnKeep, s.compare.OnKeepBoth, s.compare.OnWrite = s.keep, s.keepBoth, s.write
	s.compare.OnDraft = s.keepDraft
	s.compare.OnEscape, s.compare.OnShortcut = s.close, p.fieldShortcut
	s.back = kit.NewButton(kit.ButtonData{Word: "Back", Key: "Esc"}, s.close)
	s.back.OnKey = func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			s.close()
		}
	}
	pad := theme.Px(20)
	column := kit.NewColumn(12, container.NewBorder(nil, nil, nil, s.back, s.title), s.said, s.compare)
	ground := kit.NewGround(theme.Pane)
	ground.OnTapped = s.focus
	s.content = container.NewStack(ground,
		container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), column)))
	s.content.Hide()
	return s
}

func (s *sides) shown() bool { return s.id != "" }

// open shows the versions of a record that the list has.
func (s *sides) open(id record.ID) { s.start(id, nil) }

// meet shows an edit of this desk beside what its author had not seen.
func (s *sides) meet(mine followup.Version) { s.start(mine.ID, &mine) }

func (s *sides) start(id record.ID, mine *followup.Version) {
	s.id, s.mine = id, mine
	s.compare.SetDraft("")
	s.content.Show()
	s.pane.page.Hide()
	s.render()
	if s.shown() {
		s.recall()
		s.focus()
	}
}

// focus gives the keyboard to Back: Esc leaves from there, and whoever types on, or
// presses Enter once too often, decides nothing.
func (s *sides) focus() { s.pane.opts.Focus(s.back) }

func (s *sides) close() {
	if !s.shown() {
		return
	}
	s.id, s.mine, s.heads = "", nil, nil
	s.content.Hide()
	s.pane.page.Show()
	s.pane.Focus()
}

// render brings the versions up to date; what is being written from both stays.
func (s *sides) render() {
	if !s.shown() {
		return
	}
	s.heads = s.pane.rows.list.Book().Heads(s.id)
	if s.mine == nil && len(s.heads) < 2 {
		s.close() // somebody else has chosen
		return
	}
	var vs []kit.Version
	if s.mine != nil {
		v := s.version(keyMine, *s.mine)
		v.Who, v.When = "You", "not saved yet"
		vs = append(vs, v)
	}
	for _, h := range s.heads {
		vs = append(vs, s.version(h.Revision.String(), h))
	}
	s.compare.Set(vs)
	c := s.heads[0].Content
	name := words.Name(c.Customer)
	if c.Customer == "" {
		name = c.Phone
	}
	s.title.Set("Two versions of " + name)
	if len(vs) > 2 {
		s.title.Set(words.Count(len(vs), "version") + " of " + name)
	}
	text := "Two people changed this follow-up without knowing of each other. What is not kept goes; until you choose, both stay."
	if s.mine != nil {
		text = "Somebody changed this follow-up while you were writing. What is not kept goes; Esc leaves both as they are, and what you typed stays."
	}
	s.said.Set(text)
	s.content.Refresh()
}

// version is a follow-up in words; what differs is marked by them.
func (s *sides) version(key string, v followup.Version) kit.Version {
	p, c := s.pane, v.Content
	out := kit.Version{Key: key, Who: p.rows.who.author(v.By), When: p.clock(v.Updated)}
	if v.Deleted {
		out.When += ", deleted"
	}
	state := "open"
	if !c.IsOpen() {
		state = "done " + p.clock(c.Done) + " by " + p.rows.who.author(c.DoneBy)
	}
	out.Fields = []kit.VersionField{
		{Name: "Customer", Value: c.Customer},
		{Name: "Number", Value: c.Phone},
		{Name: "Due", Value: p.clock(c.Due)},
		{Name: "Who calls", Value: p.rows.who.assignee(c.Assignee)},
		{Name: "Promised because", Value: c.Reason},
		{Name: "State", Value: state},
		{Name: "Note", Value: c.Note},
	}
	return out
}

// seen are the revisions that stand on the screen.
func (s *sides) seen() []record.Revision {
	var out []record.Revision
	for _, h := range s.heads {
		out = append(out, h.Revision)
	}
	return out
}

// keep ends the conflict with one of the versions.
func (s *sides) keep(key string) {
	i := slices.IndexFunc(s.heads, func(h followup.Version) bool { return h.Revision.String() == key })
	switch {
	case i >= 0 && len(s.heads) == 1: // theirs is what there is; mine goes
		v := s.heads[0]
		s.close()
		s.forget(v.ID)
		s.bind(v)
		s.pane.form.adopt(v, true)
	case i >= 0:
		s.settle(s.heads[i].Content)
	case s.mine != nil && key == keyMine:
		s.settle(s.mine.Content)
	}
}

// bind makes sure that the form shows the record that is being settled.
func (s *sides) bind(v followup.Version) {
	if e := &s.pane.form.editor; e.id != v.ID {
		e.open(v)
	}
}

func (s *sides) settle(c followup.FollowUp) {
	id, seen, v := s.id, s.seen(), s.heads[0]
	s.close()
	s.forget(id)
	s.bind(v)
	e := &s.pane.form.editor
	e.seen, e.settle, e.theirs = seen, &c, nil
	e.base = v
	e.fill(c, "")
	e.put(func(f followup.FollowUp) followup.FollowUp { return f })
	s.pane.table.Select(string(id))
}

// keepBoth lets an edit stand beside what it met; versions that both are in the
// list stay as they are.
func (s *sides) keepBoth() {
	mine := s.mine
	s.close()
	if mine == nil {
		return
	}
	p, id := s.pane, mine.ID
	p.opts.Desk.KeepBothFollowUps(*mine, func(_ record.ID, err error) {
		p.opts.Post(func() {
			e := &p.form.editor
			if err != nil {
				if e.id == id {
					e.fail(words.Sentence("not saved: " + wrong(err)))
				}
				return
			}
			p.opts.Desk.SaveDraft("", draftKind(id), "")
			if v, ok := p.rows.list.Get(id); ok && e.id == id {
				e.adopt(v, true)
			}
		})
	})
}

// write takes a note that was written from both into the fields, with the rest as
// the one who writes had it; it is saved from there.
func (s *sides) write(text string) {
	v, seen := s.heads[0], s.seen()
	c := v.Content
	if s.mine != nil {
		c = s.mine.Content
	}
	c.Note = text
	s.close()
	s.forget(v.ID)
	s.bind(v)
	e := &s.pane.form.editor
	e.base, e.seen, e.settle, e.theirs, e.trouble = v, seen, &c, nil, ""
	e.fill(c, "")
	e.keep()
	e.form.show()
	s.pane.opts.Focus(e.form.note)
}
