package chat

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
	// Via is as in [MessagePosted].
	Via Channel
	// Told is set for a line of the team and for no other.
	Told *Told
}
