package station

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/clock"
	"floorwalker/sync/driver"
)

// Options say what a station consists of.
type Options struct {
	// Dir is the data folder; it is made if missing.
	Dir string
	// NATS is the URL of an existing cluster; empty means the embedded log.
	NATS string
	// StandBy has the hub listen while another one has the cluster's floor, and take it
	// when it is free, any number of times. Without it [Open] waits for the lease, and
	// its loss ends [Station.Run].
	StandBy bool
	// Drivers, if set, makes the backends' drivers, each time this hub gets the floor.
	Drivers func() ([]driver.Driver, error)
	// Listen is the address of the listener, such as "127.0.0.1:0".
	Listen string
	// Listener, if set, is used instead of Listen's own, so that the address is
	// known before anything else has started.
	Listener net.Listener
	// RingSize is how many events a slow desk may be behind; zero is the hub's
	// default, which is meant for a team.
	RingSize int
	// Local, if set, is let in by a token that only this process knows.
	Local *Local
	// Cert and Key are PEM files; both or neither.
	Cert, Key string
	// Insecure lets the hub listen beyond this machine without TLS.
	Insecure bool
	// Practice opens the practice floor.
	Practice bool
	// PracticeClock lets the clock of a practice floor be turned forward, by
	// [Station.Turn] and by whoever runs the hub. It wants Practice.
	PracticeClock bool
	// Scenarios says that simulated customers come to it.
	Scenarios bool
	// PracticeFile is a file of recorded dialogues to play; Rate is in events
	// a second, Speed a factor on the file's own times.
	PracticeFile string
	Rate         float64
	Speed        float64
	// Aside says that the station serves one command only: nothing leaves the
	// house meanwhile.
	Aside bool
	// Policy is the policy file's content.
	Policy []byte
	// Knowledge is a folder of solution articles, Markdown files that are read
	// again when they change. If it is empty the practice floor has articles of
	// its own, and any other hub checks nothing (G-TRIG-04).
	Knowledge string

	Version string
	Now     func() time.Time
	// Clock is both clocks of this machine, [SystemClock]; nil believes Now
	// whatever it says.
	Clock  clock.Local
	Logger *slog.Logger
}

// Local is the person at the desk that the hub is a part of.
type Local struct {
	Name  string
	Role  chat.Role
	Token string
}

// ErrUsage marks a mistake in how a program was called; exit status 2.
var ErrUsage = errors.New("usage")

// check refuses what would be reachable by strangers without anybody having
// said so.
func (o *Options) check() error {
	host, _, err := net.SplitHostPort(o.Listen)
	if err != nil {
		return fmt.Errorf("%w: --listen wants HOST:PORT, such as 127.0.0.1:7070", ErrUsage)
	}
	if info, err := os.Stat(o.Knowledge); o.Knowledge != "" && (err != nil || !info.IsDir()) {
		return fmt.Errorf("%w: --knowledge wants a folder of Markdown files", ErrUsage)
	}
	if o.PracticeClock && !o.Practice {
		return fmt.Errorf("%w: a practice clock is for a practice floor: its customers are played, and nobody waits", ErrUsage)
	}
	if (o.Cert == "") != (o.Key == "") {
		return fmt.Errorf("%w: --cert and --key go together", ErrUsage)
	}
	if OnLoopback(host) {
		return nil
	}
	if o.Cert == "" && !o.Insecure {
		return fmt.Errorf("%w: %s can be reached from other machines; give --cert and --key, or say --insecure", ErrUsage, o.Listen)
	}
	return nil
}

// OnLoopback reports whether only this machine can reach the host.
func OnLoopback(host string) bool {
	if host == "localhost" {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}
