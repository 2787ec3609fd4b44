package crisp

import (
	"context"
	"errors"
	"net/http"
	"time"

	"floorwalker/sync/driver/internal/rest"
)

const (
	// mostTroubles is how many conversations may be unreadable within one list or sweep
	// before that is taken for the server's trouble.
	mostTroubles = 5
	// rarest is how rarely a conversation is read again that goes on being unclear.
	rarest = 15 * time.Minute
)

// sweep reads again what was taken to be older than a call of ours, and now and then
// everything, for the stream forgets in silence.
func (d *Driver) sweep(ctx context.Context, since time.Time) error {
	d.troubles = 0
	if !d.reads() {
		return nil
	}
	if now := d.cfg.Now(); d.owed || now.Sub(d.swept) >= reconcileEvery {
		d.swept = now
		return d.list(ctx, since)
	}
	if err := d.meet(ctx); err != nil {
		return err
	}
	d.until = d.cfg.Now().Add(promptTime) // the stream goes first
	defer func() { d.until = time.Time{} }()
	for _, session := range d.unclear() {
		if !d.reads() || !d.cfg.Now().Before(d.until) {
			break // the others are looked at in a later sweep
		}
		d.looked(session)
		if err := d.reread(ctx, session); err != nil {
			return err
		}
	}
	return nil
}

// unclear returns the conversations of which something was not believed, or nothing, or
// nothing new enough, could be read. One that stays so is read more and more rarely, for
// every look costs quota.
func (d *Driver) unclear() []string {
	doubtful := make(map[string]bool)
	for _, id := range d.settler.Doubtful() {
		if session, err := sessionOf(id); err == nil {
			doubtful[session] = true
		}
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	now := d.cfg.Now()
	var all []string
	for id, s := range d.sessions {
		switch {
		case !s.thin && !s.again && !doubtful[id]:
			s.tries, s.retry = 0, time.Time{}
		case !now.Before(s.retry):
			all = append(all, id)
		}
		delete(doubtful, id)
	}
	for id := range doubtful {
		all = append(all, id)
	}
	return all
}

// looked notes that an unclear conversation is read again now.
func (d *Driver) looked(session string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if s := d.sessions[session]; s != nil {
		s.retry = d.cfg.Now().Add(min(sweepEvery<<min(s.tries, 10)-time.Second, rarest))
		s.tries++
	}
}

// troubled lets go on where only one conversation cannot be read: it must not keep all
// others from being seen. It is read again later.
func (d *Driver) troubled(ctx context.Context, session string, err error) error {
	if err == nil {
		return nil
	}
	if postponed(err) { // it is read when there is quota again
		if s := d.session(session); s != nil {
			s.again = true
		}
		return nil
	}
	if d.troubles >= mostTroubles || !aboutOne(ctx, err) {
		return d.no(err)
	}
	d.troubles++
	d.cfg.Logger.Warn("a chat of Crisp cannot be read, and is tried again", "status", statusOf(err))
	if s := d.session(session); s != nil {
		s.again = true
	}
	return nil
}

// aboutOne reports whether an error says something of one conversation and nothing of the
// server or the key.
func aboutOne(ctx context.Context, err error) bool {
	switch status := rest.Status(err); status {
	case 0:
		return ctx.Err() == nil && (errors.Is(err, errShape) || errors.Is(err, context.DeadlineExceeded))
	case http.StatusUnauthorized, http.StatusTooManyRequests, 420, http.StatusLocked, http.StatusBadGateway, http.StatusServiceUnavailable:
		return false
	default:
		return !refused(err)
	}
}
