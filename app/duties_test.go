package app

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
	"floorwalker/app/view"
	"floorwalker/assets"
)

// byTheGuide makes the desk work by the policy that ships.
func byTheGuide(s *stage) {
	s.desk.edition = assets.Edition()
	s.desk.rules.own = s.desk.edition
}

func mineOpen(s *stage) []chat.Event {
	return append(s.opened("c"), s.ev("c", &chat.ChatAccepted{Agent: "asha"}))
}

// Each wish of the screens goes out as the command of its name, about the chat that
// was on screen.
func TestEachDutyIsAWish(t *testing.T) {
	due := chat.Instant(1 << 42)
	for _, tc := range []struct {
		do   func(d *Desk)
		want chat.Wish
		in   chat.ChatID
	}{
		{func(d *Desk) { d.Escalate("c", chat.Escalate{To: "ben"}) }, &chat.Escalate{To: "ben"}, "c"},
		{func(d *Desk) { d.AcceptEscalation("c", "o") }, &chat.AcceptOffer{Offer: "o", Read: true}, "c"},
		{func(d *Desk) { d.CancelEscalation("c", "o", "by mistake") }, &chat.WithdrawOffer{Offer: "o", Reason: "by mistake"}, "c"},
		{func(d *Desk) { d.HandToChannel("c", chat.HandToChannel{Channel: "phone"}) }, &chat.HandToChannel{Channel: "phone"}, "c"},
		{func(d *Desk) { d.AskForHelp("c", "a bill") }, &chat.AskForHelp{Reason: "a bill"}, "c"},
		{func(d *Desk) { d.AnswerHelp("c") }, &chat.AnswerHelp{}, "c"},
		{func(d *Desk) { d.SetFocus(true) }, &chat.SetFocus{On: true}, ""},
		{func(d *Desk) { d.ConfirmResolution("c", "m") }, &chat.ConfirmResolution{Message: "m"}, "c"},
		{func(d *Desk) { d.SetStep("c", chat.StepClosing, "solved") }, &chat.SetStep{Step: chat.StepClosing, Reason: "solved"}, "c"},
		{func(d *Desk) { d.AskRating("c") }, &chat.AskRating{}, "c"},
		{func(d *Desk) { d.VerifyIdentity("c", []string{"name"}) }, &chat.VerifyIdentity{Checks: []string{"name"}}, "c"},
		{func(d *Desk) { d.KeepObligation("c", "o", "done") }, &chat.KeepObligation{Obligation: "o", Note: "done"}, "c"},
		{func(d *Desk) { d.AttemptObligation("c", "o", chat.AttemptBusy, "n") }, &chat.AttemptObligation{Obligation: "o", Outcome: chat.AttemptBusy, Note: "n"}, "c"},
		{func(d *Desk) { d.HandObligation("c", "o", "ben", "n") }, &chat.HandObligation{Obligation: "o", To: "ben", Note: "n"}, "c"},
		{func(d *Desk) { d.Promise("c", chat.PromiseTo{Kind: chat.OwedCall, Due: due}) }, &chat.PromiseTo{Kind: chat.OwedCall, Due: due}, "c"},
		{func(d *Desk) { d.ChangePolicy(2, []byte("x"), "why") }, &chat.ChangePolicy{Version: 2, File: []byte("x"), Reason: "why"}, ""},
		{func(d *Desk) { d.Say("c", Line{Text: "hi", Script: "s", Overrides: []string{"G-COMM-02"}}) }, &chat.PostMessage{Text: "hi", Script: "s", Overrides: []string{"G-COMM-02"}}, "c"},
	} {
		bubble(t, newCache(), func(t *testing.T, s *stage) {
			s.running(mineOpen(s)...)
			tc.do(s.desk)
			s.settle()
			got := s.stream.last()
			want(t, string(tc.want.Name()), fmt.Sprintf("%s %T %+v", got.Chat, got.Body, got.Body), fmt.Sprintf("%s %T %+v", tc.in, tc.want, tc.want))
			if words := deed(tc.want); words == deed(nil) && tc.want.Name() != chat.NamePostMessage {
				t.Errorf("%s has no words", tc.want.Name())
			}
		})
	}
}

