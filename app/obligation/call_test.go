package obligation_test

import (
	"fmt"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
	"floorwalker/assets"
)

// monday is a working day, 10:00 in the zone of the policy that ships: the
// moment at which cover begins.
var monday = chat.InstantOf(time.Date(2026, 11, 23, 10, 0, 0, 0, assets.Edition().Zone()))

const hour = 60 * minute

// covered gives an edition people for working days, 10:00 to 19:00.
func covered(e *policy.Edition) {
	e.Roster = []policy.RosterSlot{
		{Day: policy.DayWeekday, Role: policy.RolePrimary, Agent: "asha"},
		{Day: policy.DayWeekday, Role: policy.RoleSecondary, Agent: "rohan"},
	}
}

// closedWith returns the fact of the ticket that a chat is closed with.
func closedWith(t testing.TB, set func(*ticket.Ticket)) chat.Body {
	t.Helper()
	k := ticket.Ticket{Ref: ticket.RefOf(ticket.RefTicket, "c", monday), Chat: "c", Handled: ticket.HandledBoth}
	set(&k)
	raw, err := ticket.Encode(k)
	if err != nil {
		t.Fatal(err)
	}
	return &chat.TicketSaved{Ref: string(k.Ref), Ticket: raw}
}

func about(c ticket.ChoiceID) func(*ticket.Ticket) {
	return func(k *ticket.Ticket) { k.Category = c }
}

// tried is an attempt of the call that runs, by its reason.
type tried struct {
	reason  chat.CallReason
	id      chat.AttemptID
	began   chat.Instant
	outcome string
	note    string
	again   chat.Instant
}

// Kind makes tried a body; the hub of the test makes a real one of it.
func (tried) Kind() chat.Kind { return "tried" }

// real makes the event of an attempt at the call that runs for its reason.
func (a tried) real(h *hub) chat.Body {
	id := chat.ObligationID("gone")
	for _, o := range h.chat().Failed {
		if o.Reason == a.reason {
			id = o.ID
		}
	}
	for _, o := range h.chat().Obligations {
		if o.Kind == chat.OwedCall && o.Reason == a.reason {
			id = o.ID
		}
	}
	return &chat.AttemptEnded{Gap: h.policy.FollowUp.Gap, Attempt: chat.Attempt{
		ID: a.id, Obligation: id, By: "asha", Began: a.began, Ended: a.began + minute, Outcome: a.outcome, Note: a.note, Again: a.again,
	}}
}

func playIn(t *testing.T, h *hub, steps []step) {
	t.Helper()
	for i, s := range steps {
		body := s.body
		if a, ok := body.(tried); ok {
			body = a.real(h)
		}
		if got := h.at(s.at, body, s.by); got != s.want && s.want != "any" {
			t.Fatalf("step %d, %s: %q, want %q", i+1, s.body.Kind(), got, s.want)
		}
	}
}

// closes closes a chat after which nobody is called.
func closes(at chat.Instant) step { return step{at, &chat.ChatClosed{}, "asha", ""} }

