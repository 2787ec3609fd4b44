package settle

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// hub is a sink that knows what the test says, and takes what it is given.
type hub struct {
	driver.KnownSink
	known map[chat.ChatID]driver.Known
	log   []chat.Event
	no    map[chat.EventID]error
}

func (h *hub) Known(_ context.Context, id chat.ChatID) (driver.Known, bool) {
	k, ok := h.known[id]
	return k, ok
}

func (h *hub) Deliver(_ context.Context, facts ...chat.Event) (seqs []uint64, err error) {
	for _, e := range facts {
		if err := h.no[e.ID]; err != nil {
			return seqs, err
		}
		h.log = append(h.log, e)
		seqs = append(seqs, uint64(len(h.log)))
	}
	return seqs, nil
}

// rig is a settler whose clock the test turns.
type rig struct {
	*Settler
	hub *hub
	now time.Time
}

func newRig(known driver.Known) *rig {
	r := &rig{hub: &hub{known: map[chat.ChatID]driver.Known{"c": known}}, now: time.UnixMilli(1_795_300_000_000)}
	r.Settler = New("shop", r.hub, func() time.Time { return r.now })
	return r
}

// tell returns what a state brings, in words.
func (r *rig) tell(st State) string {
	st.Chat = "c"
	var all []string
	for _, e := range r.Facts(context.Background(), st) {
		all = append(all, strings.TrimSpace(fmt.Sprintf("%s %s", e.Body.Kind(), strings.Trim(fmt.Sprintf("%+v", e.Body), "&{}"))))
	}
	return strings.Join(all, "; ")
}

// TestDifferences: each thing that can be different, and nothing where nothing is.
func TestDifferences(t *testing.T) {
	served := driver.Known{Open: true, Owner: "asha", Tags: []string{"old", "vip"}, Guests: []chat.AgentID{"meera"}}
	bot := driver.Known{Open: true, Bot: true}
	waits := driver.Known{Open: true, Queue: "billing"}
	over := driver.Known{}
	for _, tt := range []struct {
		name  string
		known driver.Known
		st    State
		want  string
	}{
		{"nothing", served, State{Says: SaysAll, Open: true, Owner: "asha", Tags: []string{"vip", "old"}, Guests: []chat.AgentID{"meera"}}, ""},
		{"taken from the bot", bot, State{Says: SaysOwner, Owner: "asha"}, "ChatTakenOver Agent:asha From:"},
		{"taken while it waits", waits, State{Says: SaysOwner, Owner: "asha"}, "ChatAccepted Agent:asha Rule:"},
		{"from one to another", served, State{Says: SaysOwner, Owner: "rohan"}, "ChatForwarded From:asha To:rohan Offer: Queue: Reason:"},
		{"put back", served, State{Says: SaysOwner, Queue: "billing"}, "ChatQueued Queue:billing Reason:nobody serves it any more on the chat platform"},
		{"handed over by the bot", bot, State{Says: SaysOwner}, "ChatQueued Queue: Reason:the bot handed it over"},
		{"to another team", waits, State{Says: SaysOwner, Queue: "orders"}, "ChatQueued Queue:orders Reason:given to a team on the chat platform"},
		{"no team is no other team", waits, State{Says: SaysOwner}, ""},
		{"back to the bot", served, State{Says: SaysOwner, Bot: true, Reason: "why"}, "ChatReturned Agent:asha Reason:why"},
		{"the bot goes on", bot, State{Says: SaysOwner | SaysOpen, Open: true, Bot: true}, ""},
		{"ended", served, State{Says: SaysOpen, Reason: "spam"}, "ChatClosed Reason:spam Skipped:[]"},
		{"ended long ago", over, State{Says: SaysAll}, ""},
		{"ended, and nobody serves it then", served, State{Says: SaysOpen | SaysOwner}, "ChatClosed Reason: Skipped:[]"},
		{"who serves what is over is no matter", over, State{Says: SaysOwner, Owner: "rohan"}, ""},
		{"tags", served, State{Says: SaysTags, Tags: []string{"vip", "new", ""}}, "TagAdded Tag:new; TagRemoved Tag:old"},
		{"tags of what it does not say", served, State{Says: SaysOpen, Open: true}, ""},
		{"blocked", served, State{Says: SaysBlocked, Blocked: true}, "CustomerBlocked On:true Reason:"},
		{"guests", served, State{Says: SaysGuests, Owner: "asha", Guests: []chat.AgentID{"rohan", "asha"}}, "AgentJoined Agent:rohan Invited:; AgentLeft Agent:meera Next: Reason:"},
		{"a guest who takes it has not left", served, State{Says: SaysGuests | SaysOwner, Owner: "meera"}, "ChatForwarded From:asha To:meera Offer: Queue: Reason:"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if got := newRig(tt.known).tell(tt.st); got != tt.want {
				t.Errorf("got  %q\nwant %q", got, tt.want)
			}
		})
	}
}

