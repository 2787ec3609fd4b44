package killtest

import (
	"context"
	"fmt"
	"os"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
	"floorwalker/cmd/internal/station"
)

// runHub is the hub's process.
func runHub(ctx context.Context) error {
	s, err := station.Open(ctx, station.Options{
		Dir: os.Getenv(dirVariable), Listen: os.Getenv(addrVariable), Practice: true,
		Policy: assets.DefaultPolicy, Now: time.Now,
	})
	if err != nil {
		return err
	}
	go obey(map[string]func() string{wordHash: func() string {
		h, _, err := s.Hub().FloorHash(ctx)
		if err != nil {
			return ""
		}
		return wordHash + " " + h
	}})
	say(wordReady)
	return s.Run(ctx)
}

// runDesk is the desk's process.
func runDesk(ctx context.Context) error {
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		return err
	}
	c, err := console.Open(console.Options{
		Dir: os.Getenv(dirVariable), URL: "ws://" + os.Getenv(addrVariable) + "/v1/stream",
		Token: os.Getenv(tokenVariable), Policy: pol, Now: time.Now, Local: console.System(),
	})
	if err != nil {
		return err
	}
	w := &writer{desk: c.Desk, born: os.Getenv(bornVariable)}
	var working sync.WaitGroup
	working.Go(func() { w.run(ctx) })
	defer working.Wait()
	go obey(map[string]func() string{
		wordHash:  func() string { return wordHash + " " + c.Desk.FloorHash() },
		wordPause: func() string { w.pause(); return wordPaused },
		wordWork:  func() string { w.paused.Store(false); return "" },
	})
	say(wordReady)
	return c.Run(ctx)
}

// writer is the agent at the desk: it takes its chats over and writes numbered
// lines into them, one after the other.
type writer struct {
	desk   *app.Desk
	born   string // the process's number, so that no two lines are alike
	paused atomic.Bool
	busy   sync.Mutex // held while a line is on its way
}

func (w *writer) pause() {
	w.paused.Store(true)
	w.busy.Lock() // a line that was on its way has ended
	defer w.busy.Unlock()
}

func (w *writer) run(ctx context.Context) {
	for n := 0; ctx.Err() == nil; n++ {
		w.busy.Lock()
		if !w.paused.Load() {
			w.write(agentChats[n%len(agentChats)], n)
		}
		w.busy.Unlock()
		time.Sleep(5 * time.Millisecond)
	}
}

// write posts one line and waits for its end: stored, failed or unsure.
func (w *writer) write(id chat.ChatID, n int) {
	w.desk.Open(id)
	mine := func() bool {
		t := w.desk.Snapshot().Thread
		return t != nil && t.ID == id && t.Stance == view.Yours
	}
	if !until(100*time.Millisecond, mine) {
		w.desk.TakeOver(id, "")
		if !until(300*time.Millisecond, mine) {
			return
		}
	}
	text := fmt.Sprintf("agent %s %s %d", id, w.born, n)
	say(wordSent, text)
	w.desk.Post(id, text)
	until(2*time.Second, func() bool { return w.ended(id, text) })
}

func (w *writer) ended(id chat.ChatID, text string) bool {
	t := w.desk.Snapshot().Thread
	if t == nil || t.ID != id {
		return false
	}
	// The bot is silent here and customers are quick: look from the end.
	for _, m := range slices.Backward(t.Messages) {
		if m.Text == text {
			say(wordStored, text)
			return true
		}
	}
	for _, p := range t.Pending {
		if p.Text == text && p.State != chat.DeliveryPending {
			w.desk.Discard(id, p.ID)
			return true
		}
	}
	return false
}
