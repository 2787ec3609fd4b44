package referee

import (
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
)

// leaving has Asha, who serves "c", owes its customer a call and has a record on
// the list, in a shift that she has begun, with everybody's key registered.
func leaving(t testing.TB) *stand {
	s := calling(t)
	s.register(t)
	s.ok(t, "asha", "", "begin", &chat.StartShift{Shift: today})
	s.record(t, "f1", "asha")
	return s
}

func leavingOf(t *testing.T) *stand { return leaving(t) }

// handedOver is that, signed to Rohan.
func handedOver(t testing.TB) *stand {
	s := leaving(t)
	s.ok(t, "asha", "", "sign", s.signed(t, "asha", "rohan", "asha", nil))
	return s
}

func handedOverOf(t *testing.T) *stand { return handedOver(t) }

// all are the ids of the items of the newest handover.
func (s *stand) all() []string {
	h, _ := s.Handover(s.LastHandover())
	var ids []string
	for _, it := range h.Items {
		ids = append(ids, it.ID)
	}
	return ids
}

func TestSigningAHandover(t *testing.T) { // D-05
	sign := func(to chat.AgentID, by pen, change func(*handover.Document)) func(*testing.T, *stand) chat.Wish {
		return func(t *testing.T, s *stand) chat.Wish { return s.signed(t, "asha", to, by, change) }
	}
	broken := func(change func(*chat.SignHandover)) func(*testing.T, *stand) chat.Wish {
		return func(t *testing.T, s *stand) chat.Wish {
			w := s.signed(t, "asha", "rohan", "asha", nil)
			change(w)
			return w
		}
	}
	at := func(by time.Duration) func(*testing.T, *stand) chat.Wish {
		return sign("rohan", "asha", func(d *handover.Document) { d.At, d.Due = d.At.Add(by), d.Due.Add(by) })
	}
	item := func(change func(*handover.Item)) func(*testing.T, *stand) chat.Wish {
		return sign("rohan", "asha", func(d *handover.Document) {
			d.Items = slices.Clone(d.Items)
			change(&d.Items[0])
		})
	}
	keyless := func(t *testing.T) *stand {
		s := leaving(t)
		s.ok(t, "meera", "", "retire", &chat.RetireKey{Agent: "asha", Reason: "A new computer."})
		return s
	}
	for _, tc := range []asked{
		{name: "sign", floor: leavingOf, by: "asha", wish: sign("rohan", "asha", nil), kinds: "HandoverSigned"},
		{name: "to the lead", floor: leavingOf, by: "asha", wish: sign("", "asha", nil), kinds: "HandoverSigned"},
		{name: "to oneself", floor: leavingOf, by: "asha", wish: sign("asha", "asha", nil), code: chat.RefusedInvalid, words: "to yourself"},
		{name: "to who has left", floor: leavingOf, by: "asha", wish: sign("zoya", "asha", nil), code: chat.RefusedInvalid, words: "no longer"},
		{name: "to nobody we know", floor: leavingOf, by: "asha", wish: sign("nobody", "asha", nil), code: chat.RefusedInvalid, words: "Nobody"},
		{name: "somebody else's", floor: leavingOf, by: "rohan", wish: sign("rohan", "asha", nil), code: chat.RefusedRole, words: "Asha's"},
		{name: "with a colleague's key", floor: leavingOf, by: "asha", wish: sign("rohan", "rohan", nil), code: chat.RefusedInvalid, words: "another key"},
		{name: "without a key", floor: keyless, by: "asha", wish: sign("rohan", "asha", nil), code: chat.RefusedInvalid, words: "No key of yours"},
		{name: "another shift's", floor: leavingOf, by: "asha", wish: sign("rohan", "asha", func(d *handover.Document) { d.Shift = "2026-11-22-1000" }), code: chat.RefusedInvalid, words: "another shift"},
		{name: "not chained", floor: leavingOf, by: "asha", wish: sign("rohan", "asha", func(d *handover.Document) { d.Prev = strings.Repeat("a", 64) }), code: chat.RefusedGone, words: "does not follow"},
		{name: "one item left out", floor: leavingOf, by: "asha", wish: sign("rohan", "asha", func(d *handover.Document) { d.Items = d.Items[1:] }), code: chat.RefusedGone, words: "more has to go over"},
		{name: "one item too many", floor: leavingOf, by: "asha", wish: sign("rohan", "asha", func(d *handover.Document) {
			d.Items = append(slices.Clone(d.Items), handover.Item{ID: "chat:none", Kind: handover.KindChat, Title: "Chat with nobody"})
		}), code: chat.RefusedGone, words: "Chat with nobody"},
		{name: "one item twice", floor: leavingOf, by: "asha", wish: sign("rohan", "asha", func(d *handover.Document) { d.Items = append(slices.Clone(d.Items), d.Items[0]) }), code: chat.RefusedInvalid, words: "twice"},
		{name: "an item of another kind", floor: leavingOf, by: "asha", wish: item(func(it *handover.Item) { it.Kind = handover.KindDuty }), code: chat.RefusedGone, words: "has changed about"},
		{name: "another chat", floor: leavingOf, by: "asha", wish: item(func(it *handover.Item) { it.Chat = "d" }), code: chat.RefusedGone, words: "has changed about"},
		{name: "another obligation", floor: leavingOf, by: "asha", wish: item(func(it *handover.Item) { it.Obligation = "other" }), code: chat.RefusedGone, words: "has changed about"},
		{name: "another record", floor: leavingOf, by: "asha", wish: item(func(it *handover.Item) { it.Record = "other" }), code: chat.RefusedGone, words: "has changed about"},
		{name: "another number", floor: leavingOf, by: "asha", wish: item(func(it *handover.Item) { it.Ref = "CB-0" }), code: chat.RefusedGone, words: "has changed about"},
		{name: "another owner", floor: leavingOf, by: "asha", wish: item(func(it *handover.Item) { it.Owner = "bela" }), code: chat.RefusedGone, words: "has changed about"},
		{name: "another title", floor: leavingOf, by: "asha", wish: item(func(it *handover.Item) { it.Title = "Nothing to do" }), code: chat.RefusedGone, words: "has changed about"},
		{name: "yesterday", floor: leavingOf, by: "asha", wish: at(-24 * time.Hour), code: chat.RefusedInvalid, words: "10 minutes off"},
		{name: "tomorrow", floor: leavingOf, by: "asha", wish: at(24 * time.Hour), code: chat.RefusedInvalid, words: "10 minutes off"},
		{name: "by a clock that is a little late", floor: leavingOf, by: "asha", wish: at(-30 * time.Second), kinds: "HandoverSigned"},
		{name: "before the key", floor: leavingOf, by: "asha", wish: at(-5 * time.Minute), code: chat.RefusedInvalid, words: "before the key"},
		{name: "due at another time", floor: leavingOf, by: "asha", wish: sign("rohan", "asha", func(d *handover.Document) { d.Due = d.Due.Add(time.Hour) }), code: chat.RefusedGone, words: "another time"},
		{name: "another's name", floor: leavingOf, by: "asha", wish: sign("rohan", "asha", func(d *handover.Document) { d.People["asha"] = "Meera" }), code: chat.RefusedGone, words: "another name"},
		{name: "the name of nobody", floor: leavingOf, by: "asha", wish: sign("rohan", "asha", func(d *handover.Document) { d.People["nemo"] = "Meera" }), code: chat.RefusedGone, words: "another name"},
		{name: "to another than it says", floor: leavingOf, by: "asha", wish: broken(func(w *chat.SignHandover) { w.To = "bela" }), code: chat.RefusedInvalid, words: "another receiver"},
		{name: "what cannot be read", floor: leavingOf, by: "asha", wish: broken(func(w *chat.SignHandover) { w.Document = []byte("{}") }), code: chat.RefusedInvalid, words: "cannot be read"},
	} {
		tc.team = true
		t.Run(tc.name, tc.run)
	}

	// A changed note does not fit the signature.
	s := leaving(t)
	w := s.signed(t, "asha", "rohan", "asha", nil)
	f, err := handover.Unpack(w.Document)
	if err != nil {
		t.Fatal(err)
	}
	f.Document.Note = "A busy day."
	if w.Document, err = f.Pack(); err != nil {
		t.Fatal(err)
	}
	if _, no := s.decide("asha", "", "forged", w); no == nil || !strings.Contains(no.Words, "does not fit") {
		t.Errorf("a changed note: %v", no)
	}
}

