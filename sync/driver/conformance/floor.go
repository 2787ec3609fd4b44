package conformance

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// Floor is a hub in miniature: the sink that a driver delivers to. It may be used from
// many goroutines.
type Floor struct {
	name   string
	now    func() time.Time
	follow driver.Follower // nil if the driver is none

	mu    sync.Mutex
	fold  *chat.Floor
	log   []driver.Committed
	seqs  map[string]uint64 // by chat and event id
	files map[string][]byte
	// telling counts calls of ours under way, per chat.
	telling map[chat.ChatID]int
	// refused are the bot's lines that came after a takeover.
	refused []chat.Event
	unfit   []chat.Event
}

var (
	_ driver.KnownSink = (*Floor)(nil)
	_ driver.FileSink  = (*Floor)(nil)
)

// NewFloor returns an empty floor for the driver, with [Asha] and [Rohan] on it.
func NewFloor(d driver.Driver, now func() time.Time) *Floor {
	f := &Floor{
		name: d.Name(), now: now, fold: chat.NewFloor(),
		seqs: make(map[string]uint64), files: make(map[string][]byte), telling: make(map[chat.ChatID]int),
	}
	f.adopt(d)
	for _, p := range People()[:2] {
		f.commit(chat.Event{ID: chat.EventID("team:" + p.ID), Body: &chat.AgentAdded{Agent: chat.AgentID(p.ID), Name: p.Name, Role: chat.RolePrimary}})
	}
	return f
}

// adopt makes d the driver that follows.
func (f *Floor) adopt(d driver.Driver) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.follow, _ = d.(driver.Follower)
}

// Deliver implements [driver.Sink] as the hub does.
func (f *Floor) Deliver(ctx context.Context, facts ...chat.Event) ([]uint64, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var seqs []uint64
	for _, e := range facts {
		if err := ctx.Err(); err != nil {
			return seqs, err
		}
		seq, err := f.take(e)
		if err != nil {
			return seqs, err
		}
		seqs = append(seqs, seq)
	}
	return seqs, nil
}

// take commits one fact of the driver's, or says why not.
func (f *Floor) take(e chat.Event) (uint64, error) {
	if seq, known := f.seqs[key(&e)]; known {
		return seq, nil
	}
	ct := f.fold.Chat(e.Chat)
	if e.ID == "" || e.Body == nil || e.Chat == "" || ct == nil && e.Body.Kind() != chat.KindChatOpened {
		f.unfit = append(f.unfit, e)
		return 0, driver.ErrUnfit
	}
	if b, ok := e.Body.(*chat.MessagePosted); ok {
		switch {
		case b.From == chat.SpeakerBot && !ct.Bot && !f.past(ct, b):
			f.refused = append(f.refused, e)
			return 0, driver.ErrFenced
		case b.From == chat.SpeakerCustomer && !ct.Active() && !f.past(ct, b):
			f.commit(chat.Event{ID: e.ID + "/reopened", Chat: e.Chat, Body: &chat.ChatOpened{
				Customer: ct.Customer, Channel: ct.Channel, Driver: ct.Driver,
			}})
			f.commit(chat.Event{ID: e.ID + "/queued", Chat: e.Chat, Body: &chat.ChatQueued{Reason: "wrote again"}})
		}
	}
	return f.commit(e), nil
}

// past reports whether a line was said before the chat came to be as it is: it belongs
// to what was, so neither the fence nor a closing is about it.
func (f *Floor) past(ct *chat.Chat, b *chat.MessagePosted) bool {
	return !b.Said.IsZero() && b.Said < max(ct.OwnedSince, ct.QueuedAt, ct.Closed, ct.Began)
}

func key(e *chat.Event) string { return string(e.Chat) + "\x00" + string(e.ID) }

// commit numbers and folds an event.
func (f *Floor) commit(e chat.Event) uint64 {
	if seq, known := f.seqs[key(&e)]; known {
		return seq
	}
	e.At = chat.InstantOf(f.now())
	c := driver.Committed{Seq: uint64(len(f.log) + 1), Event: e}
	f.seqs[key(&e)] = c.Seq
	f.log = append(f.log, c)
	f.fold.Apply(&c.Event)
	if f.follow != nil && e.Body.Kind() == chat.KindMessagePosted {
		f.follow.Follow(c)
	}
	return c.Seq
}

