package thread

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

func (r *room) beside() string { return stage.Read(r.side.Content()) }

func (r *room) wantBeside(words ...string) {
	r.t.Helper()
	r.side.Content().Refresh()
	for _, w := range words {
		if !stage.Says(r.side.Content(), w) {
			r.t.Errorf("%q is not beside the thread:\n%s", w, r.beside())
		}
	}
}

// E-ACT-10: beside a chat stands who the customer is, the first line, and
// what was before.
func TestTheSideKnowsTheCustomer(t *testing.T) {
	r := newRoom(t)
	r.render()
	if got := r.beside(); got != "" {
		t.Errorf("beside no chat stands %q", got)
	}
	r.Do("c", &chat.ChatOpened{Bot: true, Channel: chat.ChannelWhatsApp, Customer: chat.Customer{
		Name: "Ada", Account: "A-17", Contact: "+91 00000 00000", Page: "/plans", Locale: "hi",
		Before: []chat.PastChat{
			{At: stage.Start, Summary: "Asked about a refund.", Agent: stage.Me},
			{At: stage.Start, Summary: "Changed the plan.", Agent: stage.Other},
		},
	}}, stage.Answered("Welcome!", 9000), stage.Said("my bill is wrong"), stage.Said("hello?"))
	r.show("c")
	r.wantBeside("OWED ON THIS CHAT", "Nothing is owed now.", "CUSTOMER", "Ada", "A-17", "+91 00000 00000", "/plans", "WhatsApp",
		"First message", "my bill is wrong", "BEFORE", "You helped them. Asked about a refund.", "Changed the plan.")
	if strings.Count(r.beside(), "You helped them") != 1 {
		t.Error("somebody else's help is said to be mine")
	}
	r.Do("d", &chat.ChatOpened{})
	r.show("d")
	r.wantBeside("Visitor", "No earlier chat is known.")
	if stage.Says(r.side.Content(), "Ada") || stage.Says(r.side.Content(), "First message") {
		t.Errorf("the last customer is still there:\n%s", r.beside())
	}
}

// G-SLA-04: what is owed stands first, with a clock that runs and a bar.
func TestTheSideShowsWhatIsOwed(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("help"))
	r.DoAtOnce("c", stage.Owed(chat.OwedTakeOver, r.Now(), 30*time.Second))
	r.show("c")
	r.wantBeside("Take over", "0:30")
	r.Pass(20 * time.Second)
	r.side.Tick()
	r.wantBeside("0:10")
	r.Pass(25 * time.Second)
	r.side.Tick()
	r.wantBeside("late", "0:15")
	if n := len(stage.Find[*kit.Bar](r.side.Content())); n != 1 {
		t.Errorf("%d bars for one thing that is owed", n)
	}
	r.Do("c", &chat.ObligationEnded{Obligation: chat.ObligationID(chat.OwedTakeOver), How: "kept"})
	r.show("c")
	r.wantBeside("Nothing is owed now.")
}

// S-MULTI-02: a file by itself asks nothing.
func TestTheSideSaysWhatWasAskedLast(t *testing.T) {
	r := newRoom(t)
	r.Do("c", append([]chat.Body{stage.Opened("Ada")}, stage.Taken(stage.Me)...)...)
	r.Do("c", stage.Said("where is my order?"), &chat.MessagePosted{Message: "f", From: chat.SpeakerCustomer, File: &attached})
	r.show("c")
	r.wantBeside("“where is my order?”")
	if stage.Says(r.side.Content(), "“”") {
		t.Errorf("nothing is quoted:\n%s", r.beside())
	}
}

// G-NR-04: what can be done about a call that is owed does not push the panel's
// right edge, where the clocks are, out of sight.
func TestTheSideIsNoWiderForACall(t *testing.T) {
	r := newRoom(t)
	r.side.Owing(r.desk, nil, r.crank.Post)
	r.side.Calling(func(followup.Key) {})
	r.Do("c", stage.Opened("Ada"), stage.Said("help"))
	r.DoAtOnce("c", stage.Owed(chat.OwedCall, r.Now(), time.Hour))
	r.show("c")
	r.wantBeside("Call…", "Hand on…")
	if wide := r.side.column.MinSize().Width; wide > 240 {
		t.Errorf("the panel, 280 wide with its margins, wants %v within", wide)
	}
}

// S-ACC-04: why I was called stays in sight after I took the chat.
func TestWhyIAmHereStays(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("a human please"), stage.Alert("a human please"))
	r.show("c")
	r.Do("c", stage.Taken(stage.Me)...)
	r.Do("c", &chat.TriggerCleared{Rule: policy.RuleHumanRequest})
	r.show("c")
	r.wantBeside("WHY YOU ARE HERE", "Asks for a person", "Asked for a person.")
	r.Do("c", &chat.ChatClosed{})
	r.show("c")
	if stage.Says(r.side.Content(), "WHY YOU ARE HERE") {
		t.Error("it stays after the chat has ended")
	}
}
