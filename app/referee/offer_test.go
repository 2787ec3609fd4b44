package referee

import (
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
)

const why = "Knows the invoices."

// offered has Asha's chat offered to Rohan; teamOffered to all of billing.
func offered(t *testing.T) *stand {
	t.Helper()
	s := owned(t)
	s.must(t, "asha", "fwd", &chat.Forward{To: "rohan", Reason: chat.ForwardExpertise, Note: why})
	return s
}

func teamOffered(t *testing.T) *stand {
	t.Helper()
	s := owned(t)
	s.must(t, "asha", "fwd", &chat.Forward{Queue: "billing", Reason: chat.ForwardLoadBalance, Note: why})
	return s
}

// invited has Bela asked into Asha's chat.
func invited(t *testing.T) *stand {
	t.Helper()
	s := owned(t)
	s.must(t, "asha", "inv", &chat.Invite{To: "bela", Note: "VAT"})
	return s
}

func (s *stand) must(t *testing.T, by chat.AgentID, id chat.CommandID, w chat.Wish) Decision {
	t.Helper()
	d, no := s.do(by, "c", id, w)
	if no != nil {
		t.Fatalf("%s by %s: %v", w.Name(), by, no)
	}
	return d
}

func TestOffers(t *testing.T) {
	fwd := func(to chat.AgentID, queue string) *chat.Forward {
		return &chat.Forward{To: to, Queue: queue, Reason: chat.ForwardOther, Note: why}
	}
	late := func(s func(*testing.T) *stand) func(*testing.T) *stand {
		return func(t *testing.T) *stand {
			f := s(t)
			f.now = f.Chat("c").Offers[0].Due
			return f
		}
	}
	noPolicy := func(t *testing.T) *stand {
		s := owned(t)
		s.edition = nil
		return s
	}
	yes := &chat.AcceptOffer{Offer: "fwd"}
	yesInv := &chat.AcceptOffer{Offer: "inv"}
	no := func(o chat.OfferID) *chat.DeclineOffer { return &chat.DeclineOffer{Offer: o, Reason: "in a call"} }
	handedOver := "OfferAccepted ChatForwarded TagAdded MessagePosted"
	for _, tc := range []ladderCase{
		// V-FWD-01, S-TRF-01, S-TRF-02.
		{name: "forward to a person", floor: owned, by: "asha", wish: fwd("rohan", ""), kinds: "OfferMade"},
		{name: "forward to a team", floor: owned, by: "asha", wish: fwd("", "billing"), kinds: "OfferMade"},
		{name: "forward to one who has joined", floor: served, by: "asha", wish: fwd("rohan", ""), kinds: "OfferMade"},
		{name: "forward to both", floor: owned, by: "asha", wish: fwd("rohan", "billing"), code: chat.RefusedInvalid, words: "one person or one team"},
		{name: "forward to neither", floor: owned, by: "asha", wish: fwd("", ""), code: chat.RefusedInvalid, words: "one person or one team"},
		{name: "forward to oneself", floor: owned, by: "asha", wish: fwd("asha", ""), code: chat.RefusedInvalid, words: "somebody else"},
		{name: "forward to a team that is not one", floor: owned, by: "asha", wish: fwd("", "sales"), code: chat.RefusedInvalid, words: "no team"},
		{name: "forward to nobody known", floor: owned, by: "asha", wish: fwd("nobody", ""), code: chat.RefusedInvalid, words: "Nobody on the team"},
		// A-34, E-ACT-05: only who is online; their team is offered instead.
		{name: "forward to one offline", floor: owned, by: "asha", wish: fwd("tariq", ""), code: chat.RefusedOffline, words: "forward the chat to technical, their team"},
		{name: "forward to one offline without a team", floor: owned, by: "asha", wish: fwd("omar", ""), code: chat.RefusedOffline, words: "to a team instead"},
		{name: "forward to one revoked", floor: owned, by: "asha", wish: fwd("zoya", ""), code: chat.RefusedInvalid, words: "Zoya is no longer"},
		// S-TRF-03, S-TRF-06.
		{name: "without a reason", floor: owned, by: "asha", wish: &chat.Forward{To: "rohan", Note: why}, code: chat.RefusedInvalid, words: "load"},
		{name: "with a made-up reason", floor: owned, by: "asha", wish: &chat.Forward{To: "rohan", Reason: "tired", Note: why}, code: chat.RefusedInvalid, words: "load"},
		{name: "with a note of nine characters", floor: owned, by: "asha", wish: &chat.Forward{To: "rohan", Reason: chat.ForwardOther, Note: "  नमस्ते ab\x00 \n"}, code: chat.RefusedInvalid, words: "at least 10"},
		{name: "with a note of ten", floor: owned, by: "asha", wish: &chat.Forward{To: "rohan", Reason: chat.ForwardOther, Note: "ten\nletter"}, kinds: "OfferMade"},
		{name: "with a note that is no text", floor: owned, by: "asha", wish: &chat.Forward{To: "rohan", Reason: chat.ForwardOther, Note: strings.Repeat("\xff", 10)}, code: chat.RefusedInvalid, words: "characters"},
		{name: "with a note too long", floor: owned, by: "asha", wish: &chat.Forward{To: "rohan", Reason: chat.ForwardOther, Note: strings.Repeat("a", MaxNote+1)}, code: chat.RefusedTooLong, words: "4 KiB"},
		{name: "forward what a colleague serves", floor: served, by: "rohan", wish: fwd("bela", ""), code: chat.RefusedNotOwner, words: "Asha"},
		{name: "not even a lead forwards for others", floor: owned, by: "meera", wish: fwd("bela", ""), code: chat.RefusedNotOwner, words: "Asha"},
		{name: "forward what the bot serves", floor: aBot, by: "asha", wish: fwd("rohan", ""), code: chat.RefusedNotOwner, words: "take it over"},
		{name: "forward a closed chat", floor: aClosed, by: "asha", wish: fwd("rohan", ""), code: chat.RefusedClosed, words: "closed"},
		{name: "forward twice", floor: offered, by: "asha", wish: fwd("", "billing"), code: chat.RefusedBusy, words: "Rohan"},
		{name: "forward twice to a team", floor: teamOffered, by: "asha", wish: fwd("bela", ""), code: chat.RefusedBusy, words: "billing"},
		{name: "forward in a lead's takeover", floor: claimedByLead, by: "asha", wish: fwd("rohan", ""), code: chat.RefusedTaken, words: "Meera"},
		{name: "forward before there is a policy", floor: noPolicy, by: "asha", wish: fwd("rohan", ""), code: chat.RefusedBusy, words: "policy"},
		// V-INVITE-01.
		{name: "invite", floor: owned, by: "asha", wish: &chat.Invite{To: "bela", Note: "VAT"}, kinds: "OfferMade"},
		{name: "who has joined invites", floor: served, by: "rohan", wish: &chat.Invite{To: "meera", Note: "refund over the limit"}, kinds: "OfferMade"},
		{name: "invite beside a forward", floor: offered, by: "asha", wish: &chat.Invite{To: "bela", Note: "VAT"}, kinds: "OfferMade"},
		{name: "invite twice", floor: invited, by: "asha", wish: &chat.Invite{To: "bela", Note: "please"}, code: chat.RefusedBusy, words: "Bela is invited"},
		{name: "invite without context", floor: owned, by: "asha", wish: &chat.Invite{To: "bela", Note: " a "}, code: chat.RefusedInvalid, words: "Bela"},
		{name: "invite with too much of it", floor: owned, by: "asha", wish: &chat.Invite{To: "bela", Note: strings.Repeat("a", MaxNote+1)}, code: chat.RefusedTooLong, words: "4 KiB"},
		{name: "invite who is here", floor: served, by: "asha", wish: &chat.Invite{To: "rohan", Note: "VAT"}, code: chat.RefusedInvalid, words: "in this chat already"},
		{name: "invite oneself", floor: owned, by: "asha", wish: &chat.Invite{To: "asha", Note: "VAT"}, code: chat.RefusedInvalid, words: "in this chat already"},
		{name: "invite one offline", floor: owned, by: "asha", wish: &chat.Invite{To: "tariq", Note: "VAT"}, code: chat.RefusedOffline, words: "Tariq is offline"},
		{name: "an observer invites", floor: owned, by: "meera", wish: &chat.Invite{To: "bela", Note: "VAT"}, code: chat.RefusedNotOwner, words: "join it"},
		{name: "invite into a closed chat", floor: aClosed, by: "asha", wish: &chat.Invite{To: "meera", Note: "VAT"}, code: chat.RefusedClosed, words: "closed"},
		{name: "invite before there is a policy", floor: noPolicy, by: "asha", wish: &chat.Invite{To: "bela", Note: "VAT"}, code: chat.RefusedBusy, words: "policy"},
		// S-TRF-04, S-TRF-05.
		{name: "accept a forward", floor: offered, by: "rohan", wish: yes, kinds: handedOver, effect: EffectTakeOver, audit: AuditSteppedIn},
		{name: "accept for the team", floor: teamOffered, by: "bela", wish: yes, kinds: handedOver, effect: EffectTakeOver, audit: AuditSteppedIn},
		{name: "accept what is for another", floor: offered, by: "bela", wish: yes, code: chat.RefusedRole, words: "offered to Rohan"},
		{name: "accept one's own", floor: offered, by: "asha", wish: yes, code: chat.RefusedRole, words: "yourself"},
		{name: "accept one's own for a team", floor: teamOffered, by: "asha", wish: yes, code: chat.RefusedRole, words: "yourself"},
		{name: "accept too late", floor: late(offered), by: "rohan", wish: yes, code: chat.RefusedGone, words: "run out; the chat stays with Asha"},
		{name: "accept what was never offered", floor: owned, by: "rohan", wish: yes, code: chat.RefusedTaken, words: "Asha serves this chat"},
		{name: "accept an invitation", floor: invited, by: "bela", wish: yesInv, kinds: "OfferAccepted AgentJoined MessagePosted", effect: EffectPost, audit: AuditSteppedIn, step: AuditJoined},
		{name: "accept an invitation for another", floor: invited, by: "rohan", wish: yesInv, code: chat.RefusedRole, words: "offered to Bela"},
		{name: "accept an invitation too late", floor: late(invited), by: "bela", wish: yesInv, code: chat.RefusedGone, words: "run out"},
		{name: "to join is to accept an invitation", floor: invited, by: "bela", wish: &chat.Join{}, kinds: "OfferAccepted AgentJoined MessagePosted", effect: EffectPost, audit: AuditSteppedIn, step: AuditJoined},
		// Saying no.
		{name: "decline a forward", floor: offered, by: "rohan", wish: no("fwd"), kinds: "OfferReturned"},
		{name: "decline an invitation", floor: invited, by: "bela", wish: no("inv"), kinds: "OfferReturned"},
		{name: "decline without a reason", floor: invited, by: "bela", wish: &chat.DeclineOffer{Offer: "inv", Reason: "no"}, code: chat.RefusedInvalid, words: "so that Asha knows"},
		{name: "decline for a team", floor: teamOffered, by: "bela", wish: no("fwd"), code: chat.RefusedInvalid, words: "all of billing"},
		{name: "decline what is for another", floor: offered, by: "bela", wish: no("fwd"), code: chat.RefusedRole, words: "Rohan"},
		{name: "decline one's own", floor: offered, by: "asha", wish: no("fwd"), code: chat.RefusedRole, words: "take the offer back"},
		{name: "decline too late", floor: late(offered), by: "rohan", wish: no("fwd"), code: chat.RefusedGone, words: "run out"},
		{name: "decline what has gone", floor: owned, by: "rohan", wish: no("fwd"), code: chat.RefusedTaken, words: "has gone"},
		{name: "withdraw", floor: offered, by: "asha", wish: &chat.WithdrawOffer{Offer: "fwd"}, kinds: "OfferReturned"},
		{name: "withdraw what another offered", floor: offered, by: "rohan", wish: &chat.WithdrawOffer{Offer: "fwd"}, code: chat.RefusedRole, words: "Asha made this offer"},
		{name: "withdraw what has gone", floor: owned, by: "asha", wish: &chat.WithdrawOffer{Offer: "fwd"}, code: chat.RefusedGone, words: "you serve the chat"},
		{name: "withdraw from a closed chat", floor: aClosed, by: "asha", wish: &chat.WithdrawOffer{Offer: "fwd"}, code: chat.RefusedClosed, words: "closed"},
		{name: "an answer when nobody serves", floor: aBot, by: "rohan", wish: yes, code: chat.RefusedGone, words: "nobody serves"},
		{name: "an answer of one who has joined", floor: served, by: "rohan", wish: yes, code: chat.RefusedGone, words: "you are in the chat, and Asha serves it"},
	} {
		t.Run(tc.name, tc.run)
	}
}

