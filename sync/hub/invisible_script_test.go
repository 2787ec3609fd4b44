package hub

import (
	"context"
	"fmt"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/record"
)

// play makes random steps until the log holds so many events, or so many steps
// if that is given.
func (s *stage) play(events, steps int) {
	s.t.Helper()
	for i := range playChats { // everybody is there before anybody looks
		s.lines.post(i, chat.SpeakerCustomer, "hello", 0)
	}
	s.aside()
	s.flush()
	for steps == 0 && s.journal.Last() < uint64(events) || s.steps < steps {
		s.step()
	}
	s.over.Store(true)
	for i := range playChats { // what a stream ends with is a line
		s.lines.post(i, chat.SpeakerCustomer, "goodbye", 0)
	}
	// Whatever draws ids draws the next one, and it is seen.
	if _, err := s.hub.AddAgent(context.Background(), "Late", chat.RoleBackup); err != nil {
		s.t.Fatal(err)
	}
	s.flush()
}

// step lets some things happen and then lets the desks be written to, so that
// one frame may hold several commits.
func (s *stage) step() {
	s.t.Helper()
	s.steps++
	for range 1 + s.rng.IntN(3) {
		ahead := time.Duration(s.rng.IntN(2500)) * time.Millisecond
		s.tick(ahead)
		s.glance()
		if s.rng.IntN(4) == 0 { // somebody corrects the hub's clock
			s.tick(-ahead)
		}
		s.act()
	}
	if s.steps%100 == 10 {
		s.burst(maxInputs - 1)
	}
	s.flush()
}

// flush writes to every desk that serves, and checks its heartbeat.
func (s *stage) flush() {
	s.t.Helper()
	s.quiet()
	for _, d := range s.served {
		d.beat()
	}
	if s.steps%50 == 0 { // a silent desk would be disconnected
		for _, o := range s.others {
			sendFrame(s.t, o.conn, pingFrame())
		}
	}
}

// observers are the colleagues who look: all of them, or the lead alone.
func (s *stage) observers() []*colleague {
	if s.leads {
		return s.others[len(s.others)-1:]
	}
	return s.others
}

// glance lets an observer look, or look away, or at what is not there.
func (s *stage) glance() {
	s.t.Helper()
	if !s.on || s.eyes.IntN(3) != 0 {
		return
	}
	eyes := s.observers()
	o := eyes[s.eyes.IntN(len(eyes))]
	in := playChat(s.eyes.IntN(playChats))
	switch s.eyes.IntN(20) {
	case 0:
		in = "nowhere"
	case 1, 2:
		in = quiet
	}
	var w chat.Wish = &chat.Observe{}
	if s.eyes.IntN(3) == 0 {
		w = &chat.StopObserving{}
	}
	o.look(chat.CommandID(fmt.Sprintf("look-%d", len(o.sent))), in, w)
}

var playWords = []string{
	"hello", "where is my order", "this is useless", "I want a refund now", "a person please",
	"thank you", "it still does not work", "I will call my bank", "yes", "no, that is wrong",
}

