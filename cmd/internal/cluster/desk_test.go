//go:build unix

package cluster

import (
	"context"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/cmd/internal/machine"
	"floorwalker/sync/feed"
)

// sendAgain is after how long without an answer a command is sent again.
const sendAgain = time.Second

// desk is one person's: it takes chats over and writes in them, all the time.
type desk struct {
	name string
	feed *feed.Feed

	mu      sync.Mutex // guards what follows
	live    bool
	resting bool // nothing new is begun
	n       int
	open    map[chat.CommandID]*wish
	done    []*wish
	refused map[string]int // by words
	wanted  []chat.ChatID  // to be taken over
	mine    []chat.ChatID
	me      chat.AgentID
	states  []string
}

// wish is a command with its times.
type wish struct {
	cmd    chat.Command
	text   string
	begun  time.Time
	sent   time.Time
	answer time.Time
}

func newDesk(t *testing.T, name, token, hubs string) *desk {
	t.Helper()
	d := &desk{name: name, open: make(map[chat.CommandID]*wish), refused: make(map[string]int)}
	d.feed = feed.New(feed.Config{URL: hubs, Token: token, Desk: name, Version: "test", Sink: d, Local: machine.Clock()})
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() { _ = d.feed.Run(ctx) }) // it returns nil
	running.Go(func() { d.work(ctx) })
	t.Cleanup(func() {
		cancel()
		running.Wait()
	})
	return d
}

// work writes something every 50 ms.
func (d *desk) work(ctx context.Context) {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
			d.step()
		}
	}
}

func (d *desk) step() {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.resting && len(d.open) < 100 {
		d.begin()
	}
	if !d.live {
		return
	}
	now := time.Now()
	for _, w := range d.open {
		if now.Sub(w.sent) > sendAgain && d.feed.Send(w.cmd) == nil {
			w.sent = now
		}
	}
}

// begin makes the next command: notes, lines, and a takeover where one is wanted.
func (d *desk) begin() {
	d.n++
	w := &wish{begun: time.Now(), text: fmt.Sprintf("%s-%d", d.name, d.n)}
	w.cmd = chat.Command{ID: chat.CommandID("cmd-" + w.text), Chat: "c0", Body: &chat.PostNote{Text: w.text}}
	switch {
	case len(d.wanted) > 0:
		w.cmd.Chat, w.cmd.Body, w.text = d.wanted[0], &chat.TakeOver{}, ""
		d.wanted = d.wanted[1:]
	case d.n%2 == 0 && len(d.mine) > 0:
		w.cmd.Chat, w.cmd.Body = d.mine[d.n/2%len(d.mine)], &chat.PostMessage{Text: w.text}
	}
	d.open[w.cmd.ID] = w
}

// rest has it begin nothing more.
func (d *desk) rest() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.resting = true
}

// past is what became of its connection of late.
func (d *desk) past() string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return strings.Join(d.states[max(0, len(d.states)-20):], " | ")
}

// want has a chat taken over.
func (d *desk) want(id chat.ChatID) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.wanted = append(d.wanted, id)
}

// waited returns how long it took from a moment until a command that was begun after
// it was acknowledged.
func (d *desk) waited(since time.Time) (time.Duration, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, w := range d.done {
		if w.begun.After(since) {
			return w.answer.Sub(since), true
		}
	}
	return 0, false
}

// acknowledged returns the texts of all that was.
func (d *desk) acknowledged() (texts []string, open int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, w := range d.done {
		if w.text != "" {
			texts = append(texts, w.text)
		}
	}
	return texts, len(d.open)
}

// Result implements feed.Sink.
func (d *desk) Result(r feed.Result) {
	d.mu.Lock()
	defer d.mu.Unlock()
	w := d.open[r.ID]
	if w == nil {
		return // it was answered before
	}
	delete(d.open, r.ID)
	if !r.OK {
		d.refused[string(r.Refusal.Code)+": "+r.Refusal.Words]++
		return
	}
	w.answer = time.Now()
	d.done = append(d.done, w)
}

// Events implements feed.Sink.
func (d *desk) Events(batch []feed.Item) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for i := range batch {
		if b, ok := batch[i].Event.Body.(*chat.ChatTakenOver); ok && b.Agent == d.me {
			d.mine = append(d.mine, batch[i].Event.Chat)
		}
	}
}

// Reset implements feed.Sink.
func (d *desk) Reset(int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.mine = nil
}

// Live implements feed.Sink.
func (d *desk) Live(string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.live = true
	for _, w := range d.open { // as an outbox does
		w.sent = time.Time{}
	}
}

// Position implements feed.Sink.
func (d *desk) Position(string) {}

// Gap implements feed.Sink.
func (d *desk) Gap([]chat.ChatID, bool) {}

// Status implements feed.Sink.
func (d *desk) Status(s feed.Status) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.me = s.Welcome.Agent
	if s.State != feed.Live {
		d.live = false
	}
	d.states = append(d.states, fmt.Sprintf("%s %s %s %s", time.Now().Format("05.000"), s.State, s.Reason.Code, d.feed.Hub()))
}
