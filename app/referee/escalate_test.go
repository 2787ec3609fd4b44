package referee

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// escalation is a complete one to Rohan, changed.
func escalation(change ...func(*chat.Escalate)) *chat.Escalate {
	e := &chat.Escalate{
		To: "rohan", Level: "Lead", Reason: chat.EscalateExpertise, Issue: "The invoice is wrong again.", Steps: "Corrected it once.",
		Notice: "A specialist will take care of this. Your reference is {ref}.", Resolve: start.Add(4 * time.Hour),
	}
	for _, c := range change {
		c(e)
	}
	return e
}

func TestEscalate(t *testing.T) {
	wish := func(change ...func(*chat.Escalate)) func(*testing.T, *stand) chat.Wish {
		return just(escalation(change...))
	}
	with := func(f func(*chat.Escalate)) func(*testing.T, *stand) chat.Wish { return wish(f) }
	to := func(a chat.AgentID) func(*testing.T, *stand) chat.Wish {
		return wish(func(e *chat.Escalate) { e.To = a })
	}
	focused := func(t *testing.T) *stand {
		s := guide(t)
		s.team(&chat.FocusChanged{Agent: "rohan", On: true})
		return s
	}
	const made = "MessagePosted OfferMade TagAdded"
	for _, tc := range []asked{
		// G-ESC-01: the customer is told first. E-ESC-06: a person or a team.
		{name: "to a person", floor: guideOf, by: "asha", wish: wish(), kinds: made},
		{name: "to a team", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.To, e.Queue = "", "billing" }), kinds: made},
		{name: "to both", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Queue = "billing" }), code: chat.RefusedInvalid, words: "E-ESC-06"},
		{name: "to neither", floor: guideOf, by: "asha", wish: to(""), code: chat.RefusedInvalid, words: "E-ESC-06"},
		{name: "to oneself", floor: guideOf, by: "asha", wish: to("asha"), code: chat.RefusedInvalid, words: "somebody else"},
		{name: "to a team that is not one", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.To, e.Queue = "", "sales" }), code: chat.RefusedInvalid, words: "no team"},
		// E-ACT-05, A-34: with the way out.
		{name: "to one offline", floor: guideOf, by: "asha", wish: to("tariq"), code: chat.RefusedOffline, words: "escalate to technical, their team, or promise"},
		{name: "to one offline without a team", floor: guideOf, by: "asha", wish: to("omar"), code: chat.RefusedOffline, words: "to a team, or promise"},
		{name: "to one revoked", floor: guideOf, by: "asha", wish: to("zoya"), code: chat.RefusedInvalid, words: "no longer"},
		{name: "to a name with an @", floor: guideOf, by: "asha", wish: to("@team:billing"), code: chat.RefusedInvalid, words: "Nobody on the team"},
		// S-MULTI-05.
		{name: "to one in focus", floor: focused, by: "asha", wish: wish(), code: chat.RefusedBusy, words: "S-MULTI-05"},
		{name: "to the team of one in focus", floor: focused, by: "asha", wish: with(func(e *chat.Escalate) { e.To, e.Queue = "", "billing" }), kinds: made},
		// E-ESC-01 to -03.
		{name: "because the customer asks for it", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Reason = chat.EscalateAsked }), kinds: made},
		{name: "because it is sensitive", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Reason = chat.EscalateSensitive }), kinds: made},
		{name: "to balance the load", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Reason = chat.ForwardLoadBalance }), code: chat.RefusedInvalid, words: "expertise"},
		// E-ESC-05: both, ten characters each.
		{name: "without the issue", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Issue = "wrong" }), code: chat.RefusedInvalid, words: "what is the matter in at least 10"},
		{name: "without the steps", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Steps = " none    " }), code: chat.RefusedInvalid, words: "what has been tried in at least 10"},
		{name: "with a long level", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Level = strings.Repeat("x", MaxTag+1) }), code: chat.RefusedTooLong, words: "level"},
		{name: "without a level", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Level = "" }), kinds: made},
		// G-ESC-02, G-ESC-03, E-ESC-07.
		{name: "without a notice", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Notice = " " }), code: chat.RefusedInvalid, words: "G-ESC-01"},
		{name: "with a notice without the number", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Notice = "We are on it." }), code: chat.RefusedInvalid, words: "G-ESC-02"},
		{name: "with a notice that asks for a secret", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Notice = "{ref}: please send me your OTP." }), code: chat.RefusedInvalid, words: "Never ask a customer for a password"},
		{name: "without a time", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Resolve = 0 }), code: chat.RefusedInvalid, words: "G-ESC-03"},
		{name: "by now", floor: guideOf, by: "asha", wish: with(func(e *chat.Escalate) { e.Resolve = start }), code: chat.RefusedInvalid, words: "G-ESC-03"},
		// One at a time, by the owner.
		{name: "twice", floor: after(guideOf, "asha", escalation()), by: "asha", wish: to("bela"), code: chat.RefusedBusy, words: "Rohan already"},
		{name: "while it is forwarded", floor: after(guideOf, "asha", &chat.Forward{To: "bela", Reason: chat.ForwardOther, Note: why}), by: "asha", wish: wish(), code: chat.RefusedBusy, words: "Bela already"},
		{name: "forward while it is escalated", floor: after(guideOf, "asha", escalation()), by: "asha", wish: just(&chat.Forward{To: "bela", Reason: chat.ForwardOther, Note: why}), code: chat.RefusedBusy, words: "Rohan already"},
		{name: "what a colleague serves", floor: joined, by: "rohan", wish: to("bela"), code: chat.RefusedNotOwner, words: "Asha"},
		{name: "before there is a policy", floor: withoutPolicy(guideOf), by: "asha", wish: wish(), code: chat.RefusedBusy, words: "policy"},
	} {
		t.Run(tc.name, tc.run)
	}
}

