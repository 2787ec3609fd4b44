package log

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"testing/iotest"
	"time"

	"github.com/nats-io/nats-server/v2/server"
	"github.com/nats-io/nats.go/jetstream"
)

func hashOf(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// tale is n bytes that do not repeat in step with the parts of an object.
func tale(n int) []byte {
	b := make([]byte, n)
	for i := range b {
		b[i] = byte(i*7 + i/251)
	}
	return b
}

func putFile(t *testing.T, l *Log, b []byte) string {
	t.Helper()
	if err := l.PutFile(t.Context(), hashOf(b), bytes.NewReader(b)); err != nil {
		t.Fatal(err)
	}
	return hashOf(b)
}

// fileParts returns the ids of everything that has parts, and how many messages there are.
func fileParts(t *testing.T, l *Log) (ids []string, messages uint64) {
	t.Helper()
	store, err := l.fileStore(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	_, ids, err = store.list(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	info, err := l.infoOf(t.Context(), store.stream)
	if err != nil {
		t.Fatal(err)
	}
	return ids, info.State.Msgs
}

// TestAFileIsReadByAnotherHub: on a cluster of three, of any size up to 64 MB, after the
// hub that wrote it is gone (E-ACT-06).
func TestAFileIsReadByAnotherHub(t *testing.T) {
	_, url := cluster(t, 3)
	a, b := dial(t, url, ""), dial(t, url, "")
	var hashes []string
	sizes := []int{1, partBytes, partBytes + 1, 64 << 20}
	for _, n := range sizes {
		hashes = append(hashes, putFile(t, a, tale(n)))
	}
	_ = a.Close()
	if n := b.rest.files; n != nil {
		t.Fatal("the second hub has not asked yet")
	}
	for i, hash := range hashes {
		size, ok, err := b.FileSize(t.Context(), hash)
		if err != nil || !ok || size != int64(sizes[i]) {
			t.Fatal(size, ok, err)
		}
		sum := sha256.New()
		if ok, err := b.ReadFile(t.Context(), hash, sum); err != nil || !ok || hex.EncodeToString(sum.Sum(nil)) != hash {
			t.Fatal(ok, err)
		}
	}
	if n := b.rest.files.stream.CachedInfo().Config.Replicas; n != 3 {
		t.Fatal("copies:", n)
	}
}

// TestAFileThatIsNotThere is none, and what is no hash is a mistake of who asks.
func TestAFileThatIsNotThere(t *testing.T) {
	_, url := cluster(t, 1)
	l := dial(t, url, "")
	hash := hashOf([]byte("never"))
	if _, ok, err := l.FileSize(t.Context(), hash); ok || err != nil {
		t.Fatal(ok, err)
	}
	if ok, err := l.ReadFile(t.Context(), hash, io.Discard); ok || err != nil {
		t.Fatal(ok, err)
	}
	for _, wrong := range []string{"", "ab", strings.ToUpper(hash), "../" + hash} {
		if _, _, err := l.FileSize(t.Context(), wrong); !errors.Is(err, ErrUsage) {
			t.Errorf("%q: %v", wrong, err)
		}
	}
}

func TestTheSameFileIsKeptOnce(t *testing.T) {
	_, url := cluster(t, 1)
	l := dial(t, url, "")
	b := tale(2*partBytes + 5)
	hash := putFile(t, l, b)
	if err := l.PutFile(t.Context(), hash, iotest.ErrReader(errors.New("it is not read"))); err != nil {
		t.Fatal(err)
	}
	if ids, messages := fileParts(t, l); len(ids) != 1 || messages != 4 {
		t.Fatal(ids, messages)
	}
	other := dial(t, url, "Other team")
	if _, ok, err := other.FileSize(t.Context(), hash); ok || err != nil {
		t.Fatal("another workspace has it:", err)
	}
}

// TestNothingHalfIsKept: a source that breaks, or has other bytes than its name says,
// leaves nothing.
func TestNothingHalfIsKept(t *testing.T) {
	_, url := cluster(t, 1)
	l := dial(t, url, "")
	b := tale(5*partBytes + 5)
	broken := errors.New("the disk went away")
	for want, r := range map[error]io.Reader{
		broken:     io.MultiReader(bytes.NewReader(b[:3*partBytes]), iotest.ErrReader(broken)),
		ErrCorrupt: bytes.NewReader(b[1:]),
	} {
		if err := l.PutFile(t.Context(), hashOf(b), r); !errors.Is(err, want) {
			t.Fatal(err)
		}
		if ids, messages := fileParts(t, l); len(ids) != 0 || messages != 0 {
			t.Fatal("what is left:", ids, messages)
		}
		if _, ok, err := l.FileSize(t.Context(), hashOf(b)); ok || err != nil {
			t.Fatal(ok, err)
		}
	}
}

// TestADamagedFileIsNoFile: parts that are missing, changed or swapped are found, and
// mended by the same content when it comes again.
func TestADamagedFileIsNoFile(t *testing.T) {
	_, url := cluster(t, 1)
	l := dial(t, url, "")
	b := tale(3*partBytes + 5)
	hash := putFile(t, l, b)
	read := func() error { _, err := l.ReadFile(t.Context(), hash, io.Discard); return err }
	store, err := l.fileStore(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if err := store.stream.DeleteMsg(t.Context(), 2); err != nil {
		t.Fatal(err)
	}
	if err := read(); !errors.Is(err, ErrCorrupt) {
		t.Fatal("a part is missing:", err)
	}
	if _, ok, err := l.FileSize(t.Context(), hash); ok || err != nil {
		t.Fatal("a part is missing:", ok, err)
	}
	putFile(t, l, b)
	if err := read(); err != nil {
		t.Fatal("it was written again:", err)
	}
	if ids, messages := fileParts(t, l); len(ids) != 1 || messages != 5 {
		t.Fatal("what is left:", ids, messages)
	}
	// The same number of parts, and one of them another.
	one, err := store.find(t.Context(), hash)
	if err != nil {
		t.Fatal(err)
	}
	if err := store.stream.DeleteMsg(t.Context(), one.seq-1); err != nil {
		t.Fatal(err)
	}
	if err := l.nc.Publish(store.partsOf(one.NUID), []byte("other")); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "it is there", func() bool { whole, err := store.whole(t.Context(), one); return whole && err == nil })
	if err := read(); !errors.Is(err, ErrCorrupt) {
		t.Fatal("a part is another:", err)
	}
}

// TestWhatTheDeadLeftOfFilesGoes: the holder of the lease removes parts without a
// description, those of what arrives excepted; nobody else does.
func TestWhatTheDeadLeftOfFilesGoes(t *testing.T) {
	_, url := cluster(t, 1)
	l := dial(t, url, "")
	whole := putFile(t, l, tale(partBytes+1))
	store, err := l.fileStore(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range []string{hashOf([]byte("dead")) + "-1", whole + "-2", hashOf([]byte("alive")) + "-3"} {
		info := &jetstream.ObjectInfo{NUID: id}
		if err := store.putParts(t.Context(), info, strings.NewReader("half of it")); err != nil {
			t.Fatal(err)
		}
	}
	l.rest.arriving.Store(hashOf([]byte("alive"))+"-3", true)
	tidy := func(want int) {
		t.Helper()
		if err := l.TidyFiles(t.Context()); err != nil {
			t.Fatal(err)
		}
		if ids, _ := fileParts(t, l); len(ids) != want {
			t.Fatal(ids)
		}
	}
	tidy(4)
	if _, err := l.Lease(t.Context(), "holder"); err != nil {
		t.Fatal(err)
	}
	tidy(2)
	if ok, err := l.ReadFile(t.Context(), whole, io.Discard); !ok || err != nil {
		t.Fatal(ok, err)
	}
}

// TestAFileWhileTheClusterIsAway: the upload ends with an error, and when the cluster is
// back nothing of the file is read.
func TestAFileWhileTheClusterIsAway(t *testing.T) {
	servers, url := cluster(t, 1)
	l := dial(t, url, "")
	kept := putFile(t, l, []byte("before"))
	where, dir := servers[0].Addr().(*net.TCPAddr), filepath.Dir(servers[0].StoreDir())
	b := tale(4 * partBytes)
	half := &breaking{Reader: bytes.NewReader(b), after: 2 * partBytes, do: func() {
		servers[0].Shutdown()
		servers[0].WaitForShutdown()
	}}
	if err := l.PutFile(t.Context(), hashOf(b), half); err == nil {
		t.Fatal("the cluster is gone")
	}
	short, cancel := context.WithTimeout(t.Context(), time.Second)
	defer cancel()
	if _, err := l.ReadFile(short, kept, io.Discard); err == nil || errors.Is(err, ErrCorrupt) {
		t.Fatal("a store that does not answer is not a damaged one:", err)
	}
	back, err := server.NewServer(&server.Options{
		ServerName: "s0", Host: "127.0.0.1", Port: where.Port, NoSigs: true, NoLog: true,
		JetStream: true, StoreDir: dir, JetStreamMaxMemory: 1 << 26, JetStreamMaxStore: 1 << 30,
	})
	if err != nil {
		t.Fatal(err)
	}
	back.Start()
	t.Cleanup(func() { back.Shutdown(); back.WaitForShutdown() })
	if ok, err := l.ReadFile(t.Context(), kept, io.Discard); !ok || err != nil {
		t.Fatal("what was kept before:", ok, err)
	}
	if _, ok, err := l.FileSize(t.Context(), hashOf(b)); ok || err != nil {
		t.Fatal("half of a file:", ok, err)
	}
	if _, err := l.Lease(t.Context(), "holder"); err != nil {
		t.Fatal(err)
	}
	if err := l.TidyFiles(t.Context()); err != nil {
		t.Fatal(err)
	}
	if ids, messages := fileParts(t, l); len(ids) != 1 || messages != 2 {
		t.Fatal("what is left:", ids, messages)
	}
	putFile(t, l, b)
}

// breaking does something once, behind so many bytes.
type breaking struct {
	io.Reader
	after int
	do    func()
}

func (b *breaking) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if b.after -= n; b.after <= 0 && b.do != nil {
		b.do()
		b.do = nil
	}
	return n, err
}