// TestAChatThatTheHubDoesNotKnow is opened if it is open, with what it is like.
func TestAChatThatTheHubDoesNotKnow(t *testing.T) {
	kinds := func(st State) string {
		r := newRig(driver.Known{})
		delete(r.hub.known, "c")
		st.Chat = "c"
		var all []string
		for _, e := range r.Facts(context.Background(), st) {
			if b, ok := e.Body.(*chat.ChatOpened); ok && (b.Driver != "shop" || b.Bot != (st.Bot && st.Owner == "") || b.Customer.Name != st.Customer.Name) {
				t.Errorf("%+v", b)
			}
			all = append(all, string(e.Body.Kind()))
		}
		return strings.Join(all, " ")
	}
	for want, st := range map[string]State{
		"":                                 {Says: SaysAll},
		"ChatOpened":                       {Says: SaysAll, Open: true, Bot: true, Customer: chat.Customer{Name: "Rohan M."}},
		"ChatOpened ChatAccepted":          {Says: SaysAll, Open: true, Owner: "asha"},
		"ChatOpened ChatQueued":            {Says: SaysAll, Open: true, Queue: "billing"},
		"ChatOpened TagAdded":              {Says: SaysAll, Open: true, Bot: true, Tags: []string{"vip"}},
		"ChatOpened AgentJoined":           {Says: SaysAll, Open: true, Bot: true, Guests: []chat.AgentID{"meera"}},
		"ChatOpened TagAdded ChatAccepted": {Says: SaysAll, Open: true, Owner: "asha", Tags: []string{"vip"}},
	} {
		if got := kinds(st); got != want {
			t.Errorf("%+v brings %q, want %q", st, got, want)
		}
	}
	r := newRig(driver.Known{})
	delete(r.hub.known, "c")
	if got := r.tell(State{Says: SaysOwner, Owner: "asha"}); got != "" {
		t.Errorf("a chat of which nobody knows whether it is open brings %q", got)
	}
	if got := newRig(driver.Known{}).tell(State{Says: SaysOpen | SaysOwner, Open: true, Owner: "asha"}); !strings.Contains(got, "ChatOpened") || !strings.Contains(got, "ChatAccepted") {
		t.Errorf("one that is open again brings %q", got)
	}
}

