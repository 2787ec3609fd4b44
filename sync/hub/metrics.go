package hub

import (
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"floorwalker/app/chat"
)

// metrics are what an operator watches. None of them varies with who observes
// what, nor with whispers: a desk could count what it was not told of (D-03).
type metrics struct {
	registry *prometheus.Registry
	events   prometheus.Counter
	batches  prometheus.Counter
	commit   prometheus.Histogram
	commands *prometheus.CounterVec
	behind   prometheus.Counter
	frames   *prometheus.CounterVec
}

func newMetrics() *metrics {
	m := &metrics{
		registry: prometheus.NewRegistry(),
		events: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "floorwalker_events_total", Help: "Events committed to the log.",
		}),
		batches: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "floorwalker_batches_total", Help: "Atomic batches committed to the log.",
		}),
		commit: prometheus.NewHistogram(prometheus.HistogramOpts{
			Name: "floorwalker_commit_seconds", Help: "Time until a batch is on the log's disk.",
			Buckets: prometheus.ExponentialBuckets(0.0001, 2, 16),
		}),
		commands: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "floorwalker_commands_total", Help: "Commands that change the floor, by outcome.",
		}, []string{"outcome"}),
		behind: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "floorwalker_desks_behind_total", Help: "Times that a desk was too slow and read the floor anew.",
		}),
		frames: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "floorwalker_bad_frames_total", Help: "Frames or fields from desks that were skipped or refused.",
		}, []string{"why"}),
	}
	m.registry.MustRegister(m.events, m.batches, m.commit, m.commands, m.behind, m.frames)
	return m
}

// committed counts a batch by its events that everybody may see.
func (m *metrics) committed(events []committed, took time.Duration) {
	public := 0
	for i := range events {
		if !events[i].ev.Private() {
			public++
		}
	}
	if public == 0 {
		return
	}
	m.events.Add(float64(public))
	m.batches.Inc()
	m.commit.Observe(took.Seconds())
}

func (m *metrics) handler() http.Handler {
	return promhttp.HandlerFor(m.registry, promhttp.HandlerOpts{})
}

// hidden reports whether only the audit stream may know of a wish.
func hidden(w chat.Wish) bool {
	switch w.(type) {
	case *chat.Observe, *chat.StopObserving:
		return true
	}
	return false
}

// decided counts a command's outcome. Wishes to observe or to whisper are not
// counted, not even refused ones.
func (m *metrics) decided(w chat.Wish, r *chat.Refusal) {
	if _, whisper := w.(*chat.Whisper); whisper || hidden(w) {
		return
	}
	outcome := "done"
	if r != nil {
		outcome = string(r.Code)
	}
	m.commands.WithLabelValues(outcome).Inc()
}
