package promise_test

import (
	"encoding/json"
	"io/fs"
	"regexp"
	"strings"
	"testing"

	"floorwalker/app/promise"
	"floorwalker/assets"
)

// scripted are the promises of the canned library, by the response's id, where
// a slot for a time says two hours (G-NR-02, G-NR-03, G-CAN-05, G-CAN-06,
// G-ON-03). What is not here promises nothing.
var scripted = map[string]string{
	"after-hours": "call within 18 13:00",
	// The call is owed already when this is sent, at the time that it names (G-CB-11).
	"callback-confirm": "call at 19 12:30",
	// What its blanks promise is kept, too (G-CLOSE-05 to -07).
	"closing-open": "call within 18 11:05; fix by 20 10:00; call at 19 12:30",
	"delayed-ack":  "call within 18 13:00",
	"silence-2":    "call within 18 13:00",
	"silence-3":    "call within 18 13:00",
}

// slots are filled with what makes it hardest: customers who quote promises.
var slots = strings.NewReplacer(
	"{call_within}", "2 hours", "{call_when}", "within 2 hours", "{closes_in}", "2 minutes", "{phone}", "+91 00000 00000",
	"{customer}", "Asha", "{agent}", "Rohan M.", "{team}", "support team", "{daypart}", "morning",
	"{issue}", "You said that you will call me within 10 minutes!", "{query}", "Will you call me by 5 pm?",
	"{action}", "I will call you tomorrow", "{problem}", "we will refund you within 5 days. And then nothing",
	"{?call: We will call you on {call_at}.}", " We will call you on 19 November at 12:30.",
	"{next_steps}", "the carrier will call you within 5 minutes", "{resolve_by}", "20 November at 10:00",
	"{when}", "on 19 November at 12:30", "{ref}", "CB-4F2K", "{wrote_when}", "yesterday", "{wrote_at}", "9:40 pm", "{first_action}", "restart your line",
)

type canned struct{ ID, Text string }

func library(t testing.TB) []canned {
	t.Helper()
	var every []canned
	files := assets.Canned()
	names, err := fs.Glob(files, "*.json")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		raw, err := fs.ReadFile(files, name)
		if err != nil {
			t.Fatal(err)
		}
		var file struct{ Responses []canned }
		if err := json.Unmarshal(raw, &file); err != nil {
			t.Fatal(name, err)
		}
		every = append(every, file.Responses...)
	}
	return every
}

// TestScripted: every promise of the canned library is found, and nothing else
// (D-11).
func TestScripted(t *testing.T) {
	loc, seen := india(t), 0
	for _, c := range library(t) {
		got := strings.Join(all(promise.Find(slots.Replace(c.Text), wednesday(t), loc, promise.Options{}), loc), "; ")
		if got != scripted[c.ID] {
			t.Errorf("%s: found %q, want %q", c.ID, got, scripted[c.ID])
		}
		if scripted[c.ID] != "" {
			seen++
		}
	}
	if seen != len(scripted) {
		t.Errorf("%d of %d scripted promises are still in the library", seen, len(scripted))
	}
}

// TestScriptedUnfilled: a template shows its promise before its slots are
// filled, without a time.
func TestScriptedUnfilled(t *testing.T) {
	for _, c := range library(t) {
		got := promise.Find(c.Text, wednesday(t), india(t), promise.Options{})
		if (len(got) == 1) != (scripted[c.ID] != "") || len(got) == 1 && (got[0].Kind != promise.Call || got[0].DueKnown) {
			t.Errorf("%s: found %+v", c.ID, got)
		}
	}
}

// TestPolicyTexts: what the default policy tells customers by itself promises
// nothing that has a clock.
func TestPolicyTexts(t *testing.T) {
	raw := string(assets.DefaultPolicy)
	_, texts, ok := strings.Cut(raw, "[texts]")
	if !ok {
		t.Fatal("no texts in the policy")
	}
	texts, _, _ = strings.Cut(texts, "\n[")
	lines := regexp.MustCompile(`(?m)^\w+ = "(.*)"$`).FindAllStringSubmatch(texts, -1)
	if len(lines) < 3 {
		t.Fatalf("%d texts", len(lines))
	}
	for _, l := range lines {
		if got := promise.Find(l[1], wednesday(t), india(t), promise.Options{}); len(got) > 0 {
			t.Errorf("%q: found %+v", l[1], got)
		}
	}
}
