package routing_test

import (
	"fmt"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/routing"
)

// Nobody is given a chat where people pick (E-Q-02).
func TestManual(t *testing.T) {
	f := newFloor(t, edition())
	f.joins("asha")
	f.waits("a", "b")
	f.gives()
	if who, why := routing.Assign(f.Floor, f.ed, f.Chat("a")); who != "asha" || why == "" {
		t.Errorf("%q, %q", who, why)
	}
}

// Who is away, idle, on a break, in focus, revoked or outside is given nothing, and has
// the chat that waits when they are there again.
func TestWhoIsThere(t *testing.T) {
	for _, tc := range []struct {
		name       string
		away, back chat.Body
	}{
		{"offline", &chat.PresenceChanged{Agent: "asha"}, &chat.PresenceChanged{Agent: "asha", Presence: chat.PresenceOnline}},
		{"idle", &chat.IdleChanged{Agent: "asha", On: true}, &chat.IdleChanged{Agent: "asha"}},
		{"in focus", &chat.FocusChanged{Agent: "asha", On: true}, &chat.FocusChanged{Agent: "asha"}},
		{"on a break", &chat.BreakBegan{Agent: "asha"}, &chat.BreakEnded{Agent: "asha"}},
		{"revoked", &chat.AgentRevoked{Agent: "asha"}, nil},
		{"outside", &chat.AgentAdded{Agent: "asha", Outside: true}, &chat.AgentAdded{Agent: "asha", Name: "ASHA", Role: chat.RolePrimary}},
		{"at their cap", nil, nil},
	} {
		ed := edition(auto)
		f := newFloor(t, ed)
		f.joins("asha")
		if tc.away != nil {
			f.do("", "", tc.away)
		} else {
			f.ed = edition(auto, func(e *policy.Edition) { e.Caps = []policy.AgentCap{{Agent: "asha"}} })
		}
		f.waits("a")
		if f.gives(); t.Failed() {
			t.Fatal(tc.name)
		}
		if tc.back != nil {
			f.do("", "", tc.back)
			if f.gives("a>asha"); t.Failed() {
				t.Fatal(tc.name)
			}
		}
	}
}

// The customer is told once who serves them (V-JOIN-02), and the chat who gave it.
func TestGiven(t *testing.T) {
	f := newFloor(t, edition(auto))
	f.joins("asha")
	f.waits("a")
	c := f.Chat("a")
	if c.Owner != "asha" || c.GivenBy != chat.AutoRule || len(c.Messages) != 1 {
		t.Fatalf("%+v", c)
	}
	if m := c.Messages[0]; m.From != chat.SpeakerSystem || m.Text != f.ed.Policy.Texts.TakenOverBy("ASHA") {
		t.Errorf("%+v", m)
	}
}

// The one that waited longest is first, whoever comes free by whatever it is.
func TestOldestFirst(t *testing.T) {
	one := func(e *policy.Edition) { e.Policy.Agent.Cap = 1 }
	for _, free := range []chat.Body{
		&chat.ChatClosed{}, &chat.ChatForwarded{From: "asha", To: "ben"}, &chat.ChatTakenOver{Agent: "ben", From: "asha"},
		&chat.ChatReturned{Agent: "asha"}, &chat.AgentLeft{Agent: "asha", Next: "ben"},
	} {
		f := newFloor(t, edition(auto, one))
		f.joins("asha")
		f.waits("c", "b", "a")
		f.gives("c>asha")
		f.do("c", "", free)
		f.gives("b>asha")
	}
	// Who gave a chat up is not given it again: somebody else is, or nobody.
	f := newFloor(t, edition(auto, one))
	f.joins("asha")
	f.waits("c")
	f.gives("c>asha")
	f.do("c", "asha", &chat.AgentLeft{Agent: "asha"})
	f.do("c", "", &chat.ChatQueued{})
	f.gives()
	f.waits("d")
	f.gives("d>asha")
	f.joins("ben")
	f.gives("c>ben")
}

// C-DEPT-01: a department's chats are its own people's, and in the first line everybody
// has any.
func TestModels(t *testing.T) {
	f := newFloor(t, edition(auto, departments))
	f.joins("asha/Billing", "ben/Technical")
	f.do("a", "", &chat.ChatOpened{Choice: "Technical"})
	f.do("b", "", &chat.ChatOpened{Choice: "General"})
	f.do("c", "", &chat.ChatOpened{Choice: "Billing"})
	f.do("d", "", &chat.ChatOpened{Choice: "Billing"})
	f.waits("e") // it is for nobody in particular
	f.gives("a>ben", "c>asha", "d>asha", "e>ben")
	f.joins("chitra/General")
	f.gives("b>chitra")

	f = newFloor(t, edition(auto))
	f.joins("asha/Billing")
	f.do("a", "", &chat.ChatOpened{Choice: "Technical"})
	f.gives("a>asha")
	if f.Chat("a").Routed.Queue != "Technical" {
		t.Error("the first line does not know where to transfer it")
	}
}

