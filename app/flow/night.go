package flow

import (
	"floorwalker/app/chat"
	"floorwalker/app/script"
)

// NightLocked reports whether by may write the customer of c nothing but the
// acknowledgement of the night: they came while nobody was there and are phoned
// before anything is solved in the chat (G-ON-05, A-17). A call that was tried
// opens the chat, and so do a reason and a review that found no call needed. One that
// runs may turn out not to have been made: it opens the chat for who is on the phone.
func NightLocked(c *chat.Chat, by chat.AgentID) bool {
	n := &c.Night
	if !n.Filed() || !c.Active() || n.Unlocked != "" || !n.Reviewed.IsZero() && !n.Call {
		return false
	}
	for i := range c.Calls {
		if a := &c.Calls[i]; a.Made() && (a.Over() || a.By == by) {
			return false
		}
	}
	return true
}

// night asks for the acknowledgement of a chat that is locked, and for nothing else:
// what comes after it is a call, and not a line. It reports whether it is locked. The
// text is the one that a call follows within hours; that it comes now says whoever
// opens the dialler.
func (n *next) night() bool {
	if !NightLocked(n.chat, n.chat.Owner) {
		return false
	}
	texts := n.edition.Scripts.OvernightAck
	if o, owed := n.owed[chat.OwedNightAck]; owed && len(texts) > 0 {
		p := n.by(&o, Prompt{Kind: PromptNightAck, Response: script.ResponseID(texts[len(texts)-1]), Words: "acknowledge, then call"})
		p.Now = n.now >= o.Started
		n.add(p)
	}
	return true
}
