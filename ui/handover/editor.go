package handover

import (
	"encoding/json"
	"errors"
	"slices"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/shift"
	"floorwalker/ui/words"
)

// editor is what becomes of what is written: bound to one note, or to a new one,
// for as long as the program runs or another is begun.
type editor struct {
	writer *writer
	bound  bool          // something was begun
	id     record.ID     // empty for a new note
	base   shift.Version // what the writing began from

	to        chat.AgentID
	chats     []chat.ChatID
	followUps []record.ID

	sent     bool
	theirs   *shift.Version // came while something was written
	trouble  string
	restored bool
	filling  bool
}

// draft is what is written and not saved, as a desk keeps it.
type draft struct {
	// Basis and Base are what its author had before their eyes; zero for a new note.
	Basis     record.Revision `json:"basis"`
	Base      shift.Note      `json:"base"`
	Text      string          `json:"text"`
	To        chat.AgentID    `json:"to,omitempty"`
	Chats     []chat.ChatID   `json:"chats,omitempty"`
	FollowUps []record.ID     `json:"followUps,omitempty"`
}

// draftKind names the draft of a note, or of a new one.
func draftKind(id record.ID) string {
	if id == "" {
		return "handover/new"
	}
	return "handover/" + string(id)
}

// begin binds the editor to a note, or to a new one if id is empty.
func (e *editor) begin(id record.ID, v shift.Version) {
	w := e.writer
	*e = editor{writer: w, bound: true, id: id, base: v}
	e.fill(v.Content.Text, v.Content)
	w.pane.opts.Desk.Draft("", draftKind(id), func(text string) {
		w.pane.opts.Post(func() { e.restore(id, text) })
	})
}

// fill writes a note into the editor.
func (e *editor) fill(text string, n shift.Note) {
	e.filling = true
	if e.writer.text.Text != text {
		e.writer.text.SetText(text)
	}
	e.filling = false
	e.to, e.chats, e.followUps = n.To, slices.Clone(n.Chats), slices.Clone(n.FollowUps)
}

func (e *editor) sending() bool { return e.sent }

// note is the note as it is written.
func (e *editor) note() shift.Note {
	text := e.writer.text.Text
	if e.id == "" {
		p := e.writer.pane
		return shift.Note{From: p.rows.who.Me, To: e.to, Written: max(p.opts.Now(), 1), Text: text, Chats: e.chats, FollowUps: e.followUps}.Normal()
	}
	return e.base.Content.Rewrite(text).Relist(e.chats, e.followUps).Address(e.to).Normal()
}

// dirty reports whether something is written that is not saved.
func (e *editor) dirty() bool {
	if !e.bound {
		return false
	}
	if e.id == "" {
		n := e.note()
		return n.Text != "" || len(n.Chats)+len(n.FollowUps) > 0
	}
	return !sameNote(e.note(), e.base.Content)
}

// changed keeps what is written.
func (e *editor) changed() {
	if e.filling || !e.bound {
		return
	}
	e.trouble = ""
	e.keep()
	e.writer.lock()
}

func (e *editor) keep() {
	text := ""
	if e.dirty() {
		raw, err := json.Marshal(draft{
			Basis: e.base.Revision, Base: e.base.Content, Text: e.writer.text.Text, To: e.to, Chats: e.chats, FollowUps: e.followUps,
		})
		if err == nil { // strings and numbers are always written
			text = string(raw)
		}
	}
	e.writer.pane.opts.Desk.SaveDraft("", draftKind(e.id), text)
}

// restore brings a draft back, with the revision that its author had seen. A
// draft that cannot be read is none.
func (e *editor) restore(id record.ID, text string) {
	var d draft
	if text == "" || e.id != id || e.sent || json.Unmarshal([]byte(text), &d) != nil {
		return
	}
	if e.dirty() { // somebody was quicker than the disk; both stay
		d.Text = record.Tidy(d.Text + "\n" + e.writer.text.Text)
	}
	now := e.base
	if id != "" && now.Revision != d.Basis {
		e.base = shift.Version{Envelope: record.Envelope{ID: id, Revision: d.Basis}, Content: d.Base}
		e.theirs = &now
	}
	e.fill(d.Text, shift.Note{To: d.To, Chats: d.Chats, FollowUps: d.FollowUps})
	e.restored = true
	if e.theirs != nil {
		if n := e.note(); sameNote(n, now.Content) { // saved in the last moment before a crash
			e.base, e.theirs, e.restored = now, nil, false
		} else {
			e.rebase(now)
		}
	}
	e.keep()
	e.writer.show()
}

// rebase goes on from a version that differs from base only in who has
// acknowledged it: nothing that the author has not seen was written.
func (e *editor) rebase(v shift.Version) bool {
	if _, same := shift.Reconcile(e.base.Content, v.Content); !same {
		return false
	}
	e.base, e.theirs = v, nil
	return true
}

// render takes the news of the note that is edited.
func (e *editor) render() {
	p := e.writer.pane
	if !e.bound || e.id == "" || e.sent {
		return
	}
	v, ok := p.rows.notes.Get(e.id)
	if !ok || v.Revision == e.base.Revision {
		return
	}
	switch {
	case !e.dirty():
		e.base, e.theirs = v, nil
		e.fill(v.Content.Text, v.Content)
	case e.rebase(v):
	default:
		e.theirs = &v
	}
	e.writer.show()
}

// Save saves what is written.
func (p *notesPane) Save() {
	e := &p.writer.editor
	if !p.writer.shown() || e.sent || !e.dirty() {
		return
	}
	n := e.note()
	if words := wrong(n.Check()); words != "" {
		e.fail(words)
		return
	}
	e.sent, e.trouble = true, ""
	id := e.id
	p.opts.Desk.PutNote(app.Edit{ID: id, Basis: e.base.Revision}, n, func(made record.ID, err error) {
		p.opts.Post(func() { e.answered(id, made, err) })
	})
	p.writer.show()
}

// fail says why nothing was saved.
func (e *editor) fail(words string) {
	e.trouble = words
	e.writer.show()
}

// answered takes the desk's word about a save, for the note that it was of.
func (e *editor) answered(id, made record.ID, err error) {
	p := e.writer.pane
	if err == nil {
		p.opts.Desk.SaveDraft("", draftKind(id), "")
	}
	if e.id != id || !e.sent {
		return // what failed is a draft, and is there when it is edited again
	}
	e.sent = false
	var both *shift.Conflict
	switch {
	case err == nil:
		*e = editor{writer: e.writer}
		p.writer.hide()
		p.fresh = made
		p.opts.Focus(p.front.Table.Focusable())
		if p.snap != nil {
			p.Render(p.snap)
		}
		return
	case errors.As(err, &both):
		if e.rebase(both.Theirs) {
			p.Save()
			return
		}
		p.sides.meet(both.Mine)
	default:
		e.trouble = words.Sentence("not saved: " + wrong(err))
	}
	e.writer.show()
}

// Discard lets go of what is written.
func (p *notesPane) Discard() {
	e := &p.writer.editor
	if e.sent {
		return
	}
	p.opts.Desk.SaveDraft("", draftKind(e.id), "")
	*e = editor{writer: e.writer}
	e.fill("", shift.Note{})
	p.Leave()
	p.reader.render()
}
