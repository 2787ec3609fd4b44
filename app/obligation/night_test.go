package obligation_test

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
)

// night is 22:00 of the Sunday before, when nobody covers the floor.
const (
	night   = -12 * hour
	theNext = "2026-11-23-1000"
)

// nightly are the kinds that a test of the night looks at.
var nightly = []chat.ObligationKind{
	chat.OwedReview, chat.OwedNightAck, chat.OwedNightResolve, chat.OwedCall, chat.OwedAccept, chat.OwedTakeOver,
}

func nightHub(t *testing.T) *hub {
	h := newHub(t)
	covered(h.edition)
	h.only = nightly
	return h
}

// came is a chat that came in the night.
func came() []step {
	return []step{{monday + night, &chat.ChatOpened{}, "", "night " + theNext +
		" +overnight_review/@30m0s since " + since() + " +overnight_ack/@30m0s since " + since() + " +call:overnight/@2h0m0s since " + since()}}
}

// since is how the hub of a test writes when the shift begins.
func since() string { return monday.Sub(0).String() }

func TestNight(t *testing.T) {
	const taken = "overnight_review→asha overnight_ack→asha call:overnight→asha"
	wrote := with(came(), step{monday + night + second, line("c0", customer, "Hello", ""), "", ""})
	served := with(wrote, step{monday + minute, &chat.ChatAccepted{Agent: "asha"}, "asha", taken})
	acked := with(served, step{monday + 2*minute, line("a1", agent, "I am calling you now.", "delayed-ack-now"), "asha", "-overnight_ack/asha=kept"})
	call := func(at chat.Instant, outcome, want string) step {
		return step{at, tried{chat.CallOvernight, chat.AttemptID(outcome), at - minute, outcome, "a note", 0}, "asha", want}
	}
	for _, tc := range []struct {
		name  string
		steps []step
	}{
		{"reviewed, acknowledged, called, solved", with(acked, // G-ON-02, -03, -04, -12
			step{monday + 3*minute, &chat.NightReviewed{Call: true}, "asha", "-overnight_review/asha=kept"},
			call(monday+10*minute, chat.AttemptReached, "-call:overnight/asha=kept +overnight_resolve/asha@15m0s since "+(monday+9*minute).Sub(0).String()),
			step{monday + 12*minute, &chat.ResolutionConfirmed{Message: "c0"}, "asha", "-overnight_resolve/asha=kept"},
			step{monday + 13*minute, &chat.ChatClosed{}, "asha", ""},
		)},
		{"solved by the end of the chat", with(acked,
			call(monday+10*minute, chat.AttemptReached, "-call:overnight/asha=kept +overnight_resolve/asha@15m0s since "+(monday+9*minute).Sub(0).String()),
			step{monday + 12*minute, &chat.ChatClosed{}, "asha", "-overnight_resolve/asha=kept"},
		)},
		{"nobody need be called", with(served, // G-ON-02
			step{monday + 2*minute, &chat.NightReviewed{Note: "a wrong number"}, "asha", "-overnight_review/asha=kept -overnight_ack/asha=void -call:overnight/asha=void"},
		)},
		{"after all somebody is called", with(served,
			step{monday + 2*minute, &chat.NightReviewed{Note: "a wrong number"}, "asha", "-overnight_review/asha=kept -overnight_ack/asha=void -call:overnight/asha=void"},
			step{monday + 3*minute, &chat.NightReviewed{Call: true}, "asha", "+call:overnight/asha@1h57m0s"},
		)},
		{"on the phone before a word in the chat", with(served, // G-ON-05
			call(monday+2*minute, chat.AttemptReached, "-call:overnight/asha=kept -overnight_ack/asha=void +overnight_resolve/asha@15m0s since "+(monday+minute).Sub(0).String()),
		)},
		{"own words, once somebody has said why", with(served,
			step{monday + 2*minute, line("a1", agent, tells, ""), "asha", ""},
			step{monday + 3*minute, &chat.NightUnlocked{Reason: "the customer asks for the chat"}, "asha", ""},
			step{monday + 4*minute, line("a2", agent, tells, ""), "asha", "-overnight_ack/asha=kept"},
		)},
		{"the text that says within two hours promises nothing more", with(served,
			step{monday + 2*minute, line("a1", agent, "We will call you within one hour.", "delayed-ack"), "asha", "-overnight_ack/asha=kept"},
		)},
		{"three calls in vain", with(acked, // G-ON-06
			step{monday + 9*minute, &chat.NightReviewed{Call: true}, "asha", "-overnight_review/asha=kept"},
			call(monday+10*minute, chat.AttemptNoAnswer, ""), call(monday+71*minute, chat.AttemptBusy, ""),
			call(monday+132*minute, chat.AttemptOther, "-call:overnight/asha=failed"),
		)},
		{"the first attempt counts", with(acked, // G-ON-11
			step{monday + 9*minute, &chat.NightReviewed{Call: true}, "asha", "-overnight_review/asha=kept"},
			call(monday+119*minute, chat.AttemptNoAnswer, ""), step{monday + 200*minute, &chat.CustomerDescribed{}, "", ""},
		)},
		{"upset by an alert, and called a day later", with(wrote, // G-ONESC-01, -02, A-19
			step{monday + minute, trigger(policy.RuleFrustration, chat.LevelAlert, chat.TierImmediate), "", "+call:delay_check/@24h0m0s +takeover/frustration@30s"},
			step{monday + 61*second, trigger(policy.RuleFrustration, chat.LevelAlert, chat.TierImmediate), "", ""},
			step{monday + 62*second, &chat.ChatAccepted{Agent: "asha"}, "asha", "-takeover/frustration=kept " + taken},
			step{monday + 63*second, escalated("o", "asha", hour), "asha", ""},
			step{monday + 90*second, tried{chat.CallDelayCheck, "1", monday + 64*second, chat.AttemptReached, " ", 0}, "asha", "-overnight_ack/asha=void +overnight_resolve/asha@15m0s since " + (monday + 64*second).Sub(0).String()},
			step{monday + 2*minute, tried{chat.CallDelayCheck, "2", monday + 91*second, chat.AttemptReached, "All is well.", 0}, "asha", "-call:delay_check/=kept"}, // G-ONESC-03
		)},
		{"who asks for another time is asked all the same", with(wrote, // G-ONESC-03
			step{monday + minute, trigger(policy.RuleFrustration, chat.LevelAlert, chat.TierImmediate), "", "+call:delay_check/@24h0m0s +takeover/frustration@30s"},
			step{monday + 80*second, tried{chat.CallDelayCheck, "1", monday + 64*second, chat.AttemptCallBack, "Tomorrow.", monday + 30*hour}, "asha", "-call:delay_check/=kept +call:delay_check/@29h58m40s"},
		)},
		{"upset by an escalation", with(served, // G-ONESC-01
			step{monday + 2*minute, escalated("o", "asha", hour), "asha", "+call:delay_check/asha@24h0m0s"},
		)},
		{"upset, says who serves the chat and calls a lead", with(served, // G-ONESC-01, -02
			step{monday + 2*minute, &chat.HelpAsked{Reason: "upset about the delay"}, "asha", "+call:delay_check/asha@24h0m0s"},
			step{monday + 3*minute, &chat.HelpAnswered{}, "lena", ""},
			step{monday + 4*minute, &chat.HelpAsked{Reason: "upset still"}, "asha", ""},
		)},
		{"help by day is none of the night", []step{
			{monday + minute, &chat.ChatOpened{Bot: true}, "", ""},
			{monday + 2*minute, &chat.HelpAsked{Reason: "an odd bill"}, "", ""},
		}},
		{"upset by day is none of the night", []step{
			{monday + minute, &chat.ChatOpened{Bot: true}, "", ""},
			{monday + 2*minute, trigger(policy.RuleFrustration, chat.LevelAlert, chat.TierImmediate), "", "+takeover/frustration@30s"},
		}},
		{"an alert of the night waits for the shift", with(came(), // the clocks of the day are not owed at night
			step{monday - hour, trigger("human", chat.LevelAlert, chat.TierImmediate), "", ""},
			step{monday - hour + second, &chat.ChatQueued{}, "", ""},
			step{monday, trigger("low", chat.LevelAlert, chat.TierProactive), "", "+takeover/low@2m0s"},
			step{monday + second, &chat.ChatQueued{}, "", "+accept/@30s"},
		)},
		{"what goes with the chat", with(acked,
			step{monday + 3*minute, &chat.ChatForwarded{From: "asha", To: "rohan"}, "rohan", "overnight_review→rohan call:overnight→rohan"},
			step{monday + 4*minute, &chat.ChatQueued{}, "rohan", "overnight_review→ call:overnight→ +accept/@30s"},
		)},
		{"confirmed in the chat, nobody is called", with(acked,
			step{monday + 3*minute, &chat.ResolutionConfirmed{Message: "c0"}, "asha", "-call:overnight/asha=void"},
			step{monday + 4*minute, &chat.ChatClosed{}, "asha", ""},
			step{monday + 5*minute, &chat.NightReviewed{}, "rohan", "-overnight_review/asha=kept"}, // it outlives the chat
		)},
		{"closed before anybody came", with(wrote,
			step{monday + minute, &chat.ChatClosed{}, "", "-overnight_ack/=void"},
			step{monday + 3*minute, tried{chat.CallOvernight, "1", monday + 2*minute, chat.AttemptReached, "", 0}, "asha", "-call:overnight/=kept"},
		)},
		{"closed before anybody looked, and called all the same", with(served, // G-ON-02: the look outlives the chat, and so does the call
			step{monday + 3*minute, &chat.ResolutionConfirmed{Message: "c0"}, "asha", "-overnight_ack/asha=void -call:overnight/asha=void"},
			step{monday + 4*minute, &chat.ChatClosed{}, "asha", ""},
			step{monday + 5*minute, &chat.NightReviewed{Call: true}, "rohan", "-overnight_review/asha=kept +call:overnight/@1h55m0s"},
		)},
		{"a dated promise stands beside the call of the night", with(served, // G-NR-04: what was promised is not void
			step{monday + 2*minute, line("a1", agent, "I will call you at 3 pm.", ""), "asha", "+call/asha@4h58m0s"},
			step{monday + 3*minute, &chat.NightReviewed{Note: "solved in the chat"}, "asha", "-overnight_review/asha=kept -overnight_ack/asha=void -call:overnight/asha=void"},
			step{monday + 4*minute, &chat.ResolutionConfirmed{Message: "c0"}, "asha", ""},
		)},
		{"a backend that says again that a chat is open", []step{
			{monday + 8*hour, &chat.ChatOpened{}, "", "+accept/@30s"},
			{monday + 8*hour + second, &chat.ChatAccepted{Agent: "asha"}, "asha", "-accept/=kept"},
			{monday + 10*hour, &chat.ChatOpened{}, "", ""},
		}},
		{"another night", with(came(),
			step{monday + night + minute, &chat.ChatClosed{}, "", "-overnight_ack/=void"},
			step{monday + night + hour, &chat.ChatOpened{}, "", "night " + theNext + " +overnight_ack/@30m0s since " + since()},
		)},
	} {
		t.Run(tc.name, func(t *testing.T) { playIn(t, nightHub(t), tc.steps) })
	}
}

