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
