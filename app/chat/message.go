package chat

import "time"

// Speaker is who wrote a line.
type Speaker string

// A line is told apart by its speaker in more than colour. Notes are a
// message only in the thread's order: they travel as events of their own kind
// and never reach a driver (E-ACT-08).
const (
	SpeakerCustomer Speaker = "customer"
	SpeakerBot      Speaker = "bot"
	SpeakerAgent    Speaker = "agent"
	SpeakerSystem   Speaker = "system"
	SpeakerNote     Speaker = "note"
	// A whisper is on the desks of its two people only (C-OBS-06).
	SpeakerWhisper Speaker = "whisper"
	// What colleagues said to each other about the chat itself. The fold makes
	// these lines of events; no event carries one and no driver sees one.
	SpeakerTeam Speaker = "team"
)

// Message is one line of a thread. It is a value and is never changed once it
// is in [Chat.Messages].
type Message struct {
	ID         MessageID
	At         Instant
	From       Speaker
	Agent      AgentID // who wrote it, for agent, note, whisper and team lines
	To         AgentID // who a whisper is for, or an offer was
	Name       string  // the author's name as it was then
	Text       string
	Confidence Score // the bot's own, where it gives one
	// DespiteGap marks a line whose author insisted on sending although the
	// desk knew that it had not seen all of the chat (D-15).
	DespiteGap bool
	// Script, Overrides, File and Masked are as in [MessagePosted]; none of
	// them is changed in place.
	Script    string
	Overrides []string
	File      *File
	Masked    bool
	// Via and Said are as in [MessagePosted], Mentions as in [NotePosted].
	Via      Channel
	Said     Instant
	Mentions []AgentID
	// Edited is when the line was changed last, Removed when it was taken back, both
	// by whoever wrote it and zero until then. What is removed has no words any more.
	Edited, Removed Instant
	// Told is set for a line of the team and for no other.
	Told *Told
}

// HistoryAfter is how much later than it was said a line has to come to be history. It is
// longer than a hub or a backend is away now and then: whoever wrote meanwhile waits
// still, and no alert may be missed for that. It is shorter than a night, so that a hub
// that meets a backend for the first time does not call for what was long ago.
const HistoryAfter = 15 * time.Minute

// SaidAt is when the line was said: what screens show. Clocks and figures go by At.
func (m *Message) SaidAt() Instant {
	if m.Said.IsZero() {
		return m.At
	}
	return m.Said
}

// History reports whether the line was said so long before the hub learnt of it that
// nobody is to be called for it and nothing is owed for it now: rules remember it, and
// that is all.
func (m *Message) History() bool { return m.At.Sub(m.SaidAt()) > HistoryAfter }

// heardAt is when a customer is heard by a line: by one of the past it is when they said
// it, for nobody waits for them since they wrote it to somebody else.
func heardAt(m *Message) Instant {
	if m.History() {
		return m.Said
	}
	return m.At
}