// The texts that acknowledge are the team's own (scripts.overnight_ack).
func TestAnotherTextForTheNight(t *testing.T) {
	h := nightHub(t)
	h.edition.Scripts.OvernightAck = []string{"good-morning"}
	playIn(t, h, []step{
		came()[0],
		{monday + minute, &chat.ChatAccepted{Agent: "asha"}, "asha", "any"},
		{monday + 2*minute, line("a1", agent, tells, "delayed-ack"), "asha", ""},
		{monday + 3*minute, line("a2", agent, tells, "good-morning"), "asha", "-overnight_ack/asha=kept"},
	})
}

// A roster that names nobody makes no nights (practice floors and trials).
func TestNoRosterNoNight(t *testing.T) {
	h := newHub(t)
	h.only = nightly
	playIn(t, h, []step{{monday + night, &chat.ChatOpened{}, "", "+accept/@30s"}})
}

// A clock of the night has not begun before the shift does, and says so.
func TestANightsClockReads(t *testing.T) {
	p := shipped()
	o := chat.Obligation{Kind: chat.OwedReview, Started: monday, Due: monday + 30*minute}
	call := chat.Obligation{Kind: chat.OwedCall, Reason: chat.CallOvernight, Started: monday, Due: monday + 2*hour}
	for _, tc := range []struct {
		o     chat.Obligation
		now   chat.Instant
		level obligation.Level
		words string
	}{
		{o, monday + night, obligation.Calm, "review from Mon 10:00"},
		{o, monday - hour, obligation.Calm, "review from 10:00"},
		{o, monday - 1, obligation.Calm, "review from 10:00"},
		{call, monday - hour, obligation.Calm, "call from 10:00"},
		{o, monday, obligation.Calm, "review in 30:00"},
		{o, monday + 15*minute, obligation.Warning50, "review in 15:00"},
		{o, monday + 30*minute, obligation.Breached, "breached by 0:00"}, // G-ON-02
	} {
		if k := obligation.Read(tc.o, tc.now, false, p); k.Level != tc.level || k.Words != tc.words {
			t.Errorf("at %s it reads %s, %q; want %s, %q", tc.now.Sub(monday), k.Level, k.Words, tc.level, tc.words)
		}
	}
}

