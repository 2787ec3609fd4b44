package obligation_test

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/obligation"
)

var pledged = []chat.ObligationKind{chat.OwedCall, chat.OwedPromise}

// D-11: what an agent promises in a line is owed, and once.
func TestPromisesInLines(t *testing.T) {
	for _, tc := range []struct {
		name  string
		steps []step
	}{
		{"a call, said again", []step{
			{2 * second, line("a1", agent, "I'll call you within two hours.", ""), "asha", "+call/asha@2h0m0s"},
			{3 * second, line("a2", agent, "As I said, I will call you in two hours.", ""), "asha", ""},
			{4 * second, line("a3", agent, "I will call you within one hour.", ""), "asha", "+call/asha@1h0m0s"},
		}},
		{"a call without a time", []step{ // promise.vague
			{2 * second, line("a1", agent, "I will call you soon.", ""), "asha", "+call/asha@2h0m0s"},
		}},
		{"two things in one line", []step{
			{
				2 * second, line("a1", agent, "I will email you the invoice within an hour, and we will call you within two hours.", ""), "asha",
				"+promise/asha@1h0m0s +call/asha@2h0m0s",
			},
			{3 * second, line("a2", agent, "I will email you the invoice within an hour.", ""), "asha", ""},
		}},
		{"what the customer and the bot say is no promise of ours", []step{
			{2 * second, line("c1", customer, "I will call you within two hours.", ""), "", ""},
			{3 * second, line("b1", bot, "We will call you within two hours.", ""), "", ""},
		}},
		{"the warning of the silence promises a call, whatever it says", []step{ // G-NR-02, A-59
			{2 * second, line("a1", agent, asks, ""), "asha", ""},
			{3 * second, line("a2", agent, "This chat will close soon.", "silence-2"), "asha", "+call/asha@2h0m0s"},
			{4 * second, line("a3", agent, "We will call you within 2 hours.", "silence-3"), "asha", ""},
		}},
		{"the steps of what is not solved are owed by its times", []step{ // G-CLOSE-05 to -07
			{
				2 * second, line("a1", agent, "The next steps: we will email you the invoice. We will have it solved within 48 hours. We will call you within two hours.", "closing-open"), "asha",
				"+promise/asha@48h0m0s +call/asha@2h0m0s",
			},
		}},
		{"in own words they are promised by themselves", []step{
			{
				2 * second, line("a1", agent, "We will email you the invoice. We will have it solved within 48 hours.", ""), "asha",
				"+promise/asha@2h0m0s +promise/asha@48h0m0s",
			},
		}},
		{"by phone, by mail", []step{
			{2 * second, &chat.HandedToChannel{Channel: chat.HandPhone, Due: 3602 * second}, "asha", "+call/asha@1h0m0s"},
			{3 * second, &chat.HandedToChannel{Channel: chat.HandMail, Ref: "r", Reason: "needs a file", Due: 3603 * second}, "asha", "+promise/asha@1h0m0s"},
			{4 * second, &chat.HandedToChannel{Channel: chat.HandTicket}, "asha", "+promise/asha@2h0m0s"},
			{5 * second, line("a1", agent, "We will call you within two hours.", ""), "asha", ""}, // that call
		}},
		{"the notice and the handing are one promise", []step{
			{2 * second, line("a1", agent, "We will mail you within an hour.", ""), "asha", "+promise/asha@1h0m0s"},
			{2 * second, &chat.HandedToChannel{Channel: chat.HandMail, Due: 3602 * second}, "asha", ""},
		}},
		{"closing ends no promise", []step{ // G-NR-04
			{2 * second, line("a1", agent, "I'll call you within two hours.", ""), "asha", "+call/asha@2h0m0s"},
			{3 * second, &chat.ChatClosed{}, "asha", ""},
			{7202 * second, &chat.TicketSaved{Ref: "T-1"}, "", "[2h0m2s] !call/asha"},
			{7300 * second, &chat.ObligationEnded{Obligation: "?"}, "", ""},
		}},
	} {
		t.Run(tc.name, func(t *testing.T) { play(t, served(t, pledged...), tc.steps) })
	}
}

// G-NR-04: nothing that happens to a chat ends a call that was promised; only
// somebody who says so does. In vain is no end either: the referee counts.
func TestACallIsNeverForgotten(t *testing.T) {
	h := served(t, pledged...)
	h.do(line("a1", agent, "I'll call you within two hours.", ""), "asha")
	id := h.chat().Obligations[len(h.chat().Obligations)-1].ID
	for _, b := range []chat.Body{
		&chat.ChatQueued{}, &chat.ChatAccepted{Agent: "rohan"}, &chat.AgentLeft{Agent: "rohan"}, &chat.ChatClosed{},
		&chat.ChatOpened{Bot: true}, &chat.ChatClosed{}, &chat.ObligationHanded{Obligation: id, To: "bela", Note: "my shift ends"},
		&chat.ObligationAttempted{Obligation: id, Outcome: chat.AttemptNoAnswer}, &chat.ObligationAttempted{Obligation: id},
	} {
		if got := h.do(b, "asha"); got != "" {
			t.Fatalf("%s: %q", b.Kind(), got)
		}
	}
	if o, owed := h.chat().Owed(id); !owed || o.Owner != "bela" || o.HandedBy != "asha" || o.Attempts != 2 {
		t.Fatalf("%+v", o)
	}
}