// act makes one thing happen. What happens depends on the seed alone.
func (s *stage) act() {
	s.t.Helper()
	i, words := s.rng.IntN(playChats), playWords[s.rng.IntN(len(playWords))]
	d, o := s.served[s.rng.IntN(len(s.served))], s.others[s.rng.IntN(len(s.others))]
	confidence, what := s.rng.Float64(), s.rng.IntN(100)
	in := playChat(i)
	id := chat.CommandID(fmt.Sprintf("cmd-%d-%d", s.steps, s.rng.Uint32()))
	switch {
	case confidence < 0.14:
		s.duty(id, i, words, d)
	case confidence < 0.25:
		s.teamWork(id, i, words, confidence < 0.2, d)
	case what < 25:
		s.lines.post(i, chat.SpeakerCustomer, words, 0)
	case what < 38:
		s.lines.post(i, chat.SpeakerBot, words, confidence)
	case what < 65:
		s.serve(id, in, what, words, d)
	case what < 68:
		o.wish(id, in, &chat.TakeOver{Reason: "a better answer is needed"})
	case what < 73:
		o.whisper(id, i, words)
	case what < 94:
		if own, ok := s.chatOf(d.agent, i); ok && what >= 78 && what < 83 {
			in = own // else hardly anything would be offered
		}
		s.climb(id, in, what, words, d, o)
	case what < 96:
		s.fact(chat.Event{ID: chat.EventID(id), Chat: in, Body: &chat.TriggerRaised{Trigger: chat.Trigger{
			Rule: "asked_for_human", Version: 1, Tier: chat.TierImmediate, Level: chat.LevelAlert, RaisedAt: chat.Instant(s.clock.Load()),
		}}})
	case what < 97:
		s.fact(chat.Event{ID: chat.EventID(id), Chat: in, Body: &chat.ChatQueued{Queue: "support", Reason: "asked for a person"}})
	case what < 98:
		s.fact(closedFact(in, string(id)))
	default:
		s.burst(2 + s.rng.IntN(20))
	}
	s.quiet()
}

// teamWork is what shifts are made of, or what several people do together.
func (s *stage) teamWork(id chat.CommandID, i int, words string, shift bool, d *servedDesk) {
	s.t.Helper()
	if shift {
		s.shiftWork(id, i, d)
		return
	}
	s.together(id, i, words, d)
}

// serve has an agent do what their work is.
func (s *stage) serve(id chat.CommandID, in chat.ChatID, what int, words string, d *servedDesk) {
	s.t.Helper()
	switch {
	case what < 44:
		d.wish(id, in, &chat.PostMessage{Text: words})
	case what < 48:
		s.mark(id, in, d)
	case what < 51:
		d.wish(id, in, &chat.PostNote{Text: words})
	case what < 58:
		d.wish(id, in, &chat.TakeOver{Reason: "the bot repeats itself"})
	case what < 61:
		d.wish(id, in, &chat.AcceptChat{})
	case what < 63:
		d.wish(id, in, &chat.AcknowledgeAlert{Rule: s.rule(in)})
	default:
		d.wish(id, in, &chat.DismissTrigger{Rule: s.rule(in), Reason: "it was a joke"})
	}
}

// wisher is whoever may wish: an agent who serves, or a colleague.
type wisher interface {
	wish(id chat.CommandID, in chat.ChatID, w chat.Wish)
}

var playTags = []string{"refund", "late", "angry"}

// climb makes a step of the ladder happen, or a change of tags and shelves.
func (s *stage) climb(id chat.CommandID, in chat.ChatID, what int, words string, d *servedDesk, o *colleague) {
	s.t.Helper()
	either, tag := wisher(d), playTags[s.rng.IntN(len(playTags))]
	if s.rng.IntN(2) == 0 {
		either = o
	}
	agents := []chat.AgentID{"asha", "meera", "ben-0", "ben-1", "ben-2"}
	to := agents[s.rng.IntN(len(agents))]
	switch {
	case what < 76:
		either.wish(id, in, &chat.Join{})
	case what < 78:
		either.wish(id, in, &chat.Leave{Reason: "lunch"})
	case what < 80:
		d.wish(id, in, &chat.Forward{To: to, Reason: chat.ForwardExpertise, Note: "asks about an order of last week"})
		s.reply(id+"-answer", in)
	case what < 81:
		d.wish(id, in, &chat.Forward{Queue: "Billing", Reason: chat.ForwardOther, Note: "asks about an order of last week"})
	case what < 83:
		d.wish(id, in, &chat.Invite{To: to, Note: "please have a look at the order"})
		s.reply(id+"-answer", in)
	case what < 87:
		s.reply(id, in)
	case what < 88:
		d.wish(id, in, &chat.Whisper{To: s.owner(in), Text: words}) // from one who serves to the other
	case what < 90:
		d.wish(id, in, &chat.AddTag{Tag: tag})
	case what < 91:
		d.wish(id, in, &chat.RemoveTag{Tag: tag})
	case what < 92:
		d.wish(id, in, &chat.EndChat{Reason: "all is said"})
	default:
		raw := s.books[d.agent].write("r"+recordID(s.rng.IntN(9)), words)
		d.wish(id, "", &chat.SaveRecord{Shelf: chat.ShelfCanned, Version: raw})
	}
}