// Every wish that shows no line can be named in a notice.
func TestEveryWishHasWords(t *testing.T) {
	lines := map[chat.CommandName]bool{
		chat.NamePostMessage: true, chat.NamePostNote: true, chat.NameWhisper: true,
		chat.NameObserve: true, chat.NameStopObserving: true, chat.NameSetIdle: true, // never kept
	}
	for _, n := range chat.CommandNames() {
		if deeds[n] == "" && !lines[n] {
			t.Errorf("%s has no words", n)
		}
	}
}

// what waits for the hub is told, and what has become old is given up aloud
// and never done late by itself.
func TestDutiesWaitForTheHub(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(mineOpen(s)...)
		s.stream.setUp(false)
		s.desk.Connection(Link{State: LinkOffline})
		s.desk.AttemptObligation("c", "o", chat.AttemptBusy, "")
		s.desk.SetFocus(true)
		n := s.settle().Notices
		want(t, "while the hub is away", []any{n[0].Words, n[1].Words}, []any{
			"Writing down the attempt waits for the connection.", "Changing your focus waits for the connection.",
		})
		s.sleep(2 * time.Minute)
		s.stream.setUp(true)
		s.stream.take()
		s.desk.Connection(Link{State: LinkReading})
		s.desk.Live("r")
		s.desk.Connection(Link{State: LinkLive})
		n = s.settle().Notices
		want(t, "sent late", s.stream.take(), []string{})
		want(t, "given up", []any{n[len(n)-2].Words, n[len(n)-1].Bad}, []any{
			"Writing down the attempt was not asked for again: it waited for more than a minute.", true,
		})
	})
}

// A wish about the team ends with its fact, as one about a chat does.
func TestFocusIsDone(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(s.ev("", &chat.AgentAdded{Agent: "asha", Name: "Asha", Role: chat.RolePrimary}))
		s.desk.SetFocus(true)
		s.settle()
		cmd := s.stream.last()
		e := s.ev("", &chat.FocusChanged{Agent: "asha", On: true})
		e.ID = chat.EventID(cmd.ID)
		s.give(e)
		want(t, "in focus", s.settle().Focus, true)
		s.desk.SetFocus(true) // the first has ended, so this one is another
		s.settle()
		if again := s.stream.last(); again.ID == cmd.ID {
			t.Error("the wish has not ended")
		}
	})
}

// G-COMM-03: a chat is closed with its ticket, drafted away from the events.
func TestCloseWithATicket(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		byTheGuide(s)
		s.running(append(mineOpen(s), s.ev("c", said("My invoice is wrong.")))...)
		type draft struct {
			t ticket.Ticket
			p []ticket.Problem
		}
		got := make(chan draft, 1)
		s.desk.TicketDraft("c", func(k ticket.Ticket, p []ticket.Problem) { got <- draft{k, p} })
		d := <-got
		if d.t.Chat != "c" || len(d.p) == 0 || d.t.Summary == "" {
			t.Fatalf("%+v", d)
		}
		s.desk.Close("c", d.t, []chat.Skip{{Step: "closing-1", Reason: "they have gone"}})
		s.settle()
		w := s.stream.last().Body.(*chat.EndChat)
		kept, err := ticket.Decode(w.Ticket)
		if err != nil || kept.Ref != d.t.Ref || len(w.Skipped) != 1 {
			t.Errorf("%+v: %v", w, err)
		}
		s.desk.Close("c", ticket.Ticket{}, nil)
		n := s.settle().Notices
		want(t, "what is no ticket", n[len(n)-1].Bad, true)

		// Once it has ended, its ticket is what is changed.
		d.t.Priority = "urgent"
		raw, err := ticket.Encode(d.t)
		if err != nil {
			t.Fatal(err)
		}
		s.give(s.ev("c", &chat.TicketSaved{Ref: string(d.t.Ref), Ticket: raw}), s.ev("c", &chat.ChatClosed{}))
		s.desk.TicketDraft("c", func(k ticket.Ticket, p []ticket.Problem) { got <- draft{k, p} })
		if d := <-got; d.t.Priority != "urgent" {
			t.Errorf("%+v", d.t)
		}
		s.desk.SaveTicket("c", d.t)
		s.settle()
		if _, ok := s.stream.last().Body.(*chat.SaveTicket); !ok {
			t.Errorf("%+v", s.stream.last())
		}
		s.desk.TicketDraft("nowhere", func(k ticket.Ticket, p []ticket.Problem) { got <- draft{k, p} })
		if d := <-got; d.t.Chat != "" || d.p != nil {
			t.Errorf("%+v", d)
		}
	})
}

