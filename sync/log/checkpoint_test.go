package log

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"hash"
	"io"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
	"testing/synctest"
	"time"

	"github.com/nats-io/nats.go"
	"github.com/nats-io/nats.go/jetstream"
)

func loadCheckpoint(t *testing.T, l *Log, schema string) (uint64, string, bool) {
	t.Helper()
	position, r, ok, err := l.LoadCheckpoint(t.Context(), schema)
	if err != nil {
		t.Fatal(err)
	}
	if !ok {
		return 0, "", false
	}
	content, err := io.ReadAll(r)
	if err = errors.Join(err, r.Close()); err != nil {
		t.Fatal(err)
	}
	return position, string(content), true
}

// big is content of more than one part, and of more than one answer.
var big = bytes.Repeat([]byte("0123456789abcdef"), 300_000)

func saveCheckpoint(t *testing.T, l *Log, schema string, position uint64) {
	t.Helper()
	if err := l.SaveCheckpoint(t.Context(), schema, position, bytes.NewReader(big[position:])); err != nil {
		t.Fatal(err)
	}
}

// inStore says what the store of checkpoints has: of each schema the positions,
// newest first, and how many sets of parts there are.
func inStore(t *testing.T, l *Log, schemas ...string) string {
	t.Helper()
	store, err := l.snapshotStore(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all, parts, err := store.list(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, schema := range schemas {
		fmt.Fprint(&out, schema)
		for _, c := range checkpoints(all, schemaHash(schema)) {
			fmt.Fprint(&out, " ", c.position)
		}
		fmt.Fprint(&out, "; ")
	}
	fmt.Fprintf(&out, "%d described, %d with parts", len(all), len(parts))
	return out.String()
}

func TestTheNewestWholeCheckpointOfASchemaIsLoaded(t *testing.T) {
	l := open(t, t.TempDir())
	mustAppend(t, l, batch("c", 0, 30)...)
	if _, _, ok := loadCheckpoint(t, l, "s1"); ok {
		t.Fatal("a checkpoint out of nothing")
	}
	saveCheckpoint(t, l, "s0", 5)
	for _, position := range []uint64{9, 10, 20} {
		saveCheckpoint(t, l, "s1", position)
	}
	if got := inStore(t, l, "s0", "s1"); got != "s0 5; s1 20 10; 3 described, 3 with parts" {
		t.Fatal(got)
	}
	saveCheckpoint(t, l, "s2", 30)
	for _, fault := range []error{errors.New("half-way"), io.ErrUnexpectedEOF} {
		broken := io.MultiReader(bytes.NewReader(big), iotest.ErrReader(fault))
		if err := l.SaveCheckpoint(t.Context(), "s1", 25, broken); !errors.Is(err, fault) {
			t.Fatal("half a checkpoint was saved:", err)
		}
	}
	if err := l.SaveCheckpoint(t.Context(), "s1", 31, strings.NewReader("x")); !errors.Is(err, ErrUsage) {
		t.Fatal("a checkpoint ahead of the log:", err)
	}
	if position, content, ok := loadCheckpoint(t, l, "s1"); !ok || position != 20 || content != string(big[20:]) {
		t.Fatal(position, len(content), ok)
	}
	// Of the schemas before the one that is in use only the last is kept.
	if got := inStore(t, l, "s0", "s1", "s2"); got != "s0; s1 20; s2 30; 2 described, 2 with parts" {
		t.Fatal(got)
	}
}

// A start on a starved machine must not take a whole checkpoint for a damaged
// one: the fold would begin again, without the events that were purged.
func TestACheckpointThatDoesNotComeIsNotPassedOver(t *testing.T) {
	l := open(t, t.TempDir())
	mustAppend(t, l, batch("c", 0, 30)...)
	saveCheckpoint(t, l, "s", 9)
	saveCheckpoint(t, l, "s", 20)
	for answers := range 3 { // in front of the silence
		given := 0
		l.get = func(ctx context.Context, stream string, req getRequest) chunk {
			if given++; given > answers {
				return chunk{err: context.DeadlineExceeded}
			}
			return l.request(ctx, stream, req)
		}
		_, _, ok, err := l.LoadCheckpoint(t.Context(), "s")
		if ok || !errors.Is(err, ErrSilent) || !strings.Contains(err.Error(), "load checkpoint: the store does not answer") {
			t.Fatal(answers, ok, err)
		}
		oneSentence(t, err)
	}
	l.get = l.request
	if position, _, ok := loadCheckpoint(t, l, "s"); !ok || position != 20 {
		t.Fatal(position, ok)
	}
}

// Time runs out when nothing moves, however long all of it takes: here each
// answer takes nearly as long as may be, and the reader an hour between them.
func TestACheckpointMayTakeAnyTimeToRead(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		digest := jetstream.GetObjectDigestValue(digestOf(big))
		one := &object{ObjectInfo: jetstream.ObjectInfo{Size: uint64(len(big)), Digest: digest}}
		get := func(_ context.Context, req getRequest) chunk {
			time.Sleep(readWait - time.Second)
			from := int(req.Seq-1) * 1000 // #nosec G115 -- small
			return chunk{data: [][]byte{big[from:min(from+1000, len(big))]}, seqs: []uint64{req.Seq}}
		}
		r, part, start := newObjectReader(t.Context(), get, "s", one), make([]byte, 100_000), time.Now()
		var got []byte
		for {
			n, err := r.Read(part)
			got = append(got, part[:n]...)
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			time.Sleep(time.Hour)
		}
		if !bytes.Equal(got, big) || time.Since(start) < 100*time.Hour {
			t.Fatal(len(got), time.Since(start))
		}
	})
}