// reply has somebody answer an offer, if there is one.
func (s *stage) reply(id chat.CommandID, in chat.ChatID) {
	s.t.Helper()
	n, how := s.rng.IntN(8), s.rng.IntN(12)
	offers := s.offers(in)
	if len(offers) == 0 {
		return
	}
	offer := offers[n%len(offers)]
	switch {
	case how == 0:
		s.wisher(offer.From).wish(id, in, &chat.WithdrawOffer{Offer: offer.ID})
	case how == 1:
		s.wisher(offer.To).wish(id, in, &chat.DeclineOffer{Offer: offer.ID, Reason: "in a call right now"})
	case how < 5:
		s.wisher(offer.To).wish(id, in, &chat.AcceptOffer{Offer: offer.ID})
	default: // nobody answers, and it comes back by itself
	}
}

// wisher returns an agent; for a team's offer that is the first colleague.
func (s *stage) wisher(id chat.AgentID) wisher {
	for _, d := range s.served {
		if d.agent == id {
			return d
		}
	}
	for _, o := range s.others {
		if o.agent == id {
			return o
		}
	}
	return s.others[0]
}

func recordID(n int) record.ID { return record.ID(fmt.Sprint(n)) }

// rule returns a rule that holds in the chat, or one that does not.
func (s *stage) rule(in chat.ChatID) (rule chat.RuleID) {
	s.t.Helper()
	rule = "none"
	err := s.hub.ask(context.Background(), func(_ context.Context, c *core) {
		if ct := c.floor.Chat(in); ct != nil && len(ct.Triggers) > 0 {
			rule = ct.Triggers[0].Rule
		}
	}, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	return rule
}

func (s *stage) fact(e chat.Event) {
	s.t.Helper()
	if _, err := s.sink.Deliver(context.Background(), e); err != nil {
		s.t.Fatal(err)
	}
}

// burst lets n facts wait while the loop is busy, so that they become one
// batch, and lets the observers ask while they wait.
func (s *stage) burst(n int) {
	s.t.Helper()
	busy, release := make(chan struct{}), make(chan struct{})
	free := sync.OnceFunc(func() { close(release) })
	s.hand(func(context.Context, *core) { close(busy); <-release })
	<-busy
	var asked []*colleague
	if s.on {
		for _, o := range s.observers() {
			o.command(chat.CommandID(fmt.Sprintf("look-%d", len(o.sent))), playChat(0), &chat.Observe{})
			asked = append(asked, o)
			if s.leak.queued != nil {
				s.leak.queued(s)
			}
		}
	}
	for k := range n {
		if len(s.hub.inputs) == cap(s.hub.inputs) {
			free() // only where a leak took a place
		}
		id := fmt.Sprintf("burst-%d-%d-%d", s.steps, k, s.rng.Uint32())
		e := said(playChat(k%playChats), id, playWords[k%len(playWords)], chat.SpeakerCustomer)
		s.hand(func(ctx context.Context, c *core) {
			if _, err := c.fact(ctx, e); err != nil {
				s.t.Error(err)
			}
		})
	}
	free()
	for _, o := range asked {
		o.looked(playChat(0), &chat.Observe{}, o.answer())
	}
	s.quiet()
}

// hand submits an input without waiting for what becomes of it.
func (s *stage) hand(decide func(context.Context, *core)) {
	s.t.Helper()
	if err := s.hub.submit(context.Background(), input{decide: decide, done: func(*core, uint64, error) {}}); err != nil {
		s.t.Fatal(err)
	}
}
