package hub

import (
	"net/http"
	"sync/atomic"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/promhttp"

	"floorwalker/app/chat"
	"floorwalker/app/report"
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
	limited  *prometheus.CounterVec
	// unchecked are lines of the bot that nobody could check any more.
	unchecked prometheus.Counter
	// obligations are started, kept, void, failed and breached ones, by kind.
	obligations *prometheus.CounterVec
	rules       *ruleMetrics
	duties      *dutyMetrics
}

// newMetrics returns those of a hub with this knowledge, which may be nil.
func newMetrics(k Knowledge) *metrics {
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
		limited: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "floorwalker_limited_total", Help: "Commands, requests and frames that were refused, because one desk sent too many.",
		}, []string{"what"}),
		unchecked: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "floorwalker_knowledge_unchecked_total", Help: "Lines of the bot that were not checked, because too many waited.",
		}),
		obligations: prometheus.NewCounterVec(prometheus.CounterOpts{
			Name: "floorwalker_obligations_total", Help: "Obligations by kind, and what became of them: started, kept, void, failed, breached.",
		}, []string{"kind", "what"}),
		rules: new(ruleMetrics),
	}
	m.registry.MustRegister(m.events, m.batches, m.commit, m.commands, m.behind, m.frames, m.limited, m.unchecked, m.obligations, m.rules)
	m.duties = newDutyMetrics(m.registry)
	if k != nil {
		m.registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{
			Name: "floorwalker_knowledge_articles", Help: "Articles that the bot's lines are checked against.",
		}, func() float64 { return float64(k.State().Articles) }))
	}
	return m
}

// count publishes the figures of the rules, if they have changed.
func (m *metrics) count(c *core) {
	if !c.counted {
		return
	}
	c.counted = false
	figures := c.figures.Figures()
	m.rules.figures.Store(&figures)
}

// ruleMetrics show the figures of the rules, which are of the whole log and not
// of this process.
type ruleMetrics struct {
	figures atomic.Pointer[[]report.RuleFigures]
}

// ruleTriggers and ruleShare describe them. They are read-only.
var (
	ruleTriggers = prometheus.NewDesc("floorwalker_rule_triggers_total",
		"Triggers of a rule on the whole log, by what became of them.", []string{"rule", "what"}, nil)
	ruleShare = prometheus.NewDesc("floorwalker_rule_dismissed_share",
		"The part of a rule's triggers that was dismissed, 0 to 1; missing where none was raised.", []string{"rule"}, nil)
)

// Describe implements prometheus.Collector.
func (r *ruleMetrics) Describe(to chan<- *prometheus.Desc) { to <- ruleTriggers; to <- ruleShare }

// Collect implements prometheus.Collector.
func (r *ruleMetrics) Collect(to chan<- prometheus.Metric) {
	figures := r.figures.Load()
	if figures == nil {
		return
	}
	for _, f := range *figures {
		rule := string(f.Rule)
		for what, n := range map[string]int{
			"raised": f.Raised, "alerts": f.Alerts, "dismissed": f.Dismissed, "confirmed": f.Confirmed, "marked": f.Marked,
		} {
			to <- prometheus.MustNewConstMetric(ruleTriggers, prometheus.CounterValue, float64(n), rule, what)
		}
		if s := f.ShareDismissed(); s.Known() {
			to <- prometheus.MustNewConstMetric(ruleShare, prometheus.GaugeValue, s.Float(), rule)
		}
	}
}

// committed counts a batch by its events that everybody may see.
func (m *metrics) committed(events []committed, took time.Duration) {
	public := 0
	for i := range events {
		if !events[i].ev.Private() {
			public++
		}
		m.owed(&events[i])
		m.duties.committed(&events[i].ev)
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
