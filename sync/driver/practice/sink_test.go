package practice

import (
	"context"
	"slices"
	"sync"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// memory is a sink that does what the hub does, in memory: it numbers facts,
// knows each by its id, fences the bot, and calls Follow after each commit.
type memory struct {
	mu      sync.Mutex
	now     func() chat.Instant
	follow  driver.Follower
	seqs    map[chat.EventID]uint64
	log     []driver.Committed
	lines   map[chat.ChatID][]driver.Committed
	active  map[chat.ChatID]bool
	claimed map[chat.ChatID]bool
	// fail makes the next deliveries fail.
	fail  error
	reads int
}

func newMemory(now func() chat.Instant) *memory {
	return &memory{
		now: now, seqs: make(map[chat.EventID]uint64), lines: make(map[chat.ChatID][]driver.Committed),
		active: make(map[chat.ChatID]bool), claimed: make(map[chat.ChatID]bool),
	}
}

func (m *memory) Deliver(ctx context.Context, facts ...chat.Event) ([]uint64, error) {
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	if err := m.fail; err != nil {
		return nil, err
	}
	for i := range facts {
		b, ok := facts[i].Body.(*chat.MessagePosted)
		if _, known := m.seqs[facts[i].ID]; ok && !known && b.From == chat.SpeakerBot && m.claimed[facts[i].Chat] {
			return nil, driver.ErrFenced
		}
	}
	seqs := make([]uint64, len(facts))
	for i := range facts {
		seqs[i] = m.commit(facts[i])
	}
	return seqs, nil
}

func (m *memory) commit(e chat.Event) uint64 {
	if seq, known := m.seqs[e.ID]; known {
		return seq
	}
	e.At = m.now()
	c := driver.Committed{Seq: uint64(len(m.log) + 1), Event: e}
	m.seqs[e.ID] = c.Seq
	m.log = append(m.log, c)
	switch e.Body.(type) {
	case *chat.ChatOpened:
		m.active[e.Chat] = true
	case *chat.ChatClosed:
		delete(m.active, e.Chat)
	case *chat.MessagePosted:
		m.lines[e.Chat] = append(m.lines[e.Chat], c)
		if m.follow != nil {
			m.follow.Follow(c)
		}
	}
	return c.Seq
}

func (m *memory) Lines(ctx context.Context, id chat.ChatID) ([]driver.Committed, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.reads++
	return slices.Clone(m.lines[id]), ctx.Err()
}

func (m *memory) Active() []chat.ChatID {
	m.mu.Lock()
	defer m.mu.Unlock()
	var ids []chat.ChatID
	for id := range m.active {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// agentSays commits an agent's line as the hub does for a desk's command.
func (m *memory) agentSays(id chat.ChatID, message, text string) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.commit(chat.Event{ID: chat.EventID(message), Chat: id, By: "priya", Body: &chat.MessagePosted{
		Message: chat.MessageID(message), From: chat.SpeakerAgent, Name: "Priya", Text: text,
		Delivery: chat.DeliveryPending,
	}})
}

func (m *memory) claim(id chat.ChatID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.claimed[id] = true
}

func (m *memory) setFail(err error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.fail = err
}

// facts returns everything that was committed for a chat.
func (m *memory) facts(id chat.ChatID) []chat.Event {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []chat.Event
	for _, c := range m.log {
		if c.Event.Chat == id {
			all = append(all, c.Event)
		}
	}
	return all
}

// texts returns the visible lines of a chat as "speaker: text".
func (m *memory) texts(id chat.ChatID) []string {
	m.mu.Lock()
	defer m.mu.Unlock()
	var all []string
	for _, c := range m.lines[id] {
		b := c.Event.Body.(*chat.MessagePosted)
		all = append(all, string(b.From)+": "+b.Text)
	}
	return all
}
