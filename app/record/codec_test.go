package record_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/record"
)

func TestVersionIsHeldToItsMark(t *testing.T) {
	b, _ := put(t, book{}, "memo", "First.")
	b, _ = put(t, b, "memo", "Second.")
	_, v, err := b.Delete("memo", b.Heads("memo")[0].Revision, "a2", 9)
	if err != nil {
		t.Fatal(err)
	}
	raw := string(encode(t, v))
	for name, change := range map[string][2]string{
		"words": {"Second.", "Forged."}, "time": {`"updated":9`, `"updated":8`}, "author": {`"a2"`, `"a3"`},
		"id": {`"memo"`, `"note"`}, "deletion": {`"deleted":true,`, ``}, "number": {`"3-`, `"2-`}, "past": {`"past":"`, `"past":"AAAAAAAAAAA`},
	} {
		forged := strings.Replace(raw, change[0], change[1], 1)
		if forged == raw {
			t.Fatalf("%s: nothing to change in %s", name, raw)
		}
		if _, err := record.Decode[memo]([]byte(forged)); err == nil {
			t.Errorf("%s: %s was taken", name, forged)
		}
		if _, err := record.ReadEnvelope([]byte(forged)); err == nil {
			t.Errorf("%s: the envelope of %s was taken", name, forged)
		}
	}
	v.Content.Words = "Changed by hand."
	if _, err := record.Encode(v); !errors.Is(err, record.ErrForged) {
		t.Errorf("encoded what was changed by hand: %v", err)
	}
}

// The form on disk and wire, marks among it, is for ever: a program that wrote
// another would call everybody's records forged.
func TestEncodedFormIsFrozen(t *testing.T) {
	b, first := put(t, book{}, "memo", "One & two.")
	b, _ = put(t, b, "memo", "Three.")
	_, tomb, err := b.Delete("memo", b.Heads("memo")[0].Revision, "a2", 9)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		v    version
		want string
	}{
		{first, `{"id":"memo","revision":"1-83657f8ed4681d34","updated":5,"by":"a1","content":{"words":"One \u0026 two."}}`},
		{tomb, `{"id":"memo","revision":"3-d1a4b96baa8c15d2","updated":9,"by":"a2","deleted":true,"past":"B/9wHhyihUGDZX+O1GgdNA","content":{"words":"Three."}}`},
	} {
		if got := string(encode(t, c.v)); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
		if got, err := record.DecodeChecked[memo]([]byte(c.want)); err != nil || !sameVersion(got, c.v) {
			t.Errorf("%s: %+v, %v", c.want, got, err)
		}
	}
}

// A number that no edits led to would be offered before everybody's words.
func TestMadeUpNumberIsForged(t *testing.T) {
	_, v := put(t, book{}, "memo", "First.")
	v.Revision.Number = 1 << 40
	if _, err := record.Encode(v); !errors.Is(err, record.ErrForged) {
		t.Errorf("got %v", err)
	}
}

func TestDecodeRefuses(t *testing.T) {
	for _, c := range []struct{ name, raw, words string }{
		{"nothing", ``, "JSON"},
		{"no content", `{"id":"memo","revision":"1-0000000000000001"}`, "JSON"},
		{"content that is no object", `{"id":"memo","revision":"1-0000000000000001","content":[]}`, "object"},
		{"no id", `{"revision":"1-0000000000000001","content":{}}`, "id must"},
		{"a long author", `{"id":"memo","by":"` + strings.Repeat("a", 129) + `","content":{}}`, "by must"},
		{"a time before time", `{"id":"memo","updated":-1,"content":{}}`, "updated must"},
		{"a past in disorder", `{"id":"memo","past":"AAAAAAAAAAIAAAAAAAAAAQ","content":{}}`, "past"},
		{"a past with a half mark", `{"id":"memo","past":"AAAAAAAAAA","content":{}}`, "past"},
		{"another mark", `{"id":"memo","revision":"1-0000000000000001","content":{}}`, "mark"},
		{"no UTF-8", "{\"id\":\"memo\",\"content\":{\"words\":\"\xff\"}}", "UTF-8"},
		{"too much", `{"id":"memo","content":{"words":"` + strings.Repeat("a", record.MaxVersion) + `"}}`, "49152"},
	} {
		if _, err := record.Decode[memo]([]byte(c.raw)); err == nil || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: %v, want one about %q", c.name, err, c.words)
		}
		if _, err := record.ReadEnvelope([]byte(c.raw)); err == nil || !strings.Contains(err.Error(), c.words) {
			t.Errorf("%s: envelope: %v, want one about %q", c.name, err, c.words)
		}
	}
}

// What the disk has is read as it is; what somebody sends is judged.
func TestDecodeCheckedJudgesTheContent(t *testing.T) {
	for words, field := range map[string]string{"": "words", "  blanks ": "content", "lines\n": "content"} {
		raw := encode(t, sealedByHand(t, words))
		if v, err := record.Decode[memo](raw); err != nil || v.Content.Words != words {
			t.Errorf("%q: read as %+v, %v", words, v, err)
		}
		var bad *record.InvalidError
		if _, err := record.DecodeChecked[memo](raw); !errors.As(err, &bad) || !errors.Is(err, record.ErrInvalid) || bad.Field != field {
			t.Errorf("%q: %v, want one about %s", words, err, field)
		}
	}
}

// lax is a memo of a program that takes everything.
type lax struct {
	Words string `json:"words"`
	Later string `json:"later,omitempty"`
}

