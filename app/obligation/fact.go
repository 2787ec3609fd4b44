package obligation

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"floorwalker/app/chat"
)

// How an obligation ended.
const (
	Kept = chat.EndedKept
	Void = chat.EndedVoid
)

// once adds the fact that o started, unless one of its kind and cause runs.
func (f *follower) once(o chat.Obligation) {
	for i := range f.chat.Obligations {
		r := &f.chat.Obligations[i]
		if r.Kind == o.Kind && r.Rule == o.Rule && r.Owner == o.Owner && r.Cause == o.Cause {
			return
		}
	}
	f.run(o)
}

// run adds the fact that o, which has no id yet, started.
func (f *follower) run(o chat.Obligation) chat.ObligationID {
	f.n++
	if o.Started.IsZero() {
		o.Started = f.at
	}
	o.Policy = f.policy.Version
	d := digest(string(f.chat.ID), string(o.Kind), string(o.Rule), string(f.cause.ID), strconv.Itoa(f.n))
	o.ID = chat.ObligationID(d)
	f.start(o)
	return o.ID
}

// start adds the fact that o, which has its id, started.
func (f *follower) start(o chat.Obligation) {
	f.add("owed-"+string(o.ID), &chat.ObligationStarted{Obligation: o})
}

func (f *follower) pause(id chat.ObligationID, why string) {
	f.fact("paused", string(id), &chat.ObligationPaused{Obligation: id, Reason: why})
}

// owes reports whether one of the kind runs.
func (f *follower) owes(k chat.ObligationKind) bool {
	for i := range f.chat.Obligations {
		if f.chat.Obligations[i].Kind == k {
			return true
		}
	}
	return false
}

// hand gives what is meant to another owner; the clock goes on as it ran.
func (f *follower) hand(to chat.AgentID, meant func(*chat.Obligation) bool) {
	for i := range f.chat.Obligations {
		if o := &f.chat.Obligations[i]; meant(o) && o.Owner != to {
			f.fact("handed", string(o.ID), &chat.ObligationHanded{Obligation: o.ID, To: to})
		}
	}
}

// endTalk ends the clock of the conversation.
func (f *follower) endTalk(how, why string) {
	if o, runs := f.talking(); runs {
		f.endOne(o.ID, how, why)
	}
}

// end adds the fact that an obligation ended for each that runs and is meant.
func (f *follower) end(how string, meant func(*chat.Obligation) bool) {
	for i := range f.chat.Obligations {
		if o := &f.chat.Obligations[i]; meant(o) {
			f.endOne(o.ID, how, "")
		}
	}
}

// endOne adds the fact that an obligation ended. Its id depends on the
// obligation only: it can end once, and of two hubs that end it differently
// the first in the log is right.
func (f *follower) endOne(id chat.ObligationID, how, why string) {
	fact := "ended-" + string(id)
	for i := range f.facts {
		if f.facts[i].ID == chat.EventID(fact) {
			return // one event may end it for two reasons
		}
	}
	f.add(fact, &chat.ObligationEnded{Obligation: id, How: how, Reason: why})
}

// fact adds a fact that may happen to an obligation more than once.
func (f *follower) fact(what, about string, b chat.Body) {
	f.add(what+"-"+digest(about, string(f.cause.ID)), b)
}

func (f *follower) add(id string, b chat.Body) {
	f.facts = append(f.facts, chat.Event{ID: chat.EventID(id), At: f.at, Chat: f.chat.ID, Body: b})
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
