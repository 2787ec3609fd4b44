package flow_test

import (
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
)

// S-FLOW-01 to -05: how far a chat has come shows by itself.
func TestSteps(t *testing.T) {
	h := taken(t, vague)
	if c := h.chat(); c.Step != chat.StepGreeting || c.StepSince != 10*second || c.StageWords() != "greeting" {
		t.Fatalf("%s since %d", c.Step, c.StepSince)
	}
	h.says(20*second, agent, "Hello Meera, this is Asha.", "takeover-1")
	h.says(21*second, agent, "Which order is it?", "")
	h.says(30*second, customer, "the last one", "")
	h.says(31*second, agent, "I am sending a new one.", "")
	h.says(40*second, agent, "Does it work now?", "")
	h.says(50*second, customer, "yes", "")
	h.at(51*second, &chat.ResolutionConfirmed{Message: "m"}, "asha")
	h.says(52*second, agent, "Is there anything else?", "closing-1")
	if want := []string{"clarifying", "resolving", "confirming", "closing"}; !slices.Equal(h.steps, want) {
		t.Errorf("%q, want %q", h.steps, want)
	}
}

func TestStepsByLine(t *testing.T) {
	for _, tc := range []struct {
		name, open   string
		text, script string
		want         string
	}{
		{"the bot's part says it all, S-FLOW-02", clear, "Hello", "takeover-1", "resolving(clarifying)"},
		{"it does not", vague, "Hello", "", "clarifying"},
		{"silence to the end", vague, "Goodbye", "silence-3", "closing(clarifying,resolving,confirming)"},
		{"closed at once", vague, "Is there anything else?", "closing-1", "closing(clarifying,resolving,confirming)"},
		{"a warning is no step", clear, "Still there?", "silence-1", "resolving(clarifying)"},
	} {
		h := taken(t, tc.open)
		h.says(20*second, agent, tc.text, tc.script)
		if got := strings.Join(h.steps, " "); got != tc.want {
			t.Errorf("%s: %q, want %q", tc.name, got, tc.want)
		}
	}
}

// S-FLOW-03: resolving begins with the first action, which the last step of the
// handover names.
func TestTheHandoverEndsInAnAction(t *testing.T) {
	h := taken(t, vague)
	for i, id := range []string{"takeover-1", "takeover-2", "takeover-3"} {
		h.says(chat.Instant(11+i)*second, agent, "Good day.", id)
	}
	if got := strings.Join(h.steps, " "); got != "clarifying resolving" {
		t.Errorf("%q", got)
	}
}

// Going back is a person's wish, and lines of others lead nowhere.
func TestWhatIsNoStep(t *testing.T) {
	h := taken(t, vague)
	h.says(20*second, agent, "Is there anything else?", "closing-1")
	h.at(21*second, &chat.ChatStepped{Step: chat.StepResolving}, "asha")
	h.steps = nil
	h.says(22*second, agent, "I am looking into it.", "")
	h.says(23*second, customer, "ok", "")
	h.says(24*second, bot, "Does it work now?", "")
	h.at(25*second, &chat.MessagePosted{Message: "x", From: agent, Text: "Does it work now?"}, "rohan")
	h.at(26*second, &chat.ResolutionConfirmed{}, "asha")
	if len(h.steps) != 0 || h.chat().Step != chat.StepResolving {
		t.Errorf("%q, %s", h.steps, h.chat().Step)
	}
	h.at(30*second, &chat.ChatQueued{}, "asha")
	if h.chat().Step != "" {
		t.Errorf("nobody serves it, and it is at %s", h.chat().Step)
	}
	e := chat.Event{ID: "y", At: 31 * second, Chat: "c", By: "asha", Body: &chat.MessagePosted{From: agent, Text: "x"}}
	if got := flow.Follow(h.chat(), &e, h.edition); got != nil {
		t.Errorf("a queued chat steps: %+v", got)
	}
	if flow.Follow(h.chat(), &e, nil) != nil {
		t.Error("without an edition there is no way")
	}
}

// The team's own scripts are the way.
func TestAnotherScript(t *testing.T) {
	h := taken(t, vague)
	h.edition.Scripts.Closing = []string{"bye"}
	h.edition.Scripts.TakeOver = []string{"hi"}
	h.edition.Scripts.Silence = []string{"hm", "gone"}
	h.want(11*second, "*greet/hi update")
	h.says(12*second, agent, "Hi", "hi")
	h.says(13*second, agent, "Which one?", "")
	h.want(14*second, "nudge/hm")
	h.says(15*second, agent, "Gone", "gone")
	if m := flow.Trace(h.chat(), h.edition); len(m) != 1 || m[0].Step != "gone" || m[0].Done != 15*second {
		t.Errorf("%+v", m) // "hm" was passed over
	}
}

// G-CLOSE-04 to -07: so is that of what is not solved.
func TestAnotherScriptOfWhatIsNotSolved(t *testing.T) {
	h := taken(t, vague)
	h.edition.Scripts.Unresolved = []string{"later", "bye"}
	h.says(12*second, agent, "I am on it.", "")
	if m := flow.TraceOf(h.chat(), h.edition, false); len(m) != 2 || m[0].Step != "later" || m[1].Step != "bye" {
		t.Errorf("%+v", m)
	}
	h.says(13*second, agent, "Later.", "later")
	h.want(14*second, "*closing/bye")
}

func TestAgrees(t *testing.T) {
	for text, want := range map[string]bool{
		"Thank you, it works now": true, "perfect": true, "Yes it is solved. Thanks!": true, "ho gaya, shukriya": true, "ठीक है": true,
		"": false, "thanks, but it does not work": false, "is it fixed?": false, "Thanks. Where is my refund?": false,
		"still the same": false, "not working": false, "hello": false,
	} {
		if got := flow.Agrees(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
	for text, want := range map[string]bool{
		"Does it work now?": true, "Could you check whether that is working now?": true, "Have I answered your question?": true,
		"It works now.": false, "Which order is it?": false,
	} {
		if got := flow.AsksIfSolved(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
