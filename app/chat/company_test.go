package chat

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// staffed returns a floor with Asha, Ben and Cara, and a chat that Asha serves.
func staffed() *Floor {
	f := NewFloor()
	for _, id := range []AgentID{"asha", "ben", "cara"} {
		f.Apply(&Event{ID: EventID("a-" + id), At: 1, Body: &AgentAdded{Agent: id, Role: RolePrimary}})
	}
	f.Apply(ev("o", 2, &ChatOpened{Bot: true}))
	f.Apply(ev("t", 3, &ChatTakenOver{Agent: "asha"}))
	return f
}

// who writes down who is in the chat, such as "asha+ben+cara".
func who(c *Chat) string {
	s := string(c.Owner)
	for _, a := range c.Joined {
		s += "+" + string(a)
	}
	return s
}

func TestCompany(t *testing.T) { // V-JOIN-03, V-LEAVE-01, S-TRF-05
	f := staffed()
	c := f.Chat("c")
	for i, s := range []struct {
		name  string
		body  Body
		who   string
		stage Stage
	}{
		{"one joins", &AgentJoined{Agent: "ben"}, "asha+ben", StageActive},
		{"the same again", &AgentJoined{Agent: "ben"}, "asha+ben", StageActive},
		{"the owner does not join", &AgentJoined{Agent: "asha"}, "asha+ben", StageActive},
		{"another joins", &AgentJoined{Agent: "cara", Invited: "x"}, "asha+ben+cara", StageActive},
		{"a stranger leaves", &AgentLeft{Agent: "dev"}, "asha+ben+cara", StageActive},
		{"one who has joined leaves", &AgentLeft{Agent: "ben"}, "asha+cara", StageActive},
		{"and is back, behind the others", &AgentJoined{Agent: "ben"}, "asha+cara+ben", StageActive},
		{"the owner leaves to one of them", &AgentLeft{Agent: "asha", Next: "cara"}, "cara+ben", StageActive},
		{"it is forwarded to one of them", &ChatForwarded{From: "cara", To: "ben"}, "ben", StageActive},
		{"it is forwarded to another", &ChatForwarded{From: "ben", To: "asha"}, "asha", StageActive},
		{"one joins once more", &AgentJoined{Agent: "ben"}, "asha+ben", StageActive},
		{"somebody else takes it over", &ChatTakenOver{Agent: "cara", From: "asha"}, "cara+ben", StageActive},
		{"it goes into the queue", &ChatQueued{Reason: "cara left the chat"}, "", StageQueued},
		{"and is started", &ChatAccepted{Agent: "asha"}, "asha", StageActive},
		{"one joins again", &AgentJoined{Agent: "ben"}, "asha+ben", StageActive},
		{"it ends", &ChatClosed{Reason: "solved"}, "", StageClosed},
		{"it comes back with nobody in it", &ChatOpened{Bot: true}, "", StageBot},
		{"and is taken over", &ChatTakenOver{Agent: "cara"}, "cara", StageActive},
		{"its owner leaves", &AgentLeft{Agent: "cara"}, "", StageActive},
		{"so it waits", &ChatQueued{}, "", StageQueued},
	} {
		kept := c.Joined
		was := slices.Clone(kept)
		f.Apply(ev(s.name, Instant(10+i), s.body))
		if who(c) != s.who || c.Stage != s.stage || c.Bot && c.Owner != "" {
			t.Fatalf("%s: %q, %s; want %q, %s", s.name, who(c), c.Stage, s.who, s.stage)
		}
		if !slices.Equal(kept, was) {
			t.Errorf("%s changed a list that somebody may be reading", s.name)
		}
		for _, id := range []AgentID{"asha", "ben", "cara"} {
			owns := 0
			if c.Owner == id {
				owns = 1
			}
			if f.Agent(id).Owns != owns || c.Serves(id) != (owns == 1 || c.HasJoined(id)) {
				t.Errorf("%s: %s owns %d", s.name, id, f.Agent(id).Owns)
			}
		}
	}
	if c.Serves("") || c.HasJoined("") {
		t.Error("nobody serves")
	}
}

