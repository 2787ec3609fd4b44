package storage

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// noon is every test's wall clock.
func noon() time.Time { return time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC) }

func testOptions() Options { return Options{Now: noon, LockTimeout: 100 * time.Millisecond} }

func mustOpen(t testing.TB, path string) *Store {
	t.Helper()
	s, err := Open(path, testOptions())
	if err != nil {
		t.Fatalf("Open: %v", err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	return s
}

func tempStore(t testing.TB) *Store { return mustOpen(t, filepath.Join(t.TempDir(), "desk.db")) }

func line(id chat.ChatID, n int) CachedEvent {
	return CachedEvent{Chat: id, Line: fmt.Appendf(nil, `{"chat":%q,"n":%d}`, id, n)}
}

// loaded is what LoadFloor gives, copied, as text that compares.
func loaded(t testing.TB, s *Store) (events []string, p Position, ok bool) {
	t.Helper()
	p, ok, err := s.LoadFloor(func(e CachedEvent) error {
		events = append(events, string(e.Chat)+" "+string(e.Line))
		return nil
	})
	if err != nil {
		t.Fatalf("LoadFloor: %v", err)
	}
	return events, p, ok
}

func save(t testing.TB, s *Store, b FloorBatch) {
	t.Helper()
	if err := s.SaveFloor(b); err != nil {
		t.Fatalf("SaveFloor: %v", err)
	}
}

func same(t testing.TB, what string, got, want []string) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d events, want %d:\n%q\n%q", what, len(got), len(want), got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("%s: event %d is %q, want %q", what, i, got[i], want[i])
		}
	}
}

func TestFloorComesBackInOrder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "desk.db")
	s := mustOpen(t, path)
	if _, _, ok := loaded(t, s); ok {
		t.Fatal("a new file claims to hold a floor")
	}
	save(t, s, FloorBatch{
		Events:   []CachedEvent{line("zeta", 1), line("", 1), line("alpha", 1), line("zeta", 2)},
		Position: Position{Floor: "hub-1", Resume: "r1", At: 10},
	})
	save(t, s, FloorBatch{
		Events:   []CachedEvent{line("alpha", 2), line("", 2), line("mid", 1), line("zeta", 3)},
		Position: Position{Floor: "hub-1", Resume: "r2", At: 20},
	})
	want := []string{
		` {"chat":"","n":1}`, ` {"chat":"","n":2}`,
		`zeta {"chat":"zeta","n":1}`, `zeta {"chat":"zeta","n":2}`, `zeta {"chat":"zeta","n":3}`,
		`alpha {"chat":"alpha","n":1}`, `alpha {"chat":"alpha","n":2}`,
		`mid {"chat":"mid","n":1}`,
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	s = mustOpen(t, path)
	got, p, ok := loaded(t, s)
	same(t, "after reopening", got, want)
	if wantP := (Position{Floor: "hub-1", Resume: "r2", At: 20}); !ok || p != wantP {
		t.Fatalf("position %+v, %v, want %+v", p, ok, wantP)
	}
	if _, _, recovered := s.Recovered(); recovered {
		t.Fatal("a sound file counts as damaged")
	}
}

func TestDropForgetsOneChatOnly(t *testing.T) {
	s := tempStore(t)
	save(t, s, FloorBatch{
		Events:   []CachedEvent{line("a", 1), line("b", 1), line("c", 1), line("b", 2), line("", 1)},
		Position: Position{Resume: "1"},
	})
	if err := s.SetLooked(map[chat.ChatID]chat.Instant{"a": 1, "b": 2}); err != nil {
		t.Fatal(err)
	}
	if err := s.SaveDraft("b", "reply", "still here", 5); err != nil {
		t.Fatal(err)
	}
	// The events of a chat that leaves in the same batch are not kept, and
	// neither an unknown chat nor the team can be dropped by mistake.
	save(t, s, FloorBatch{
		Events:   []CachedEvent{line("b", 3), line("a", 2)},
		Drop:     []chat.ChatID{"b", "never-seen", ""},
		Position: Position{Resume: "2"},
	})
	got, _, _ := loaded(t, s)
	same(t, "after the drop", got, []string{` {"chat":"","n":1}`, `a {"chat":"a","n":1}`, `a {"chat":"a","n":2}`, `c {"chat":"c","n":1}`})
	looked, err := s.LoadLooked()
	if err != nil || len(looked) != 1 || looked["a"] != 1 {
		t.Fatalf("looks are %v, %v", looked, err)
	}
	if text, ok, err := s.Draft("b", "reply"); err != nil || !ok || text != "still here" {
		t.Fatalf("the draft of a chat that left is %q, %v, %v", text, ok, err)
	}
	// A chat that comes back begins anew, after all others.
	save(t, s, FloorBatch{Events: []CachedEvent{line("b", 9)}, Position: Position{Resume: "3"}})
	got, _, _ = loaded(t, s)
	if last := got[len(got)-1]; last != `b {"chat":"b","n":9}` {
		t.Fatalf("the last event is %q", last)
	}
}

