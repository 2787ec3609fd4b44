package flow_test

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
)

// G-HAND-01: three steps at 10, 20 and 30 s from the takeover, and under another
// policy at other times.
func TestGreeting(t *testing.T) {
	h := taken(t, vague)
	h.want(10*second, "*greet/takeover-1 greet/takeover-2 greet/takeover-3 update")
	for _, marks := range [][3]time.Duration{
		{10 * time.Second, 20 * time.Second, 30 * time.Second}, {5 * time.Second, 6 * time.Second, 7 * time.Second},
	} {
		h.edition.Policy.Handover.Steps = marks
		seen := 0
		for _, p := range flow.Next(h.chat(), "asha", 11*second, h.edition) {
			if p.Kind != flow.PromptGreet {
				continue
			}
			seen++
			if want := (10 * second).Add(marks[p.Step-1]); p.Due != want {
				t.Errorf("step %d is due at %d, want %d", p.Step, p.Due, want)
			}
		}
		if seen != 3 {
			t.Errorf("%d steps", seen)
		}
	}
	h.says(12*second, agent, "Hello Meera.", "takeover-1")
	h.want(13*second, "*greet/takeover-2 greet/takeover-3 update")
	h.says(14*second, agent, "I see.", "takeover-2")
	h.says(15*second, agent, "First I look.", "takeover-3")
	h.want(16*second, "update")
	h.want(15*second+3*minute, "*update") // S-MULTI-03

	h = taken(t, vague)
	h.says(12*second, agent, "Hello, which order?", "")
	h.want(13*second, "nudge/silence-1") // own words: the greeting is over
	if flow.Next(h.chat(), "rohan", 13*second, h.edition) != nil {
		t.Error("who does not serve the chat is to do nothing")
	}
	if flow.Next(h.chat(), "asha", 13*second, nil) != nil {
		t.Error("without an edition nothing is next")
	}
	h.at(14*second, &chat.ChatForwarded{From: "asha", To: "rohan"}, "rohan")
	if got := flow.Next(h.chat(), "rohan", 15*second, h.edition); len(got) == 0 || got[0].Kind != flow.PromptGreet {
		t.Errorf("a new owner greets: %+v", got)
	}
}

// A line that did not arrive was not said.
func TestWhatFailedIsStillNext(t *testing.T) {
	h := taken(t, vague)
	h.says(12*second, agent, "Hello Meera.", "takeover-1")
	h.at(13*second, &chat.MessageDelivered{Message: h.chat().Messages[len(h.chat().Messages)-1].ID, Delivery: chat.DeliveryFailed}, "")
	h.want(14*second, "*greet/takeover-1 greet/takeover-2 greet/takeover-3 update")
}

// G-NR-01 to -03: each message when its time has come, none while it stands still.
func TestSilence(t *testing.T) {
	h := taken(t, vague)
	h.says(11*second, agent, "Which order is it?", "")
	h.want(71*second-1, "nudge/silence-1")
	h.want(71*second, "*nudge/silence-1")
	h.at(72*second, &chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferForward, From: "asha", To: "rohan"}}, "asha")
	h.want(80*second, "")
	h.at(82*second, &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}, "")
	h.want(81*second-1, "nudge/silence-1")
	h.want(81*second, "*nudge/silence-1")
	h.says(83*second, agent, "Are you there?", "silence-1b")
	h.want(201*second-1, "warn/silence-2")
	h.want(201*second, "*warn/silence-2")
	h.says(201*second, agent, "We close soon.", "silence-2")
	h.want(321*second, "*close/silence-3")
	h.says(321*second, agent, "Goodbye.", "silence-3")
	h.want(322*second, "*end") // nobody who has left is asked to rate
	if open := flow.Missing(flow.Trace(h.chat(), h.edition), nil); len(open) != 0 {
		t.Errorf("open after the whole series: %+v", open)
	}
}

// G-NR-02, -03: who comes back after five minutes says goodbye, and not after it
// that the chat will close.
func TestSilencePassedOver(t *testing.T) {
	h := taken(t, vague)
	h.says(11*second, agent, "Which order is it?", "")
	h.says(80*second, agent, "Are you there?", "silence-1")
	h.says(330*second, agent, "Goodbye.", "silence-3")
	h.want(331*second, "*end")
	if open := flow.Missing(flow.Trace(h.chat(), h.edition), nil); len(open) != 0 {
		t.Errorf("still open: %+v", open)
	}
}

