package label

import (
	"bytes"
	"errors"
	"os"
	"reflect"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

func entries() []Entry {
	return []Entry{
		{Drawn: []chat.ChatID{"c1", "c2"}, Seed: 7, Alerts: true},
		{Chat: "c1", Message: "m1", Marks: Marks{"dissatisfied": true, "billing": false}},
		{Chat: "c1", Message: "m2"},
		{Chat: "c1", Message: "m2", Undone: true},
		{Drawn: []chat.ChatID{"c2", "c3"}},
	}
}

func TestJournal(t *testing.T) {
	path := journalPath(t)
	j := journal(t, path)
	for _, e := range entries() {
		if err := j.Append(e); err != nil {
			t.Fatal(err)
		}
	}
	_ = j.Close()
	again := journal(t, path)
	if !reflect.DeepEqual(again.Book, j.Book) {
		t.Errorf("%+v, want %+v", again.Book, j.Book)
	}
	if want := []chat.ChatID{"c1", "c2", "c3"}; !reflect.DeepEqual(again.Book.Drawn, want) {
		t.Errorf("%v", again.Book.Drawn)
	}
	if last, ok := again.Book.Last(); !ok || last != (Place{"c1", "m1"}) {
		t.Errorf("%v", last)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm()&0o077 != 0 {
		t.Errorf("others can read it: %v %v", info.Mode(), err)
	}
}

// TestJournalCutAnywhere is killed at every byte of the last entry: the others
// are there, and the journal goes on.
func TestJournalCutAnywhere(t *testing.T) {
	path := journalPath(t)
	j := journal(t, path)
	for _, e := range entries()[:3] {
		if err := j.Append(e); err != nil {
			t.Fatal(err)
		}
	}
	_ = j.Close()
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before := bytes.LastIndexByte(whole[:len(whole)-1], '\n') + 1
	for cut := before; cut < len(whole); cut++ {
		if err := os.WriteFile(path, whole[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		again := journal(t, path)
		if _, ok := again.Book.Judged(Place{"c1", "m2"}); ok || len(again.Book.judged) != 1 {
			t.Fatalf("cut at %d: %+v", cut, again.Book)
		}
		if err := again.Append(entries()[2]); err != nil {
			t.Fatal(err)
		}
		_ = again.Close()
		if got, _ := os.ReadFile(path); !bytes.Equal(got, whole) {
			t.Fatalf("cut at %d: %q", cut, got)
		}
	}
}

func TestJournalDamaged(t *testing.T) {
	for _, line := range []string{
		"", "null", "{}", "[]", `{"chat":"c"}`, `{"message":"m"}`, `{"drawn":["c"],"chat":"c","message":"m"}`,
		`{"chat":"c","message":"m","marks":{"mood":true}}`, `{"chat":"c","message":"m","marks":{"billing":1}}`,
		`{"chat":"c","message":"m","more":1}`, `{"chat":"c","message":"m"} {}`, "\xff",
	} {
		text := `{"drawn":["c"]}` + "\n" + line + "\n"
		_, _, err := ReadBook(strings.NewReader(text))
		if !errors.Is(err, ErrJournal) || !strings.Contains(err.Error(), "line 2") {
			t.Errorf("%q: %v", line, err)
		}
	}
	path := journalPath(t)
	journal(t, path)
	if err := os.WriteFile(path, []byte("x\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := OpenJournal(path); !errors.Is(err, ErrJournal) {
		t.Error(err)
	}
	if got, _ := os.ReadFile(path); string(got) != "x\n" {
		t.Errorf("a damaged journal was changed: %q", got)
	}
}

func FuzzJournal(f *testing.F) {
	f.Add([]byte(`{"drawn":["c1"],"seed":3}` + "\n" + `{"chat":"c1","message":"m","marks":{"billing":true}}` + "\n" + `{"chat":"c`))
	f.Add([]byte(`{"chat":"c1","message":"m","undone":true}` + "\n\n"))
	f.Fuzz(func(t *testing.T, file []byte) {
		book, whole, err := ReadBook(bytes.NewReader(file))
		if err != nil {
			if !errors.Is(err, ErrJournal) || book != nil {
				t.Errorf("%v %v", book, err)
			}
			return
		}
		again, size, err := ReadBook(bytes.NewReader(file[:whole]))
		if err != nil || size != whole || !reflect.DeepEqual(again, book) {
			t.Errorf("the whole lines alone: %+v %d %v, want %+v %d", again, size, err, book, whole)
		}
	})
}
