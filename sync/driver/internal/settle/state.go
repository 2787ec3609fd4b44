package settle

import (
	"slices"
	"time"

	"floorwalker/app/chat"
)

// Field is one thing that a State may say.
type Field uint

// The fields. A State says only what its Says names: a vendor's event is often about
// one of them.
const (
	SaysOpen Field = 1 << iota
	// SaysOwner is about Owner, Bot and Queue at once: who answers the customer.
	SaysOwner
	SaysTags
	SaysCustomer
	SaysBlocked
	SaysGuests

	SaysAll = SaysOpen | SaysOwner | SaysTags | SaysCustomer | SaysBlocked | SaysGuests
)

// State is what a vendor says of a chat.
type State struct {
	Chat chat.ChatID
	Says Field
	// Order grows with each change of the chat at the vendor, such as updated_at in
	// microseconds; 0 where the vendor has none.
	Order int64
	// Heard is when it came, or when it was asked for; zero is just now. Between that and
	// the look at it there may be a long list, and a call of ours.
	Heard time.Time

	Open  bool
	Bot   bool
	Owner chat.AgentID
	Queue string
	// By is who did it, if the vendor says; Reason why it ended or waits, in words.
	By     chat.AgentID
	Reason string

	Tags    []string
	Blocked bool
	Guests  []chat.AgentID
	// Customer is what the vendor knows; what is empty in it, it does not know.
	Customer chat.Customer
	Channel  chat.Channel
	// Site and Choice are as in [chat.ChatOpened].
	Site, Choice string
}

// agrees reports whether other says nothing else than st, which is what was written.
func (st *State) agrees(other *State) bool {
	both := st.Says & other.Says
	switch {
	case both&(SaysOpen|SaysOwner|SaysTags|SaysBlocked) == 0: // nothing that would show it
		return false
	case both&SaysOpen != 0 && st.Open != other.Open,
		both&SaysOwner != 0 && (st.Owner != other.Owner || st.Bot != other.Bot),
		both&SaysOwner != 0 && st.Queue != "" && st.Queue != other.Queue,
		both&SaysBlocked != 0 && st.Blocked != other.Blocked:
		return false
	}
	return both&SaysTags == 0 || sameTags(st.Tags, other.Tags)
}

func sameTags(a, b []string) bool {
	a, b = slices.Clone(a), slices.Clone(b)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(slices.Compact(a), slices.Compact(b))
}
