package log

import (
	"errors"
	"testing"

	"floorwalker/app/chat"
)

// TestAShelfBeginsOnce: a batch that expects an empty shelf is written once,
// whatever stands elsewhere, and other shelves have nothing to do with it.
func TestAShelfBeginsOnce(t *testing.T) {
	l := open(t, t.TempDir())
	mustAppend(t, l, Record{Subject: Team(), Data: []byte("somebody")})
	begin := func(name chat.Shelf) error {
		_, err := l.Append(t.Context(), []Record{
			{Subject: Shelf(name), Data: []byte("first of " + name), ExpectLast: expect(0)},
			{Subject: Shelf(name), Data: []byte("second of " + name)},
		})
		return err
	}
	for _, name := range []chat.Shelf{"canned", "a shelf.*", "follow>ups"} {
		if err := begin(name); err != nil {
			t.Fatalf("%q: %v", name, err)
		}
		if err := begin(name); !errors.Is(err, ErrConflict) {
			t.Errorf("%q began twice: %v", name, err)
		}
	}
	if got := l.Last(); got != 7 {
		t.Errorf("%d events", got)
	}
	if s := Shelf("a shelf.*").String(); s != "shelf."+checkToken(t, "a shelf.*") {
		t.Errorf("%s", s)
	}
}