// G-TRIG-02, G-TRIG-04, A-47: what the bot did wrong is written up by the end of
// cover.
func TestWriteUps(t *testing.T) {
	wrong := func(rule chat.RuleID, m chat.MessageID, by chat.AgentID) chat.Body {
		return &chat.TriggerRaised{Trigger: chat.Trigger{
			Rule: rule, Level: chat.LevelAlert, Tier: chat.TierImmediate, MarkedBy: by, Evidence: []chat.Evidence{{Message: m}},
		}}
	}
	opened := []step{{monday + hour, &chat.ChatOpened{Bot: true}, "", ""}, {monday + hour, line("b1", bot, tells, ""), "", ""}}
	for _, tc := range []struct {
		name  string
		steps []step
	}{
		{"marked by hand, and written up", with(opened,
			step{monday + hour, wrong(policy.RuleBotWrong, "b1", "asha"), "asha", "+bot_error/bot_wrongasha@8h0m0s"},
			step{monday + hour, wrong(policy.RuleBotWrong, "b1", "asha"), "asha", ""},
			step{monday + 2*hour, &chat.ChatClosed{}, "", ""}, // it outlives the chat
			step{monday + 3*hour, &chat.BotErrorWritten{Message: "b1"}, "asha", "-bot_error/bot_wrongasha=kept"},
		)},
		{"a notice, in a chat that somebody serves", with(opened, // G-OPS-02
			step{monday + hour, &chat.TriggerRaised{Trigger: chat.Trigger{
				Rule: policy.RuleBotWrong, Level: chat.LevelNotice, MarkedBy: "asha", Evidence: []chat.Evidence{{Message: "b1"}},
			}}, "asha", "+bot_error/bot_wrongasha@8h0m0s"},
		)},
		{"suspected, and confirmed", with(opened,
			step{monday + hour, wrong(policy.RuleHallucination, "b1", ""), "", ""},
			step{monday + hour, &chat.TriggerConfirmed{Rule: policy.RuleHallucination}, "rohan", "+bot_error/hallucinationrohan@8h0m0s"},
		)},
		{"what is written is not owed again", with(opened,
			step{monday + hour, wrong(policy.RuleBotWrong, "b1", ""), "", ""},
			step{monday + hour, &chat.BotErrorWritten{Message: "b1"}, "asha", ""},
			step{monday + hour, &chat.TriggerConfirmed{Rule: policy.RuleBotWrong}, "asha", ""},
		)},
		{"another line is another error", with(opened,
			step{monday + hour, wrong(policy.RuleBotWrong, "b1", "asha"), "asha", "+bot_error/bot_wrongasha@8h0m0s"},
			step{monday + hour, wrong(policy.RuleHallucination, "b0", "asha"), "asha", "+bot_error/hallucinationasha@8h0m0s"},
			step{monday + 10*hour, &chat.CustomerDescribed{}, "", "[" + (monday + 9*hour).Sub(0).String() + "] !bot_error/bot_wrongasha !bot_error/hallucinationasha"},
		)},
		{"other alerts are no errors of the bot", with(opened,
			step{monday + hour, wrong(policy.RuleFrustration, "c1", "asha"), "asha", ""},
			step{monday + hour, &chat.TriggerConfirmed{Rule: policy.RuleFrustration}, "asha", ""},
			step{monday + hour, &chat.TriggerConfirmed{Rule: policy.RuleBotWrong}, "asha", ""},
		)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h := newHub(t)
			covered(h.edition)
			h.only = []chat.ObligationKind{chat.OwedWriteUp}
			playIn(t, h, tc.steps)
			for _, o := range h.chat().Obligations {
				if o.Kind == chat.OwedWriteUp && o.Shift != theNext {
					t.Errorf("it is of shift %q", o.Shift)
				}
			}
		})
	}
}