// G-ESC-02 to -04, E-ESC-05: what the customer and the receiver are told.
func TestEscalationSaysWhat(t *testing.T) {
	s := guide(t)
	d := s.must(t, "asha", "esc", escalation())
	o := s.Chat("c").Escalation.Offer
	ref, ok := ticket.ParseRef(o.Ref)
	if !ok || ref.Kind() != ticket.RefEscalation || string(ref) != o.Ref {
		t.Errorf("number %q", o.Ref)
	}
	told := d.Events[0].Body.(*chat.MessagePosted)
	if told.Text != "A specialist will take care of this. Your reference is "+o.Ref+"." || told.From != chat.SpeakerAgent || told.Name != "Asha" || told.Message != "esc" {
		t.Errorf("%+v", told)
	}
	want := chat.Offer{
		ID: "esc", Kind: chat.OfferEscalation, From: "asha", To: "rohan", Reason: chat.EscalateExpertise, Ref: o.Ref, Level: "Lead",
		Note: "The invoice is wrong again.", Issue: "The invoice is wrong again.", Steps: "Corrected it once.",
		Made: start, Due: start.Add(20 * time.Second), Resolve: start.Add(4 * time.Hour),
	}
	if o != want {
		t.Errorf("got  %+v\nwant %+v", o, want)
	}
	if c := s.Chat("c"); c.Owner != "asha" || !slices.Equal(c.Tags, []string{"Escalated to Lead"}) || c.Escalation.State != chat.EscalationOpen {
		t.Errorf("%+v", c)
	}
}

// G-ESC-02: no number is given twice, also by a hundred thousand desks without a
// network; 10,000 do for a test.
func TestEscalationNumbersDiffer(t *testing.T) {
	seen := make(map[ticket.Ref]bool)
	for i := range 10_000 {
		seen[ticket.RefOf(ticket.RefEscalation, fmt.Sprint("cmd", i), start)] = true
	}
	if len(seen) != 10_000 {
		t.Errorf("%d numbers", len(seen))
	}
}