func TestAcknowledgingAHandover(t *testing.T) { // D-05: item by item
	ack := func(by chat.AgentID, p pen, items ...string) func(*testing.T, *stand) chat.Wish {
		return func(t *testing.T, s *stand) chat.Wish {
			if items == nil {
				items = s.all()
			}
			return s.acked(t, by, p, s.LastHandover(), items...)
		}
	}
	done := func(t *testing.T) *stand {
		s := handedOver(t)
		s.ok(t, "rohan", "", "ack", s.acked(t, "rohan", "rohan", s.LastHandover(), s.all()...))
		return s
	}
	for _, tc := range []asked{
		{name: "the chat", floor: handedOverOf, by: "rohan", wish: ack("rohan", "rohan", "chat:c"), kinds: "HandoverAcknowledged ChatForwarded MessagePosted"},
		{name: "the call", floor: handedOverOf, by: "rohan", wish: ack("rohan", "rohan", "owed:c/owed"), kinds: "HandoverAcknowledged ObligationHanded"},
		{name: "the record", floor: handedOverOf, by: "rohan", wish: ack("rohan", "rohan", "follow-up:f1"), kinds: "HandoverAcknowledged"},
		{name: "by a lead", floor: handedOverOf, by: "meera", wish: ack("meera", "meera", "owed:c/owed"), kinds: "HandoverAcknowledged ObligationHanded"},
		{name: "by another", floor: handedOverOf, by: "bela", wish: ack("bela", "bela"), code: chat.RefusedNotOwner, words: "handed to Rohan"},
		{name: "by who hands over", floor: handedOverOf, by: "asha", wish: ack("asha", "asha"), code: chat.RefusedNotOwner},
		{name: "with a colleague's key", floor: handedOverOf, by: "rohan", wish: ack("rohan", "asha"), code: chat.RefusedInvalid, words: "not signed with the key"},
		{name: "signed as somebody else", floor: handedOverOf, by: "rohan", wish: ack("asha", "rohan"), code: chat.RefusedInvalid, words: "does not fit"},
		{name: "no such item", floor: handedOverOf, by: "rohan", wish: ack("rohan", "rohan", "chat:d"), code: chat.RefusedInvalid, words: "no such item"},
		{name: "one item twice", floor: handedOverOf, by: "rohan", wish: ack("rohan", "rohan", "chat:c", "chat:c"), code: chat.RefusedInvalid, words: "named twice"},
		{name: "what is done", floor: done, by: "rohan", wish: ack("rohan", "rohan"), code: chat.RefusedGone, words: "acknowledged already"},
		{name: "none", floor: leavingOf, by: "rohan", wish: just(&chat.AcknowledgeHandover{Hash: "none", Items: []string{"a"}}), code: chat.RefusedGone, words: "no such handover"},
	} {
		tc.team = true
		t.Run(tc.name, tc.run)
	}
}

