package main

import (
	"testing"
	"time"

	"floorwalker/app/record"
	"floorwalker/app/script"
)

// TestLibrary: the library that is searched is as large as it may be, and each
// of its responses is one that a hub takes and a person could have written.
func TestLibrary(t *testing.T) {
	all, err := library()
	if err != nil {
		t.Fatal(err)
	}
	shortcuts := make(map[string]bool)
	for _, raw := range all {
		v, err := record.Decode[script.Response](raw)
		if err != nil {
			t.Fatal(err)
		}
		shortcuts[v.Content.Shortcut] = true
	}
	if len(shortcuts) != longResponses {
		t.Errorf("%d shortcuts, want %d", len(shortcuts), longResponses)
	}
}

// TestMet: the first look that is right is the one that counts, and one that
// is not right counts for nothing.
func TestMet(t *testing.T) {
	var m met
	m.look() // nothing is waited for
	right := false
	at := m.expect(func() bool { return right })
	m.look()
	select {
	case <-at:
		t.Fatal("it was not right yet")
	default:
	}
	right = true
	before := time.Now()
	m.look()
	m.look() // would block if it told again
	if got := <-at; got.Before(before) || time.Now().Before(got) {
		t.Errorf("met at %v, looked at after %v", got, before)
	}
}
