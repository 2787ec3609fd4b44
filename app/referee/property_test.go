package referee

import (
	"fmt"
	"testing"
	"time"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
)

var team = []chat.AgentID{"asha", "rohan", "bela", "meera"}

// TestRandomFloor lets four agents, the backend, the clock and the network do
// what they like, and looks at what must hold whatever they do.
func TestRandomFloor(t *testing.T) {
	edition := guide(t).edition
	rapid.Check(t, func(t *rapid.T) {
		w := world{stand: withBot(), T: t}
		w.edition, w.policy = edition, &edition.Policy
		w.policy.Group, w.policy.Transfer.Away = policy.Group{On: true, Max: 3}, policy.AwayBoth
		w.put("c", &chat.TriggerRaised{Trigger: chat.Trigger{Rule: "r", Level: chat.LevelAlert}})
		w.put("c", &chat.MessagePosted{Message: "line", From: chat.SpeakerBot, Text: "It opens at nine."})
		if rapid.Bool().Draw(t, "served") {
			w.send("asha", "c", "first", &chat.TakeOver{})
			w.apply(Confirm(w.Floor, "c", 6, nil))
		}
		for i := range 150 {
			w.anything(i)
			w.sound()
		}
	})
}

// world is a stand on which anything may happen.
type world struct {
	*stand
	*rapid.T
	sent []chat.Command
}

func (w *world) anything(i int) {
	c := w.Chat("c")
	switch w.pick(14) {
	case 0:
		w.apply(Confirm(w.Floor, "c", 6, nil))
	case 1:
		w.apply(Revert(w.Floor, "c", "the backend said no"))
	case 2:
		if c.Stage != chat.StageClosed {
			w.put("c", &chat.ChatQueued{Queue: "q", Reason: "r"})
		} else {
			w.put("c", &chat.ChatOpened{Bot: rapid.Bool().Draw(w.T, "bot")})
		}
	case 3:
		if len(w.sent) > 0 {
			w.replay(w.sent[w.pick(len(w.sent))])
		}
	case 4:
		w.now = w.now.Add(time.Duration(w.pick(30)) * time.Second)
		for _, o := range c.Offers {
			if w.now >= o.Due && rapid.Bool().Draw(w.T, "the timer fires") {
				w.apply(Expire(w.Floor, "c", o.ID))
			}
		}
	case 5:
		presence := []chat.Presence{chat.PresenceOffline, chat.PresenceOnline, chat.PresenceOnline}[w.pick(3)]
		w.team(&chat.PresenceChanged{Agent: w.anybody(), Presence: presence})
	default:
		cmd := chat.Command{
			ID: chat.CommandID(fmt.Sprintf("k%d", i)), Chat: "c",
			By:   w.anybody(),
			Body: w.anyWish(),
		}
		w.step(cmd)
		w.sent = append(w.sent, cmd)
	}
}

// pick returns 0..n-1, each as often as any other: rapid's own ranges prefer
// small numbers, and most of the ladder would never be reached.
func (w *world) pick(n int) int {
	x := 0
	for range 10 {
		x <<= 1
		if rapid.Bool().Draw(w.T, "bit") {
			x++
		}
	}
	return x % n
}

func (w *world) anybody() chat.AgentID { return team[w.pick(len(team))] }

