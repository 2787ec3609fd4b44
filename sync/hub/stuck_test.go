package hub

import (
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/sync/log"
)

// sticks opens a chat whose customer begins to be stuck now, a minute of which
// passes; it is stuck at the instant that is returned.
func (p *played) sticks(ids ...chat.ChatID) (at chat.Instant) {
	p.t.Helper()
	at = chat.InstantOf(time.Now()).Add(2 * time.Minute)
	for _, id := range ids {
		p.deliver(
			chat.Event{ID: "open", Chat: id, Body: &chat.ChatOpened{Bot: true, Driver: "scripted"}},
			said(id, "m1", "my router shows a red light", chat.SpeakerCustomer),
		)
	}
	time.Sleep(30 * time.Second)
	for _, id := range ids {
		p.deliver(said(id, "m2", "Please restart the router.", chat.SpeakerBot))
	}
	time.Sleep(30 * time.Second)
	for _, id := range ids {
		p.deliver(said(id, "m3", "the light of the router is still red", chat.SpeakerCustomer))
	}
	return at
}

// stuck returns when the log says that a customer is stuck; 0 if it does not.
func (p *played) stuck(id chat.ChatID) (at chat.Instant) {
	p.t.Helper()
	for _, e := range p.journal.all(p.t) {
		if b, ok := e.Body.(*chat.TriggerRaised); ok && e.Chat == id && b.Trigger.Rule == policy.RuleStuck {
			if at != 0 {
				p.t.Errorf("%s is stuck twice", id)
			}
			at = e.At
			if b.Trigger.RaisedAt > at {
				p.t.Errorf("raised at %d, written at %d", b.Trigger.RaisedAt, at)
			}
		}
	}
	return at
}

// owed returns when the takeover of a chat is due, by the log; 0 if it is not.
func (p *played) owed(id chat.ChatID) (due chat.Instant) {
	p.t.Helper()
	for _, e := range p.journal.all(p.t) {
		if b, ok := e.Body.(*chat.ObligationStarted); ok && e.Chat == id && b.Obligation.Rule == policy.RuleStuck {
			due = b.Obligation.Due
		}
	}
	return due
}

// TestStuckByTheClock looks at 119 and at 121 seconds. Nobody says anything;
// the takeover is owed from the instant at which it was due.
func TestStuckByTheClock(t *testing.T) { // G-TRIG-07, A-02
	synctest.Test(t, func(t *testing.T) {
		p := newPlayed(t, newJournal())
		defer p.stop()
		at := p.sticks("c")
		time.Sleep(59 * time.Second)
		synctest.Wait()
		if p.stuck("c") != 0 {
			t.Error("stuck at 119 s")
		}
		time.Sleep(2 * time.Second)
		synctest.Wait()
		if got := p.stuck("c"); got != at {
			t.Errorf("stuck at %d at 121 s, want %d", got, at)
		}
		if got, want := p.owed("c"), at.Add(testPolicy(t).TakeOver.Proactive); got != want {
			t.Errorf("the takeover is due at %d, want %d", got, want)
		}
		time.Sleep(time.Hour)
		synctest.Wait()
		p.stuck("c") // once
	})
}

// TestNotStuckAnyMore has something happen in the last second.
func TestNotStuckAnyMore(t *testing.T) { // G-TRIG-07
	for name, ev := range map[string]chat.Event{
		"content":  said("c", "m4", "great, thank you, it works now", chat.SpeakerCustomer),
		"answered": said("c", "m4", "Which light do you mean?", chat.SpeakerBot),
		"served":   {ID: "own", Chat: "c", Body: &chat.ChatTakenOver{Agent: "asha"}},
		"closed":   closedFact("c", "gone"),
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p := newPlayed(t, newJournal())
				defer p.stop()
				p.sticks("c")
				time.Sleep(59 * time.Second)
				p.deliver(ev)
				time.Sleep(30 * time.Second)
				synctest.Wait()
				if p.stuck("c") != 0 {
					t.Error("stuck all the same")
				}
			})
		})
	}
}

