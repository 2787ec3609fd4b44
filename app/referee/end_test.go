package referee

import (
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// ending is the wish to close with a complete ticket, changed.
func ending(change ...func(*ticket.Ticket)) func(*testing.T, *stand) chat.Wish {
	return func(t *testing.T, s *stand) chat.Wish {
		return &chat.EndChat{Ticket: s.filled(t, change...), Skipped: s.excused()}
	}
}

func joined(t *testing.T) *stand {
	s := guide(t)
	s.must(t, "rohan", "join", &chat.Join{})
	return s
}

// unsolved has a ticket that promises to go on (E-END-03).
func unsolved(s chat.Instant) func(*ticket.Ticket) {
	return func(k *ticket.Ticket) {
		k.EndReason, k.Confirmed, k.Resolution, k.Status, k.FCR = "contact_later", "", "later", "open", ticket.No
		k.FollowUp, k.NextSteps = ticket.Yes, "Billing corrects the invoice."
		k.ResolveBy, k.CallAt = s.Add(48*time.Hour), s.Add(2*time.Hour)
	}
}

func TestEnd(t *testing.T) {
	closed := func(t *testing.T) *stand {
		s := guide(t)
		s.put("c", &chat.ChatClosed{Reason: "solved"})
		return s
	}
	escalated := after(guideOf, "asha", escalation())
	drop := func(f func(*ticket.Ticket)) func(*testing.T, *stand) chat.Wish { return ending(f) }
	const all = "TicketSaved TagAdded TagAdded TagAdded ChatClosed"
	for _, tc := range []asked{
		// A-29, G-CHK-C6: ticket, tags and end in one decision.
		{name: "end", floor: guideOf, by: "asha", wish: ending(), kinds: all},
		{name: "end beside others", floor: joined, by: "asha", wish: ending(), kinds: all},
		// G-CLOSE-04 to -07, G-TKT-10, G-TAG-10: what is promised is owed from then on.
		{name: "end unsolved", floor: guideOf, by: "asha", wish: ending(unsolved(start)), kinds: "TicketSaved TagAdded TagAdded TagAdded TagAdded ObligationStarted ObligationStarted ChatClosed"},
		{name: "end unsolved, the call is owed already", floor: after(guideOf, "asha", &chat.PromiseTo{Kind: chat.OwedCall, Due: start.Add(time.Hour), Words: "a call"}), by: "asha", wish: ending(unsolved(start)), kinds: "TicketSaved TagAdded TagAdded TagAdded TagAdded ObligationStarted ChatClosed"},
		{name: "end unsolved with a time that is over", floor: later(guideOf, 3*time.Hour), by: "asha", wish: ending(unsolved(start)), code: chat.RefusedInvalid, words: "callAt must be a time ahead (G-CLOSE-07)"},
		// G-COMM-03: only with a ticket, and with this chat's.
		{name: "end without a ticket", floor: guideOf, by: "asha", wish: just(&chat.EndChat{Reason: "solved"}), code: chat.RefusedInvalid, words: "G-COMM-03"},
		{name: "end with what is no ticket", floor: guideOf, by: "asha", wish: just(&chat.EndChat{Ticket: []byte("{")}), code: chat.RefusedInvalid, words: "cannot be read"},
		{name: "end with another chat's ticket", floor: guideOf, by: "asha", wish: ending(func(k *ticket.Ticket) { k.Chat = "d" }), code: chat.RefusedInvalid, words: "another chat's"},
		{name: "end with a number of one's own", floor: guideOf, by: "asha", wish: ending(func(k *ticket.Ticket) { k.Ref = ticket.RefOf(ticket.RefTicket, "d", start) }), code: chat.RefusedInvalid, words: "another chat's"},
		// S-CLOSE-04: what is missing is listed, with its field and requirement.
		{name: "without a sentiment", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) { k.Sentiment = "" }), code: chat.RefusedInvalid, words: "sentiment is needed (G-TAG-13)"},
		{name: "without a method", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) { k.Method = "" }), code: chat.RefusedInvalid, words: "method is needed (G-TAG-14)"},
		{name: "without a topic", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) { k.Topics = nil }), code: chat.RefusedInvalid, words: "topics needs at least one (G-TAG-01)"},
		{name: "without an end reason", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) { k.EndReason = "" }), code: chat.RefusedInvalid, words: "endReason is needed (E-END-00)"},
		{name: "others without an explanation", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) { k.EndReason, k.EndNote = "others", "short" }), code: chat.RefusedInvalid, words: "(E-END-05)"},
		{name: "contacted later, and nothing owed", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) { k.EndReason, k.FollowUp = "contact_later", ticket.No }), code: chat.RefusedInvalid, words: "(E-END-03)"},
		{name: "without an answer to first contact", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) { k.FCR = "" }), code: chat.RefusedInvalid, words: "(G-TKT-07)"},
		{name: "without an answer to follow-up", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) { k.FollowUp = "" }), code: chat.RefusedInvalid, words: "(G-TKT-10)"},
		{name: "with something that is not owed", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) {
			k.FollowUp, k.Obligations = ticket.Yes, []chat.ObligationID{"none"}
		}), code: chat.RefusedInvalid, words: "not owed any more (G-TKT-10)"},
		{name: "with several things missing", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) { k.Sentiment, k.Summary, k.Category = "", "", "" }), code: chat.RefusedInvalid, words: "summary is needed (G-TKT-08); sentiment is needed"},
		// S-FLOW-04: solved is what the customer says, after an answer.
		{name: "solved without a word of the customer's", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) { k.Confirmed = "" }), code: chat.RefusedInvalid, words: "(S-FLOW-04)"},
		{name: "solved by a line from before", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) { k.Confirmed = "early" }), code: chat.RefusedInvalid, words: "(S-FLOW-04)"},
		{name: "solved by the agent's own line", floor: guideOf, by: "asha", wish: drop(func(k *ticket.Ticket) { k.Confirmed = "hello" }), code: chat.RefusedInvalid, words: "(S-FLOW-04)"},
		{name: "solved by what was confirmed", floor: after(guideOf, "asha", &chat.ConfirmResolution{Message: "thanks"}), by: "asha", wish: ending(func(k *ticket.Ticket) { k.Confirmed = "" }), kinds: all},
		// Whose it is.
		{name: "end what a colleague serves", floor: joined, by: "rohan", wish: ending(), code: chat.RefusedNotOwner, words: "Asha"},
		{name: "end twice", floor: closed, by: "asha", wish: ending(), code: chat.RefusedClosed, words: "closed"},
		{name: "end before there is a policy", floor: guideOf, by: "asha", wish: func(t *testing.T, s *stand) chat.Wish {
			w := ending()(t, s)
			s.edition = nil
			return w
		}, code: chat.RefusedBusy, words: "policy"},
		{name: "end in the middle of an escalation", floor: escalated, by: "asha", wish: ending(), code: chat.RefusedBusy, words: "Rohan"},
	} {
		t.Run(tc.name, tc.run)
	}
}