// A rule that names a person gives the chat to them; if they cannot have it, to others.
func TestNamedByARule(t *testing.T) {
	ed := edition(auto, departments, func(e *policy.Edition) {
		e.Policy.Agent.Cap = 1
		e.Routes = []policy.RoutingRule{{Name: "for Ben", Page: "/ben", Agent: "ben", To: "Billing"}}
	})
	f := newFloor(t, ed)
	f.joins("asha/Billing", "ben/Technical", "chitra/Billing")
	bens := &chat.ChatOpened{Customer: chat.Customer{Page: "/ben"}}
	for _, id := range []chat.ChatID{"a", "b", "c", "d"} {
		f.do(id, "", bens)
	}
	f.gives("a>ben", "b>asha", "c>chitra")
	if _, why := routing.Assign(f.Floor, ed, f.Chat("d")); why != "" {
		t.Errorf("somebody may have it: %s", why)
	}
	f.do("e", "", &chat.ChatOpened{Choice: "Technical"})
	f.do("a", "", &chat.ChatClosed{}) // Ben is free: d waits for longer, and is his
	f.gives("d>ben")
}

// One event brings no more to people than a batch of the log has room for; the next
// event goes on.
func TestAtOnce(t *testing.T) {
	f := newFloor(t, edition())
	for i := range 10 {
		f.joins(fmt.Sprint("agent", i))
	}
	for i := range 45 {
		f.waits(fmt.Sprint("c", i))
	}
	f.gives()
	f.ed = edition(auto)
	f.do("", "lena", &chat.PolicyChanged{Version: 6})
	if len(f.gave) != routing.AtOnce {
		t.Fatalf("%d were given at once", len(f.gave))
	}
	f.do("c44", "", &chat.CustomerTyped{}) // anything at all
	if len(f.gave) != 45 || f.Waiting() != 0 {
		t.Errorf("%d were given, %d wait", len(f.gave), f.Waiting())
	}
}

// A backend tells in several facts what a chat is like: nobody is given it in between.
func TestWhatComesTogether(t *testing.T) {
	f := newFloor(t, edition(auto, departments))
	f.joins("asha/Billing", "ben/Technical")
	f.do("a", "", &chat.ChatOpened{}, &chat.ChatQueued{Queue: "Technical"})
	f.do("b", "", &chat.ChatOpened{}, &chat.ChatAccepted{Agent: "out"})
	f.do("c", "", &chat.ChatOpened{}, &chat.ChatClosed{})
	f.gives("a>ben")
	if f.Chat("b").Owner != "out" || f.Chat("a").Owner != "ben" {
		t.Errorf("%q %q", f.Chat("a").Owner, f.Chat("b").Owner)
	}
}

// Nothing is given to somebody while a takeover of the chat is under way, and it is once
// that has failed.
func TestClaimed(t *testing.T) {
	f := newFloor(t, edition())
	f.joins("asha")
	f.waits("a")
	f.do("a", "ben", &chat.TakeOverClaimed{Agent: "ben"})
	f.ed = edition(auto)
	f.do("", "", &chat.PolicyChanged{Version: 6})
	f.gives()
	f.do("a", "ben", &chat.TakeOverReverted{Agent: "ben"})
	f.gives("a>asha")
}

// C-DIST-01: the meter, and from where on it is too much.
func TestMeter(t *testing.T) {
	ed := edition(func(e *policy.Edition) {
		e.Caps = []policy.AgentCap{{Agent: "ben", Cap: 10}, {Agent: "none"}}
	})
	f := newFloor(t, ed)
	f.joins("asha", "ben", "chitra", "none")
	f.do("", "", &chat.AgentAdded{Agent: "out", Outside: true})
	f.do("", "", &chat.AgentAdded{Agent: "gone", Role: chat.RolePrimary})
	n := 0
	serve := func(who chat.AgentID, chats int) {
		for range chats {
			n++
			id := chat.ChatID(fmt.Sprint("c", n))
			f.do(id, "", &chat.ChatOpened{})
			f.do(id, who, &chat.ChatAccepted{Agent: who})
		}
	}
	serve("asha", 4)
	serve("ben", 7)
	serve("none", 1)
	serve("gone", 6) // away, and with more than they would be given
	want := []routing.Load{
		{"gone", 6, 5, 120, true}, {"none", 1, 0, 100, true}, {"asha", 4, 5, 80, true}, {"ben", 7, 10, 70, false}, {"chitra", 0, 5, 0, false},
	}
	got := routing.Meter(f.Floor, ed)
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("%+v", got)
	}
	if over := routing.Overloaded(got); len(over) != 3 || over[2].Agent != "asha" {
		t.Errorf("%+v", over)
	}
	if len(got) != 5 || !got[2].Overloaded {
		t.Error("asking who has too much changed the meter")
	}
}
