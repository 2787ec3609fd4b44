package chat

import (
	"fmt"
	"testing"
	"time"
)

// failing is a closed chat whose call has just ended in vain, and what closes others
// beside it.
func failing() (f *Floor, others func(n int, at Instant)) {
	f = opened()
	f.Apply(ev("owe", 3, &ObligationStarted{Obligation: Obligation{ID: "call", Kind: OwedCall, Number: "+12025550100", Ref: "CB-1", Due: 9_000}}))
	f.Apply(ev("close", 4, &ChatClosed{}))
	f.Apply(ev("failed", 1_000, &ObligationEnded{Obligation: "call", How: EndedFailed}))
	made := 0
	return f, func(n int, at Instant) {
		for range n {
			made++
			id := ChatID(fmt.Sprint("x", made))
			f.Apply(&Event{ID: "o", At: at, Chat: id, Body: &ChatOpened{}})
			f.Apply(&Event{ID: "c", At: at, Chat: id, Body: &ChatClosed{}})
		}
	}
}

func ashas(id string, at Instant, b Body) *Event {
	e := ev(id, at, b)
	e.By = "asha"
	return e
}

func text(id MessageID, d Delivery) *MessagePosted {
	return &MessagePosted{Message: id, From: SpeakerAgent, Text: "We tried to call you.", Via: ChannelWhatsApp, Delivery: d}
}

// A closed chat whose call has failed waits for a message by WhatsApp, with the number
// that was called, and other chats leave the floor before it (G-FU-08).
func TestAFailedCallWaitsForAMessage(t *testing.T) {
	soon, late := Instant(2_000), Instant(1_000).Add(TextWithin)+1
	for _, tc := range []struct {
		name  string
		then  func(*Floor)
		at    Instant
		stays bool
	}{
		{"nobody writes", func(*Floor) {}, soon, true},
		{"nobody writes for a day", func(*Floor) {}, late, false},
		{"it is under way", func(f *Floor) { f.Apply(ashas("w", 1_500, text("w", DeliveryPending))) }, soon, false},
		{"it has failed", func(f *Floor) {
			f.Apply(ashas("w", 1_500, text("w", DeliveryPending)))
			f.Apply(ev("d", 1_501, &MessageDelivered{Message: "w", Delivery: DeliveryFailed}))
		}, soon, true},
		{"nobody knows whether it came", func(f *Floor) { // it is not sent again
			f.Apply(ashas("w", 1_500, text("w", DeliveryPending)))
			f.Apply(ev("d", 1_501, &MessageDelivered{Message: "w", Delivery: DeliveryUnsure}))
		}, soon, false},
		{"somebody lets it be", func(f *Floor) {
			f.Apply(ev("v", 1_500, &ObligationEnded{Obligation: "call", How: EndedVoid, Reason: "they wrote by mail"}))
		}, soon, false},
		{"they were spoken to after all", func(f *Floor) {
			f.Apply(ev("a", 1_500, &AttemptEnded{Attempt: Attempt{ID: "late", Obligation: "call", Began: 1_200, Ended: 1_400, Outcome: AttemptReached}}))
		}, soon, false},
	} {
		f, others := failing()
		if c, ok := f.Chat("c").HasFailed("call"); !ok || c.Number != "+12025550100" || c.Ended != 1_000 {
			t.Fatalf("what failed is %+v", f.Chat("c").Failed)
		}
		tc.then(f)
		others(KeepClosed+1, tc.at)
		if got := f.Chat("c") != nil; got != tc.stays {
			t.Errorf("%s: on the floor %t, want %t", tc.name, got, tc.stays)
		}
	}
}

// What a telephone system answered stays with the attempt, in whatever order it is
// told (dial.hook).
func TestACallIsPlaced(t *testing.T) {
	l := CallLog{}.With(Attempt{ID: "a", Obligation: "o", Began: 10})
	l = l.placed(&CallPlaced{Attempt: "a", How: PlacedFailed, Words: "Dial by hand."})
	l = l.with(Attempt{ID: "a", Obligation: "o", Began: 10, Ended: 20, Outcome: AttemptBusy, Gap: time.Hour})
	if a, _ := l.Attempt("a"); a.Placed != PlacedFailed || a.PlacedWhy != "Dial by hand." || !a.Over() {
		t.Errorf("%+v", a)
	}
}
