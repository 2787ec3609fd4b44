package app

import (
	"context"
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/assets"
)

func TestWishesTogether(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.running(people(s)...)
		for _, tc := range []struct {
			do   func(*Desk)
			want string
		}{
			{func(d *Desk) { d.ReturnToBot("c", "only hours") }, "ReturnToBot c"},
			{func(d *Desk) { d.BlockCustomer("c", true, "threats") }, "BlockCustomer c"},
			{func(d *Desk) { d.SendTranscript("c", "") }, "SendTranscript c"},
			{func(d *Desk) { d.BeginGroup("c") }, "BeginGroup c"},
			{func(d *Desk) { d.NameLead("c", "ben") }, "NameLead c"},
			{func(d *Desk) { d.EndGroup("c") }, "EndGroup c"},
			{func(d *Desk) { d.PromiseContact("c", chat.PromiseContact{To: "ben"}) }, "PromiseContact c"},
			{func(d *Desk) { d.AwaitAgent("c", "ben", "knows the invoices") }, "AwaitAgent c"},
			{func(d *Desk) { d.PostTeam("", "Hello") }, "PostTeam "},
			{func(d *Desk) { d.PostBeside("c", "Hello") }, "PostTeam c"},
		} {
			s.stream.take()
			tc.do(s.desk)
			s.settle()
			want(t, tc.want, s.stream.take(), []string{tc.want})
		}
		s.desk.PostTeam("", "")
		s.settle()
		want(t, "nothing is said", s.stream.take(), []string{})
	})
}

// teamed is a desk of the policy that ships, edited.
func teamed(t *testing.T, edit func(*policy.Edition), f func(t *testing.T, s *stage)) {
	t.Helper()
	ed := *assets.Edition()
	if edit != nil {
		edit(&ed)
	}
	synctest.Test(t, func(t *testing.T) { f(t, newStageBy(t, newCache(), &ed)) })
}

// described is a backend with the operations that it has not.
func described(state chat.BackendState, without ...chat.Operation) *chat.BackendDescribed {
	b := chat.Backend{Name: "shop", Title: "Shop chat", State: state}
	for _, op := range chat.Operations() {
		c := chat.Capability{Op: op, Ability: chat.AbilityNative}
		for _, no := range without {
			if op == no {
				c.Ability = chat.AbilityNone
			}
		}
		b.Capabilities = append(b.Capabilities, c)
	}
	b.Capabilities[0].Ability, b.Capabilities[0].How = chat.AbilityEmulated, "by asking every few seconds"
	return &chat.BackendDescribed{Backend: b}
}

// The screen shows exactly what a backend can do, and offers nothing that is not there.
func TestWhatCanBeDoneIsShown(t *testing.T) {
	teamed(t, nil, func(t *testing.T, s *stage) {
		s.running(append(people(s), s.ev("", described(chat.BackendLive, chat.OpReturn)),
			s.ev("c", &chat.ChatOpened{Bot: true, Driver: "shop"}), s.ev("old", &chat.ChatOpened{Bot: true, Driver: "gone"}))...)
		s.desk.Open("c")
		got := s.settle()
		want(t, "backends", len(got.Backends), 1)
		b := got.Backends[0]
		want(t, "backend", []any{b.Title, b.Well, b.Down, b.StateWords}, []any{"Shop chat", true, false, "Live"})
		want(t, "none", got.Thread.Can.Of(chat.OpReturn), view.Can{Op: chat.OpReturn, Ability: chat.AbilityNone, Words: "Shop chat cannot give a chat back to its bot."})
		want(t, "emulated", []any{got.Thread.Can.Of(chat.OpStream).Do(), got.Thread.Can.Of(chat.OpStream).Words}, []any{true, "by asking every few seconds"})
		want(t, "native", []any{got.Thread.Can.Do(chat.OpReply), got.Thread.Can.Do(chat.OpReturn)}, []any{true, false})
		want(t, "by the row", got.Can(got.Boards[view.All].Row(0).Backend).Do(chat.OpReturn), false)
		want(t, "of one that nobody described", got.Can("gone").Do(chat.OpReturn), true)
		want(t, "all of them", len(got.Thread.Can.All()), len(chat.Operations()))
	})
}

