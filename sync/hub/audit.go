package hub

import (
	"context"
	"encoding/json"
	"fmt"
	"sync"
	"time"

	"floorwalker/app/referee"
)

// auditor writes what only leads may read, on a stream and a goroutine of its
// own, so that observing changes nothing about the floor's log, not even when
// its next event is written (V-INV-01, D-03).
type auditor struct {
	journal Journal
	news    chan struct{} // holds a value while facts may wait
	ears    ears

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

// run writes until ctx ends. What is handed in after that waits for close.
func (a *auditor) run(ctx context.Context) error {
	for {
		select {
		case <-a.news:
			a.flush(context.Background(), false)
		case <-ctx.Done():
			return nil
		}
	}
}

// closeTime bounds how long the last facts may delay the end of the hub.
const closeTime = 2 * time.Second

// close writes what waits and lets nobody hand in more.
func (a *auditor) close() {
	ctx, cancel := context.WithTimeout(context.Background(), closeTime)
	defer cancel()
	a.flush(ctx, true)
}

// flush writes what waits; the last one lets nobody hand in more.
func (a *auditor) flush(ctx context.Context, last bool) {
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
			f.done(a.append(ctx, f.fact))
		}
		a.ears.wake()
	}
}

func (a *auditor) append(ctx context.Context, f referee.AuditFact) error {
	line, err := json.Marshal(f)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, commitTime)
	defer cancel()
	if err := a.journal.Audit(ctx, line); err != nil {
		return fmt.Errorf("writing the audit stream: %w", err)
	}
	return nil
}