// What is written up by its obligation alone ends that one.
func TestWriteUpByObligation(t *testing.T) {
	h := newHub(t)
	h.only = []chat.ObligationKind{chat.OwedWriteUp}
	h.at(monday, &chat.ChatOpened{Bot: true}, "")
	h.at(monday, &chat.TriggerRaised{Trigger: chat.Trigger{Rule: policy.RuleBotWrong, Level: chat.LevelAlert, MarkedBy: "asha"}}, "asha")
	id := h.chat().Obligations[len(h.chat().Obligations)-1].ID
	if got := h.at(monday+minute, &chat.BotErrorWritten{Obligation: "another"}, "asha"); got != "" {
		t.Errorf("another one ends it: %q", got)
	}
	if got := h.at(monday+minute, &chat.BotErrorWritten{Obligation: id}, "asha"); got != "-bot_error/bot_wrongasha=kept" {
		t.Errorf("it ends %q", got)
	}
}

// TestEveryNumberOfCallsAndTheNight does what TestEveryNumberOfTheRegister does, for
// what depends on who covers the floor.
func TestEveryNumberOfCallsAndTheNight(t *testing.T) {
	wrote := with(came(), step{monday + night + second, line("c0", customer, "Hello", ""), "", ""})
	reached := with(wrote, step{monday + 5*minute, &chat.AttemptEnded{Attempt: chat.Attempt{
		ID: "1", By: "asha", Began: monday + 5*minute, Ended: monday + 5*minute, Outcome: chat.AttemptReached,
	}}, "asha", ""})
	upset := []step{
		wrote[0], wrote[1],
		{monday + second, &chat.NightReviewed{}, "asha", ""}, // no other call
		{monday + minute, trigger(policy.RuleFrustration, chat.LevelAlert, chat.TierImmediate), "", ""},
	}
	urgent := []step{
		{monday, &chat.ChatOpened{}, "", ""},
		{monday + second, line("c0", customer, "Hello", ""), "", ""},
		{monday + 2*second, &chat.TagAdded{Tag: "Urgent"}, "asha", ""},
	}
	left := []step{
		{monday, &chat.ChatOpened{}, "", ""},
		{monday + second, line("c0", customer, "Hello", ""), "", ""},
		{monday + 2*second, &chat.ChatAccepted{Agent: "asha"}, "asha", ""},
		{monday + minute, &chat.ChatClosed{}, "asha", ""},
	}
	within := func(d time.Duration) policy.Term { return policy.Term{Within: d} }
	type other struct {
		due chat.Instant
		set func(*policy.Policy)
	}
	for _, tc := range []struct {
		name string
		kind chat.ObligationKind
		by   []step
		due  chat.Instant
		or   []other
	}{
		{"overnight.review, G-ON-02", chat.OwedReview, wrote, monday + 30*minute, []other{{monday + 10*minute, func(p *policy.Policy) { p.Overnight.Review = 10 * time.Minute }}}},
		{"overnight.review, G-ON-10", chat.OwedNightAck, wrote, monday + 30*minute, []other{{monday + 10*minute, func(p *policy.Policy) { p.Overnight.Review = 10 * time.Minute }}}},
		{"overnight.call, G-ON-11", chat.OwedCall, wrote, monday + 120*minute, []other{{monday + 40*minute, func(p *policy.Policy) { p.Overnight.Call = 40 * time.Minute }}}},
		{"overnight.resolve, G-ON-12", chat.OwedNightResolve, reached, monday + 20*minute, []other{{monday + 6*minute, func(p *policy.Policy) { p.Overnight.Resolve = time.Minute }}}},
		{"delay.escalation_check, G-ONESC-02", chat.OwedCall, upset, monday + minute + 24*hour, []other{{monday + 4*minute, func(p *policy.Policy) { p.Delay.EscalationCheck = 3 * time.Minute }}}},
		{"followup.urgent, G-FU-06", chat.OwedCall, urgent, monday + second + 5*minute + 2*hour, []other{
			{monday + second + 5*minute + 90*minute, func(p *policy.Policy) { p.FollowUp.Urgent = within(90 * time.Minute) }},
			{monday + 9*hour, func(p *policy.Policy) { p.FollowUp.Urgent = policy.Term{SameDay: true} }},
			{monday + second + minute + 2*hour, func(p *policy.Policy) { p.Silence.Close = time.Minute }},
		}},
		{"followup.standard, G-FU-07", chat.OwedCall, left, monday + 9*hour, []other{
			{monday + 4*minute, func(p *policy.Policy) { p.FollowUp.Standard = within(3 * time.Minute) }},
			{monday + 11*hour, func(p *policy.Policy) { p.Cover.Window.To += 120 }},
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			edgeBy(t, tc.kind, tc.by, tc.due, covered)
			for _, or := range tc.or {
				edgeBy(t, tc.kind, tc.by, or.due, func(e *policy.Edition) {
					covered(e)
					or.set(&e.Policy)
				})
			}
		})
	}
}