func TestOwnedSinceIsTheNewOwners(t *testing.T) { // S-TRF-05
	f := staffed()
	f.Apply(ev("r", 4, &TriggerRaised{Trigger{Rule: "vat"}}))
	f.Apply(ev("f", 5, &ChatForwarded{From: "asha", To: "ben"}))
	if c := f.Chat("c"); c.OwnedSince != 5 || len(c.Brought) != 1 {
		t.Errorf("since %d, brought %v", c.OwnedSince, c.Brought)
	}
	f.Apply(ev("j", 6, &AgentJoined{Agent: "cara"}))
	f.Apply(ev("l", 7, &AgentLeft{Agent: "ben", Next: "cara"}))
	if c := f.Chat("c"); c.OwnedSince != 7 {
		t.Errorf("since %d", c.OwnedSince)
	}
}

func TestOffersComeAndGo(t *testing.T) { // A-60, V-INVITE-01
	f := staffed()
	c := f.Chat("c")
	fwd := Offer{ID: "f", Kind: OfferForward, From: "asha", Queue: "billing", Made: 4, Due: 64}
	inv := Offer{ID: "i", Kind: OfferInvitation, From: "asha", To: "cara", Made: 5, Due: 25}
	f.Apply(ev("i", 4, &OfferMade{inv}))
	if _, open := c.Forwarding(); open {
		t.Error("an invitation is no forward")
	}
	f.Apply(ev("f", 5, &OfferMade{fwd}))
	kept := c.Offers
	if got, open := c.Forwarding(); !open || got != fwd {
		t.Errorf("%+v", got)
	}
	if got, open := c.Offer("i"); !open || got != inv {
		t.Errorf("%+v", got)
	}
	f.Apply(ev("f!", 6, &OfferReturned{Offer: "f", How: ReturnedExpired}))
	f.Apply(ev("x!", 7, &OfferReturned{Offer: "unknown", How: ReturnedVoid}))
	if _, open := c.Offer("f"); open || len(c.Offers) != 1 {
		t.Errorf("%+v", c.Offers)
	}
	f.Apply(ev("i!", 8, &OfferAccepted{Offer: "i", Agent: "cara"}))
	if len(c.Offers) != 0 || c.Owner != "asha" || c.HasJoined("cara") {
		t.Errorf("an answer is not what it brings about: %+v, %s", c.Offers, who(c))
	}
	if len(kept) != 2 || kept[0] != inv || kept[1] != fwd {
		t.Errorf("a list that somebody may be reading has changed: %+v", kept)
	}
}

func TestWhoMayAnswer(t *testing.T) { // S-TRF-02, A-60
	fwd := Offer{ID: "f", Kind: OfferForward, From: "asha", Queue: "billing"}
	inv := Offer{ID: "i", Kind: OfferInvitation, From: "asha", To: "cara"}
	for _, tc := range []struct {
		o   Offer
		a   AgentID
		may bool
	}{
		{inv, "cara", true},
		{inv, "ben", false},
		{inv, "asha", false},
		{fwd, "cara", true},
		{fwd, "ben", true},
		{fwd, "asha", false},
	} {
		if tc.o.For(tc.a) != tc.may {
			t.Errorf("%s may answer %s: %t", tc.a, tc.o.ID, !tc.may)
		}
	}
}

