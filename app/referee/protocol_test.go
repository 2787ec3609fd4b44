package referee

import (
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// G-COMM-04: each closing step is done, or excused in at least ten characters.
func TestEndNeedsItsProtocol(t *testing.T) {
	s := guide(t)
	open := s.excused()
	if len(open) == 0 {
		t.Fatal("the guide has a closing protocol, and nothing of it is done")
	}
	w := &chat.EndChat{Ticket: s.filled(t), Skipped: slices.Clone(open)}
	w.Skipped[0].Reason = "too short"
	_, no := s.do("asha", "c", "end", w)
	if no == nil || no.Code != chat.RefusedInvalid || !strings.Contains(no.Words, "(G-COMM-04)") {
		t.Fatalf("refusal %+v", no)
	}
	w.Skipped[0].Reason = "just enough"
	if _, no := s.do("asha", "c", "end", w); no != nil {
		t.Fatal(no)
	}
}

// G-CLOSE-01 to -03, G-COMM-04: with the three messages sent nothing has to be
// excused.
func TestEndByTheProtocol(t *testing.T) {
	s := guide(t)
	for i, id := range s.edition.Scripts.Closing {
		cmd := chat.CommandID("say-" + id)
		if _, no := s.do("asha", "c", cmd, &chat.PostMessage{Text: "Thank you for your time.", Script: id}); no != nil {
			t.Fatal(no)
		}
		s.put("c", &chat.MessageDelivered{Message: chat.MessageID(cmd), Delivery: chat.DeliverySent})
		if i == 0 {
			s.put("c", &chat.MessagePosted{Message: "bye", From: chat.SpeakerCustomer, Text: "No, that is all."})
		}
	}
	d, no := s.do("asha", "c", "end", &chat.EndChat{Ticket: s.filled(t)})
	if no != nil {
		t.Fatal(no)
	}
	if end := d.Events[len(d.Events)-1].Body.(*chat.ChatClosed); len(end.Skipped) != 0 || s.Chat("c").Active() {
		t.Errorf("%+v", end)
	}
}
