package view

import (
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
)

// E-ESC-09: what is escalated and not accepted is a section, with count and age.
func TestEscalations(t *testing.T) {
	s := newStage()
	escalated := func(id chat.OfferID) chat.Body {
		return &chat.OfferMade{Offer: chat.Offer{ID: id, Kind: chat.OfferEscalation, From: "rohan", Queue: "billing", Made: s.now().Add(time.Second), Due: 1 << 40}}
	}
	for _, id := range []chat.ChatID{"a", "b", "c"} {
		s.do(id, opened("A"), &chat.ChatTakenOver{Agent: "rohan"})
	}
	s.do("a", escalated("oa"))
	first := s.floor.Chat("a").Escalation.Offer.Made
	s.do("b", escalated("ob"))
	s.do("c", &chat.OfferMade{Offer: chat.Offer{ID: "oc", Kind: chat.OfferForward, From: "rohan", To: "asha"}})
	board := s.book.Boards()[Escalations]
	want(t, "escalations", ids(board), []chat.ChatID{"a", "b"})
	want(t, "count and age", []any{board.Len(), board.Oldest}, []any{2, first})
	if r := s.book.Row("a"); !r.Escalated || r.EscalatedAt != first || r.Offered != chat.OfferEscalation {
		t.Errorf("%+v", r)
	}
	s.do("a", &chat.OfferAccepted{Offer: "oa", Agent: "meera"}, &chat.ChatForwarded{From: "rohan", To: "meera", Offer: "oa"})
	board = s.book.Boards()[Escalations]
	want(t, "after one was accepted", ids(board), []chat.ChatID{"b"})
	want(t, "its age", board.Oldest, s.floor.Chat("b").Escalation.Offer.Made)
	s.do("b", &chat.ChatClosed{})
	want(t, "after the other has ended", []any{s.book.Boards()[Escalations].Len(), s.book.Boards()[Escalations].Oldest}, []any{0, 0})
	s.book.Clear()
	want(t, "on an empty board", s.book.Boards()[Escalations].Oldest, 0)
}

// S-ESC-02, S-MULTI-04.
func TestHelpCalls(t *testing.T) {
	s := newStage()
	s.do("a", opened("A"), &chat.ChatTakenOver{Agent: "rohan"}, &chat.HelpAsked{Reason: "an odd bill"})
	s.do("b", opened("B"), &chat.ChatTakenOver{Agent: "rohan"}, &chat.HelpAsked{Reason: "another"})
	want(t, "calls", s.book.HelpCalls(), []HelpCall{
		{"a", "A", "", "name of ", s.floor.Chat("a").Help.At, "an odd bill"}, {"b", "B", "", "name of ", s.floor.Chat("b").Help.At, "another"},
	})
	want(t, "in the row", []any{s.book.Row("a").Help, s.book.Row("a").Step}, []any{true, chat.StepGreeting})
	s.do("a", &chat.HelpAnswered{})
	s.do("b", &chat.ChatClosed{})
	want(t, "answered and ended", []any{len(s.book.HelpCalls()), s.book.Row("a").Help}, []any{0, false})
}

// D-02: what is owed says for whom, how far it is, and whether it is mine.
func TestOwed(t *testing.T) {
	s := newStage()
	start := func(id chat.ObligationID, owner chat.AgentID, due chat.Instant) chat.Body {
		return &chat.ObligationStarted{Obligation: chat.Obligation{ID: id, Kind: chat.OwedCall, Owner: owner, Due: due, Words: "a call"}}
	}
	s.do("c", opened("A"), &chat.ChatTakenOver{Agent: "rohan"}, start("mine", "asha", 10_000), start("team", chat.OwnerQueue("billing"), 20_000),
		start("bot", chat.OwnerBot, 30_000), start("floor", "", 40_000))
	c := s.floor.Chat("c")
	th := s.book.ThreadOf(c)
	var names []string
	for _, o := range th.Obligations {
		names = append(names, o.OwnerName)
	}
	want(t, "owners", names, []string{"name of asha", "billing", "the bot", "name of rohan"})
	want(t, "mine", []any{th.Obligations[0].Mine, th.Obligations[1].Mine, th.Obligations[0].Words}, []any{true, false, "a call"})
	s.book.Explain(th, c, Scene{Floor: s.floor, Now: s.now()})
	for _, o := range th.Obligations {
		if o.OwnerName == "" {
			t.Errorf("nobody answers for %s", o.ID)
		}
	}
	if k := th.Obligations[0].Read(9_000, true); k.Left != time.Second || !k.Uncertain || k.Words == "" {
		t.Errorf("%+v", k)
	}
	if !slices.Equal(th.Obligations, th.Obligations[:4:4]) {
		t.Error("two lists of what is owed can be compared")
	}
}