func TestReturnedOffersWaitForTheirSender(t *testing.T) { // A-60, E-ESC-11
	by := func(a AgentID, b Body) Event { return Event{By: a, Body: b} }
	for name, tc := range map[string]struct {
		what []Event
		left string
	}{
		"it ran out":                       {nil, "f expired"},
		"a line of the customer":           {[]Event{by("", &MessagePosted{Message: "m"})}, "f expired"},
		"a line of a colleague":            {[]Event{by("ben", &MessagePosted{Message: "m"})}, "f expired"},
		"a whisper of the sender":          {[]Event{by("asha", &WhisperPosted{Message: "m", To: "ben"})}, "f expired"},
		"a line of the sender":             {[]Event{by("asha", &MessagePosted{Message: "m"})}, ""},
		"a note of the sender":             {[]Event{by("asha", &NotePosted{Message: "m"})}, ""},
		"a new offer of the sender":        {[]Event{by("asha", &OfferMade{Offer{ID: "g", From: "asha"}})}, ""},
		"somebody takes the chat over":     {[]Event{by("cara", &ChatTakenOver{Agent: "cara"})}, ""},
		"the chat ends":                    {[]Event{by("", &ChatClosed{})}, ""},
		"a colleague's is declined, too":   {[]Event{by("cara", &OfferReturned{Offer: "i", How: ReturnedDeclined})}, "f expired, i declined"},
		"a colleague's is withdrawn":       {[]Event{by("ben", &OfferReturned{Offer: "i", How: ReturnedWithdrawn})}, "f expired"},
		"a colleague's is void":            {[]Event{by("", &OfferReturned{Offer: "i", How: ReturnedVoid})}, "f expired"},
		"one comes back that nobody knows": {[]Event{by("", &OfferReturned{Offer: "x", How: ReturnedExpired})}, "f expired"},
		"the colleague leaves": {[]Event{
			by("cara", &OfferReturned{Offer: "i", How: ReturnedDeclined}), by("ben", &AgentLeft{Agent: "ben"}),
		}, "f expired"},
	} {
		f := staffed()
		c := f.Chat("c")
		f.Apply(ev("j", 4, &AgentJoined{Agent: "ben"}))
		f.Apply(ev("f", 5, &OfferMade{Offer{ID: "f", Kind: OfferForward, From: "asha", To: "cara"}}))
		f.Apply(ev("i", 5, &OfferMade{Offer{ID: "i", Kind: OfferInvitation, From: "ben", To: "cara"}}))
		f.Apply(ev("r", 6, &OfferReturned{Offer: "f", How: ReturnedExpired, Reason: "late"}))
		if r := c.Returned; len(r) != 1 || r[0].At != 6 || r[0].Reason != "late" || r[0].Offer.To != "cara" {
			t.Fatalf("%+v", r)
		}
		kept := c.Returned
		for i, e := range tc.what {
			e.ID, e.At, e.Chat = EventID(fmt.Sprint("e", i)), Instant(7+i), "c"
			f.Apply(&e)
		}
		var left []string
		for _, r := range c.Returned {
			left = append(left, string(r.Offer.ID)+" "+string(r.How))
		}
		if got := strings.Join(left, ", "); got != tc.left || kept[0].Offer.ID != "f" {
			t.Errorf("%s: %q is left, want %q", name, got, tc.left)
		}
	}
}

func TestTagsAreInOrderAndOnce(t *testing.T) { // E-ACT-09
	f := staffed()
	c := f.Chat("c")
	for i, tag := range []string{"vat", "billing", "vat", "refund"} {
		f.Apply(ev(fmt.Sprint("t", i), 5, &TagAdded{tag}))
	}
	kept := c.Tags
	f.Apply(ev("r", 6, &TagRemoved{"billing"}))
	f.Apply(ev("r2", 6, &TagRemoved{"unknown"}))
	f.Apply(ev("x", 7, &ChatClosed{}))
	if !slices.Equal(c.Tags, []string{"refund", "vat"}) || !slices.Equal(kept, []string{"billing", "refund", "vat"}) {
		t.Errorf("now %q, kept %q", c.Tags, kept)
	}
}

// TestWhispersLeaveNoMark compares what everybody may see of a chat before and
// after a whisper (C-OBS-06, D-03).
func TestWhispersLeaveNoMark(t *testing.T) {
	f := staffed()
	f.Apply(ev("m", 4, &MessagePosted{Message: "m", From: SpeakerCustomer, Text: "hi"}))
	c := f.Chat("c")
	hash, revision, last, line, moves := f.Hash(), c.Revision, c.LastAt, c.LastLine, c.OthersDid("")
	w := ev("w", 9, &WhisperPosted{Message: "w", To: "asha", Name: "Ben", Text: "psst"})
	w.By = "ben"
	f.Apply(w)
	if f.Hash() != hash || c.Revision != revision || c.LastAt != last || c.LastLine != line || c.OthersDid("") != moves {
		t.Error("a whisper left a mark on the floor")
	}
	if got := c.Messages[1]; got.From != SpeakerWhisper || got.To != "asha" || got.Agent != "ben" || got.Text != "psst" || got.At != 9 {
		t.Errorf("%+v", got)
	}
	f.Apply(ev("m2", 10, &MessagePosted{Message: "m2", From: SpeakerCustomer, Text: "still there?"}))
	if c.LastLine != 2 || c.Messages[c.LastLine].ID != "m2" {
		t.Errorf("the last line is %d of %+v", c.LastLine, c.Messages)
	}
}

func TestAudience(t *testing.T) { // C-OBS-06, D-03
	for _, k := range Kinds() {
		e := &Event{By: "ben", Body: NewBody(k)}
		if e.Private() != (k == KindWhisperPosted) {
			t.Errorf("%s is private: %t", k, e.Private())
		}
		for _, a := range []AgentID{"ben", "cara", ""} {
			if want := k != KindWhisperPosted || a == "ben"; e.Concerns(a) != want {
				t.Errorf("%s concerns %q: %t", k, a, !want)
			}
		}
	}
	nobodys := &Event{Body: &WhisperPosted{To: ""}}
	if nobodys.Concerns("") {
		t.Error("a whisper to nobody concerns nobody")
	}
}

