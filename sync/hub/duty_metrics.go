package hub

import (
	"sync/atomic"

	"github.com/prometheus/client_golang/prometheus"

	"floorwalker/app/chat"
)

// dutyMetrics count who answers for the floor, calls and handovers. They are made
// from events that every desk has, so they tell of nobody who observes.
type dutyMetrics struct {
	cover     *prometheus.CounterVec
	attempts  *prometheus.CounterVec
	handovers *prometheus.CounterVec
	// covered is 1 while somebody answers for the floor; open counts handovers of
	// which something is not acknowledged.
	covered, open atomic.Int64
}

func newDutyMetrics(registry *prometheus.Registry) *dutyMetrics {
	vec := func(name, help string) *prometheus.CounterVec {
		return prometheus.NewCounterVec(prometheus.CounterOpts{Name: name, Help: help}, []string{"what"})
	}
	d := &dutyMetrics{
		cover:     vec("floorwalker_cover_total", "Who answers for the floor: changed, asked, accepted, declined, unanswered, break, break_alone."),
		attempts:  vec("floorwalker_attempts_total", "Attempts to phone a customer: began, and how they ended."),
		handovers: vec("floorwalker_handovers_total", "Handovers: signed, acknowledged, raised to a lead, taken by a lead."),
	}
	gauge := func(name, help string, of *atomic.Int64) prometheus.Collector {
		return prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, func() float64 { return float64(of.Load()) })
	}
	registry.MustRegister(d.cover, d.attempts, d.handovers,
		gauge("floorwalker_covered", "1 while somebody answers for the floor, 0 for NO COVER.", &d.covered),
		gauge("floorwalker_handovers_open", "Handovers of which something is not acknowledged.", &d.open))
	return d
}

// stand shows how the floor stands.
func (d *dutyMetrics) stand(f *chat.Floor) {
	covered, open := int64(0), int64(0)
	if f.Cover().Agent != "" {
		covered = 1
	}
	for _, h := range f.Handovers() {
		if h.Open() {
			open++
		}
	}
	d.covered.Store(covered)
	d.open.Store(open)
}

// committed counts an event that is on disk.
func (d *dutyMetrics) committed(e *chat.Event) {
	switch b := e.Body.(type) {
	case *chat.CoverChanged:
		d.cover.WithLabelValues("changed").Inc()
	case *chat.CoverAsked:
		d.cover.WithLabelValues("asked").Inc()
	case *chat.CoverAnswered:
		d.cover.WithLabelValues(answered(b)).Inc()
	case *chat.BreakBegan:
		what := "break"
		if b.Override != "" {
			what = "break_alone"
		}
		d.cover.WithLabelValues(what).Inc()
	case *chat.AttemptBegan:
		d.attempts.WithLabelValues("began").Inc()
	case *chat.AttemptEnded:
		d.attempts.WithLabelValues(knownOutcome(b.Attempt.Outcome)).Inc()
	case *chat.HandoverSigned:
		d.handovers.WithLabelValues("signed").Inc()
	case *chat.HandoverAcknowledged:
		d.handovers.WithLabelValues("acknowledged").Inc()
	case *chat.HandoverRaised:
		d.handovers.WithLabelValues("raised").Inc()
	case *chat.HandoverTaken:
		d.handovers.WithLabelValues("taken").Inc()
	}
}

func answered(b *chat.CoverAnswered) string {
	switch {
	case b.Accepted:
		return "accepted"
	case b.Agent == "":
		return "unanswered"
	}
	return "declined"
}

// knownOutcome is one of the few that there are, so that nobody makes up labels.
func knownOutcome(o string) string {
	for _, known := range chat.Outcomes() {
		if o == known {
			return o
		}
	}
	return chat.AttemptOther
}
