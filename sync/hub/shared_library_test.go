package hub

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/sync/driver"
)

// keeping is a backend with canned responses of its own.
type keeping struct {
	*scripted

	mu    sync.Mutex // guards all below
	list  []driver.Canned
	next  int
	saved []string
	fail  error
}

func newKeeping(list ...driver.Canned) *keeping {
	return &keeping{scripted: newScripted(), list: list, next: 100}
}

func (d *keeping) Title() string { return "Example Chat" }

func (d *keeping) Canned(context.Context) ([]driver.Canned, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.list), nil
}

func (d *keeping) SaveCanned(_ context.Context, c driver.Canned) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.fail != nil {
		return d.fail
	}
	d.saved = append(d.saved, c.Short+"="+c.Text)
	d.put(c.Short, c.Text)
	return nil
}

// put is what somebody does on the backend's own screen. The lock is held.
func (d *keeping) put(short, text string) {
	i := slices.IndexFunc(d.list, func(o driver.Canned) bool { return o.Short == short })
	switch {
	case i >= 0 && text == "":
		d.list = slices.Delete(d.list, i, i+1)
	case i >= 0:
		d.list[i].Text = text
	case text != "":
		d.next++
		d.list = append(d.list, driver.Canned{ID: fmt.Sprint(d.next), Short: short, Text: text})
	}
}

func (d *keeping) there(short, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.put(short, text)
}

func (d *keeping) has() map[string]string {
	d.mu.Lock()
	defer d.mu.Unlock()
	m := make(map[string]string)
	for _, c := range d.list {
		m[c.Short] = c.Text
	}
	return m
}

func (d *keeping) told() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.saved)
}

// librarian is a person who works on the shelf, with what the journal has before them.
type librarian struct {
	*client
	r *rig
	n int
}

func libraryRig(t *testing.T, j *memJournal, d *keeping) (*rig, *librarian) {
	t.Helper()
	r := newRig(t, j, func(c *Config) { c.Drivers = []driver.Driver{d} })
	token := r.agent("Asha", chat.RolePrimary)
	return r, &librarian{client: r.desk(token), r: r}
}

// book is the shelf as the log has it.
func (p *librarian) book() record.Book[script.Response] {
	p.r.t.Helper()
	var b record.Book[script.Response]
	for _, e := range p.r.journal.all(p.r.t) {
		if s, ok := e.Body.(*chat.RecordSaved); ok && s.Shelf == chat.ShelfCanned {
			v, err := record.Decode[script.Response](s.Version)
			if err != nil {
				p.r.t.Fatal(err)
			}
			b = b.Merge(v)
		}
	}
	return b
}

// texts are those of a folder, by shortcut.
func (p *librarian) texts(folder string) map[string]string {
	m := make(map[string]string)
	for v := range p.book().All() {
		if v.Content.Folder == folder {
			m[v.Content.Shortcut] = v.Content.Text
		}
	}
	return m
}

func (p *librarian) save(v script.Version, err error) {
	p.r.t.Helper()
	if err != nil {
		p.r.t.Fatal(err)
	}
	raw, err := record.Encode(v)
	if err != nil {
		p.r.t.Fatal(err)
	}
	p.n++
	id := chat.CommandID(fmt.Sprintf("save-%d-%d", p.r.journal.Last(), p.n))
	if f := p.wish(id, "", &chat.SaveRecord{Shelf: chat.ShelfCanned, Version: raw}); !f.OK {
		p.r.t.Fatal(f.Words)
	}
}

// writes changes the response with a shortcut, or adds one.
func (p *librarian) writes(id record.ID, c script.Response) {
	p.r.t.Helper()
	b := p.book()
	var basis record.Revision
	if h := b.Heads(id); len(h) > 0 {
		basis = h[0].Revision
	}
	p.save(b.Propose(id, c, basis, "asha", p.r.hub.now()))
}

func (p *librarian) deletes(id record.ID) {
	p.r.t.Helper()
	b := p.book()
	v, _ := b.Get(id)
	_, gone, err := b.Delete(id, v.Revision, "asha", p.r.hub.now())
	p.save(gone, err)
}

// again has the hub read the backend now.
func (p *librarian) again() {
	for _, l := range p.r.hub.libraries {
		l.mu.Lock()
		l.asked = true
		l.mu.Unlock()
	}
}

func (p *librarian) same(want map[string]string, d *keeping) {
	p.r.t.Helper()
	p.r.wait(func() bool { return maps.Equal(p.texts("Example Chat"), want) && maps.Equal(d.has(), want) })
}

func greeting() []driver.Canned {
	return []driver.Canned{{ID: "7", Short: "hello", Text: "Hello {{contact.name}}."}, {ID: "8", Short: "bye", Text: "Goodbye."}}
}