// TestSavedRecordsChangeNothing: the floor only knows that it has seen them.
func TestSavedRecordsChangeNothing(t *testing.T) {
	f := staffed()
	hash := f.Hash()
	e := &Event{ID: "s", At: 5, By: "asha", Body: &RecordSaved{Shelf: ShelfCanned, Version: []byte("{}")}}
	if f.Knows("s") || !f.Apply(e).Applied || f.Apply(e).Applied || !f.Knows("s") || f.Hash() != hash {
		t.Error("a saved record is new once, and is no part of the floor")
	}
	if f.Knows("t") {
		t.Error("a chat's facts are not the team's")
	}
	for _, s := range []Shelf{ShelfCanned, ShelfFollowUps, ShelfHandover, "", "attic"} {
		if s.Valid() != (s != "" && s != "attic") {
			t.Errorf("%q", s)
		}
	}
}

// TestFloorsOfDifferentDesks folds one log on the desk of who is told of
// everything and on that of who is told of no whisper, the second chat by
// chat as a cache has it: they agree on what both may see (C-OBS-06).
func TestFloorsOfDifferentDesks(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		events := companyEvents(t)
		all, some := NewFloor(), NewFloor()
		for i := range events {
			all.Apply(&events[i])
		}
		var told []*Event
		for i := range events {
			if events[i].Concerns("cara") {
				told = append(told, &events[i])
			}
		}
		slices.SortStableFunc(told, func(a, b *Event) int { return cmpChat(a.Chat, b.Chat) })
		if err := some.Restore(func(apply func(*Event) Change) error {
			for _, e := range told {
				apply(e)
			}
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		if all.Hash() != some.Hash() {
			t.Fatal("the floors differ")
		}
		for _, id := range []ChatID{"c1", "c2"} {
			for _, a := range []AgentID{"asha", "ben", ""} {
				if all.Chat(id).OthersDid(a) != some.Chat(id).OthersDid(a) {
					t.Fatalf("%s counts other news of %s", a, id)
				}
			}
		}
	})
}

// cmpChat sorts the team's facts first and the chats backwards.
func cmpChat(a, b ChatID) int {
	switch {
	case a == b:
		return 0
	case a == "" || b != "" && a > b:
		return -1
	}
	return 1
}

func companyEvents(t *rapid.T) []Event {
	var events []Event
	add := func(c ChatID, by AgentID, b Body) {
		n := len(events)
		events = append(events, Event{ID: EventID(fmt.Sprint(n)), At: Instant(n + 1), Chat: c, By: by, Body: b})
	}
	people := []AgentID{"asha", "ben"}
	for _, a := range append(people, "cara") {
		add("", "", &AgentAdded{Agent: a, Role: RolePrimary})
	}
	for _, c := range []ChatID{"c1", "c2"} {
		add(c, "", &ChatOpened{Bot: true})
	}
	for range rapid.IntRange(20, 80).Draw(t, "n") {
		n := len(events)
		c := rapid.SampledFrom([]ChatID{"c1", "c2"}).Draw(t, "chat")
		me := rapid.SampledFrom(people).Draw(t, "me")
		you := rapid.SampledFrom(people).Draw(t, "you")
		m, o := MessageID(fmt.Sprint("m", n)), OfferID(fmt.Sprint("o", rapid.IntRange(0, 3).Draw(t, "offer")))
		add(c, me, rapid.SampledFrom([]Body{
			&WhisperPosted{Message: m, To: you, Text: "psst"}, &WhisperPosted{Message: m, To: you, Text: "hm"},
			&MessagePosted{Message: m, From: SpeakerCustomer}, &MessagePosted{Message: m, From: SpeakerAgent, Delivery: DeliveryPending},
			&NotePosted{Message: m}, &ChatTakenOver{Agent: me}, &AgentJoined{Agent: you}, &AgentLeft{Agent: me, Next: you},
			&AgentLeft{Agent: you}, &OfferMade{Offer{ID: o, Kind: OfferForward, From: me, To: you}}, &OfferAccepted{Offer: o},
			&OfferReturned{Offer: o, How: ReturnedExpired}, &ChatForwarded{From: me, To: you}, &TagAdded{"vat"}, &TagRemoved{"vat"},
			&ChatQueued{}, &ChatClosed{}, &ChatOpened{},
		}).Draw(t, "body"))
	}
	return events
}
