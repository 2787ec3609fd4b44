package standin

import (
	"slices"
	"time"
)

const (
	// sidekiq is how long an event waits in the job queue (section 2.4).
	sidekiq = 20 * time.Millisecond
	// heldBack is how long an event that is to be swapped waits for another.
	heldBack = 400 * time.Millisecond
)

// event is one on its way to the cables.
type event struct {
	name string
	due  time.Time
	// render makes the payload when the event is sent: for those about conversations it
	// reads the row anew (app/jobs/action_cable_broadcast_job.rb).
	render func() object
}

// emit queues an event about a conversation. It runs under the lock, as the rest below.
func (s *Server) emit(name string, c *conv) {
	s.enqueue(name, func() object { return s.cableConversation(c) })
}

// emitMessage queues one about a message, which keeps what it was made with.
func (s *Server) emitMessage(name string, c *conv, m *msg) {
	now := s.cableMessage(c, m)
	if name == "message.created" && m.echo != "" {
		now["echo_id"] = m.echo
	}
	if name == "message.updated" {
		now["previous_changes"] = object{}
	}
	frozen := mustJSON(now)
	s.enqueue(name, func() object { return object{rawPayload: frozen} })
}

// payload renders the event.
func (e *event) payload() []byte {
	data := e.render()
	if raw, ok := data[rawPayload].([]byte); ok {
		return raw
	}
	return mustJSON(data)
}

// rawPayload marks a payload that was rendered before.
const rawPayload = "\x00raw"

func (s *Server) emitContact(c *customer) {
	s.enqueue("contact.updated", func() object {
		o := s.contact(c)
		o["account_id"] = accountID
		return o
	})
}

func (s *Server) emitTyping(c *conv) {
	s.enqueue("conversation.typing_on", func() object {
		return object{"conversation": s.cableConversation(c), "user": s.contact(c.customer), "is_private": false, "account_id": accountID}
	})
}

// enqueue lets the dice say what becomes of an event: at most once, or twice, or late.
func (s *Server) enqueue(name string, render func() object) {
	f := s.opts.Faults
	due := s.opts.Now().Add(sidekiq)
	if slices.Contains(s.withheld, name) {
		return
	}
	if f.Drop > 0 && s.dice.Float64() < f.Drop {
		return
	}
	times := 1
	if f.Double > 0 && s.dice.Float64() < f.Double {
		times = 2
	}
	if f.Swap > 0 && s.dice.Float64() < f.Swap {
		due = due.Add(heldBack)
	}
	for range times {
		s.queue = append(s.queue, event{name: name, due: due, render: render})
	}
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

// dispatch sends what is due, until the server is closed.
func (s *Server) dispatch() {
	for {
		wait := s.send()
		var due <-chan time.Time
		if wait > 0 {
			due = time.After(wait)
		}
		select {
		case <-s.done:
			return
		case <-s.wake:
		case <-due:
		}
	}
}

// send sends every event that is due and returns how long the next has to wait; 0 if
// there is none.
func (s *Server) send() time.Duration {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.opts.Now()
	var wait time.Duration
	rest := s.queue[:0]
	for _, e := range s.queue {
		if left := e.due.Sub(now); left > 0 {
			rest = append(rest, e)
			if wait == 0 || left < wait {
				wait = left
			}
			continue
		}
		for c := range s.cables {
			c.broadcast(e)
		}
		if s.opts.Broadcast != nil {
			s.opts.Broadcast(e.name, e.payload())
		}
	}
	s.queue = rest
	return wait
}
