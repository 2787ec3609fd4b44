package hub

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
	"floorwalker/sync/driver"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// committed is one event that is on disk.
type committed struct {
	seq uint64
	raw []byte // the one-line form
	ev  chat.Event
}

// history is what the hub keeps of a chat on the floor beside its state: the
// events themselves, for snapshots, checkpoints and repeated facts.
type history struct {
	raw  [][]byte
	seqs []uint64
	// own is the newest sequence on the chat's subject of ownership.
	own uint64
	// whole says that it is known to reach back to the chat's first event.
	whole bool
}

// core is the state that the loop owns. No other goroutine touches it.
type core struct {
	journal Journal
	policy  policy.Policy
	now     func() time.Time

	floor   *chat.Floor
	engine  *trigger.Engine
	history map[chat.ChatID]*history
	team    *teamHistory
	// past is what the log says of chats that are not on the floor any more,
	// or came back.
	past map[chat.ChatID]*pastChat

	live bool         // the log has been read
	seq  uint64       // the newest event that was folded
	last chat.Instant // hub time never runs backwards

	staged []staged // decided and folded, not yet on disk
}

// staged is an event on its way to the log.
type staged struct {
	committed
	subject log.Subject
	owning  bool
	dropped chat.ChatID
}

func newCore(cfg *Config) *core {
	return &core{
		journal: cfg.Journal, policy: cfg.Policy, now: cfg.Now,
		floor: chat.NewFloor(), engine: trigger.New(cfg.Policy),
		history: make(map[chat.ChatID]*history), team: newTeamHistory(),
		past: make(map[chat.ChatID]*pastChat),
	}
}

// instant returns hub time: the clock's, or the newest event's if the clock
// was set back (architecture, "Time is a value").
func (c *core) instant() chat.Instant {
	c.last = max(c.last, chat.InstantOf(c.now()))
	return c.last
}

// stage folds e and what follows from it. It reports whether e was new.
func (c *core) stage(e chat.Event) bool {
	e.At = c.instant()
	st := staged{committed: committed{raw: wire.AppendEvent(nil, &e), ev: e}}
	ch := c.floor.Apply(&st.ev)
	if !ch.Applied {
		return false
	}
	st.subject, st.owning = subjectOf(&e)
	st.dropped = ch.Dropped
	c.staged = append(c.staged, st)
	if ch.Chat == nil {
		return true
	}
	for _, f := range c.follows(ch.Chat, &st.ev) {
		c.stage(f)
	}
	return true
}

// follows returns the facts that the one brain derives from an event.
func (c *core) follows(ct *chat.Chat, e *chat.Event) []chat.Event {
	facts := obligation.Follow(ct, e, &c.policy)
	switch e.Body.(type) {
	case *chat.MessagePosted:
		facts = append(facts, c.engine.Message(ct, ct.Messages[len(ct.Messages)-1])...)
	case *chat.ChatTakenOver, *chat.ChatAccepted:
		facts = append(facts, c.engine.Owned(ct)...)
	case *chat.ChatClosed:
		c.engine.Forget(ct.ID)
	}
	return facts
}

// commit puts what is staged on the log and returns it with its numbers. On
// an error the core is of no use any more: it has folded what is not on disk.
func (c *core) commit(ctx context.Context) ([]committed, error) {
	if len(c.staged) == 0 {
		return nil, nil
	}
	recs := make([]log.Record, len(c.staged))
	expected := make(map[chat.ChatID]bool)
	for i := range c.staged {
		st := &c.staged[i]
		recs[i] = log.Record{Subject: st.subject, Data: st.raw}
		// One expectation a chat and batch: what has one winner (E-Q-02).
		if id := st.ev.Chat; st.owning && !expected[id] {
			expected[id] = true
			own := c.lastOwn(id)
			recs[i].ExpectLast = &own
		}
	}
	first, err := c.journal.Append(ctx, recs)
	if err != nil {
		return nil, err
	}
	done := make([]committed, len(c.staged))
	for i := range c.staged {
		st := &c.staged[i]
		st.seq = first + uint64(i)
		c.keep(&st.committed, st.owning, st.dropped)
		done[i] = st.committed
	}
	c.staged = c.staged[:0]
	return done, nil
}

