package hub

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// randomTeam stages facts about the team as no referee would let them through, in
// any order: keys, shifts, cover, breaks, handovers, attempts without a chat, backends and
// the channel.
type randomTeam struct {
	rng *rand.Rand
	n   int
	m   *moved
}

var randomAgents = []chat.AgentID{"asha", "meera", "rohan"}

func (r *randomTeam) agent() chat.AgentID { return randomAgents[r.rng.IntN(len(randomAgents))] }
func (r *randomTeam) some(what string, n int) string {
	return fmt.Sprint(what, r.rng.IntN(n))
}

// before names something that may have been said lately.
func (r *randomTeam) before(what string) string { return fmt.Sprint(what, r.n-r.rng.IntN(60)) }

func (r *randomTeam) shift() string {
	return time.Date(2026, 11, 1+r.rng.IntN(80), 10, 0, 0, 0, time.UTC).Format("2006-01-02-1504")
}

func (r *randomTeam) body() chat.Body {
	a, at := r.agent(), r.m.core.glance()
	switch r.rng.IntN(25) {
	case 0:
		return &chat.AgentAdded{Agent: a, Name: string(a), Role: chat.RolePrimary, Department: r.some("team ", 3)}
	case 1:
		return &chat.AgentRevoked{Agent: a}
	case 2:
		return &chat.PresenceChanged{Agent: a, Presence: []chat.Presence{chat.PresenceOnline, chat.PresenceOffline}[r.rng.IntN(2)]}
	case 3:
		return &chat.FocusChanged{Agent: a, On: r.rng.IntN(2) == 0}
	case 4:
		return &chat.IdleChanged{Agent: a, On: r.rng.IntN(2) == 0}
	case 5:
		return &chat.BreakBegan{Agent: a, Cover: r.agent()}
	case 6:
		return &chat.BreakEnded{Agent: a}
	case 7:
		return &chat.KeyRegistered{Agent: a, Key: []byte(r.some("key ", 5))}
	case 8:
		return &chat.KeyRetired{Agent: a, Key: []byte(r.some("key ", 5)), Reason: "lost"}
	case 9:
		return &chat.CoverChanged{Agent: a, Role: chat.RolePrimary, Shift: r.shift(), Why: "the shift began"}
	case 10:
		return &chat.CoverAsked{Ask: chat.AskID(fmt.Sprint("ask ", r.n)), From: a, To: r.agent(), Why: "break", Until: at.Add(time.Minute)}
	case 11:
		return &chat.CoverAnswered{Ask: chat.AskID(r.before("ask ")), Agent: a, Accepted: true}
	case 12, 13, 14, 15, 16:
		return r.talk(a)
	default:
		return r.paper()
	}
}

// talk is what the team says, and what backends do.
func (r *randomTeam) talk(a chat.AgentID) chat.Body {
	switch r.rng.IntN(5) {
	case 0:
		return &chat.BackendDescribed{Backend: chat.Backend{Name: r.some("vendor ", 2), Title: r.some("Vendor ", 3), State: chat.BackendStarting}}
	case 1:
		return &chat.BackendChanged{
			Driver: r.some("vendor ", 3), State: []chat.BackendState{chat.BackendStarting, chat.BackendLive, chat.BackendDown}[r.rng.IntN(3)], Words: r.some("words ", 2),
		}
	default:
		return &chat.TeamPosted{Message: chat.MessageID(fmt.Sprint("m", r.n)), Room: r.some("room ", 2), Text: "hello", Mentions: []chat.AgentID{a}}
	}
}

