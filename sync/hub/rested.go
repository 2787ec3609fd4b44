package hub

import (
	"context"
	"strconv"
	"time"
)

// restedKey is the journal's credential that says how far the log was when a hub last
// ended with nothing on its way to a backend. Up to there nothing can be missing at one.
const restedKey = "rested"

// restTime is how long writing it may take; a hub that ends waits for nothing longer.
const restTime = 2 * time.Second

// rest writes down that everything on the log was told. It is called when the loop and
// all calls have ended, and not where an answer came too late to be told.
func (h *Hub) rest() {
	if h.effects.lost.Load() {
		return
	}
	ctx, cancel := context.WithTimeout(context.Background(), restTime)
	defer cancel()
	if err := h.cfg.Journal.PutCredential(ctx, restedKey, strconv.AppendUint(nil, h.core.seq, 10)); err != nil {
		h.cfg.Logger.Warn("that nothing is missing at a backend was not kept, so the next start asks people to look", "error", err)
	}
}

// restedAt returns how far; 0 if no hub ended so.
func restedAt(creds map[string][]byte) uint64 {
	n, err := strconv.ParseUint(string(creds[restedKey]), 10, 64)
	if err != nil {
		return 0
	}
	return n
}
