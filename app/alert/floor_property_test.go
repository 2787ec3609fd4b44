package alert

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
)

// floorView is what a person sees of the floor as a whole, rebuilt from the actions.
type floorView struct {
	*rapid.T
	s    *stage
	now  Team
	live map[Key]bool
	told map[string]int
}

func (v *floorView) reasons() []Reason { return v.now.reasons(v.s.at.Me, v.s.at.Policy) }

func (v *floorView) see(acts []Action) {
	for _, a := range acts {
		switch a := a.(type) {
		case Show:
			v.live[a.Key] = true
			for _, r := range v.reasons() {
				if r.Key == a.Key {
					v.told[fmt.Sprint(r.Key, r.Since)]++
				}
			}
		case Withdraw:
			if !v.live[a.Key] {
				v.Fatalf("%v was not on show", a.Key)
			}
			delete(v.live, a.Key)
		default:
			v.Fatalf("%T", a)
		}
	}
}

// sound: nothing stands whose reason has gone, and nothing was told twice.
func (v *floorView) sound() {
	holds := make(map[Key]bool)
	for _, r := range v.reasons() {
		holds[r.Key] = true
	}
	for k := range v.live {
		if !holds[k] {
			v.Fatalf("%v stands, and its reason has gone", k)
		}
	}
	for id, n := range v.told {
		if n > 1 {
			v.Fatalf("%s was told %d times", id, n)
		}
	}
}

// turn changes one thing about the floor.
func (v *floorView) turn() {
	at := v.s.at.Now
	switch rapid.IntRange(0, 4).Draw(v.T, "what") {
	case 0:
		v.now.Mention = Mention{
			Lines: rapid.IntRange(0, 3).Draw(v.T, "lines"), Chat: rapid.SampledFrom([]chat.ChatID{"", "c"}).Draw(v.T, "chat"), At: at, By: "Asha",
		}
	case 1:
		v.now.Outage = Outage{Names: rapid.SampledFrom([]string{"", "Shop chat"}).Draw(v.T, "down"), Since: at}
	case 2:
		v.now.Recovery = Recovery{Name: "Shop chat", At: at, Down: time.Minute}
	case 3:
		v.now.Overload = Overload{Names: "Rohan", People: rapid.IntRange(0, 2).Draw(v.T, "people"), Since: at}
	default: // nothing has changed
	}
}

// TestTheFloorAtRandom lets backends come and go, people be named and have too much: each
// reason calls once, nothing stands whose reason has gone, and what leaves by itself
// does.
func TestTheFloorAtRandom(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := &floorView{T: t, s: newStage(), live: make(map[Key]bool), told: make(map[string]int)}
		v.s.at.Policy.Toasts.Max = 1000 // the roll-up is tried elsewhere
		v.s.at.Me = rapid.SampledFrom([]Me{primary, second, lead, backup}).Draw(t, "who")
		for range 60 {
			v.turn()
			v.see(v.s.bell.Team(v.now, v.s.at))
			v.see(v.s.wait(time.Duration(rapid.IntRange(1, 20).Draw(t, "seconds")) * time.Second))
			v.sound()
		}
		v.see(v.s.wait(Glance))
		for k := range v.live {
			if k.Cause != CauseBackend {
				t.Fatalf("%v does not leave", k)
			}
		}
	})
}