// TestWhatWeWroteIsNoNews, and what was there before it does not undo it.
func TestWhatWeWroteIsNoNews(t *testing.T) {
	bot := State{Says: SaysOwner, Bot: true}
	asha := State{Says: SaysOwner, Owner: "asha"}
	rohan := State{Says: SaysOwner, Owner: "rohan"}
	r := newRig(driver.Known{Open: true, Owner: "asha"})
	none := func(when string, st State) {
		t.Helper()
		if got := r.tell(st); got != "" {
			t.Errorf("%s: %q", when, got)
		}
	}
	some := func(when string, st State) {
		t.Helper()
		if got := r.tell(st); got == "" {
			t.Errorf("%s: nothing", when)
		}
	}
	r.Begin("c")
	none("while we write", bot)
	r.End("c", &asha)
	none("just after, of before", bot)
	none("just after, ours", asha)
	some("after ours was said, another's", rohan)

	r.Begin("c")
	r.End("c", &asha)
	none("another's, right after, without a count", rohan)
	if d := r.Doubtful(); len(d) != 0 {
		t.Errorf("in doubt at once: %v", d)
	}
	r.now = r.now.Add(Grace)
	if d := r.Doubtful(); !slices.Equal(d, []chat.ChatID{"c"}) {
		t.Errorf("in doubt: %v", d)
	}
	some("when it is said again", rohan)
	if d := r.Doubtful(); len(d) != 0 {
		t.Errorf("still in doubt: %v", d)
	}

	r.Begin("c")
	r.End("c", &State{Says: SaysOwner, Owner: "asha", Order: 50})
	none("of before, by its count", State{Says: SaysOwner, Bot: true, Order: 49})
	some("of after, by its count", State{Says: SaysOwner, Owner: "rohan", Order: 51})
	none("older than that, however late", State{Says: SaysAll, Order: 50})

	r.hub.known["c"] = driver.Known{Open: true, Owner: "asha", Telling: true}
	none("while the hub is about to tell", rohan)
	r.hub.known["c"] = driver.Known{Open: true, Bot: true, Claimed: true}
	none("while a claim is open", rohan)
	r.hub.known["c"] = driver.Known{Open: true, Bot: true}
	some("after that", rohan)

	r.hub.known["c"] = driver.Known{Open: true, Owner: "asha"}
	heard := r.now
	r.now = r.now.Add(time.Second)
	r.Begin("c")
	r.End("c", &asha)
	r.now = r.now.Add(Grace + time.Minute)
	none("of before, looked at late", State{Says: SaysOwner, Bot: true, Heard: heard})
	none("ours, looked at late", State{Says: SaysOwner, Owner: "asha", Heard: heard.Add(2 * time.Second)})
	some("behind ours", State{Says: SaysOwner, Owner: "rohan", Heard: heard.Add(3 * time.Second)})
	r.hub.known["c"] = driver.Known{Open: true, Bot: true}

	r.Begin("c")
	r.End("c", nil)
	none("after a call of which nobody knows", rohan)
	r.now = r.now.Add(Grace)
	some("later", rohan)
}

// TestTagsOfOurs: a list of tags from before our own call takes nothing away.
func TestTagsOfOurs(t *testing.T) {
	r := newRig(driver.Known{Open: true, Tags: []string{"ours", "theirs"}})
	r.Begin("c")
	r.End("c", &State{Says: SaysTags, Tags: []string{"theirs", "ours"}})
	if got := r.tell(State{Says: SaysTags, Tags: []string{"theirs"}}); got != "" {
		t.Errorf("an old list brings %q", got)
	}
	if got := r.tell(State{Says: SaysTags, Tags: []string{"ours", "theirs", "theirs"}}); got != "" {
		t.Errorf("our own list brings %q", got)
	}
	if got := r.tell(State{Says: SaysTags, Tags: []string{"ours"}}); got != "TagRemoved Tag:theirs" {
		t.Errorf("a new list brings %q", got)
	}
}

