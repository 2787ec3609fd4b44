package fetch

import (
	"context"
	"encoding/json"
	"net/url"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

const (
	// whyTime is how long the hub's part of an explanation may take: who asks is
	// looking at the place where it will stand.
	whyTime = 5 * time.Second
	// longestWhy is the size of the longest one that is read, in bytes.
	longestWhy = 1 << 20
)

// Why returns the hub's part of why a chat has an alert, or has none (D-01). It
// waits for the answer, 5 s at most.
func (c *Client) Why(ctx context.Context, id chat.ChatID) (wire.Why, error) {
	ctx, cancel := context.WithTimeout(ctx, whyTime)
	defer cancel()
	body, err := c.get(ctx, "/why", url.Values{"chat": {string(id)}})
	if err != nil {
		return wire.Why{}, err
	}
	return decodeWhy(body)
}

// decodeWhy reads an answer. One that does not say what there is to check by is
// none, and a span of nothing is left out.
func decodeWhy(body []byte) (wire.Why, error) {
	var w wire.Why
	if len(body) > longestWhy || json.Unmarshal(body, &w) != nil || w.Knowledge.State == "" {
		return wire.Why{}, ErrNotHub
	}
	w.Verdict.Spans = slices.DeleteFunc(w.Verdict.Spans, func(s wire.WhySpan) bool { return s.From < 0 || s.From >= s.To })
	return w, nil
}
