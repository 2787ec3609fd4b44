package referee

import (
	"slices"

	"floorwalker/app/chat"
)

// writeBotError writes up what the bot said wrong (G-OPS-02). It is open to
// everybody, and on a closed chat as well: what asks for it is owed by whoever
// answers for the floor.
func (r *ruling) writeBotError(w *chat.WriteBotError) (Decision, *chat.Refusal) {
	if r.policy == nil {
		return Decision{}, refuseNoPolicy()
	}
	b := &chat.BotErrorWritten{Obligation: w.Obligation, Message: w.Message}
	if w.Obligation != "" {
		o, no := r.mine(w.Obligation)
		switch {
		case no != nil:
			return Decision{}, no
		case o.Kind != chat.OwedWriteUp:
			return Decision{}, refuse(chat.RefusedInvalid, "What is owed here is no write-up.")
		}
	}
	at := slices.IndexFunc(r.chat.Messages, func(m chat.Message) bool { return m.ID == w.Message })
	if w.Message != "" && (at < 0 || r.chat.Messages[at].From != chat.SpeakerBot) {
		return Decision{}, refuse(chat.RefusedInvalid, "Choose the line in which the bot is wrong.")
	}
	for _, f := range []struct {
		to   *string
		from string
		what string
	}{
		{&b.Question, w.Question, "what the customer asked"},
		{&b.Answer, w.Answer, "what the bot answered"},
		{&b.Expected, w.Expected, "what it should have answered"},
	} {
		text, no := needReasonOf(f.from, "Say "+f.what+".")
		if no != nil {
			return Decision{}, no
		}
		*f.to = text
	}
	for _, f := range []struct {
		to   *string
		from string
	}{{&b.Cause, w.Cause}, {&b.Action, w.Action}, {&b.Status, w.Status}} {
		text, no := cleanNote(f.from)
		if no != nil {
			return Decision{}, no
		}
		*f.to = text
	}
	return r.facts(b), nil
}

// needReasonOf is cleanNote for what must be there; ask says so.
func needReasonOf(s, ask string) (string, *chat.Refusal) {
	note, no := cleanNote(s)
	if no == nil && note == "" {
		no = refuse(chat.RefusedInvalid, ask)
	}
	return note, no
}