func TestAnAnswerMayTakeLongAsLongAsItGoesOn(t *testing.T) {
	l := open(t, t.TempDir())
	const messages, between = 8, 250 * time.Millisecond
	l.readWait = messages * between / 2
	sub, err := l.nc.Subscribe("$JS.API.DIRECT.GET.slow", func(m *nats.Msg) {
		for range messages {
			time.Sleep(between)
			_ = m.Respond([]byte("x"))
		}
		_ = m.RespondMsg(&nats.Msg{Header: nats.Header{"Status": {"204"}, "Nats-Last-Sequence": {"8"}}})
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = sub.Unsubscribe() }()
	if c := l.requestOnce(t.Context(), "slow", getRequest{NoHeaders: true}); c.err != nil || len(c.data) != messages || c.upTo != 8 {
		t.Fatal(len(c.data), c.err)
	}
	l.readWait = time.Millisecond
	if c := l.requestOnce(t.Context(), "slow", getRequest{NoHeaders: true}); !errors.Is(silent(c.err), ErrSilent) {
		t.Fatal("waited for ever:", c.err)
	}
}

// What killed saves and deletions left is gone after the next save.
func TestLeftoversDoNotAddUp(t *testing.T) {
	l := open(t, t.TempDir())
	mustAppend(t, l, batch("c", 0, 30)...)
	store, err := l.snapshotStore(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	saveCheckpoint(t, l, "s", 1)
	for i := range 3 {
		half := jetstream.ObjectInfo{NUID: fmt.Sprint("half", i)}
		if err := store.putParts(t.Context(), &half, bytes.NewReader(big)); err != nil {
			t.Fatal(err)
		}
	}
	// A version before this one deleted by leaving a mark behind.
	library, err := l.js.ObjectStore(t.Context(), l.names.snapshot)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := library.PutString(t.Context(), "deleted", "x"); err != nil {
		t.Fatal(err)
	}
	if err := library.Delete(t.Context(), "deleted"); err != nil {
		t.Fatal(err)
	}
	if got := inStore(t, l, "s"); got != "s 1; 2 described, 4 with parts" {
		t.Fatal(got)
	}
	saveCheckpoint(t, l, "s", 2)
	if got := inStore(t, l, "s"); got != "s 2 1; 2 described, 2 with parts" {
		t.Fatal(got)
	}
	// Nor does a checkpoint take what appends need of the disk.
	real := l.embedded.free
	l.embedded.free = func(string) (uint64, error) { return reserve + 4*partBytes, nil }
	err = l.SaveCheckpoint(t.Context(), "s", 3, bytes.NewReader(big))
	if l.embedded.free = real; !errors.Is(err, ErrFull) {
		t.Fatal(err)
	}
	if got := inStore(t, l, "s"); got != "s 2 1; 2 described, 2 with parts" {
		t.Fatal(got)
	}
}

// Checkpoints of the versions that used the library are read, and the library's
// tools read those of this one.
func TestTheFormIsThatOfTheLibrary(t *testing.T) {
	l := open(t, t.TempDir())
	mustAppend(t, l, batch("c", 0, 30)...)
	saveCheckpoint(t, l, "s", 9)
	library, err := l.js.ObjectStore(t.Context(), l.names.snapshot)
	if err != nil {
		t.Fatal(err)
	}
	infos, err := library.List(t.Context())
	if err != nil || len(infos) != 1 {
		t.Fatal(infos, err)
	}
	if got, err := library.GetBytes(t.Context(), infos[0].Name); err != nil || !bytes.Equal(got, big[9:]) {
		t.Fatal(len(got), err)
	}
	if _, err := library.PutBytes(t.Context(), fmt.Sprintf("%s-%020d", schemaHash("s"), 20), big); err != nil {
		t.Fatal(err)
	}
	if position, content, ok := loadCheckpoint(t, l, "s"); !ok || position != 20 || content != string(big) {
		t.Fatal(position, len(content), ok)
	}
}

// A fold that would miss events is refused, not begun.
func TestNothingIsFoldedFromBehindAPurge(t *testing.T) {
	l := open(t, t.TempDir())
	mustAppend(t, l, batch("c", 0, 30)...)
	saveCheckpoint(t, l, "s", 9)
	saveCheckpoint(t, l, "s", 20)
	if err := l.Purge(t.Context(), 5); err != nil {
		t.Fatal(err)
	}
	damage(t, l, "s")
	if position, content, ok := loadCheckpoint(t, l, "s"); !ok || position != 9 || content != string(big[9:]) {
		t.Fatal("the older one will do:", position, ok)
	}
	saveCheckpoint(t, l, "s", 25)
	if err := l.Purge(t.Context(), 26); err != nil {
		t.Fatal(err)
	}
	damage(t, l, "s")
	for _, schema := range []string{"s", "of another version"} {
		_, _, ok, err := l.LoadCheckpoint(t.Context(), schema)
		if ok || !errors.Is(err, ErrNeedCheckpoint) {
			t.Fatal(schema, ok, err)
		}
		oneSentence(t, err)
	}
}

// damage removes a part of the newest checkpoint.
func damage(t *testing.T, l *Log, schema string) {
	t.Helper()
	store, err := l.snapshotStore(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	all, _, err := store.list(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	id := checkpoints(all, schemaHash(schema))[0].NUID
	seq, _, _, err := l.lastOn(t.Context(), store.name(), store.partsOf(id))
	if err != nil {
		t.Fatal(err)
	}
	if err := store.stream.DeleteMsg(t.Context(), seq); err != nil {
		t.Fatal(err)
	}
}

// What is not what was stored is damage, whatever is wrong with it.
func TestAnObjectThatIsNotWhatItWasIsDamaged(t *testing.T) {
	content := []byte("what was stored")
	stored := &object{ObjectInfo: jetstream.ObjectInfo{Size: uint64(len(content)), Digest: jetstream.GetObjectDigestValue(digestOf(content))}}
	for _, c := range []struct {
		name  string
		parts []string
		whole bool
	}{
		{"whole", []string{"what was stored"}, true},
		{"in parts", []string{"what ", "was ", "stored"}, true},
		{"another", []string{"what was st0red"}, false},
		{"too short", []string{"what was "}, false},
		{"too long", []string{"what was ", "stored and more"}, false},
		{"nothing", nil, false},
	} {
		get := func(_ context.Context, req getRequest) chunk {
			if i := int(req.Seq - 1); i < len(c.parts) { // #nosec G115 -- small
				return chunk{data: [][]byte{[]byte(c.parts[i])}, seqs: []uint64{req.Seq}}
			}
			return chunk{}
		}
		got, err := io.ReadAll(newObjectReader(t.Context(), get, "s", stored))
		if c.whole != (err == nil) || c.whole && !slices.Equal(got, content) || err != nil && !errors.Is(err, ErrCorrupt) {
			t.Errorf("%s: %q, %v", c.name, got, err)
		}
	}
}

func digestOf(data []byte) hash.Hash {
	h := sha256.New()
	_, _ = h.Write(data) // a hash never fails
	return h
}
