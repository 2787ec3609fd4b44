package station

import (
	"os"
	"time"

	"floorwalker/app/policy"
	"floorwalker/sync/dispatch"
	"floorwalker/sync/hub"
)

// lookOut is how often is looked whether something about tickets is due that nobody
// has told: changed settings, the night.
const lookOut = time.Second

// outgoing is what leaves the house: tickets, by the courier.
type outgoing struct {
	*dispatch.Dispatcher
	look *time.Ticker
}

var _ hub.Tickets = outgoing{}

// newOutgoing opens it on the log. The policy is asked of the hub, which is not there
// yet.
func (s *Station) newOutgoing() (*outgoing, error) {
	// A log of its own has made the folder; with a cluster's nobody has yet.
	if err := os.MkdirAll(s.opts.Dir, 0o700); err != nil {
		return nil, err
	}
	look := time.NewTicker(lookOut)
	var (
		sent  dispatch.Sent
		holds func() bool
	)
	if s.opts.NATS != "" {
		sent, holds = s.log, s.lease.Holds
	}
	d, err := dispatch.Open(dispatch.Config{
		Sent: sent, Holds: holds,
		Dir: s.opts.Dir, Journal: s.log, Now: s.now, Ticks: look.C, Logger: s.opts.Logger,
		Edition: func() *policy.Edition { return s.hub.Edition() },
	})
	if err != nil {
		look.Stop()
		return nil, err
	}
	return &outgoing{d, look}, nil
}

// close lets go of the file.
func (o *outgoing) close() error {
	o.look.Stop()
	return o.Dispatcher.Close()
}
