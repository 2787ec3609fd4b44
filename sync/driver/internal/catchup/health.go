package catchup

import (
	"slices"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// Health keeps what [driver.Reporter] says. It may be used from many goroutines, and
// does not block.
type Health struct {
	now func() time.Time

	mu    sync.Mutex
	s     driver.Status
	calls []time.Time // within the window, oldest first
}

// NewHealth returns the health of a connection that was never made.
func NewHealth(now func() time.Time) *Health {
	return &Health{now: now, s: driver.Status{State: chat.BackendStarting, Since: now()}}
}

// To changes the state. Words are empty while all is well.
func (h *Health) To(state chat.BackendState, words string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.s.State != state {
		h.s.State, h.s.Since = state, h.now()
	}
	h.s.Words = words
}

// Heard says that an event came, and when the vendor says that it happened; zero if
// it does not say.
func (h *Health) Heard(happened time.Time) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.s.LastEvent = h.now()
	if !happened.IsZero() {
		h.s.Lag = max(0, h.s.LastEvent.Sub(happened))
	}
}

// Reconnected counts a connection that was made anew.
func (h *Health) Reconnected() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.s.Reconnects++
}

// Quota says how many calls the vendor allows in a window; call it before the first
// of them.
func (h *Health) Quota(limit int, window time.Duration) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.s.Limit, h.s.Window = limit, window
}

// Called counts one call; it fits rest.Client.Counted.
func (h *Health) Called() {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.s.Limit > 0 {
		h.calls = append(h.calls, h.now())
		h.forget()
	}
}

// Free returns when the oldest call leaves the window, so that there may be another; zero
// where calls are not counted, or none was made.
func (h *Health) Free() time.Time {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.forget()
	if len(h.calls) == 0 {
		return time.Time{}
	}
	return h.calls[0].Add(h.s.Window)
}

// forget drops the calls that are out of the window.
func (h *Health) forget() {
	since := h.now().Add(-h.s.Window)
	n := 0
	for n < len(h.calls) && h.calls[n].Before(since) {
		n++
	}
	h.calls = slices.Delete(h.calls, 0, n)
}

// About sets what the server says of itself, and the rights that are missing.
func (h *Health) About(version string, missing []driver.Right) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.s.Version, h.s.Missing = version, slices.Clone(missing)
}

// Status returns what people are told.
func (h *Health) Status() driver.Status {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.forget()
	s := h.s
	s.Used, s.Missing = len(h.calls), slices.Clone(h.s.Missing)
	return s
}