// A stamp is of the time at which it is sent, and after the handover that it is under:
// no key that was retired later makes an older one (D-05, A-40).
func TestWhenAStampIsMade(t *testing.T) {
	for _, c := range []struct {
		name  string
		wait  time.Duration // after the handover
		at    time.Duration // from then
		words string
	}{
		{"now", 9 * time.Minute, 0, ""},
		{"a little off", 9 * time.Minute, -time.Minute, ""},
		{"long ago", time.Hour, -11 * time.Minute, "10 minutes off"},
		{"long from now", time.Minute, 11 * time.Minute, "10 minutes off"},
		{"before the handover", 2 * time.Minute, -4 * time.Minute, "before the handover was"},
	} {
		for _, taking := range []bool{false, true} {
			s := handedOver(t)
			s.now = s.now.Add(c.wait)
			h, at := s.LastHandover(), s.now.Add(c.at)
			mark, err := handover.SignAck(h, []string{"chat:c"}, "meera", at, pen("meera"))
			var w chat.Wish = &chat.AcknowledgeHandover{Hash: h, Items: []string{"chat:c"}, Signature: mark}
			if taking {
				mark, err = handover.SignTaken(h, "asha", "I take all of it.", "meera", at, pen("meera"))
				w = &chat.TakeHandover{Hash: h, Agent: "asha", Note: "I take all of it.", Signature: mark}
			}
			if err != nil {
				t.Fatal(err)
			}
			_, no := s.decide("meera", "", "stamp", w)
			if (no == nil) != (c.words == "") || no != nil && !strings.Contains(no.Words, c.words) {
				t.Errorf("%s, taking %t: %v", c.name, taking, no)
			}
		}
	}
}