func (w *world) anyWish() chat.Wish {
	if os := w.Chat("c").Offers; len(os) > 0 && w.pick(2) == 0 {
		offer := os[w.pick(len(os))].ID
		return []chat.Wish{
			&chat.AcceptOffer{Offer: offer}, &chat.AcceptOffer{Offer: offer},
			&chat.AcceptOffer{Offer: offer, Read: true}, &chat.AcceptOffer{Offer: offer, Read: true},
			&chat.DeclineOffer{Offer: offer, Reason: "busy"}, &chat.WithdrawOffer{Offer: offer, Reason: "by mistake"},
		}[w.pick(6)]
	}
	switch w.pick(5) {
	case 0:
		return w.anyDuty()
	case 1:
		return w.anythingTogether()
	}
	wishes := []chat.Wish{
		&chat.TakeOver{}, &chat.TakeOver{Reason: "looks odd"}, &chat.AcceptChat{},
		&chat.PostMessage{Text: "Hello"}, &chat.PostMessage{}, &chat.PostNote{Text: "n"},
		&chat.Observe{}, &chat.StopObserving{}, &chat.AcknowledgeAlert{Rule: "r"},
		&chat.DismissTrigger{Rule: "r", Reason: "no reason"},
		&chat.MarkTrigger{Rule: policy.RuleBotWrong, Message: "line"}, &chat.MarkTrigger{Rule: policy.RuleFrustration, Message: "line"},
		&chat.ConfirmTrigger{Rule: policy.RuleBotWrong},
		&chat.Whisper{Text: "psst", To: w.anybody()}, &chat.Join{}, &chat.Join{}, &chat.Leave{}, &chat.Leave{Assignee: w.anybody()},
		&chat.Forward{To: w.anybody(), Reason: chat.ForwardOther, Note: why},
		&chat.Forward{Queue: "billing", Reason: chat.ForwardOther, Note: why},
		&chat.Invite{To: w.anybody(), Note: "VAT"}, &chat.AcceptOffer{Offer: "none"},
		&chat.AddTag{Tag: "vat"}, &chat.RemoveTag{Tag: "VAT"}, &chat.EndChat{Reason: "solved"},
	}
	return wishes[w.pick(len(wishes))]
}

// anyDuty is a wish about what is owed, the way of a chat, or its end.
func (w *world) anyDuty() chat.Wish {
	owed := chat.ObligationID("none")
	if os := w.Chat("c").Obligations; len(os) > 0 {
		owed = os[w.pick(len(os))].ID
	}
	return []chat.Wish{
		escalation(func(e *chat.Escalate) { e.To, e.Resolve = w.anybody(), w.now.Add(time.Hour) }),
		escalation(func(e *chat.Escalate) { e.To, e.Queue, e.Resolve = "", "billing", w.now.Add(time.Hour) }),
		&chat.HandToChannel{Channel: chat.HandMail, Reason: "a long answer", Note: "Write it down.", Notice: "We will write.", Due: w.now.Add(time.Hour)},
		&chat.AskForHelp{Reason: "an odd bill"}, &chat.AnswerHelp{}, &chat.ConfirmResolution{Message: "line"},
		&chat.SetStep{Step: chat.StepResolving, Reason: "all is known"}, &chat.AskRating{}, &chat.VerifyIdentity{Checks: w.edition.Identity},
		&chat.PromiseTo{Kind: chat.OwedCall, Due: w.now.Add(time.Hour), Words: "a call"},
		&chat.KeepObligation{Obligation: owed, Note: "Spoke to them."}, &chat.HandObligation{Obligation: owed, To: w.anybody(), Note: "off now"},
		&chat.AttemptObligation{Obligation: owed, Outcome: chat.AttemptBusy},
		&chat.EndChat{Ticket: w.ticket(), Skipped: w.excused()}, &chat.EndChat{Ticket: w.ticket(), Skipped: w.excused()},
		&chat.SaveTicket{Ticket: w.ticket()},
	}[w.pick(16)]
}

// ticket is a complete one, whatever the chat has come to.
func (w *world) ticket() []byte {
	return w.filled(w.T, func(k *ticket.Ticket) {
		k.EndReason, k.EndNote, k.Resolution, k.Status, k.Confirmed = "others", "The floor is at random.", "solved", "solved", ""
	})
}