// What was promised is in sight after its chat has closed (G-NR-04).
func TestDuties(t *testing.T) {
	s := newStage()
	owed := func(id chat.ObligationID, k chat.ObligationKind, due chat.Instant) chat.Body {
		return &chat.ObligationStarted{Obligation: chat.Obligation{ID: id, Kind: k, Owner: "asha", Due: due}}
	}
	s.do("a", opened("A"), owed("late", chat.OwedCall, 900_000), owed("reply", chat.OwedReply, 1_000), &chat.ChatClosed{})
	s.do("b", opened("B"), owed("soon", chat.OwedPromise, 100_000))
	got := s.book.Duties(Scene{Floor: s.floor})
	var brief []any
	for _, d := range got {
		brief = append(brief, d.Chat, d.Customer, d.Closed, d.ID, d.Mine)
	}
	want(t, "duties", brief, []any{"b", "B", false, "soon", true, "a", "A", true, "late", true})
	s.do("a", &chat.ObligationEnded{Obligation: "late", How: chat.EndedKept})
	s.do("b", &chat.ObligationEnded{Obligation: "soon", How: chat.EndedKept})
	want(t, "when all is kept", len(s.book.Duties(Scene{Floor: s.floor})), 0)
}

// S-MULTI-01: a clock that stands still, and what the bot owes, push nobody.
func TestRowsOwed(t *testing.T) {
	s := newStage()
	s.do("c", opened("A"), owe("soon", 10_000), owe("late", 20_000), &chat.ObligationPaused{Obligation: "soon", Reason: "escalated"})
	want(t, "the clock that runs", s.book.Row("c").Owed.ID, "late")
	s.do("c", &chat.ObligationPaused{Obligation: "late", Reason: "escalated"})
	want(t, "none runs", s.book.Row("c").Owed.ID, "soon")
	s.do("d", opened("B"), &chat.ObligationStarted{Obligation: chat.Obligation{ID: "ack", Kind: chat.OwedAck, Owner: chat.OwnerBot, Due: 10_000}})
	want(t, "the bot's", []any{s.book.Row("d").Owed.Kind, s.book.Row("d").Urgency}, []any{chat.OwedAck, Calm})
}

// A thread tells how far its chat is, and its ticket.
func TestWork(t *testing.T) {
	s := newStage()
	s.do("c", opened("A"), &chat.ChatTakenOver{Agent: "asha"}, &chat.ChatStepped{Step: chat.StepConfirming}, line(chat.SpeakerCustomer, "yes"),
		&chat.ResolutionConfirmed{Message: "yes"}, &chat.RatingAsked{Style: "stars"}, &chat.IdentityVerified{Checks: []string{"name"}},
		&chat.CustomerTyped{})
	c := s.floor.Chat("c")
	th := s.book.ThreadOf(c)
	want(t, "work", []any{th.Step, th.Confirmed, th.Rating.AskedAt.IsZero(), th.Verified.Checks, th.Typed.IsZero(), th.Ticket == nil},
		[]any{chat.StepConfirming, "yes", false, []string{"name"}, false, true})
	e := &policy.Edition{}
	k := ticket.Draft(c, s.now(), &e.Form)
	raw, err := ticket.Encode(k)
	if err != nil {
		t.Fatal(err)
	}
	s.do("c", &chat.TicketSaved{Ref: string(k.Ref), Ticket: raw}, &chat.ChatClosed{Reason: "solved"})
	th = s.book.ThreadOf(c)
	s.book.Explain(th, c, Scene{Floor: s.floor, Edition: e, Now: s.now()})
	if th.Ticket == nil || th.Ticket.Ref != k.Ref || th.TicketRef != string(k.Ref) {
		t.Errorf("%+v", th.Ticket)
	}
	s.do("c", &chat.TicketSaved{Ref: "x", Ticket: []byte("{")})
	if th = s.book.ThreadOf(c); th.Ticket != nil || th.TicketRef != "x" {
		t.Errorf("a ticket that cannot be read: %+v", th.Ticket)
	}
}

// S-MULTI-05: a picker knows who wants to finish what is at hand first.
func TestTeamShowsFocus(t *testing.T) {
	s := newStage()
	s.do("", &chat.AgentAdded{Agent: "rohan", Name: "Rohan", Role: chat.RolePrimary}, &chat.PresenceChanged{Agent: "rohan", Presence: chat.PresenceOnline},
		&chat.FocusChanged{Agent: "rohan", On: true})
	team := Team(s.floor, "asha")
	want(t, "team", []any{len(team), team[0].Focus, team[0].Online}, []any{1, true, true})
}
