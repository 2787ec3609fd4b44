package link

import (
	"strings"
	"time"
)

const (
	// nextHub is how long the link waits before it tries the next hub of its list,
	// times 0.5 to 1.5: long enough that a desk whose hubs all stand by costs them
	// nothing, short enough that nobody notices.
	nextHub = 100 * time.Millisecond
	// roundMax bounds the wait after all hubs were tried. One of several is expected
	// to have the floor again within seconds.
	roundMax = 2 * time.Second
)

// Hubs returns the addresses of a list that is separated by commas; there is always
// one, which may be empty.
func Hubs(list string) []string {
	var hubs []string
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one != "" {
			hubs = append(hubs, one)
		}
	}
	if len(hubs) == 0 {
		return []string{""}
	}
	return hubs
}

// Hub is the address of the hub that the present connection is to, or the next
// attempt will be. Whatever else is asked of a hub is asked of this one. Any
// goroutine may call it.
func (l *Link) Hub() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.hubs[l.at]
}

// turn goes on to the next hub of the list and returns for how long to wait before
// that. A hub that has just lost its floor stands by like any other, so the next is
// tried first, whatever ended the connection.
func (l *Link) turn() time.Duration {
	if len(l.hubs) == 1 {
		return l.backoff.Next()
	}
	if !l.liveSince.IsZero() {
		l.failed = 0
	}
	l.failed++
	l.mu.Lock()
	l.at = (l.at + 1) % len(l.hubs)
	l.mu.Unlock()
	if l.failed%len(l.hubs) != 0 {
		return time.Duration(float64(nextHub) * (0.5 + l.cfg.Random()))
	}
	return min(l.backoff.Next(), roundMax)
}
