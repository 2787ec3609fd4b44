package ticket

import (
	"fmt"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
)

// TestRef: the number is a function of the chat alone, made without asking
// anybody, and never changes from one version of the program to the next.
func TestRef(t *testing.T) {
	r := RefOf(RefTicket, "practice 1", now)
	expectSame(t, "golden", r, "TK-261122-1FVQ-QGZ7-P9F1")
	if !r.Valid() || r.Kind() != RefTicket {
		t.Errorf("%s is not valid", r)
	}
	if e := RefOf(RefEscalation, "practice 1", now); e[2:] == r[2:] || e.Valid() {
		t.Errorf("an escalation has the number of the ticket: %s", e)
	}
	if o := RefOf(RefTicket, "practice 1", now+1000); o != r {
		t.Errorf("another second of the day makes %s of %s", o, r)
	}
}

// TestRefReadAloud: what people make of a number when they hear and type it.
func TestRefReadAloud(t *testing.T) {
	r := RefOf(RefTicket, "practice 1", now)
	for _, heard := range []string{
		string(r), strings.ToLower(string(r)), strings.ReplaceAll(string(r), "-", " "), strings.ReplaceAll(string(r), "-", ""),
		strings.ReplaceAll(string(r), "1", "l"), strings.ReplaceAll(string(r), "1", "I"), strings.ReplaceAll(string(r), "0", "O"),
		strings.ReplaceAll(string(r), "M", "n"), strings.ReplaceAll(string(r), "-", "–"),
	} {
		if got, ok := ParseRef(heard); !ok || got != r {
			t.Errorf("%q is read as %q, %t", heard, got, ok)
		}
	}
	for _, wrong := range []string{"", "TK", "TK-261122", "XX" + string(r[2:]), "ES" + string(r[2:]), "CB" + string(r[2:]), string(r) + "0", strings.Repeat("-", 1000), "TK-000000-0000-0000-0000", "ТК" + string(r[2:])} {
		if got, ok := ParseRef(wrong); ok {
			t.Errorf("%q is read as %q", wrong, got)
		}
	}
}

// TestRefFindsEverySlip tries every wrong character and every pair of characters
// that changed places, in a number that has no two alike.
func TestRefFindsEverySlip(t *testing.T) {
	for i := range 50 {
		r := RefOf(RefTicket, fmt.Sprint("chat ", i), now)
		plain := []byte(strings.ReplaceAll(string(r)[3:], "-", ""))
		try := func(what string) {
			if got, ok := ParseRef("TK" + string(plain)); ok && got != r {
				t.Fatalf("%s: %s passes for %s", what, got, r)
			}
		}
		for a := range plain {
			was := plain[a]
			for _, c := range []byte(refAlphabet) {
				plain[a] = c
				try("one wrong")
			}
			plain[a] = was
			for b := range a {
				plain[a], plain[b] = plain[b], plain[a]
				try("two changed places")
				plain[a], plain[b] = plain[b], plain[a]
			}
		}
	}
}

// TestRefsDiffer: 100,000 numbers of one day have no two alike (G-ESC-02, A-21).
func TestRefsDiffer(t *testing.T) {
	for _, kind := range []RefKind{RefTicket, RefEscalation, RefCallback} {
		seen := make(map[Ref]bool, 100_000)
		for i := range 100_000 {
			seen[RefOf(kind, fmt.Sprint("chat ", i), now)] = true
		}
		expectSame(t, string(kind), len(seen), 100_000)
	}
}

// TestRefOfAnything: whatever the id and the instant, the number can be read.
func TestRefOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r := RefOf(RefTicket, rapid.String().Draw(t, "id"), chat.Instant(rapid.Int64().Draw(t, "at")))
		if !r.Valid() {
			t.Fatalf("%s is not valid", r)
		}
	})
}

func FuzzParseRef(f *testing.F) {
	f.Add("TK-261122-1FVQ-QGZ7-P9F1")
	f.Add("tk 26 11 22 o")
	f.Fuzz(func(t *testing.T, s string) {
		r, ok := ParseRef(s)
		if again, same := ParseRef(string(r)); ok && (!same || again != r) {
			t.Errorf("%q is read as %q, and that as %q", s, r, again)
		}
	})
}
