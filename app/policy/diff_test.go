package policy_test

import (
	"reflect"
	"regexp"
	"strings"
	"testing"

	"floorwalker/app/policy"
)

// token is a value in the file: words in quotes, a number or a switch.
var token = regexp.MustCompile(`"[^"\n]*"|\b[0-9]+(\.[0-9]+)?\b|\btrue\b|\bfalse\b`)

// other returns a value like s that is another one.
func other(s string) string {
	switch {
	case s == "true":
		return "false"
	case s == "false":
		return "true"
	case strings.HasPrefix(s, `"`):
		return s[:len(s)-1] + `x"`
	case strings.Contains(s, "."):
		return s + "1"
	}
	return s + "0"
}

// Whatever single value of the file becomes another, Diff tells of just that
// one, and Register shows it.
func TestDiffTellsEveryChange(t *testing.T) {
	a, file := edition(t), string(shipped(t))
	before := policy.Register(a)
	accepted, keys := 0, make(map[string]bool)
	for _, at := range token.FindAllStringIndex(file, -1) {
		line := file[strings.LastIndexByte(file[:at[0]], '\n')+1 : at[0]]
		if strings.Contains(line, "#") {
			continue
		}
		b, err := policy.ParseEdition([]byte(file[:at[0]] + other(file[at[0]:at[1]]) + file[at[1]:]))
		if err != nil {
			continue // an id that something else names, or a time with an x
		}
		accepted++
		changes := policy.Diff(a, b)
		if len(changes) != 1 {
			t.Errorf("%q in %q: %+v", file[at[0]:at[1]], line, changes)
			continue
		}
		c := changes[0]
		keys[c.Key] = true
		if c.From == c.To {
			t.Errorf("%s is %q before and after", c.Key, c.From)
		}
		for i, e := range policy.Register(b) {
			if (e.Key == c.Key) != (e != before[i]) {
				t.Errorf("the register shows %+v for a change of %s", e, c.Key)
			}
		}
	}
	if accepted < 150 || len(keys) < 60 {
		t.Errorf("only %d values of %d keys could be changed", accepted, len(keys))
	}
}

func TestDiff(t *testing.T) {
	a := edition(t)
	if d := policy.Diff(a, a); len(d) != 0 {
		t.Errorf("an edition differs from itself: %v", d)
	}
	file := strings.NewReplacer(
		"version = 5", "version = 6",
		`immediate = "30s"`, `immediate = "20s"`,
		"matrix = []", `matrix = [{ condition = "Outage", level = "Lead", queue = "Technical", agent = "", within = "1h" }]`,
		"staff = true", "staff = false", `name = "Low"`, `name = "Calm"`,
		`names = ["General", "Billing", "Technical"]`, `names = ["General", "Technical", "Billing"]`,
	).Replace(string(shipped(t)))
	b, err := policy.ParseEdition([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	const outage = "condition Outage, level Lead, queue Technical, within 1h"
	want := []policy.Change{
		{Key: "version", From: "5", To: "6"},
		{Key: "queues.names", From: "General / Billing / Technical", To: "General / Technical / Billing", List: true},
		{Key: "takeover.immediate", From: "30s", To: "20s"},
		{Key: "emoji.staff", From: "yes", To: "no"},
		{Key: "escalation.matrix", From: "", To: outage, List: true, Added: []string{outage}},
		{
			Key: "ticket.priorities", From: "id low, name Low / id normal, name Normal / id high, name High / id urgent, name Urgent",
			To: "id low, name Calm / id normal, name Normal / id high, name High / id urgent, name Urgent", List: true,
			Removed: []string{"id low, name Low"}, Added: []string{"id low, name Calm"},
		},
	}
	if got := policy.Diff(a, b); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
	// Two lists that read alike are two all the same.
	one, err := policy.ParseEdition(swap(t, `checks = [`, `checks = ["a / b",`))
	if err != nil {
		t.Fatal(err)
	}
	two, err := policy.ParseEdition(swap(t, `checks = [`, `checks = ["a", "b",`))
	if err != nil {
		t.Fatal(err)
	}
	if got := policy.Diff(one, two); len(got) != 1 || got[0].Key != "identity.checks" {
		t.Errorf("%+v", got)
	}
}

func BenchmarkParseEdition(b *testing.B) {
	file := shipped(b)
	b.SetBytes(int64(len(file)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := policy.ParseEdition(file); err != nil {
			b.Fatal(err)
		}
	}
}
