package chat

import (
	"fmt"
	"testing"
)

// told folds how far a line came.
func told(f *Floor, id string, m MessageID, d Delivery) Change {
	return f.Apply(ev(id, 50, &MessageDelivered{Message: m, Delivery: d, Reason: "no answer"}))
}

// fiveLines has lines of ours: m1 sent, m2 failed, m3 unsure, m4 sent and m5 pending,
// with one of the customer's and a note between them.
func fiveLines() *Floor {
	f := opened()
	for i := range 5 {
		m := fmt.Sprint("m", i+1)
		f.Apply(ev("p"+m, Instant(10+i), &MessagePosted{Message: MessageID(m), From: SpeakerAgent, Delivery: DeliveryPending}))
	}
	f.Apply(ev("theirs", 20, &MessagePosted{Message: "theirs", From: SpeakerCustomer}))
	f.Apply(ev("note", 21, &NotePosted{Message: "note"}))
	told(f, "s1", "m1", DeliverySent)
	told(f, "s2", "m2", DeliveryFailed)
	told(f, "s3", "m3", DeliveryUnsure)
	told(f, "s4", "m4", DeliverySent)
	return f
}

// states says of each line of ours how far it came, in a letter.
func states(c *Chat) (s string) {
	for i, m := range c.Messages {
		o, open := c.Outcomes()[m.ID]
		switch {
		case m.From != SpeakerAgent:
		case open:
			s += string(o.Delivery[0])
		case i < c.Reached:
			s += "D"
		default:
			s += "s"
		}
	}
	return s
}

// what was confirmed stays so, with what was sent before it; what failed or
// nobody knows of stays what it is.
func TestWhatTheCustomersSideConfirms(t *testing.T) {
	type step struct {
		m MessageID
		d Delivery
	}
	for _, tc := range []struct {
		name  string
		steps []step
		want  string
	}{
		{"nothing", nil, "sfusp"},
		{"the first", []step{{"m1", DeliveryDelivered}}, "Dfusp"},
		{"a later one, and so the first", []step{{"m4", DeliveryDelivered}}, "DfuDp"},
		{"never backwards", []step{{"m4", DeliveryDelivered}, {"m1", DeliveryDelivered}}, "DfuDp"},
		{"never merely sent again", []step{{"m4", DeliveryDelivered}, {"m4", DeliverySent}, {"m1", DeliverySent}}, "DfuDp"},
		{"never lost again", []step{{"m4", DeliveryDelivered}, {"m4", DeliveryFailed}, {"m1", DeliveryUnsure}}, "DfuDp"},
		{"one that nobody knew of arrived", []step{{"m3", DeliveryDelivered}}, "DfDsp"},
		{"the same after a later one", []step{{"m4", DeliveryDelivered}, {"m3", DeliveryDelivered}}, "DfDDp"},
		{"one under way", []step{{"m5", DeliveryDelivered}}, "DfuDD"},
		{"one under way before it", []step{{"m4", DeliveryDelivered}, {"m5", DeliverySent}}, "DfuDs"},
		{"the customer's own", []step{{"theirs", DeliveryDelivered}}, "sfusp"},
		{"a note", []step{{"note", DeliveryDelivered}}, "sfusp"},
		{"unknown", []step{{"m9", DeliveryDelivered}}, "sfusp"},
	} {
		f := fiveLines()
		c, before := f.Chat("c"), f.Hash()
		at, line, rev, did := c.LastAt, c.LastLine, c.Revision, c.OthersDid("")
		for i, s := range tc.steps {
			told(f, fmt.Sprint("d", i), s.m, s.d)
		}
		if got := states(c); got != tc.want {
			t.Errorf("%s: %s, want %s", tc.name, got, tc.want)
		}
		if same := f.Hash() == before; same != (tc.want == "sfusp") {
			t.Errorf("%s: the hash is the same: %t", tc.name, same)
		}
		if c.LastAt != at || c.LastLine != line || c.Revision != rev || c.OthersDid("") != did {
			t.Errorf("%s moved more than the line", tc.name)
		}
		after := f.Hash()
		for i, s := range tc.steps { // the same facts once more
			if ch := told(f, fmt.Sprint("d", i), s.m, s.d); ch.Chat != nil {
				t.Errorf("%s: the same id was folded twice", tc.name)
			}
			told(f, fmt.Sprint("again", i), s.m, s.d)
		}
		if f.Hash() != after {
			t.Errorf("%s: %s at first, %s when told again", tc.name, tc.want, states(c))
		}
	}
}

// However many lines are confirmed, what is kept of them is one number.
func TestConfirmedLinesTakeNoRoom(t *testing.T) {
	f := opened()
	c := f.Chat("c")
	for i := range 1000 {
		m := fmt.Sprint("m", i)
		f.Apply(ev("p"+m, Instant(i+3), &MessagePosted{Message: MessageID(m), From: SpeakerAgent, Delivery: DeliveryPending}))
		told(f, "s"+m, MessageID(m), DeliverySent)
		told(f, "d"+m, MessageID(m), DeliveryDelivered)
	}
	if len(c.Outcomes()) != 0 || c.Reached != 1000 {
		t.Errorf("%d outcomes, %d lines reached", len(c.Outcomes()), c.Reached)
	}
}
