package practice

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// errNoSuchLine refuses the receipt of a line that the chat does not have yet.
var errNoSuchLine = errors.New("the chat has no such line")

// postReceipt takes up to which delivery number a customer's client has drawn every
// line, and tells the hub which of ours was the newest of them. It answers yes, also
// where that is known. The page sends one a second at most, each for all before it;
// whoever sends more reaches the log once for each line of ours and no oftener.
func (p *Practice) postReceipt(w http.ResponseWriter, r *http.Request, id chat.ChatID) {
	var in struct {
		Line int64 `json:"line"`
	}
	err := json.NewDecoder(http.MaxBytesReader(w, r.Body, MaxBody)).Decode(&in)
	if err != nil || in.Line < 1 {
		refuse(w, http.StatusBadRequest, "A receipt names the newest line that was shown, counted from 1.")
		return
	}
	switch err := p.confirm(r.Context(), id, in.Line); {
	case errors.Is(err, errNoSuchLine):
		refuse(w, http.StatusConflict, "This chat has no such line yet.")
	case err != nil:
		p.refusePut(w, err)
	default:
		w.WriteHeader(http.StatusNoContent)
	}
}

// confirm brings to the log that the customer's client has all lines up to number n.
func (p *Practice) confirm(ctx context.Context, id chat.ChatID, n int64) error {
	sink, _, err := p.running()
	if err != nil {
		return err
	}
	p.mu.Lock()
	r := p.rooms[id]
	known := r != nil && n <= r.confirmed
	p.mu.Unlock()
	if known {
		return nil
	}
	m, err := p.oursUpTo(ctx, sink, id, n)
	if err != nil || m == "" {
		return err
	}
	fact := chat.Event{
		ID: eventID(id, "delivered:"+string(m)), Chat: id,
		Body: &chat.MessageDelivered{Message: m, Delivery: chat.DeliveryDelivered},
	}
	if _, err := p.deliver(ctx, sink, id, false, fact); err != nil {
		return err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if r := p.rooms[id]; r != nil {
		r.confirmed = max(r.confirmed, n)
	}
	return nil
}

// oursUpTo returns the newest line of ours with a delivery number up to n, or "".
func (p *Practice) oursUpTo(ctx context.Context, sink driver.Sink, id chat.ChatID, n int64) (chat.MessageID, error) {
	p.mu.Lock()
	if r := p.rooms[id]; r != nil && r.tail != nil && r.tail.loaded {
		m, near, err := r.tail.oursUpTo(n)
		if near || err != nil {
			p.mu.Unlock()
			return m, err
		}
	}
	p.mu.Unlock()
	all, err := sink.Lines(ctx, id)
	switch {
	case err != nil:
		return "", fmt.Errorf("practice floor: read the chat: %w", err)
	case n > int64(len(all)):
		return "", errNoSuchLine
	}
	return newestOfOurs(all[:n]), nil
}

// oursUpTo is as for Practice. It reports false where the tail does not reach back
// to a line of ours.
func (t *tail) oursUpTo(n int64) (m chat.MessageID, near bool, err error) {
	if n > t.newest() {
		return "", true, errNoSuchLine
	}
	if n < t.first {
		return "", false, nil
	}
	m = newestOfOurs(t.lines[:n-t.first+1])
	return m, m != "" || t.first == 1, nil
}

func newestOfOurs(lines []driver.Committed) chat.MessageID {
	for i := len(lines) - 1; i >= 0; i-- {
		b, ok := lines[i].Event.Body.(*chat.MessagePosted)
		if ok && (b.From == chat.SpeakerAgent || b.From == chat.SpeakerSystem) {
			return b.Message
		}
	}
	return ""
}
