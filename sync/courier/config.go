package courier

import (
	"context"
	"crypto/x509"
	"errors"
	"log/slog"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"time"
)

// What a Config means where it says nothing.
const (
	DefaultTimeout        = 30 * time.Second
	DefaultPerDestination = 4
	DefaultTotal          = 16
)

// A Config is what a courier is given. Its functions are called from several
// goroutines and must not block.
type Config struct {
	// Store is the disk. It is required.
	Store Store
	// Now is the clock. It is required.
	Now func() time.Time
	// After returns a channel that is sent to after d, and a function that
	// releases it; nil means a time.Timer.
	After func(d time.Duration) (<-chan time.Time, func())
	// Random returns numbers in [0, 1) for the backoff; nil means math/rand.
	Random func() float64

	// Hook returns the webhook of a name as it is now; false if there is none,
	// which is a failed attempt. nil knows none.
	Hook func(name string) (Hook, bool)
	// Relay returns the mail server as it is now; false if there is none.
	Relay func() (Relay, bool)

	// Dial opens connections; nil means a net.Dialer.
	Dial func(ctx context.Context, network, address string) (net.Conn, error)
	// Proxy is for webhooks over https, as in http.Transport; nil means none.
	Proxy func(*http.Request) (*url.URL, error)
	// Roots are the authorities that vouch for the receivers; nil means the
	// system's.
	Roots *x509.CertPool
	// Timeout bounds one attempt, from dialling to the last byte of the answer.
	// Zero means DefaultTimeout.
	Timeout time.Duration
	// PerDestination and Total bound the attempts at a time. Zero means the
	// defaults.
	PerDestination, Total int

	// Log is told of attempts, without addresses, bodies and answers; nil means
	// nobody is.
	Log *slog.Logger
	// Changed is told each slip that has changed, in order. Like Trouble, it is
	// called with the courier locked: it must not call the courier.
	Changed func(Slip)
	// Trouble is told what the disk could not do, as a *StoreError. The courier
	// goes on, and tries again after DiskPause.
	Trouble func(error)
}

// DiskPause is how long nothing departs after the disk could not save.
const DiskPause = 10 * time.Second

// longestNap bounds one sleep of Run. A timer counts the time that the machine
// is awake, and wall clocks are moved: so the due times are looked at again.
const longestNap = time.Minute

func (c Config) withDefaults() (Config, error) {
	if c.Store == nil || c.Now == nil {
		return c, errors.New("courier: a Config needs a Store and Now")
	}
	if c.After == nil {
		c.After = func(d time.Duration) (<-chan time.Time, func()) {
			t := time.NewTimer(d)
			return t.C, func() { t.Stop() }
		}
	}
	if c.Random == nil {
		c.Random = rand.Float64
	}
	if c.Hook == nil {
		c.Hook = func(string) (Hook, bool) { return Hook{}, false }
	}
	if c.Relay == nil {
		c.Relay = func() (Relay, bool) { return Relay{}, false }
	}
	if c.Dial == nil {
		c.Dial = new(net.Dialer).DialContext
	}
	if c.Timeout <= 0 {
		c.Timeout = DefaultTimeout
	}
	if c.PerDestination <= 0 {
		c.PerDestination = DefaultPerDestination
	}
	if c.Total <= 0 {
		c.Total = DefaultTotal
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.Changed == nil {
		c.Changed = func(Slip) {}
	}
	if c.Trouble == nil {
		c.Trouble = func(error) {}
	}
	return c, nil
}
