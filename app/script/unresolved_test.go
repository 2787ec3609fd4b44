package script_test

import (
	"strings"
	"testing"

	"floorwalker/app/script"
)

// G-CLOSE-05 to -07: the message that closes what is not solved says the next
// steps, by when, and of a call only what is agreed on; with a blank that is
// empty nothing is sent.
func TestClosingOpen(t *testing.T) {
	r := get(t, starter(t), script.IDClosingOpen).Content
	for _, c := range []struct{ name, steps, by, call, want, why string }{
		{
			"with a call", "the carrier repairs the trunk", "23 November at 10:00", "23 November at 12:00",
			"The next steps: the carrier repairs the trunk. We will have it solved by 23 November at 10:00. We will call you on 23 November at 12:00.", "",
		},
		{
			"without one", "the carrier repairs the trunk.", "23 November at 10:00", " ",
			"The next steps: the carrier repairs the trunk. We will have it solved by 23 November at 10:00.", "",
		},
		{"no time", "the carrier repairs the trunk", "", "23 November at 12:00", "", "Say by when it is solved."},
		{"no steps", " ", "23 November at 10:00", "", "", "Say what the next steps are."},
		{"a blank of the agent's", "ask {somebody}", "23 November at 10:00", "", "", `The blank "next_steps" has a bracket in it.`},
	} {
		k := known(t)
		k.Typed = map[string]string{script.SlotNextSteps: c.steps, script.SlotResolveBy: c.by, script.SlotCallAt: c.call}
		f := script.Fill(r, k)
		ok, why := f.Ready()
		if ok != (c.why == "") || why != c.why || ok && !strings.HasSuffix(f.Text, c.want) {
			t.Errorf("%s: %t, %q: %q", c.name, ok, why, f.Text)
		}
	}
}

// A slot in a clause is there with it, and its place in the text is its own.
func TestASlotInAClause(t *testing.T) {
	k := known(t)
	k.Typed = map[string]string{"call_at": "five"}
	f := fillText(t, "Hello.{?call: At {call_at}, {x}!} Bye", k)
	if f.Text != "Hello. At five, {x}! Bye" {
		t.Errorf("%q", f.Text)
	}
	var names []string
	for _, s := range f.Slots {
		names = append(names, s.Name+"="+f.Text[s.Start:s.End])
	}
	if got := strings.Join(names, "|"); got != "call= At |call_at=five|call=, |x={x}|call=!" {
		t.Errorf("%q", got)
	}
	k.Typed = nil
	if f = fillText(t, "Hello.{?call: At {call_at}, {x}!} Bye", k); f.Text != "Hello. Bye" || len(f.Empty()) != 0 {
		t.Errorf("%q, empty %v", f.Text, f.Empty())
	}
	for _, bad := range []string{"{?call: {?call: a}}", "{?call: {}}", "{?call: {a b}}", "{?call: {a}", "{a{b}}", "{?call: [x]}", "{?never: {a}}"} {
		if err := (script.Response{Title: "t", Text: bad}).Check(); err == nil {
			t.Errorf("%q is accepted", bad)
		}
	}
}