// paper is what is written: shifts, handovers, attempts.
func (r *randomTeam) paper() chat.Body {
	a, at, hash, record := r.agent(), r.m.core.glance(), r.before("hash "), r.some("f", 5)
	switch r.rng.IntN(12) {
	case 10, 11:
		return &chat.CallPlaced{Attempt: chat.AttemptID(r.some(record+"a", 8)), Record: record, How: chat.Placed(r.some("how ", 2))}
	case 0:
		return &chat.ShiftStarted{Shift: r.shift(), Agent: a, Checks: []chat.SelfCheck{{Name: "sound", OK: true}}}
	case 1:
		return &chat.ShiftEnded{Shift: r.shift(), Agent: a}
	case 2:
		return &chat.BotErrorsSubmitted{Shift: r.shift(), Count: r.rng.IntN(3)}
	case 3:
		return &chat.ReportPublished{Shift: r.shift(), Report: []byte(`{"n":1}`)}
	case 4:
		return &chat.HandoverSigned{Shift: r.shift(), Hash: fmt.Sprint("hash ", r.n), To: a, Due: at.Add(10 * time.Minute), Items: []chat.HandoverItem{{ID: "one"}}, Document: []byte("doc")}
	case 5, 6:
		return &chat.HandoverAcknowledged{Hash: hash, Items: []string{"one"}, Signature: []byte("s")}
	case 7:
		return &chat.HandoverTaken{Hash: hash, Agent: a, Note: "she may go"}
	case 8:
		return &chat.AttemptBegan{Attempt: chat.AttemptID(r.some(record+"a", 8)), Record: record, Began: at}
	default:
		return &chat.AttemptEnded{Gap: time.Hour, Attempt: chat.Attempt{
			ID: chat.AttemptID(r.some(record+"a", 8)), Record: record, By: a, Began: at.Add(-time.Minute), Ended: at, Outcome: chat.AttemptBusy,
		}}
	}
}

func (r *randomTeam) step() {
	r.n++
	body := r.body()
	r.m.decide(func(c *core) {
		c.stage(chat.Event{ID: chat.EventID(fmt.Sprint("t", r.n)), By: r.agent(), Body: body})
	})
	d := time.Duration(r.rng.IntN(90)) * time.Second
	r.m.mono, r.m.wall = r.m.mono+d, r.m.wall.Add(d)
}

// TestTheTeamOutlivesCheckpoints plays random facts about the team: the next hub, from
// the checkpoint alone, and a desk that has just come have the floor that the log
// makes.
func TestTheTeamOutlivesCheckpoints(t *testing.T) {
	w := testWeights(t)
	for seed := range uint64(60) {
		r := &randomTeam{rng: rand.New(rand.NewPCG(seed, 6)), m: newMoved(t, seed, w)}
		for range 5 + r.rng.IntN(6) {
			for range r.rng.IntN(120) {
				r.step()
			}
			want := r.m.core.floor.Hash()
			if got := snapshotOf(t, r.m.core).Hash(); got != want {
				t.Fatalf("seed %d, %d facts: a new desk has another floor", seed, r.n)
			}
			if r.rng.IntN(2) == 0 {
				if err := r.m.core.checkpoint(context.Background()); err != nil {
					t.Fatal(err)
				}
			}
			r.m.start()
			if got := r.m.core.floor.Hash(); got != want {
				t.Fatalf("seed %d, %d facts: the next hub has another floor", seed, r.n)
			}
		}
		if got := logged(t, r.m.j).Hash(); got != r.m.core.floor.Hash() {
			t.Fatalf("seed %d: the log makes another floor", seed)
		}
	}
}

// TestKeysEndWithAccessOverARestart: who was revoked and added again has on the next
// hub, too, only the keys that they registered since (D-05).
func TestKeysEndWithAccessOverARestart(t *testing.T) {
	m := newMoved(t, 1, testWeights(t))
	added := &chat.AgentAdded{Agent: "nila", Name: "Nila", Role: chat.RolePrimary}
	for n, b := range []chat.Body{
		added, &chat.KeyRegistered{Agent: "nila", Key: []byte("one")}, &chat.AgentRevoked{Agent: "nila"},
		added, &chat.KeyRegistered{Agent: "nila", Key: []byte("two")}, &chat.AgentRevoked{Agent: "nila"},
		added, &chat.KeyRegistered{Agent: "nila", Key: []byte("three")},
	} {
		m.decide(func(c *core) {
			c.stage(chat.Event{ID: chat.EventID(fmt.Sprint("access/", n)), At: c.glance() + chat.Instant(n), By: "asha", Body: b})
		})
	}
	want := m.core.floor.Keys("nila")
	if len(want) != 3 || want[1].Until.IsZero() || string(m.core.floor.Key("nila")) != "three" || m.core.floor.Agent("nila").Revoked {
		t.Fatalf("%+v", want)
	}
	if err := m.core.checkpoint(context.Background()); err != nil {
		t.Fatal(err)
	}
	desk := snapshotOf(t, m.core)
	m.start()
	for who, f := range map[string]*chat.Floor{"desk": desk, "hub": m.core.floor} {
		if got := f.Keys("nila"); !reflect.DeepEqual(got, want) || f.Agent("nila").Revoked {
			t.Errorf("a new %s has %+v, want %+v", who, got, want)
		}
	}
}

