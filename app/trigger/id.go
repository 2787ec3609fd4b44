package trigger

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"

	"floorwalker/app/chat"
)

// factID names a fact by all that it follows from, so that a hub that comes
// after another makes the same fact and not a second one.
func (e *Engine) factID(what string, c chat.ChatID, i int, m chat.MessageID, l loudness) chat.EventID {
	weights := ""
	if weighed(i) {
		weights = e.weights
	}
	return digest(what, string(c), string(rules[i].id), string(m), string(l.level()),
		strconv.Itoa(e.policy.Version), strconv.Itoa(rules[i].version), weights)
}

// ownedID names the end of t by the ownership that ended it. Two may begin in
// one millisecond, so what t was raised for is part of it.
func ownedID(c *chat.Chat, t chat.Trigger) chat.EventID {
	var m chat.MessageID
	if n := len(t.Evidence); n > 0 {
		m = t.Evidence[n-1].Message
	}
	return digest("owned", string(m), string(c.ID), string(t.Rule), string(c.Owner),
		strconv.FormatInt(int64(c.OwnedSince), 10), strconv.FormatInt(int64(t.RaisedAt), 10))
}

// digest closes each part by a byte that is in no id's end, so that no two
// lists of parts read alike.
func digest(parts ...string) chat.EventID {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0xff})
	}
	return chat.EventID("trigger-" + hex.EncodeToString(h.Sum(nil)[:16]))
}
