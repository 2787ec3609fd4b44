package chat

import (
	"fmt"
	"slices"
	"strings"
	"testing"
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
