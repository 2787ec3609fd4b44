package files

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"floorwalker/app/chat"
)

// vault is a [Shared] in memory, with the faults that a cluster has.
type vault struct {
	mu       sync.Mutex
	files    map[string][]byte
	entry    []byte
	revision uint64
	away     error
	cut      bool // what is read ends too early, and nobody says so
	reads    int
}

var errAway = errors.New("no servers available for connection")

func newVault() *vault { return &vault{files: make(map[string][]byte)} }

func (v *vault) PutFile(_ context.Context, hash string, r io.Reader) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	b, err := io.ReadAll(r)
	switch {
	case v.away != nil:
		return v.away
	case err != nil:
		return err
	case hashOf(b) != hash:
		return ErrDamaged
	}
	v.files[hash] = b
	return nil
}

func (v *vault) FileSize(_ context.Context, hash string) (int64, bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	b, ok := v.files[hash]
	return int64(len(b)), ok && v.away == nil, v.away
}

func (v *vault) ReadFile(_ context.Context, hash string, w io.Writer) (bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	b, ok := v.files[hash]
	if !ok || v.away != nil {
		return false, v.away
	}
	v.reads++
	if v.cut {
		b = b[:len(b)/2]
	}
	_, err := w.Write(b)
	return err == nil, err
}

func (v *vault) Entry(context.Context, string) ([]byte, uint64, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	return v.entry, v.revision, v.away
}

func (v *vault) PutEntry(_ context.Context, _ string, value []byte, revision uint64) (uint64, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	switch {
	case v.away != nil:
		return 0, v.away
	case revision != v.revision:
		return 0, ErrChanged
	}
	v.entry = value
	v.revision++
	return v.revision, nil
}

func openShared(t *testing.T, v *vault, dir string) *Store {
	t.Helper()
	s, err := OpenShared(t.Context(), dir, 0, v)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// inFolder returns what a folder holds beside lists.
func inFolder(t *testing.T, dir string) (names []string) {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range all {
		if e.Name() != libraryName && e.Name() != givenName {
			names = append(names, e.Name())
		}
	}
	return names
}

// TestASuccessorHasTheFiles: what one hub took another one hands out, and keeps at hand
// from then on, however many ask at once (E-ACT-06).
func TestASuccessorHasTheFiles(t *testing.T) {
	v, dir := newVault(), t.TempDir()
	first, next := openShared(t, v, t.TempDir()), openShared(t, v, dir)
	b := noise(3*chunk + 7)
	f, err := first.Put("photo.bin", bytes.NewReader(b), limit)
	if err != nil {
		t.Fatal(err)
	}
	if !next.Has(f.Hash, f.Size) || next.Has(f.Hash, f.Size+1) || next.Has(hashOf([]byte("x")), 1) {
		t.Fatal("what a line may point at")
	}
	if got := inFolder(t, dir); len(got) != 0 {
		t.Fatal("nobody has asked for it yet:", got)
	}
	var g sync.WaitGroup
	for range 8 {
		g.Go(func() {
			c, err := next.Open(f.Hash)
			if err != nil {
				t.Error(err)
				return
			}
			defer c.Close()
			if got, err := io.ReadAll(c); err != nil || !bytes.Equal(got, b) {
				t.Error("other bytes:", err)
			}
		})
	}
	g.Wait()
	if v.away = errAway; !bytes.Equal(content(t, next, f.Hash), b) {
		t.Fatal("it is not at hand")
	}
	if next.Size() != f.Size || len(inFolder(t, dir)) != 1 {
		t.Fatal(next.Size(), inFolder(t, dir))
	}
	if _, err := next.Open(hashOf([]byte("x"))); !errors.Is(err, ErrAway) {
		t.Fatal(err)
	}
	v.away = nil
	if _, err := next.Open(hashOf([]byte("x"))); !errors.Is(err, ErrNone) {
		t.Fatal(err)
	}
}

// TestNothingIsKeptThatIsNotShared: while the cluster is away an upload is refused in a
// sentence, and nothing of it stays.
func TestNothingIsKeptThatIsNotShared(t *testing.T) {
	v, dir := newVault(), t.TempDir()
	s := openShared(t, v, dir)
	v.away = errAway
	if _, err := s.Put("a.txt", bytes.NewReader([]byte("hello")), limit); !errors.Is(err, ErrAway) || !errors.Is(err, errAway) {
		t.Fatal(err)
	}
	if got := inFolder(t, dir); len(got) != 0 || s.Size() != 0 {
		t.Fatal(got, s.Size())
	}
	if err := s.Shelve(chat.File{Name: "a.txt"}); !errors.Is(err, ErrAway) || len(s.Library()) != 0 {
		t.Fatal(err, s.Library())
	}
}

// TestADamagedCopyIsNotServed: not what is too short, and not what is another file.
func TestADamagedCopyIsNotServed(t *testing.T) {
	v, dir := newVault(), t.TempDir()
	s := openShared(t, v, dir)
	b := noise(4096)
	hash := hashOf(b)
	v.files[hash] = append([]byte("other"), b[5:]...)
	for range 2 {
		if c, err := s.Open(hash); !errors.Is(err, ErrDamaged) || errors.Is(err, ErrAway) {
			t.Fatal(c, err)
		}
		if got := inFolder(t, dir); len(got) != 0 || s.Size() != 0 {
			t.Fatal(got, s.Size())
		}
		v.files[hash], v.cut = b, true
	}
	if v.cut = false; !bytes.Equal(content(t, s, hash), b) {
		t.Fatal("it is whole again")
	}
}

// TestFilesOfBeforeAreShared: what a folder had before hubs shared anything, and nothing
// that has been damaged since.
func TestFilesOfBeforeAreShared(t *testing.T) {
	v, dir := newVault(), t.TempDir()
	alone, err := Open(dir, 0)
	if err != nil {
		t.Fatal(err)
	}
	var all []chat.File
	for i := range 3 {
		f, err := alone.Put("f.bin", bytes.NewReader(noise(1000+i)), limit)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, f)
	}
	if err := os.WriteFile(filepath.Join(dir, all[1].Hash), []byte("damaged"), 0o600); err != nil {
		t.Fatal(err)
	}
	s := openShared(t, v, dir)
	v.away = errAway
	if err := s.Share(t.Context()); !errors.Is(err, ErrAway) {
		t.Fatal(err)
	}
	v.away = nil
	if err := s.Share(t.Context()); err != nil {
		t.Fatal(err)
	}
	if len(v.files) != 2 || v.files[all[0].Hash] == nil || v.files[all[2].Hash] == nil {
		t.Fatal(len(v.files))
	}
}

