package followup_test

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/script"
	"floorwalker/assets"
)

// The library that ships has a text for each kind of call, and everything that it
// needs is known when the phone rings (G-FU-10, G-ON-09, G-CB).
func TestEveryCallHasItsCard(t *testing.T) {
	lib, err := script.Starter(assets.Canned())
	if err != nil {
		t.Fatal(err)
	}
	f := newFloor()
	c := f.Chat("c")
	known := script.Known{
		Now: now, Customer: c.Customer, Messages: c.Messages, Agent: "Rohan M.", Policy: f.ed.Policy,
		Settings: script.Settings{Team: "Support", Phone: "+91 00000 00000"},
	}
	seen := map[string]string{}
	// What was agreed on without a number is a follow-up like any other.
	for reason, want := range map[chat.CallReason]string{
		chat.CallOvernight: "delayed", chat.CallDelayCheck: "delayed",
		chat.CallBilling: "callback", chat.CallFrustrated: "callback", chat.CallAgain: "callback",
		chat.CallTechnical: "follow-up", chat.CallSilent: "follow-up", chat.CallConfiguration: "follow-up", "": "follow-up", "a later one": "follow-up",
	} {
		l := followup.Line{Key: callO, Customer: "Asha", Reason: reason, Why: "the save button", Phone: followup.PhoneOf("+91 98765 43210", "")}
		k := known
		if want == "callback" {
			l.Ref = "CB-7"
			k.Messages = nil // of a record there is no chat: its reason is the issue
		}
		said := followup.Card(&l, lib, k, f.ed)
		if len(said) == 0 {
			t.Errorf("%q: nothing to say", reason)
		}
		for _, s := range said {
			if ok, why := s.Ready(); !ok {
				t.Errorf("%q: %q: %s", reason, s.Text, why)
			}
			if id := strings.Join(followup.CardIDs(&l, f.ed), " "); seen[want] != "" && seen[want] != id {
				t.Errorf("%q is said by %s, others of its kind by %s", reason, id, seen[want])
			} else {
				seen[want] = id
			}
		}
	}
	if len(seen) != 3 || seen["delayed"] == seen["callback"] || seen["follow-up"] == seen["callback"] {
		t.Errorf("the kinds are said by %v", seen)
	}
}

// nobody is wished a good morning at night; what counts is where the customer
// is, by their number.
func TestTheDaypartIsTheCustomers(t *testing.T) {
	lib, err := script.Starter(assets.Canned())
	if err != nil {
		t.Fatal(err)
	}
	ed := *assets.Edition()
	at := chat.InstantOf(time.Date(2026, 11, 23, 4, 0, 0, 0, time.UTC)) // 9:30 in India
	for number, want := range map[string]string{"+91 98765 43210": "Good morning", "+65 6123 4567": "Good afternoon", "+81 3 1234 5678": "Good afternoon", "": "Good morning"} {
		l := followup.Line{Reason: chat.CallTechnical, Customer: "Asha", Why: "the save button", Phone: followup.PhoneOf(number, "")}
		said := followup.Card(&l, lib, script.Known{Now: at, Agent: "Rohan M.", Policy: ed.Policy, Settings: script.Settings{Team: "Support"}}, &ed)
		if len(said) != 1 || !strings.HasPrefix(said[0].Text, want+", Asha") {
			t.Errorf("%q: %+v", number, said)
		}
	}
}

// what is written into the chat greets by the clock by which the call does, and
// where no number tells one, that is the policy's.
func TestTheZoneOfACustomerIsThatOfTheirCall(t *testing.T) {
	for _, c := range []struct {
		customer chat.Customer
		want     string
	}{
		{chat.Customer{Contact: "+91 98765 43210"}, "Asia/Calcutta"},
		{chat.Customer{Phone: "+65 6123 4567", Contact: "+91 98765 43210"}, "Asia/Singapore"},
		{chat.Customer{Contact: "meera@example.com"}, "<nil>"},
		{chat.Customer{Phone: "+1 800 555 0100"}, "<nil>"},
		{chat.Customer{}, "<nil>"},
	} {
		got := "<nil>"
		if z := followup.ZoneOf(&c.customer, ""); z != nil {
			got = z.String()
		}
		if got != c.want {
			t.Errorf("%+v is in %s, not %s", c.customer, got, c.want)
		}
	}
}

// A text that somebody has deleted is not read out.
func TestADeletedTextIsLeftOut(t *testing.T) {
	var lib script.Library
	l := followup.Line{Reason: chat.CallTechnical}
	if said := followup.Card(&l, lib, script.Known{}, assets.Edition()); said != nil {
		t.Errorf("%+v", said)
	}
}
