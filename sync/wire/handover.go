package wire

import "floorwalker/app/chat"

// handoverBody describes handovers, and the keys that they are signed by.
func handoverBody(c *codec, b chat.Body) bool {
	switch b := b.(type) {
	case *chat.KeyRegistered:
		str(c, "agent", &b.Agent)
		blob(c, "key", &b.Key)
	case *chat.KeyRetired:
		str(c, "agent", &b.Agent)
		blob(c, "key", &b.Key)
		str(c, "reason", &b.Reason)
	case *chat.HandoverSigned:
		word(c, "shift", &b.Shift)
		str(c, "hash", &b.Hash)
		str(c, "prev", &b.Prev)
		str(c, "to", &b.To)
		list(c, "items", &b.Items, handoverItem)
		num(c, "due", &b.Due)
		blob(c, "document", &b.Document)
	case *chat.HandoverAcknowledged:
		str(c, "hash", &b.Hash)
		strs(c, "items", &b.Items)
		blob(c, "signature", &b.Signature)
	case *chat.HandoverRaised:
		str(c, "hash", &b.Hash)
		str(c, "to", &b.To)
	case *chat.HandoverTaken:
		str(c, "hash", &b.Hash)
		str(c, "agent", &b.Agent)
		str(c, "note", &b.Note)
		blob(c, "signature", &b.Signature)
	default:
		return false
	}
	return true
}

func handoverItem(c *codec, i *chat.HandoverItem) {
	str(c, "id", &i.ID)
	word(c, "kind", &i.Kind)
	str(c, "chat", &i.Chat)
	str(c, "obligation", &i.Obligation)
	str(c, "record", &i.Record)
	str(c, "title", &i.Title)
}

// handoverWish describes the wishes about them.
func handoverWish(c *codec, w chat.Wish) bool {
	switch w := w.(type) {
	case *chat.RegisterKey:
		blob(c, "key", &w.Key)
	case *chat.RetireKey:
		str(c, "agent", &w.Agent)
		str(c, "reason", &w.Reason)
	case *chat.SignHandover:
		word(c, "shift", &w.Shift)
		str(c, "to", &w.To)
		blob(c, "document", &w.Document)
	case *chat.AcknowledgeHandover:
		str(c, "hash", &w.Hash)
		strs(c, "items", &w.Items)
		blob(c, "signature", &w.Signature)
	case *chat.TakeHandover:
		str(c, "hash", &w.Hash)
		str(c, "agent", &w.Agent)
		str(c, "note", &w.Note)
		blob(c, "signature", &w.Signature)
	default:
		return false
	}
	return true
}
