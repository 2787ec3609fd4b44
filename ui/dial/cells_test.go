package dial

import (
	"fmt"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/ui/kit"
)

const start = chat.Instant(1_790_000_000_000)

func clock(i chat.Instant) string { return i.Time().UTC().Format("15:04") }

// log is so many attempts an hour and a half apart that nobody answered.
func log(n int, running bool) chat.CallLog {
	var l chat.CallLog
	for i := range n {
		began := start.Add(time.Duration(i) * 90 * time.Minute)
		l = l.With(chat.Attempt{ID: chat.AttemptID(fmt.Sprint("a", i)), By: "asha", Began: began, Ended: began.Add(time.Minute), Outcome: chat.AttemptNoAnswer, Gap: time.Hour})
	}
	if running {
		l = l.With(chat.Attempt{ID: "r", By: "asha", Began: start.Add(24 * time.Hour)})
	}
	return l
}

// G-FU-06, G-FU-08: the dots never stand alone; words say what is next.
func TestAttemptsInDotsAndWords(t *testing.T) {
	at := start.Add(10 * time.Hour)
	for name, c := range map[string]struct {
		line followup.Line
		text string
		pill string
		dots string
	}{
		"first":    {followup.Line{}, "first", "", "-oo"},
		"next":     {followup.Line{Log: log(1, false)}, "next now", "", "x-o"},
		"waiting":  {followup.Line{Log: log(2, false), Next: at.Add(42 * time.Minute)}, "from " + clock(at.Add(42*time.Minute)), "", "xx-"},
		"running":  {followup.Line{Log: log(1, true)}, "calling", "", "x-o"},
		"whatsapp": {followup.Line{Log: log(3, false), Spent: true, Ended: true}, "", "send", "xxx"},
		"texted":   {followup.Line{Log: log(3, false), Spent: true, Texted: true}, "message sent", "", "xxx"},
		"made":     {followup.Line{Ended: true}, "not owed any more", "", "-oo"},
	} {
		cell := Attempts(&c.line, 3, at, clock)
		dots := ""
		for _, d := range cell.Dots {
			dots += map[kit.Dot]string{kit.DotFull: "x", kit.DotNext: "-", kit.DotOpen: "o"}[d]
		}
		if cell.Text != c.text || cell.Pill.Word != c.pill || dots != c.dots {
			t.Errorf("%s: %q, pill %q, dots %s; want %q, %q, %s", name, cell.Text, cell.Pill.Word, dots, c.text, c.pill, c.dots)
		}
	}
}

func TestWhenACallIsDue(t *testing.T) {
	for _, c := range []struct {
		line followup.Line
		text string
		tone kit.Tone
	}{
		{followup.Line{Due: start.Add(70 * time.Minute)}, "1:10", kit.Grey},
		{followup.Line{Due: start.Add(12 * time.Minute)}, "0:12", kit.Amber},
		{followup.Line{Due: start.Add(-6 * time.Minute)}, "−0:06", kit.Red},
		{followup.Line{Log: log(1, false), Due: start.Add(-6 * time.Minute), Next: start.Add(-6 * time.Minute)}, "Now", kit.Amber},
		{followup.Line{Log: log(1, false), Due: start.Add(-16 * time.Minute), Next: start.Add(-16 * time.Minute)}, "−0:16", kit.Red},
		{followup.Line{Log: chat.CallLog{{ID: "a", Began: start}}}, "Calling", kit.Blue},
		{followup.Line{Spent: true}, "WhatsApp", kit.Grey},
		{followup.Line{Ended: true}, "Done", kit.Green},
	} {
		if got := Due(&c.line, start, clock); got.Text != c.text || got.Tone != c.tone {
			t.Errorf("%q in %v, want %q in %v", got.Text, got.Tone, c.text, c.tone)
		}
	}
}

// What is late by a day says which, in the room that the column has.
func TestLateByADay(t *testing.T) {
	l := followup.Line{Due: start.Add(-20 * time.Hour)}
	for day, want := range map[string]string{"": "late · 12:00", "yesterday ": "yesterday 12:00"} {
		if got := Due(&l, start, func(chat.Instant) string { return day + "12:00" }); got.Detail != want || got.Text != "−20:00" {
			t.Errorf("%q, %q; want %q", got.Text, got.Detail, want)
		}
	}
}

// G-CB-10, G-CB-11: the number that the customer has, and whether they have it.
func TestWhyACallIsPromised(t *testing.T) {
	l := followup.Line{Why: "the invoice", Reason: chat.CallBillingDispute, Urgent: true, Ref: "CB-1"}
	if c := Because(&l); c.Text != "the invoice" || c.Detail != "urgent · billing dispute · CB-1 · confirmed" || c.Pill.Word != "" {
		t.Errorf("%+v", c)
	}
	l.Unconfirmed = true
	if c := Because(&l); c.Detail != "urgent · billing dispute · CB-1" || c.Pill.Word != "unconfirmed" || c.Pill.Tone != kit.Amber {
		t.Errorf("%+v", c)
	}
	for _, r := range chat.CallReasons() {
		if c := Because(&followup.Line{Reason: r}); c.Text == "" || c.Text == string(r) {
			t.Errorf("%s has no words: %q", r, c.Text)
		}
	}
	if c := Because(&followup.Line{}); c.Text == "" {
		t.Error("a call without a reason says nothing")
	}
}

func TestNamesOfRows(t *testing.T) {
	if Name(followup.Key{Record: "r"}) != "r" || Name(followup.Key{Chat: "c", Obligation: "o"}) != "c/o" {
		t.Error("rows are named otherwise than their keys")
	}
	if c := Customer(&followup.Line{Phone: followup.PhoneOf("+91 98765 43210", "")}); c.Text != "+91 98765 43210" || c.Detail != "" {
		t.Errorf("nameless: %+v", c)
	}
}
