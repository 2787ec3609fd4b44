package ticket

import (
	"reflect"
	"strings"
	"testing"
)

func TestOneTicketComesBack(t *testing.T) {
	want := Ticket{Ref: RefOf(RefTicket, "c", now), Chat: "c", Handled: HandledAgent, Summary: "a < b", Topics: []ChoiceID{"b", "a"}, Created: now}
	b, err := Encode(want)
	if err != nil || strings.Contains(string(b), "\n") || !strings.Contains(string(b), "a < b") {
		t.Fatalf("%s: %v", b, err)
	}
	got, err := Decode(b)
	if err != nil || !reflect.DeepEqual(got, want.Normal()) {
		t.Fatalf("%+v: %v", got, err)
	}
	if _, err := Decode([]byte(`{"ref":1}`)); err == nil {
		t.Error("what is no ticket is read")
	}
	if got, err := Decode([]byte(`{"ref":"x","later":true}`)); err != nil || got.Ref != "x" {
		t.Errorf("a later version's ticket: %+v, %v", got, err)
	}
	if _, err := Encode(Ticket{}); err == nil {
		t.Error("a ticket without a number is written")
	}
}