const exampleFolder = "Example Chat"

// Canned responses go both ways: what is there, what changes there, what a person
// changes, adds, renames and deletes here, and what is deleted there.
func TestCannedResponsesBothWays(t *testing.T) {
	d := newKeeping(greeting()...)
	r, p := libraryRig(t, newJournal(), d)
	p.same(map[string]string{"hello": "Hello {{contact.name}}.", "bye": "Goodbye."}, d)
	v, ok := p.book().Get("scripted-7")
	if !ok || v.By != exampleFolder || v.Content.Title != "hello" {
		t.Fatalf("%+v", v)
	}

	p.writes("scripted-8", script.Response{Folder: exampleFolder, Shortcut: "bye", Title: "A farewell", Text: "Goodbye, says {agent}."})
	p.writes("new", script.Response{Folder: exampleFolder, Title: "Refund: how long", Text: "Five days."})
	r.wait(func() bool {
		return maps.Equal(d.has(), map[string]string{"hello": "Hello {{contact.name}}.", "bye": "Goodbye, says {agent}.", "refund-how-long": "Five days."})
	})
	p.writes("elsewhere", script.Response{Folder: "Ours", Shortcut: "ours", Title: "Ours", Text: "It stays here."})

	d.there("hello", "Hello there.")
	d.there("bye", "See you.")
	d.there("new-there", "New.")
	p.again()
	r.wait(func() bool {
		b := p.book()
		h, _ := b.Get("scripted-7")
		v, _ := b.Get("scripted-8")
		return h.Content.Text == "Hello there." && v.Content.Text == "See you." && v.Content.Title == "A farewell"
	})

	p.writes("scripted-7", script.Response{Folder: exampleFolder, Shortcut: "welcome", Title: "hello", Text: "Hello there."})
	p.deletes("scripted-8")
	want := map[string]string{"welcome": "Hello there.", "refund-how-long": "Five days.", "new-there": "New."}
	r.wait(func() bool { return maps.Equal(d.has(), want) })

	d.there("refund-how-long", "")
	for p.again(); ; { // what is missing is looked for twice
		if v, ok := p.book().Get("new"); !ok {
			break
		} else if v.Content.Folder == "" {
			t.Fatal("it has lost its folder")
		}
		p.again()
	}
	if s, ok := p.book().Get("elsewhere"); !ok || s.Content.Text != "It stays here." {
		t.Errorf("what lies in another folder is %+v", s)
	}
	if _, here := d.has()["ours"]; here {
		t.Error("the backend has what lies in another folder")
	}
	if n := len(p.book().Conflicts()); n != 0 {
		t.Errorf("%d conflicts", n)
	}
}

// Nothing that has been brought across comes back, not after a restart either.
func TestALibraryHasNoLoop(t *testing.T) {
	d := newKeeping(greeting()...)
	r, p := libraryRig(t, newJournal(), d)
	p.writes("new", script.Response{Folder: exampleFolder, Shortcut: "refund", Title: "Refund", Text: "Five days."})
	want := map[string]string{"hello": "Hello {{contact.name}}.", "bye": "Goodbye.", "refund": "Five days."}
	p.same(want, d)
	for range 3 {
		next := newKeeping(d.list...)
		next.saved = d.told()
		d = next
		r = r.restart(func(c *Config) { c.Drivers = []driver.Driver{d} })
		p.r = r
		l := r.hub.libraries[0]
		r.wait(func() bool { return l.rounds.Load() >= 1 })
		p.again()
		r.wait(func() bool { return l.rounds.Load() >= 2 })
	}
	p.same(want, d)
	if got := d.told(); !slices.Equal(got, []string{"refund=Five days."}) {
		t.Errorf("the backend was told %q", got)
	}
	saved := 0
	for _, e := range r.journal.all(t) {
		if e.Body.Kind() == chat.KindRecordSaved {
			saved++
		}
	}
	if saved != 3 {
		t.Errorf("%d versions are on the log, want 3", saved)
	}
}