// what is offered, for how long, and what the receiver reads.
func TestOfferSaysWhat(t *testing.T) {
	s := owned(t)
	got := s.must(t, "asha", "f", &chat.Forward{To: "rohan", Reason: chat.ForwardOther, Note: " Two\r\nlines \x07here.\n"}).
		Events[0].Body.(*chat.OfferMade).Offer
	want := chat.Offer{
		ID: "f", Kind: chat.OfferForward, From: "asha", To: "rohan", Reason: chat.ForwardOther,
		Note: "Two\nlines here.", Made: 5, Due: chat.Instant(5).Add(20 * time.Second),
	}
	if got != want {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if o := teamOffered(t).Chat("c").Offers[0]; o.Due != chat.Instant(5).Add(time.Minute) || o.To != "" || o.Queue != "billing" {
		t.Errorf("%+v", o)
	}
	if o := invited(t).Chat("c").Offers[0]; o.Due != chat.Instant(5).Add(20*time.Second) || o.Kind != chat.OfferInvitation || o.Note != "VAT" {
		t.Errorf("%+v", o)
	}
}

// S-TRF-05, A-60, V-FWD-02: the sender serves until the one fact that hands
// the chat over, and the tag says that it was.
func TestForwardHandsOver(t *testing.T) {
	s := offered(t)
	if c := s.Chat("c"); c.Owner != "asha" || s.Agent("asha").Owns != 1 || s.Agent("rohan").Owns != 0 {
		t.Fatalf("the sender serves meanwhile, not %q", c.Owner)
	}
	d := s.must(t, "rohan", "yes", &chat.AcceptOffer{Offer: "fwd"})
	want := chat.ChatForwarded{From: "asha", To: "rohan", Offer: "fwd", Reason: chat.ForwardExpertise}
	if got := *d.Events[1].Body.(*chat.ChatForwarded); got != want {
		t.Errorf("%+v", got)
	}
	c := s.Chat("c")
	if c.Owner != "rohan" || c.Serves("asha") || s.Agent("asha").Owns != 0 || s.Agent("rohan").Owns != 1 || len(c.Offers) != 0 {
		t.Errorf("%+v", c)
	}
	if !slices.Equal(c.Tags, []string{TagForwarded}) {
		t.Errorf("tags %q", c.Tags)
	}
	if last := c.Messages[len(c.Messages)-1]; last.Text != "Rohan has joined the chat." || last.ID != "yes/3" {
		t.Errorf("%+v", last)
	}
}

// Forwarded once more, it has the tag already.
func TestForwardTwice(t *testing.T) {
	s := offered(t)
	s.must(t, "rohan", "yes", &chat.AcceptOffer{Offer: "fwd"})
	s.must(t, "rohan", "fwd2", &chat.Forward{Queue: "billing", Reason: chat.ForwardOther, Note: why})
	d := s.must(t, "asha", "yes2", &chat.AcceptOffer{Offer: "fwd2"})
	if got := kinds(d.Events); got != "OfferAccepted ChatForwarded MessagePosted" {
		t.Errorf("%s", got)
	}
	if b := d.Events[1].Body.(*chat.ChatForwarded); b.Queue != "billing" || b.From != "rohan" {
		t.Errorf("%+v", b)
	}
}

// E-Q-02: of a team the first has it, and the others are told who.
func TestFirstOfATeamWins(t *testing.T) {
	s := teamOffered(t)
	s.must(t, "bela", "one", &chat.AcceptOffer{Offer: "fwd"})
	_, no := s.do("rohan", "c", "two", &chat.AcceptOffer{Offer: "fwd"})
	if no == nil || no.Code != chat.RefusedTaken || !strings.HasPrefix(no.Words, "Bela serves this chat") {
		t.Fatalf("%+v", no)
	}
	// From a second desk of the winner's it is what they wished for.
	if d, no := s.do("bela", "c", "three", &chat.AcceptOffer{Offer: "fwd"}); no != nil || len(d.Events) > 0 {
		t.Fatalf("%+v %+v", d, no)
	}
}

// An owner may not be changed under a takeover that the backend is being told.
func TestAcceptInATakeover(t *testing.T) {
	s := teamOffered(t)
	s.must(t, "meera", "lead", &chat.TakeOver{})
	if _, no := s.do("rohan", "c", "x", &chat.AcceptOffer{Offer: "fwd"}); no == nil || !strings.HasPrefix(no.Words, "Meera is already taking") {
		t.Fatalf("%+v", no)
	}
	if d, no := s.do("meera", "c", "y", &chat.AcceptOffer{Offer: "fwd"}); no != nil || len(d.Events) > 0 {
		t.Fatalf("%+v %+v", d, no)
	}
	followed := s.apply(Confirm(s.Floor, "c", 6, nil))
	if s.Chat("c").Owner != "meera" || len(s.Chat("c").Offers) != 0 || kinds(followed) != "OfferReturned" {
		t.Fatalf("%+v, followed %+v", s.Chat("c"), followed)
	}
}
