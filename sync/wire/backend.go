package wire

import "floorwalker/app/chat"

// backendBody describes backends, what only they can do, and lines that change there.
func backendBody(c *codec, b chat.Body) bool {
	switch b := b.(type) {
	case *chat.BackendDescribed:
		sub(c, "backend", func(c *codec) { backend(c, &b.Backend) })
	case *chat.BackendChanged:
		word(c, "driver", &b.Driver)
		word(c, "state", &b.State)
		str(c, "words", &b.Words)
		num(c, "since", &b.Since)
	case *chat.BackendDid:
		word(c, "operation", &b.Operation)
		str(c, "of", &b.Of)
		flag(c, "ok", &b.OK)
		str(c, "words", &b.Words)
	case *chat.MessageEdited:
		str(c, "message", &b.Message)
		str(c, "text", &b.Text)
		flag(c, "masked", &b.Masked)
		blob(c, "sealed", &b.Sealed)
	case *chat.MessageRemoved:
		str(c, "message", &b.Message)
	case *chat.ChatReturned:
		str(c, "agent", &b.Agent)
		str(c, "reason", &b.Reason)
	case *chat.CustomerBlocked:
		flag(c, "on", &b.On)
		str(c, "reason", &b.Reason)
	case *chat.TranscriptAsked:
		str(c, "to", &b.To)
	default:
		return false
	}
	return true
}

func backend(c *codec, b *chat.Backend) {
	word(c, "name", &b.Name)
	word(c, "title", &b.Title)
	list(c, "capabilities", (*[]chat.Capability)(&b.Capabilities), func(c *codec, x *chat.Capability) {
		word(c, "op", &x.Op)
		word(c, "ability", &x.Ability)
		str(c, "how", &x.How)
		str(c, "sees", &x.Sees)
		flag(c, "unverified", &x.Unverified)
	})
	word(c, "state", &b.State)
	str(c, "words", &b.Words)
	num(c, "since", &b.Since)
}
