package hub

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
)

// auditor writes what only leads may read, on a stream and a goroutine of its
// own, so that observing changes nothing about the floor's log, not even when
// its next event is written (V-INV-01, D-03).
type auditor struct {
	journal Journal
	news    chan struct{} // holds a value while facts may wait

	mu    sync.Mutex // guards all below
	facts []auditFact
	over  bool
}

type auditFact struct {
	fact referee.AuditFact
	done func(error)
}

func newAuditor(j Journal) *auditor {
	return &auditor{journal: j, news: make(chan struct{}, 1)}
}

// write hands a fact in; done is called when it is on disk, or cannot be. It
// never waits: the loop calls it, and must not be slower for being watched.
// What waits is bounded by what each session may have under way.
func (a *auditor) write(f referee.AuditFact, done func(error)) {
	a.mu.Lock()
	over := a.over
	if !over {
		a.facts = append(a.facts, auditFact{f, done})
	}
	a.mu.Unlock()
	if over {
		done(ErrStopped)
		return
	}
	select {
	case a.news <- struct{}{}:
	default:
	}
}

// run writes until ctx ends, and what was handed in before that.
func (a *auditor) run(ctx context.Context) error {
	for {
		select {
		case <-a.news:
			a.flush(false)
		case <-ctx.Done():
			a.flush(true)
			return nil
		}
	}
}

// flush writes what waits; the last one lets nobody hand in more.
func (a *auditor) flush(last bool) {
	for {
		a.mu.Lock()
		facts := a.facts
		a.facts = nil
		a.over = a.over || last
		a.mu.Unlock()
		if len(facts) == 0 {
			return
		}
		for _, f := range facts {
			f.done(a.append(f.fact))
		}
	}
}

func (a *auditor) append(f referee.AuditFact) error {
	line, err := json.Marshal(struct {
		ID      chat.CommandID    `json:"id"`
		Kind    referee.AuditKind `json:"kind"`
		At      chat.Instant      `json:"at"`
		Chat    chat.ChatID       `json:"chat"`
		Agent   chat.AgentID      `json:"agent"`
		Serving []chat.AgentID    `json:"serving,omitempty"`
	}(f))
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), commitTime)
	defer cancel()
	if err := a.journal.Audit(ctx, line); err != nil {
		return fmt.Errorf("writing the audit stream: %w", err)
	}
	return nil
}
