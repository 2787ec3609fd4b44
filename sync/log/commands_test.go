package log

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
)

// commandsBehind reads what there is of commands.
func commandsBehind(t *testing.T, l *Log, after uint64) (all []string) {
	t.Helper()
	if err := l.ReadCommands(context.Background(), after, func(_ uint64, lines []byte) error {
		all = append(all, string(lines))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return all
}

// commandsKept are twenty lines, put down one by one.
func commandsKept(t *testing.T, l *Log) (want []string) {
	t.Helper()
	for i := range 20 {
		want = append(want, fmt.Sprintf("%02d\n", i))
		if err := l.Commands(t.Context(), []byte(want[i])); err != nil {
			t.Fatal(err)
		}
	}
	return want
}

// TestCommandsAreKeptAndForgotten: in their order, by age, and by size.
func TestCommandsAreKeptAndForgotten(t *testing.T) {
	l := open(t, t.TempDir())
	read := func(after uint64) []string { return commandsBehind(t, l, after) }
	if got := read(0); len(got) != 0 {
		t.Errorf("before the first there are %q", got)
	}
	want := commandsKept(t, l)
	if got := read(0); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	if got := read(18); !slices.Equal(got, want[18:]) {
		t.Errorf("behind 18: %q", got)
	}
	young := func(lines []byte) (bool, error) { return bytes.Compare(lines, []byte("05")) > 0, nil }
	if n, err := l.ForgetCommands(t.Context(), 1<<30, young); n != 5 || err != nil {
		t.Errorf("%d went, %v", n, err)
	}
	if got := read(0); !slices.Equal(got, want[5:]) {
		t.Errorf("%q are left", got)
	}
	all := func([]byte) (bool, error) { return true, nil }
	if n, err := l.ForgetCommands(t.Context(), 1<<30, all); n != 0 || err != nil {
		t.Errorf("%d went, %v", n, err)
	}
	if n, err := l.ForgetCommands(t.Context(), 1, all); n < 13 || err != nil {
		t.Errorf("of what is too large %d went, %v", n, err)
	}
	if err := l.Commands(t.Context(), make([]byte, MaxRecord+1)); !errors.Is(err, ErrTooLarge) {
		t.Error(err)
	}
	if got := len(read(0)); got > 2 {
		t.Errorf("%d are left", got)
	}
}