// lastOwn returns the newest sequence on the chat's subject of ownership.
func (c *core) lastOwn(id chat.ChatID) uint64 {
	if h := c.history[id]; h != nil && h.own != 0 {
		return h.own
	}
	if p := c.past[id]; p != nil {
		return p.own
	}
	return 0
}

// keep files a committed event in its history.
func (c *core) keep(e *committed, owning bool, dropped chat.ChatID) {
	c.seq = e.seq
	c.last = max(c.last, e.ev.At)
	if dropped != "" {
		delete(c.history, dropped)
		delete(c.past, dropped)
	}
	if e.ev.Chat == "" {
		c.team.keep(e)
		return
	}
	if e.ev.Chat == dropped {
		return
	}
	h := c.history[e.ev.Chat]
	if h == nil {
		h = &history{whole: c.live} // recall has asked the log before that
		c.history[e.ev.Chat] = h
	}
	h.raw, h.seqs = append(h.raw, e.raw), append(h.seqs, e.seq)
	if owning {
		h.own = e.seq
	}
}

// replay folds an event that the log already holds, derived facts among them.
func (c *core) replay(seq uint64, raw []byte) error {
	e, err := wire.DecodeEvent(raw, nil)
	if err != nil {
		return fmt.Errorf("event %d on the log: %w", seq, err)
	}
	k := committed{seq: seq, raw: bytes.Clone(raw), ev: e}
	ch := c.floor.Apply(&k.ev)
	if !ch.Applied {
		c.seq = max(c.seq, seq)
		return nil
	}
	if ch.Chat != nil {
		c.relive(ch.Chat, &k.ev)
	}
	_, owning := subjectOf(&k.ev)
	c.keep(&k, owning, ch.Dropped)
	return nil
}

// relive brings the detectors to where they were; what they say is on the log.
func (c *core) relive(ct *chat.Chat, e *chat.Event) {
	switch e.Body.(type) {
	case *chat.MessagePosted:
		c.engine.Message(ct, ct.Messages[len(ct.Messages)-1])
	case *chat.ChatTakenOver, *chat.ChatAccepted:
		c.engine.Owned(ct)
	case *chat.ChatClosed:
		c.engine.Forget(ct.ID)
	}
}

// find returns the number of an event that the chat has folded before.
func (c *core) find(id chat.ChatID, ev chat.EventID) (uint64, bool) {
	if p := c.past[id]; p != nil {
		if seq, ok := p.ids[ev]; ok {
			return seq, true
		}
	}
	// The floor remembers which ids a chat has had, so that nothing is searched
	// for the many events that are new.
	h := c.history[id]
	if ct := c.floor.Chat(id); h == nil || ct == nil || !ct.Knows(ev) {
		return 0, false
	}
	head := append(strconv.AppendQuote([]byte(`{"id":`), string(ev)), ',')
	for i := len(h.raw) - 1; i >= 0; i-- {
		if bytes.HasPrefix(h.raw[i], head) {
			return h.seqs[i], true
		}
	}
	for i, raw := range h.raw { // an id that JSON escapes otherwise than Go
		if e, err := wire.DecodeEvent(raw, nil); err == nil && e.ID == ev {
			return h.seqs[i], true
		}
	}
	return 0, false
}

// pastChat is what the log says of a chat that has left the floor.
type pastChat struct {
	ids    map[chat.EventID]uint64
	opened chat.ChatOpened // as it was, with what was learnt since
	own    uint64
}