func TestCallsByRule(t *testing.T) {
	served := []step{
		{monday, &chat.ChatOpened{Bot: true}, "", ""},
		{monday + second, line("c0", customer, "Hello", ""), "", ""},
		{monday + 2*second, &chat.ChatTakenOver{Agent: "asha"}, "asha", ""},
		{monday + 3*second, line("a1", agent, tells, ""), "asha", ""},
	}
	asked := with(served, step{monday + 4*second, line("a2", agent, asks, ""), "asha", ""})
	at := monday + minute
	end := func(want string) step { return step{at, &chat.ChatClosed{}, "asha", want} }
	ticketed := func(set func(*ticket.Ticket)) step { return step{at - second, closedWith(t, set), "asha", ""} }
	setUp := func(k *ticket.Ticket) { k.Category, k.Classification = "technical", "ivr" }
	for _, tc := range []struct {
		name  string
		steps []step
	}{
		{"who leaves without a word is called by the end of cover", with(served, end("+call:left_unconfirmed/asha@8h59m0s"))}, // G-FU-01, G-FU-07
		{"of a technical issue", with(served, ticketed(about("technical")), end("+call:technical/asha@8h59m0s"))},             // G-FU-02
		{"of a technical alert, where nobody has filled in a ticket", with(served[:2], // G-FU-02
			step{monday + 2*second, trigger(policy.RuleTechnical, chat.LevelAlert, chat.TierImmediate), "", ""},
			end("+call:technical/@8h59m0s"),
		)},
		{"of a billing query", with(served, ticketed(about("billing")), end("+call:billing/asha@8h59m0s"))}, // G-FU-03
		{"urgent, and then silent", with(asked, // G-FU-04
			step{monday + 5*second, &chat.TagAdded{Tag: "urgent"}, "asha", ""},
			step{monday + 4*second + 5*minute - 1, &chat.CustomerDescribed{}, "", ""},
			step{monday + 4*second + 5*minute, &chat.CustomerDescribed{}, "", "[" + (monday + 4*second + 5*minute).Sub(0).String() + "] +call:urgent_silent/asha@2h0m0s"},
			step{monday + 6*minute, &chat.ChatClosed{}, "asha", ""},
		)},
		{"urgent and silent wins over what it was about", with(asked, // G-FU-04: one call, for the strongest reason
			step{monday + 5*second, trigger(policy.RuleFrustration, chat.LevelAlert, chat.TierImmediate), "", ""},
			step{monday + 6*minute, closedWith(t, about("technical")), "asha", "[" + (monday + 4*second + 5*minute).Sub(0).String() + "] +call:urgent_silent/asha@2h0m0s"},
			step{monday + 7*minute, &chat.ChatClosed{}, "asha", ""},
		)},
		{"a call that was made since they wrote", with(asked,
			step{monday + 3*minute, line("s2", agent, "we close", "silence-2"), "asha", "+call/asha@2h0m0s"},
			step{monday + 4*minute, tried{chat.CallSilent, "1", monday + 3*minute, chat.AttemptReached, "", 0}, "asha", "-call/asha=kept"}, closes(monday+5*minute),
		)},
		{"not silent is not urgent", with(served, step{monday + 5*second, &chat.TagAdded{Tag: "Urgent"}, "asha", ""}, end("+call:left_unconfirmed/asha@8h59m0s"))},
		{"an alert that was none does not make it urgent", with(asked,
			step{monday + 5*second, trigger(policy.RuleHumanRequest, chat.LevelAlert, chat.TierImmediate), "", ""},
			step{monday + 6*second, &chat.TriggerDismissed{Rule: policy.RuleHumanRequest}, "asha", ""},
			step{monday + 8*minute, &chat.CustomerDescribed{}, "", ""},
		)},
		{"urgent, and nobody came", with(served[:2], // G-FU-04
			step{monday + 2*second, trigger(policy.RuleHumanRequest, chat.LevelAlert, chat.TierImmediate), "", ""},
			step{monday + 5*minute + second, &chat.CustomerDescribed{}, "", "[" + (monday + 5*minute + second).Sub(0).String() + "] +call:urgent_silent/@2h0m0s"},
			step{monday + 7*minute, line("c1", customer, "Well?", ""), "", ""},
			step{monday + 8*minute, &chat.ChatTakenOver{Agent: "asha"}, "asha", ""},
			step{monday + 9*minute, &chat.ResolutionConfirmed{Message: "c1"}, "asha", "-call:urgent_silent/=void"},
		)},
		{"a set-up that was left in the middle", with(served, // G-FU-05
			step{monday + 5*second, &chat.ChatStepped{Step: chat.StepResolving}, "asha", ""}, ticketed(setUp), end("+call:setup_abandoned/asha@8h59m0s"),
		)},
		{"a set-up whose next steps are on the ticket", with(served, // G-FU-05
			step{monday + 5*second, &chat.ChatStepped{Step: chat.StepClosing}, "asha", ""},
			ticketed(func(k *ticket.Ticket) { setUp(k); k.NextSteps = "Add the second menu." }), end("+call:setup_abandoned/asha@8h59m0s"),
		)},
		{"a set-up that was finished is a technical issue", with(served,
			step{monday + 5*second, &chat.ChatStepped{Step: chat.StepClosing}, "asha", ""}, ticketed(setUp), end("+call:technical/asha@8h59m0s"),
		)},
		{"confirmed, nobody is called", with(served, step{monday + 5*second, &chat.ResolutionConfirmed{Message: "c0"}, "asha", ""}, end(""))},
		{"confirmed on the ticket", with(served, ticketed(func(k *ticket.Ticket) { k.Confirmed = "c0" }), end(""))},
		{"no enquiry", with(served, ticketed(func(k *ticket.Ticket) { k.EndReason = "no_enquiry" }), end(""))},
		{"never engaged", with(served, ticketed(func(k *ticket.Ticket) { k.EndReason, k.EndDetail = "no_response", "never_engaged" }), end(""))},
		{"who never wrote", []step{
			{monday, &chat.ChatOpened{}, "", ""},
			{monday + second, &chat.ChatAccepted{Agent: "asha"}, "asha", ""},
			end(""),
		}},
		{"a bot's chat that called for nobody", with(served[:2], end(""))},
		{"an alert that nobody answered", with(served[:2],
			step{monday + 2*second, trigger("low", chat.LevelAlert, chat.TierProactive), "", ""}, end("+call:left_unconfirmed/@8h59m0s"),
		)},
		{"silence-2 has promised a call already", with(asked, // G-NR-04, A-59
			step{monday + 3*minute, line("s2", agent, "we close", "silence-2"), "asha", "+call/asha@2h0m0s"},
			step{monday + 4*minute, closedWith(t, about("technical")), "asha", ""}, step{monday + 5*minute, &chat.ChatClosed{}, "asha", ""},
		)},
		{"spoken to by phone since they wrote", with(served,
			step{monday + 5*second, &chat.AttemptEnded{Attempt: chat.Attempt{ID: "t", Began: monday + 4*second, Ended: monday + 5*second, Outcome: chat.AttemptReached}}, "asha", ""},
			end(""),
		)},
		{"one call, although the chat comes back", with(served, end("+call:left_unconfirmed/asha@8h59m0s"),
			step{at + minute, &chat.ChatOpened{}, "", ""},
			step{at + 2*minute, line("c1", customer, "Again", ""), "", ""},
			step{at + 3*minute, &chat.ChatAccepted{Agent: "rohan"}, "rohan", ""},
			step{at + 4*minute, &chat.ChatClosed{}, "rohan", ""},
			step{at + 5*minute, &chat.ChatOpened{}, "", ""},
			step{at + 6*minute, &chat.ChatAccepted{Agent: "rohan"}, "rohan", ""},
			step{at + 7*minute, &chat.ResolutionConfirmed{Message: "c1"}, "rohan", "-call:left_unconfirmed/asha=void"},
		)},
		{"after cover, by the end of the next day that has any", with(served, // G-FU-07
			step{monday + 9*hour + minute, &chat.ChatClosed{}, "", "+call:left_unconfirmed/asha@23h59m0s"})},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h := newHub(t)
			covered(h.edition)
			h.only = []chat.ObligationKind{chat.OwedCall}
			playIn(t, h, tc.steps)
		})
	}
}

