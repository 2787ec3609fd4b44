package livehelperchat

import (
	"context"
	"encoding/json"
	"net/url"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/internal/settle"
)

const (
	// ratedWithin is how long after the end of a chat an answer is looked for, and
	// ratedEvery how often.
	ratedWithin = 30 * time.Minute
	ratedEvery  = 30 * time.Second
)

// askRatings looks for the answers of customers whose chat is over, or to whom the
// survey is shown. One list has all of them.
func (d *Driver) askRatings(ctx context.Context) error {
	oldest := d.unrated()
	if oldest == 0 {
		return nil
	}
	list, err := d.api.chats(ctx, "0,1,2,5", url.Values{"id_gt": {itoa(oldest - 1)}, "include_survey": {"true"}})
	if err != nil {
		return passable(err)
	}
	for i := range list {
		if err := d.rated(ctx, &list[i]); err != nil {
			return err
		}
	}
	return nil
}

// unrated returns the oldest chat of which an answer may still come, or nought if there
// is none or it was looked for just now. Chats that are over for long are forgotten.
func (d *Driver) unrated() int64 {
	now := d.cfg.Now()
	d.mu.Lock()
	defer d.mu.Unlock()
	if now.Sub(d.ratings) < ratedEvery {
		return 0
	}
	d.ratings = now
	var oldest int64
	for n, r := range d.rooms {
		if !r.mu.TryLock() {
			continue
		}
		over, awaits := !r.closed.IsZero() && now.Sub(r.closed) > ratedWithin, r.awaitsRating()
		r.mu.Unlock()
		switch {
		case over:
			delete(d.rooms, n)
		case awaits && (oldest == 0 || n < oldest):
			oldest = n
		}
	}
	return oldest
}

// awaitsRating reports whether the customer may have answered.
func (r *room) awaitsRating() bool {
	shown := r.row.Sub == subSurveyShown || r.row.Sub == subSurveyCollected || r.row.Sub == subSurveyCompleted
	return !r.rated && (shown || !r.closed.IsZero())
}

// rated tells a customer's answer once.
func (d *Driver) rated(ctx context.Context, c *chatRow) error {
	var s survey
	if len(c.Survey) == 0 || json.Unmarshal(c.Survey, &s) != nil || s.stars() == 0 {
		return nil
	}
	d.mu.Lock()
	r := d.rooms[int64(c.ID)]
	d.mu.Unlock()
	if r == nil || !r.mu.TryLock() {
		return nil
	}
	defer r.mu.Unlock()
	if r.rated {
		return nil
	}
	sink, _, err := d.running()
	if err != nil {
		return err
	}
	words := clipped(string(s.Plain1), 1000)
	if words == "" {
		words = clipped(string(s.Plain2), 1000)
	}
	err = settle.Deliver(ctx, sink, chat.Event{
		ID: r.eventID(s.ID, "rating"), Chat: r.id, Body: &chat.RatingGiven{Stars: s.stars(), Words: words},
	})
	r.rated = err == nil
	return err
}
