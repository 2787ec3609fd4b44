package practice

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"floorwalker/app/chat"
)

// maxWords is the length of what a customer may add to a rating, in bytes.
const maxWords = 2000

// rating is what a customer was asked and what they answered. It is guarded by
// Practice.mu, and forgotten with the room: the answer is on the log.
type rating struct {
	style   string
	claim   chat.EventID
	stars   int // 0 before the answer
	version int // counts changes
}

// String is what a customer's client is told.
func (r rating) String() string {
	b, err := json.Marshal(struct {
		Style string `json:"style"`
		Given int    `json:"given,omitempty"`
	}{r.style, r.stars})
	if err != nil {
		return "{}" // it cannot: there is a string and a number
	}
	return string(b)
}

// AskRating implements [driver.Rater]: the page shows stars or smileys, and a
// simulated customer answers after a moment if the script says what. A customer is
// asked once (V-RATE-01, A-55).
func (p *Practice) AskRating(ctx context.Context, id chat.ChatID, style string, claim chat.EventID) error {
	p.mu.Lock()
	r := p.room(id)
	asked := r.rating.claim != ""
	if !asked {
		r.rating = rating{style: style, claim: claim, version: 1}
		r.stirStreams()
	}
	p.mu.Unlock()
	if asked {
		return nil
	}
	if s, _ := p.scenario(id); s != nil && s.Rating > 0 {
		p.spawn(func(ctx context.Context) {
			think := newDice(p.opts.Seed, string(id)+"/rating").between(3*time.Second, 8*time.Second)
			if p.sleep(ctx, think) == nil {
				// Also when they have left the room: they rate on their way home.
				_ = p.insist(ctx, id, false, rated(id, s.Rating, ""))
			}
		})
	}
	return ctx.Err()
}

var (
	// errNotAsked refuses a rating that nobody has asked for.
	errNotAsked = errors.New("nobody has asked for a rating")
	// errRated refuses a second one.
	errRated = errors.New("the chat has a rating")
)

// giveRating brings a customer's answer to the log.
func (p *Practice) giveRating(ctx context.Context, id chat.ChatID, stars int, words string) error {
	sink, _, err := p.running()
	if err != nil {
		return err
	}
	p.mu.Lock()
	r := p.rooms[id]
	switch {
	case r == nil || r.rating.claim == "":
		err = errNotAsked
	case r.rating.stars > 0:
		err = errRated
	}
	p.mu.Unlock()
	if err != nil {
		return err
	}
	if _, err = p.deliver(ctx, sink, id, false, rated(id, stars, words)); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	r.rating.stars = stars
	r.rating.version++
	r.stirStreams()
	return nil
}

// postRating takes what the customer thinks.
func (p *Practice) postRating(w http.ResponseWriter, r *http.Request, id chat.ChatID) {
	var in struct {
		Stars int    `json:"stars"`
		Words string `json:"words"`
	}
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, MaxBody)).Decode(&in)
	if in.Words = clean(in.Words); err == nil && (in.Stars < 1 || in.Stars > 5 || len(in.Words) > maxWords) {
		err = fmt.Errorf("%d stars, %d bytes", in.Stars, len(in.Words))
	}
	if err != nil {
		refuse(w, http.StatusBadRequest, "A rating is 1 to 5 stars, and a few words.")
		return
	}
	switch err := p.giveRating(r.Context(), id, in.Stars, in.Words); {
	case errors.Is(err, errNotAsked):
		refuse(w, http.StatusConflict, "Nobody has asked for a rating of this chat.")
	case errors.Is(err, errRated):
		refuse(w, http.StatusConflict, "You have rated this chat already.")
	case err != nil:
		p.refusePut(w, err)
	default:
		answer(w, http.StatusAccepted, struct {
			Stars int `json:"stars"`
		}{in.Stars})
	}
}