func TestAnswerAnEscalation(t *testing.T) {
	open := after(guideOf, "asha", escalation())
	team := after(guideOf, "asha", escalation(func(e *chat.Escalate) { e.To, e.Queue, e.Level = "", "billing", "" }))
	failed := given(open, &chat.MessageDelivered{Message: "before-a", Delivery: chat.DeliveryFailed, Reason: "gone"})
	yes := &chat.AcceptOffer{Offer: "before-a", Read: true}
	back := &chat.WithdrawOffer{Offer: "before-a", Reason: "by mistake"}
	no := &chat.DeclineOffer{Offer: "before-a", Reason: "not mine to solve"}
	const over = "OfferAccepted ChatForwarded MessagePosted"
	for _, tc := range []asked{
		// E-ESC-10, E-ESC-00: accepted, and no forward.
		{name: "accept", floor: open, by: "rohan", wish: just(yes), kinds: over},
		{name: "accept for the team", floor: team, by: "bela", wish: just(yes), kinds: over},
		// G-ESC-04: what was written must have been opened.
		{name: "accept unread", floor: open, by: "rohan", wish: just(&chat.AcceptOffer{Offer: "before-a"}), code: chat.RefusedInvalid, words: "G-ESC-04"},
		{name: "accept what is for another", floor: open, by: "bela", wish: just(yes), code: chat.RefusedRole, words: "Rohan"},
		{name: "accept too late", floor: later(open, 20*time.Second), by: "rohan", wish: just(yes), code: chat.RefusedGone, words: "run out"},
		// E-ESC-11.
		{name: "reject", floor: open, by: "rohan", wish: just(no), kinds: "OfferReturned"},
		{name: "reject without a reason", floor: open, by: "rohan", wish: just(&chat.DeclineOffer{Offer: "before-a"}), code: chat.RefusedInvalid, words: "Asha"},
		{name: "one rejects for a team", floor: team, by: "bela", wish: just(no), code: chat.RefusedInvalid, words: "all of billing"},
		{name: "a lead rejects for a team", floor: team, by: "meera", wish: just(no), kinds: "OfferReturned"},
		// E-ESC-08: with a reason, and the customer learns of it who was told.
		{name: "take back", floor: open, by: "asha", wish: just(back), kinds: "OfferReturned TagRemoved MessagePosted"},
		{name: "take back what the customer never read", floor: failed, by: "asha", wish: just(back), kinds: "OfferReturned TagRemoved"},
		{name: "take back without a reason", floor: open, by: "asha", wish: just(&chat.WithdrawOffer{Offer: "before-a"}), code: chat.RefusedInvalid, words: "E-ESC-08"},
		{name: "take back what another escalated", floor: open, by: "rohan", wish: just(back), code: chat.RefusedRole, words: "Asha"},
		{name: "take back what was accepted", floor: after(open, "rohan", &chat.AcceptOffer{Offer: "before-a", Read: true}), by: "asha", wish: just(back), code: chat.RefusedTaken, words: "Rohan"},
		// G-TAG-15.
		{name: "take the tag away", floor: open, by: "asha", wish: just(&chat.RemoveTag{Tag: "escalated to lead"}), code: chat.RefusedInvalid, words: "G-TAG-15"},
		{name: "take it away once it was rejected", floor: given(open, &chat.OfferReturned{Offer: "before-a", How: chat.ReturnedDeclined}), by: "asha", wish: just(&chat.RemoveTag{Tag: "Escalated to Lead"}), kinds: "TagRemoved"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			if tc.name == "take back what was accepted" {
				tc.floor = func(t *testing.T) *stand {
					s := open(t)
					s.must(t, "rohan", "yes", yes)
					return s
				}
			}
			tc.run(t)
		})
	}
}

// E-ESC-10: of a thousand races for an escalation each has one winner, whoever
// comes first, runs out of time, or takes it back; the chat is never in two lists
// and never in none.
func TestThousandRacesForAnEscalation(t *testing.T) {
	edition := guide(t).edition
	rapid.Check(t, func(t *rapid.T) {
		for range 10 {
			raceForEscalation(t, edition.Policy.Offer.Queue, func() *stand {
				s := withQueue()
				s.edition, s.policy, s.now = edition, &edition.Policy, start
				s.send("asha", "c", "take", &chat.AcceptChat{})
				s.send("asha", "c", "esc", escalation(func(e *chat.Escalate) { e.To, e.Queue = "", "billing" }))
				return s
			})
		}
	})
}

