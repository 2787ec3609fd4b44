package handover_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
)

// D-05: a good file is good, and what it says of the key depends on the keys.
func TestVerifyGood(t *testing.T) {
	raw := encoded(t, signed(t))
	r := handover.Verify(raw, keys())
	if r.Status != handover.Good || !r.Vouched || !strings.HasPrefix(r.Words, "Good: ") || r.Items != 2 || r.Acked != 1 {
		t.Errorf("with keys %+v", r)
	}
	r = handover.Verify(raw, nil)
	if r.Status != handover.Good || r.Vouched || !strings.Contains(r.Words, "nobody vouches for the key") {
		t.Errorf("without keys %+v", r)
	}
}

// D-05: whatever byte of the file is another, put in or left out, it does not pass.
func TestNoByteCanBeChanged(t *testing.T) {
	raw := encoded(t, signed(t))
	refused := func(what string, i int, b []byte) {
		t.Helper()
		if r := handover.Verify(b, nil); r.Status == handover.Good || r.Words == "" || r.Status == handover.Changed && r.Broken == "" {
			t.Errorf("byte %d of %d, %s: %+v", i, len(raw), what, r)
		}
	}
	for i := range raw {
		for _, bit := range []byte{0x01, 0x20, 0x80} {
			b := bytes.Clone(raw)
			b[i] ^= bit
			refused("flipped", i, b)
		}
		refused("left out", i, append(bytes.Clone(raw[:i]), raw[i+1:]...))
		refused("twice", i, append(bytes.Clone(raw[:i+1]), raw[i:]...))
	}
	refused("with a line end", len(raw), append(bytes.Clone(raw), '\n'))
}

// D-05: the first thing that is not as it was signed is named.
func TestVerifyNamesWhatIsBroken(t *testing.T) {
	for _, c := range []struct {
		name, broken, words string
		change              func(f *handover.File)
	}{
		{"an item", "owed:c1/o1", "Item 2, “Call Priya <b>”, was changed", func(f *handover.File) { f.Document.Items[1].Due++ }},
		{"two items", "chat:c1", "Item 1", func(f *handover.File) { f.Document.Items[0].Note, f.Document.Items[1].Note = "", "x" }},
		{"an item's hash", "chat:c1", "Item 1", func(f *handover.File) { f.Document.Items[0].Hash = f.Document.Items[1].Hash }},
		{"an item taken out", "document", "taken out", func(f *handover.File) { f.Document.Items = f.Document.Items[:1] }},
		{"items in another order", "document", "moved", func(f *handover.File) {
			f.Document.Items[0], f.Document.Items[1] = f.Document.Items[1], f.Document.Items[0]
		}},
		{"the note", "document", "around them", func(f *handover.File) { f.Document.Note = "All is well." }},
		{"the chain", "document", "around them", func(f *handover.File) { f.Document.Prev = f.Hash }},
		{"the checklist", "document", "around them", func(f *handover.File) { f.Document.Checklist[0].Done = false }},
		{"the hash and what it is of", "signature", "Asha did not sign", func(f *handover.File) {
			f.Document.Note = "All is well."
			f.Hash, _ = handover.Hash(&f.Document)
		}},
		{"who acknowledged", "acknowledgement 1", "of Lena", func(f *handover.File) { f.Acknowledgements[0].By = "lena" }},
		{"when", "acknowledgement 1", "was changed", func(f *handover.File) { f.Acknowledgements[0].At++ }},
		{"what", "acknowledgement 1", "was changed", func(f *handover.File) {
			f.Acknowledgements[0].Items = append(f.Acknowledgements[0].Items, "owed:c1/o1")
		}},
		{"what a lead wrote", "taken 1", "Lena took", func(f *handover.File) { f.Taken[0].Note = "No." }},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := signed(t)
			c.change(f)
			r := handover.Verify(encoded(t, f), keys())
			if r.Status != handover.Changed || r.Broken != c.broken || !strings.Contains(r.Words, c.words) {
				t.Errorf("%+v", r)
			}
			if err := f.Check(); !errors.Is(err, handover.ErrChanged) {
				t.Errorf("Check says %v", err)
			}
		})
	}
}

// A file that another program has saved says the same in other bytes: it is told from
// one whose words were changed.
func TestVerifyOtherBytes(t *testing.T) {
	raw := bytes.Replace(encoded(t, signed(t)), []byte(`,"hash"`), []byte(`, "hash"`), 1)
	if r := handover.Verify(raw, nil); r.Status != handover.Changed || r.Broken != "file" || !strings.Contains(r.Words, "another program") {
		t.Errorf("%+v", r)
	}
	signedAgain := strings.ToUpper(signed(t).Signature)
	f := signed(t)
	f.Signature = signedAgain
	if r := handover.Verify(encoded(t, f), nil); r.Broken != "signature" {
		t.Errorf("a signature in capitals: %+v", r)
	}
}

