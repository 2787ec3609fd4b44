package e2e

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"floorwalker/app"
	"floorwalker/app/alert"
	"floorwalker/app/chat"
)

// calls keeps account of what a desk had drawn for its person.
type calls struct {
	mu     sync.Mutex // guards all below
	shown  map[alert.Key]bool
	rolled alert.RollUp // the newest; zero if there is none
	draws  int
}

var _ app.Caller = (*calls)(nil)

// Call implements app.Caller.
func (c *calls) Call(as []alert.Action) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.shown == nil {
		c.shown = make(map[alert.Key]bool)
	}
	for _, a := range as {
		switch a := a.(type) {
		case alert.Show:
			c.shown[a.Key] = true
			c.draws++
		case alert.RollUp:
			c.rolled = a
			c.draws++
		case alert.Withdraw:
			if a.Key == alert.RollUpKey {
				c.rolled = alert.RollUp{}
			}
			delete(c.shown, a.Key)
		}
	}
}

// told is the check that each of the alerts that hold now stands on the screen
// by itself or is counted in the roll-up, and nothing else is.
func (c *calls) told(now []alert.Key) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	left := len(now)
	for _, k := range now {
		if c.shown[k] {
			left--
		}
	}
	return yes(left == c.rolled.Alerts && len(c.shown)+left == len(now),
		"of %d alerts %d are shown, %d should be in the roll-up and %d are", len(now), len(c.shown), left, c.rolled.Alerts)
}

func (c *calls) sum() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return fmt.Sprintf("%d shown by themselves, %d in the roll-up, %d drawings", len(c.shown), c.rolled.Alerts, c.draws)
}

// alerts returns what calls for a person now, by the log alone.
func (l *hubLog) alerts() []alert.Key {
	var found []alert.Key
	l.chats(func(c *chat.Chat) {
		if !c.Active() || c.Owner != "" {
			return
		}
		for _, t := range c.Triggers {
			if t.Level == chat.LevelAlert {
				found = append(found, alert.Key{Chat: c.ID, Cause: alert.Cause(t.Rule)})
			}
		}
	})
	return found
}

// runUntilEnd runs f for the length of the test and sees that it ends well.
func runUntilEnd(t testing.TB, f func(context.Context) error) {
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := f(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { cancel(); running.Wait() })
}