func raceForEscalation(t *rapid.T, within time.Duration, floor func() *stand) {
	s := floor()
	if len(s.Chat("c").Offers) != 1 {
		t.Fatal("nothing is escalated")
	}
	wishes := map[string]func(){}
	for _, by := range []chat.AgentID{"rohan", "bela", "meera"} {
		wishes[string(by)] = func() {
			s.send(by, "c", chat.CommandID("k-"+by), &chat.AcceptOffer{Offer: "esc", Read: true})
		}
	}
	wishes["back"] = func() { s.send("asha", "c", "back", &chat.WithdrawOffer{Offer: "esc", Reason: "by mistake"}) }
	wishes["no"] = func() { s.send("meera", "c", "no", &chat.DeclineOffer{Offer: "esc", Reason: "nobody is free"}) }
	wishes["time"] = func() {
		s.now = s.now.Add(within)
		s.apply(Expire(s.Floor, "c", "esc"))
	}
	order := rapid.Permutation([]string{"rohan", "bela", "meera", "back", "no", "time"}).Draw(t, "order")
	for i, name := range order {
		wishes[name]()
		c := s.Chat("c")
		lists := s.Agent("asha").Owns + s.Agent("rohan").Owns + s.Agent("bela").Owns + s.Agent("meera").Owns
		if lists != 1 || c.Owner == "" || s.Agent(c.Owner).Owns != 1 || len(c.Offers) != 0 {
			t.Fatalf("after %v: in %d lists, of %q, %d offers", order[:i+1], lists, c.Owner, len(c.Offers))
		}
		want := chat.AgentID(order[0])
		if order[0] == "back" || order[0] == "no" || order[0] == "time" {
			want = "asha" // who sent it serves on
		}
		if c.Owner != want {
			t.Fatalf("after %v %s serves", order[:i+1], c.Owner)
		}
	}
}

// S-ESC-03, A-32.
func TestHandToChannel(t *testing.T) {
	hand := func(change func(*chat.HandToChannel)) func(*testing.T, *stand) chat.Wish {
		h := &chat.HandToChannel{
			Channel: chat.HandPhone, Reason: "needs a shared screen", Note: "Walk through the settings.", Due: start.Add(time.Hour),
			Notice: "We will call you within the hour. Your reference is {ref}.",
		}
		change(h)
		return just(h)
	}
	same := func(*chat.HandToChannel) {}
	for _, tc := range []asked{
		{name: "to the phone", floor: guideOf, by: "asha", wish: hand(same), kinds: "MessagePosted HandedToChannel"},
		{name: "to mail", floor: guideOf, by: "asha", wish: hand(func(h *chat.HandToChannel) { h.Channel, h.Notice = chat.HandMail, "We will write to you." }), kinds: "MessagePosted HandedToChannel"},
		{name: "to a ticket", floor: guideOf, by: "asha", wish: hand(func(h *chat.HandToChannel) { h.Channel = chat.HandTicket }), kinds: "MessagePosted HandedToChannel"},
		{name: "to a pigeon", floor: guideOf, by: "asha", wish: hand(func(h *chat.HandToChannel) { h.Channel = "pigeon" }), code: chat.RefusedInvalid, words: "phone, mail or ticket"},
		{name: "without a reason", floor: guideOf, by: "asha", wish: hand(func(h *chat.HandToChannel) { h.Reason = "" }), code: chat.RefusedInvalid, words: "elsewhere"},
		{name: "without a note", floor: guideOf, by: "asha", wish: hand(func(h *chat.HandToChannel) { h.Note = "call" }), code: chat.RefusedInvalid, words: "at least 10"},
		{name: "without a notice", floor: guideOf, by: "asha", wish: hand(func(h *chat.HandToChannel) { h.Notice = "" }), code: chat.RefusedInvalid, words: "G-ESC-01"},
		{name: "a call without its number", floor: guideOf, by: "asha", wish: hand(func(h *chat.HandToChannel) { h.Notice = "We will call." }), code: chat.RefusedInvalid, words: "{ref}"},
		{name: "by a time that is over", floor: guideOf, by: "asha", wish: hand(func(h *chat.HandToChannel) { h.Due = start }), code: chat.RefusedInvalid, words: "ahead"},
		{name: "what a colleague serves", floor: joined, by: "rohan", wish: hand(same), code: chat.RefusedNotOwner, words: "Asha"},
		{name: "while it is escalated", floor: after(guideOf, "asha", escalation()), by: "asha", wish: hand(same), code: chat.RefusedBusy, words: "Rohan already"},
	} {
		t.Run(tc.name, tc.run)
	}
	s := guide(t)
	d := s.must(t, "asha", "hand", hand(same)(t, s))
	got := d.Events[1].Body.(*chat.HandedToChannel)
	ref, ok := ticket.ParseRef(got.Ref) // G-CB-10
	if told := d.Events[0].Body.(*chat.MessagePosted); !ok || ref.Kind() != ticket.RefCallback || !strings.Contains(told.Text, got.Ref) || got.Due != start.Add(time.Hour) {
		t.Errorf("%+v, the customer reads %q", got, told.Text)
	}
}
