package hub

import (
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/referee"
	"floorwalker/app/ticket"
	"floorwalker/assets"
)

// crowdOf plays whole chats on a core that is killed now and then.
type crowdOf struct {
	t    testing.TB
	rng  *rand.Rand
	j    *memJournal
	cfg  Config
	core *core
	now  time.Time
	n    int
}

func newCrowdOf(t testing.TB) *crowdOf {
	c := &crowdOf{t: t, rng: rand.New(rand.NewPCG(10_000, 1)), j: newJournal(), now: time.UnixMilli(1_795_307_528_000)}
	c.cfg = Config{Journal: c.j, Edition: assets.Edition(), Weights: testWeights(t), Now: func() time.Time { return c.now }}.withDefaults()
	c.start()
	c.core.stage(chat.Event{ID: "a", Body: &chat.AgentAdded{Agent: "asha", Name: "Asha", Role: chat.RoleLead}})
	c.core.stage(chat.Event{ID: "p", Body: &chat.PresenceChanged{Agent: "asha", Presence: chat.PresenceOnline}})
	c.commit()
	return c
}

// start opens a core, as after a kill: what was staged and not committed is gone.
func (c *crowdOf) start() {
	c.t.Helper()
	c.core = newCore(&c.cfg)
	if err := c.core.load(context.Background(), nil, false); err != nil {
		c.t.Fatal(err)
	}
}

func (c *crowdOf) commit() {
	c.t.Helper()
	if _, err := c.core.commit(context.Background()); err != nil {
		c.t.Fatal(err)
	}
	c.core.at = 0
}

func (c *crowdOf) fact(id chat.ChatID, b chat.Body) {
	c.t.Helper()
	c.n++
	e := chat.Event{ID: chat.EventID(fmt.Sprint("e", c.n)), Chat: id, Body: b}
	if m, ok := b.(*chat.MessagePosted); ok {
		m.Message = chat.MessageID(e.ID)
	}
	for c.core.tick() {
		c.commit()
	}
	if _, err := c.core.fact(context.Background(), e); err != nil {
		c.t.Fatal(err)
	}
}

func (c *crowdOf) wish(id chat.ChatID, w chat.Wish) {
	c.t.Helper()
	c.n++
	for c.core.tick() {
		c.commit()
	}
	cmd := chat.Command{ID: chat.CommandID(fmt.Sprint("k", c.n)), Chat: id, By: "asha", Body: w}
	d, no := referee.Decide(c.core.floor, cmd, c.core.instant(), c.core.edition)
	if no != nil {
		c.t.Fatalf("%s of %s: %s", w.Name(), id, no.Words)
	}
	c.core.change(nil, d.Events...)
}

// end closes a chat as an agent does, with a ticket of theirs.
func (c *crowdOf) end(id chat.ChatID) {
	c.t.Helper()
	ct, form := c.core.floor.Chat(id), &c.core.edition.Form
	t := ticket.Draft(ct, c.core.instant(), form)
	t.EndReason = "no_enquiry"
	form.Follow(&t)
	form.Complete(&t)
	t.Subject, t.ByRule = "by a person", nil
	raw, err := ticket.Encode(t)
	if err != nil {
		c.t.Fatal(err)
	}
	var skipped []chat.Skip
	for _, m := range flow.Trace(ct, c.core.edition) {
		skipped = append(skipped, chat.Skip{Step: m.Step, Reason: "there was nothing to solve"})
	}
	c.wish(id, &chat.EndChat{Ticket: raw, Skipped: skipped})
}

// chat plays one chat to its end.
func (c *crowdOf) chat(id chat.ChatID) {
	c.t.Helper()
	bot := c.rng.IntN(3) > 0
	c.fact(id, &chat.ChatOpened{Bot: bot, Driver: "scripted", Channel: chat.ChannelWebsite})
	if c.rng.IntN(5) > 0 { // else somebody opens the page and goes
		c.fact(id, &chat.MessagePosted{From: chat.SpeakerCustomer, Text: "my invoice is wrong"})
	}
	if bot {
		c.fact(id, &chat.MessagePosted{From: chat.SpeakerBot, Text: "You can see it in your account."})
	}
	c.maybeKill()
	if c.core.floor.Chat(id) == nil {
		c.fact(id, &chat.ChatOpened{Bot: bot, Driver: "scripted"}) // it was never on the log
	}
	switch c.rng.IntN(4) {
	case 0: // only the bot, and the backend closes
		c.fact(id, &chat.ChatClosed{Reason: "the customer left"})
	case 1: // waits for a person who never comes
		c.fact(id, &chat.ChatQueued{Reason: "asked for a person"})
		c.now = c.now.Add(time.Duration(c.rng.IntN(600)) * time.Second)
		c.fact(id, &chat.ChatClosed{})
	case 2:
		c.serve(id)
		c.end(id)
	default:
		c.serve(id)
		c.fact(id, &chat.ChatClosed{Reason: "closed in the backend's own screen"})
	}
}

