package log

import (
	"errors"
	"hash"
	"os"
	"path/filepath"
	"testing"
)

func newDigest(t testing.TB) hash.Hash {
	t.Helper()
	digest, err := blockDigest("FW_main_floor", 1)
	if err != nil {
		t.Fatal(err)
	}
	return digest
}

// The guard reads the server's own blocks: with headers and without, erased
// and purged ones too. A torn end is allowed where a crash may leave one, a
// damaged record never.
func TestTheGuardTellsATornEndFromDamage(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	mustAppend(t, l, batch("c", 0, 1)...)
	mustAppend(t, l, batch("c", 1, 50)...)
	if err := errors.Join(l.Erase(t.Context(), 7, 20), l.Close()); err != nil {
		t.Fatal(err)
	}
	block, err := os.ReadFile(blocks(t, dir)[0])
	if err != nil {
		t.Fatal(err)
	}
	digest := newDigest(t)
	if at, ok := checkBlock(block, digest, false); !ok || at != len(block) {
		t.Fatalf("a sound block is refused at %d of %d", at, len(block))
	}
	for cut := 1; cut < len(block); cut += 97 {
		if _, ok := checkBlock(block[:cut], digest, true); !ok {
			t.Fatalf("torn at %d is taken for damage", cut)
		}
	}
	for _, at := range []int{30, 200, len(block) / 2} {
		block[at] ^= 1
		_, newest := checkBlock(block, digest, true)
		_, older := checkBlock(block, digest, false)
		if newest || older {
			t.Errorf("damage at %d is accepted: %v in the newest block, %v in an older", at, newest, older)
		}
		block[at] ^= 1
	}
}

func TestTheGuardLooksOnlyAfterAnUncleanEnd(t *testing.T) {
	dir := t.TempDir()
	l := open(t, dir)
	if _, err := os.Stat(filepath.Join(dir, cleanName)); !errors.Is(err, os.ErrNotExist) {
		t.Fatal("an open log is marked as closed:", err)
	}
	mustAppend(t, l, batch("c", 0, 5)...)
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, cleanName)); err != nil {
		t.Fatal("a closed log is not marked:", err)
	}
}