// TestTheSuccessorFindsWhoIsStuck ends the hub and starts another one, from its
// checkpoint or from the log alone, before and after the customer is stuck: it
// fires once, with the instant at which it was due.
func TestTheSuccessorFindsWhoIsStuck(t *testing.T) { // G-TRIG-07
	for _, checkpoint := range []bool{true, false} {
		for _, down := range []time.Duration{10 * time.Second, time.Hour} {
			t.Run(fmt.Sprintf("checkpoint %t, down for %s", checkpoint, down), func(t *testing.T) {
				synctest.Test(t, func(t *testing.T) {
					j := newJournal()
					p := newPlayed(t, j)
					at := p.sticks("c")
					for range 3 { // the third one finds it on the log
						p.stop()
						if !checkpoint {
							j.set(func(j *memJournal) { j.schema = "" })
						}
						time.Sleep(down)
						p = newPlayed(t, j)
						synctest.Wait()
					}
					defer p.stop()
					time.Sleep(2 * time.Minute)
					synctest.Wait()
					if got := p.stuck("c"); got != at {
						t.Errorf("stuck at %d, want %d", got, at)
					}
				})
			})
		}
	}
}

// TestADismissedOneStaysSo restarts the hub after somebody has said that it was
// nothing.
func TestADismissedOneStaysSo(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayed(t, newJournal())
		p.sticks("c")
		time.Sleep(2 * time.Minute)
		synctest.Wait()
		p.deliver(chat.Event{ID: "no", Chat: "c", By: "asha", Body: &chat.TriggerDismissed{Rule: policy.RuleStuck, Reason: "they are away"}})
		p.stop()
		before := p.journal.Last()
		p = newPlayed(t, p.journal)
		defer p.stop()
		time.Sleep(time.Hour)
		synctest.Wait()
		if after := p.journal.Last(); after != before {
			t.Errorf("%d more events: %v", after-before, p.journal.kinds(t, "c"))
		}
	})
}

// TestStuckBySetClocks: the due is by hub time, which is not set back, and not
// by how long the process has slept.
func TestStuckBySetClocks(t *testing.T) { // G-TRIG-07, A-02
	for name, tc := range map[string]struct {
		set  time.Duration
		want bool // stuck two seconds later
	}{
		"forward": {time.Hour, true},
		"back":    {-time.Hour, false},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var ahead atomic.Int64
				p := newPlayed(t, newJournal(), func(c *Config) {
					c.Now = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
				})
				defer p.stop()
				at := p.sticks("c")
				ahead.Store(int64(tc.set))
				time.Sleep(2 * dueCheck)
				synctest.Wait()
				if got := p.stuck("c"); (got == at) != tc.want || got != 0 && !tc.want {
					t.Errorf("stuck at %d, due at %d", got, at)
				}
				time.Sleep(2 * time.Hour) // it is noticed when the clock has come there
				synctest.Wait()
				if got := p.stuck("c"); got != at {
					t.Errorf("in the end stuck at %d, due at %d", got, at)
				}
			})
		})
	}
}

// TestManyStuckInSmallBatches lets more become due while no hub runs than one
// batch of the log may hold.
func TestManyStuckInSmallBatches(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := newJournal()
		p := newPlayed(t, j)
		ids := make([]chat.ChatID, 3*duesAtOnce+7)
		for i := range ids {
			ids[i] = chat.ChatID(fmt.Sprint("c", i))
		}
		at := p.sticks(ids...)
		p.stop()
		time.Sleep(time.Hour)
		largest := 0
		j.set(func(j *memJournal) {
			j.onAppend = func(recs []log.Record) error { // the hub's loop alone writes here
				largest = max(largest, len(recs))
				return nil
			}
		})
		p = newPlayed(t, j)
		defer p.stop()
		synctest.Wait()
		stuck := make(map[chat.ChatID]chat.Instant)
		for _, e := range j.all(t) {
			if b, ok := e.Body.(*chat.TriggerRaised); ok && b.Trigger.Rule == policy.RuleStuck {
				stuck[e.Chat] = e.At
			}
		}
		for _, id := range ids {
			if stuck[id] != at {
				t.Fatalf("%s is stuck at %d, want %d", id, stuck[id], at)
			}
		}
		if largest == 0 || largest > 4*duesAtOnce {
			t.Errorf("one batch has %d events", largest)
		}
	})
}

// TestOneDueAChat sees that the heap does not grow with the lines of a chat.
func TestOneDueAChat(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := newPlayed(t, newJournal())
		defer p.stop()
		p.sticks("c")
		for i := range 50 {
			time.Sleep(time.Second)
			p.deliver(said("c", fmt.Sprint("more", i), "the light of the router is red, and it is "+fmt.Sprint(i), chat.SpeakerCustomer))
		}
		err := p.hub.inspect(t.Context(), func(c *core) {
			if len(c.dues) > 2 || len(c.awaited) > 1 {
				t.Errorf("%d dues, %d awaited", len(c.dues), len(c.awaited))
			}
		})
		if err != nil {
			t.Error(err)
		}
	})
}
