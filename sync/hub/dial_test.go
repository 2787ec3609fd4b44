package hub

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/sync/wire"
)

// exchange is a telephone system behind the clerk.
type exchange struct {
	clerk
	mu    sync.Mutex
	says  error
	calls []wire.Dial
}

func (x *exchange) Dial(_ context.Context, call wire.Dial) error {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.calls = append(x.calls, call)
	return x.says
}

func (x *exchange) dialled() []wire.Dial {
	x.mu.Lock()
	defer x.mu.Unlock()
	return append([]wire.Dial(nil), x.calls...)
}

// on makes it the hub's.
func (x *exchange) on(c *Config) {
	ed := *c.Edition
	ed.Policy.Dial.Hook = "phone"
	c.Tickets, c.Edition = x, &ed
}

// withExchange is a phone whose policy names a telephone system.
func withExchange(t *testing.T, x *exchange) *phone {
	t.Helper()
	p := newPhone(t, x.on)
	p.deliver(chat.Event{ID: "who", Chat: "c", Body: &chat.CustomerDescribed{Customer: chat.Customer{
		Contact: "rohan@example.com", Phone: "+1 202 555 0100",
	}}})
	return p
}

// An attempt that begins at a desk makes the telephone ring, once, and the desk is told
// what came of it (dial.hook).
func TestATelephoneRings(t *testing.T) {
	for _, says := range []error{nil, errors.New("503: no line is free")} {
		x := &exchange{says: says}
		p := withExchange(t, x)
		begin := &chat.BeginAttempt{Obligation: p.owed, Began: p.hub.now()}
		for range 2 {
			if f := p.asha.wish("a1", "c", begin); !f.OK {
				t.Fatal(f.Words)
			}
		}
		want := chat.PlacedYes
		if says != nil {
			want = chat.PlacedFailed
		}
		p.asha.sees(func(f *chat.Floor) bool {
			a, _ := f.Chat("c").Calls.Attempt("a1")
			return a.Placed == want
		})
		a, _ := p.asha.floor.Chat("c").Calls.Attempt("a1")
		if says != nil && a.PlacedWhy != "Dial by hand; the telephone system did not: 503: no line is free." {
			t.Errorf("%q", a.PlacedWhy)
		}
		calls := x.dialled()
		if len(calls) != 1 || calls[0] != (wire.Dial{Attempt: "a1", Agent: "asha", Number: "+12025550100", Began: calls[0].Began}) {
			t.Errorf("%+v", calls)
		}
	}
}

// No telephone rings for what was dialled with the hub away, for what stands on the log
// when a hub starts, and for nobody's number.
func TestNoTelephoneRings(t *testing.T) {
	x := &exchange{}
	p := withExchange(t, x)
	if f := p.asha.wish("late", "c", &chat.BeginAttempt{Obligation: p.owed, Began: p.hub.now(), Offline: true}); !f.OK {
		t.Fatal(f.Words)
	}
	if f := p.asha.wish("late-end", "c", p.end("late", p.hub.now(), time.Minute)); !f.OK {
		t.Fatal(f.Words)
	}
	p.deliver(chat.Event{ID: "who2", Chat: "c", Body: &chat.CustomerDescribed{Customer: chat.Customer{Contact: "rohan@example.com"}}})
	p.turn(2 * time.Hour)
	if f := p.asha.wish("nowhere", "c", &chat.BeginAttempt{Obligation: p.owed, Began: p.hub.now()}); !f.OK {
		t.Fatal(f.Words)
	}
	p.asha.sees(func(f *chat.Floor) bool {
		a, _ := f.Chat("c").Calls.Attempt("nowhere")
		return a.Placed == chat.PlacedFailed
	})
	p.again(x.on)
	p.asha.same()
	if n := len(x.dialled()); n != 0 {
		t.Errorf("%d telephones ring", n)
	}
}

// Every attempt is on the ticket of its chat, also one that comes when the chat has
// long been closed, and the ticket by rule names the call that follows from the close
// (G-FU-09, G-FU-01).
func TestAttemptsOnTheTicket(t *testing.T) {
	p := newPhone(t)
	began := p.hub.now()
	p.deliver(chat.Event{ID: "who", Chat: "c", Body: &chat.CustomerDescribed{Customer: chat.Customer{Contact: "rohan@example.com"}}})
	say := func(id chat.AttemptID, at chat.Instant) {
		t.Helper()
		for range 2 {
			if f := p.asha.wish(chat.CommandID(id)+"-end", "c", p.end(id, at, time.Minute)); !f.OK {
				t.Fatal(f.Words)
			}
		}
	}
	p.turn(3 * time.Hour)
	say("a1", began.Add(time.Minute)) // before there is a ticket
	p.deliver(closedFact("c", "end"))
	say("a3", began.Add(2*time.Hour))
	say("a2", began.Add(90*time.Minute)) // the later one was too early, as it turns out
	p.again()
	say("a2", began.Add(90*time.Minute))
	tk, err := ticket.Decode(p.asha.floor.Chat("c").Ticket)
	if err != nil || len(tk.Calls) != 3 || tk.Calls[1].ID != "a2" || tk.Calls[1].Early || !tk.Calls[2].Early {
		t.Fatalf("%+v, %v", tk.Calls, err)
	}
	for _, c := range tk.Calls {
		if c.Mail == "" || c.Unmailed != "" || c.By != "asha" {
			t.Errorf("%+v", c)
		}
	}
	saved := 0
	for _, e := range p.journal.all(t) {
		if e.Body.Kind() == chat.KindTicketSaved {
			saved++
		}
	}
	if saved != 3 {
		t.Errorf("%d versions of the ticket, want one at the close and one for each call behind it", saved)
	}
}

// A chat that a person served and nobody confirmed is owed a call when it closes, and
// the ticket that the hub writes in that moment says so (G-FU-01, G-TKT-10).
func TestTheTicketByRuleNamesItsCall(t *testing.T) {
	r := newRig(t, newJournal())
	asha := r.desk(r.agent("Asha", chat.RolePrimary))
	r.open("c")
	r.deliver(said("c", "m1", "where is my refund", chat.SpeakerCustomer))
	asha.takes("take", "c", "asha")
	r.deliver(closedFact("c", "end"))
	asha.same()
	c := asha.floor.Chat("c")
	tk, err := ticket.Decode(c.Ticket)
	if err != nil || len(c.Obligations) != 1 || len(tk.Obligations) != 1 || tk.Obligations[0] != c.Obligations[0].ID || tk.FollowUp != ticket.Yes {
		t.Errorf("owed %+v, on the ticket %q %s, %v", c.Obligations, tk.Obligations, tk.FollowUp, err)
	}
}
