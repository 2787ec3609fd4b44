package storage

import (
	"bufio"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// model is what the writer's batches come to: the truth that a file is held
// against after a kill.
type model struct {
	order   []chat.ChatID
	lines   map[chat.ChatID][]string
	records map[RecordKey]string
	floor   string
}

func newModel() *model {
	return &model{lines: map[chat.ChatID][]string{}, records: map[RecordKey]string{}}
}

func (m *model) apply(b FloorBatch) {
	if b.Reset {
		m.order, m.lines = nil, map[chat.ChatID][]string{}
	}
	if b.Position.Floor != m.floor {
		m.floor, m.records = b.Position.Floor, map[RecordKey]string{}
	}
	for _, r := range b.Records {
		m.records[r.key()] = string(r.Raw)
	}
	for _, k := range b.Forget {
		delete(m.records, k)
	}
	dropped := map[chat.ChatID]bool{}
	for _, id := range b.Drop {
		dropped[id] = true
	}
	for _, e := range b.Events {
		if dropped[e.Chat] {
			continue
		}
		if _, ok := m.lines[e.Chat]; !ok && e.Chat != "" {
			m.order = append(m.order, e.Chat)
		}
		m.lines[e.Chat] = append(m.lines[e.Chat], string(e.Line))
	}
	for id := range dropped {
		if _, ok := m.lines[id]; ok && id != "" {
			delete(m.lines, id)
			m.order = deleteID(m.order, id)
		}
	}
}

func deleteID(ids []chat.ChatID, id chat.ChatID) []chat.ChatID {
	var rest []chat.ChatID
	for _, o := range ids {
		if o != id {
			rest = append(rest, o)
		}
	}
	return rest
}

// events lists the model as LoadFloor visits a file.
func (m *model) events() []string {
	var all []string
	for _, id := range append([]chat.ChatID{""}, m.order...) {
		for _, l := range m.lines[id] {
			all = append(all, string(id)+" "+l)
		}
	}
	return all
}

// batchOf is the i-th batch, a function of i alone, so that parent and child
// need not speak about it. Chats come, leave, and now and then all is reset.
func batchOf(i int) FloorBatch {
	r := rand.New(rand.NewPCG(uint64(i), 99)) //nolint:gosec // G115, G404: a test's dice
	b := FloorBatch{Reset: i%97 == 96, Position: Position{Floor: "hub", Resume: strconv.Itoa(i), At: chat.Instant(i)}}
	for n := range 1 + r.IntN(20) {
		id := chat.ChatID("")
		if c := r.IntN(12); c > 0 {
			id = chat.ChatID(fmt.Sprintf("chat-%d", c+i/10))
		}
		b.Events = append(b.Events, CachedEvent{Chat: id, Line: fmt.Appendf(nil, "%d.%d %s", i, n, strings.Repeat("x", r.IntN(3000)))})
	}
	if i%211 > 200 {
		b.Position.Floor = "another hub"
	}
	for range r.IntN(6) {
		b.Records = append(b.Records, versionOf(r.IntN(40), i))
		b.Forget = append(b.Forget, versionOf(r.IntN(40), max(i-1-r.IntN(20), 0)).key())
	}
	if i%3 == 0 {
		b.Drop = []chat.ChatID{chat.ChatID(fmt.Sprintf("chat-%d", 1+r.IntN(12)+i/10))}
	}
	return b
}

// versionOf is what batch n makes of a record.
func versionOf(record, n int) Record {
	return Record{
		Shelf: chat.ShelfCanned, ID: fmt.Sprint("r-", record), Mark: fmt.Sprintf("%016x", n),
		Raw: fmt.Appendf(nil, `{"of":%d,"text":%q}`, n, strings.Repeat("y", n*31%1500)),
	}
}

// playWriter saves one batch after another until it is killed, and prints the
// number of each once it is on the disk.
func playWriter(path string) error {
	from, err := strconv.Atoi(os.Getenv(envFrom))
	if err != nil {
		return err
	}
	s, err := Open(path, Options{Now: noon, LockTimeout: 10 * time.Second})
	if err != nil {
		return err
	}
	for i := from; ; i++ {
		if err := s.SaveFloor(batchOf(i)); err != nil {
			return err
		}
		if err := s.SaveDraft("chat-1", "reply", strconv.Itoa(i), chat.Instant(i)); err != nil {
			return err
		}
		fmt.Println(i)
	}
}

func rounds(t testing.TB) int {
	n := 50
	if s := os.Getenv("FLOORWALKER_SOAK_ROUNDS"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil || n < 1 {
			t.Fatalf("FLOORWALKER_SOAK_ROUNDS=%q is not a number of rounds", s)
		}
	}
	return n
}

// After kill -9 at any moment the file opens, holds exactly the batches up to
// its position, each once, and lacks none that was reported saved.
func TestKilledWriterLosesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	truth, next := newModel(), 0
	for round := range rounds(t) {
		acked := killedAfter(t, path, next, 1+rand.IntN(40)) //nolint:gosec // G404: a test's dice
		s := mustOpen(t, path)
		if words, _, ok := s.Recovered(); ok {
			t.Fatalf("round %d: %s", round, words)
		}
		got, p, ok := loaded(t, s)
		at, err := strconv.Atoi(p.Resume)
		if !ok || err != nil || at < acked || at > acked+1 {
			t.Fatalf("round %d: the file stands at %q, %d was reported saved", round, p.Resume, acked)
		}
		for ; next <= at; next++ {
			truth.apply(batchOf(next))
		}
		same(t, fmt.Sprintf("round %d", round), got, truth.events())
		if got := records(t, s); !maps.Equal(got, truth.records) {
			t.Fatalf("round %d: %d versions on the shelves, want %d", round, len(got), len(truth.records))
		}
		draft, ok, err := s.Draft("chat-1", "reply")
		if n, _ := strconv.Atoi(draft); err != nil || !ok || n < acked {
			t.Fatalf("round %d: the draft is %q, %v, %v; %d was reported saved", round, draft, ok, err, acked)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d kills, %d batches", rounds(t), next)
}

// killedAfter runs a writer until it has reported the given number of batches, kills it
// and returns the last batch it reported. The kill meets the batch after that
// wherever it happens to be.
func killedAfter(t testing.TB, path string, from, batches int) int {
	t.Helper()
	c := child(t, "write", path, fmt.Sprintf("%s=%d", envFrom, from))
	c.Stderr = os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	lines, last, killed := bufio.NewScanner(out), -1, false
	// What was printed before the kill is read to the end: it was reported.
	for n := 1; lines.Scan(); n++ {
		if last, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatal(err)
		}
		if n >= batches && !killed {
			killed = true
			if err := c.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = c.Wait() // It was killed, and says so.
	if !killed {
		t.Fatalf("the writer ended by itself after batch %d", last)
	}
	return last
}