// TestCustomersAreMerged: what the vendor does not know stays, and what the hub covers
// is not news each time.
func TestCustomersAreMerged(t *testing.T) {
	said := chat.Customer{Name: "Rohan M.", Data: []chat.Field{{Name: "card", Value: "4111"}}}
	r := newRig(driver.Known{Open: true, Customer: chat.Customer{Phone: "+91 00000 00000"}})
	st := State{Chat: "c", Says: SaysCustomer, Customer: said}
	facts := r.Facts(t.Context(), st)
	if len(facts) != 1 {
		t.Fatalf("%+v", facts)
	}
	got := facts[0].Body.(*chat.CustomerDescribed).Customer
	if got.Name != said.Name || got.Phone != "+91 00000 00000" {
		t.Errorf("%+v", got)
	}
	r.hub.known["c"] = driver.Known{Open: true, Customer: chat.Customer{Name: "Rohan M.", Data: []chat.Field{{Name: "card", Value: "****"}}}}
	if again := r.Facts(t.Context(), st); len(again) != 0 {
		t.Errorf("the same again brings %+v", again[0].Body)
	}
	st.Customer.Name = "Rohan"
	if next := r.Facts(t.Context(), st); len(next) != 1 {
		t.Errorf("another name brings %d facts", len(next))
	}
}

// TestIDsAreThoseOfTheChange: one change found twice is one event, and two are two.
func TestIDsAreThoseOfTheChange(t *testing.T) {
	id := func(known driver.Known, st State) chat.EventID {
		st.Chat = "c"
		facts := newRig(known).Facts(t.Context(), st)
		if len(facts) != 1 {
			t.Fatalf("%+v", facts)
		}
		return facts[0].ID
	}
	bot, asha := driver.Known{Open: true, Bot: true}, driver.Known{Open: true, Owner: "asha"}
	a := id(bot, State{Says: SaysOwner, Owner: "rohan", Order: 7})
	switch {
	case a != id(bot, State{Says: SaysOwner, Owner: "rohan", Order: 7}):
		t.Error("the same change has two ids")
	case a == id(bot, State{Says: SaysOwner, Owner: "rohan", Order: 8}), a == id(asha, State{Says: SaysOwner, Owner: "rohan", Order: 7}):
		t.Error("two changes have one id")
	case !strings.HasPrefix(string(a), "shop:c:"):
		t.Errorf("%q does not say where it comes from", a)
	}
	if x, y := Edited("shop", "c", "5", "m", "a"), Edited("shop", "c", "5", "m", "b"); x.ID == y.ID || x.ID == LineID("shop", "c", "5") {
		t.Error("two edits have one id")
	}
	if Removed("shop", "c", "5", "m").ID == LineID("shop", "c", "5") {
		t.Error("a line and its end have one id")
	}
}

// TestDeliverGoesOn behind what the hub refuses, and stops at what it cannot.
func TestDeliverGoesOn(t *testing.T) {
	h := &hub{no: map[chat.EventID]error{"2": driver.ErrFenced, "4": fmt.Errorf("x: %w", driver.ErrUnfit)}}
	var facts []chat.Event
	for i := range 6 {
		facts = append(facts, chat.Event{ID: chat.EventID(fmt.Sprint(i + 1))})
	}
	if err := Deliver(t.Context(), h, facts...); err != nil || len(h.log) != 4 {
		t.Errorf("%v, %d delivered", err, len(h.log))
	}
	gone := errors.New("the hub has stopped")
	h.no["6"] = gone
	if err := Deliver(t.Context(), h, facts...); !errors.Is(err, gone) {
		t.Errorf("%v", err)
	}
}

// TestChatsThatAreOverAreForgotten, and not before a late state could come.
func TestChatsThatAreOverAreForgotten(t *testing.T) {
	r := newRig(driver.Known{})
	see := func(n int) {
		for i := range n {
			id := chat.ChatID(fmt.Sprint(r.now.Unix(), "-", i))
			r.hub.known[id] = driver.Known{Open: i%2 == 0} // and half of them end now
			r.Facts(t.Context(), State{Chat: id, Says: SaysAll, Order: 7})
		}
	}
	see(mostKept + 10)
	if n := len(r.chats); n != mostKept+10 {
		t.Errorf("%d are remembered", n)
	}
	r.now = r.now.Add(2 * keptOver)
	see(1)
	if n := len(r.chats); n != 1 {
		t.Errorf("%d are remembered", n)
	}
}
