package obligation

import (
	"crypto/sha256"
	"encoding/hex"
	"time"

	"floorwalker/app/chat"
)

// start adds the fact that an obligation started, unless one of its kind and
// cause runs.
func (f *follower) start(k chat.ObligationKind, owner chat.AgentID, r chat.RuleID, within time.Duration) {
	for _, o := range f.chat.Obligations {
		if o.Kind == k && o.Rule == r && o.Owner == owner {
			return
		}
	}
	f.run(chat.Obligation{Kind: k, Owner: owner, Rule: r, Started: f.cause.At, Due: f.cause.At.Add(within)})
}

// run adds the fact that o, which has no id yet, started.
func (f *follower) run(o chat.Obligation) {
	d := digest(string(f.chat.ID), string(o.Kind), string(o.Rule), string(f.cause.ID))
	o.ID = chat.ObligationID(d)
	f.facts = append(f.facts, chat.Event{
		ID: chat.EventID("owed-" + d), At: f.cause.At, Chat: f.chat.ID,
		Body: &chat.ObligationStarted{Obligation: o},
	})
}

// move gives what a person owes on the chat to another, and reports whether
// there was anything. The clock goes on as it ran: a customer does not wait
// longer because two agents agreed on something.
func (f *follower) move(to chat.AgentID) bool {
	personal := func(o chat.Obligation) bool { return o.Owner != "" && o.Owner != to }
	f.end(Void, personal)
	moved := false
	for _, o := range f.chat.Obligations {
		if personal(o) {
			o.Owner, moved = to, true
			f.run(o)
		}
	}
	return moved
}

// end adds the fact that an obligation ended for each that runs and is meant.
// The fact's id depends on the obligation only: it can end once, and of two
// hubs that end it differently the first in the log is right.
func (f *follower) end(how string, meant func(chat.Obligation) bool) {
	for _, o := range f.chat.Obligations {
		if meant(o) {
			f.facts = append(f.facts, chat.Event{
				ID: chat.EventID("ended-" + string(o.ID)), At: f.cause.At, Chat: f.chat.ID,
				Body: &chat.ObligationEnded{Obligation: o.ID, How: how},
			})
		}
	}
}

// digest names a thing by what it follows from. Each part is closed by a byte
// that no id ends in, so that no two lists of parts read alike.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0xff})
	}
	return hex.EncodeToString(h.Sum(nil)[:16])
}