// G-FU-07: what is due by the end of cover is called out before.
func TestBeforeTheEndOfCover(t *testing.T) {
	p := shipped()
	o := chat.Obligation{Kind: chat.OwedCall, Reason: chat.CallTechnical, Started: monday, Due: monday + 9*hour}
	write := chat.Obligation{Kind: chat.OwedWriteUp, Started: monday, Due: monday + 9*hour}
	for _, ob := range []chat.Obligation{o, write} {
		for _, warn := range []time.Duration{p.Shift.Warn, 20 * time.Minute} {
			q := *p
			q.Shift.Warn = warn
			at := ob.Due.Add(-warn)
			if k := obligation.Read(ob, at-1, false, &q); k.Level == obligation.Warning80 {
				t.Errorf("%s warns before %s are left", ob.Kind, warn)
			}
			if k := obligation.Read(ob, at, false, &q); k.Level != obligation.Warning80 {
				t.Errorf("%s does not warn when %s are left", ob.Kind, warn)
			}
		}
	}
}

// Where nobody will ever be there, no shift works anything off: the clocks of the
// day say so, and "the same day" is soon.
func TestNobodyEver(t *testing.T) {
	h := newHub(t)
	h.edition.Holidays = nil
	h.edition.Roster = []policy.RosterSlot{{Day: policy.DayHoliday, Role: policy.RolePrimary, Agent: "asha"}}
	h.only = nightly
	playIn(t, h, []step{
		{monday, &chat.ChatOpened{}, "", "+accept/@30s"},
		{monday + second, line("c0", customer, "Hello", ""), "", ""},
		{monday + 2*second, &chat.ChatAccepted{Agent: "asha"}, "asha", "-accept/=kept"},
		{monday + minute, &chat.ChatClosed{}, "asha", "+call:left_unconfirmed/asha@2h0m0s"},
	})
}

// A ticket that cannot be read says nothing about why somebody is called.
func TestACallForATicketThatCannotBeRead(t *testing.T) {
	h := newHub(t)
	covered(h.edition)
	h.only = []chat.ObligationKind{chat.OwedCall}
	playIn(t, h, []step{
		{monday, &chat.ChatOpened{}, "", ""},
		{monday + second, line("c0", customer, "Hello", ""), "", ""},
		{monday + 2*second, &chat.ChatAccepted{Agent: "asha"}, "asha", ""},
		{monday + 3*second, &chat.TicketSaved{Ref: "r", Ticket: []byte("{")}, "asha", ""},
		{monday + minute, &chat.ChatClosed{}, "asha", "+call:left_unconfirmed/asha@8h59m0s"},
	})
}