func TestAttempts(t *testing.T) {
	promised := []step{
		{monday, &chat.ChatOpened{}, "", ""},
		{monday + second, line("c0", customer, "Hello", ""), "", ""},
		{monday + 2*second, &chat.ChatAccepted{Agent: "asha"}, "asha", ""},
		{monday + minute, &chat.ChatClosed{}, "asha", "+call:left_unconfirmed/asha@8h59m0s"},
	}
	const why = chat.CallLeftUnconfirmed
	try := func(id string, after chat.Instant, outcome, want string) step {
		return step{monday + after + minute, tried{why, chat.AttemptID(id), monday + after, outcome, "a note", 0}, "asha", want}
	}
	vain := func(id string, after chat.Instant, want string) step {
		return try(id, after, chat.AttemptNoAnswer, want)
	}
	for _, tc := range []struct {
		name  string
		steps []step
	}{
		{"reached", with(promised, try("1", 5*minute, chat.AttemptReached, "-call:left_unconfirmed/asha=kept"))},
		{"three in vain, an hour apart", with(promised, // G-FU-06
			vain("1", 5*minute, ""), vain("2", 66*minute, ""), vain("3", 127*minute, "-call:left_unconfirmed/asha=failed"),
		)},
		{"one that was a millisecond early does not count", with(promised,
			vain("1", 5*minute, ""), vain("2", 66*minute-1, ""), vain("3", 127*minute, ""), vain("4", 188*minute, "-call:left_unconfirmed/asha=failed"),
		)},
		{"every kind of in vain counts", with(promised,
			try("1", 5*minute, chat.AttemptBusy, ""), try("2", 66*minute, chat.AttemptWrong, ""),
			try("3", 127*minute, chat.AttemptOther, "-call:left_unconfirmed/asha=failed"),
		)},
		{"not made counts for nothing", with(promised,
			vain("1", 5*minute, ""), try("2", 20*minute, chat.AttemptNotMade, ""), vain("3", 66*minute, ""),
			try("4", 127*minute, chat.AttemptNotMade, ""), vain("5", 127*minute, "-call:left_unconfirmed/asha=failed"),
		)},
		{"a late arrival that makes the third too early", with(promised,
			vain("1", 5*minute, ""), vain("2", 66*minute, ""),
			step{monday + 140*minute, tried{why, "late", monday + 100*minute, chat.AttemptNoAnswer, "", 0}, "rohan", ""},
			vain("3", 150*minute, ""), vain("4", 211*minute, "-call:left_unconfirmed/asha=failed"),
		)},
		{"a late arrival that leaves a failed call with two", with(promised, // else it were owed by nobody
			vain("1", 5*minute, ""), vain("2", 66*minute, ""), vain("3", 127*minute, "-call:left_unconfirmed/asha=failed"),
			step{monday + 140*minute, tried{why, "late", monday + 100*minute, chat.AttemptNoAnswer, "", 0}, "rohan", "+call:left_unconfirmed/asha@2h0m0s"},
			try("4", 188*minute, chat.AttemptReached, "-call:left_unconfirmed/asha=kept"),
		)},
		{"a late arrival that leaves it with three", with(promised,
			vain("1", 5*minute, ""), vain("2", 66*minute, ""), vain("3", 127*minute, "-call:left_unconfirmed/asha=failed"),
			step{monday + 140*minute, tried{why, "late", monday + 130*minute, chat.AttemptNoAnswer, "", 0}, "rohan", ""},
		)},
		{"a late arrival after a message was sent instead", with(promised, // G-FU-08
			vain("1", 5*minute, ""), vain("2", 66*minute, ""), vain("3", 127*minute, "-call:left_unconfirmed/asha=failed"),
			step{monday + 130*minute, &chat.MessagePosted{Message: "w", From: agent, Text: "We called.", Via: chat.ChannelWhatsApp}, "asha", ""},
			step{monday + 140*minute, tried{why, "late", monday + 100*minute, chat.AttemptNoAnswer, "", 0}, "rohan", ""},
		)},
		{"at another time", with(promised, // the customer is called again, for the same
			step{
				monday + 6*minute,
				tried{why, "1", monday + 5*minute, chat.AttemptCallBack, "at noon", monday + 2*hour},
				"asha",
				"-call:left_unconfirmed/asha=kept +call:call_back/asha@1h54m0s",
			},
			step{monday + 2*hour - 1, tried{chat.CallAgain, "2", monday + 119*minute, chat.AttemptReached, "", 0}, "asha", "-call:call_back/asha=kept"},
		)},
		{"at another time that nobody said", with(promised,
			step{monday + 6*minute, tried{why, "1", monday + 5*minute, chat.AttemptCallBack, "", 0}, "asha", "-call:left_unconfirmed/asha=kept +call:call_back/asha@2h0m0s"},
		)},
		{"of a call that has ended nothing follows", with(promised,
			try("1", 5*minute, chat.AttemptReached, "-call:left_unconfirmed/asha=kept"), vain("2", 7*minute, ""),
		)},
		{"who was tried in time is not called too late", with(promised,
			vain("1", 8*hour+30*minute, ""), step{monday + 40*hour, &chat.CustomerDescribed{}, "", ""},
		)},
		{"who was not, is", with(promised, // G-FU-07
			step{monday + 9*hour, &chat.CustomerDescribed{}, "", "[" + (monday + 9*hour).Sub(0).String() + "] !call:left_unconfirmed/asha"},
		)},
	} {
		t.Run(tc.name, func(t *testing.T) {
			h := newHub(t)
			covered(h.edition)
			h.only = []chat.ObligationKind{chat.OwedCall}
			playIn(t, h, tc.steps)
		})
	}
}

