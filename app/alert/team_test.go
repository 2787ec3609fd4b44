package alert

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// onDuty is a stage with the numbers of the second mark and of the shift's end.
func onDuty(who Me) *stage {
	s := newStage()
	s.at.Policy.Warn = policy.Warn{At: [2]int{50, 80}}
	s.at.Policy.Shift.Warn = time.Hour
	s.at.Policy.FollowUp.Gap = time.Hour
	s.at.Me = who
	return s
}

var (
	primary = Me{Agent: "asha", Role: chat.RolePrimary, Accountable: true}
	second  = Me{Agent: "rohan", Role: chat.RoleSecondary}
	lead    = Me{Agent: "meera", Role: chat.RoleLead}
	backup  = Me{Agent: "bela", Role: chat.RoleBackup}
)

// Who is called for the floor as a whole, and how loudly.
func TestWhoIsCalledForTheFloor(t *testing.T) {
	now := newStage().at.Now
	for name, tc := range map[string]struct {
		who  Me
		team Team
		want string
	}{
		"NO COVER, a lead (G-COV-03)":                {lead, Team{NoCover: now}, "show :no_cover P0"},
		"NO COVER, the secondary":                    {second, Team{NoCover: now}, "show :no_cover P0"},
		"NO COVER, a backup (G-COV-04)":              {backup, Team{NoCover: now}, ""},
		"NO COVER, nobody signed in":                 {Me{}, Team{NoCover: now}, ""},
		"asked to cover (A-56)":                      {second, Team{Ask: chat.CoverAsk{Ask: "q", At: now, Until: now.Add(15 * time.Second)}, From: "Asha"}, "show :cover_asked P0"},
		"a handover to me (D-05)":                    {second, Team{Handover: Handover{Hash: "h", From: "Asha", Signed: now, Due: now.Add(10 * time.Minute), Items: 2}}, "show :handover P1"},
		"one that nobody acknowledged":               {lead, Team{Handover: Handover{Hash: "h", Signed: now, Raised: now, Items: 1}}, "show :raised P1"},
		"a night that runs out, the accountable":     {primary, Team{Review: Review{From: now.Add(-24 * time.Minute), Due: now.Add(6 * time.Minute), Left: 3, Of: 40}}, "show :night_review P1"},
		"the same a moment before":                   {primary, Team{Review: Review{From: now.Add(-24*time.Minute + time.Second), Due: now.Add(6*time.Minute + time.Second), Left: 3, Of: 40}}, ""},
		"the same, a colleague":                      {second, Team{Review: Review{From: now.Add(-24 * time.Minute), Due: now.Add(6 * time.Minute), Left: 3, Of: 40}}, ""},
		"a record that is due soon":                  {second, Team{Record: Record{Customer: "Isha K.", Made: now.Add(-time.Hour), Due: now.Add(Soon)}}, "show :follow_up P2"},
		"one that has the day (G-FU-07)":             {second, Team{Record: Record{Made: now.Add(-time.Hour), Due: now.Add(time.Hour), Standard: true}}, "show :follow_up P2"},
		"one that has the day, a moment before that": {second, Team{Record: Record{Made: now.Add(-time.Hour), Due: now.Add(time.Hour + time.Second), Standard: true}}, ""},
		"a desk that may miss alerts (C-TRF-02)":     {lead, Team{Failed: SelfTest{Agent: "Asha", At: now, Checks: "sound"}}, "show :self_test P2"},
		"such a desk, a colleague":                   {second, Team{Failed: SelfTest{Agent: "Asha", At: now, Checks: "sound"}}, ""},
		"one that is late":                           {second, Team{Record: Record{Made: now.Add(-time.Hour), Due: now}}, "show :late P1, show :follow_up P2"},
	} {
		t.Run(name, func(t *testing.T) {
			s := onDuty(tc.who)
			expect(t, s.bell.Team(tc.team, s.at), tc.want)
		})
	}
}

