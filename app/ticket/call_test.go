package ticket

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// Every attempt is on the ticket, and one that arrives late re-judges the others
// (G-FU-09, A-63).
func TestCallsOnATicket(t *testing.T) {
	s := solved().do("asha", &chat.ChatClosed{Reason: "others"})
	ended := func(id chat.AttemptID, began chat.Instant, outcome string) {
		s.do("asha", &chat.AttemptEnded{Attempt: chat.Attempt{
			ID: id, Obligation: "o", Began: began, Ended: began + 60_000, Outcome: outcome, Note: "Private: rang out", Mail: "TK-1:call:" + string(id),
		}})
	}
	s.do("asha", &chat.AttemptBegan{Attempt: "runs", Obligation: "o", Began: now})
	f := guide()
	tk := Draft(s.chat(), now, f)
	if tk.Calls != nil {
		t.Errorf("a call that runs is on the ticket: %+v", tk.Calls)
	}
	ended("second", now+2_400_000, chat.AttemptNoAnswer)
	if !tk.TakeCalls(s.chat()) || tk.TakeCalls(s.chat()) {
		t.Error("what changes is not told apart from what does not")
	}
	ended("first", now+600_000, chat.AttemptBusy)
	if !tk.TakeCalls(s.chat()) || len(tk.Calls) != 2 || tk.Calls[0].ID != "first" || tk.Calls[1].Mail != "TK-1:call:second" {
		t.Errorf("%+v", tk.Calls)
	}
	if strings.Contains(tk.Summary+tk.Notes, "Private") {
		t.Error("a caller's note is in what others read")
	}
	if again := Draft(s.chat(), now, f); len(again.Calls) != 2 {
		t.Errorf("a later draft has %+v", again.Calls)
	}
}

// A late arrival makes an attempt too early on the ticket, too.
func TestALateCallIsJudgedOnTheTicket(t *testing.T) {
	s := open(chat.Customer{}, true)
	for _, a := range []chat.Attempt{{ID: "b", Began: now + 2_400_000}, {ID: "a", Began: now}} {
		a.Obligation, a.Outcome, a.Ended = "o", chat.AttemptNoAnswer, a.Began+60_000
		s.do("asha", &chat.AttemptEnded{Gap: time.Hour, Attempt: a})
	}
	tk := Draft(s.chat(), now, guide())
	expectSame(t, "early", []bool{tk.Calls[0].Early, tk.Calls[1].Early}, []bool{false, true})
}

func TestMailOfCall(t *testing.T) { // G-FU-09, A-52
	at := func(contact string) *chat.Chat {
		return open(chat.Customer{Contact: contact, Phone: "+1 202 555 0100"}, true).chat()
	}
	corrected := at("")
	tk := whole()
	raw, err := Encode(tk)
	if err != nil {
		t.Fatal(err)
	}
	corrected.Ticket = raw
	for _, tc := range []struct {
		name, outcome string
		chat          *chat.Chat
		mails, keyed  bool
		unmailed      string
	}{
		{"nobody answered", chat.AttemptNoAnswer, at("asha@example.com"), true, true, ""},
		{"reached", chat.AttemptReached, at("asha@example.com"), true, true, ""},
		{"dialled by mistake", chat.AttemptNotMade, at("asha@example.com"), true, false, ""},
		{"no address", chat.AttemptBusy, at("+44 20 7946 0123"), true, false, UnmailedNoAddress},
		{"an address that a person found", chat.AttemptBusy, corrected, true, true, ""},
		{"the policy does not", chat.AttemptBusy, at("asha@example.com"), false, false, UnmailedOff},
		{"no chat", chat.AttemptBusy, nil, true, false, UnmailedGone},
	} {
		a := chat.Attempt{ID: "a 1/ü", Outcome: tc.outcome}
		key, unmailed := MailOfCall(tc.chat, &a, tc.mails)
		again, _ := MailOfCall(tc.chat, &a, tc.mails)
		if (key != "") != tc.keyed || unmailed != tc.unmailed || key != again {
			t.Errorf("%s: %q, %q", tc.name, key, unmailed)
		}
		if tc.keyed && !strings.HasPrefix(key, string(RefOf(RefTicket, "practice 1", tc.chat.Opened))+":call:") {
			t.Errorf("%s: %q does not begin with the ticket's number", tc.name, key)
		}
	}
}

// What somebody put into a file is held to what a ticket can carry.
func TestBadCalls(t *testing.T) {
	tk := whole()
	for name, c := range map[string]Call{
		"no id":       {Began: now},
		"control":     {ID: "a", Outcome: "no\x00"},
		"a long note": {ID: "a", Note: strings.Repeat("a", maxCallNote+1)},
		"a time":      {ID: "a", Ended: -1},
	} {
		tk.Calls = []Call{c}
		if _, err := Encode(tk); err == nil {
			t.Errorf("%s is kept", name)
		}
	}
	for _, cell := range []string{"x", `[{"id":"a"}] []`, `[{"other":1}]`} {
		if err := calls().set(&tk, cell); err == nil {
			t.Errorf("%s is read", cell)
		}
	}
}