// A call that failed is resumed once, however many attempts at it arrive late.
func TestACallIsResumedOnce(t *testing.T) {
	h := newHub(t)
	covered(h.edition)
	h.only = []chat.ObligationKind{chat.OwedCall}
	try := func(at, began chat.Instant, id chat.AttemptID, outcome, want string) step {
		return step{at, tried{chat.CallLeftUnconfirmed, id, began, outcome, "", 0}, "asha", want}
	}
	in := func(n chat.Instant) chat.Instant { return monday + n*minute }
	playIn(t, h, []step{
		{monday, &chat.ChatOpened{}, "", ""},
		{monday + second, line("c0", customer, "Hello", ""), "", ""},
		{monday + 2*second, &chat.ChatAccepted{Agent: "asha"}, "asha", ""},
		{in(1), &chat.ChatClosed{}, "asha", "any"},
		try(in(6), in(5), "1", chat.AttemptNoAnswer, ""), try(in(67), in(66), "2", chat.AttemptNoAnswer, ""),
	})
	was := h.chat().Obligations[0].ID
	playIn(t, h, []step{
		try(in(128), in(127), "3", chat.AttemptNoAnswer, "-call:left_unconfirmed/asha=failed"),
		try(in(130), in(100), "late", chat.AttemptBusy, "+call:left_unconfirmed/asha@2h0m0s"),
	})
	o := h.chat().Obligations[0]
	if _, failed := h.chat().HasFailed(was); failed || o.Cause != string(was) || o.Owner != "asha" {
		t.Errorf("it is %+v", o)
	}
	playIn(t, h, []step{
		{in(132), &chat.ObligationEnded{Obligation: o.ID, How: chat.EndedKept}, "lena", "any"},
		{in(133), &chat.AttemptEnded{Gap: h.policy.FollowUp.Gap, Attempt: chat.Attempt{
			ID: "later", Obligation: was, Began: in(40), Ended: in(41), Outcome: chat.AttemptBusy,
		}}, "rohan", ""},
	})
	if n := len(h.chat().Obligations); n != 0 {
		t.Errorf("%d are owed", n)
	}
}

