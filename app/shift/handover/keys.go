package handover

import (
	"cmp"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"floorwalker/app/chat"
)

// keysFormat is written into every list of keys.
const keysFormat = "floorwalker-keys-1"

// KnownKey is a key that a hub has registered, and for how long it was good.
type KnownKey struct {
	Agent chat.AgentID `json:"agent"`
	Name  string       `json:"name"`
	// Role is the one that the agent had when the list was made: only a lead takes in
	// writing what nobody acknowledged.
	Role chat.Role `json:"role"`
	// Key is in hexadecimal.
	Key   string       `json:"key"`
	Since chat.Instant `json:"since"`
	// Until is 0 for a key that is good still.
	Until  chat.Instant `json:"until"`
	Reason string       `json:"reason"`
}

// Keys say whose a key is. They come from a hub, by floorhub keys export; whoever
// verifies a handover has to have them from somebody they trust.
type Keys struct {
	Format string     `json:"format"`
	Keys   []KnownKey `json:"keys"`
}

// KeysOf returns every key that a floor knows, the retired ones among them.
func KeysOf(f *chat.Floor) *Keys {
	ks := &Keys{Format: keysFormat, Keys: []KnownKey{}}
	f.EachAgent(func(a *chat.Agent) {
		for _, k := range f.Keys(a.ID) {
			ks.Keys = append(ks.Keys, KnownKey{
				Agent: a.ID, Name: a.Name, Role: a.Role, Key: hex.EncodeToString(k.Key), Since: k.Since, Until: k.Until, Reason: k.Reason,
			})
		}
	})
	slices.SortFunc(ks.Keys, func(a, b KnownKey) int {
		return cmp.Or(cmp.Compare(a.Agent, b.Agent), cmp.Compare(a.Since, b.Since), cmp.Compare(a.Key, b.Key))
	})
	return ks
}

// DecodeKeys reads a list of keys; the error wraps [ErrUnreadable].
func DecodeKeys(raw []byte) (*Keys, error) {
	if len(raw) > MaxFile {
		return nil, fmt.Errorf("%w: the list of keys is too large", ErrUnreadable)
	}
	var ks Keys
	if err := json.Unmarshal(raw, &ks); err != nil {
		return nil, fmt.Errorf("%w: the list of keys: %w", ErrUnreadable, err)
	}
	if ks.Format != keysFormat {
		return nil, fmt.Errorf("%w: this is no list of keys", ErrUnreadable)
	}
	return &ks, nil
}

// lead reports whether the list says that somebody is a lead.
func (ks *Keys) lead(who chat.AgentID) bool {
	return slices.ContainsFunc(ks.Keys, func(k KnownKey) bool { return k.Agent == who && k.Role == chat.RoleLead })
}

// names are what the list calls people; never nil.
func (ks *Keys) names() map[chat.AgentID]string {
	names := make(map[chat.AgentID]string, len(ks.Keys))
	for _, k := range ks.Keys {
		names[k.Agent] = k.Name
	}
	return names
}

// slack is how much earlier than its registration a key may have signed: the one who
// signs reads a clock that is right to seconds, and the registration has the hub's.
const slack = time.Minute

// vouch returns why nobody can say that a key was an agent's at a time, or "". A key
// that was retired and registered again was good in either of its times.
func (ks *Keys) vouch(key string, of chat.AgentID, at chat.Instant) string {
	why := fmt.Sprintf("the key is none of %s’s", quoted(of))
	for _, k := range ks.Keys {
		if k.Key != key {
			continue
		}
		switch {
		case k.Agent != of:
			why = fmt.Sprintf("the key is %s’s, not %s’s", quoted(k.Agent), quoted(of))
		case at < k.Since.Add(-slack):
			why = fmt.Sprintf("the key of %s was not registered yet", quoted(of))
		case k.Until != 0 && at >= k.Until:
			why = fmt.Sprintf("the key of %s had been retired", quoted(of))
		default:
			return ""
		}
	}
	return why
}
