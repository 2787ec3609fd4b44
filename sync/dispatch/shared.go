package dispatch

import (
	"context"
	"encoding/json"
	"errors"

	"floorwalker/storage/outgoing"
	"floorwalker/sync/courier"
)

// Sent is where several hubs remember together what has left the house; sync/log
// fulfils it.
type Sent interface {
	MarkSent(ctx context.Context, key string, slip []byte) error
	// WasSent returns nil if nobody has said so.
	WasSent(ctx context.Context, key string) ([]byte, error)
}

// shared is the file of a hub that has others beside it. What is delivered is marked
// for them before it is Done here, and what one of them has marked is not sent again:
// a hub that gets the floor reads the log from where it was when it last had it, if it
// ever had.
type shared struct {
	*outgoing.Store
	sent Sent
	// holds is asked before an attempt: the disk is told of it first, and says no.
	holds func() bool
}

// errNotHolder keeps an attempt from being made.
var errNotHolder = errors.New("another hub may have the floor")

// Save implements courier.Store.
func (s shared) Save(slip courier.Slip) error {
	if slip.State != courier.Done && s.holds != nil && !s.holds() {
		return errNotHolder
	}
	if slip.State == courier.Done {
		raw, err := json.Marshal(slip)
		if err == nil {
			err = s.sent.MarkSent(context.Background(), string(slip.Key), raw)
		}
		if err != nil {
			return err
		}
	}
	return s.Store.Save(slip)
}

// Slip implements courier.Store.
func (s shared) Slip(key courier.Key) (courier.Slip, bool, error) {
	slip, ok, err := s.Store.Slip(key)
	if ok || err != nil {
		return slip, ok, err
	}
	return s.elsewhere(key)
}

// elsewhere returns the slip of what another hub has delivered.
func (s shared) elsewhere(key courier.Key) (slip courier.Slip, ok bool, err error) {
	raw, err := s.sent.WasSent(context.Background(), string(key))
	if raw == nil || err != nil {
		return slip, false, err
	}
	return slip, true, json.Unmarshal(raw, &slip)
}

// Pending implements courier.Store. What waits here and was delivered elsewhere is done.
func (s shared) Pending(f func(courier.Slip) error) error {
	var waiting []courier.Slip
	if err := s.Store.Pending(func(slip courier.Slip) error { waiting = append(waiting, slip); return nil }); err != nil {
		return err
	}
	for _, slip := range waiting {
		done, ok, err := s.elsewhere(slip.Key)
		if err == nil && ok {
			done.Order = slip.Order // its place in this file
			err = s.Store.Save(done)
		} else if err == nil {
			err = f(slip)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
