package hub

import (
	"log/slog"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

const (
	// doorFree wrong tokens from one address within doorWindow are answered at once;
	// the next after doorLeast, each further one after twice as long, up to doorMost.
	doorFree   = 5
	doorWindow = time.Minute
	doorLeast  = time.Second
	doorMost   = 30 * time.Second
	// doorAddresses is how many addresses are remembered; the one that was quiet for
	// longest is forgotten first.
	doorAddresses = 4096
	// doorWaiting is how many answers may wait at once. What comes beyond that is
	// answered at once: the hub's memory is worth more than the delay, and a token has
	// 160 random bits.
	doorWaiting = 1024
)

// door slows down whoever comes with wrong tokens, by address. A right token is let
// in at once from any address, so nobody is locked out by a neighbour behind the same
// router, or by everybody who comes through the same proxy.
type door struct {
	logger *slog.Logger
	wrongs prometheus.Counter
	slowed prometheus.Counter

	mu      sync.Mutex // guards all below
	of      map[string]*knocks
	waiting int
}

// knocks are the wrong tokens of one address.
type knocks struct {
	at   [doorFree]time.Time // when the newest came, in a ring
	n    int                 // how many there were
	step int                 // how many of them were slowed, one after another
	last time.Time           // when the newest was, or is to be, answered
}

func newDoor(logger *slog.Logger) *door {
	return &door{
		logger: logger, of: make(map[string]*knocks),
		wrongs: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "floorwalker_wrong_tokens_total", Help: "Tokens that this hub does not know.",
		}),
		slowed: prometheus.NewCounter(prometheus.CounterOpts{
			Name: "floorwalker_wrong_tokens_slowed_total", Help: "Those of them whose answer waited, because others had come from the same address before.",
		}),
	}
}

// refused counts a wrong token from an address and waits until it may be answered, or
// until off or over is closed.
func (d *door) refused(remote string, now time.Time, off, over <-chan struct{}) {
	wait, begins := d.knock(addressOf(remote), now)
	d.wrongs.Inc()
	if begins {
		d.logger.Warn("wrong tokens come from an address; answers to them wait", "address", addressOf(remote))
	}
	if wait == 0 || !d.enter() {
		return
	}
	defer d.leave()
	d.slowed.Inc()
	rest(wait, off, over)
}

// knock notes a wrong token; begins says that it is the first from there to be slowed.
func (d *door) knock(address string, now time.Time) (wait time.Duration, begins bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	k := d.of[address]
	if k == nil {
		d.forget(now)
		k = new(knocks)
		d.of[address] = k
	}
	wait = k.knock(now)
	return wait, k.step == 1
}

func (k *knocks) knock(now time.Time) (wait time.Duration) {
	slot := k.n % doorFree
	many := k.n >= doorFree && now.Sub(k.at[slot]) < doorWindow
	k.at[slot] = now
	k.n++
	switch {
	case !many && now.Sub(k.last) >= doorWindow, !many && k.step == 0:
		k.step = 0
	default:
		k.step++
		wait = min(doorMost, doorLeast<<min(k.step-1, 10))
	}
	if answered := now.Add(wait); answered.After(k.last) {
		k.last = answered
	}
	return wait
}

// forget makes room for one more address.
func (d *door) forget(now time.Time) {
	if len(d.of) < doorAddresses {
		return
	}
	quietest, since := "", now.Add(2*doorMost)
	for address, k := range d.of {
		if now.Sub(k.last) >= doorWindow {
			delete(d.of, address)
			continue
		}
		if k.last.Before(since) {
			quietest, since = address, k.last
		}
	}
	if len(d.of) >= doorAddresses {
		delete(d.of, quietest)
	}
}

func (d *door) enter() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.waiting >= doorWaiting {
		return false
	}
	d.waiting++
	return true
}

func (d *door) leave() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.waiting--
}

// addressOf returns the host of an address with a port; of IPv6 the network, because
// whoever has one address of it has all.
func addressOf(remote string) string {
	host, _, err := net.SplitHostPort(remote)
	if err != nil {
		return "unknown"
	}
	ip, err := netip.ParseAddr(host)
	if err != nil {
		return "unknown"
	}
	if ip = ip.Unmap(); ip.Is4() {
		return ip.String()
	}
	net, err := ip.WithZone("").Prefix(64)
	if err != nil {
		return "unknown"
	}
	return net.String()
}
