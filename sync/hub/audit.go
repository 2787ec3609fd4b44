package hub

import (
	"context"
	"encoding/json"
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
)

// auditor writes what only leads may read, on a stream and a goroutine of its
// own, so that observing changes nothing about the floor's log, not even when
// its next event is written (V-INV-01, D-03).
type auditor struct {
	journal Journal
	facts   chan auditFact
	ended   chan struct{}
}

type auditFact struct {
	fact referee.AuditFact
	done func(error)
}

func newAuditor(j Journal) *auditor {
	return &auditor{journal: j, facts: make(chan auditFact, maxInputs), ended: make(chan struct{})}
}

// write hands a fact in; done is called when it is on disk, or cannot be.
func (a *auditor) write(f referee.AuditFact, done func(error)) {
	select {
	case a.facts <- auditFact{f, done}:
	case <-a.ended:
		done(ErrStopped)
	}
}

// run writes until ctx ends, and what was handed in before that.
func (a *auditor) run(ctx context.Context) error {
	defer close(a.ended)
	for {
		select {
		case f := <-a.facts:
			f.done(a.append(f.fact))
		case <-ctx.Done():
			for {
				select {
				case f := <-a.facts:
					f.done(a.append(f.fact))
				default:
					return nil
				}
			}
		}
	}
}

func (a *auditor) append(f referee.AuditFact) error {
	line, err := json.Marshal(struct {
		ID    chat.CommandID    `json:"id"`
		Kind  referee.AuditKind `json:"kind"`
		At    chat.Instant      `json:"at"`
		Chat  chat.ChatID       `json:"chat"`
		Agent chat.AgentID      `json:"agent"`
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