// snapshotOf is the floor of a desk that has just come.
func snapshotOf(t *testing.T, c *core) *chat.Floor {
	t.Helper()
	f := chat.NewFloor()
	err := f.Restore(func(apply func(*chat.Event) chat.Change) error {
		return eachLine(c, func(e *chat.Event) { apply(e) })
	})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// eachLine calls visit for what a snapshot tells of a floor.
func eachLine(c *core, visit func(*chat.Event)) (failed error) {
	c.lines(func(_ uint64, raw []byte, _ *chat.Event) {
		e, err := wire.DecodeEvent(raw, nil)
		if err != nil {
			failed = err
			return
		}
		visit(&e)
	})
	return failed
}

// logged is the floor that the whole log makes.
func logged(t *testing.T, j *memJournal) *chat.Floor {
	t.Helper()
	f := chat.NewFloor()
	for _, e := range j.all(t) {
		f.Apply(&e)
	}
	return f
}

// TestTheTeamsPastIsNotKept: what is kept of the team is what the floor remembers,
// however long it goes on.
func TestTheTeamsPastIsNotKept(t *testing.T) {
	m := newMoved(t, 1, testWeights(t))
	stage := func(n int, b chat.Body) {
		m.decide(func(c *core) {
			c.stage(chat.Event{ID: chat.EventID(fmt.Sprintf("%s/%d", b.Kind(), n)), By: "asha", Body: b})
		})
	}
	stage(0, &chat.AgentAdded{Agent: "asha", Name: "Asha", Role: chat.RolePrimary})
	for n := range 3000 {
		at := m.core.glance()
		hash, ask := fmt.Sprint("h", n), chat.AskID(fmt.Sprint("ask", n))
		stage(n, &chat.ShiftStarted{Shift: fmt.Sprintf("shift %06d", n), Agent: "asha"})
		stage(n, &chat.CoverChanged{Agent: "asha", Shift: fmt.Sprint(n)})
		stage(n, &chat.CoverAsked{Ask: ask, From: "asha", To: "rohan", Until: at.Add(time.Hour)})
		stage(n, &chat.CoverAnswered{Ask: ask})
		stage(n, &chat.BreakBegan{Agent: "asha"})
		stage(n, &chat.BreakEnded{Agent: "asha"})
		stage(n, &chat.HandoverSigned{Shift: fmt.Sprint(n), Hash: hash, To: "rohan", Items: []chat.HandoverItem{{ID: "one"}}})
		stage(n, &chat.HandoverAcknowledged{Hash: hash, Items: []string{"one"}})
		stage(n, &chat.ReportPublished{Shift: fmt.Sprintf("shift %06d", n), Report: []byte("{}")})
	}
	lines := 0
	if err := eachLine(m.core, func(*chat.Event) { lines++ }); err != nil {
		t.Fatal(err)
	}
	if most := 2*chat.KeepShifts + 2*chat.KeepHandovers + 10; lines > most {
		t.Errorf("%d lines are kept of 27,000 facts, at most %d are needed", lines, most)
	}
	if kept := len(m.core.team.facts) + len(m.core.team.latest); kept > 1000 {
		t.Errorf("%d facts are held", kept)
	}
}
