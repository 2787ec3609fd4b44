package routing_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/routing"
)

// spread is how far the loads of some people are apart.
func (f *floor) spread(people []string) int {
	var owns []int
	for _, p := range people {
		owns = append(owns, f.Agent(chat.AgentID(p)).Owns)
	}
	return slices.Max(owns) - slices.Min(owns)
}

func named(n int) []string {
	people := make([]string, n)
	for i := range people {
		people[i] = fmt.Sprintf("agent%02d", i)
	}
	return people
}

// E-Q-03: over 1,000 chats the load of equal people is never more than one chat apart,
// whether they stay or are over by the time the next one comes, in the order in which
// they came; and neither is how many each of them was given.
func TestSpread(t *testing.T) {
	for _, tc := range []struct{ people, open int }{{7, 1_000}, {7, 21}, {10, 0}, {3, 1}, {1, 1}} {
		f := newFloor(t, edition(auto, func(e *policy.Edition) { e.Policy.Agent.Cap = 1_000 }))
		people := named(tc.people)
		f.joins(people...)
		given := make(map[chat.AgentID]int)
		for i := range 1_000 {
			id := chat.ChatID(fmt.Sprint("c", i))
			f.do(id, "", &chat.ChatOpened{})
			given[f.Chat(id).Owner]++
			if s := f.spread(people); s > 1 {
				t.Fatalf("%d people, %d open: the loads are %d apart after chat %d", tc.people, tc.open, s, i)
			}
			if over := i - tc.open; over >= 0 {
				f.do(chat.ChatID(fmt.Sprint("c", over)), "", &chat.ChatClosed{})
			}
		}
		counts := make([]int, 0, len(given))
		for _, n := range given {
			counts = append(counts, n)
		}
		if len(counts) != tc.people || slices.Max(counts)-slices.Min(counts) > 1 {
			t.Errorf("%d people, %d open: given are %v", tc.people, tc.open, given)
		}
	}
}

// Whatever happens in 1,000 steps: nobody is given more than their cap (E-ACT-03),
// nobody who is not there is given anything, each chat goes to one of those with the
// fewest (E-Q-03), and no chat waits for somebody who could have it.
func TestFairAndBounded(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		people := named(rapid.IntRange(1, 6).Draw(rt, "people"))
		most := rapid.IntRange(1, 6).Draw(rt, "cap")
		ed := edition(auto, func(e *policy.Edition) {
			e.Policy.Agent.Cap = most
			e.Caps = []policy.AgentCap{{Agent: "agent00", Cap: rapid.IntRange(0, 9).Draw(rt, "cap of the first")}}
			if rapid.Bool().Draw(rt, "departments") {
				departments(e)
			}
		})
		f := newFloor(t, ed)
		served := make(map[chat.ChatID]chat.AgentID) // who had it last
		f.check = func(e *chat.Event) {
			fair(rt, f, e, served[e.Chat])
			if c := f.Chat(e.Chat); c != nil {
				served[e.Chat] = c.ServedBy
			}
		}
		queues := append(routing.Departments(ed), "")
		for i, p := range people {
			f.joins(p + "/" + queues[i%len(queues)])
		}
		for i := range rapid.IntRange(50, 1_000).Draw(rt, "steps") {
			f.step(rt, i, people, queues)
		}
	})
}

// step is one thing that may happen.
func (f *floor) step(rt *rapid.T, i int, people, queues []string) {
	who := chat.AgentID(rapid.SampledFrom(people).Draw(rt, "who"))
	id := chat.ChatID(fmt.Sprint("c", rapid.IntRange(0, 30).Draw(rt, "chat")))
	c := f.Chat(id)
	switch what := rapid.IntRange(0, 9).Draw(rt, "what"); {
	case what == 0:
		f.do("", "", &chat.PresenceChanged{Agent: who, Presence: rapid.SampledFrom([]chat.Presence{chat.PresenceOnline, chat.PresenceOffline}).Draw(rt, "there")})
	case what == 1:
		f.do("", "", &chat.FocusChanged{Agent: who, On: rapid.Bool().Draw(rt, "focus")})
	case c == nil || !c.Active():
		if what > 5 {
			f.do(id, "", &chat.ChatOpened{Choice: rapid.SampledFrom(queues).Draw(rt, "choice")})
		}
	case what < 4:
		f.do(id, "", &chat.ChatClosed{})
	case what == 4 && c.Owner != "":
		f.do(id, c.Owner, &chat.ChatQueued{Queue: rapid.SampledFrom(queues).Draw(rt, "queue")})
	case what == 5 && c.Stage == chat.StageQueued: // by their own will, whatever their cap
		f.do(id, who, &chat.ChatAccepted{Agent: who})
	}
	if i%10 == 0 {
		f.unserved(rt, i)
	}
}

// unserved finds a chat that waits for somebody who could have it.
func (f *floor) unserved(rt *rapid.T, i int) {
	f.EachChat(func(c *chat.Chat) {
		if c.Stage != chat.StageQueued {
			return
		}
		if who, _ := routing.Assign(f.Floor, f.ed, c); who != "" {
			rt.Fatalf("step %d: %s waits in %q, and %s could have it", i, c.ID, c.Queue, who)
		}
	})
}

// fair looks at an assignment of a chat that somebody may have given up before.
func fair(rt *rapid.T, f *floor, e *chat.Event, before chat.AgentID) {
	b, ok := e.Body.(*chat.ChatAccepted)
	if !ok || b.Rule == "" {
		return
	}
	a, c := f.Agent(b.Agent), f.Chat(e.Chat)
	if a.ID == before || a.Owns > f.ed.CapOf(a.ID) || a.Presence != chat.PresenceOnline || a.Focus {
		rt.Fatalf("%s is given to %+v with a cap of %d", e.Chat, a, f.ed.CapOf(a.ID))
	}
	own := f.ed.Policy.Routing.Model == policy.Departments
	f.EachAgent(func(o *chat.Agent) {
		may := o.ID != before && o.Presence == chat.PresenceOnline && !o.Focus && o.Owns < f.ed.CapOf(o.ID) && (!own || o.Department == a.Department)
		if may && o.Owns < a.Owns-1 {
			rt.Fatalf("%s has %d by now, %s has %d; %s", a.ID, a.Owns, o.ID, o.Owns, c.ID)
		}
	})
}