// The number of the policy is the one that counts (followup.attempts).
func TestTwoAttempts(t *testing.T) {
	h := newHub(t)
	covered(h.edition)
	h.policy.FollowUp.Attempts, h.policy.FollowUp.Gap = 2, time.Minute
	h.only = []chat.ObligationKind{chat.OwedCall}
	playIn(t, h, []step{
		{monday, &chat.ChatOpened{}, "", ""},
		{monday + second, line("c0", customer, "Hello", ""), "", ""},
		{monday + 2*second, &chat.ChatAccepted{Agent: "asha"}, "asha", ""},
		{monday + minute, &chat.ChatClosed{}, "asha", "any"},
		{monday + 3*minute, tried{chat.CallLeftUnconfirmed, "1", monday + 2*minute, chat.AttemptNoAnswer, "", 0}, "asha", ""},
		{monday + 5*minute, tried{chat.CallLeftUnconfirmed, "2", monday + 4*minute, chat.AttemptNoAnswer, "", 0}, "asha", "-call:left_unconfirmed/asha=failed"},
	})
}

// An attempt that was in time and is told of late takes back what was said about
// the call being late.
func TestToldLate(t *testing.T) {
	h := newHub(t)
	covered(h.edition)
	h.only = []chat.ObligationKind{chat.OwedCall}
	playIn(t, h, []step{
		{monday, &chat.ChatOpened{}, "", ""},
		{monday + second, line("c0", customer, "Hello", ""), "", ""},
		{monday + 2*second, &chat.ChatAccepted{Agent: "asha"}, "asha", ""},
		{monday + minute, &chat.ChatClosed{}, "asha", "any"},
		{monday + 10*hour, tried{chat.CallLeftUnconfirmed, "1", monday + 8*hour, chat.AttemptNoAnswer, "", 0}, "asha", "any"},
	})
	o := h.chat().Obligations[0]
	if o.Breached != 0 || o.Attempts != 1 || o.LastAttempt != monday+8*hour+minute {
		t.Errorf("it reads %+v", o)
	}
	for _, tc := range []struct {
		now   chat.Instant
		level obligation.Level
		words string
	}{
		{monday + 8*hour + 2*minute, obligation.Calm, "call again in 59:00"},
		{monday + 9*hour + minute - 1, obligation.Calm, "call again in 0:01"},
		{monday + 9*hour + minute, obligation.Warning80, "call again now"},
		{monday + 30*hour, obligation.Warning80, "call again now"},
	} {
		if k := obligation.Read(o, tc.now, false, h.policy); k.Level != tc.level || k.Words != tc.words {
			t.Errorf("at %s it reads %s, %q; want %s, %q", tc.now.Sub(monday), k.Level, k.Words, tc.level, tc.words)
		}
	}
	if k := obligation.Read(o, monday+8*hour+2*minute, true, h.policy); k.Words != "call again in about 59:00 (time is uncertain)" {
		t.Errorf("without certain time it reads %q", k.Words)
	}
}

