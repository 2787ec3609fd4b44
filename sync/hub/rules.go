package hub

import (
	"context"
	"fmt"
	"net/http"

	"floorwalker/app/chat"
	"floorwalker/app/report"
	"floorwalker/sync/wire"
)

// fold applies an event to the floor, and counts it if it is about a trigger.
func (c *core) fold(e *chat.Event) chat.Change {
	var held []chat.Trigger
	if ct := c.floor.Chat(e.Chat); ct != nil {
		held = ct.Triggers // a slice that is replaced, never changed
	}
	ch := c.floor.Apply(e)
	if ch.Applied && !c.restored && c.figures.Take(held, e) {
		c.counted = true
	}
	return ch
}

// adminRules says what became of the triggers of each rule, as
// [wire.RuleFigures].
func (h *Hub) adminRules(w http.ResponseWriter, r *http.Request) {
	var figures []report.RuleFigures
	if err := h.inspect(r.Context(), func(c *core) { figures = c.figures.Figures() }); err != nil {
		adminError(w, err)
		return
	}
	adminJSON(w, onWire(figures))
}

// logReader is as much of a log as is asked here.
type logReader interface {
	Read(ctx context.Context, after uint64, visit func(seq uint64, data []byte) error) error
}

// CountRules counts the same from a log on which no hub runs.
func CountRules(ctx context.Context, l logReader) ([]report.RuleFigures, error) {
	var figures report.Rules
	floor := chat.NewFloor()
	err := l.Read(ctx, 0, func(seq uint64, raw []byte) error {
		e, err := wire.DecodeEvent(raw, nil)
		if err != nil {
			return fmt.Errorf("event %d on the log: %w", seq, err)
		}
		var held []chat.Trigger
		if ct := floor.Chat(e.Chat); ct != nil {
			held = ct.Triggers
		}
		if floor.Apply(&e).Applied {
			figures.Take(held, &e)
		}
		return nil
	})
	return figures.Figures(), err
}

// onWire and offWire turn figures into what they are called over HTTP and in
// checkpoints, and back.
func onWire(figures []report.RuleFigures) []wire.RuleFigures {
	all := make([]wire.RuleFigures, len(figures))
	for i, f := range figures {
		all[i] = wire.RuleFigures(f)
	}
	return all
}

func offWire(figures []wire.RuleFigures) []report.RuleFigures {
	all := make([]report.RuleFigures, len(figures))
	for i, f := range figures {
		all[i] = report.RuleFigures(f)
	}
	return all
}
