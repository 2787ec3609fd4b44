package dispatch

import (
	"context"
	"encoding/json"
	"errors"
	"time"

	"floorwalker/sync/courier"
	"floorwalker/sync/wire"
)

// keyDial begins the keys of what is dialled.
const keyDial = "dial:"

// The waits between two tries double from dialWait.
const dialWait = 250 * time.Millisecond

var (
	errDialHook = errors.New("the policy names no telephone system, or " + SettingsName + " does not have it")
	errDialLate = errors.New("it took too long")
)

// Dial tells the webhook that the policy names that somebody wants to call, and
// returns nil when that has said yes. It tries again until ctx ends, always with one
// key, and keeps nothing: a telephone that rings an hour later is worse than none, and
// what did not work is dialled by hand. The error has words for people and no address.
func (d *Dispatcher) Dial(ctx context.Context, call wire.Dial) error {
	name := d.cfg.Edition().Policy.Dial.Hook
	d.settings.look()
	if _, ok := d.settings.hook(name); name == "" || !ok {
		return errDialHook
	}
	body, err := json.Marshal(call)
	if err != nil {
		return err
	}
	p := courier.Parcel{
		Key: courier.Key(keyDial + digest(string(call.Attempt))), Kind: courier.Webhook, To: name, Body: append(body, '\n'), Made: d.cfg.Now(),
	}
	var last error
	for wait := dialWait; ; wait *= 2 {
		if ctx.Err() != nil {
			return orLate(last)
		}
		last = d.courier.Once(ctx, p)
		var no *courier.NoError
		if last == nil || !errors.As(last, &no) || no.Final {
			return last
		}
		timer, stop := d.after(wait)
		select {
		case <-timer:
		case <-ctx.Done():
			stop()
			return orLate(last)
		}
	}
}

func orLate(err error) error {
	if err == nil {
		return errDialLate
	}
	return err
}

func (d *Dispatcher) after(wait time.Duration) (<-chan time.Time, func()) {
	if d.cfg.After != nil {
		return d.cfg.After(wait)
	}
	t := time.NewTimer(wait)
	return t.C, func() { t.Stop() }
}