// Who hands over again replaces what they had signed: the newer one is to be taken.
func TestAHandoverIsReplaced(t *testing.T) {
	s := handedOver(t)
	older, items := s.LastHandover(), s.all()
	s.now = s.now.Add(time.Minute)
	s.ok(t, "asha", "", "again", s.signed(t, "asha", "rohan", "asha", nil))
	if _, no := s.decide("rohan", "", "old", s.acked(t, "rohan", "rohan", older, items...)); no == nil || !strings.Contains(no.Words, "handed this shift over again") {
		t.Errorf("the older one: %v", no)
	}
	s.ok(t, "rohan", "", "new", s.acked(t, "rohan", "rohan", s.LastHandover(), s.all()...))
	if s.Chat("c").Owner != "rohan" {
		t.Errorf("the chat is %s's", s.Chat("c").Owner)
	}
}

// Nobody can send a handover with somebody's word under it already.
func TestAHandoverIsSignedWithNothingUnderIt(t *testing.T) {
	s := leaving(t)
	for name, change := range map[string]func(*handover.File){
		"acknowledged": func(f *handover.File) {
			mark, _ := handover.SignAck(f.Hash, []string{"chat:c"}, "rohan", s.now, pen("rohan")) // a pen signs
			a, err := handover.ReadAck(mark, f.Hash, []string{"chat:c"}, "rohan")
			if err != nil {
				t.Fatal(err)
			}
			f.Acknowledgements = append(f.Acknowledgements, a)
		},
		"taken": func(f *handover.File) {
			mark, _ := handover.SignTaken(f.Hash, "asha", "All is mine.", "meera", s.now, pen("meera")) // a pen signs
			k, err := handover.ReadTaken(mark, f.Hash, "asha", "All is mine.", "meera")
			if err != nil {
				t.Fatal(err)
			}
			f.Taken = append(f.Taken, k)
		},
	} {
		w := s.signed(t, "asha", "rohan", "asha", nil)
		f, err := handover.Unpack(w.Document)
		if err != nil {
			t.Fatal(err)
		}
		change(f)
		if w.Document, err = f.Pack(); err != nil {
			t.Fatal(err)
		}
		if _, no := s.decide("asha", "", chat.CommandID(name), w); no == nil || !strings.Contains(no.Words, "before anybody acknowledges") {
			t.Errorf("%s: %v", name, no)
		}
	}
}

// Everything that is acknowledged changes hands in one decision (D-05).
func TestAcknowledgedIsHandedOn(t *testing.T) {
	s := handedOver(t)
	d := s.ok(t, "rohan", "", "ack", s.acked(t, "rohan", "rohan", s.LastHandover(), s.all()...))
	o, _ := s.Chat("c").Owed("owed")
	if !sameKinds(kinds(d.Events), "HandoverAcknowledged ChatForwarded MessagePosted ObligationHanded") || s.Chat("c").Owner != "rohan" || o.Owner != "rohan" {
		t.Errorf("%s; the chat is %s's, the call %s's", kinds(d.Events), s.Chat("c").Owner, o.Owner)
	}
	for i, e := range d.Events { // each has an id of its own, from the command's
		if want := chat.EventID("ack"); i == 0 && e.ID != want || i > 0 && !strings.HasPrefix(string(e.ID), "ack/") {
			t.Errorf("event %d has the id %s", i, e.ID)
		}
	}

	// a lead acknowledges the chat as well, once, and it stays Rohan's.
	d = s.ok(t, "meera", "", "lead", s.acked(t, "meera", "meera", s.LastHandover(), "chat:c"))
	if kinds(d.Events) != "HandoverAcknowledged" || s.Chat("c").Owner != "rohan" {
		t.Errorf("%s; the chat is %s's", kinds(d.Events), s.Chat("c").Owner)
	}
	if _, no := s.decide("meera", "", "twice", s.acked(t, "meera", "meera", s.LastHandover(), "chat:c")); no == nil || no.Code != chat.RefusedGone {
		t.Errorf("twice: %v", no)
	}

	// What has come to somebody else meanwhile stays with them.
	s = handedOver(t)
	s.ok(t, "meera", "c", "hand", &chat.HandObligation{Obligation: "owed", To: "bela", Note: "Please call."})
	s.ok(t, "rohan", "", "ack", s.acked(t, "rohan", "rohan", s.LastHandover(), s.all()...))
	if o, _ := s.Chat("c").Owed("owed"); o.Owner != "bela" {
		t.Errorf("the call is %s's", o.Owner)
	}
}