// G-CB-05, G-CB-10, G-CB-11: the offer, the number and the line that has it.
func TestCallbacks(t *testing.T) {
	h := newHub(t)
	h.only = []chat.ObligationKind{chat.OwedCall, chat.OwedCallback}
	agreed := chat.Obligation{
		ID: "k", Kind: chat.OwedCall, Started: 20 * second, Due: 2 * hour, Owner: "asha", Reason: chat.CallConfiguration,
		Ref: "CB-7K2M", Unconfirmed: true, Consent: "c0",
	}
	playIn(t, h, []step{
		{0, &chat.ChatOpened{}, "", ""},
		{second, line("c0", customer, "Hello", ""), "", ""},
		{2 * second, &chat.ChatAccepted{Agent: "asha"}, "asha", "+callback_prompt/asha@15m0s"},
		{10 * second, &chat.CallbackOffered{Reason: chat.CallConfiguration}, "asha", "-callback_prompt/asha=kept"},
		{20 * second, &chat.ObligationStarted{Obligation: agreed}, "asha", ""},
		{30 * second, line("a1", agent, "We have it.", ""), "asha", ""},
		{40 * second, line("a2", agent, "We will call you in ten minutes. Your number is cb-7k2m.", ""), "asha", "~CB-7K2M by a2"},
		{50 * second, line("a3", agent, "Again: CB-7K2M.", ""), "asha", ""},
	})
	if o := h.chat().Obligations[len(h.chat().Obligations)-1]; o.ID != "k" || o.Unconfirmed {
		t.Errorf("it is still unconfirmed: %+v", o)
	}
}

// Who schedules a call without having offered it need not be reminded either.
func TestAnAgreedCallEndsTheReminder(t *testing.T) {
	for _, r := range append(chat.CallReasons(), chat.CallSilent) {
		h := newHub(t)
		h.only = []chat.ObligationKind{chat.OwedCallback}
		want := map[bool]string{true: "-callback_prompt/asha=kept"}[r.Offered()]
		playIn(t, h, []step{
			{0, &chat.ChatOpened{}, "", ""},
			{second, &chat.ChatAccepted{Agent: "asha"}, "asha", "any"},
			{2 * second, &chat.ObligationStarted{Obligation: chat.Obligation{ID: "k", Kind: chat.OwedCall, Due: hour, Reason: r}}, "asha", want},
		})
	}
}

func TestByRule(t *testing.T) {
	if obligation.ByRule(chat.CallSilent) || obligation.ByRule(chat.CallAgain) || obligation.ByRule(chat.CallConfiguration) || obligation.ByRule("") {
		t.Error("a call that was promised follows from a rule")
	}
	for _, k := range []chat.ObligationKind{chat.OwedReview, chat.OwedWriteUp} {
		if obligation.ByHand(k) {
			t.Error(fmt.Sprint(k, " is kept by somebody's word"))
		}
	}
}