// A question to cover rings for as long as it waits, three times, and is taken back
// with its answer. What belongs to no chat is never "before my eyes".
func TestAQuestionRingsUntilItsEnd(t *testing.T) {
	s := onDuty(second)
	s.at.Foreground = true // and no chat is open
	ask := Team{Ask: chat.CoverAsk{Ask: "q", At: s.at.Now, Until: s.at.Now.Add(15 * time.Second), Why: "lunch"}, From: "Asha"}
	acts := s.bell.Team(ask, s.at)
	expect(t, acts, "show :cover_asked P0")
	if show := acts[0].(Show); show.Title != "Asha: asks you to cover" || show.Body != "Answer within 15 s" {
		t.Errorf("%+v", show)
	}
	expect(t, s.wait(5*time.Second), "ring :cover_asked")
	expect(t, s.wait(5*time.Second), "ring :cover_asked")
	expect(t, s.wait(5*time.Second), "")
	expect(t, s.bell.Team(Team{}, s.at), "withdraw :cover_asked")
}

// A new floor leaves what concerns the team alone, and a chat that is open does not
// hide it.
func TestTheFloorsReasonsStand(t *testing.T) {
	s := onDuty(lead)
	expect(t, s.bell.Team(Team{NoCover: s.at.Now}, s.at), "show :no_cover P0")
	expect(t, s.bell.Summarise(nil, s.at), "")
	expect(t, s.bell.Team(Team{NoCover: s.at.Now}, s.at), "")
	expect(t, s.bell.Team(Team{}, s.at), "withdraw :no_cover")
}

func TestTheRollUpSaysWhere(t *testing.T) {
	s := onDuty(lead)
	s.at.Policy.Toasts.Max = 0
	roll := func(acts []Action) string {
		for _, a := range acts {
			if r, ok := a.(RollUp); ok {
				return r.Title
			}
		}
		return ""
	}
	if got := roll(s.bell.Team(Team{NoCover: s.at.Now}, s.at)); got != "1 alert about the floor" {
		t.Errorf("%q", got)
	}
	s.at.Me = primary
	s.at.Now = s.at.Now.Add(2 * time.Second)
	s.open("c")
	if got := roll(s.tell("c", s.p0())); got != "2 alerts in 1 chat and about the floor" {
		t.Errorf("%q", got)
	}
}

// G-ONESC-01: a customer of the night who is upset calls the leads at once, whoever
// serves the chat, and nobody else sooner than before.
func TestUpsetAtNight(t *testing.T) {
	for name, tc := range map[string]struct {
		who    Me
		night  bool
		served bool
		want   string
	}{
		"nobody serves, a lead":                 {lead, true, false, "show c:frustration P0"},
		"a colleague serves, a lead":            {lead, true, true, "show c:upset P1"},
		"a colleague serves, the other":         {second, true, true, ""},
		"by day, a lead waits (A-39)":           {lead, false, false, ""},
		"by day a colleague serves, and a lead": {lead, false, true, ""},
	} {
		t.Run(name, func(t *testing.T) {
			s := onDuty(tc.who)
			s.open("c")
			if tc.night {
				s.tell("c", &chat.NightFiled{Shift: "s", From: s.at.Now})
			}
			if tc.served {
				s.tell("c", &chat.ChatTakenOver{Agent: "tariq"})
			}
			expect(t, s.tell("c", s.raised(policy.RuleFrustration, chat.TierImmediate)), tc.want)
		})
	}
	s := onDuty(lead)
	s.open("c")
	s.tell("c", &chat.NightFiled{Shift: "s", From: s.at.Now})
	s.tell("c", &chat.ChatTakenOver{Agent: "tariq"})
	s.tell("c", s.raised(policy.RuleFrustration, chat.TierImmediate))
	expect(t, s.tell("c", &chat.AgentJoined{Agent: "meera"}), "withdraw c:upset")
}