// G-TAG-10 to -15: what a chat is tagged follows from its ticket, and what people
// have tagged stays.
func TestEndTags(t *testing.T) {
	s := guide(t)
	for _, tag := range []string{"vip", "Negative", "Positive", "Renewal pending"} {
		s.put("c", &chat.TagAdded{Tag: tag})
	}
	k := s.filled(t, func(k *ticket.Ticket) { k.Tags = nil })
	d := s.must(t, "asha", "end", &chat.EndChat{Ticket: k, Skipped: s.excused()})
	if got := s.Chat("c").Tags; !slices.Equal(got, []string{"Chat", "Invoice or billing query", "Positive", "vip"}) {
		t.Errorf("tags %q, by %s", got, kinds(d.Events))
	}
}

// The end says in words why, and the ticket is the hub's: its time, its number, its
// form (A-29, G-TKT-01).
func TestEndIsWrittenDown(t *testing.T) {
	s := guide(t)
	s.now = start.Add(time.Hour)
	skips := append(s.excused(), chat.Skip{Step: "no such step", Reason: "because of something"})
	s.must(t, "asha", "end", &chat.EndChat{
		Reason: "ignored", Skipped: skips,
		Ticket: s.filled(t, func(k *ticket.Ticket) {
			k.Closed, k.Form, k.EndReason, k.EndDetail = 7, 0, "no_response", "never_engaged"
		}),
	})
	c := s.Chat("c")
	got, err := ticket.Decode(c.Ticket)
	if err != nil || got.Closed != s.now || got.Form != s.edition.Form.Version || string(got.Ref) != c.TicketRef || got.Chat != "c" {
		t.Errorf("%+v: %v", got, err)
	}
	if c.Active() || c.ClosedWhy != "No response from customer - Never engaged" {
		t.Errorf("closed because of %q", c.ClosedWhy)
	}
}

// G-TKT-06: a ticket changes after the end, and who changed it is on the log. What
// the transcript proves does not.
func TestSaveTicket(t *testing.T) {
	ended := func(t *testing.T) *stand {
		s := guide(t)
		s.must(t, "asha", "end", ending()(t, s))
		s.now = start.Add(time.Hour)
		return s
	}
	saving := func(change func(*ticket.Ticket)) func(*testing.T, *stand) chat.Wish {
		return func(t *testing.T, s *stand) chat.Wish {
			k, err := ticket.Decode(s.Chat("c").Ticket)
			if err != nil {
				t.Fatal(err)
			}
			change(&k)
			b, err := ticket.Encode(k)
			if err != nil {
				t.Fatal(err)
			}
			return &chat.SaveTicket{Ticket: b}
		}
	}
	urgent := func(k *ticket.Ticket) { k.Priority, k.Closed, k.Handled = "urgent", 1, ticket.HandledBot }
	for _, tc := range []asked{
		{name: "another priority", floor: ended, by: "meera", wish: saving(urgent), kinds: "TicketSaved"},
		{name: "another sentiment", floor: ended, by: "asha", wish: saving(func(k *ticket.Ticket) { k.Sentiment = "negative" }), kinds: "TicketSaved TagAdded TagRemoved"},
		{name: "the same", floor: ended, by: "asha", wish: saving(func(*ticket.Ticket) {})},
		{name: "incomplete", floor: ended, by: "asha", wish: saving(func(k *ticket.Ticket) { k.Priority = "" }), code: chat.RefusedInvalid, words: "priority is needed (G-TKT-06)"},
		{name: "another chat's", floor: ended, by: "asha", wish: saving(func(k *ticket.Ticket) { k.Chat = "d" }), code: chat.RefusedInvalid, words: "another chat's"},
		{name: "of a chat that goes on", floor: guideOf, by: "asha", wish: func(t *testing.T, s *stand) chat.Wish { return &chat.SaveTicket{Ticket: s.filled(t)} }, code: chat.RefusedInvalid, words: "goes on"},
		{name: "before there is a policy", floor: withoutPolicy(ended), by: "asha", wish: saving(urgent), code: chat.RefusedBusy, words: "policy"},
	} {
		t.Run(tc.name, tc.run)
	}
	s := ended(t)
	d := s.must(t, "meera", "save", saving(urgent)(t, s))
	got, _ := ticket.Decode(s.Chat("c").Ticket)
	if got.Priority != "urgent" || got.Closed != start || got.Handled != ticket.HandledAgent || d.Events[0].By != "meera" {
		t.Errorf("%+v by %s", got, d.Events[0].By)
	}
}