// anythingTogether is a wish about a group, about who is away, and about what only a
// backend can do.
func (w *world) anythingTogether() chat.Wish {
	return []chat.Wish{
		&chat.BeginGroup{}, &chat.BeginGroup{}, &chat.EndGroup{}, &chat.NameLead{Agent: w.anybody()}, &chat.NameLead{Agent: w.anybody()},
		&chat.AwaitAgent{To: w.anybody(), Note: why}, &chat.PromiseContact{To: w.anybody(), How: chat.ContactMail, Note: why},
		&chat.ReturnToBot{Reason: "only hours"}, &chat.BlockCustomer{On: w.pick(2) == 0, Reason: "threats"},
		&chat.SendTranscript{To: "isha@example.com"}, &chat.PostTeam{Text: "Anybody?"}, &chat.PostTeam{Room: "billing", Text: "x"},
	}[w.pick(12)]
}

// step sends a new command and checks the answer against the chat before it.
func (w *world) step(c chat.Command) {
	d, no := Decide(w.Floor, c, w.now, w.edition)
	if no != nil {
		if no.Words == "" || no.Code == "" || len(d.Events) > 0 || d.Effect != EffectNone || d.Audit != nil || d.Step != nil {
			w.Fatalf("a refusal has words and nothing else: %+v %+v", no, d)
		}
		return
	}
	was := *w.Chat("c")
	for i := range d.Events {
		w.allowed(&d.Events[i], &was)
		w.apply(d.Events[i : i+1])
		// Never in two lists, never in none but the queue's (S-TRF-05).
		if left, ok := d.Events[i].Body.(*chat.AgentLeft); !ok || left.Next != "" || was.Owner != left.Agent {
			w.sound()
		}
	}
	if c := w.Chat("c"); was.Claim.Open() && c.Owner != was.Owner {
		w.Fatalf("%s changed the owner by %s in the middle of a takeover by %s", c.Owner, d.Events[0].Body.Kind(), was.Claim.Agent)
	}
}

// allowed checks one granted fact against the chat before the command.
func (w *world) allowed(e *chat.Event, was *chat.Chat) {
	if !w.ownerMay(e, was) || !lineMay(e, was) {
		w.Fatalf("%s was granted %+v in a chat of %q, claim %+v, offers %+v", e.By, e.Body, was.Owner, was.Claim, was.Offers)
	}
}

// ownerMay: nobody changes the owner who has no right to.
func (w *world) ownerMay(e *chat.Event, was *chat.Chat) bool {
	owner, claim := was.Owner, was.Claim
	switch b := e.Body.(type) {
	case *chat.TakeOverClaimed:
		return !claim.Open() && (owner == "" || e.By == "meera")
	case *chat.ChatAccepted:
		return owner == "" && (!claim.Open() || claim.Agent == e.By)
	case *chat.ChatForwarded:
		return b.From == owner && b.To == e.By && w.acceptable(b.Offer, e.By, was)
	case *chat.AgentLeft:
		return was.Serves(e.By) && (b.Next == "" || owner == e.By && was.HasJoined(b.Next))
	}
	return w.wayMay(e, was)
}

// wayMay: nobody ends, hands on or answers what is not theirs.
func (w *world) wayMay(e *chat.Event, was *chat.Chat) bool {
	switch b := e.Body.(type) {
	case *chat.ChatClosed: // G-COMM-03, G-TKT-01: by who may, with its ticket
		return finishes(e.By, was) && len(w.Chat("c").Ticket) > 0
	case *chat.OfferMade:
		return b.Offer.Kind == chat.OfferInvitation || was.Owner == e.By && len(handedOn(was)) == 0
	case *chat.HelpAnswered:
		return e.By == "meera" && was.Help.Open()
	case *chat.RatingAsked:
		return was.Rating.AskedAt.IsZero()
	}
	return togetherMay(e, was) && w.dutyMay(e, was)
}

// togetherMay: nobody says that people are done with a chat, who leads it, or who may
// write to it, but who may.
func togetherMay(e *chat.Event, was *chat.Chat) bool {
	switch e.Body.(type) {
	case *chat.ChatReturned:
		return finishes(e.By, was) && was.Owner != ""
	case *chat.GroupChanged: // C-TRF-03
		return was.Group && finishes(e.By, was) || !was.Group && was.Owner == e.By
	case *chat.CustomerBlocked:
		return e.By == "meera" || was.Serves(e.By) || was.Owner == "" && was.ServedBy == e.By
	}
	return true
}

