package e2e

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
	"floorwalker/sync/driver/practice"
)

// overlapping is how many chats go on at once.
const overlapping = 50

// TestDialoguesInTheWindow plays dialogues that people had through the
// desktop: at the end log, board and notifications agree to the last line.
func TestDialoguesInTheWindow(t *testing.T) {
	play := newPlay(t, "crsarena")
	s := openScreen(t)
	d := openDesk(t, s, "--practice-file", play.file, "--rate", "60")
	second := watchFloor(t, d.addr, d.log.addAgent(t, "Ben", chat.RolePrimary))
	play.check(t, d.log, second)
	open, alerts := d.log.open()
	eventually(t, "the numbers in the window", func() error {
		return d.counts(t, open, alerts)
	})
}

// TestDialoguesThroughFloorhub does the same with a hub of its own process and
// a desk without a window, which is there before the first line. Invented
// dialogues follow: more of their customers call than one can be told of singly.
func TestDialoguesThroughFloorhub(t *testing.T) {
	for _, set := range []string{"uss_sgd", inventedSet} {
		t.Run(set, func(t *testing.T) { playThroughFloorhub(t, newPlay(t, set)) })
	}
}

func playThroughFloorhub(t *testing.T, play *play) {
	dir, addr := t.TempDir(), freeAddress(t)
	hub := built.path(t, "floorhub", true)
	token, err := exec.Command(hub, "agent", "add", agentName, "--role", "primary", "--data-dir", dir).Output()
	if err != nil {
		t.Fatal("floorhub agent add:", err)
	}
	first := watchFloor(t, addr, strings.TrimSpace(string(token)))
	start(t, hub, "serve", "--data-dir", dir, "--listen", addr, "--practice-file", play.file, "--rate", "120")
	play.check(t, followLog(t, dir), first)
}

// play is a practice file and what is in it.
type play struct {
	file  string
	total int
	lines map[chat.ChatID][]posted
}

// inventedSet names the dialogues that are made up.
const inventedSet = "invented"

// newPlay converts dialogues that real people had, where they lie beside this
// checkout; they belong to others and are not copied into it. Elsewhere it
// makes some up.
func newPlay(t *testing.T, set string) *play {
	t.Helper()
	p := &play{file: filepath.Join(t.TempDir(), "practice.jsonl"), lines: make(map[chat.ChatID][]posted)}
	source := filepath.Join(root, "..", "shared", "data", set, "dev.jsonl")
	in, err := os.Open(source)
	switch {
	case set == inventedSet:
		p.write(t, invented())
	case err != nil:
		t.Logf("%s is not here: invented dialogues are played instead of those that people had", set)
		p.write(t, invented())
	default:
		defer in.Close()
		var out bytes.Buffer
		c := exec.Command(built.path(t, "practice-lines", false), "--chats", fmt.Sprint(overlapping))
		c.Stdin, c.Stdout = in, &out
		if err := c.Run(); err != nil {
			t.Fatal("practice-lines:", err)
		}
		p.write(t, out.Bytes())
	}
	t.Logf("%s: %d lines in %d chats", set, p.total, len(p.lines))
	if len(p.lines) != overlapping {
		t.Fatalf("%d chats, not %d", len(p.lines), overlapping)
	}
	return p
}

// write keeps the lines in the file, and what the log will have of them.
func (p *play) write(t *testing.T, data []byte) {
	t.Helper()
	for lines := bufio.NewScanner(bytes.NewReader(data)); lines.Scan(); {
		l, err := practice.ParseLine(lines.Bytes())
		if err != nil {
			t.Fatalf("%s: %v", lines.Bytes(), err)
		}
		p.lines[l.Chat] = append(p.lines[l.Chat], posted{l.From, l.Text})
		p.total++
	}
	if err := os.WriteFile(p.file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// invented are dialogues of the shape of the real ones: of various lengths,
// some with a bot that repeats itself, and some customers who have enough.
func invented() []byte {
	var out bytes.Buffer
	for c := range overlapping {
		for turn := range 6 + c%9 {
			from, text := "customer", fmt.Sprintf("Question %d about my order, and another word.", turn)
			switch {
			case turn%2 == 1 && c%5 == 0:
				from, text = "bot", "Please say that in other words."
			case turn%2 == 1:
				from, text = "bot", fmt.Sprintf("Answer %d: it is on its way to you.", turn)
			case turn == 4 && c%4 == 0:
				text = askForHuman
			}
			fmt.Fprintf(&out, `{"chat":"made-%d","turn":%d,"from":%q,"text":%q}`+"\n", c, turn, from, text)
		}
	}
	return out.Bytes()
}

// check waits until all is played and compares who knows what.
func (p *play) check(t *testing.T, l *hubLog, w *watcher) {
	t.Helper()
	eventually(t, "the last line", func() error {
		n := l.count(chat.KindMessagePosted)
		return yes(n >= p.total, "%d of %d lines are on the log", n, p.total)
	})
	eventually(t, "one floor", func() error {
		return yes(w.Desk.FloorHash() == l.hash(), "the desk's floor is not the log's")
	})
	for id, want := range p.lines {
		if got := l.lines(id); !slices.Equal(got, want) {
			t.Errorf("%s: of %d lines the log has %d, or another order:\n%q\n%q", id, len(want), len(got), want, got)
		}
	}
	if n := l.count(chat.KindMessagePosted); n != p.total {
		t.Errorf("the log has %d lines, the file %d", n, p.total)
	}
	open, alerts := l.open()
	if open != overlapping || alerts == 0 {
		t.Errorf("%d chats are open and %d call for a person", open, alerts)
	}
	eventually(t, "the board", func() error {
		b := w.Desk.Snapshot().Boards
		return yes(b[view.All].Len() == open && b[view.Alerts].Len() == alerts,
			"the board has %d chats and %d alerts, the log %d and %d", b[view.All].Len(), b[view.Alerts].Len(), open, alerts)
	})
	eventually(t, "every alert told", func() error { return w.told(l.alerts()) })
	t.Logf("%d lines, %d alerts in %d of %d chats: %s", p.total, len(l.alerts()), alerts, open, w.sum())
}

// open returns how many chats are open and how many of them call for a person.
func (l *hubLog) open() (open, alerts int) {
	calling := make(map[chat.ChatID]bool)
	for _, k := range l.alerts() {
		calling[k.Chat] = true
	}
	l.chats(func(c *chat.Chat) {
		if c.Active() {
			open++
		}
	})
	return open, len(calling)
}

// watcher is a desk without a window, and what it called its person for.
type watcher struct {
	*console.Console
	calls
}

// watchFloor opens a desk that keeps trying until its hub is there.
func watchFloor(t *testing.T, addr, token string) *watcher {
	t.Helper()
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	w := new(watcher)
	w.Console, err = console.Open(console.Options{
		Dir: t.TempDir(), URL: "ws://" + addr + "/v1/stream", Token: token, Policy: pol, Caller: &w.calls,
		Now: time.Now, Local: console.System(),
	})
	if err != nil {
		t.Fatal(err)
	}
	runUntilEnd(t, w.Run)
	return w
}
