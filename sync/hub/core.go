package hub

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/app/trigger"
	"floorwalker/sync/clock"
	"floorwalker/sync/log"
	"floorwalker/sync/sealed"
	"floorwalker/sync/wire"
)

// committed is one event that is on disk.
type committed struct {
	seq uint64
	raw []byte // the one-line form, as desks are told it
	ev  chat.Event
	// driver is the backend of its chat, even if the chat has left the floor
	// before the batch was committed.
	driver string
	// filed says where on a shelf it stands, if it does.
	filed *filed
	// original is the text of a line of ours whose secrets are masked, for as
	// long as this process lives.
	original string
	// owed is the kind of obligation that it is about, if it is about one.
	owed chat.ObligationKind
}

// history is what the hub keeps of a chat on the floor beside its state: the
// events themselves, for snapshots, checkpoints and repeated facts.
type history struct {
	raw  [][]byte
	seqs []uint64
	// private has, by their place in raw, the events that not everybody may
	// see; nil in nearly every chat.
	private map[int]*chat.Event
	// own is the newest sequence on the chat's subject of ownership.
	own uint64
	// whole says that it is known to reach back to the chat's first event.
	whole bool
}

// core is the state that the loop owns. No other goroutine touches it.
type core struct {
	journal Journal
	edition *policy.Edition
	// parsed is the edition of a change that is being staged, ticketed the chat
	// whose ticket is in the decision that is being staged.
	parsed   *policy.Edition
	ticketed chat.ChatID
	// seal keeps the originals of what is masked; it may be nil.
	seal  *sealed.Key
	clock *clock.Steady
	// at is hub time as it was when what is being decided came; zero while
	// nothing is.
	at     chat.Instant
	logger *slog.Logger

	floor   *chat.Floor
	engine  *trigger.Engine
	history map[chat.ChatID]*history
	team    *teamHistory
	shelves shelves
	calls   calls
	// rested is up to where nothing can be missing at a backend; see [Hub.rest].
	rested uint64
	// past is what the log says of chats that are not on the floor any more,
	// or came back.
	past map[chat.ChatID]*pastChat

	// dues are what time alone brings about; see expire. awaited has, of each
	// chat with a due of its own, when the nearest one is.
	dues    dues
	awaited map[chat.ChatID]chat.Instant

	// figures count what became of the triggers of each rule. They are of the
	// whole log: a checkpoint keeps those of the events behind it.
	figures  report.Rules
	counted  bool // they have changed since somebody looked
	restored bool // what is being folded is in the figures already

	// checking says that there is knowledge to ask, questions what the batch is
	// to ask.
	checking  bool
	questions []knowledge.Question

	coverSeq uint64 // the newest event that says who answers for the floor

	live bool         // the log has been read
	seq  uint64       // the newest event that was folded
	last chat.Instant // hub time never runs backwards

	staged []staged // decided and folded, not yet on disk
	// placed is how many of those routing has been asked about, and unfilled the newest
	// of them that made room for chats that wait, until they were given.
	placed   int
	unfilled chat.EventID
	// uncounted says that nobody has looked yet whose desks are here: until then the log
	// has people online who were so at the hub before this one.
	uncounted bool
}

// staged is an event on its way to the log.
type staged struct {
	committed
	// logged is the form for the log where that differs from raw.
	logged  []byte
	subject log.Subject
	owning  bool
	dropped chat.ChatID
}

func newCore(cfg *Config) *core {
	return &core{
		journal: cfg.Journal, edition: cfg.Edition, clock: cfg.clock(), seal: cfg.Seal, logger: cfg.Logger,
		floor: chat.NewFloor(), engine: trigger.New(cfg.Edition.Policy, cfg.Weights),
		history: make(map[chat.ChatID]*history), team: newTeamHistory(), shelves: make(shelves),
		past: make(map[chat.ChatID]*pastChat), awaited: make(map[chat.ChatID]chat.Instant),
		checking: cfg.Knowledge != nil,
	}
}