func TestResetForgetsTheFloorAndNothingElse(t *testing.T) {
	s := tempStore(t)
	save(t, s, FloorBatch{Events: []CachedEvent{line("a", 1), line("", 1)}, Position: Position{Floor: "old", Resume: "1", At: 7}})
	if err := errors.Join(s.SaveDraft("a", "reply", "hello", 5), s.SetSetting("theme", []byte("dark"))); err != nil {
		t.Fatal(err)
	}
	now := chat.InstantOf(noon())
	if err := s.SetLooked(map[chat.ChatID]chat.Instant{"a": now, "gone": now.Add(-lookLife - time.Hour)}); err != nil {
		t.Fatal(err)
	}
	save(t, s, FloorBatch{Reset: true, Events: []CachedEvent{line("b", 1)}, Position: Position{Floor: "new", Resume: "2", At: now}})
	got, p, ok := loaded(t, s)
	same(t, "after the reset", got, []string{`b {"chat":"b","n":1}`})
	if !ok || p.Floor != "new" {
		t.Fatalf("position %+v, %v", p, ok)
	}
	if text, ok, err := s.Draft("a", "reply"); err != nil || !ok || text != "hello" {
		t.Fatalf("draft %q, %v, %v", text, ok, err)
	}
	if v, ok, err := s.Setting("theme"); err != nil || !ok || !bytes.Equal(v, []byte("dark")) {
		t.Fatalf("setting %q, %v, %v", v, ok, err)
	}
	if looked, err := s.LoadLooked(); err != nil || len(looked) != 1 || looked["a"] != now {
		t.Fatalf("looks %v, %v: the old one goes, the new one stays", looked, err)
	}
}

func TestDrafts(t *testing.T) {
	s := tempStore(t)
	for _, d := range []Draft{
		{"b", "note", "for the team", 3}, {"a", "reply", "नमस्ते", 1}, {"b", "reply", "one moment", 2}, {"a", "reply", "नमस्ते जी", 4},
	} {
		if err := s.SaveDraft(d.Chat, d.Kind, d.Text, d.At); err != nil {
			t.Fatal(err)
		}
	}
	var got []Draft
	if err := s.Drafts(func(d Draft) error { got = append(got, d); return nil }); err != nil {
		t.Fatal(err)
	}
	want := []Draft{{"a", "reply", "नमस्ते जी", 4}, {"b", "note", "for the team", 3}, {"b", "reply", "one moment", 2}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Fatalf("drafts are %v, want %v", got, want)
	}
	if err := s.SaveDraft("a", "reply", "", 5); err != nil {
		t.Fatal(err)
	}
	if text, ok, err := s.Draft("a", "reply"); ok || err != nil {
		t.Fatalf("an emptied draft is %q, %v, %v", text, ok, err)
	}
}

func TestSettings(t *testing.T) {
	s := tempStore(t)
	if _, ok, err := s.Setting("panes"); ok || err != nil {
		t.Fatalf("an unknown setting is %v, %v", ok, err)
	}
	if err := s.SetSettings(map[string][]byte{"panes": {1, 2}, "sound": {}, "": []byte("empty name")}); err != nil {
		t.Fatal(err)
	}
	v, ok, err := s.Setting("panes")
	if err != nil || !ok || !bytes.Equal(v, []byte{1, 2}) {
		t.Fatalf("panes %v, %v, %v", v, ok, err)
	}
	v[0] = 9 // What was returned is the caller's own.
	if v, _, _ = s.Setting("panes"); v[0] != 1 {
		t.Fatal("a returned setting is not a copy")
	}
	if _, ok, _ := s.Setting("sound"); !ok {
		t.Fatal("an empty value is not an absent one")
	}
	if err := s.SetSetting("panes", nil); err != nil {
		t.Fatal(err)
	}
	if _, ok, _ := s.Setting("panes"); ok {
		t.Fatal("a forgotten setting is there")
	}
}

