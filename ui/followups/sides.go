package followups

import (
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/words"
)

// sides lays the versions of one follow-up side by side over the page until
// somebody has chosen or leaves. Leaving changes nothing.
type sides struct {
	*shelf.Sides[followup.FollowUp]
	pane *Pane
}

func newSides(p *Pane) *sides {
	s := &sides{pane: p}
	s.Sides = shelf.NewSides(shelf.Door{
		Drafts: p.opts.Desk, Post: p.opts.Post, Focus: p.opts.Focus, Shortcut: p.fieldShortcut,
	}, shelf.Subject[followup.FollowUp]{
		Kind:  draftKind,
		Heads: func(id record.ID) []followup.Version { return p.rows.list.Book().Heads(id) },
		Apart: func(id record.ID) bool { return p.rows.list.Book().InConflict(id) },
		Say:   s.say, Version: s.version, Theirs: s.theirs, Settle: s.settle, Closed: p.Focus,
	})
	s.Compare.OnKeepBoth, s.Compare.OnWrite = s.keepBoth, s.write
	return s
}

// say names what is compared.
func (s *sides) say() (title, text string) {
	c := s.Heads[0].Content
	name := words.Name(c.Customer)
	if c.Customer == "" {
		name = c.Phone
	}
	title = "Two versions of " + name
	n := len(s.Heads)
	text = "Two people changed this follow-up without knowing of each other. What is not kept goes; until you choose, both stay."
	if s.Mine != nil {
		n++
		text = "Somebody changed this follow-up while you were writing. What is not kept goes; Esc leaves both as they are, and what you typed stays."
	}
	if n > 2 {
		title = words.Count(n, "version") + " of " + name
	}
	return title, text
}

// version is a follow-up in words; what differs is marked by them.
func (s *sides) version(v followup.Version) kit.Version {
	p, c := s.pane, v.Content
	out := kit.Version{Who: p.rows.who.author(v.By), When: p.clock(v.Updated)}
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

// theirs takes what the list has; what was typed here goes.
func (s *sides) theirs() {
	v := s.Heads[0]
	s.Close()
	s.Decided(v.ID)
	s.bind(v)
	s.pane.form.adopt(v, true)
}

// bind makes sure that the form shows the record that is being settled.
func (s *sides) bind(v followup.Version) {
	if e := &s.pane.form.editor; e.id != v.ID {
		e.open(v)
	}
}

func (s *sides) settle(c followup.FollowUp) {
	id, seen, v := s.ID, s.Seen(), s.Heads[0]
	s.Close()
	s.Decided(id)
	s.bind(v)
	e := &s.pane.form.editor
	e.seen, e.settle, e.theirs = seen, &c, nil
	e.base = v
	e.fill(c, "")
	e.put(func(f followup.FollowUp) followup.FollowUp { return f })
	s.pane.front.Table.Select(string(id))
}

// keepBoth lets an edit stand beside what it met; versions that both are in the
// list stay as they are.
func (s *sides) keepBoth() {
	mine := s.Mine
	s.Close()
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
	v, seen := s.Heads[0], s.Seen()
	c := v.Content
	if s.Mine != nil {
		c = s.Mine.Content
	}
	c.Note = text
	s.Close()
	s.Decided(v.ID)
	s.bind(v)
	e := &s.pane.form.editor
	e.base, e.seen, e.settle, e.theirs, e.trouble = v, seen, &c, nil, ""
	e.fill(c, "")
	e.keep()
	e.form.show()
	s.pane.opts.Focus(e.form.note)
}