// A document that was signed by a key of nobody, of somebody else, or of before or
// after its time is no handover of theirs.
func TestVerifyByKeys(t *testing.T) {
	key, _ := penOf("asha").Key()
	for _, c := range []struct {
		name, broken, words string
		keys                func(ks *handover.Keys)
	}{
		{"unknown", "signature", "none of “asha”’s", func(ks *handover.Keys) { ks.Keys = ks.Keys[1:] }},
		{"another's", "signature", "is “rohan”’s", func(ks *handover.Keys) { ks.Keys[0].Agent = "rohan" }},
		{"later", "signature", "not registered yet", func(ks *handover.Keys) { ks.Keys[0].Since = noon.Add(time.Hour) }},
		{"retired", "signature", "had been retired", func(ks *handover.Keys) { ks.Keys[0].Until = noon }},
		{"the lead's", "taken 1", "not by Lena", func(ks *handover.Keys) { ks.Keys[1].Key = strings.Repeat("0", 64) }},
		{"no lead's", "taken 1", "is no lead", func(ks *handover.Keys) { ks.Keys[1].Role = chat.RolePrimary }},
		{"of a list without roles", "taken 1", "is no lead", func(ks *handover.Keys) { ks.Keys[1].Role = "" }},
		{"the receiver's", "acknowledgement 1", "not by rohan", func(ks *handover.Keys) { ks.Keys[2].Until = noon }},
	} {
		t.Run(c.name, func(t *testing.T) {
			ks := keys()
			if ks.Keys[0].Key != hex.EncodeToString(key) {
				t.Fatalf("the first key is %+v", ks.Keys[0])
			}
			c.keys(ks)
			r := handover.Verify(encoded(t, signed(t)), ks)
			if r.Status != handover.Changed || r.Broken != c.broken || !strings.Contains(strings.ToLower(r.Words), strings.ToLower(c.words)) {
				t.Errorf("%+v", r)
			}
		})
	}
}

// D-05: a key that was retired after the signature does not take it back.
func TestARetiredKeyKeepsWhatItSigned(t *testing.T) {
	ks := keys()
	ks.Keys[0].Until = noon.Add(time.Hour)
	if r := handover.Verify(encoded(t, signed(t)), ks); r.Status != handover.Good || !r.Vouched {
		t.Errorf("%+v", r)
	}
}

// One that was retired and registered again is good in both times.
func TestAKeyThatCameBack(t *testing.T) {
	ks := keys()
	again := ks.Keys[0]
	ks.Keys[0].Until = noon
	again.Since = noon.Add(-time.Second)
	ks.Keys = append(ks.Keys, again)
	if r := handover.Verify(encoded(t, signed(t)), ks); r.Status != handover.Good {
		t.Errorf("%+v", r)
	}
}

