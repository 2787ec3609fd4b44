package referee

import (
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/script"
	"floorwalker/app/ticket"
)

// toldOpen is a chat whose customer was told the next steps: solved by a time, and a
// call two hours from the start, as the ledger reads the message.
func toldOpen(t *testing.T, by chat.Instant) *stand {
	s := guide(t)
	s.must(t, "asha", "told", &chat.PostMessage{Text: "The next steps.", Script: string(script.IDClosingOpen)})
	s.put("c", &chat.MessageDelivered{Message: "told", Delivery: chat.DeliverySent})
	for _, o := range []chat.Obligation{
		{ID: "told-by", Kind: chat.OwedPromise, Due: by, Owner: "asha", Cause: "told", Words: "we will have it solved"},
		{ID: "told-call", Kind: chat.OwedCall, Due: start.Add(2 * time.Hour), Owner: "asha", Cause: "told"},
	} {
		s.put("c", &chat.ObligationStarted{Obligation: o})
	}
	return s
}

// G-CLOSE-04 to -07: a chat that is not solved is closed by its own messages, one
// that is by the others, as its ticket says; the messages of the other are not asked
// for.
func TestEndByTheProtocolOfWhatIsNotSolved(t *testing.T) {
	s := guide(t)
	end := func(skipped []chat.Skip) *chat.EndChat {
		return &chat.EndChat{Ticket: s.filled(t, unsolved(start)), Skipped: skipped}
	}
	var skips []chat.Skip
	for _, id := range s.edition.Scripts.Closing {
		skips = append(skips, chat.Skip{Step: id, Reason: "It is not solved yet."})
	}
	_, no := s.do("asha", "c", "end-1", end(skips))
	if no == nil || !strings.Contains(no.Words, "1 of 2: the next steps") || strings.Contains(no.Words, "anything else") {
		t.Fatalf("refusal %+v", no)
	}
	s = toldOpen(t, start.Add(48*time.Hour))
	d, no := s.do("asha", "c", "end-2", end(skips))
	if no != nil {
		t.Fatal(no)
	}
	if got := d.Events[len(d.Events)-1].Body.(*chat.ChatClosed).Skipped; len(got) != 1 || got[0].Step != "closing-3" {
		t.Errorf("left out are %+v", got)
	}
}

// G-CLOSE-06, G-CLOSE-07: what the message has promised is what the ticket promises,
// once; of two times the earlier is owed.
func TestWhatTheCloseHasPromisedIsOwedOnce(t *testing.T) {
	for _, tc := range []struct {
		name string
		told time.Duration // the ticket says 48 h
		want string
	}{
		{"the same time", 48 * time.Hour, "told-by"},
		{"told for earlier", 24 * time.Hour, "told-by"},
		{"told for later", 72 * time.Hour, "end/promise"},
	} {
		s := toldOpen(t, start.Add(tc.told))
		w := &chat.EndChat{Ticket: s.filled(t, unsolved(start), func(k *ticket.Ticket) {
			k.Obligations = []chat.ObligationID{"told-by", "told-call"} // as they are drafted
		}), Skipped: s.excused()}
		if _, no := s.do("asha", "c", "end", w); no != nil {
			t.Fatal(tc.name, no)
		}
		c := s.Chat("c")
		k, err := ticket.Decode(c.Ticket)
		if err != nil {
			t.Fatal(err)
		}
		var promises []string
		for _, o := range c.Obligations {
			if o.Kind == chat.OwedPromise {
				promises = append(promises, string(o.ID))
			}
			if !slices.Contains(k.Obligations, o.ID) {
				t.Errorf("%s: the ticket does not name %s", tc.name, o.ID)
			}
		}
		if got := strings.Join(promises, " "); got != tc.want || len(c.Obligations) != 2 || len(k.Obligations) != 2 {
			t.Errorf("%s: owed are %q of %d, in the ticket %v", tc.name, got, len(c.Obligations), k.Obligations)
		}
	}
}
