package chat

import (
	"cmp"
	"slices"
)

// KeepClosed is how many closed chats stay on the floor after the newest one
// closed, so that a late reader still sees how they ended. One that still owes
// something is kept beside them until it does not, and among them those go first
// of which nobody is still to be written to (TextWithin).
const KeepClosed = 100

// Floor is every active chat and everybody who works on it.
type Floor struct {
	chats  map[ChatID]*Chat
	agents map[AgentID]*Agent
	closed []*Chat // those that owe nothing, by when they settle, at most KeepClosed
	team   idSet   // event ids of facts about the team
	active int

	cover     Cover
	keys      map[AgentID][]SigningKey
	shifts    map[string]*ShiftState
	handovers []Handover
	records   map[string]CallLog // attempts of follow-ups that have no chat
	// backends are in the order of their names.
	backends []Backend
	channel  map[string][]TeamLine // by room
	// waits are the lines of those that wait for a person, in order; see [Floor.Waits].
	waits   []Wait
	waiting int
	given   map[AgentID]uint64 // see LastGiven
	gives   uint64
	// restoring keeps everybody on the floor; see Restore.
	restoring bool
}

// NewFloor returns an empty floor.
func NewFloor() *Floor {
	return &Floor{chats: make(map[ChatID]*Chat), agents: make(map[AgentID]*Agent), given: make(map[AgentID]uint64)}
}

// Chat returns the chat, or nil.
func (f *Floor) Chat(id ChatID) *Chat { return f.chats[id] }

// Agent returns the agent, or nil.
func (f *Floor) Agent(id AgentID) *Agent { return f.agents[id] }

// Knows reports whether the fact about the team has been folded; for those of
// a chat there is [Chat.Knows].
func (f *Floor) Knows(id EventID) bool { return f.team.has(id) }

// Active returns how many chats are on the floor.
func (f *Floor) Active() int { return f.active }

// EachChat calls visit for every chat, closed ones among them, in no
// particular order. It is for snapshots and tests, never for one event.
func (f *Floor) EachChat(visit func(*Chat)) {
	for _, c := range f.chats {
		visit(c)
	}
}

// EachAgent calls visit for every agent, in no particular order.
func (f *Floor) EachAgent(visit func(*Agent)) {
	for _, a := range f.agents {
		visit(a)
	}
}

// Change says what an event did, so that nobody has to look for it.
type Change struct {
	// Chat is the one that changed; nil for the team, or for no change.
	Chat *Chat
	// Event is the one that was applied.
	Event *Event
	// Applied is false for a repeated event, an unknown kind, or a chat that
	// has left the floor.
	Applied bool
	// Dropped is the closed chat that this event pushed off the floor.
	Dropped ChatID
}

// Apply folds e into the floor. It keeps e.Body; the caller must not change it
// afterwards.
func (f *Floor) Apply(e *Event) Change {
	ch := Change{Event: e}
	if e.Body == nil {
		return ch
	}
	if e.Chat == "" {
		ch.Applied = f.team.add(e.ID) && f.applyTeam(e)
		return ch
	}
	c := f.chats[e.Chat]
	if c == nil {
		if e.Body.Kind() != KindChatOpened {
			return ch
		}
		c = &Chat{ID: e.Chat, Stage: StageClosed, LastLine: -1, FirstLine: -1}
		f.chats[c.ID] = c
	}
	if !c.applied.add(e.ID) {
		return ch
	}
	ch.Chat, ch.Applied = c, true
	was, wasActive := c.Owner, c.Active()
	c.apply(e)
	f.countOwner(was, c.Owner)
	f.line(c)
	switch {
	case c.Active() && !wasActive:
		f.active++
		f.forgetSettled(c)
	case wasActive && !c.Active():
		f.active--
		ch.Dropped = f.settle(c, e.At)
	case !c.Active():
		ch.Dropped = f.settle(c, e.At)
	}
	return ch
}

