package hub

import (
	"bytes"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/secret"
	"floorwalker/sync/wire"
)

// protect masks the secrets of a line before anything else sees it: what is
// folded, judged, logged and shown is the masked text (G-SEC-01, A-49). The
// original goes beside it, sealed, into the log and nowhere else. It returns the
// event as desks are told it, its line for the log, and the original where it is
// a line of ours: the customer gets what the agent wrote.
func (c *core) protect(e chat.Event) (told chat.Event, logged []byte, original string) {
	switch b := e.Body.(type) {
	case *chat.MessagePosted:
		masked := secret.Mask(b.Text)
		if masked == b.Text || b.From == chat.SpeakerSystem {
			return e, nil, ""
		}
		line := *b
		line.Text, line.Masked = masked, true
		told = e
		told.Body = &line
		if c.seal == nil {
			return told, nil, b.Text
		}
		sealed := line
		sealed.Sealed = c.seal.Seal(e.Chat, b.Message, b.Text)
		e.Body = &sealed
		return told, wire.AppendEvent(nil, &e), b.Text
	case *chat.MessageEdited:
		return c.protectEdit(e, b)
	case *chat.CustomerTyped: // never sealed: it was not sent
		if masked := secret.Mask(b.Draft); masked != b.Draft {
			e.Body = &chat.CustomerTyped{Draft: masked}
		}
	case *chat.ChatOpened:
		if data, found := maskedData(b.Customer.Data); found {
			opened := *b
			opened.Customer.Data = data
			e.Body = &opened
		}
	case *chat.CustomerDescribed:
		if data, found := maskedData(b.Customer.Data); found {
			described := *b
			described.Customer.Data = data
			e.Body = &described
		}
	case *chat.BotLineRejected:
		line := *b
		line.Text = secret.Mask(b.Text)
		e.Body = &line
	case *chat.RatingGiven: // a stranger's words, too
		rating := *b
		rating.Words = secret.Mask(b.Words)
		e.Body = &rating
	}
	return e, nil, ""
}

// protectEdit is protect for the new words of a line.
func (c *core) protectEdit(e chat.Event, b *chat.MessageEdited) (told chat.Event, logged []byte, original string) {
	masked := secret.Mask(b.Text)
	if masked == b.Text {
		return e, nil, ""
	}
	line := *b
	line.Text, line.Masked = masked, true
	told = e
	told.Body = &line
	if c.seal == nil {
		return told, nil, ""
	}
	sealed := line
	sealed.Sealed = c.seal.Seal(e.Chat, b.Message, b.Text)
	e.Body = &sealed
	return told, wire.AppendEvent(nil, &e), ""
}

// maskedData masks what a backend keeps of a customer under names of its own, as
// customers and agents type into such fields too; found says that there was a secret.
func maskedData(data []chat.Field) (masked []chat.Field, found bool) {
	for i := range data {
		m := secret.Mask(data[i].Value)
		if m == data[i].Value {
			continue
		}
		if !found {
			masked, found = slices.Clone(data), true
		}
		masked[i].Value = m
	}
	return masked, found
}

// sealedMark is in every line of the log that has a sealed original.
var sealedMark = []byte(`"sealed":`)

// bare returns a line of the log as desks are told it: without what only the hub
// may open. Nearly every line is returned as it is.
func bare(raw []byte) ([]byte, error) {
	if !bytes.Contains(raw, sealedMark) {
		return raw, nil
	}
	e, err := wire.DecodeEvent(raw, nil)
	if err != nil {
		return nil, err
	}
	return wire.AppendEvent(nil, unsealed(&e)), nil
}

// unsealed takes what is sealed off an event that nobody else has yet.
func unsealed(e *chat.Event) *chat.Event {
	switch b := e.Body.(type) {
	case *chat.MessagePosted:
		b.Sealed = nil
	case *chat.MessageEdited:
		b.Sealed = nil
	}
	return e
}

// standsFor reports whether an id could be taken for the bot's or a team's, which
// no agent's may (see [chat.OwnerBot]).
func standsFor(ids ...chat.AgentID) bool {
	return slices.ContainsFunc(ids, func(id chat.AgentID) bool { return id != "" && !id.Person() })
}
