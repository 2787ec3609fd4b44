package record_test

import (
	"fmt"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/record"
)

// memo is the least that a content can be.
type memo struct {
	Words string   `json:"words"`
	Tags  []string `json:"tags,omitempty"`
}

func (m memo) Normal() memo {
	m.Words = record.Tidy(m.Words)
	return m
}

func (m memo) Check() error {
	if m.Words == "" {
		return record.Invalidf("words", "must not be empty")
	}
	return record.CheckText("words", m.Words, 40_000)
}

type (
	book    = record.Book[memo]
	version = record.Version[memo]
)

// put writes words from what the book offers under id.
func put(t testing.TB, b book, id record.ID, words string) (book, version) {
	t.Helper()
	v, _ := b.Get(id)
	return putFrom(t, b, id, words, v.Revision)
}

func putFrom(t testing.TB, b book, id record.ID, words string, basis record.Revision) (book, version) {
	t.Helper()
	next, v, err := b.Put(id, memo{Words: words}, basis, "a1", 5)
	if err != nil {
		t.Fatal(err)
	}
	return next, v
}

func encode(t testing.TB, v version) []byte {
	t.Helper()
	raw, err := record.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// many returns n versions of as many records.
func many(t testing.TB, n int) []version {
	t.Helper()
	vs := make([]version, n)
	for i := range vs {
		v, err := book{}.Propose(record.ID(fmt.Sprintf("r-%05d", i)), memo{Words: fmt.Sprintf("Words number %d.", i)}, record.Revision{}, "a1", chat.Instant(i))
		if err != nil {
			t.Fatal(err)
		}
		vs[i] = v
	}
	return vs
}
