package chat

import (
	"bytes"
	"slices"
)

// SigningKey is the public half of a key by which somebody signs handovers.
type SigningKey struct {
	Key []byte // Ed25519, 32 bytes
	// Since and Until are when it was registered and retired; Until is zero while
	// it is good.
	Since, Until Instant
	// Reason says why it was retired.
	Reason string
}

type (
	// KeyRegistered makes a key good for an agent's signatures from now on.
	KeyRegistered struct {
		Agent AgentID
		Key   []byte
	}

	// KeyRetired ends that. What was signed before stays signed.
	KeyRetired struct {
		Agent  AgentID
		Key    []byte
		Reason string
	}
)

// The kinds of events about keys.
const (
	KindKeyRegistered Kind = "KeyRegistered"
	KindKeyRetired    Kind = "KeyRetired"
)

// Kind implements Body for each event.
func (*KeyRegistered) Kind() Kind { return KindKeyRegistered }
func (*KeyRetired) Kind() Kind    { return KindKeyRetired }

// The commands about keys.
const (
	NameRegisterKey CommandName = "RegisterKey"
	NameRetireKey   CommandName = "RetireKey"
)

type (
	// RegisterKey registers one's own key.
	RegisterKey struct{ Key []byte }

	// RetireKey retires every key of somebody; leads only.
	RetireKey struct {
		Agent  AgentID
		Reason string
	}
)

// Name implements Wish for each command.
func (*RegisterKey) Name() CommandName { return NameRegisterKey }
func (*RetireKey) Name() CommandName   { return NameRetireKey }

// Keys returns the keys that an agent has had, oldest first. The slice is
// replaced, never changed in place.
func (f *Floor) Keys(a AgentID) []SigningKey { return f.keys[a] }

// Key returns the key by which an agent signs now, or nil.
func (f *Floor) Key(a AgentID) []byte {
	for _, k := range slices.Backward(f.keys[a]) {
		if k.Until.IsZero() {
			return k.Key
		}
	}
	return nil
}

// keyRevoked is why the keys of somebody whose access was taken away have ended.
const keyRevoked = "access taken away"

// endKeys ends every key of somebody that is good still. Whoever is added again
// has to register another.
func (f *Floor) endKeys(a AgentID, at Instant) {
	next := slices.Clone(f.keys[a])
	for i := range next {
		if next[i].Until.IsZero() {
			next[i].Until, next[i].Reason = at, keyRevoked
		}
	}
	if next != nil {
		f.keys[a] = next
	}
}

// applyKey folds keys; it reports whether e was about one.
func (f *Floor) applyKey(e *Event) bool {
	switch b := e.Body.(type) {
	case *KeyRegistered:
		old := f.keys[b.Agent]
		if f.keys == nil {
			f.keys = make(map[AgentID][]SigningKey)
		}
		f.keys[b.Agent] = append(old[:len(old):len(old)], SigningKey{Key: b.Key, Since: e.At})
	case *KeyRetired:
		next := slices.Clone(f.keys[b.Agent])
		for i := range next {
			if next[i].Until.IsZero() && bytes.Equal(next[i].Key, b.Key) {
				next[i].Until, next[i].Reason = e.At, b.Reason
			}
		}
		if next != nil {
			f.keys[b.Agent] = next
		}
	default:
		return false
	}
	return true
}
