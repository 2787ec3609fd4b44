package clock

import (
	"errors"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// TestATurnedHandIsTimeThatPassed: to a hub nobody has moved the wall clock.
func TestATurnedHandIsTimeThatPassed(t *testing.T) {
	m := newMachine(0)
	h := NewHand(m.read, time.Hour)
	moves := 0
	s := NewSteady(h.Read, func(Move) { moves++ })
	began := s.Now().At
	if want := chat.InstantOf(m.wall.Add(time.Hour)); began != want {
		t.Fatalf("it begins %s from where it was turned to", began.Sub(want))
	}
	for range 3 {
		m.pass(time.Minute)
		if err := h.Turn(8 * time.Hour); err != nil {
			t.Fatal(err)
		}
	}
	if now, want := s.Now(), began.Add(24*time.Hour+3*time.Minute); now.At != want || !now.Certain || moves != 0 {
		t.Errorf("%s off, certain %t, %d moves", now.At.Sub(want), now.Certain, moves)
	}
	if off, _ := s.Off(); off != 0 || h.By() != 25*time.Hour || !h.Wall().Equal(m.wall.Add(25*time.Hour)) {
		t.Errorf("off %s, turned %s", off, h.By())
	}
}

func TestNobodyTurnsAHandBack(t *testing.T) {
	h := NewHand(newMachine(0).read, -time.Hour)
	for _, d := range []time.Duration{0, -time.Second, MostTurned + 1} {
		if err := h.Turn(d); !errors.Is(err, ErrTurn) {
			t.Errorf("%s: %v", d, err)
		}
	}
	if h.By() != 0 {
		t.Errorf("turned by %s", h.By())
	}
}

// TestADeskMovesWithATurnedHub, whether the next answer was asked for before the
// turn or after it, and is certain all the time.
func TestADeskMovesWithATurnedHub(t *testing.T) {
	for name, asked := range map[string]bool{"asked before": true, "asked after": false} {
		t.Run(name, func(t *testing.T) {
			d, c := newDesk()
			c.Turned(time.Hour) // what a desk hears first moves nothing
			for range Window {
				d.beat(c, time.Millisecond, time.Millisecond, time.Hour)
			}
			sent := c.Stamp()
			c.Turned(9 * time.Hour)
			right := func() {
				t.Helper()
				now := c.Now()
				if off := now.At.Sub(chat.InstantOf(d.wall.Add(9 * time.Hour))).Abs(); off > 2*time.Millisecond || !now.Certain {
					t.Errorf("off by %s, certain %t", off, now.Certain)
				}
			}
			right()
			if asked {
				c.Turned(9 * time.Hour)
				d.pass(time.Millisecond)
				c.Heard(sent, chat.InstantOf(d.wall.Add(9*time.Hour)))
			} else {
				c.Turned(9 * time.Hour)
				d.beat(c, time.Millisecond, time.Millisecond, 9*time.Hour)
			}
			right()
		})
	}
}
