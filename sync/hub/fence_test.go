package hub

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/sync/driver"
)

// contest is one chat that three agents want, on a core; what happens to it comes
// in any order.
type contest struct {
	*moved
	// late are the bot's lines that came when somebody had taken over.
	late    map[chat.MessageID]bool
	refused int
}

func newContest(t testing.TB, m *moved) *contest {
	f := &contest{moved: m, late: make(map[chat.MessageID]bool)}
	m.decide(func(c *core) {
		for _, a := range []chat.AgentID{"asha", "ben", "meera"} {
			c.stage(chat.Event{ID: chat.EventID("add-" + a), Body: &chat.AgentAdded{Agent: a, Name: string(a), Role: chat.RolePrimary}})
			c.stage(chat.Event{ID: chat.EventID("on-" + a), Body: &chat.PresenceChanged{Agent: a, Presence: chat.PresenceOnline}})
		}
	})
	m.fact(chat.Event{Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}})
	return f
}

// bot has the backend bring a line of the bot; the same one may come again.
func (f *contest) bot(n int) {
	id := chat.MessageID(fmt.Sprint("b", n))
	f.decide(func(c *core) {
		fence := !c.floor.Chat("c").Bot
		old, err := c.fact(context.Background(), said("c", string(id), "the bot goes on", chat.SpeakerBot))
		switch {
		case old != 0:
		case fence != errors.Is(err, driver.ErrFenced):
			f.t.Fatalf("a line of the bot behind the fence %t: %v", fence, err)
		case fence:
			f.late[id] = true
		}
	})
}

func (f *contest) takeOver(by chat.AgentID) {
	f.n++
	cmd := chat.Command{ID: chat.CommandID(fmt.Sprint("k", f.n)), Chat: "c", By: by, Body: &chat.TakeOver{Reason: "the bot repeats itself"}}
	f.decide(func(c *core) {
		d, no := referee.Decide(c.floor, cmd, c.instant(), c.edition)
		if no != nil {
			f.refused++
			return
		}
		c.stageAll(d.Events)
	})
}

// answer is the backend's, if it was asked for something.
func (f *contest) answer(yes bool) {
	f.decide(func(c *core) {
		if yes {
			c.stageAll(referee.Confirm(c.floor, "c", c.instant(), &c.edition.Policy))
		} else {
			c.stageAll(referee.Revert(c.floor, "c", "the backend is busy"))
		}
	})
}

// TestNoLineOfTheBotBehindTheAcknowledgement plays 10,000 orders of three
// takeovers, the backend's answers, and the bot's lines, some twice, with hubs
// that are started again in between (D-08): behind the acknowledgement no line of
// the bot is one that the customer sees or that a rule judges, each is noted once
// for the team, and of the three agents exactly one has the chat.
func TestNoLineOfTheBotBehindTheAcknowledgement(t *testing.T) {
	runs := uint64(10_000)
	if raceDetector {
		runs = 500
	}
	w, rejected := testWeights(t), 0
	for seed := range runs {
		m := newMoved(t, seed, w)
		f := newContest(t, m)
		agents := []chat.AgentID{"asha", "ben", "meera"}
		var todo []func()
		for _, a := range agents {
			todo = append(todo, func() { f.takeOver(a) })
		}
		for n := range 6 {
			for range 1 + m.rng.IntN(2) {
				todo = append(todo, func() { f.bot(n) })
			}
		}
		todo = append(todo, func() { f.answer(m.rng.IntN(4) > 0) }, m.start,
			func() { m.fact(said("c", "", "is anybody there?", chat.SpeakerCustomer)) },
			func() { m.wall, m.mono = m.wall.Add(time.Second), m.mono+time.Second })
		m.rng.Shuffle(len(todo), func(i, k int) { todo[i], todo[k] = todo[k], todo[i] })
		for _, do := range todo {
			do()
		}
		f.takeOver(agents[m.rng.IntN(3)]) // whoever still wants it
		f.answer(true)
		for n := range 6 {
			f.bot(n + m.rng.IntN(3))
		}
		rejected += f.check(seed)
	}
	if rejected < int(runs) {
		t.Errorf("only %d lines came late in %d runs", rejected, runs)
	}
}

// check holds the log to the promise, and returns how many lines were rejected.
func (f *contest) check(seed uint64) int {
	f.t.Helper()
	var owners []chat.AgentID
	var rejected []chat.MessageID
	for _, e := range f.j.all(f.t) {
		switch b := e.Body.(type) {
		case *chat.ChatTakenOver:
			owners = append(owners, b.Agent)
		case *chat.MessagePosted:
			if b.From == chat.SpeakerBot && len(owners) > 0 {
				f.t.Fatalf("seed %d: the bot speaks behind the acknowledgement", seed)
			}
		case *chat.BotLineRejected:
			if len(owners) == 0 || slices.Contains(rejected, b.Message) {
				f.t.Fatalf("seed %d: %s was rejected without need, or twice", seed, b.Message)
			}
			rejected = append(rejected, b.Message)
		case *chat.TriggerRaised:
			if len(owners) > 0 {
				f.t.Fatalf("seed %d: a rule has judged a line behind the acknowledgement", seed)
			}
		}
	}
	f.checkFloor(seed, owners, len(rejected))
	return len(rejected)
}

// checkFloor holds the chat as the team sees it to the same.
func (f *contest) checkFloor(seed uint64, owners []chat.AgentID, rejected int) {
	f.t.Helper()
	ct := f.core.floor.Chat("c")
	if len(owners) != 1 || ct.Owner != owners[0] || ct.Bot {
		f.t.Fatalf("seed %d: taken over by %v, owned by %q", seed, owners, ct.Owner)
	}
	if rejected != len(f.late) {
		f.t.Fatalf("seed %d: %d lines came late, %d are noted", seed, len(f.late), rejected)
	}
	told := 0
	for _, m := range ct.Messages {
		if m.From == chat.SpeakerBot && m.At > ct.OwnedSince {
			f.t.Fatalf("seed %d: the thread has the bot's line %s", seed, m.ID)
		}
		if m.Told != nil && m.Told.What == chat.ToldRejected {
			told++
		}
	}
	if told != rejected {
		f.t.Fatalf("seed %d: the team sees %d of %d late lines", seed, told, rejected)
	}
}

// BenchmarkAcknowledge prints how long it takes from the key that takes a chat
// over to the fact that the bot is silent at that desk: with a real socket, and a
// backend that answers at once (D-08: 500 ms in 99 of 100).
func BenchmarkAcknowledge(b *testing.B) {
	r := newRig(b, newJournal())
	c := r.desk(r.agent("Asha", chat.RolePrimary))
	var took []time.Duration
	for b.Loop() {
		id := chat.ChatID(fmt.Sprint("c", len(took)))
		r.open(id)
		c.sees(func(f *chat.Floor) bool { return f.Chat(id) != nil })
		began := time.Now()
		c.takes(chat.CommandID("t-"+id), id, "asha")
		took = append(took, time.Since(began))
		r.deliver(closedFact(id, "over"))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds())/1000, "ms-p99")
	b.ReportMetric(float64(took[len(took)/2].Microseconds())/1000, "ms-p50")
}
