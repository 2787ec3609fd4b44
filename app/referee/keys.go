package referee

import (
	"bytes"
	"crypto/ed25519"

	"floorwalker/app/chat"
)

// registerKey makes a key good for one's own signatures (D-05). The first comes by
// itself; where one is good already, a lead has to retire it first, so that nobody
// who sits down at a colleague's desk becomes somebody else.
func (r *ruling) registerKey(w *chat.RegisterKey) (Decision, *chat.Refusal) {
	if len(w.Key) != ed25519.PublicKeySize {
		return Decision{}, refuse(chat.RefusedInvalid, "This is no key for signatures.")
	}
	var no *chat.Refusal
	r.floor.EachAgent(func(a *chat.Agent) {
		for _, k := range r.floor.Keys(a.ID) {
			if bytes.Equal(k.Key, w.Key) && (a.ID != r.by.ID || !k.Until.IsZero()) {
				no = refuse(chat.RefusedInvalid, "This key was registered before and is not good any more, or is a colleague's; make a new one.")
			}
		}
	})
	switch now := r.floor.Key(r.by.ID); {
	case no != nil:
		return Decision{}, no
	case bytes.Equal(now, w.Key):
		return Decision{}, nil
	case now != nil:
		return Decision{}, refuse(chat.RefusedBusy, "Another key is registered for you; ask a lead to retire it first.")
	}
	return r.facts(&chat.KeyRegistered{Agent: r.by.ID, Key: w.Key}), nil
}

// retireKey ends the key of somebody, by a lead; what was signed with it before
// stays signed.
func (r *ruling) retireKey(w *chat.RetireKey) (Decision, *chat.Refusal) {
	reason, no := needReason(w.Reason, "Say in a few words why this key is retired.")
	if no != nil {
		return Decision{}, no
	}
	key := r.floor.Key(w.Agent)
	switch {
	case r.floor.Agent(w.Agent) == nil:
		return Decision{}, refuse(chat.RefusedInvalid, "Nobody on the team has this name.")
	case key == nil:
		return Decision{}, refuse(chat.RefusedGone, r.name(w.Agent)+" has no key that is good now.")
	}
	return r.facts(&chat.KeyRetired{Agent: w.Agent, Key: key, Reason: reason}), nil
}
