package hub

import (
	"github.com/prometheus/client_golang/prometheus"

	"floorwalker/app/chat"
	"floorwalker/sync/clock"
)

// owedKind returns what kind of obligation an event is about, empty if it is
// about none. It is asked before the event is folded: what has ended is gone.
func (c *core) owedKind(e *chat.Event) chat.ObligationKind {
	var id chat.ObligationID
	switch b := e.Body.(type) {
	case *chat.ObligationStarted:
		return b.Obligation.Kind
	case *chat.ObligationBreached:
		id = b.Obligation
	case *chat.ObligationEnded:
		id = b.Obligation
	default:
		return ""
	}
	ct := c.floor.Chat(e.Chat)
	if ct == nil {
		return ""
	}
	o, _ := ct.Owed(id)
	return o.Kind
}

// owed counts an event about an obligation that is on disk.
func (m *metrics) owed(e *committed) {
	if e.owed == "" {
		return
	}
	what := "started"
	switch b := e.ev.Body.(type) {
	case *chat.ObligationBreached:
		what = "breached"
	case *chat.ObligationEnded:
		what = b.How
	}
	m.obligations.WithLabelValues(string(e.owed), what).Inc()
}

// time shows what the clock says of itself.
func (m *metrics) time(c *clock.Steady) {
	m.registry.MustRegister(
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "floorwalker_time_uncertain", Help: "1 while the wall clock is behind the log, so that nobody knows for how long no hub ran.",
		}, func() float64 {
			if c.Now().Certain {
				return 0
			}
			return 1
		}),
		prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "floorwalker_wall_clock_ahead_seconds", Help: "How far the wall clock is ahead of hub time; negative where it is behind.",
		}, func() float64 { off, _ := c.Off(); return off.Seconds() }),
		prometheus.NewCounterFunc(prometheus.CounterOpts{
			Name: "floorwalker_wall_clock_moves_total", Help: "Times that the wall clock was moved while this hub ran.",
		}, func() float64 { _, moves := c.Off(); return float64(moves) }),
	)
}
