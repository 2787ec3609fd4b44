package courier

import (
	"context"
	"errors"
	"fmt"
)

// A NoError says why one attempt did not work.
type NoError struct {
	// Final says that another attempt would not either.
	Final bool
	Words string
}

// Error implements error.
func (e *NoError) Error() string { return e.Words }

// Once makes one attempt at a webhook, now and past all queues, and keeps nothing of
// it: it is for what is worse late than never. Nil means that the receiver has said
// yes. The error is a [*NoError], or that of [Parcel.Validate]. Whoever tries again
// does so with the same key, by which the receiver tells a copy.
func (c *Courier) Once(ctx context.Context, p Parcel) error {
	if err := p.Validate(); err != nil {
		return err
	}
	if p.Kind != Webhook {
		return invalid("only a webhook can be tried once")
	}
	ctx, cancel := context.WithTimeout(ctx, c.cfg.Timeout)
	defer cancel()
	v := c.post(ctx, &p)
	if errors.Is(ctx.Err(), context.DeadlineExceeded) && v.status == 0 {
		v.words = "no answer in time"
	}
	c.cfg.Log.Info("courier: at once", "key", p.Key, "state", v.state, "status", v.status)
	if v.state == Done {
		return nil
	}
	if v.status != 0 {
		v.words = clean(fmt.Sprintf("%d: %s", v.status, v.words))
	}
	return &NoError{Final: v.state == Undeliverable, Words: v.words}
}