// stage folds e and what follows from it. It reports whether e was new.
func (c *core) stage(e chat.Event) bool { return c.stageAt(e, c.instant()) }

// stageAt is stage for a fact that has an instant of its own, which is not
// before that of the newest event.
func (c *core) stageAt(e chat.Event, at chat.Instant) bool {
	e.At, c.last = at, at
	e, logged, original := c.protect(e)
	st := staged{committed: committed{raw: wire.AppendEvent(nil, &e), ev: e, original: original, owed: c.owedKind(&e)}, logged: logged}
	if b, ok := e.Body.(*chat.RecordSaved); ok {
		var err error
		if st.filed, err = c.shelves.file(b); err != nil || st.filed == nil {
			return false // no news for anybody; the referee lets no damaged one through
		}
		c.calls.take(b, c.logger)
	}
	ch := c.fold(&st.ev)
	if !ch.Applied {
		return false
	}
	st.subject, st.owning = subjectOf(&e)
	st.dropped = ch.Dropped
	if ch.Chat != nil {
		st.driver = ch.Chat.Driver
		c.offered(&st.ev)
	}
	c.staged = append(c.staged, st)
	if b, ok := st.ev.Body.(*chat.PolicyChanged); ok {
		c.adopt(b)
	}
	for _, f := range c.follows(ch.Chat, &st.ev) {
		c.stageAt(f, at) // what follows from what was due is not later than that
	}
	if e.Chat == "" {
		c.awaitTeam()
		c.awaitBackend(&st.ev)
	}
	c.await(ch.Chat)
	return true
}

// commit puts what is staged on the log and returns it with its numbers. On
// an error the core is of no use any more: it has folded what is not on disk.
func (c *core) commit(ctx context.Context) ([]committed, error) {
	c.place()
	if len(c.staged) == 0 {
		return nil, nil
	}
	recs := make([]log.Record, len(c.staged))
	expected := make(map[chat.ChatID]bool)
	for i := range c.staged {
		st := &c.staged[i]
		recs[i] = log.Record{Subject: st.subject, Data: st.raw}
		if st.logged != nil {
			recs[i].Data = st.logged
		}
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
	c.staged, c.placed = c.staged[:0], 0
	return done, nil
}

// lastOwn returns the newest sequence on the chat's subject of ownership; that of
// nobody's chat is who answers for the floor.
func (c *core) lastOwn(id chat.ChatID) uint64 {
	if id == "" {
		return c.coverSeq
	}
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
	switch {
	case e.filed != nil:
		c.shelves.keep(e)
		return
	case e.ev.Chat == "":
		if e.ev.Body.Kind() == chat.KindCoverChanged {
			c.coverSeq = e.seq
		}
		c.team.keep(e, c.floor)
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
	if p := ifPrivate(&e.ev); p != nil {
		if h.private == nil {
			h.private = make(map[int]*chat.Event, 1)
		}
		h.private[len(h.raw)] = p
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
	if raw, err = bare(raw); err != nil {
		return fmt.Errorf("event %d on the log: %w", seq, err)
	}
	k := committed{seq: seq, raw: bytes.Clone(raw), ev: *unsealed(&e)}
	ch := c.fold(&k.ev)
	if !ch.Applied {
		c.seq = max(c.seq, seq)
		return nil
	}
	if b, ok := k.ev.Body.(*chat.RecordSaved); ok {
		// One that cannot be read must not keep the floor from opening.
		if k.filed, err = c.shelves.file(b); err != nil {
			c.logger.Warn("a record on the log is damaged", slog.Uint64("event", seq), slog.Any("error", err))
		}
		if k.filed == nil {
			c.seq, c.last = max(c.seq, seq), max(c.last, k.ev.At)
			return nil
		}
		c.calls.take(b, c.logger)
	}
	if b, ok := k.ev.Body.(*chat.PolicyChanged); ok {
		c.adopt(b)
	}
	if ch.Chat != nil {
		c.relive(ch.Chat, &k.ev)
	}
	_, owning := subjectOf(&k.ev)
	c.keep(&k, owning, ch.Dropped)
	return nil
}
