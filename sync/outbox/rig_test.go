package outbox

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
)

var (
	errFull    = errors.New("the disk is full")
	errOffline = errors.New("not connected")
)

// disk is a store in memory.
type disk struct {
	entries map[chat.CommandID][]byte
	full    bool
	writes  int
}

func newDisk() *disk { return &disk{entries: map[chat.CommandID][]byte{}} }

func (d *disk) SaveOutbox(changes map[chat.CommandID][]byte) error {
	if d.full {
		return errFull
	}
	d.writes++
	for id, entry := range changes {
		if entry == nil {
			delete(d.entries, id)
			continue
		}
		d.entries[id] = slices.Clone(entry)
	}
	return nil
}

func (d *disk) LoadOutbox(visit func(chat.CommandID, []byte) error) error {
	for _, id := range slices.Sorted(maps.Keys(d.entries)) {
		if err := visit(id, slices.Clone(d.entries[id])); err != nil {
			return err
		}
	}
	return nil
}

// bench is a desk by hand: a clock, a fold, a connection that notes what goes,
// and an outbox on a disk.
type bench struct {
	tb        testing.TB
	disk      *disk
	box       *Outbox
	now       chat.Instant
	uncertain bool
	known     map[chat.EventID]bool
	folded    map[chat.ChatID]int
	offline   bool // Send says no
	sent      []chat.Command
	told      []string
	salvaged  bool
}

const me = "asha@Practice"

func newBench(tb testing.TB) *bench {
	b := &bench{
		tb: tb, disk: newDisk(), now: 1_800_000_000_000, known: map[chat.EventID]bool{},
		folded: map[chat.ChatID]int{"c": 3, "d": 1},
	}
	b.start()
	return b
}

// start is a new process on the same disk.
func (b *bench) start() []Entry {
	b.tb.Helper()
	b.box = New(Config{
		Store: b.disk, Salvaged: b.salvaged,
		Send: func(cmd chat.Command) error {
			if b.offline {
				return errOffline
			}
			b.sent = append(b.sent, cmd)
			return nil
		},
		// No fold remembers what happened to the shelves.
		Knows:   func(id chat.ChatID, e chat.EventID) bool { return id != "" && b.known[e] },
		Folded:  func(id chat.ChatID) (int, bool) { n, ok := b.folded[id]; return n, ok },
		Now:     func() (chat.Instant, bool) { return b.now, b.uncertain },
		Changed: func(e Entry) { b.told = append(b.told, fmt.Sprint(e.Command.ID, " ", e.State, e.Why)) },
	})
	all, err := b.box.Load()
	if err != nil {
		b.tb.Fatal(err)
	}
	return all
}

func note(id chat.CommandID, in chat.ChatID) chat.Command {
	return chat.Command{ID: id, Chat: in, Body: &chat.PostNote{Text: "of " + string(id)}}
}

// edit saves a version of a record; n is its text.
func edit(id chat.CommandID, n int) chat.Command {
	return chat.Command{ID: id, Body: &chat.SaveRecord{
		Shelf: chat.ShelfCanned, Version: fmt.Appendf(nil, `{"id":"r","of":%q,"n":%d}`, "of "+string(id), n),
	}}
}

// save gives edits, one after the other.
func (b *bench) save(ids ...chat.CommandID) {
	b.tb.Helper()
	for i, id := range ids {
		if _, err := b.box.Add(edit(id, i)); err != nil {
			b.tb.Fatal(err)
		}
	}
}

// flush is the end of a burst.
func (b *bench) flush() {
	b.tb.Helper()
	if err := b.box.Flush(); err != nil {
		b.tb.Fatal(err)
	}
}

func (b *bench) add(ids ...chat.CommandID) {
	b.tb.Helper()
	for _, id := range ids {
		if _, err := b.box.Add(note(id, "c")); err != nil {
			b.tb.Fatal(err)
		}
	}
}

func (b *bench) live() {
	b.tb.Helper()
	if err := b.box.Live(me); err != nil {
		b.tb.Fatal(err)
	}
}

func (b *bench) confirm(id chat.CommandID) {
	b.tb.Helper()
	if _, err := b.box.Confirm(id); err != nil {
		b.tb.Fatal(err)
	}
}

func (b *bench) pass(d time.Duration) { b.now = b.now.Add(d) }

// has compares the outbox with "id state[why]" lines.
func (b *bench) has(want ...string) {
	b.tb.Helper()
	var got []string
	for _, e := range b.box.Pending() {
		got = append(got, fmt.Sprint(e.Command.ID, " ", e.State, e.Why))
	}
	if !slices.Equal(got, want) {
		b.tb.Fatalf("the outbox has %q, want %q", got, want)
	}
}

// went compares what was sent since the last look.
func (b *bench) went(want ...chat.CommandID) {
	b.tb.Helper()
	var got []chat.CommandID
	for _, c := range b.sent {
		got = append(got, c.ID)
	}
	b.sent = nil
	if !slices.Equal(got, want) {
		b.tb.Fatalf("sent %q, want %q", got, want)
	}
}