// recall learns from the log which facts a chat that left the floor has had,
// so that an old line heard again stays one line. For a chat that never was, and
// once for each that was on the floor when this hub started, it is one cheap
// question.
func (c *core) recall(ctx context.Context, id chat.ChatID) error {
	here, h := c.floor.Chat(id) != nil, c.history[id]
	if c.past[id] != nil || here && (h == nil || h.whole) {
		return nil
	}
	p := &pastChat{ids: make(map[chat.EventID]uint64)}
	err := c.journal.ReadChat(ctx, id, func(seq uint64, raw []byte) error {
		e, err := wire.DecodeEvent(raw, nil)
		if err != nil {
			return err
		}
		if here && len(p.ids) == 0 && seq == h.seqs[0] {
			h.whole = true
			return errEnough
		}
		p.ids[e.ID] = seq
		switch b := e.Body.(type) {
		case *chat.ChatOpened:
			p.opened = *b
		case *chat.CustomerDescribed:
			p.opened.Customer = b.Customer
		}
		if _, owning := subjectOf(&e); owning {
			p.own = seq
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	if len(p.ids) > 0 {
		c.past[id] = p
	}
	return nil
}

var (
	errNoChat   = errors.New("a fact about a chat that was never opened")
	errTooLarge = errors.New("a fact that is too large for the log")
)

// tooLarge finds a fact that the log would refuse, and with it the whole batch
// and the hub. Short ones, nearly all, are not measured.
func tooLarge(e *chat.Event) bool {
	if m, ok := e.Body.(*chat.MessagePosted); ok && len(m.Text)+len(m.Name) < wire.MaxText {
		return len(e.ID)+len(e.Chat)+len(m.Message) > wire.MaxText
	}
	return len(wire.AppendEvent(nil, e)) > log.MaxRecord-1024
}

// fact stages one fact from a driver and returns its number if it is old.
func (c *core) fact(ctx context.Context, e chat.Event) (old uint64, err error) {
	if e.Chat == "" || e.Body == nil || e.ID == "" {
		return 0, errNoChat
	}
	if err := c.recall(ctx, e.Chat); err != nil {
		return 0, err
	}
	if seq, ok := c.find(e.Chat, e.ID); ok {
		return seq, nil
	}
	if tooLarge(&e) {
		return 0, errTooLarge
	}
	ct := c.floor.Chat(e.Chat)
	if m, ok := e.Body.(*chat.MessagePosted); ok {
		if m.From == chat.SpeakerBot && ct != nil && !ct.Bot {
			return 0, driver.ErrFenced // D-08; a queued chat has no bot either
		}
		if m.From == chat.SpeakerCustomer {
			ct = c.reopen(ct, e)
		}
	}
	if ct == nil && e.Body.Kind() != chat.KindChatOpened {
		return 0, errNoChat
	}
	c.stage(e)
	return 0, nil
}

// reopen puts a closed chat back on the floor and in the queue when its
// customer writes again: nobody is left unheard (E-Q-04).
func (c *core) reopen(ct *chat.Chat, e chat.Event) *chat.Chat {
	var opened chat.ChatOpened
	switch p := c.past[e.Chat]; {
	case ct != nil && ct.Active():
		return ct
	case ct != nil:
		opened = chat.ChatOpened{Customer: ct.Customer, Channel: ct.Channel, Driver: ct.Driver}
	case p != nil:
		opened = p.opened
		opened.Bot = false
	default:
		return nil
	}
	c.stage(chat.Event{ID: e.ID + "/reopened", Chat: e.Chat, Body: &opened})
	c.stage(chat.Event{ID: e.ID + "/queued", Chat: e.Chat, Body: &chat.ChatQueued{
		Reason: "wrote again after the chat was closed",
	}})
	return c.floor.Chat(e.Chat)
}

func subjectOf(e *chat.Event) (s log.Subject, owning bool) {
	if e.Chat == "" {
		return log.Team(), false
	}
	switch e.Body.(type) {
	case *chat.ChatOpened, *chat.ChatQueued, *chat.ChatAccepted, *chat.TakeOverClaimed,
		*chat.ChatTakenOver, *chat.TakeOverReverted, *chat.ChatClosed:
		return log.ChatOwn(e.Chat), true
	case *chat.MessagePosted, *chat.NotePosted, *chat.MessageDelivered:
		return log.ChatMessages(e.Chat), false
	default:
		return log.ChatFacts(e.Chat), false
	}
}
