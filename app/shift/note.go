package shift

import (
	"cmp"
	"slices"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/record"
)

// Limits of a note. A note at all of them at once would be refused with
// [record.ErrTooLarge].
const (
	// MaxText is the length of a note's text in characters.
	MaxText = 8_000
	// MaxItems is how many chats, and how many follow-ups, a note lists.
	MaxItems = 100
	// MaxAcks is how many people can acknowledge a note.
	MaxAcks = 50

	maxKey = 128 // of an id, in bytes
)

// Note is a handover note: the content of a [Version].
type Note struct {
	// From wrote it.
	From chat.AgentID `json:"from"`
	// To is whom it is for; empty means whoever takes over.
	To chat.AgentID `json:"to,omitempty"`
	// Written is when it was first written, in hub time.
	Written chat.Instant `json:"written"`
	// Text may be empty where the lists say all.
	Text string `json:"text"`
	// Chats and FollowUps are what is handed over, in the author's order. They
	// need not exist any more.
	Chats     []chat.ChatID `json:"chats,omitempty"`
	FollowUps []record.ID   `json:"followUps,omitempty"`
	// Acknowledged says who has read it as it is now, the first before the
	// next, each once.
	Acknowledged []Ack `json:"acknowledged,omitempty"`
}

// Ack is one person's word that they have read a note.
type Ack struct {
	By chat.AgentID `json:"by"`
	At chat.Instant `json:"at"`
}

// Normal implements [record.Content]. Lists lose what is empty or there
// already; of two acknowledgements by one person the first stays.
func (n Note) Normal() Note {
	n.Text = record.Tidy(n.Text)
	n.Chats = unique(n.Chats)
	n.FollowUps = unique(n.FollowUps)
	n.Acknowledged = acksOf(n.Acknowledged)
	return n
}

// unique returns the ids in their order, each once, without the empty one; nil
// if none are left.
func unique[S ~string](ids []S) (out []S) {
	seen := make(map[S]bool, len(ids))
	for _, id := range ids {
		if id != "" && !seen[id] {
			seen[id] = true
			out = append(out, id)
		}
	}
	return out
}

// acksOf returns the acknowledgements in order, the first of each person.
func acksOf(acks []Ack) []Ack {
	sorted := slices.Clone(acks)
	slices.SortFunc(sorted, func(a, b Ack) int { return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.By, b.By)) })
	seen := make(map[chat.AgentID]bool, len(sorted))
	var out []Ack
	for _, a := range sorted {
		if !seen[a.By] {
			seen[a.By] = true
			out = append(out, a)
		}
	}
	return out
}

// Check implements [record.Content].
func (n Note) Check() error {
	switch {
	case n.From == "" || !isKey(n.From):
		return record.Invalidf("from", "must be 1 to %d bytes of UTF-8", maxKey)
	case !isKey(n.To):
		return record.Invalidf("to", "must be at most %d bytes of UTF-8", maxKey)
	case n.To == n.From:
		return record.Invalidf("to", "must be somebody else")
	case n.Written <= 0:
		return record.Invalidf("written", "must be a time")
	case n.Text == "" && len(n.Chats) == 0 && len(n.FollowUps) == 0:
		return record.Invalidf("text", "must not be empty where no chat and no follow-up is listed")
	}
	if err := record.CheckText("text", n.Text, MaxText); err != nil {
		return err
	}
	if err := n.checkItems(); err != nil {
		return err
	}
	return n.checkAcks()
}

func (n Note) checkItems() error {
	switch {
	case len(n.Chats) > MaxItems:
		return record.Invalidf("chats", "are %d; at most %d are allowed", len(n.Chats), MaxItems)
	case len(n.FollowUps) > MaxItems:
		return record.Invalidf("followUps", "are %d; at most %d are allowed", len(n.FollowUps), MaxItems)
	case slices.ContainsFunc(n.Chats, func(id chat.ChatID) bool { return id == "" || !isKey(id) }):
		return record.Invalidf("chats", "must each be 1 to %d bytes of UTF-8", maxKey)
	case slices.ContainsFunc(n.FollowUps, func(id record.ID) bool { return !id.Valid() }):
		return record.Invalidf("followUps", "must each be an id of a follow-up")
	}
	return nil
}

func (n Note) checkAcks() error {
	if len(n.Acknowledged) > MaxAcks {
		return record.Invalidf("acknowledged", "by %d people; at most %d are allowed", len(n.Acknowledged), MaxAcks)
	}
	for _, a := range n.Acknowledged {
		switch {
		case a.By == "" || !isKey(a.By) || a.At <= 0:
			return record.Invalidf("acknowledged", "must say by whom and when")
		case a.By == n.From:
			return record.Invalidf("acknowledged", "must not be by the author")
		}
	}
	return nil
}

func isKey[S ~string](s S) bool { return len(s) <= maxKey && utf8.ValidString(string(s)) }
