package chat

import (
	"cmp"
	"container/list"
	"iter"
	"slices"
)

// Wait is one line of those in which chats wait for a person: that of a team, or of
// whoever a rule of routing names. It is only good until the next event.
type Wait struct {
	// Queue is the team, empty for any; Agent is who a rule names, empty for nobody.
	Queue string
	Agent AgentID
	chats *list.List
}

// Len returns how many chats wait in it, at least one.
func (w Wait) Len() int { return w.chats.Len() }

// Chats are those that wait in it, the one that has waited longest first.
func (w Wait) Chats() iter.Seq[*Chat] {
	return func(yield func(*Chat) bool) {
		for at := w.chats.Front(); at != nil; at = at.Next() {
			if !yield(at.Value.(*Chat)) {
				return
			}
		}
	}
}

// Waits returns the lines in which anybody waits, in the order of their teams and
// people. There are as many as a policy can tell apart, however many chats wait.
func (f *Floor) Waits() []Wait { return slices.Clone(f.waits) }

// Waiting returns how many chats wait for a person.
func (f *Floor) Waiting() int { return f.waiting }

// LastGiven says when an agent came to serve a chat last, as a number that grows with
// each chat that anybody came to serve; 0 is never. It is this floor's own memory, and
// no part of [Floor.Hash]: chats that have left the floor are not known to all.
func (f *Floor) LastGiven(a AgentID) uint64 { return f.given[a] }

// Gives is the newest number of [Floor.LastGiven].
func (f *Floor) Gives() uint64 { return f.gives }

// Wanted is who a rule of routing names for the chat, for as long as nobody has
// offered it to another team since.
func (c *Chat) Wanted() AgentID {
	if c.Queue != c.Routed.Queue {
		return ""
	}
	return c.Routed.Agent
}

// waits is where a chat stands in its line.
type waits struct {
	at    *list.Element
	queue string
	agent AgentID
	since Instant
}

// line puts the chat where it waits now, and takes it out of where it does not any
// more. It costs the same however many chats wait, unless time runs backwards: then it
// looks for the chat's place from the end.
func (f *Floor) line(c *Chat) {
	ought := c.Stage == StageQueued && !c.Claim.Open()
	is := waits{queue: c.Queue, agent: c.Wanted(), since: c.QueuedAt}
	if was := c.waits; was.at != nil {
		if is.at = was.at; ought && is == was {
			return
		}
		f.unline(was)
		c.waits, is.at = waits{}, nil
	}
	if !ought {
		return
	}
	at, found := f.waitsAt(is)
	if !found {
		f.waits = slices.Insert(f.waits, at, Wait{Queue: is.queue, Agent: is.agent, chats: list.New()})
	}
	is.at = inLine(f.waits[at].chats, c)
	c.waits = is
	f.waiting++
}

// inLine puts a chat behind those that have waited longer, and of those who came at
// one time behind those with a smaller id.
func inLine(l *list.List, c *Chat) *list.Element {
	for at := l.Back(); at != nil; at = at.Prev() {
		o := at.Value.(*Chat)
		if cmp.Or(cmp.Compare(o.QueuedAt, c.QueuedAt), cmp.Compare(o.ID, c.ID)) < 0 {
			return l.InsertAfter(c, at)
		}
	}
	return l.PushFront(c)
}

func (f *Floor) unline(was waits) {
	f.waiting--
	at, _ := f.waitsAt(was)
	if l := f.waits[at].chats; l.Len() > 1 {
		l.Remove(was.at)
		return
	}
	f.waits = slices.Delete(f.waits, at, at+1)
}

func (f *Floor) waitsAt(w waits) (at int, found bool) {
	return slices.BinarySearchFunc(f.waits, w, func(a Wait, b waits) int {
		return cmp.Or(cmp.Compare(a.Queue, b.queue), cmp.Compare(a.Agent, b.agent))
	})
}