// C-TRF-01, C-TRF-03, C-TRF-04: the guide comes with its version, and the dialogs are
// told what the policy allows.
func TestThePolicyOfTransfers(t *testing.T) {
	teamed(t, func(e *policy.Edition) {
		e.Policy.Transfer = policy.Transfer{Guide: "Transfer when you cannot help.\nAsk first.", Away: policy.AwayPromise, Promise: 24 * time.Hour}
		e.Policy.Group = policy.Group{On: true, Max: 4}
		e.Policy.Routing.Model, e.Policy.Routing.Assign = policy.Departments, policy.AssignAuto
	}, func(t *testing.T, s *stage) {
		s.running(people(s)...)
		want(t, "transfers", s.settle().Transfer, Transfer{
			Guide: "Transfer when you cannot help.\nAsk first.", Version: assets.Edition().Policy.Version, Promise: true, Within: 24 * time.Hour,
			Groups: true, GroupMax: 4, Departments: true, Auto: true,
		})
	})
}

// A backend that is down for longer than 15 s calls the primary and leads once, and is
// told of once more when it is back; a shorter outage calls nobody.
func TestABackendThatIsAway(t *testing.T) {
	teamed(t, nil, func(t *testing.T, s *stage) {
		s.running(append(people(s), s.ev("", described(chat.BackendLive)))...)
		change := func(to chat.BackendState, words string) {
			s.give(s.ev("", &chat.BackendChanged{Driver: "shop", State: to, Words: words}))
			s.settle()
		}
		s.caller.take()
		change(chat.BackendDown, "The server does not answer.")
		s.sleep(14 * time.Second)
		want(t, "before 15 s", s.caller.take(), []string{})
		change(chat.BackendLive, "")
		s.sleep(time.Minute)
		want(t, "a short one", s.caller.take(), []string{})

		change(chat.BackendDown, "The server does not answer.")
		s.sleep(16 * time.Second)
		want(t, "after 15 s", s.caller.take(), []string{"Show "})
		change(chat.BackendRefused, "The token is not good any more.")
		got := s.sleep(10 * time.Minute)
		want(t, "once", s.caller.take(), []string{})
		want(t, "on the wall", []any{got.Backends[0].Down, got.Backends[0].Words}, []any{true, "The token is not good any more."})
		change(chat.BackendCatchingUp, "")
		want(t, "not yet back", s.caller.take(), []string{})
		change(chat.BackendLive, "")
		want(t, "back", s.caller.take(), []string{"Withdraw ", "Show "})
		s.sleep(time.Minute)
		want(t, "which leaves by itself, and is not said again", s.caller.take(), []string{"Withdraw "})
		// The floor is read anew: nobody is told a second time.
		s.goLive(append(people(s), s.ev("", described(chat.BackendLive)))...)
		s.sleep(time.Minute)
		want(t, "read anew", s.caller.take(), []string{})
	})
}

// One more backend that goes down is news where another one has been down for long.
func TestASecondBackendThatIsAway(t *testing.T) {
	teamed(t, nil, func(t *testing.T, s *stage) {
		other := described(chat.BackendLive)
		other.Backend.Name, other.Backend.Title = "mail", "Mail chat"
		s.running(append(people(s), s.ev("", described(chat.BackendLive)), s.ev("", other))...)
		change := func(which string, to chat.BackendState) {
			s.give(s.ev("", &chat.BackendChanged{Driver: which, State: to, Words: "It does not answer."}))
			s.settle()
		}
		s.caller.take()
		change("shop", chat.BackendDown)
		s.sleep(time.Hour)
		want(t, "the first", s.caller.take(), []string{"Show "})
		change("mail", chat.BackendDown)
		s.sleep(16 * time.Second)
		if got := s.caller.take(); !slices.Contains(got, "Show ") {
			t.Errorf("the second calls nobody: %q", got)
		}
		s.sleep(time.Hour)
		s.caller.take()
		change("mail", chat.BackendLive)
		s.sleep(5 * time.Minute)
		if got := s.caller.take(); len(slices.DeleteFunc(got, func(c string) bool { return c != "Show " })) != 1 {
			t.Errorf("that it is back is said once, and of the first nothing anew: %q", got)
		}
	})
}

type statuses struct {
	all []BackendStatus
	err error
}

func (s statuses) Status(context.Context) ([]BackendStatus, error) { return s.all, s.err }