// G-CLOSE-01 to -03, V-RATE-01, A-58: the way out, one key each.
func TestClosing(t *testing.T) {
	h := taken(t, vague)
	h.says(11*second, agent, "Does it work now?", "")
	h.says(20*second, customer, "yes, thank you", "")
	h.want(21*second, "*confirm *reply") // S-FLOW-04
	h.at(22*second, &chat.ResolutionConfirmed{Message: "m"}, "asha")
	h.want(23*second, "*closing/closing-1")
	h.says(24*second, agent, "Anything else?", "closing-1")
	h.want(25*second, "closing/closing-2") // waits for the answer, or its time
	h.want(84*second-1, "closing/closing-2")
	h.want(84*second, "*closing/closing-2")
	h.says(26*second, customer, "one more: how do I print it?", "")
	h.want(27*second, "*reply *closing/closing-2")
	h.says(28*second, agent, "By the button at the top.", "")
	h.says(29*second, customer, "no, thanks", "")
	h.want(30*second, "*closing/closing-2")
	h.says(31*second, agent, "Thank you.", "closing-2")
	h.want(32*second, "*closing/closing-3")
	h.says(33*second, agent, "Call us.", "closing-3")
	h.want(34*second, "*rating *end")
	h.at(35*second, &chat.RatingAsked{Style: "stars"}, "asha")
	h.want(36*second, "*end")

	trace := flow.Trace(h.chat(), h.edition)
	for i, want := range []chat.Instant{24 * second, 31 * second, 33 * second} {
		if trace[i].Done != want || trace[i].Words == "" || trace[i].Step != string(trace[i].Response) {
			t.Errorf("%+v, want done at %d", trace[i], want)
		}
	}
	h.at(37*second, &chat.ChatStepped{Step: chat.StepResolving}, "asha")
	if open := flow.Missing(flow.Trace(h.chat(), h.edition), nil); len(open) != 3 {
		t.Errorf("who goes back closes anew: %+v", open)
	}
	h.at(40*second, &chat.ChatClosed{}, "asha")
	if flow.Next(h.chat(), "asha", 41*second, h.edition) != nil {
		t.Error("a closed chat has no next thing")
	}
	h.at(50*second, &chat.ChatOpened{Bot: true}, "")
	if open := flow.Missing(flow.Trace(h.chat(), h.edition), nil); len(open) != 3 {
		t.Errorf("a chat that came back was not closed yet: %+v", open)
	}
}

// G-CLOSE-04 to -07: what is not solved closes by its own messages once one of them
// was said, and until the customer agrees; who knows the reason asks by it.
func TestClosingWhatIsNotSolved(t *testing.T) {
	h := taken(t, vague)
	holds := func(m []flow.Mark, want string) {
		t.Helper()
		var got []string
		for _, m := range m {
			got = append(got, m.Step+map[bool]string{false: "*"}[m.Done.IsZero()])
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("%s, want %s", s, want)
		}
	}
	h.says(11*second, agent, "I am looking into it.", "")
	holds(flow.Trace(h.chat(), h.edition), "closing-1 closing-2 closing-3")
	holds(flow.TraceOf(h.chat(), h.edition, false), "closing-open closing-3")
	h.at(12*second, &chat.ChatStepped{Step: chat.StepClosing}, "asha")
	h.want(13*second, "*closing/closing-1 *closing/closing-open") // nobody has said which
	if p := flow.Next(h.chat(), "asha", 13*second, h.edition); !strings.HasPrefix(p[0].Words, "if it is solved, ") || !strings.HasPrefix(p[1].Words, "if it is not, ") {
		t.Errorf("they are offered as %q and %q", p[0].Words, p[1].Words)
	}
	h.says(14*second, agent, "Not solved yet. The next steps: the carrier repairs it.", "closing-open")
	holds(flow.Trace(h.chat(), h.edition), "closing-open* closing-3")
	holds(flow.TraceOf(h.chat(), h.edition, true), "closing-1 closing-2 closing-3")
	h.want(15*second, "*closing/closing-3")
	h.says(16*second, agent, "Call us.", "closing-3")
	h.want(17*second, "*rating *end")
	h.says(18*second, customer, "oh, it works now, thank you", "")
	h.at(19*second, &chat.ResolutionConfirmed{Message: h.chat().Messages[len(h.chat().Messages)-1].ID}, "asha")
	holds(flow.Trace(h.chat(), h.edition), "closing-1 closing-2 closing-3*")
	if flow.TraceOf(h.chat(), nil, false) != nil {
		t.Error("without an edition there is no protocol")
	}
}

// G-COMM-03: each step that was left out has a reason.
func TestMissing(t *testing.T) {
	h := taken(t, vague)
	h.says(11*second, agent, "Anything else?", "closing-1")
	trace := flow.Trace(h.chat(), h.edition)
	got := flow.Missing(trace, []chat.Skip{{Step: "closing-2", Reason: "sent by phone"}, {Step: "closing-3"}})
	if len(got) != 1 || got[0].Step != "closing-3" {
		t.Errorf("%+v", got)
	}
	if flow.Trace(h.chat(), nil) != nil {
		t.Error("without an edition there is no protocol")
	}
}

// G-CB-05: a call is proposed at 15:00, once, and until somebody has.
func TestCallback(t *testing.T) {
	h := taken(t, vague)
	h.says(11*second, agent, "I am looking into it.", "")
	due := 10*second + 15*minute
	h.want(due-1, "*update clarify/query")
	h.want(due, "*update *callback clarify/query")
	var id chat.ObligationID
	for _, o := range h.chat().Obligations {
		if o.Kind == chat.OwedCallback {
			id = o.ID
		}
	}
	h.at(due, &chat.ObligationEnded{Obligation: id, How: chat.EndedKept, Reason: "offered"}, "asha")
	h.want(due+second, "*update clarify/query")
}

// S-FLOW-02: what the bot's part does not say is asked for by a template, once
// the greeting is over and until a question stands.
func TestClarify(t *testing.T) {
	h := taken(t, vague)
	h.says(11*second, agent, "Hello, I am Asha and I am here for you.", "")
	h.want(12*second, "clarify/query update")
	h.says(13*second, customer, "it does not open", "")
	h.want(14*second, "*clarify/query *reply")
	h.says(15*second, agent, "Which page is it?", "query")
	h.want(16*second, "nudge/silence-1")
	h.says(17*second, customer, "the first", "")
	h.at(18*second, &chat.ChatStepped{Step: chat.StepResolving}, "asha")
	h.want(19*second, "*reply")
	h = taken(t, clear)
	h.says(11*second, agent, "Hello, I am Asha and I am here for you.", "")
	h.want(12*second, "update")
}