// only who was there can go silent; who never was is promised what the
// words say and no more.
func TestNeverEngaged(t *testing.T) {
	h := newHub(t)
	h.only = pledged
	play(t, h, []step{
		{0, &chat.ChatOpened{}, "", ""},
		{second, &chat.ChatAccepted{Agent: "asha"}, "asha", ""},
		{2 * second, line("a1", agent, "This chat will close soon.", "silence-2"), "asha", ""},
	})
}

// G-CB-05: the reminder to offer a call is over once somebody has.
func TestACallIsOffered(t *testing.T) {
	for _, b := range []chat.Body{
		line("a1", agent, "Shall we call you instead?", ""),
		line("a1", agent, "I'll call you within two hours.", ""),
		line("a1", agent, "Shall we call you? I'll call you within two hours, and I will call you by 5 pm.", ""),
		&chat.HandedToChannel{Channel: chat.HandPhone},
	} {
		h := served(t, chat.OwedCallback)
		if got := h.do(b, "asha"); got != "-callback_prompt/asha=kept" {
			t.Errorf("%+v: %q", b, got)
		}
	}
	h := served(t, chat.OwedCallback)
	if got := h.do(line("a1", agent, "Who did you call?", ""), "asha"); got != "" {
		t.Errorf("%q", got)
	}
}

// An attempt comes no sooner than followup.gap after the last.
func TestNextAttempt(t *testing.T) {
	p := shipped()
	o := chat.Obligation{Kind: chat.OwedCall}
	if at := obligation.NextAttempt(o, p); at != 0 {
		t.Errorf("the first may come at once, not at %d", at)
	}
	o.Attempts, o.LastAttempt = 1, 1_000
	if at := obligation.NextAttempt(o, p); at != chat.Instant(1_000).Add(time.Hour) {
		t.Errorf("next at %d", at)
	}
	p.FollowUp.Gap = 10 * time.Minute
	if at := obligation.NextAttempt(o, p); at != chat.Instant(1_000).Add(10*time.Minute) {
		t.Errorf("with another policy at %d", at)
	}
}

// "Today" and "tomorrow" are days of the calendar, on those too on which the
// clocks are changed (D-02).
func TestDaysWithSummerTime(t *testing.T) {
	for _, tc := range []struct{ now, text, want string }{
		{"2026-03-07T12:00:00-05:00", "I will call you tomorrow at 3 pm.", "2026-03-08T15:00:00-04:00"}, // forward
		{"2026-03-08T00:30:00-05:00", "I will call you within six hours.", "2026-03-08T07:30:00-04:00"},
		{"2026-03-08T11:00:00-04:00", "I will call you today.", "2026-03-08T19:00:00-04:00"},            // cover.window
		{"2026-10-31T12:00:00-04:00", "I will call you tomorrow at 3 pm.", "2026-11-01T15:00:00-05:00"}, // back
		{"2026-11-01T00:30:00-04:00", "I will call you within six hours.", "2026-11-01T05:30:00-05:00"},
	} {
		h := served(t, pledged...)
		h.policy.Cover.Zone = "America/New_York"
		now, err := time.Parse(time.RFC3339, tc.now)
		if err != nil {
			t.Fatal(err)
		}
		h.at(chat.InstantOf(now), line("a1", agent, tc.text, ""), "asha")
		zone := h.policy.Cover.Location()
		got := ""
		for _, o := range h.chat().Obligations {
			if o.Kind == chat.OwedCall {
				got = o.Due.Time().In(zone).Format(time.RFC3339)
			}
		}
		if got != tc.want {
			t.Errorf("%s, at %s: due %s, want %s", tc.text, tc.now, got, tc.want)
		}
	}
	h := served(t, pledged...)
	h.policy.Cover.Window.To = 20 * 60
	now, _ := time.Parse(time.RFC3339, "2026-11-23T12:00:00+05:30")
	h.at(chat.InstantOf(now), line("a1", agent, "I will call you today.", ""), "asha")
	for _, o := range h.chat().Obligations {
		if at := o.Due.Time().In(h.policy.Cover.Location()).Format("15:04"); o.Kind == chat.OwedCall && at != "20:00" {
			t.Errorf("the day ends at 20:00, the call is due at %s", at)
		}
	}
}
