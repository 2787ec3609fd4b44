package upgrade

import (
	"context"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// What every archive holds.
const (
	versionVariable = "FLOORWALKER_WRITE_VERSION"
	theChat         = "practice:u1"
	theLine         = "my router has a red light"
	keptNote        = "it is on the log"
	waitingNote     = "it waits in the outbox"
)

// running is a hub and a desk on the folders of an archive.
type running struct {
	t       *testing.T
	dir     string
	station *station.Station
	console *console.Console
	stopHub func()
	stop    func()
}

func (r *running) startHub() {
	r.t.Helper()
	s, err := station.Open(r.t.Context(), station.Options{
		Dir: filepath.Join(r.dir, "hub"), Listen: "127.0.0.1:0", Practice: true, Policy: assets.DefaultPolicy, Now: time.Now,
	})
	if err != nil {
		r.t.Fatal(err)
	}
	r.station, r.stopHub = s, r.run(s.Run)
}

func (r *running) startDesk(url, token string) {
	r.t.Helper()
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		r.t.Fatal(err)
	}
	c, err := console.Open(console.Options{
		Dir: filepath.Join(r.dir, "desk"), URL: url, Token: token, Policy: pol, Now: time.Now, Local: console.System(), Boot: console.Boot(),
	})
	if err != nil {
		r.t.Fatal(err)
	}
	r.console, r.stop = c, r.run(c.Run)
}

// run returns what ends it and waits.
func (r *running) run(f func(context.Context) error) func() {
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- f(ctx) }()
	return func() {
		r.t.Helper()
		cancel()
		if err := <-ended; err != nil {
			r.t.Error(err)
		}
	}
}

func (r *running) until(what string, ok func() bool) {
	r.t.Helper()
	for end := time.Now().Add(20 * time.Second); !ok(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(end) {
			r.t.Fatal("it did not happen that", what)
		}
	}
}

// notes counts the notes and lines of the chat on the hub's log, which no hub has open.
func (r *running) notes() map[string]int {
	r.t.Helper()
	l, err := log.Open(r.t.Context(), log.Config{Dir: filepath.Join(r.dir, "hub")})
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = l.Close() }() // it was only read
	found := make(map[string]int)
	err = l.ReadChat(r.t.Context(), theChat, func(_ uint64, raw []byte) error {
		e, err := wire.DecodeEvent(raw, nil)
		switch b := e.Body.(type) {
		case *chat.NotePosted:
			found[b.Text]++
		case *chat.MessagePosted:
			found[b.Text]++
		}
		return err
	})
	if err != nil {
		r.t.Fatal(err)
	}
	return found
}

// has reports whether the desk's own copy has the chat.
func (r *running) has() bool {
	for _, b := range r.console.Desk.Snapshot().Boards {
		for i := range b.Len() {
			if b.Row(i).ID == theChat {
				return true
			}
		}
	}
	return false
}

// TestWriteVersion writes the archive of a version, where it is told which.
func TestWriteVersion(t *testing.T) {
	version := os.Getenv(versionVariable)
	if version == "" {
		return
	}
	r := &running{t: t, dir: t.TempDir()}
	r.startHub()
	token, err := r.station.Hub().AddAgent(t.Context(), "Asha", chat.RolePrimary)
	if err != nil {
		t.Fatal(err)
	}
	body := `{"chat":"` + theChat + `","turn":1,"from":"customer","text":"` + theLine + `","name":"Rohan M."}`
	r.until("the customer comes", func() bool {
		resp, err := http.Post("http://"+r.station.Addr()+"/practice/v1/messages", "application/json", strings.NewReader(body))
		return err == nil && resp.Body.Close() == nil && resp.StatusCode == http.StatusAccepted
	})
	r.startDesk(r.station.StreamURL(), token)
	r.until("the desk has the chat", r.has)
	r.console.Desk.Note(theChat, keptNote)
	time.Sleep(time.Second) // a person's
	r.stopHub()
	r.console.Desk.Note(theChat, waitingNote)
	time.Sleep(time.Second)
	r.stop()
	if got := r.notes(); got[keptNote] != 1 || got[waitingNote] != 0 || got[theLine] != 1 {
		t.Fatal(got)
	}
	if err := os.WriteFile(filepath.Join(r.dir, "token"), []byte(token), 0o600); err != nil {
		t.Fatal(err)
	}
	pack(t, r.dir, filepath.Join("testdata", version+".tar.gz"))
}

// TestEveryVersionIsRead starts a hub and a desk of this version on what each earlier
// one has left.
func TestEveryVersionIsRead(t *testing.T) {
	all, err := filepath.Glob(filepath.Join("testdata", "*.tar.gz"))
	if err != nil || len(all) == 0 {
		t.Fatal("there is no earlier version:", err)
	}
	for _, path := range all {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".tar.gz"), func(t *testing.T) {
			r := &running{t: t, dir: unpack(t, path)}
			token, err := os.ReadFile(filepath.Join(r.dir, "token"))
			if err != nil {
				t.Fatal(err)
			}
			r.startHub()
			if !r.station.Hub().KnowsToken(string(token)) {
				t.Error("the hub does not know its agent")
			}
			r.startDesk(r.station.StreamURL(), string(token))
			if !r.has() {
				t.Error("the desk has lost its copy of the floor")
			}
			// It is older than a line may be that is sent by itself, so it waits for its
			// author, who is shown it.
			r.until("the desk is live and shows what waited in the outbox", func() bool {
				now := r.console.Desk.Snapshot()
				return !now.Cached && now.Unsent.Lines == 1 && now.Unsent.Chat == theChat
			})
			r.stop()
			r.stopHub()
			if got := r.notes(); got[keptNote] != 1 || got[waitingNote] != 0 || got[theLine] != 1 {
				t.Errorf("on the log: %v", got)
			}
		})
	}
}