// What both sides have changed stands side by side until a person settles it, and only
// then does the backend hear of it.
func TestBothHaveChangedIt(t *testing.T) {
	for _, c := range []struct {
		name, there, here, settled string
		want                       map[string]string
	}{
		{"two texts", "Theirs.", "Mine.", "Both.", map[string]string{"hello": "Both."}},
		{"two texts, theirs it is", "Theirs.", "Mine.", "Theirs.", map[string]string{"hello": "Theirs."}},
		{"the same text", "Same.", "Same.", "", map[string]string{"hello": "Same."}},
		{"gone there", "", "Mine.", "Mine.", map[string]string{"hello": "Mine."}},
		{"gone there and settled so", "", "Mine.", "", map[string]string{}},
		{"gone here", "Theirs.", "", "Theirs.", map[string]string{"hello": "Theirs."}},
		{"gone on both sides", "", "", "", map[string]string{}},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := newKeeping(driver.Canned{ID: "7", Short: "hello", Text: "Hello."})
			r, p := libraryRig(t, newJournal(), d)
			p.same(map[string]string{"hello": "Hello."}, d)
			d.there("hello", c.there)
			if c.here == "" {
				p.deletes("scripted-7")
			} else {
				p.writes("scripted-7", script.Response{Folder: exampleFolder, Shortcut: "hello", Title: "hello", Text: c.here})
			}
			if c.there != c.here {
				r.wait(func() bool { p.again(); return p.book().InConflict("scripted-7") })
				if got := d.told(); len(got) != 0 {
					t.Fatalf("the backend was told %q before it was settled", got)
				}
				seen := []record.Revision{}
				for _, h := range p.book().Heads("scripted-7") {
					seen = append(seen, h.Revision)
				}
				text := c.settled
				if text == "" {
					text = "Mine."
				}
				_, v, err := p.book().Settle("scripted-7", script.Response{Folder: exampleFolder, Shortcut: "hello", Title: "hello", Text: text}, c.settled == "", "asha", r.hub.now(), seen...)
				p.save(v, err)
			}
			p.same(c.want, d)
		})
	}
}

// What the shelf cannot hold is left alone on both sides; a name that is no shortcut
// here is still that of the backend; and one text never covers another of that name.
func TestWhatALibraryCannotHold(t *testing.T) {
	d := newKeeping(
		driver.Canned{ID: "1", Short: "odd", Text: "See [here]."}, driver.Canned{ID: "2", Short: "two words", Text: "Two."},
		driver.Canned{ID: "3", Short: "taken", Text: "Theirs."}, driver.Canned{ID: "4", Short: "empty", Text: " "},
	)
	r, p := libraryRig(t, newJournal(), d)
	r.wait(func() bool { return len(p.texts(exampleFolder)) == 2 })
	if v, ok := p.book().Get("scripted-2"); !ok || v.Content.Shortcut != "" || v.Content.Title != "two words" {
		t.Errorf("%+v", v)
	}
	p.writes("scripted-2", script.Response{Folder: exampleFolder, Title: "two words", Text: "Two!"})
	p.writes("mine", script.Response{Folder: exampleFolder, Title: "Taken", Text: "Mine."})
	want := map[string]string{"odd": "See [here].", "two words": "Two!", "taken": "Theirs.", "empty": " ", "taken-2": "Mine."}
	r.wait(func() bool { return maps.Equal(d.has(), want) })
}

// A list that is cut short once empties no folder, and a call that failed is made again.
func TestALibraryIsPatient(t *testing.T) {
	d := newKeeping(greeting()...)
	r, p := libraryRig(t, newJournal(), d)
	p.same(map[string]string{"hello": "Hello {{contact.name}}.", "bye": "Goodbye."}, d)
	d.mu.Lock()
	all := d.list
	d.list = nil
	d.mu.Unlock()
	l := r.hub.libraries[0]
	n := l.rounds.Load()
	p.again()
	r.wait(func() bool { return l.rounds.Load() > n })
	d.mu.Lock()
	d.list = all
	d.fail = &driver.Refusal{Words: "The token may not do that."}
	d.mu.Unlock()
	p.writes("scripted-8", script.Response{Folder: exampleFolder, Shortcut: "bye", Title: "bye", Text: "See you."})
	n = l.rounds.Load()
	r.wait(func() bool { p.again(); return l.rounds.Load() > n+1 })
	d.mu.Lock()
	d.fail = nil
	d.mu.Unlock()
	p.again()
	p.same(map[string]string{"hello": "Hello {{contact.name}}.", "bye": "See you."}, d)
	if len(p.book().Conflicts()) != 0 {
		t.Error("there is a conflict that nobody made")
	}
}

// A hub without the lease neither reads nor writes.
func TestALibraryNeedsTheLease(t *testing.T) {
	d := newKeeping(greeting()...)
	l := &sharedLibrary{driver: d, keeper: d, folder: exampleFolder, ties: make(map[record.ID]tie)}
	l.hub = &Hub{cfg: Config{Lease: lostLease{}}}
	if _, err := l.compare(t.Context()); err == nil || !strings.Contains(err.Error(), "lease") {
		t.Errorf("%v", err)
	}
	if err := l.save(t.Context(), driver.Canned{Short: "x", Text: "y"}); err == nil || len(d.told()) != 0 {
		t.Errorf("%v, %q", err, d.told())
	}
}

type lostLease struct{}

func (lostLease) Holds() bool           { return false }
func (lostLease) Revision() uint64      { return 1 }
func (lostLease) Lost() <-chan struct{} { return make(chan struct{}) }
