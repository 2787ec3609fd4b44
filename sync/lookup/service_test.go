package lookup_test

import (
	"context"
	"errors"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"go.uber.org/goleak"

	"floorwalker/app/knowledge"
	"floorwalker/sync/lookup"
)

// shelf is a folder that a test changes while the service reads it.
type shelf struct {
	mu    sync.Mutex
	files fstest.MapFS
	fail  error
}

func (s *shelf) Open(name string) (fs.File, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.fail != nil {
		return nil, s.fail
	}
	copied := make(fstest.MapFS, len(s.files))
	for n, f := range s.files {
		copied[n] = f
	}
	return copied.Open(name)
}

func (s *shelf) write(name, text string, second int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.files[name] = &fstest.MapFile{Data: []byte(text), ModTime: time.Unix(int64(second), 0)}
}

// station is a running service with its strings.
type station struct {
	*lookup.Service
	shelf *shelf
	ticks chan time.Time
	loads chan lookup.Report
}

func run(t *testing.T) *station {
	t.Helper()
	others := goleak.IgnoreCurrent()
	s := &station{shelf: &shelf{files: fstest.MapFS{}}, ticks: make(chan time.Time), loads: make(chan lookup.Report, 8)}
	s.shelf.write("price.md", "# Price\n\nThe lamp costs ₹100.", 1)
	s.shelf.write("more/time.md", "# Time\n\nThe lamp is ready in 3 days.", 1)
	s.shelf.write("note.txt", "The lamp costs ₹1.", 1)
	s.Service = lookup.New(lookup.Config{
		Judge: newJudge(t), Folder: s.shelf, Ticks: s.ticks, Workers: 2, Waiting: 4,
		Loaded: func(r lookup.Report) { s.loads <- r },
	})
	ctx, stop := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- s.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		goleak.VerifyNone(t, others)
	})
	return s
}

func (s *station) tick() lookup.Report {
	s.ticks <- time.Time{}
	return <-s.loads
}

// ask asks on the service's goroutines and waits for the answer.
func (s *station) ask(t *testing.T, text string) knowledge.Answer {
	t.Helper()
	got := make(chan knowledge.Answer, 1)
	if err := s.Ask(t.Context(), knowledge.Question{Text: text}, func(a knowledge.Answer) { got <- a }); err != nil {
		t.Fatal(err)
	}
	return <-got
}

func TestReload(t *testing.T) {
	s := run(t)
	first := <-s.loads
	if first.Articles != 2 || len(first.Problems) != 0 || first.Err != nil {
		t.Fatalf("%+v", first)
	}
	const text = "The lamp costs ₹200."
	if a := s.ask(t, text); a.Explain() != "the article 'Price' says ₹100, the bot said ₹200" || a.Version != first.Version {
		t.Fatalf("%+v", a)
	}
	s.shelf.write("price.md", "# Price\n\nThe lamp costs ₹200.", 2)
	second := s.tick()
	if second.Version == first.Version {
		t.Error("the version is the old one")
	}
	if a := s.ask(t, text); a.Score.TenThousandths() != 0 || a.Version != second.Version {
		t.Errorf("%+v", a)
	}
	if a := s.Judge(knowledge.Question{Text: text}); a.Score.TenThousandths() != 0 {
		t.Errorf("%+v", a)
	}
}

// A file that breaks is reported and keeps its article; the rest stays.
func TestBrokenFile(t *testing.T) {
	s := run(t)
	first := <-s.loads
	s.shelf.write("price.md", "\xff", 2)
	r := s.tick()
	if len(r.Problems) != 1 || r.Problems[0].Article != "price.md" || !errors.Is(r.Problems[0].Err, knowledge.ErrArticle) ||
		r.Version != first.Version || r.Articles != 2 {
		t.Fatalf("%+v", r)
	}
	s.shelf.write("new.md", "", 2)
	s.shelf.write("good.md", "The chair costs ₹700.", 2)
	if r = s.tick(); len(r.Problems) != 2 || r.Articles != 3 {
		t.Fatalf("%+v", r)
	}
	s.shelf.mu.Lock()
	delete(s.shelf.files, "price.md")
	s.shelf.mu.Unlock()
	if r = s.tick(); len(r.Problems) != 1 || r.Articles != 2 {
		t.Fatalf("%+v", r)
	}
	s.shelf.mu.Lock()
	s.shelf.fail = fs.ErrPermission
	s.shelf.mu.Unlock()
	if r = s.tick(); !errors.Is(r.Err, fs.ErrPermission) || r.Articles != 2 {
		t.Fatalf("%+v", r)
	}
}

func TestPut(t *testing.T) {
	s := run(t)
	<-s.loads
	s.Put("canned", []knowledge.Article{
		{ID: "canned/1", Title: "Chair", Text: "The chair costs ₹50.", Canned: true},
		{ID: "price.md", Title: "Twice", Text: "The lamp costs ₹9."},
	})
	r := <-s.loads
	if r.Articles != 3 || len(r.Problems) != 1 || !errors.Is(r.Problems[0].Err, lookup.ErrTwice) {
		t.Fatalf("%+v", r)
	}
	if a := s.ask(t, "The chair costs ₹60."); a.Explain() != "the canned text 'Chair' says ₹50, the bot said ₹60" {
		t.Errorf("%+v", a)
	}
}

// Answers never come from knowledge that has been replaced, and everybody who
// asked is answered.
func TestReloadWhileAsked(t *testing.T) {
	s := run(t)
	r := <-s.loads
	for i := range 20 {
		answers := make(chan knowledge.Answer, 4)
		before := r.Version
		for range cap(answers) {
			err := s.Ask(t.Context(), knowledge.Question{Text: "The lamp costs ₹3."}, func(a knowledge.Answer) { answers <- a })
			if err != nil {
				t.Fatal(err)
			}
		}
		s.shelf.write("price.md", "# Price\n\nThe lamp costs ₹1"+strings.Repeat("0", i%5)+".", i+10)
		r = s.tick()
		for range cap(answers) {
			if a := <-answers; a.Version != before && a.Version != r.Version {
				t.Fatalf("answered from %q; in force were %q and %q", a.Version, before, r.Version)
			}
		}
	}
}

func TestAskRefuses(t *testing.T) {
	s := lookup.New(lookup.Config{Judge: newJudge(t), Waiting: 1})
	none := func(knowledge.Answer) { t.Error("answered") }
	if err := s.Ask(t.Context(), knowledge.Question{}, none); err != nil {
		t.Fatal(err)
	}
	if err := s.Ask(t.Context(), knowledge.Question{}, none); !errors.Is(err, lookup.ErrBusy) {
		t.Errorf("%v", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if err := s.Run(ctx); err != nil {
		t.Fatal(err)
	}
	if err := s.Ask(t.Context(), knowledge.Question{}, none); !errors.Is(err, lookup.ErrStopped) {
		t.Errorf("%v", err)
	}
	if a := s.Judge(knowledge.Question{Text: "₹1"}); a.Why != knowledge.WhyNoKnowledge || a.Score.Known() {
		t.Errorf("%+v", a)
	}
}
