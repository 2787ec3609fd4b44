package outbox

import (
	"bufio"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"floorwalker/app/chat"
	"floorwalker/storage"
)

// The test binary runs itself with these to be the desk that gets killed: the
// folder of its store and of the hub's ledger, and the number of the first
// command that it makes.
const (
	victimDir  = "FLOORWALKER_OUTBOX_VICTIM"
	victimFrom = "FLOORWALKER_OUTBOX_FROM"
)

func TestMain(m *testing.M) {
	roles := map[string]func(string) error{victimDir: victim, editorDir: editor}
	maps.Copy(roles, systemRoles())
	for name, play := range roles {
		dir := os.Getenv(name)
		if dir == "" {
			continue
		}
		if err := play(dir); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
		return
	}
	goleak.VerifyTestMain(m)
}

func openStore(dir string) (*storage.Store, error) {
	return storage.Open(filepath.Join(dir, "desk.db"), storage.Options{Now: time.Now, LockTimeout: 10 * time.Second})
}

// ledger is a hub that outlives the desk: a file in which each line is a
// command that arrived, "id text". The first of an id is its one effect.
type ledger struct {
	file *os.File
	has  map[chat.CommandID]string
}

func openLedger(dir string) (*ledger, error) {
	f, err := os.OpenFile(filepath.Join(dir, "ledger"), os.O_CREATE|os.O_APPEND|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	l := &ledger{file: f, has: map[chat.CommandID]string{}}
	for in := bufio.NewScanner(f); in.Scan(); {
		id, text, _ := strings.Cut(in.Text(), " ")
		if _, again := l.has[chat.CommandID(id)]; !again {
			l.has[chat.CommandID(id)] = text
		}
	}
	return l, nil
}

func (l *ledger) take(cmd chat.Command) error {
	_, err := fmt.Fprintf(l.file, "%s %s\n", cmd.ID, cmd.Body.(*chat.PostNote).Text)
	if _, again := l.has[cmd.ID]; !again {
		l.has[cmd.ID] = cmd.Body.(*chat.PostNote).Text
	}
	return err
}

// desk is an outbox on the store and the ledger.
func desk(dir string) (*Outbox, *ledger, *storage.Store, error) {
	s, err := openStore(dir)
	if err != nil {
		return nil, nil, nil, err
	}
	l, err := openLedger(dir)
	if err != nil {
		return nil, nil, nil, err
	}
	box := New(Config{
		Store: s, Send: l.take,
		Knows:  func(_ chat.ChatID, e chat.EventID) bool { _, ok := l.has[chat.CommandID(e)]; return ok },
		Folded: func(chat.ChatID) (int, bool) { return 1, true },
		Now:    func() (chat.Instant, bool) { return 1_800_000_000_000, false },
	})
	_, err = box.Load()
	return box, l, s, err
}

// victim gives one command after another, now offline, now live, now without
// answers, until it is killed. It prints a number when Add has returned.
func victim(dir string) error {
	next, err := strconv.Atoi(os.Getenv(victimFrom))
	if err != nil {
		return err
	}
	box, _, _, err := desk(dir)
	if err != nil {
		return err
	}
	for ; ; next++ {
		e, err := box.Add(chat.Command{
			ID: chat.CommandID(fmt.Sprint("id-", next)), Chat: chat.ChatID(fmt.Sprint("c", next%3)),
			Body: &chat.PostNote{Text: fmt.Sprint("line ", next)},
		})
		if err != nil {
			return err
		}
		fmt.Println(next)
		switch rand.IntN(6) {
		case 0:
			box.Broken()
		case 1:
			err = box.Live(me)
		case 2:
			err = box.Flush()
		default:
			if e.State == Sent {
				box.Result(e.Command.ID, nil)
			}
		}
		if err != nil {
			return err
		}
	}
}

func rounds(t *testing.T) int {
	s := os.Getenv("FLOORWALKER_SOAK_ROUNDS")
	if s == "" {
		return 50
	}
	n, err := strconv.Atoi(s)
	if err != nil || n < 1 {
		t.Fatalf("FLOORWALKER_SOAK_ROUNDS=%q is not a number of rounds", s)
	}
	return n
}

// After kill -9 at any moment every command that Add took is with the hub,
// once and under its own id, or waits in the store.
func TestKilledAtAnyMomentNothingIsLost(t *testing.T) {
	dir, next := t.TempDir(), 0
	var taken []int
	for range rounds(t) {
		last := killedAfter(t, dir, next, 1+rand.IntN(40))
		for ; next <= last; next++ {
			taken = append(taken, next)
		}
		next++ // this one the kill met: Add may have taken it, and nobody was told
		accounted(t, dir, taken)
	}
	n := appliedOnce(t, dir, taken)
	t.Logf("%d kills, %d commands", rounds(t), n)
}

// appliedOnce lets all that waits go, and looks at what the hub has then.
func appliedOnce(t *testing.T, dir string, taken []int) int {
	t.Helper()
	box, l, s, err := desk(dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := box.Live(me); err != nil {
		t.Fatal(err)
	}
	for _, e := range box.Pending() {
		if e.State == Held {
			if _, err := box.Confirm(e.Command.ID); err != nil {
				t.Fatal(err)
			}
		}
		box.Result(e.Command.ID, nil)
	}
	if err := box.Flush(); err != nil || len(box.Pending()) != 0 {
		t.Fatalf("%v, %d are left", err, len(box.Pending()))
	}
	for _, n := range taken {
		if id := chat.CommandID(fmt.Sprint("id-", n)); l.has[id] == "" {
			t.Errorf("command %d never arrived", n)
		}
	}
	texts := map[string]chat.CommandID{}
	for id, text := range l.has {
		if other, twice := texts[text]; twice || string(id) != "id-"+strings.TrimPrefix(text, "line ") {
			t.Errorf("%q was applied under %s and %s", text, id, other)
		}
		texts[text] = id
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	l.file.Close()
	return len(texts)
}

// accounted looks after a kill, as the next start does.
func accounted(t *testing.T, dir string, taken []int) {
	t.Helper()
	box, l, s, err := desk(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range taken {
		id := chat.CommandID(fmt.Sprint("id-", n))
		if _, waits := box.Entry(id); !waits && l.has[id] == "" {
			t.Errorf("command %d is lost", n)
		}
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	l.file.Close()
}

// killedAfter runs a victim until it has reported the given number of
// commands, kills it, and returns the last that it reported.
func killedAfter(t *testing.T, dir string, from, commands int) int {
	t.Helper()
	said := killed(t, commands, victimDir+"="+dir, fmt.Sprint(victimFrom, "=", from))
	last, err := strconv.Atoi(said[len(said)-1])
	if err != nil {
		t.Fatal(err)
	}
	return last
}

// killed runs this binary with the environment until it has said so many lines,
// kills it, and returns all that it said.
func killed(t *testing.T, lines int, env ...string) (said []string) {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self)
	c.Env, c.Stderr = append(os.Environ(), env...), os.Stderr
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	for in := bufio.NewScanner(out); in.Scan(); { // to the end: it was reported
		if said = append(said, in.Text()); len(said) == lines {
			if err := c.Process.Kill(); err != nil {
				t.Fatal(err)
			}
		}
	}
	_ = c.Wait() // it was killed, and says so
	if len(said) < lines {
		t.Fatalf("the victim ended by itself after %q", said)
	}
	return said
}
