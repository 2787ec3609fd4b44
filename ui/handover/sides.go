package handover

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/shift"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/words"
)

// sides lays the versions of one note side by side over the page until somebody has
// chosen or leaves. Leaving changes nothing.
type sides struct {
	*shelf.Sides[shift.Note]
	pane    *notesPane
	trouble string
}

func newSides(p *notesPane) *sides {
	s := &sides{pane: p}
	s.Sides = shelf.NewSides(shelf.Door{
		Drafts: p.opts.Desk, Post: p.opts.Post, Focus: p.opts.Focus, Shortcut: p.fieldShortcut,
	}, shelf.Subject[shift.Note]{
		Kind: draftKind, Heads: func(id record.ID) []shift.Version { return p.rows.heads(id) }, Apart: func(id record.ID) bool { return p.rows.split(id) },
		Say: s.say, Version: s.version, Theirs: s.theirs, Settle: s.settle, Closed: p.Focus,
	})
	s.Compare.OnKeepBoth, s.Compare.OnWrite = s.keepBoth, s.write
	return s
}

// open shows the versions that are among the notes.
func (s *sides) open(id record.ID) {
	s.trouble = ""
	s.Open(id)
}

// meet shows an edit of this desk beside what its author had not seen.
func (s *sides) meet(mine shift.Version) {
	s.trouble = ""
	s.Meet(mine)
}

// say names what is compared, or why nothing came of a choice.
func (s *sides) say() (title, text string) {
	title = "Two versions of the note of " + s.pane.clock(s.Heads[0].Content.Written)
	switch {
	case s.trouble != "":
		text = s.trouble
	case s.Mine != nil:
		text = "This note was changed while you were writing. What is not kept goes; Esc leaves both as they are, and what you wrote stays."
	default:
		text = "This note was changed twice by people who did not know of each other. What is not kept goes; until you choose, both stay."
	}
	return title, text
}

// version is a note in words; what differs is marked by them.
func (s *sides) version(v shift.Version) kit.Version {
	p, n := s.pane, v.Content
	out := kit.Version{Who: p.rows.who.Name(v.By), When: p.clock(v.Updated)}
	names := chatNames(p.snap, n.Chats)
	var chats, follows []string
	for _, id := range n.Chats {
		chats = append(chats, names[id])
	}
	for _, id := range n.FollowUps {
		follows = append(follows, p.followUpName(id))
	}
	out.Fields = []kit.VersionField{
		{Name: "For", Value: p.rows.who.to(n.To)},
		{Name: "Text", Value: n.Text},
		{Name: "Chats", Value: strings.Join(chats, "\n")},
		{Name: "Follow-ups", Value: strings.Join(follows, "\n")},
		{Name: "Acknowledged", Value: p.ackWords(n)},
	}
	return out
}

// theirs keeps what is among the notes; what was written here goes.
func (s *sides) theirs() {
	s.Decided(s.ID)
	s.end(s.ID)
}

// write ends the conflict with a text from both; it hands over what either did,
// and nobody has acknowledged it.
func (s *sides) write(text string) {
	all := contents(s.Heads)
	if s.Mine != nil {
		all = append([]shift.Note{s.Mine.Content}, all...)
	}
	var chats []chat.ChatID
	var follows []record.ID
	for _, n := range all {
		chats, follows = append(chats, n.Chats...), append(follows, n.FollowUps...)
	}
	n := all[0].Rewrite(text).Relist(chats, follows)
	n.Acknowledged = nil
	s.settle(n)
}

func (s *sides) settle(n shift.Note) {
	p, id := s.pane, s.ID
	p.opts.Desk.SettleNote(id, n, s.Seen(), s.answer(id, func() { s.Decided(id) }))
}

// keepBoth lets an edit stand beside what it met; versions that both are among the
// notes stay as they are.
func (s *sides) keepBoth() {
	if s.Mine == nil {
		s.Close()
		return
	}
	s.pane.opts.Desk.KeepBothNotes(*s.Mine, s.answer(s.ID, func() {}))
}

// answer takes the desk's word and then runs done; a failure leaves the versions
// where they are.
func (s *sides) answer(id record.ID, done func()) func(record.ID, error) {
	return func(_ record.ID, err error) {
		s.pane.opts.Post(func() {
			if err == nil {
				done()
				s.end(id)
				return
			}
			if s.ID == id {
				s.trouble = words.Sentence("not saved: it was changed again meanwhile; look at all of it once more")
				if wrong(err) != record.ErrUnknown.Error() {
					s.trouble = words.Sentence("not saved: " + wrong(err))
				}
				s.Render()
			}
		})
	}
}

// end lets go of the draft that met the change, and shows the note.
func (s *sides) end(id record.ID) {
	p := s.pane
	mine := s.Mine != nil
	if s.ID == id {
		s.Close()
	}
	if e := &p.writer.editor; mine && e.id == id {
		p.opts.Desk.SaveDraft("", draftKind(id), "")
		*e = editor{writer: p.writer}
		p.writer.hide()
	}
	p.Focus()
	p.fresh = id
	if p.snap != nil {
		p.Render(p.snap)
	}
}
