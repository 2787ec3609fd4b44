package wire

import "floorwalker/app/chat"

// roomBody describes where a chat goes, who leads it, and what the team says among
// itself.
func roomBody(c *codec, b chat.Body) bool {
	switch b := b.(type) {
	case *chat.ChatRouted:
		word(c, "rule", &b.Rule)
		word(c, "queue", &b.Queue)
		str(c, "agent", &b.Agent)
		str(c, "why", &b.Why)
		flag(c, "waits", &b.Waits)
	case *chat.GroupChanged:
		flag(c, "on", &b.On)
		str(c, "lead", &b.Lead)
	case *chat.TeamPosted:
		str(c, "message", &b.Message)
		word(c, "room", &b.Room)
		str(c, "thread", &b.Thread)
		str(c, "name", &b.Name)
		str(c, "text", &b.Text)
		strs(c, "mentions", &b.Mentions)
	default:
		return false
	}
	return true
}

// roomWish describes the wishes about them, and those that only a backend can grant.
func roomWish(c *codec, w chat.Wish) bool {
	switch w := w.(type) {
	case *chat.ReturnToBot:
		str(c, "reason", &w.Reason)
	case *chat.BlockCustomer:
		flag(c, "on", &w.On)
		str(c, "reason", &w.Reason)
	case *chat.SendTranscript:
		str(c, "to", &w.To)
	case *chat.NameLead:
		str(c, "agent", &w.Agent)
	case *chat.PromiseContact:
		str(c, "to", &w.To)
		word(c, "how", &w.How)
		num(c, "due", &w.Due)
		str(c, "note", &w.Note)
	case *chat.AwaitAgent:
		str(c, "to", &w.To)
		str(c, "note", &w.Note)
	case *chat.PostTeam:
		word(c, "room", &w.Room)
		str(c, "text", &w.Text)
	case *chat.BeginGroup, *chat.EndGroup:
		// nothing beside the name
	default:
		return false
	}
	return true
}
