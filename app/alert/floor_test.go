package alert

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Who is called for backends, mentions and load, and how loudly.
func TestWhoIsCalledForBackendsAndColleagues(t *testing.T) {
	now := newStage().at.Now
	down := Team{Outage: Outage{Names: "Shop chat", Since: now.Add(-OutageAfter), Words: "The server does not answer."}}
	young := Team{Outage: Outage{Names: "Shop chat", Since: now.Add(-OutageAfter + time.Second)}}
	back := Team{Recovery: Recovery{Name: "Shop chat", At: now, Down: 3 * time.Minute}}
	much := Team{Overload: Overload{Names: "Rohan", People: 1, Since: now}}
	for name, tc := range map[string]struct {
		who  Me
		team Team
		want string
	}{
		"a backend that is away, the accountable":   {Me{Agent: "rohan", Role: chat.RoleSecondary, Accountable: true}, down, "show :backend P1"},
		"the same, the primary":                     {Me{Agent: "asha", Role: chat.RolePrimary}, down, "show :backend P1"},
		"the same, a lead":                          {lead, down, "show :backend P1"},
		"the same, a colleague":                     {second, down, ""},
		"the same, a moment before":                 {lead, young, ""},
		"it is back, a lead":                        {lead, back, "show :backend_back P2"},
		"it is back, a colleague":                   {second, back, ""},
		"somebody has too much, a lead (C-DIST-01)": {lead, much, "show :overload P2"},
		"somebody has too much, that one":           {second, much, ""},
		"named in the channel (C-INT-01)":           {second, Team{Mention: Mention{Lines: 1, At: now, By: "Asha"}}, "show :mention P2"},
		"named beside a chat":                       {backup, Team{Mention: Mention{Lines: 1, Chat: "c", At: now, By: "Asha"}}, "show c:mention P2"},
	} {
		t.Run(name, func(t *testing.T) {
			s := onDuty(tc.who)
			expect(t, s.bell.Team(tc.team, s.at), tc.want)
		})
	}
}

// An outage calls once, by time alone, and is taken back when it is over.
func TestAnOutageCallsOnce(t *testing.T) {
	s := onDuty(lead)
	out := Team{Outage: Outage{Names: "Shop chat", Since: s.at.Now, Words: "The server does not answer."}}
	expect(t, s.bell.Team(out, s.at), "")
	if next := s.bell.Next(s.at); next != s.at.Now.Add(OutageAfter) {
		t.Errorf("called at %d", next)
	}
	acts := s.wait(OutageAfter)
	expect(t, acts, "show :backend P1")
	if a := acts[0].(Show); a.Title != "Shop chat: cannot be reached; its chats do not come" || a.Body != "The status page says more" {
		t.Errorf("%+v", a)
	}
	out.Outage.Words = "The token is not good any more."
	expect(t, s.bell.Team(out, s.at), "")
	expect(t, s.wait(time.Hour), "")
	expect(t, s.bell.Team(Team{Recovery: Recovery{Name: "Shop chat", At: s.at.Now, Down: time.Hour}}, s.at), "withdraw :backend, show :backend_back P2")
}

// A mention is told where it stands; another one that came later takes its place.
func TestMentionsInTurn(t *testing.T) {
	s := onDuty(second)
	acts := s.bell.Team(Team{Mention: Mention{Lines: 1, At: s.at.Now, By: "Asha", Text: "@rohan"}}, s.at)
	if a := acts[0].(Show); a.Title != "Asha: mentions you in the team's channel" || a.Body != "The customer does not see it" {
		t.Errorf("%+v", a)
	}
	s.at.Now = s.at.Now.Add(time.Second)
	acts = s.bell.Team(Team{Mention: Mention{Lines: 2, Chat: "c", At: s.at.Now, By: "Meera", Place: "Ada"}}, s.at)
	expect(t, acts, "withdraw :mention, show c:mention P2")
	if a := acts[1].(Show); a.Title != "Meera: mentions you beside the chat of Ada, and 1 line elsewhere" {
		t.Errorf("%+v", a)
	}
	s.at.Foreground, s.at.Open = true, "c"
	expect(t, s.wait(0), "withdraw c:mention")
	s.at.Foreground, s.at.Now = false, s.at.Now.Add(time.Second)
	acts = s.bell.Team(Team{Mention: Mention{Lines: 1, At: s.at.Now, By: "Asha", Place: "Billing"}}, s.at)
	if a := acts[0].(Show); a.Title != "Asha: mentions you in the room of Billing" {
		t.Errorf("%+v", a)
	}
}

// C-DEPT-01: where departments own their chats, one that waits calls its people and
// whoever answers for others; everywhere else everybody.
func TestWhomAQueueCalls(t *testing.T) {
	of := func(department string) Me {
		return Me{Agent: "rohan", Role: chat.RoleSecondary, Department: department}
	}
	for name, tc := range map[string]struct {
		model  policy.RoutingModel
		who    Me
		queue  string
		agent  chat.AgentID
		called bool
	}{
		"its people":                   {policy.Departments, of("billing"), "billing", "", true},
		"another team":                 {policy.Departments, of("technical"), "billing", "", false},
		"somebody of no team":          {policy.Departments, of(""), "billing", "", false},
		"a lead":                       {policy.Departments, Me{Agent: "meera", Role: chat.RoleLead}, "billing", "", true},
		"the accountable":              {policy.Departments, Me{Agent: "asha", Role: chat.RolePrimary, Accountable: true}, "billing", "", true},
		"one that is for no team":      {policy.Departments, of("technical"), "", "", true},
		"one that is for a person":     {policy.Departments, of("billing"), "billing", "ben", false},
		"one that is for that person":  {policy.Departments, of("technical"), "billing", "rohan", true},
		"where the first line has all": {policy.FirstLine, of("technical"), "billing", "", true},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage()
			s.at.Policy.Routing.Model, s.at.Me = tc.model, tc.who
			s.happens("c", &chat.ChatOpened{Bot: true})
			s.happens("c", &chat.ChatRouted{Rule: "r", Queue: tc.queue, Agent: tc.agent})
			acts := s.tell("c", &chat.ChatQueued{Queue: tc.queue})
			if called := len(acts) > 0; called != tc.called {
				t.Errorf("%+v", acts)
			}
		})
	}
}

// C-TRF-04: a chat that waits for me calls me once, without a time; what was promised in
// my name calls as any promise does.
func TestWhatWaitedForMe(t *testing.T) {
	s := servedBy("rohan")
	o := s.offered(chat.Offer{ID: "o", Kind: chat.OfferAwait, From: "rohan", To: "asha"})
	o.Offer.Due = 0
	acts := s.tell("c", o)
	expect(t, acts, "show c:awaited P1")
	expect(t, s.wait(Glance), "") // it stays: nothing ends it but an answer
	if a := acts[0].(Show); a.Title != "Asha R.: waits for you" || a.Body != "Answer when you can" {
		t.Errorf("%+v", a)
	}
	for how, words := range map[string]string{chat.ContactMail: "was promised a mail from you", chat.ContactPhone: "was promised a call from you"} {
		if got := followUpWords(&chat.Obligation{Kind: chat.OwedContact, How: how}); got != words {
			t.Errorf("%q", got)
		}
	}
}
