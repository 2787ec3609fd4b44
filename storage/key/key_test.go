package key

import (
	"bytes"
	"cmp"
	"testing"
)

// seeds are the strings on which order and round trip usually break: empty,
// one a prefix of the other, and the bytes that the form itself uses.
var seeds = []string{"", "a", "ab", "a\x00", "a\x00b", "a\x01", "\x00", "\x00\x01", "\x00\xff", "\x01", "\xff", "चैट-7", "chatwoot:1:42"}

func sign(n int) int { return cmp.Compare(n, 0) }

func FuzzEvent(f *testing.F) {
	f.Add(uint64(0), uint64(0), uint64(0), uint64(1))
	f.Add(uint64(1), uint64(255), uint64(1), uint64(256))
	f.Add(^uint64(0), uint64(1), uint64(1), ^uint64(0))
	f.Fuzz(func(t *testing.T, c1, n1, c2, n2 uint64) {
		k1, k2 := Event(c1, n1), Event(c2, n2)
		if c, n, ok := ParseEvent(k1[:]); !ok || c != c1 || n != n1 {
			t.Fatalf("Event(%d, %d) parses to %d, %d, %v", c1, n1, c, n, ok)
		}
		want := cmp.Or(cmp.Compare(c1, c2), cmp.Compare(n1, n2))
		if got := bytes.Compare(k1[:], k2[:]); got != want {
			t.Fatalf("order of (%d,%d) and (%d,%d) is %d, want %d", c1, n1, c2, n2, got, want)
		}
	})
}

func FuzzDraft(f *testing.F) {
	for i, s := range seeds {
		for j, r := range seeds {
			f.Add(s, r, seeds[(i+1)%len(seeds)], seeds[(j+2)%len(seeds)])
		}
	}
	f.Fuzz(func(t *testing.T, c1, d1, c2, d2 string) {
		k1, k2 := Draft(c1, d1), Draft(c2, d2)
		if c, d, ok := ParseDraft(k1); !ok || c != c1 || d != d1 {
			t.Fatalf("Draft(%q, %q) parses to %q, %q, %v", c1, d1, c, d, ok)
		}
		want := cmp.Or(cmp.Compare(c1, c2), cmp.Compare(d1, d2))
		if got := sign(bytes.Compare(k1, k2)); got != want {
			t.Fatalf("order of (%q,%q) and (%q,%q) is %d, want %d", c1, d1, c2, d2, got, want)
		}
		if got, want := sign(bytes.Compare(Text(c1), Text(c2))), cmp.Compare(c1, c2); got != want {
			t.Fatalf("order of %q and %q is %d, want %d", c1, c2, got, want)
		}
	})
}

func FuzzRecord(f *testing.F) {
	for i, s := range seeds {
		for j, r := range seeds {
			f.Add(s, r, seeds[(i+j)%len(seeds)], r, s, seeds[(i+2)%len(seeds)])
		}
	}
	f.Fuzz(func(t *testing.T, s1, i1, m1, s2, i2, m2 string) {
		k1, k2 := Record(s1, i1, m1), Record(s2, i2, m2)
		if s, i, m, ok := ParseRecord(k1); !ok || s != s1 || i != i1 || m != m1 {
			t.Fatalf("Record(%q, %q, %q) parses to %q, %q, %q, %v", s1, i1, m1, s, i, m, ok)
		}
		want := cmp.Or(cmp.Compare(s1, s2), cmp.Compare(i1, i2), cmp.Compare(m1, m2))
		if got := sign(bytes.Compare(k1, k2)); got != want {
			t.Fatalf("order of (%q,%q,%q) and (%q,%q,%q) is %d, want %d", s1, i1, m1, s2, i2, m2, got, want)
		}
	})
}

// FuzzParse holds the parsers to the other direction: whatever they accept is
// exactly what the builders would have made.
func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add([]byte(s))
		f.Add(Text(s))
		f.Add(Draft(s, "reply"))
		f.Add(Record("canned", s, "0123456789abcdef"))
	}
	f.Add(make([]byte, eventSize))
	f.Fuzz(func(t *testing.T, b []byte) {
		if s, ok := ParseText(b); ok && !bytes.Equal(Text(s), b) {
			t.Fatalf("ParseText accepts %x as %q, which is built as %x", b, s, Text(s))
		}
		if c, d, ok := ParseDraft(b); ok && !bytes.Equal(Draft(c, d), b) {
			t.Fatalf("ParseDraft accepts %x, which is built as %x", b, Draft(c, d))
		}
		if s, i, m, ok := ParseRecord(b); ok && !bytes.Equal(Record(s, i, m), b) {
			t.Fatalf("ParseRecord accepts %x, which is built as %x", b, Record(s, i, m))
		}
		if c, n, ok := ParseEvent(b); ok {
			if k := Event(c, n); !bytes.Equal(k[:], b) {
				t.Fatalf("ParseEvent accepts %x, which is built as %x", b, k)
			}
		}
	})
}

func TestLongestKeyFitsBbolt(t *testing.T) {
	const bboltMaxKey = 32768
	worst := string(make([]byte, MaxText))
	for what, k := range map[string][]byte{"draft": Draft(worst, worst), "record": Record(worst, worst, worst)} {
		if len(k) > bboltMaxKey {
			t.Fatalf("the key of a %s may take %d bytes, bbolt allows %d", what, len(k), bboltMaxKey)
		}
	}
}

func TestParseRefusesWhatIsCutShort(t *testing.T) {
	whole := Draft("chat\x007", "reply")
	for i := range whole {
		if c, d, ok := ParseDraft(whole[:i]); ok {
			t.Errorf("the first %d bytes of a key parse as %q, %q", i, c, d)
		}
	}
	if _, _, ok := ParseDraft(append(whole, 'x')); ok {
		t.Error("a key with something after it parses")
	}
	whole = Record("canned", "refund\x00late", "00ff")
	for i := range whole {
		if s, id, m, ok := ParseRecord(whole[:i]); ok {
			t.Errorf("the first %d bytes of a record's key parse as %q, %q, %q", i, s, id, m)
		}
	}
	if _, _, _, ok := ParseRecord(append(whole, 'x')); ok {
		t.Error("a record's key with something after it parses")
	}
}