func (l lax) Normal() lax { return l }
func (lax) Check() error  { return nil }

// sealedByHand returns a version that this program would not write.
func sealedByHand(t *testing.T, words string) version {
	t.Helper()
	v, err := record.Decode[memo](laxly(t, lax{Words: words}))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func laxly(t *testing.T, l lax) []byte {
	t.Helper()
	v, err := record.Book[lax]{}.Propose("memo", l, record.Revision{}, "a1", 5)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := record.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// A version from a program that knows more keeps its mark and its words here,
// also when it is deleted.
func TestUnknownFieldsSurvive(t *testing.T) {
	raw := laxly(t, lax{Words: "Now.", Later: "Not known yet."})
	v, err := record.DecodeChecked[memo](raw)
	if err != nil {
		t.Fatal(err)
	}
	if again := encode(t, v); !bytes.Equal(again, raw) {
		t.Errorf("passed on as %s, not %s", again, raw)
	}
	_, gone, err := book{}.Merge(v).Delete(v.ID, v.Revision, "a2", 9)
	if err != nil || !strings.Contains(string(encode(t, gone)), "Not known yet.") {
		t.Errorf("the tombstone is %s, %v", encode(t, gone), err)
	}
}

// The mark outlives what encoding/json does to a raw message on its way.
func TestMarkSurvivesTransport(t *testing.T) {
	_, v := put(t, book{}, "memo", "a < b && c > d\u2028\"<\u00fc\U0001f600>\"")
	raw := encode(t, v)
	wrapped, err := json.MarshalIndent(map[string]json.RawMessage{"version": raw}, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	var back map[string]json.RawMessage
	if err := json.Unmarshal(wrapped, &back); err != nil {
		t.Fatal(err)
	}
	got, err := record.Decode[memo](back["version"])
	if err != nil || got.Content.Words != v.Content.Words || !bytes.Equal(encode(t, got), raw) {
		t.Errorf("%s: %v", back["version"], err)
	}
}

// A record that was edited thousands of times is refused further edits in
// words, loses nothing, and can still be deleted.
func TestPastHasALimit(t *testing.T) {
	b, v := put(t, book{}, "memo", strings.Repeat("w", 33_000))
	edits := 1
	for ; edits < 9_999; edits++ {
		next, w, err := b.Put("memo", memo{Words: v.Content.Words[:32_990] + strings.Repeat("x", edits%9+1)}, v.Revision, "a1", 5)
		if errors.Is(err, record.ErrTooLarge) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		b, v = next, w
	}
	if edits < 1_300 || edits == 9_999 || v.Revision.Number != edits {
		t.Errorf("full after %d edits, at revision %d", edits, v.Revision.Number)
	}
	if raw := encode(t, v); len(raw) > record.MaxVersion {
		t.Errorf("%d bytes", len(raw))
	}
	if got, ok := b.Get("memo"); !ok || got.Revision != v.Revision {
		t.Error("the refused edit changed the book")
	}
	gone, tomb, err := b.Delete("memo", v.Revision, "a1", 6)
	if err != nil || gone.Len() != 0 || len(encode(t, tomb)) > record.MaxVersion {
		t.Errorf("deleted: %v, %d left", err, gone.Len())
	}
}

func TestRevisionGoesRoundAsText(t *testing.T) {
	for _, r := range []record.Revision{{}, {Number: 1, Mark: 0xc0ffee}, {Number: 40, Mark: 1 << 63}} {
		if got, err := record.ParseRevision(r.String()); err != nil || got != r {
			t.Errorf("%q: %v, %v", r, got, err)
		}
	}
	for _, s := range []string{"3", "0-0000000000000001", "-1-0000000000000001", "03-0000000000000001", "3-1", "3-000000000000000G", "3-00000000000000AB", "x-0000000000000001"} {
		if r, err := record.ParseRevision(s); err == nil {
			t.Errorf("%q was read as %v", s, r)
		}
	}
}

func TestIDs(t *testing.T) {
	for id, want := range map[record.ID]bool{
		"a": true, "call-asked": true, "0-9": true, record.ID(strings.Repeat("a", 64)): true, "01ff0000000000000000000000000000": true,
		"": false, "A": false, "a b": false, "ü": false, "a/b": false, record.ID(strings.Repeat("a", 65)): false,
	} {
		if id.Valid() != want {
			t.Errorf("%q: %t", id, !want)
		}
	}
}

func FuzzDecode(f *testing.F) {
	b, v := put(f, book{}, "memo", "First <&>.")
	f.Add(encode(f, v))
	_, v = put(f, b, "memo", "Second.")
	f.Add(encode(f, v))
	f.Add([]byte(`{"id":"memo","revision":"1-0000000000000000","content":{}}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		v, err := record.Decode[memo](raw)
		e, errOfEnvelope := record.ReadEnvelope(raw)
		if errOfEnvelope != nil && err == nil {
			t.Fatalf("%q is a version without an envelope: %v", raw, errOfEnvelope)
		}
		if err != nil {
			return
		}
		if e.Revision != v.Revision || !slices.Equal(e.Past, v.Past) {
			t.Fatalf("%q has two envelopes", raw)
		}
		again, err := record.Encode(v)
		if err != nil {
			t.Fatalf("%q: %v", raw, err)
		}
		if w, err := record.Decode[memo](again); err != nil || w.Content.Words != v.Content.Words || w.Revision != v.Revision {
			t.Fatalf("%q does not survive: %v", raw, err)
		}
	})
}