func sameKinds(got, want string) bool {
	a, b := strings.Fields(got), strings.Fields(want)
	slices.Sort(a)
	slices.Sort(b)
	return slices.Equal(a, b)
}

// a lead takes in writing what nobody has acknowledged, and has it from then.
func TestTakingAHandover(t *testing.T) {
	take := func(by chat.AgentID, p pen, agent chat.AgentID, note string) func(*testing.T, *stand) chat.Wish {
		return func(t *testing.T, s *stand) chat.Wish {
			mark, err := handover.SignTaken(s.LastHandover(), agent, note, by, s.now, p)
			if err != nil {
				t.Fatal(err)
			}
			return &chat.TakeHandover{Hash: s.LastHandover(), Agent: agent, Note: note, Signature: mark}
		}
	}
	taken := func(t *testing.T) *stand {
		s := handedOver(t)
		s.ok(t, "meera", "", "written", take("meera", "meera", "asha", "I take all of it home.")(t, s))
		return s
	}
	note := "I take all of it."
	for _, tc := range []asked{
		{name: "by somebody else", floor: handedOverOf, by: "rohan", wish: take("rohan", "rohan", "asha", note), code: chat.RefusedRole},
		{name: "without a word", floor: handedOverOf, by: "meera", wish: take("meera", "meera", "asha", "ok"), code: chat.RefusedInvalid, words: "in writing"},
		{name: "with a blank at the end", floor: handedOverOf, by: "meera", wish: take("meera", "meera", "asha", note+" "), code: chat.RefusedInvalid, words: "blanks"},
		{name: "of somebody else", floor: handedOverOf, by: "meera", wish: take("meera", "meera", "bela", note), code: chat.RefusedInvalid, words: "Asha's"},
		{name: "with a colleague's key", floor: handedOverOf, by: "meera", wish: take("meera", "asha", "asha", note), code: chat.RefusedInvalid, words: "not signed with the key"},
		{name: "twice", floor: taken, by: "meera", wish: take("meera", "meera", "asha", note), code: chat.RefusedGone, words: "Meera has taken"},
		{name: "acknowledge after that", floor: taken, by: "rohan", wish: func(t *testing.T, s *stand) chat.Wish {
			return s.acked(t, "rohan", "rohan", s.LastHandover(), s.all()...)
		}, code: chat.RefusedGone, words: "Meera has taken"},
	} {
		tc.team = true
		t.Run(tc.name, tc.run)
	}
	s := taken(t)
	o, _ := s.Chat("c").Owed("owed")
	if h, _ := s.Handover(s.LastHandover()); h.Open() || s.Chat("c").Owner != "meera" || o.Owner != "meera" {
		t.Errorf("open %t, the chat is %s's, the call %s's", h.Open(), s.Chat("c").Owner, o.Owner)
	}
}

// A handover that nobody has acknowledged goes on with the next one, and what is in
// it comes to whoever acknowledges that (D-05).
func TestAHandoverThatWasNotAcknowledgedGoesOn(t *testing.T) {
	s := handedOver(t)
	s.now = s.now.Add(time.Minute)
	s.ok(t, "rohan", "", "on", s.signed(t, "rohan", "bela", "rohan", nil))
	if !slices.Contains(s.all(), "chat:c") || !slices.Contains(s.all(), "owed:c/owed") {
		t.Fatalf("what was left is not in it: %v", s.all())
	}
	s.ok(t, "bela", "", "ack", s.acked(t, "bela", "bela", s.LastHandover(), s.all()...))
	if o, _ := s.Chat("c").Owed("owed"); s.Chat("c").Owner != "bela" || o.Owner != "bela" {
		t.Errorf("the chat is %s's, the call %s's", s.Chat("c").Owner, o.Owner)
	}
}