// calling is a stage in which Asha owes a call of two hours, or of the day.
func calling(reason chat.CallReason, within time.Duration) *stage {
	s := onDuty(Me{Agent: "asha"})
	s.open("c")
	s.happens("c", &chat.ObligationStarted{Obligation: chat.Obligation{
		ID: "o", Kind: chat.OwedCall, Reason: reason, Owner: "asha", Started: s.at.Now, Due: s.at.Now.Add(within), Ref: "CB-1",
	}})
	s.bell.Changed(s.Chat("c"), s.at)
	return s
}

// ux.md 4.3, G-FU-07: a call is told 15 minutes before it is due, one that has the
// day an hour before that, and once more when it is due.
func TestACallIsToldBeforeAndWhenItIsDue(t *testing.T) {
	s := calling(chat.CallFrustrated, 2*time.Hour)
	expect(t, s.wait(105*time.Minute-time.Millisecond), "")
	acts := s.wait(time.Millisecond)
	expect(t, acts, "show c:follow_up P2")
	if show := acts[0].(Show); show.Title != "Asha R.: expects the call that was agreed" {
		t.Errorf("%+v", show)
	}
	expect(t, s.wait(15*time.Minute), "withdraw c:follow_up, show c:late P1")

	s = calling(chat.CallLeftUnconfirmed, 8*time.Hour)
	expect(t, s.wait(7*time.Hour-time.Millisecond), "")
	expect(t, s.wait(time.Millisecond), "show c:follow_up P2")
}

// While somebody dials nothing calls, and after an attempt in vain the next one does
// when it may begin.
func TestTheNextAttemptCalls(t *testing.T) {
	s := calling(chat.CallFrustrated, 2*time.Hour)
	s.wait(2 * time.Hour)
	expect(t, s.tell("c", &chat.AttemptBegan{Attempt: "a", Obligation: "o", Began: s.at.Now}), "withdraw c:follow_up, withdraw c:late")
	s.at.Now = s.at.Now.Add(time.Minute)
	expect(t, s.tell("c", &chat.AttemptEnded{
		Attempt: chat.Attempt{ID: "a", Obligation: "o", Began: s.at.Now.Add(-time.Minute), Ended: s.at.Now, Outcome: chat.AttemptBusy}, Gap: time.Hour,
	}), "")
	expect(t, s.wait(time.Hour-time.Millisecond), "")
	expect(t, s.wait(time.Millisecond), "show c:follow_up P2 replaced")
}

// The night's worklist and the log of bot errors call as a whole, and not chat by
// chat.
func TestReviewsAndWriteUpsDoNotCallOneByOne(t *testing.T) {
	for _, k := range []chat.ObligationKind{chat.OwedReview, chat.OwedWriteUp} {
		s := owing(k, "asha", time.Hour)
		s.bell.Changed(s.Chat("c"), s.at)
		expect(t, s.wait(3*time.Hour), "")
	}
}

// C-TRF-02: a lead hears of a desk that may miss alerts once, softly; again when it fails
// again, and no more once all is well there.
func TestAFailedSelfTestIsSoft(t *testing.T) {
	s := onDuty(lead)
	team := Team{Failed: SelfTest{Agent: "Asha", At: s.at.Now, Checks: "sound, clock"}}
	acts := s.bell.Team(team, s.at)
	expect(t, acts, "show :self_test P2")
	if show := acts[0].(Show); show.Title != "Asha: may miss alerts; what failed: sound, clock" || !show.Sound {
		t.Errorf("%+v", show)
	}
	expect(t, s.bell.Team(team, s.at), "")
	expect(t, s.wait(Glance), "withdraw :self_test")
	team.Failed.At = s.at.Now
	expect(t, s.bell.Team(team, s.at), "show :self_test P2 replaced")
	expect(t, s.bell.Team(Team{}, s.at), "withdraw :self_test")
}
