package referee

import (
	"crypto/ed25519"
	"crypto/sha256"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/obligation"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/app/shift/cover"
	"floorwalker/app/shift/handover"
)

// The shift that runs in a rostered stand, and the one after it.
const (
	today = "2026-11-23-1000"
	next  = "2026-11-24-1000"
)

// rostered is a guide's stand on a Monday, with Asha as primary from ten to seven,
// Rohan behind her and Meera as the lead, and obligations and cover that follow as
// the hub has them follow.
func rostered(t testing.TB) *stand {
	s := guide(t)
	var slots []policy.RosterSlot
	for _, p := range []struct {
		role  policy.Role
		agent chat.AgentID
	}{{policy.RolePrimary, "asha"}, {policy.RoleSecondary, "rohan"}, {policy.RoleLead, "meera"}, {policy.RoleBackup, "bela"}} {
		slots = append(slots, policy.RosterSlot{Day: policy.DayWeekday, Role: p.role, Agent: p.agent})
	}
	s.edition.Roster = slots
	s.follows = true
	s.now = chat.InstantOf(time.Date(2026, 11, 23, 11, 0, 0, 0, s.edition.Zone()))
	s.elapse()
	return s
}

// elapse lets what time alone brings about come about.
func (s *stand) elapse() {
	for s.follows && s.edition != nil {
		es := cover.Elapse(s.Floor, s.now, s.edition)
		s.EachChat(func(c *chat.Chat) {
			if len(es) == 0 {
				es = obligation.Elapse(c, chat.Backend{}, s.now, s.edition)
			}
		})
		if len(es) == 0 {
			return
		}
		s.apply(es)
	}
}

// consequences are what follows from e at the hub.
func (s *stand) consequences(e *chat.Event) []chat.Event {
	if !s.follows || s.edition == nil {
		return nil
	}
	es := cover.Follow(s.Floor, e, s.edition)
	if c := s.Chat(e.Chat); c != nil {
		es = append(es, obligation.Follow(c, e, s.edition)...)
	}
	return es
}

// decide is Decide with all that a hub knows; it folds what follows.
func (s *stand) decide(by chat.AgentID, c chat.ChatID, id chat.CommandID, w chat.Wish) (Decision, *chat.Refusal) {
	d, no := s.scene().Decide(chat.Command{ID: id, Chat: c, By: by, Body: w})
	s.apply(d.Events)
	s.elapse()
	return d, no
}

func (s *stand) scene() Scene {
	return Scene{Floor: s.Floor, Now: s.now, Uncertain: s.uncertain, Edition: s.edition, FollowUps: s.list}
}

// ok is decide for what has to be granted.
func (s *stand) ok(t failing, by chat.AgentID, c chat.ChatID, id chat.CommandID, w chat.Wish) Decision {
	d, no := s.decide(by, c, id, w)
	if no != nil {
		t.Fatal(by, w.Name(), no)
	}
	return d
}

// pen signs for somebody, by a key that follows from their name.
type pen string

func (p pen) private() ed25519.PrivateKey {
	seed := sha256.Sum256([]byte(p))
	return ed25519.NewKeyFromSeed(seed[:])
}

// Key implements handover.Signer.
func (p pen) Key() (ed25519.PublicKey, error) {
	return p.private().Public().(ed25519.PublicKey), nil
}

// Sign implements handover.Signer.
func (p pen) Sign(b []byte) ([]byte, error) { return ed25519.Sign(p.private(), b), nil }

// register makes the pens of all who are online known.
func (s *stand) register(t failing) {
	for _, a := range []chat.AgentID{"asha", "rohan", "bela", "meera"} {
		key, _ := pen(a).Key()
		s.ok(t, a, "", chat.CommandID("key-"+a), &chat.RegisterKey{Key: key})
	}
}

// signed is the wish to hand a shift over as it stands, with what change makes of
// the document before it is signed by a pen.
func (s *stand) signed(t failing, from, to chat.AgentID, by pen, change func(*handover.Document)) *chat.SignHandover {
	doc := handover.Build(s.Floor, s.edition, handover.Brief{
		Shift: today, From: from, To: to, At: s.now, Note: "A quiet day.",
		Items: handover.Collect(s.Floor, s.list, from, s.now, s.edition),
	})
	if change != nil {
		change(&doc)
	}
	f, err := handover.Sign(doc, by)
	if err != nil {
		t.Fatal(err)
	}
	packed, err := f.Pack()
	if err != nil {
		t.Fatal(err)
	}
	return &chat.SignHandover{Shift: today, To: to, Document: packed}
}

// acked is the wish to acknowledge items, signed by a pen.
func (s *stand) acked(t failing, by chat.AgentID, p pen, hash string, items ...string) *chat.AcknowledgeHandover {
	mark, err := handover.SignAck(hash, items, by, s.now, p)
	if err != nil {
		t.Fatal(err)
	}
	return &chat.AcknowledgeHandover{Hash: hash, Items: items, Signature: mark}
}

// record puts a follow-up on the shared list.
func (s *stand) record(t failing, id record.ID, owner chat.AgentID) {
	f := followup.FollowUp{Customer: "Rohan M.", Phone: "+91 98765 43214", Reason: "The invoice", Due: s.now.Add(time.Hour), Assignee: owner}
	list, _, err := s.list.Put(id, f.Opened("asha", s.now), record.Revision{}, "asha", s.now)
	if err != nil {
		t.Fatal(err)
	}
	s.list = list
}