// G-TAG-12: proposed on frustration or a bad rating, and for nobody else.
func TestDissatisfied(t *testing.T) {
	frustrated := &chat.TriggerRaised{Trigger: chat.Trigger{Rule: policy.RuleFrustration, Level: chat.LevelAlert}}
	for _, tc := range []struct {
		what  string
		facts []chat.Body
		want  bool
	}{
		{"a chat like any", nil, false},
		{"frustrated", []chat.Body{frustrated}, true},
		{"frustrated before the agent came", []chat.Body{frustrated, &chat.ChatAccepted{Agent: "asha"}, &chat.TriggerCleared{Rule: policy.RuleFrustration}}, true},
		{"rated two", []chat.Body{&chat.RatingAsked{Style: "stars"}, &chat.RatingGiven{Stars: 2}}, true},
		{"rated three", []chat.Body{&chat.RatingAsked{Style: "stars"}, &chat.RatingGiven{Stars: 3}}, false},
		{"not rated", []chat.Body{&chat.RatingAsked{Style: "stars"}}, false},
	} {
		bubble(t, newCache(), func(t *testing.T, s *stage) {
			byTheGuide(s)
			events := s.opened("c")
			for _, b := range tc.facts {
				events = append(events, s.ev("c", b))
			}
			s.running(events...)
			got := make(chan []string, 1)
			s.desk.TicketDraft("c", func(k ticket.Ticket, _ []ticket.Problem) { got <- k.Tags })
			want(t, tc.what, slices.Contains(<-got, assets.Edition().Tags.Dissatisfied), tc.want)
		})
	}
}

// A program closes with the team's preset and a reason for each step.
func TestFinish(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		byTheGuide(s)
		s.running(append(mineOpen(s), s.ev("c", said("My invoice is wrong.")))...)
		s.desk.Finish("nowhere", "the measurement is over")
		s.desk.Finish("c", "the measurement is over")
		s.settle()
		w := s.stream.last().Body.(*chat.EndChat)
		k, err := ticket.Decode(w.Ticket)
		if problems := assets.Edition().Form.Problems(&k); err != nil || len(problems) > 0 || len(w.Skipped) == 0 || w.Skipped[0].Reason != "the measurement is over" {
			t.Errorf("%+v: %v, %+v", w, err, problems)
		}
	})
}

// ux 4.6: what is typed into the close dialog and the steps is on disk within a
// second, each for itself.
func TestDraftsOfDutiesAreKept(t *testing.T) {
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		s.running(mineOpen(s)...)
		for _, kind := range []string{"reply", "closing", "step1", "step2", "step3"} {
			s.desk.SaveDraft("c", kind, "draft of "+kind)
		}
		s.sleep(time.Second)
		for _, kind := range []string{"reply", "closing", "step1", "step2", "step3"} {
			want(t, kind, c.now().drafts[draftKey{"c", kind}].Text, "draft of "+kind)
		}
	})
	bubble(t, c, func(t *testing.T, s *stage) { // after kill -9
		s.run()
		got := make(chan string, 1)
		s.desk.Draft("c", "closing", func(text string) { got <- text })
		want(t, "found again", <-got, "draft of closing")
	})
}