func (c *crowdOf) serve(id chat.ChatID) {
	c.t.Helper()
	if ct := c.core.floor.Chat(id); ct.Stage == chat.StageBot {
		c.fact(id, &chat.ChatQueued{Reason: "asked for a person"})
	}
	c.wish(id, &chat.AcceptChat{})
	c.wish(id, &chat.PostMessage{Text: "I have corrected your invoice."})
}

// maybeKill commits, or kills the hub before it does or after it has.
func (c *crowdOf) maybeKill() {
	c.t.Helper()
	switch c.rng.IntN(300) {
	case 0:
		c.start() // what was decided is on no disk
	case 1:
		c.commit()
		c.start()
	default:
		c.commit()
	}
}

// again has the backend say once more that a chat is over, as it does after a
// hub was killed that had not written it down.
func (c *crowdOf) again(id chat.ChatID) {
	c.t.Helper()
	ct := c.core.floor.Chat(id)
	if ct != nil && !ct.Active() {
		return
	}
	if ct == nil {
		c.fact(id, &chat.ChatOpened{Bot: true, Driver: "scripted"})
	}
	c.fact(id, &chat.ChatClosed{Reason: "the customer left"})
}

// TestEveryChatThatEndsHasATicket plays 10,000 chats (G-TKT-01, A-22): those
// that only the bot has seen, that were abandoned, closed by their agent or in
// the backend's own screen, that came back, and between which the hub was killed.
func TestEveryChatThatEndsHasATicket(t *testing.T) {
	chats := 10_000
	if raceDetector {
		chats = 1_000
	}
	c := newCrowdOf(t)
	for i := range chats {
		id := chat.ChatID(fmt.Sprint("chat-", i))
		c.chat(id)
		c.maybeKill()
		c.again(id)
		if i%500 == 499 {
			c.commit()
			if err := c.core.checkpoint(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		c.now = c.now.Add(time.Duration(c.rng.IntN(120)) * time.Second)
		if c.rng.IntN(10) == 0 { // it comes back, perhaps a day later, and ends again
			again := chat.ChatID(fmt.Sprint("chat-", c.rng.IntN(i+1)))
			c.now = c.now.Add(time.Duration(c.rng.IntN(2)) * 12 * time.Hour)
			c.fact(again, &chat.MessagePosted{From: chat.SpeakerCustomer, Text: "it is wrong again"})
			c.fact(again, &chat.ChatClosed{Reason: "the customer left"})
			c.maybeKill()
		}
	}
	c.commit()
	c.count(chats)
}

// count holds the log to what it must have.
func (c *crowdOf) count(chats int) {
	c.t.Helper()
	var (
		closed  []chat.ChatID
		tickets []ticket.Ticket
		refs    = make(map[chat.ChatID]ticket.Ref)
		people  int
	)
	form := &c.core.edition.Form
	for _, e := range c.j.all(c.t) {
		switch b := e.Body.(type) {
		case *chat.ChatClosed:
			closed = append(closed, e.Chat)
		case *chat.TicketSaved:
			k, err := ticket.Decode(b.Ticket)
			if err != nil {
				c.t.Fatal(err)
			}
			if problems := form.Problems(&k); len(problems) > 0 {
				c.t.Fatalf("the ticket of %s: %v", e.Chat, problems)
			}
			if was := refs[e.Chat]; was != "" && was != k.Ref || string(k.Ref) != b.Ref || !k.Ref.Valid() {
				c.t.Fatalf("%s has the tickets %s and %s", e.Chat, was, b.Ref)
			}
			if k.Subject == "by a person" {
				people++
			}
			refs[e.Chat] = k.Ref
			tickets = append(tickets, k)
		}
	}
	slices.Sort(closed)
	closed = slices.Compact(closed)
	if d := ticket.Compare(closed, tickets); !d.Empty() || len(refs) != chats || len(closed) != chats {
		c.t.Errorf("%d chats have ended, %d have a ticket: %+v", len(closed), len(refs), d)
	}
	if people < chats/8 {
		c.t.Errorf("only %d tickets are a person's own", people)
	}
	c.t.Logf("%d chats, %d endings with a ticket, %d of them by a person", chats, len(tickets), people)
}
