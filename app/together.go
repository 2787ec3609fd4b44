package app

import "floorwalker/app/chat"

// The methods of this file are what several people do together: hand a chat back to the
// bot, serve one as a group, deal with a colleague who is away, and talk among
// themselves. Each binds its wish to the chat that was on screen when the key went down.

// ReturnToBot gives the chat back to the bot, which answers from then on, and says why.
func (d *Desk) ReturnToBot(id chat.ChatID, reason string) {
	d.ask(id, &chat.ReturnToBot{Reason: reason})
}

// BlockCustomer keeps the customer from writing, or lets them again, and says why.
func (d *Desk) BlockCustomer(id chat.ChatID, on bool, reason string) {
	d.ask(id, &chat.BlockCustomer{On: on, Reason: reason})
}

// SendTranscript has the chat mailed to the customer: to the address that is known of
// them if to is empty. Another one needs a lead.
func (d *Desk) SendTranscript(id chat.ChatID, to string) {
	d.ask(id, &chat.SendTranscript{To: to})
}

// BeginGroup makes the chat a group chat that this person leads (C-TRF-03).
func (d *Desk) BeginGroup(id chat.ChatID) { d.ask(id, &chat.BeginGroup{}) }

// EndGroup makes it an ordinary chat again; whoever is in it stays.
func (d *Desk) EndGroup(id chat.ChatID) { d.ask(id, &chat.EndGroup{}) }

// NameLead has somebody else who is in the chat lead the group.
func (d *Desk) NameLead(id chat.ChatID, agent chat.AgentID) {
	d.ask(id, &chat.NameLead{Agent: agent})
}

// PromiseContact writes down that a colleague who is away gets in touch with the
// customer, where the policy lets that be promised (C-TRF-04). With no Due it is as late
// as the policy allows.
func (d *Desk) PromiseContact(id chat.ChatID, p chat.PromiseContact) { d.ask(id, &p) }

// AwaitAgent has the chat wait for a colleague who is away, where the policy lets chats
// wait (C-TRF-04). This person serves it until then; WithdrawOffer takes it back.
func (d *Desk) AwaitAgent(id chat.ChatID, to chat.AgentID, note string) {
	d.ask(id, &chat.AwaitAgent{To: to, Note: note})
}

// PostTeam writes into a room of the team's channel: "" is everybody's, any other is a
// team of the policy. "@" and a name or an id mentions somebody (C-INT-01).
func (d *Desk) PostTeam(room, text string) {
	d.do(func() { d.postTeam("", room, text) })
}

// PostBeside writes into the side thread of a chat, which no customer and no backend
// ever sees.
func (d *Desk) PostBeside(id chat.ChatID, text string) {
	d.do(func() { d.postTeam(id, "", text) })
}

// ReadChannel says that this person has the room before their eyes; what is said in it
// from then on is unread once they have looked away. An empty name is everybody's room.
func (d *Desk) ReadChannel(room string) { d.do(func() { d.talk.read(d, room) }) }

// LeaveChannel says that no room is before their eyes any more.
func (d *Desk) LeaveChannel() { d.do(func() { d.talk.away(d) }) }

// ReadBeside says that this person has the side thread of the open chat before their
// eyes, or has not any more.
func (d *Desk) ReadBeside(id chat.ChatID, is bool) { d.do(func() { d.talk.beside(d, id, is) }) }