// S-ESC-02: a call for help is on a lead's wall at once, rings there, and is on
// nobody else's.
func TestHelpIsOnTheLeadsWall(t *testing.T) {
	for role, calls := range map[chat.Role]int{chat.RoleLead: 1, chat.RolePrimary: 0} {
		bubble(t, newCache(), func(t *testing.T, s *stage) {
			s.run()
			s.desk.Welcome(Me{Agent: "meera", Name: "Meera", Role: role, Floor: "main"})
			s.desk.Connection(Link{State: LinkReading})
			s.desk.Reset(1)
			s.give(append(mineOpen(s), s.ev("", &chat.AgentAdded{Agent: "asha", Name: "Asha", Role: chat.RolePrimary}))...)
			s.desk.Live("live")
			s.desk.Connection(Link{State: LinkLive})
			s.settle()
			s.caller.take()
			at := time.Now()
			e := s.ev("c", &chat.HelpAsked{Reason: "an odd bill"})
			e.By = "asha"
			s.give(e)
			snap := s.settle()
			want(t, "calls on the wall of "+string(role), len(snap.Help), calls)
			if calls > 0 {
				want(t, "the call", snap.Help[0], view.HelpCall{Chat: "c", Agent: "asha", Name: "Asha", At: e.At, Reason: "an odd bill"})
			}
			want(t, "rings", len(s.caller.take()), calls)
			if took := time.Since(at); took > 2*time.Second {
				t.Errorf("after %s", took)
			}
		})
	}
}

// ux 4.3: an answer that I owe calls me at its mark, and no more once I gave it.
func TestOwedAnswerRings(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		byTheGuide(s)
		s.running(mineOpen(s)...)
		s.caller.take()
		s.give(s.ev("c", &chat.ObligationStarted{Obligation: chat.Obligation{
			ID: "o", Kind: chat.OwedReply, Owner: "asha", Started: now(), Due: now().Add(2 * time.Minute),
		}}))
		s.sleep(95 * time.Second)
		want(t, "before the mark", s.caller.take(), []string{})
		s.sleep(2 * time.Second)
		want(t, "at the mark", s.caller.take(), []string{"Show c"})
		s.give(s.ev("c", &chat.ObligationEnded{Obligation: "o", How: chat.EndedKept}))
		s.settle()
		want(t, "when it is given", s.caller.take(), []string{"Withdraw c"})
	})
}

// The open chat says what is owed in it and what is next.
func TestThreadOfDuties(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		byTheGuide(s)
		s.running(append(mineOpen(s), s.ev("c", &chat.ObligationStarted{Obligation: chat.Obligation{
			ID: "o", Kind: chat.OwedCall, Owner: "asha", Started: now(), Due: now().Add(time.Hour), Words: "a call",
		}}))...)
		s.desk.Open("c")
		th := s.settle().Thread
		if len(th.Obligations) != 1 || !th.Obligations[0].Mine || th.Obligations[0].OwnerName == "" || th.Step != chat.StepGreeting {
			t.Errorf("%+v", th)
		}
		if len(th.Trace) == 0 || len(th.Solved) != 3 || len(th.Unsolved) != 2 || len(th.Checklist) != 7 { // G-CLOSE-01 to -07, G-CHK-C1 to -C7
			t.Errorf("trace %+v, solved %+v, unsolved %+v, checklist %+v", th.Trace, th.Solved, th.Unsolved, th.Checklist)
		}
		want(t, "owed beyond the end", []any{len(s.settle().Duties), s.settle().Duties[0].Mine}, []any{1, true})
		s.give(s.ev("c", &chat.ChatClosed{}))
		want(t, "and after it", []any{len(s.settle().Duties), s.settle().Duties[0].Closed}, []any{1, true})
		s.give(s.ev("c", &chat.ObligationEnded{Obligation: "o", How: chat.EndedKept}))
		want(t, "until it is kept", len(s.settle().Duties), 0)
		if snap := s.desk.Snapshot(); snap.Edition != assets.Edition() {
			t.Error("another policy than the desk's")
		}
	})
}
