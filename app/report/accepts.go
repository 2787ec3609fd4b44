package report

import (
	"slices"
	"time"

	"floorwalker/app/chat"
)

// acceptsKept is how many waits the figures are made from: about a busy shift.
const acceptsKept = 500

// Accept is one chat that waited for a person and got one.
type Accept struct {
	Chat  chat.ChatID
	Agent chat.AgentID
	At    chat.Instant
	Wait  time.Duration
}

// Accepts keeps the newest waits (S-ACC-06). The zero value is ready.
type Accepts struct {
	list []Accept
	next int
}

// AcceptTimes are the figures: half of n chats were accepted within P50, 95 of
// a hundred within P95.
type AcceptTimes struct {
	N        int
	P50, P95 time.Duration
}

// Take notes e if it gave a waiting chat its owner. c is the chat after e was
// folded into it.
func (a *Accepts) Take(c *chat.Chat, e *chat.Event) {
	var agent chat.AgentID
	switch b := e.Body.(type) {
	case *chat.ChatAccepted:
		agent = b.Agent
	case *chat.ChatTakenOver:
		agent = b.Agent
	default:
		return
	}
	if c.QueuedAt.IsZero() || e.At < c.QueuedAt {
		return
	}
	one := Accept{Chat: c.ID, Agent: agent, At: e.At, Wait: e.At.Sub(c.QueuedAt)}
	if len(a.list) < acceptsKept {
		a.list = append(a.list, one)
		return
	}
	a.list[a.next] = one
	a.next = (a.next + 1) % acceptsKept
}

// List returns what the figures are made from, in no particular order.
func (a *Accepts) List() []Accept { return slices.Clone(a.list) }

// Times returns the figures.
func (a *Accepts) Times() AcceptTimes {
	n := len(a.list)
	if n == 0 {
		return AcceptTimes{}
	}
	waits := make([]time.Duration, n)
	for i, one := range a.list {
		waits[i] = one.Wait
	}
	slices.Sort(waits)
	return AcceptTimes{N: n, P50: waits[quantile(n, 50)], P95: waits[quantile(n, 95)]}
}

// quantile returns the index of the smallest value that at least p of a
// hundred do not exceed.
func quantile(n, p int) int { return max(0, (n*p+99)/100-1) }