// shelve puts a file of that name, and content, into a library.
func shelve(t *testing.T, s *Store, name string) {
	t.Helper()
	f, err := s.Put(name, bytes.NewReader([]byte(name)), limit)
	if err == nil {
		err = s.Shelve(f)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// ownLibrary returns the folder of a hub that was alone, with that file in its library.
func ownLibrary(t *testing.T, name string) string {
	t.Helper()
	s, dir := open(t, 0)
	shelve(t, s, name)
	return dir
}

// TestTheFirstLibraryIsThatOfAllHubs: a hub that has another one is refused, and its list
// left as it is (V-ATT-01).
func TestTheFirstLibraryIsThatOfAllHubs(t *testing.T) {
	v, dir, otherDir := newVault(), ownLibrary(t, "prices.txt"), ownLibrary(t, "map.txt")
	if err := CheckShared(t.Context(), otherDir, v); err != nil {
		t.Fatal("there is none yet:", err)
	}
	got := openShared(t, v, dir).Library()
	if len(got) != 1 || got[0].Name != "prices.txt" || v.files[got[0].Hash] == nil {
		t.Fatal(got)
	}
	if err := CheckShared(t.Context(), otherDir, v); !errors.Is(err, ErrOtherLibrary) {
		t.Fatal(err)
	}
	if _, err := OpenShared(t.Context(), otherDir, 0, v); !errors.Is(err, ErrOtherLibrary) {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(otherDir, libraryName)); err != nil {
		t.Fatal("its own list:", err)
	}
	if err := CheckShared(t.Context(), filepath.Join(t.TempDir(), "not made yet"), v); err != nil {
		t.Fatal(err)
	}
}

// TestHubsHaveOneLibrary: of two who change it at once one does, and a folder's own list
// that all hubs have already is in nobody's way (V-ATT-01).
func TestHubsHaveOneLibrary(t *testing.T) {
	v, dir := newVault(), ownLibrary(t, "prices.txt")
	first, second := openShared(t, v, dir), openShared(t, v, t.TempDir())
	shelve(t, second, "map.txt")
	if err := first.Unshelve("prices.txt"); !errors.Is(err, ErrChanged) || len(first.Library()) != 1 {
		t.Fatal(err)
	}
	again := openShared(t, v, dir) // whose own list was put aside
	if got := again.Library(); len(got) != 2 || got[0].Name != "map.txt" {
		t.Fatal(got)
	}
	// A crash between giving the list and putting it aside.
	if err := os.WriteFile(filepath.Join(dir, libraryName), v.entry, 0o600); err != nil {
		t.Fatal(err)
	}
	if got := openShared(t, v, dir).Library(); len(got) != 2 {
		t.Fatal(got)
	}
	v.entry = []byte("{")
	if _, err := OpenShared(t.Context(), t.TempDir(), 0, v); err == nil {
		t.Fatal("a damaged list is no empty one")
	}
}
