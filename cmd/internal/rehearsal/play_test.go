package rehearsal

import (
	"iter"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/trigger"
	"floorwalker/sync/driver/practice"
)

// play is one way in which a script may come out.
type play struct {
	person int
	words  []int // the wording of each step
	slow   bool  // the longest pauses, not the shortest
}

// plays are all the ways: everybody with every wording, hasty and slow.
func plays(s *practice.Scenario) iter.Seq[play] {
	return func(yield func(play) bool) {
		p := play{words: make([]int, len(s.Steps))}
		for {
			for p.person = range s.People {
				for _, p.slow = range []bool{false, true} {
					if !yield(p) {
						return
					}
				}
			}
			if !p.next(s) {
				return
			}
		}
	}
}

// next turns the wordings like the wheels of a counter; false when it is back
// at the beginning.
func (p *play) next(s *practice.Scenario) bool {
	for i := range p.words {
		if p.words[i]++; p.words[i] <= len(s.Steps[i].Or) {
			return true
		}
		p.words[i] = 0
	}
	return false
}

// moment is what a step came to.
type moment struct {
	said    string
	reading trigger.Reading
	raised  []chat.Trigger
}

// perform plays a script in one of its ways until the customer has left, and
// returns a moment for each step. What happens after the last step belongs to
// it.
func (h *house) perform(t testing.TB, s *practice.Scenario, p play) []moment {
	t.Helper()
	stage := h.stage(t, s, p.person)
	moments := make([]moment, len(s.Steps))
	for i := range s.Steps {
		st := &s.Steps[i]
		stage.pass(p.pause(st))
		moments[i].reading = stage.perform(i, st, st.Wordings()[p.words[i]])
		moments[i].said, moments[i].raised = stage.said(i), stage.take()
	}
	for i, st := range s.Epilogue() {
		stage.pass(p.pause(&st))
		stage.perform(len(s.Steps)+i, &st, st.Text)
	}
	last := &moments[len(moments)-1]
	last.raised = append(last.raised, stage.take()...)
	return moments
}

func (p *play) pause(st *practice.Step) time.Duration {
	shortest, longest := st.Pauses()
	if p.slow {
		return longest
	}
	return shortest
}
