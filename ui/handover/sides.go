package handover

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/shift"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// keyMine is the key of a version that is not among the notes: what was written here.
const keyMine = "mine"

// sides lays the versions of one note side by side over the page until somebody has
// chosen or leaves. Leaving changes nothing.
type sides struct {
	pane    *Pane
	content *fyne.Container
	title   *kit.Words
	said    *kit.Text
	compare *kit.Compare
	back    *kit.Button

	id      record.ID
	mine    *shift.Version // an edit that met a change; nil between versions that are all among the notes
	heads   []shift.Version
	trouble string
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

// open shows the versions that are among the notes.
func (s *sides) open(id record.ID) { s.start(id, nil) }

// meet shows an edit of this desk beside what its author had not seen.
func (s *sides) meet(mine shift.Version) { s.start(mine.ID, &mine) }

func (s *sides) start(id record.ID, mine *shift.Version) {
	s.id, s.mine, s.trouble = id, mine, ""
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
	s.heads = s.pane.rows.heads(s.id)
	if s.mine == nil && !s.pane.rows.split(s.id) {
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
	s.title.Set("Two versions of the note of " + s.pane.clock(s.heads[0].Content.Written))
	text := "This note was changed twice by people who did not know of each other. What is not kept goes; until you choose, both stay."
	if s.mine != nil {
		text = "This note was changed while you were writing. What is not kept goes; Esc leaves both as they are, and what you wrote stays."
	}
	if s.trouble != "" {
		text = s.trouble
	}
	s.said.Set(text)
	s.content.Refresh()
}

// version is a note in words; what differs is marked by them.
func (s *sides) version(key string, v shift.Version) kit.Version {
	p, n := s.pane, v.Content
	out := kit.Version{Key: key, Who: p.rows.who.Name(v.By), When: p.clock(v.Updated)}
	if v.Deleted {
		out.When += ", deleted"
	}
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

// keep ends the conflict with one of the versions.
func (s *sides) keep(key string) {
	i := slices.IndexFunc(s.heads, func(h shift.Version) bool { return h.Revision.String() == key })
	switch {
	case i >= 0 && len(s.heads) == 1: // theirs is what there is; mine goes
		s.forget(s.id)
		s.end(s.id)
	case i >= 0:
		s.settle(s.heads[i].Content)
	case s.mine != nil && key == keyMine:
		s.settle(s.mine.Content)
	}
}

// write ends the conflict with a text from both; it hands over what either did,
// and nobody has acknowledged it.
func (s *sides) write(text string) {
	all := contents(s.heads)
	if s.mine != nil {
		all = append([]shift.Note{s.mine.Content}, all...)
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
	p, id := s.pane, s.id
	p.opts.Desk.SettleNote(id, n, revisions(s.heads), s.answer(id, func() { s.forget(id) }))
}

// keepBoth lets an edit stand beside what it met; versions that both are among the
// notes stay as they are.
func (s *sides) keepBoth() {
	if s.mine == nil {
		s.close()
		return
	}
	s.pane.opts.Desk.KeepBothNotes(*s.mine, s.answer(s.id, func() {}))
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
			if s.id == id {
				s.trouble = words.Sentence("not saved: it was changed again meanwhile; look at all of it once more")
				if wrong(err) != record.ErrUnknown.Error() {
					s.trouble = words.Sentence("not saved: " + wrong(err))
				}
				s.render()
			}
		})
	}
}

// end lets go of the draft that met the change, and shows the note.
func (s *sides) end(id record.ID) {
	p := s.pane
	mine := s.mine != nil
	if s.id == id {
		s.close()
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
