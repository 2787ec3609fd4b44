package chat

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"
)

// TestIDSet compares the table with a map (architecture, "Why so" 3).
func TestIDSet(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var s idSet
		known := make(map[EventID]bool)
		for range rapid.IntRange(0, 300).Draw(t, "n") {
			id := EventID(fmt.Sprint(rapid.IntRange(0, 150).Draw(t, "id")))
			if s.has(id) != known[id] {
				t.Fatalf("has %q: %v", id, !known[id])
			}
			if s.add(id) == known[id] {
				t.Fatalf("add %q: %v", id, known[id])
			}
			known[id] = true
		}
		if s.used != len(known) || len(s.slots) > 0 && 4*s.used > 3*len(s.slots) {
			t.Fatalf("%d of %d slots for %d ids", s.used, len(s.slots), len(known))
		}
	})
}

func TestIDSetOfManyIDs(t *testing.T) {
	var s idSet
	for i := range 100_000 {
		if id := EventID(fmt.Sprint(i)); s.has(id) || !s.add(id) || !s.has(id) {
			t.Fatal(id)
		}
	}
}