// finishes reports whether somebody may say that people are done with a chat: its owner,
// and in a group its lead or a lead of the floor (C-TRF-03).
func finishes(by chat.AgentID, was *chat.Chat) bool {
	if was.Group {
		return was.Lead == by || by == "meera"
	}
	return was.Owner == by
}

// dutyMay: nobody ends, hands over or tries what is another's to keep.
func (w *world) dutyMay(e *chat.Event, was *chat.Chat) bool {
	var id chat.ObligationID
	switch b := e.Body.(type) {
	case *chat.ObligationEnded:
		id = b.Obligation
	case *chat.ObligationHanded:
		id = b.Obligation
	case *chat.ObligationAttempted:
		id = b.Obligation
		if o, _ := was.Owed(id); !o.LastAttempt.IsZero() && w.now.Sub(o.LastAttempt) < w.policy.FollowUp.Gap {
			return false
		}
	default:
		return true
	}
	o, runs := was.Owed(id)
	return runs && (o.Owner == e.By || !o.Owner.Person() || e.By == "meera")
}

// handedOn are the open offers that would change the owner.
func handedOn(c *chat.Chat) (os []chat.Offer) {
	for _, o := range c.Offers {
		if o.Kind != chat.OfferInvitation {
			os = append(os, o)
		}
	}
	return os
}

// lineMay: nobody writes to somebody who is not theirs to write to.
func lineMay(e *chat.Event, was *chat.Chat) bool {
	switch b := e.Body.(type) {
	case *chat.MessagePosted:
		return b.From != chat.SpeakerAgent || was.Serves(e.By) // V-INV-02
	case *chat.WhisperPosted:
		return b.To == was.Owner && was.Owner != "" && e.By != was.Owner // C-OBS-06
	case *chat.TriggerRaised: // a mark calls somebody to a chat that nobody serves, and nobody to another
		return was.Active() && (was.Owner == "") == (b.Trigger.Level == chat.LevelAlert) &&
			(was.Owner == "" || b.Trigger.Rule == policy.RuleBotWrong)
	}
	return true
}

// acceptable: the chat is offered by its owner, to this agent, still.
func (w *world) acceptable(id chat.OfferID, by chat.AgentID, was *chat.Chat) bool {
	o, open := was.Offer(id)
	return open && o.Kind != chat.OfferInvitation && o.From == was.Owner && o.For(by) && (w.now < o.Due || o.Due.IsZero()) && !was.Claim.Open()
}

// replay sends a command once more. If it had an effect the floor must not
// change and nothing may be asked of the driver.
func (w *world) replay(c chat.Command) {
	switch {
	case w.Agent(c.By).Presence != chat.PresenceOnline:
		return
	case !w.Chat("c").Knows(chat.EventID(c.ID)):
		w.step(c)
		return
	}
	before := w.Hash()
	d, no := w.do(c.By, c.Chat, c.ID, c.Body)
	if no != nil || len(d.Events) > 0 || d.Effect != EffectNone || d.Audit != nil || d.Step != nil || w.Hash() != before {
		w.Fatalf("replay of %+v: %+v %+v", c, d, no)
	}
}

func (w *world) sound() {
	c := w.Chat("c")
	lists := 0
	for _, a := range team {
		lists += w.Agent(a).Owns
	}
	switch {
	case c.Owner != "" && (c.Bot || c.Stage != chat.StageActive):
		w.Fatalf("two speak: %+v", c)
	case c.Owner == "" && c.Stage == chat.StageActive:
		w.Fatalf("nobody speaks: %+v", c)
	case c.Claim.Open() && c.Claim.Agent == c.Owner:
		w.Fatalf("a claim on one's own chat: %+v", c.Claim)
	case c.HasJoined(c.Owner), c.Owner == "" && len(c.Joined) > 0:
		w.Fatalf("%v have joined a chat of %q", c.Joined, c.Owner)
	case lists > 1 || (lists == 1) != (c.Owner != ""):
		w.Fatalf("a chat of %q is in %d lists", c.Owner, lists)
	}
	w.offersStand(c)
	w.led(c)
}