// settle counts a closed chat among those that may be forgotten once it owes
// nothing, and takes it out again if it comes to owe something. One whose customer
// is still to be written to stands behind all that settle before it may be let go
// (TextWithin), until somebody has written.
func (f *Floor) settle(c *Chat, at Instant) (dropped ChatID) {
	if len(c.Obligations) > 0 {
		f.forgetSettled(c)
		return ""
	}
	until := max(at, c.textBy())
	if !c.settled.IsZero() && (c.settled == until || c.settled <= at && until == at) {
		return "" // nothing new about that
	}
	f.forgetSettled(c)
	c.settled = until
	return f.retire(c)
}

func (f *Floor) forgetSettled(c *Chat) {
	if !c.settled.IsZero() {
		c.settled = 0
		f.closed = slices.DeleteFunc(f.closed, func(o *Chat) bool { return o == c })
	}
}

// retire counts c among the closed and forgets the oldest beyond KeepClosed.
// The order is that of settling, whatever order the chats were folded in.
func (f *Floor) retire(c *Chat) (dropped ChatID) {
	at, _ := slices.BinarySearchFunc(f.closed, c, closedBefore)
	f.closed = slices.Insert(f.closed, at, c)
	if f.restoring {
		return ""
	}
	return f.drop()
}

// drop forgets the oldest closed chat if there is one too many.
func (f *Floor) drop() (dropped ChatID) {
	if len(f.closed) <= KeepClosed {
		return ""
	}
	dropped = f.closed[0].ID
	f.closed = slices.Delete(f.closed, 0, 1)
	delete(f.chats, dropped)
	return dropped
}

// Restore folds what was kept of a floor, whose chats may come one after the
// other instead of in the log's order. A chat that was closed and came back
// counts as closed for a moment then, so nobody is pushed off the floor before
// all of it is there.
func (f *Floor) Restore(fold func(apply func(*Event) Change) error) error {
	f.restoring = true
	err := fold(f.Apply)
	f.restoring = false
	for f.drop() != "" {
	}
	return err
}

func closedBefore(a, b *Chat) int {
	return cmp.Or(cmp.Compare(a.settled, b.settled), cmp.Compare(a.ID, b.ID))
}

func (f *Floor) countOwner(was, is AgentID) {
	if was == is {
		return
	}
	if a := f.agents[was]; a != nil {
		a.Owns--
	}
	if a := f.agents[is]; a != nil {
		a.Owns++
	}
	if is != "" {
		f.gives++
		f.given[is] = f.gives
	}
}

func (f *Floor) applyTeam(e *Event) bool {
	switch b := e.Body.(type) {
	case *AgentAdded:
		a := f.agents[b.Agent]
		if a == nil {
			a = &Agent{ID: b.Agent, Presence: PresenceOffline}
			f.agents[b.Agent] = a
		}
		a.Name, a.Role, a.Department, a.Outside, a.Revoked = b.Name, b.Role, b.Department, b.Outside, false
	case *AgentRevoked:
		if a := f.agents[b.Agent]; a != nil {
			a.Revoked, a.Presence = true, PresenceOffline
		}
		f.endKeys(b.Agent, e.At)
	case *PresenceChanged:
		if a := f.agents[b.Agent]; a != nil {
			a.Presence = b.Presence
		}
	case *FocusChanged:
		if a := f.agents[b.Agent]; a != nil {
			a.Focus = b.On
		}
	case *RecordSaved, *PolicyChanged:
		// Kept by whoever reads the shelf, or works by the policy; here they only
		// must not be new twice.
	default:
		return f.applyRest(e)
	}
	return true
}

// applyRest folds what is about the team and not about who is on it.
func (f *Floor) applyRest(e *Event) bool {
	return f.applyKey(e) || f.applyCover(e) || f.applyShift(e) || f.applyHandover(e) || f.applyRecordCall(e) ||
		f.applyBackend(e) || f.applyChannel(e)
}