func TestLookedNeverGoesBack(t *testing.T) {
	s := tempStore(t)
	for _, at := range []chat.Instant{5, 9, 7} {
		if err := s.SetLooked(map[chat.ChatID]chat.Instant{"a": at}); err != nil {
			t.Fatal(err)
		}
	}
	if looked, err := s.LoadLooked(); err != nil || looked["a"] != 9 {
		t.Fatalf("looks %v, %v", looked, err)
	}
}

func TestVisitErrorsComeBackAsTheyAre(t *testing.T) {
	s := tempStore(t)
	save(t, s, FloorBatch{Events: []CachedEvent{line("a", 1)}, Position: Position{Resume: "1"}})
	if err := s.SaveDraft("a", "reply", "x", 1); err != nil {
		t.Fatal(err)
	}
	stop := errors.New("stop")
	if _, _, err := s.LoadFloor(func(CachedEvent) error { return stop }); err != stop {
		t.Fatalf("LoadFloor returned %v", err)
	}
	if err := s.Drafts(func(Draft) error { return stop }); err != stop {
		t.Fatalf("Drafts returned %v", err)
	}
}

func TestVisitPanicsAreTheCallersOwn(t *testing.T) {
	s := tempStore(t)
	save(t, s, FloorBatch{Events: []CachedEvent{line("a", 1)}, Position: Position{Resume: "1"}})
	func() {
		defer func() {
			if r := recover(); r != "mine" {
				t.Fatalf("recovered %v", r)
			}
		}()
		_, _, _ = s.LoadFloor(func(CachedEvent) error { panic("mine") })
	}()
	save(t, s, FloorBatch{Events: []CachedEvent{line("a", 2)}, Position: Position{Resume: "2"}})
}

func TestTooLongNamesAreRefusedBeforeAnythingIsWritten(t *testing.T) {
	s := tempStore(t)
	long := chat.ChatID(make([]byte, 5000))
	for op, err := range map[string]error{
		"SaveFloor":  s.SaveFloor(FloorBatch{Events: []CachedEvent{line("a", 1), {Chat: long}}}),
		"SaveDraft":  s.SaveDraft(long, "reply", "x", 1),
		"SetSetting": s.SetSetting(string(long), []byte("x")),
		"SetLooked":  s.SetLooked(map[chat.ChatID]chat.Instant{long: 1}),
	} {
		if !errors.Is(err, ErrTooLong) {
			t.Errorf("%s returned %v", op, err)
		}
	}
	if got, _, ok := loaded(t, s); ok || len(got) != 0 {
		t.Errorf("a refused batch left %q", got)
	}
}

func TestClosedStoreSaysSo(t *testing.T) {
	s := tempStore(t)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, _, load := s.LoadFloor(func(CachedEvent) error { return nil })
	_, _, setting := s.Setting("x")
	for op, err := range map[string]error{"save": s.SaveFloor(FloorBatch{}), "load": load, "setting": setting, "backup": s.Backup(filepath.Join(t.TempDir(), "b"))} {
		if !errors.Is(err, ErrClosed) {
			t.Errorf("%s after Close returned %v", op, err)
		}
	}
}

func TestBackupIsAWholeStore(t *testing.T) {
	s := tempStore(t)
	save(t, s, FloorBatch{Events: []CachedEvent{line("a", 1)}, Position: Position{Resume: "1"}})
	to := filepath.Join(t.TempDir(), "copy.db")
	if err := s.Backup(to); err != nil {
		t.Fatal(err)
	}
	got, p, _ := loaded(t, mustOpen(t, to))
	same(t, "in the backup", got, []string{`a {"chat":"a","n":1}`})
	if p.Resume != "1" {
		t.Fatalf("position %+v", p)
	}
	st, err := s.Stats()
	if err != nil || st.Chats != 1 || st.Events != 1 || st.FileBytes == 0 {
		t.Fatalf("stats %+v, %v", st, err)
	}
	if left, _ := filepath.Glob(filepath.Join(filepath.Dir(to), "*.part-*")); len(left) != 0 {
		t.Fatalf("left behind: %q", left)
	}
}

func TestFileIsPrivate(t *testing.T) {
	s := tempStore(t)
	info, err := os.Stat(s.path)
	if err != nil {
		t.Fatal(err)
	}
	if info.Mode().Perm()&0o077 != 0 {
		t.Fatalf("others may look into the file: %v", info.Mode())
	}
}