// led: a group is led by somebody who is in it, and has as many as the policy allows
// (C-TRF-03).
func (w *world) led(c *chat.Chat) {
	switch {
	case c.Group && !c.Serves(c.Lead), !c.Group && c.Lead != "":
		w.Fatalf("a group (%t) is led by %q, who is not in it: %q and %v are", c.Group, c.Lead, c.Owner, c.Joined)
	case c.Group && 1+len(c.Joined) > w.policy.Group.Max:
		w.Fatalf("a group of %d", 1+len(c.Joined))
	}
}

// offersStand: a chat is forwarded or escalated once at a time and by its owner, and nobody
// is asked in twice, or by somebody who is not there, or who is there.
func (w *world) offersStand(c *chat.Chat) {
	forwards, asked := 0, make(map[chat.AgentID]bool)
	for _, o := range c.Offers {
		if o.Kind != chat.OfferInvitation {
			forwards++
			if o.From != c.Owner {
				w.Fatalf("%s offers a chat of %q", o.From, c.Owner)
			}
			continue
		}
		if !c.Serves(o.From) || c.Serves(o.To) || asked[o.To] {
			w.Fatalf("an invitation that cannot mean anything: %+v, owner %q, joined %v", o, c.Owner, c.Joined)
		}
		asked[o.To] = true
	}
	if forwards > 1 || !c.Active() && len(c.Offers) > 0 {
		w.Fatalf("offers %+v of a chat that is %s", c.Offers, c.Stage)
	}
}

// TestRace has three agents press at the same moment: one winner, and the
// losers are told who (E-Q-02, S-ACC-03).
func TestRace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := withBot()
		if rapid.Bool().Draw(t, "queued") {
			s = withQueue()
		}
		order := rapid.Permutation([]chat.AgentID{"asha", "rohan", "bela"}).Draw(t, "order")
		winners := 0
		for i, by := range order {
			winners += pressed(t, s, by, chat.CommandID(fmt.Sprint("k", i)), &chat.TakeOver{}, order[0])
		}
		s.apply(Confirm(s.Floor, "c", 6, nil))
		if winners != 1 || s.Chat("c").Owner != order[0] {
			t.Fatalf("%d winners, owner %s, order %v", winners, s.Chat("c").Owner, order)
		}
	})
}

// TestRaceForOffer is the same for a chat that is offered to a team, with its
// sender, its lead and the clock in the race (E-Q-02, S-TRF-05).
func TestRaceForOffer(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := withQueue()
		s.send("asha", "c", "take", &chat.AcceptChat{})
		s.send("asha", "c", "fwd", &chat.Forward{Queue: "billing", Reason: chat.ForwardOther, Note: why})
		order := rapid.Permutation([]chat.AgentID{"rohan", "bela", "meera"}).Draw(t, "order")
		winners := 0
		for i, by := range order {
			winners += pressed(t, s, by, chat.CommandID(fmt.Sprint("k", i)), &chat.AcceptOffer{Offer: "fwd"}, order[0])
		}
		if es := Expire(s.Floor, "c", "fwd"); es != nil || winners != 1 || s.Chat("c").Owner != order[0] {
			t.Fatalf("%d winners, owner %s, order %v, expired %v", winners, s.Chat("c").Owner, order, es)
		}
	})
}

// pressed returns 1 for the winner; others must be told who that was.
func pressed(t *rapid.T, s *stand, by chat.AgentID, id chat.CommandID, wish chat.Wish, first chat.AgentID) int {
	d, no := s.do(by, "c", id, wish)
	if len(d.Events) > 0 {
		return 1
	}
	if name := s.Agent(first).Name; no == nil || no.Code != chat.RefusedTaken || no.Words[:len(name)] != name {
		t.Fatalf("loser %s was told %+v", by, no)
	}
	return 0
}
