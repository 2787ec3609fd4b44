package crisp

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/rest"
)

const (
	// promptTime is how long whoever takes in the stream waits for a read in all: every
	// live line of every chat waits behind it.
	promptTime = 800 * time.Millisecond
	// slowFor is how long nothing is read for a live event after a read that took longer.
	slowFor = 10 * time.Second
	// probeLeast is the first pause between looks whether there is quota again, where
	// Crisp goes on saying no; it doubles up to rarest.
	probeLeast = 30 * time.Second
)

// quota is what Crisp's own answers say of the calls that it lets through: our count knows
// neither the workspace's plan nor what others use of it. The zero value is ready, and it
// may be used from many goroutines.
type quota struct {
	mu sync.Mutex
	// since is when Crisp said no first, zero while it answers; next is when it is asked
	// again, and tries how often it has said no since.
	since, next time.Time
	tries       int
	// slow is until when reads take too long for a live event.
	slow time.Time
}

// told takes in what became of a call.
func (q *quota) told(now time.Time, err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch {
	case err == nil:
		q.since, q.next, q.tries = time.Time{}, time.Time{}, 0
	case !exhausted(err) || now.Before(q.next):
	default:
		if q.since.IsZero() {
			q.since = now
		}
		wait := probeLeast
		if after := patience(err); after > 0 {
			wait = after
		}
		if q.tries > 0 {
			wait = max(wait, min(probeLeast<<min(q.tries, 10), rarest))
		}
		q.tries++
		q.next = now.Add(wait)
	}
}

// late says that a read took too long.
func (q *quota) late(now time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.slow = now.Add(slowFor)
}

// may reports whether Crisp may be asked for anything, and whether it answers fast enough
// for a live event.
func (q *quota) may(now time.Time) (anything, fast bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return !now.Before(q.next), !now.Before(q.slow)
}

// out returns since when Crisp lets no calls through, zero if it does, and when it is
// asked again.
func (q *quota) out() (since, next time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.since, q.next
}

// exhausted reports whether Crisp wants to hear nothing: 420, 423 and 429 mean the same.
func exhausted(err error) bool {
	switch rest.Status(err) {
	case http.StatusTooManyRequests, 420, http.StatusLocked:
		return true
	}
	return false
}

// patience returns for how long.
func patience(err error) time.Duration {
	var e *rest.Error
	if errors.As(err, &e) {
		return e.After
	}
	return 0
}

// reads reports whether there is quota to read anything: by Crisp's word and by our count.
func (d *Driver) reads() bool {
	may, _ := d.api.quota.may(d.cfg.Now())
	s := d.health.Status()
	return may && (s.Limit == 0 || s.Used < s.Limit)
}

// promptly makes a read of Run's goroutine: not at all where there is no quota for it, and
// where live events wait behind it, for no longer than until.
func (d *Driver) promptly(ctx context.Context, read func(context.Context) error) error {
	began := d.cfg.Now()
	_, fast := d.api.quota.may(began)
	switch {
	case !d.reads():
		return errNotNow
	case d.until.IsZero():
		return read(ctx)
	case !fast || !began.Before(d.until):
		return errNotNow
	}
	brief, cancel := context.WithTimeout(ctx, d.until.Sub(began))
	defer cancel()
	err := read(brief)
	if err == nil || brief.Err() == nil || ctx.Err() != nil {
		return err
	}
	if now := d.cfg.Now(); now.Sub(began) >= promptTime/2 {
		d.api.quota.late(now)
	}
	return errors.Join(errNotNow, err)
}

// errNotNow says that nothing was read, as live events do not wait for it.
var errNotNow = errors.New("there is no time or quota to read it now")

// postponed reports whether a read is only put off.
func postponed(err error) bool { return errors.Is(err, errNotNow) || exhausted(err) }

const clockFormat = "2 Jan 15:04 UTC"

// unseen is what is not there while nothing can be read or written.
const unseen = "New chats and new lines still come at once. Not seen: what was said before in a chat that is new here, its tags and customer, " +
	"and anything that Crisp's stream leaves out. Answers, takeovers and notes may not reach Crisp."

// quotaWords says that the quota is used up, what is not seen then, and until when; empty
// while it is not.
func (d *Driver) quotaWords(s *driver.Status) string {
	seen := unseen
	if !s.State.Well() && s.State != chat.BackendCatchingUp {
		seen = "The stream is not connected either, so nothing is seen of any chat."
	}
	if since, next := d.api.quota.out(); !since.IsZero() {
		return fmt.Sprintf("The quota at Crisp is used up: Crisp has let no calls through since %s (%s), and is asked again at %s. %s",
			since.UTC().Format(clockFormat), d.counted(s), next.UTC().Format(clockFormat), seen)
	}
	if s.Limit > 0 && s.Used >= s.Limit {
		return fmt.Sprintf("The quota at Crisp is used up: all %d calls of a day are made by our count; nothing is read until %s. %s",
			s.Limit, d.health.Free().UTC().Format(clockFormat), seen)
	}
	return ""
}

// counted says that Crisp's own word is not our count.
func (d *Driver) counted(s *driver.Status) string {
	if s.Limit == 0 || s.Used >= s.Limit {
		return "its own word"
	}
	return fmt.Sprintf("its own word; here fewer than the %d of a day are counted", s.Limit)
}