// who hands over can neither acknowledge it nor let themself go, by whatever
// they sign under their own document.
func TestNobodyTakesOverFromThemself(t *testing.T) {
	ack := func(f *handover.File, by string) handover.Acknowledgement {
		ids := []string{"chat:c1"}
		mark, err := handover.SignAck(f.Hash, ids, chat.AgentID(by), noon, penOf(by))
		if err != nil {
			t.Fatal(err)
		}
		a, err := handover.ReadAck(mark, f.Hash, ids, chat.AgentID(by))
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	take := func(f *handover.File, agent chat.AgentID, by string) handover.Taken {
		mark, err := handover.SignTaken(f.Hash, agent, "All is mine.", chat.AgentID(by), noon, penOf(by))
		if err != nil {
			t.Fatal(err)
		}
		k, err := handover.ReadTaken(mark, f.Hash, agent, "All is mine.", chat.AgentID(by))
		if err != nil {
			t.Fatal(err)
		}
		return k
	}
	for _, c := range []struct {
		name, broken, words string
		change              func(f *handover.File)
	}{
		{"an own acknowledgement", "acknowledgement 2", "nobody takes over from themselves", func(f *handover.File) { f.Acknowledgements = append(f.Acknowledgements, ack(f, "asha")) }},
		{"for somebody else", "taken 1", "did not hand this over", func(f *handover.File) { f.Taken[0] = take(f, "rohan", "lena") }},
		{"by oneself", "taken 1", "themselves", func(f *handover.File) { f.Taken[0] = take(f, "asha", "asha") }},
		{"twice", "taken 2", "more than once", func(f *handover.File) { f.Taken = append(f.Taken, take(f, "asha", "lena")) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := signed(t)
			c.change(f)
			for _, ks := range []*handover.Keys{nil, keys()} {
				r := handover.Verify(encoded(t, f), ks)
				if r.Status != handover.Changed || r.Broken != c.broken || !strings.Contains(r.Words, c.words) {
					t.Errorf("%+v", r)
				}
			}
		})
	}
}

// D-05: with keys, people are called what the list of keys calls them, whatever the one
// who signed chose.
func TestVerifyNamesPeopleByTheKeys(t *testing.T) {
	ks := keys()
	ks.Keys[0].Name = "Asha B."
	r := handover.Verify(encoded(t, signed(t)), ks)
	if r.Status != handover.Good || !strings.Contains(r.Words, "calls “asha” “Asha”, and the list of keys “Asha B.”") || r.From != "Asha B." {
		t.Errorf("%+v", r)
	}
	doc := signed(t).Document
	doc.People = map[chat.AgentID]string{"nemo": "Lena"}
	doc.To = "nemo" // of whom the list knows nothing
	f, err := handover.Sign(doc, penOf("asha"))
	if err != nil {
		t.Fatal(err)
	}
	if r := handover.Verify(encoded(t, f), keys()); r.Status != handover.Good || r.From != "Asha" || r.To != "nemo" {
		t.Errorf("%+v", r)
	}
	if r := handover.Verify(encoded(t, f), nil); r.To != "Lena" {
		t.Errorf("without keys %+v", r)
	}
}

func TestVerifyUnreadable(t *testing.T) {
	for name, raw := range map[string]string{
		"nothing": "", "no JSON": "handover", "another file": `{"a":1}`, "a list": `[]`, "null": `null`,
		"of another format": `{"document":{"format":"floorwalker-handover-9"}}`,
		"of no time":        `{"document":{"format":"floorwalker-handover-1","at":9007199254740993}}`,
		"large":             strings.Repeat(" ", handover.MaxFile+1),
		"deep":              strings.Repeat("[", 1<<20),
	} {
		if r := handover.Verify([]byte(raw), nil); r.Status != handover.Unreadable || r.Words == "" {
			t.Errorf("%s: %+v", name, r)
		}
	}
}

// D-05: each document names the one before it.
func TestChain(t *testing.T) {
	first := signed(t)
	f := newFloor()
	f.tell("", "asha", &chat.HandoverSigned{Shift: "2026-11-20-1000", Hash: first.Hash, Document: packed(t, first)})
	next := handover.Build(f.Floor, edition(t), handover.Brief{Shift: "2026-11-21-1000", From: "rohan", At: noon})
	after, err := handover.Sign(next, penOf("rohan"))
	if err != nil {
		t.Fatal(err)
	}
	one, two := handover.Verify(encoded(t, first), nil), handover.Verify(encoded(t, after), nil)
	if next.Prev != first.Hash || !two.Follows(&one) || one.Follows(&one) {
		t.Errorf("the next follows %q, not %q", next.Prev, first.Hash)
	}
}

// A stamp holds for what it is over, and for nothing else.
func TestStamps(t *testing.T) {
	ids := []string{"chat:c1"}
	mark, err := handover.SignAck("h", ids, "rohan", noon, penOf("rohan"))
	if err != nil {
		t.Fatal(err)
	}
	if a, err := handover.ReadAck(mark, "h", ids, "rohan"); err != nil || a.At != noon {
		t.Errorf("%+v, %v", a, err)
	}
	for name, err := range map[string]error{
		"another document": second(handover.ReadAck(mark, "g", ids, "rohan")),
		"other items":      second(handover.ReadAck(mark, "h", nil, "rohan")),
		"somebody else":    second(handover.ReadAck(mark, "h", ids, "asha")),
		"another purpose":  second(handover.ReadTaken(mark, "h", "", "", "rohan")),
		"cut":              second(handover.ReadAck(mark[1:], "h", ids, "rohan")),
		"empty":            second(handover.ReadAck(nil, "h", ids, "rohan")),
	} {
		if err == nil {
			t.Errorf("%s passes", name)
		}
	}
	for i := range mark {
		b := bytes.Clone(mark)
		b[i] ^= 1
		if _, err := handover.ReadAck(b, "h", ids, "rohan"); err == nil {
			t.Errorf("byte %d of a stamp may be changed", i)
		}
	}
}

func second[T any](_ T, err error) error { return err }