func TestTheStatusPageAsksTheHub(t *testing.T) {
	teamed(t, nil, func(t *testing.T, s *stage) {
		var got []BackendStatus
		var err error
		ask := func() {
			s.desk.BackendStatus(func(all []BackendStatus, no error) { got, err = all, no })
			s.settle()
		}
		s.desk.AttachBackends(statuses{all: []BackendStatus{{Name: "shop", Lag: time.Second}}})
		s.run()
		ask()
		want(t, "before the hub is there", errors.Is(err, ErrAway), true)
		s.goLive(people(s)...)
		ask()
		want(t, "with it", []any{len(got), got[0].Lag, err}, []any{1, time.Second, nil})
	})
}

// C-DIST-01: the meter shows who has how much of their cap, and a lead hears once of
// whoever comes to have too much.
func TestTheMeter(t *testing.T) {
	teamed(t, func(e *policy.Edition) {
		e.Policy.Agent.Cap, e.Policy.Routing.Overload = 2, 100
		e.Caps = []policy.AgentCap{{Agent: "ben", Cap: 10}}
	}, func(t *testing.T, s *stage) {
		lead := me
		lead.Agent, lead.Role = "lena", chat.RoleLead
		s.run()
		s.goLive(append(people(s), s.opened("a", "b", "c", "d")...)...)
		s.desk.Welcome(lead)
		s.settle()
		s.caller.take()
		s.give(s.ev("a", &chat.ChatAccepted{Agent: "asha"}), s.ev("b", &chat.ChatAccepted{Agent: "ben"}))
		got := s.sleep(time.Minute)
		want(t, "half", got.Loads[0], view.Load{Agent: "asha", Name: "Asha", Owns: 1, Cap: 2, Percent: 50})
		want(t, "a cap of his own", got.Loads[1], view.Load{Agent: "ben", Name: "Ben", Owns: 1, Cap: 10, Percent: 10})
		want(t, "nobody is called", s.caller.take(), []string{})
		s.give(s.ev("c", &chat.ChatAccepted{Agent: "asha"}))
		got = s.sleep(time.Second)
		want(t, "full", []any{got.Loads[0].Percent, got.Loads[0].Over}, []any{100, true})
		want(t, "the lead hears", s.caller.take(), []string{"Show "})
		s.give(s.ev("d", &chat.ChatAccepted{Agent: "asha"}))
		s.sleep(time.Minute)
		want(t, "once", s.caller.take(), []string{"Withdraw "})
		s.give(s.ev("c", &chat.ChatClosed{}), s.ev("d", &chat.ChatClosed{}))
		got = s.sleep(time.Second)
		want(t, "no more", []any{got.Loads[0].Over, s.desk.Snapshot().Loads[0].Owns}, []any{false, 1})
	})
}

// Outsiders are names, and nobody whom a picker shows.
func TestOutsidersAreNames(t *testing.T) {
	teamed(t, nil, func(t *testing.T, s *stage) {
		s.running(append(people(s), s.ev("", &chat.AgentAdded{Agent: "out", Name: "Outi", Role: chat.RoleSecondary, Outside: true}))...)
		got := s.settle()
		for _, c := range got.Team {
			if c.ID == "out" {
				t.Error("she can be picked")
			}
		}
		want(t, "by name", []any{len(got.Outside), got.NameOf("out")}, []any{1, "Outi"})
	})
}

// C-DEPT-01: where departments own their chats, one that waits calls its people.
func TestWhoIsCalledByAQueue(t *testing.T) {
	for department, called := range map[string]bool{"billing": true, "technical": false} {
		teamed(t, func(e *policy.Edition) {
			e.Policy.Routing.Model = policy.Departments
			e.Policy.Queues[0], e.Policy.Queues[1] = "billing", "technical"
		}, func(t *testing.T, s *stage) {
			ben := me
			ben.Agent, ben.Role = "ben", chat.RoleSecondary
			s.run()
			s.goLive(append(people(s), s.ev("", &chat.AgentAdded{Agent: "ben", Name: "Ben", Role: chat.RoleSecondary, Department: department}))...)
			s.desk.Welcome(ben)
			s.settle()
			s.caller.take()
			s.give(s.ev("c", &chat.ChatOpened{Bot: true}), s.ev("c", &chat.ChatRouted{Rule: "Refunds", Queue: "billing", Why: "the page /refunds"}),
				s.ev("c", &chat.ChatQueued{Queue: "billing", Reason: "asked for a person"}))
			got := s.sleep(time.Second)
			want(t, department, len(s.caller.take()) > 0, called)
			r := got.Boards[view.Queue].Row(0)
			want(t, department+"'s row", []any{r.Routed, r.Queue, r.ForMe}, []any{"Refunds → billing", "billing", called})
		})
	}
}
