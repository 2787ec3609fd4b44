package alert

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// owing has chat "c" served by Asha, with a clock that began now.
func owing(k chat.ObligationKind, owner chat.AgentID, within time.Duration) *stage {
	s := servedBy("asha")
	s.at.Policy.Warn = policy.Warn{At: [2]int{50, 80}}
	s.at.Me.Accountable = false
	s.happens("c", &chat.ObligationStarted{Obligation: chat.Obligation{
		ID: "o", Kind: k, Owner: owner, Started: s.at.Now, Due: s.at.Now.Add(within), Words: "a call",
	}})
	return s
}

// ux.md 4.3, D-02: an answer that is owed calls once at 80 % of its clock.
func TestOwedReplyCallsAtEightyPercent(t *testing.T) {
	s := owing(chat.OwedReply, "", 2*time.Minute)
	expect(t, s.bell.Changed(s.Chat("c"), s.at), "")
	if next := s.bell.Next(s.at); next != s.at.Now.Add(96*time.Second) {
		t.Errorf("next %d at %d", next, s.at.Now)
	}
	expect(t, s.wait(96*time.Second-time.Millisecond), "")
	acts := s.wait(time.Millisecond)
	expect(t, acts, "show c:reply P1")
	if show := acts[0].(Show); show.Title != "Asha R.: waits for your answer" || show.Body != "Reply within 24 s" {
		t.Errorf("%+v", show)
	}
	expect(t, s.wait(time.Minute), "")
	expect(t, s.tell("c", &chat.ObligationEnded{Obligation: "o", How: chat.EndedKept}), "withdraw c:reply")
}

func TestOwedReplyIsNobodyElses(t *testing.T) {
	for name, tc := range map[string]struct {
		change func(s *stage)
	}{
		"a colleague serves":   {func(s *stage) { s.at.Me.Agent = "rohan" }},
		"nobody is signed in":  {func(s *stage) { s.at.Me.Agent = "" }},
		"the clock is stopped": {func(s *stage) { s.happens("c", &chat.ObligationPaused{Obligation: "o", Reason: "escalated"}) }},
		"it is answered":       {func(s *stage) { s.happens("c", &chat.ObligationEnded{Obligation: "o", How: chat.EndedKept}) }},
		"before my eyes":       {func(s *stage) { s.at.Open, s.at.Foreground = "c", true }},
	} {
		s := owing(chat.OwedReply, "", 2*time.Minute)
		tc.change(s)
		s.bell.Changed(s.Chat("c"), s.at)
		if got := brief(s.wait(time.Hour)); got != "" {
			t.Errorf("%s: %q", name, got)
		}
	}
}

// ux.md 4.3: a follow-up calls its owner 15 minutes before it is due, softly, and
// it does so after its chat has closed (G-NR-04).
func TestFollowUpCallsSoon(t *testing.T) {
	for name, tc := range map[string]struct {
		owner chat.AgentID
		who   Me
		want  string
	}{
		"mine":                          {"asha", Me{Agent: "asha"}, "show c:follow_up P2"},
		"a colleague's":                 {"rohan", Me{Agent: "asha"}, ""},
		"a team's, and I cover":         {chat.OwnerQueue("billing"), Me{Agent: "asha", Accountable: true}, "show c:follow_up P2"},
		"a team's, and somebody else's": {chat.OwnerQueue("billing"), Me{Agent: "asha"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := owing(chat.OwedCall, tc.owner, 2*time.Hour)
			s.at.Me = tc.who
			expect(t, s.tell("c", &chat.ChatClosed{}), "")
			expect(t, s.wait(2*time.Hour-Soon-time.Millisecond), "")
			acts := s.wait(time.Millisecond)
			expect(t, acts, tc.want)
			if tc.want == "" {
				return
			}
			if show := acts[0].(Show); show.Title != "Asha R.: waits for your call" || show.Body != "Do it within 15 min" {
				t.Errorf("%+v", show)
			}
			expect(t, s.wait(Glance), "withdraw c:follow_up")
		})
	}
	soon := owing(chat.OwedPromise, "asha", 5*time.Minute)
	expect(t, soon.bell.Changed(soon.Chat("c"), soon.at), "show c:follow_up P2")
	if !soon.bell.Concerned("c") || soon.bell.Concerned("d") {
		t.Error("concerned by the wrong chat")
	}
}

// E-ESC-10, ux.md 4.3: an escalation to me is a P1.
func TestEscalationToMe(t *testing.T) {
	for name, tc := range map[string]struct {
		offer chat.Offer
		want  string
		title string
	}{
		"to me":      {chat.Offer{ID: "o", From: "rohan", To: "asha"}, "show c:escalated P1", "Asha R.: is escalated to you"},
		"to my team": {chat.Offer{ID: "o", From: "rohan", Queue: "billing"}, "show c:escalated P1", "Asha R.: is escalated to billing"},
		"to another": {chat.Offer{ID: "o", From: "rohan", To: "meera"}, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := servedBy("rohan")
			tc.offer.Kind = chat.OfferEscalation
			acts := s.tell("c", s.offered(tc.offer))
			expect(t, acts, tc.want)
			if tc.want == "" {
				return
			}
			if show := acts[0].(Show); show.Title != tc.title {
				t.Errorf("%+v", show)
			}
			expect(t, s.wait(Glance), "") // it stays until it is answered
			expect(t, s.tell("c", &mine{&chat.OfferAccepted{Offer: "o", Agent: "asha"}}), "withdraw c:escalated")
		})
	}
	mine := servedBy("asha")
	mine.tell("c", mine.offered(chat.Offer{ID: "o", Kind: chat.OfferEscalation, From: "asha", To: "rohan"}))
	acts := mine.tell("c", &chat.OfferReturned{Offer: "o", How: chat.ReturnedDeclined, Agent: "rohan"})
	expect(t, acts, "show c:returned P1") // E-ESC-11
	if show := acts[0].(Show); show.Title != "Asha R.: your escalation was declined" {
		t.Errorf("%+v", show)
	}
}

// S-ESC-02, S-MULTI-04: a call for help rings at leads, at once.
func TestHelpRingsAtLeads(t *testing.T) {
	for name, tc := range map[string]struct {
		who  Me
		want string
	}{
		"a lead":           {Me{Agent: "meera", Role: chat.RoleLead}, "show c:help P1"},
		"a colleague":      {Me{Agent: "asha", Role: chat.RolePrimary}, ""},
		"who called":       {Me{Agent: "rohan", Role: chat.RoleLead}, ""},
		"a desk of nobody": {Me{}, ""},
	} {
		s := servedBy("rohan")
		s.at.Me = tc.who
		if got := brief(s.tell("c", &chat.HelpAsked{Reason: "an odd bill"})); got != tc.want {
			t.Errorf("%s: %q", name, got)
		}
	}
	s := servedBy("rohan")
	s.at.Me = Me{Agent: "meera", Role: chat.RoleLead}
	s.tell("c", &chat.HelpAsked{Reason: "an odd bill"})
	expect(t, s.tell("c", &mine{&chat.HelpAnswered{}}), "withdraw c:help")
}
