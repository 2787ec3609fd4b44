package label

import (
	"errors"
	"maps"
	"os"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// play runs a session with keys on all threads of a log.
func play(t *testing.T, j *Journal, f *floor, ask, keys string) *terminal {
	t.Helper()
	screen := &terminal{keys: []rune(keys)}
	s := &Session{Journal: j, Screen: screen, Threads: f.threads(), Asked: Asked(ask)}
	if err := s.Run(); err != nil {
		t.Fatal(err)
	}
	return screen
}

func judged(t *testing.T, j *Journal, id chat.ChatID, m chat.MessageID) Marks {
	t.Helper()
	marks, ok := j.Book.Judged(Place{id, m})
	if !ok {
		t.Fatalf("%s/%s is not judged", id, m)
	}
	return marks
}

// TestSession gives labels, takes one back, passes a turn over and stops.
func TestSession(t *testing.T) {
	j := journal(t, journalPath(t))
	// m1: technical, and frustrated given and taken; m2: keys of the other
	// speaker are none, wrong; m3: nothing, undone, frustrated.
	screen := play(t, j, two(), "", "tff\r"+"fhw\r"+"."+"u"+"f\r"+"\r")
	want := map[chat.MessageID]Marks{
		"m1": {"technical": true, "dissatisfied": false, "human_request": false, "same_question": false, "billing": false},
		"m2": {"bot_bad": true, "hallucination": false, "bot_repeat": false},
		"m3": {"technical": false, "dissatisfied": true, "human_request": false, "same_question": false, "billing": false},
	}
	for m, marks := range want {
		if got := judged(t, j, "c1", m); !maps.Equal(got, marks) {
			t.Errorf("%s: %v, want %v", m, got, marks)
		}
	}
	if got := judged(t, j, "c2", "m1"); len(got) != 0 {
		t.Errorf("passed over: %v", got)
	}
	text := screen.shown.String()
	if !strings.Contains(text, "All of these chats are judged.") || !strings.Contains(text, "it does not ring") {
		t.Error(text)
	}
	for _, never := range []string{"a secret of the team", "let me look", "at last"} {
		if strings.Contains(text, never) {
			t.Errorf("%q was shown", never)
		}
	}
}

// TestSessionGoesOn stops at each key and goes on in another process: what was
// judged is judged the same as without a stop.
func TestSessionGoesOn(t *testing.T) {
	const keys = "f\r.u.w\rh\r."
	whole := journal(t, journalPath(t))
	play(t, whole, two(), "", keys)
	path := journalPath(t)
	for rest := keys; rest != ""; {
		j := journal(t, path)
		end := strings.IndexAny(rest, "\r.u") + 1
		play(t, j, two(), "", rest[:end]+"q")
		rest = rest[end:]
		_ = j.Close()
	}
	parts := journal(t, path)
	for p, marks := range whole.Book.judged {
		if got, ok := parts.Book.Judged(p); !ok || !maps.Equal(got, marks) {
			t.Errorf("%v: %v, want %v", p, got, marks)
		}
	}
}

// TestJudgedIsOnDisk reads the file as a kill would leave it, before each key:
// everything that was judged before is in it.
func TestJudgedIsOnDisk(t *testing.T) {
	path := journalPath(t)
	j := journal(t, path)
	screen := &terminal{keys: []rune("..f\r.")}
	screen.before = func() {
		file, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		book, _, err := ReadBook(file)
		if err != nil {
			t.Fatal(err)
		}
		if len(book.judged) != len(j.Book.judged) {
			t.Errorf("%d on disk, %d shown as done", len(book.judged), len(j.Book.judged))
		}
	}
	s := &Session{Journal: j, Screen: screen, Threads: two().threads(), Asked: Kinds()}
	if err := s.Run(); err != nil {
		t.Fatal(err)
	}
	if len(j.Book.judged) != 4 {
		t.Errorf("%d judged", len(j.Book.judged))
	}
}

// TestAsk asks some labels first and others later; neither says anything of
// the other.
func TestAsk(t *testing.T) {
	j := journal(t, journalPath(t))
	play(t, j, two(), "f", "f\r..") // the bot's lines are passed
	if got, want := judged(t, j, "c1", "m1"), (Marks{"dissatisfied": true}); !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if _, ok := j.Book.Judged(Place{"c1", "m2"}); ok {
		t.Error("the bot's line was judged")
	}
	play(t, j, two(), "fh", "h\r")
	if got, want := judged(t, j, "c1", "m1"), (Marks{"dissatisfied": true, "human_request": true}); !maps.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	if Asked("fx") != nil {
		t.Error("a key that is none")
	}
}

func TestUndoAtTheBeginning(t *testing.T) {
	j := journal(t, journalPath(t))
	if text := play(t, j, two(), "", "u\x03").shown.String(); !strings.Contains(text, "nothing to take back") {
		t.Error(text)
	}
}

// TestDeskMarksAreShown begins with what a desk said of the turn.
func TestDeskMarksAreShown(t *testing.T) {
	f := two()
	f.raise("c1", "frustration", "a1", "m1")
	j := journal(t, journalPath(t))
	play(t, j, f, "", "\rq")
	if got := judged(t, j, "c1", "m1"); !got["dissatisfied"] {
		t.Errorf("%v", got)
	}
}

func TestSessionErrors(t *testing.T) {
	j := journal(t, journalPath(t))
	s := &Session{Journal: j, Screen: &terminal{fails: errScreen}, Threads: two().threads(), Asked: Kinds()}
	if err := s.Run(); !errors.Is(err, errScreen) {
		t.Error(err)
	}
	_ = j.Close()
	s.Screen = &terminal{keys: []rune(".")}
	if err := s.Run(); !errors.Is(err, os.ErrClosed) {
		t.Errorf("a judgement that is not on disk: %v", err)
	}
}

// TestPlain lets nothing of a stranger's text reach the terminal as a command.
func TestPlain(t *testing.T) {
	for in, want := range map[string]string{
		"a\x1b[2Jb": "a·[2Jb", "a\nb\tc\r": "a b c·", "\u202eabc": "·abc", "\xff": "·", "नमस्ते 👍🏽": "नमस्ते 👍🏽", "\u009b": "·",
	} {
		if got := plain(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	if got := []rune(shorten(strings.Repeat("é", longest+5))); len(got) != longest+2 {
		t.Errorf("%d runes", len(got))
	}
}

// TestKindsAreRules sees that each label measures a rule, by a key of its own.
func TestKindsAreRules(t *testing.T) {
	var none policy.Policy
	keys := map[rune]bool{keyNothing: true, keyUndo: true, keyQuit: true}
	for _, k := range Kinds() {
		if _, ok := none.Rule(k.Rule); !ok || keys[k.Key] {
			t.Errorf("%+v", k)
		}
		keys[k.Key] = true
	}
}
