package log

import (
	"errors"
	"fmt"
	"testing"
)

// TestAnEntryHasOneWriter: it is made once, and replaced by who has read it.
func TestAnEntryHasOneWriter(t *testing.T) {
	_, url := cluster(t, 3)
	a, b := dial(t, url, ""), dial(t, url, "")
	if v, rev, err := a.Entry(t.Context(), "a list"); v != nil || rev != 0 || err != nil {
		t.Fatal(v, rev, err)
	}
	first, err := a.PutEntry(t.Context(), "a list", []byte("of a"), 0)
	if err != nil || first == 0 {
		t.Fatal(first, err)
	}
	if _, err := b.PutEntry(t.Context(), "a list", []byte("of b"), 0); !errors.Is(err, ErrConflict) {
		t.Fatal(err)
	}
	if same, err := b.PutEntry(t.Context(), "a list", []byte("of a"), 0); err != nil || same != first {
		t.Fatal("what is there already is written:", same, err)
	}
	v, rev, err := b.Entry(t.Context(), "a list")
	if err != nil || string(v) != "of a" || rev != first {
		t.Fatal(string(v), rev, err)
	}
	if _, err := b.PutEntry(t.Context(), "a list", []byte("of b"), rev); err != nil {
		t.Fatal(err)
	}
	if _, err := a.PutEntry(t.Context(), "a list", []byte("of a, again"), first); !errors.Is(err, ErrConflict) {
		t.Fatal(err)
	}
}

func TestAnEntryHasASize(t *testing.T) {
	_, url := cluster(t, 1)
	l := dial(t, url, "")
	for n, ok := range map[int]bool{0: false, 1: true, partBytes: true, partBytes + 1: false} {
		_, err := l.PutEntry(t.Context(), fmt.Sprint("of ", n), make([]byte, n), 0)
		if ok != (err == nil) || err != nil && !errors.Is(err, ErrUsage) {
			t.Errorf("%d bytes: %v", n, err)
		}
	}
}
