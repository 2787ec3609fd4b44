package station

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/knowledge"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/assets"
	"floorwalker/sync/wire"
)

// shelf is a folder of articles under a running station's eyes.
type shelf struct {
	*articles
	t    *testing.T
	dir  string
	told chan struct{} // a value for each time that the hub was told
	log  *lockedBuffer
}

type lockedBuffer struct {
	mu sync.Mutex // guards b
	b  bytes.Buffer
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

func newShelf(t *testing.T) *shelf {
	t.Helper()
	s := &shelf{t: t, dir: t.TempDir(), told: make(chan struct{}, 100), log: new(lockedBuffer)}
	s.write("plans.md", "# Plans\n\nThe Basic plan costs ₹199 a month.\n")
	a, err := newArticles(&Options{Knowledge: s.dir, Logger: slog.New(slog.NewTextHandler(s.log, nil))})
	if err != nil {
		t.Fatal(err)
	}
	s.articles = a
	a.loaded = func() { s.told <- struct{}{} }
	a.look.Reset(5 * time.Millisecond)
	return s
}

func (s *shelf) start() {
	ctx, stop := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- s.run(ctx) }()
	s.t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			s.t.Error(err)
		}
		s.close()
	})
	<-s.told
}

// write puts a file there at once, so that nobody sees half of it.
func (s *shelf) write(name, text string) {
	s.t.Helper()
	half := filepath.Join(s.dir, name+".half")
	if err := os.WriteFile(half, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
	if err := os.Rename(half, filepath.Join(s.dir, name)); err != nil {
		s.t.Fatal(err)
	}
}

// edit saves a canned text as the hub does, over what it was.
func (s *shelf) edit(l script.Library, id script.ResponseID, text string) script.Library {
	s.t.Helper()
	v, _ := l.Get(id)
	next, v, err := l.Put(id, script.Response{Title: "Late", Text: text}, v.Revision, "asha", 5)
	if err != nil {
		s.t.Fatal(err)
	}
	raw, err := record.Encode(v)
	if err != nil {
		s.t.Fatal(err)
	}
	s.save(&chat.RecordSaved{Shelf: chat.ShelfCanned, Version: raw})
	return next
}

func (s *shelf) says(text string) string {
	a := s.Judge(knowledge.Question{Text: text})
	return a.Explain()
}

// TestArticlesAreReadAgain changes a file, and edits a canned text, while a hub
// runs (G-TRIG-04).
func TestArticlesAreReadAgain(t *testing.T) {
	s := newShelf(t)
	s.save(&chat.RecordSaved{Shelf: chat.ShelfHandover, Version: []byte("no canned text")})
	s.save(&chat.RecordSaved{Shelf: chat.ShelfCanned, Version: []byte("damaged")})
	l := s.edit(script.Library{}, "late", "A credit of ₹100 is added for every outage.")
	if got := s.State(); got.State != wire.KnowledgeLoading {
		t.Errorf("%+v", got)
	}
	s.start()
	first := s.State()
	if first.State != wire.KnowledgeLoaded || first.Articles != 2 || first.Version != s.Version() {
		t.Fatalf("%+v", first)
	}
	if got := s.says("The Basic plan costs ₹299 a month."); !strings.Contains(got, "says ₹199") {
		t.Error(got)
	}
	s.write("plans.md", "# Plans\n\nThe Basic plan costs ₹2999 a month.\n")
	<-s.told
	if got := s.says("The Basic plan costs ₹299 a month."); !strings.Contains(got, "says ₹2999") || s.State().Version == first.Version {
		t.Error(got)
	}
	l = s.edit(l, "late", "A credit of ₹700 is added for every outage.")
	<-s.told
	if got := s.says("A credit of ₹800 is added for every outage."); !strings.Contains(got, "canned text 'Late' says ₹700") {
		t.Error(got)
	}
	v, _ := l.Get("late")
	_, v, err := l.Delete("late", v.Revision, "asha", 6)
	if err != nil {
		t.Fatal(err)
	}
	raw, err := record.Encode(v)
	if err != nil {
		t.Fatal(err)
	}
	s.save(&chat.RecordSaved{Shelf: chat.ShelfCanned, Version: raw})
	<-s.told
	if got := s.State(); got.Articles != 1 {
		t.Errorf("%+v after the canned text was deleted", got)
	}
	if got := strings.Count(s.log.String(), "canned text cannot be read"); got != 1 {
		t.Errorf("the damaged one was logged %d times: %s", got, s.log)
	}
}

// TestTroubleIsLoggedOnce breaks a file, and then the whole folder.
func TestTroubleIsLoggedOnce(t *testing.T) {
	s := newShelf(t)
	s.start()
	s.write("plans.md", "\xff\xfe no text at all")
	until(t, func() bool { return strings.Contains(s.log.String(), "plans.md") }, s.log)
	time.Sleep(50 * time.Millisecond) // several looks, each of which finds the same
	if got := strings.Count(s.log.String(), "an article cannot be used"); got != 1 {
		t.Errorf("logged %d times: %s", got, s.log)
	}
	if got := s.State(); got.State != wire.KnowledgeLoaded || got.Articles != 1 {
		t.Errorf("%+v: it stays as it was", got)
	}
	if err := os.Rename(s.dir, s.dir+"-away"); err != nil { // at once, or it would be seen half empty
		t.Fatal(err)
	}
	until(t, func() bool { return strings.Contains(s.log.String(), "could not be loaded") }, s.log)
	if got := s.State(); got.Articles != 1 {
		t.Errorf("%+v: what was loaded stays", got)
	}
}

func until(t *testing.T, ok func() bool, why fmt.Stringer) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(time.Millisecond) {
		if time.Now().After(end) {
			t.Fatalf("it did not happen: %s", why)
		}
	}
}

func TestAFolderIsWanted(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "missing")} {
		_, err := Open(t.Context(), Options{Dir: t.TempDir(), Listen: "127.0.0.1:0", Policy: assets.DefaultPolicy, Knowledge: dir})
		if err == nil || !strings.Contains(err.Error(), "folder of Markdown files") {
			t.Errorf("%s: %v", dir, err)
		}
	}
}

// TestWhichArticles: the practice floor has its own, any other hub none.
func TestWhichArticles(t *testing.T) {
	for practice, want := range map[bool]wire.LoadState{true: wire.KnowledgeLoaded, false: wire.KnowledgeNone} {
		s, err := Open(t.Context(), Options{
			Dir: t.TempDir(), Listen: "127.0.0.1:0", Policy: assets.DefaultPolicy, Practice: practice, Now: time.Now, Speed: 1,
		})
		if err != nil {
			t.Fatal(err)
		}
		ctx, stop := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- s.Run(ctx) }()
		until(t, func() bool {
			if s.articles == nil {
				return want == wire.KnowledgeNone
			}
			return s.articles.State().State == want && s.articles.State().Articles > 25 // the canned library is among them
		}, new(lockedBuffer))
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}