// Lines implements [driver.Sink].
func (f *Floor) Lines(ctx context.Context, id chat.ChatID) ([]driver.Committed, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var lines []driver.Committed
	for _, c := range f.log {
		if c.Event.Chat == id && c.Event.Body.Kind() == chat.KindMessagePosted {
			lines = append(lines, c)
		}
	}
	return lines, ctx.Err()
}

// Active implements [driver.Sink].
func (f *Floor) Active() []chat.ChatID {
	f.mu.Lock()
	defer f.mu.Unlock()
	var ids []chat.ChatID
	f.fold.EachChat(func(c *chat.Chat) {
		if c.Active() && c.Driver == f.name {
			ids = append(ids, c.ID)
		}
	})
	slices.Sort(ids)
	return ids
}

// Known implements [driver.KnownSink].
func (f *Floor) Known(_ context.Context, id chat.ChatID) (driver.Known, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	c := f.fold.Chat(id)
	if c == nil {
		return driver.Known{}, false
	}
	return driver.Known{
		Open: c.Active(), Bot: c.Bot, Owner: c.Owner, Queue: c.Queue, Guests: c.Joined, Tags: c.Tags,
		Customer: c.Customer, Claimed: c.Claim.Open(), Telling: f.telling[id] > 0, Blocked: c.Blocked,
	}, true
}

// Outsider implements [driver.KnownSink].
func (f *Floor) Outsider(_ context.Context, who driver.Outsider) (chat.AgentID, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	for _, p := range People() {
		if who.Mail != "" && strings.EqualFold(who.Mail, p.Mail) || who.Mail == "" && strings.EqualFold(who.Name, p.Name) {
			id := chat.AgentID(p.ID)
			f.commit(chat.Event{ID: chat.EventID("team:" + p.ID), Body: &chat.AgentAdded{Agent: id, Name: p.Name, Outside: true}})
			return id, nil
		}
	}
	return "", fmt.Errorf("nobody is called that: %w", driver.ErrUnfit)
}

// KeepFile implements [driver.FileSink].
func (f *Floor) KeepFile(_ context.Context, _ chat.ChatID, name string, r io.Reader) (chat.File, error) {
	b, err := io.ReadAll(io.LimitReader(r, 1<<20))
	if err != nil {
		return chat.File{}, err
	}
	sum := sha256.Sum256(b)
	hash := hex.EncodeToString(sum[:])
	f.mu.Lock()
	defer f.mu.Unlock()
	f.files[hash] = b
	return chat.File{Hash: hash, Name: name, Size: int64(len(b)), Type: "text/plain"}, nil
}

// OpenFile implements [driver.FileSink].
func (f *Floor) OpenFile(hash string) (io.ReadSeekCloser, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	b, ok := f.files[hash]
	if !ok {
		return nil, fmt.Errorf("no file has the hash %q", hash)
	}
	return struct {
		*bytes.Reader
		io.Closer
	}{bytes.NewReader(b), io.NopCloser(nil)}, nil
}

// Manners implements [driver.FileSink].
func (f *Floor) Manners(context.Context, chat.ChatID) (driver.Manners, error) {
	return driver.Manners{Upload: 1 << 20, Emoji: true}, nil
}

// put commits a fact of the hub's own.
func (f *Floor) put(e chat.Event) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.commit(e)
}

// tell runs a call to the driver as the hub does: what the vendor says of the chat
// meanwhile may be older.
func (f *Floor) tell(id chat.ChatID, call func() error) error {
	f.mu.Lock()
	f.telling[id]++
	f.mu.Unlock()
	err := call()
	f.mu.Lock()
	defer f.mu.Unlock()
	f.telling[id]--
	return err
}

// look reads the state of a chat, which may be nil.
func (f *Floor) look(id chat.ChatID, read func(*chat.Chat)) {
	f.mu.Lock()
	defer f.mu.Unlock()
	read(f.fold.Chat(id))
}

// facts returns the events of a chat in the order of the log.
func (f *Floor) facts(id chat.ChatID) []chat.Event {
	f.mu.Lock()
	defer f.mu.Unlock()
	var all []chat.Event
	for _, c := range f.log {
		if c.Event.Chat == id {
			all = append(all, c.Event)
		}
	}
	return all
}
