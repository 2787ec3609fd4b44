package flow_test

import (
	"os"
	"strings"
	"testing"

	"floorwalker/app/flow"
	"floorwalker/app/script"
)

// the clock of a silent customer starts at a line that expects an answer.
func TestExpects(t *testing.T) {
	for _, text := range []string{
		"Is there anything else that I can do for you?",
		"Which order is it",
		"Could you tell me the order number",
		"Please send a screenshot of what you see.",
		"Kindly share the invoice number.",
		"Thanks, Meera. Can you try once more",
		"Ok, please try it once more and tell me what you see.",
		"Let me know what it says.",
		"I need your order number to go on.",
		"Restart the app once.",
		"Meera, are you still with us?",
		"Kya aap wahan hain",
		"Order number bhejiye please",
		"कृपया ऑर्डर नंबर बताइए।",
		"क्या आपने दोबारा देखा",
		"I have changed it. Does it work now?",
		"?",
	} {
		if !flow.Expects(text) {
			t.Errorf("%q expects an answer", text)
		}
	}
	for _, text := range []string{
		"", "...", "Thank you for contacting us.",
		"I have refunded it; you will see it by tomorrow.",
		"Please wait a moment.",
		"Let me check that for you.",
		"One moment please, I am checking this.",
		"If you need us again, call +91 00000 00000 or write to help@example.com.",
		"Feel free to write again at any time.",
		"Let us know if you need anything.",
		`You wrote: “Where is my order?” I am taking care of it now.`,
		"Version 2.1 is out.",
		"Ek minute, main dekh raha hoon.",
		"एक मिनट रुकिए।",
		"The confirmation was sent to you.",
	} {
		if flow.Expects(text) {
			t.Errorf("%q expects none", text)
		}
	}
}

func TestHolds(t *testing.T) {
	for text, want := range map[string]bool{
		"One moment please.":                       true,
		"Let me check that for you.":               true,
		"Please bear with me while I look.":        true,
		"Take your time.":                          true,
		"ek minute":                                true,
		"The number is on the first page.":         false,
		"Can you wait a moment?":                   false, // it asks
		"Thank you, that was the order number.":    false,
		"It is on the back of the box, at the top": false,
	} {
		if got := flow.Holds(text); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}

// Whatever is written is read to its end and nothing falls over.
func FuzzExpects(f *testing.F) {
	f.Add("Could you “what” \"is\" this? 2.1 … \xff")
	f.Fuzz(func(t *testing.T, s string) {
		if flow.Expects(s) && strings.TrimSpace(s) == "" {
			t.Error("nothing asks for nothing")
		}
		flow.Holds(s)
	})
}

func BenchmarkExpects(b *testing.B) {
	text := "Thank you for the details, Meera. I have looked at the order, and it left our house yesterday. Please wait a moment."
	b.ReportAllocs()
	for b.Loop() {
		flow.Expects(text)
	}
}

// Every approved text that ships, as the library has it: a team that sends it
// must not wait for an answer that nobody was asked for, nor wait for none.
func TestExpectsOfTheLibrary(t *testing.T) {
	lib, err := script.Starter(os.DirFS("../../assets/canned"))
	if err != nil {
		t.Fatal(err)
	}
	asks := map[script.ResponseID]bool{
		script.IDCallAsked: true, script.IDQuery: true, script.IDInformation: true, "screenshot": true,
		script.IDSilence1: true, script.IDSilence1Other: true, script.IDClosing1: true, script.IDFollowUpPhone: true,
		script.IDDelayedPhone: true, script.IDDelayedWrite: true, script.IDCallbackOffer: true, script.IDCallbackPhone: true,
	}
	seen := 0
	for v := range lib.All() {
		seen++
		text := script.Fill(v.Content, script.Known{Similar: 1}).Text
		if got := flow.Expects(text); got != asks[v.ID] {
			t.Errorf("%s: expects an answer: %t\n%s", v.ID, got, text)
		}
	}
	if seen == 0 {
		t.Error("an empty library")
	}
}
