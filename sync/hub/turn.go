package hub

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"floorwalker/app/chat"
	"floorwalker/sync/clock"
	"floorwalker/sync/wire"
)

// ErrNoHand says that the hub's clock is the world's, and is turned by nobody.
var ErrNoHand = errors.New("the clock of this floor cannot be turned: it is no practice floor with a practice clock")

// turnKey is the credential under which a log keeps how far its practice clock was
// turned: without that a hub started again would stand behind its own log.
const turnKey = "practice-clock"

// turnMark is what is kept there.
type turnMark struct {
	Turned time.Duration `json:"turned_ns"`
}

// TurnedBy returns how far the practice clock of a log was turned.
func TurnedBy(ctx context.Context, j Journal) (time.Duration, error) {
	creds, err := j.Credentials(ctx)
	if err != nil {
		return 0, fmt.Errorf("reading how far the practice clock was turned: %w", err)
	}
	var m turnMark
	if raw := creds[turnKey]; raw != nil && json.Unmarshal(raw, &m) != nil {
		return 0, fmt.Errorf("how far the practice clock was turned cannot be read: %q", raw)
	}
	return max(m.Turned, 0), nil
}

// mostSteps is how many instants at which something is due one turn stops at. What
// is beyond that comes at once, as after a hub was away.
const mostSteps = 20_000

// Turn lets d pass at once on a hub with a [Config.Hand]: from one instant at which
// something is due to the next, as if the hub had been awake. When it returns, all
// that was due by then is on the log, and the desks have been told the time. It
// fails with ErrNoHand where there is no hand, and with [clock.ErrTurn] for what no
// clock is turned by.
func (h *Hub) Turn(ctx context.Context, d time.Duration) error {
	if h.cfg.Hand == nil {
		return ErrNoHand
	}
	h.turning.Lock()
	defer h.turning.Unlock()
	if d <= 0 || d > clock.MostTurned {
		return clock.ErrTurn
	}
	// Kept first: a log must not have come to a time that a next hub is behind.
	raw, err := json.Marshal(turnMark{Turned: h.cfg.Hand.By() + d})
	if err != nil {
		return err
	}
	if err := h.cfg.Journal.PutCredential(ctx, turnKey, raw); err != nil {
		return fmt.Errorf("keeping how far the practice clock is turned: %w", err)
	}
	h.cfg.Logger.Warn("the practice clock is turned forward; everything on this floor is later by that",
		slog.Duration("by", d), slog.Duration("in_all", h.cfg.Hand.By()+d))
	err = h.turnTo(ctx, h.cfg.Hand.By()+d)
	h.sessions.each(func(s *session) { s.send(h.tellTime(&wire.Frame{Kind: wire.FramePong, Sent: wire.Unasked})) })
	return err
}

// turnTo turns the hand in steps, each of which ends where something is due.
func (h *Hub) turnTo(ctx context.Context, end time.Duration) error {
	for n := 0; ; n++ {
		// What is due is decided before the next step, and before the first.
		if err := h.ask(ctx, func(context.Context, *core) {}, nil); err != nil {
			return err
		}
		left := end - h.cfg.Hand.By()
		if left <= 0 {
			return nil
		}
		step := left
		err := h.look(ctx, func(c *core) {
			if len(c.dues) > 0 && n < mostSteps {
				step = min(left, max(c.dues[0].at.Sub(c.glance()), time.Millisecond))
			}
		})
		if err != nil {
			return err
		}
		if err := h.cfg.Hand.Turn(step); err != nil {
			return err
		}
	}
}

// turnedNow returns hub time, and how far the practice clock had been turned then.
func (h *Hub) turnedNow() (now clock.Time, by time.Duration) {
	if h.cfg.Hand == nil {
		return h.core.clock.Now(), 0
	}
	for {
		by = h.cfg.Hand.By()
		if now = h.core.clock.Now(); by == h.cfg.Hand.By() {
			return now, by
		}
	}
}

// turnMetric shows how far the practice clock was turned.
func turnMetric(hand *clock.Hand) prometheus.Collector {
	return prometheus.NewGaugeFunc(prometheus.GaugeOpts{
		Name: "floorwalker_practice_clock_turned_seconds", Help: "How far the practice clock was turned forward in all.",
	}, func() float64 { return hand.By().Seconds() })
}

// PracticeTime is what POST /practice-time answers.
type PracticeTime struct {
	// Turned is how far the clock was turned in all, in seconds; Now is hub time.
	Turned float64      `json:"turned_s"`
	Now    chat.Instant `json:"now"`
}

// adminTurn turns the practice clock by ?by=, such as 8h.
func (h *Hub) adminTurn(w http.ResponseWriter, r *http.Request) {
	d, err := time.ParseDuration(r.URL.Query().Get("by"))
	if err != nil {
		http.Error(w, "by is a time such as 8h or 90m", http.StatusBadRequest)
		return
	}
	switch err := h.Turn(r.Context(), d); {
	case errors.Is(err, ErrNoHand):
		http.Error(w, err.Error(), http.StatusConflict)
	case errors.Is(err, clock.ErrTurn):
		http.Error(w, err.Error(), http.StatusBadRequest)
	case err != nil:
		adminError(w, err)
	default:
		now, by := h.turnedNow()
		adminJSON(w, PracticeTime{Turned: by.Seconds(), Now: now.At})
	}
}
