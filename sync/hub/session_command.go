package hub

import (
	"context"
	"maps"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/sync/wire"
)

// command lets the referee decide, and answers when what follows is on disk.
func (s *session) command(ctx context.Context, f *wire.Frame) {
	cmd := chat.Command{ID: f.Command, Chat: f.Chat, By: s.who.Agent, Body: f.Wish}
	if f.Wish == nil {
		s.answered(&cmd, &chat.Refusal{Code: chat.RefusedInvalid, Words: "this hub does not know the command; it may be older than the desk"})
		return
	}
	if hidden(f.Wish) {
		s.hide(ctx, &cmd)
		return
	}
	next, refusal := readPolicy(f.Wish)
	if refusal == nil {
		refusal = s.hub.attachable(f.Wish)
	}
	if refusal != nil {
		s.answered(&cmd, refusal)
		return
	}
	var decision referee.Decision
	err := s.hub.submit(ctx, input{
		decide: func(ctx context.Context, c *core) {
			if c.recorded(ctx, &cmd) {
				return
			}
			if refusal = c.textable(s.hub.drivers, &cmd); refusal != nil {
				return
			}
			decision, refusal = c.scene(c.instant()).Decide(cmd)
			c.change(next, decision.Events...)
		},
		done: func(_ *core, _ uint64, err error) {
			if err != nil && s.hub.open() {
				return
			}
			if err != nil {
				refusal = &chat.Refusal{Code: chat.RefusedNotStored, Words: "the hub could not store it; nothing was done"}
			}
			s.settle(&cmd, &decision, refusal)
		},
	})
	if err != nil {
		s.stopping(&cmd)
	}
}

// hide decides a wish that only the audit stream may know of, without a trace
// in the loop. The desk's next command is looked at when that is decided, so they
// keep their order.
func (s *session) hide(ctx context.Context, cmd *chat.Command) {
	if s.auditing.Add(1) > maxAuditing {
		s.answered(cmd, &chat.Refusal{Code: chat.RefusedBusy, Words: "too many of these at once; try again"})
		return
	}
	var (
		decision referee.Decision
		refusal  *chat.Refusal
	)
	err := s.hub.look(ctx, func(c *core) {
		decision, refusal = c.scene(c.glance()).Decide(*cmd)
	})
	if err != nil {
		s.stopping(cmd)
		return
	}
	s.settle(cmd, &decision, refusal)
}

func (s *session) stopping(cmd *chat.Command) {
	if s.hub.open() && !hidden(cmd.Body) {
		return
	}
	s.answered(cmd, &chat.Refusal{Code: chat.RefusedGone, Words: "the hub is stopping; nothing was done"})
}

// settle answers a command, after its audit fact is on disk if it has one and
// no effect that others see.
func (s *session) settle(cmd *chat.Command, d *referee.Decision, refusal *chat.Refusal) {
	fact := d.Audit
	if refusal == nil && d.Step != nil { // a step of the ladder does not wait for it
		s.hub.audit.write(*d.Step, func(error) {})
	}
	if refusal != nil || fact == nil || !s.observed(fact) {
		s.hub.metrics.decided(cmd.Body, refusal)
		s.answered(cmd, refusal)
		return
	}
	visible := fact.Kind == referee.AuditSteppedIn
	if visible { // the command's own effect does not wait for the audit
		s.hub.metrics.decided(cmd.Body, refusal)
		s.answered(cmd, nil)
	}
	s.hub.audit.write(*fact, func(err error) {
		if visible {
			return
		}
		if err != nil {
			s.unobserved(fact)
			refusal = &chat.Refusal{Code: chat.RefusedNotStored, Words: "the hub could not store it; nothing was done"}
		}
		s.answered(cmd, refusal)
	})
}

// answered ends a command.
func (s *session) answered(cmd *chat.Command, refusal *chat.Refusal) {
	if hidden(cmd.Body) {
		s.auditing.Add(-1)
	}
	s.audited(cmd, refusal)
	s.result(cmd.ID, refusal)
}

// observed keeps the list of what this desk observes; it reports whether the
// fact is news.
func (s *session) observed(f *referee.AuditFact) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.observing[f.Chat]
	if f.Kind == referee.AuditObserved {
		if s.observing == nil {
			s.observing = make(map[chat.ChatID]bool)
		}
		s.observing[f.Chat] = true
		return !was
	}
	delete(s.observing, f.Chat)
	return was
}

// unobserved takes back what observed noted, as the audit stream does not have
// it: the same wish again must be audited, not waved through.
func (s *session) unobserved(f *referee.AuditFact) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.Kind == referee.AuditObserved {
		delete(s.observing, f.Chat)
		return
	}
	s.observing[f.Chat] = true
}

// endObserving audits the end of what a desk that has gone observed.
func (s *session) endObserving() {
	s.mu.Lock()
	observing := slices.Sorted(maps.Keys(s.observing))
	clear(s.observing)
	s.mu.Unlock()
	if len(observing) == 0 {
		return
	}
	serving := make([][]chat.AgentID, len(observing))
	err := s.hub.inspect(context.Background(), func(c *core) {
		for i, id := range observing {
			serving[i] = c.serving(id)
		}
	})
	if err != nil { // the background never ends
		return
	}
	for i, id := range observing {
		// The id is not from the source of the floor's: there must be no gap.
		s.hub.audit.write(referee.AuditFact{
			ID: chat.CommandID(randomID("gone")), Kind: referee.AuditStopped, Chat: id, Agent: s.who.Agent,
			At: s.hub.now(), Serving: serving[i],
		}, func(error) {})
	}
}

// serving returns the owner of a chat and then whoever has joined it.
func (c *core) serving(id chat.ChatID) []chat.AgentID {
	ct := c.floor.Chat(id)
	if ct == nil {
		return nil
	}
	var all []chat.AgentID
	if ct.Owner != "" {
		all = append(all, ct.Owner)
	}
	return append(all, ct.Joined...)
}

func (s *session) result(id chat.CommandID, r *chat.Refusal) {
	f := wire.Frame{Kind: wire.FrameResult, Command: id, OK: r == nil}
	if r != nil {
		f.Code, f.Words = string(r.Code), r.Words
	}
	s.send(&f)
}
