package station

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"time"

	"golang.org/x/sync/errgroup"

	"floorwalker/assets"
	"floorwalker/sync/hub"
)

// A term is the time during which this hub has the floor: from the lease to its loss.
// On a log of its own there is one; on a cluster's there may be several, in one
// process, with times of standing by between them. What a term is made of is made
// anew each time, from the log: nothing of an earlier one is believed.

const (
	// takeTime is how long reading the floor may take before it is tried anew. It is
	// bounded by the lease anyway; this is for a cluster that half answers.
	takeTime = 60 * time.Second
	// againAfter is how long a hub that could not take the floor leaves it to others.
	againAfter = 500 * time.Millisecond
)

// takeTurns stands by, takes the floor when it is free, and stands by again.
func (s *Station) takeTurns(ctx context.Context) error {
	for ctx.Err() == nil {
		s.front.standBy(s.standby())
		s.say("standing by; another hub may have the floor")
		err := s.begin(ctx)
		if err == nil {
			s.say("this hub has the floor", "lease", s.lease.Revision())
			err = s.serveFloor(ctx)
		}
		s.front.standBy(s.standby())
		s.endTerm()
		if ctx.Err() != nil {
			return nil
		}
		s.note(err)
		select {
		case <-ctx.Done():
		case <-time.After(againAfter):
		}
	}
	return nil
}

// note keeps why the floor was given up, for people; a lease that was lost is no
// trouble of this hub's.
func (s *Station) note(err error) {
	words := ""
	if err != nil && !errors.Is(err, hub.ErrLeaseLost) {
		words = "This hub could not keep the floor: " + err.Error() + ". It tries again."
	}
	s.trouble.Store(&words)
	if s.opts.Logger != nil {
		s.opts.Logger.Warn("this hub has given up the floor", "error", err)
	}
}

func (s *Station) standby() *hub.Standby {
	return &hub.Standby{Version: s.opts.Version, Hosts: s.hosts, Why: func() string {
		if w := s.trouble.Load(); w != nil {
			return *w
		}
		return ""
	}}
}

func (s *Station) say(words string, more ...any) {
	if s.opts.Logger != nil {
		s.opts.Logger.Info(words, more...)
	}
}

// begin waits for the lease and opens the hub.
func (s *Station) begin(ctx context.Context) (err error) {
	host, _ := os.Hostname() // only for people who read the lease
	if s.lease, err = s.log.Lease(ctx, fmt.Sprintf("%s/%d", host, os.Getpid())); err != nil {
		return fmt.Errorf("getting the lease: %w", err)
	}
	if s.standsBy() {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, takeTime)
		defer cancel()
		lost := s.lease.Lost()
		go func() {
			select {
			case <-lost:
				cancel()
			case <-ctx.Done():
			}
		}()
	}
	return s.openHub(ctx)
}

// openHub opens the hub on the log that is open already.
func (s *Station) openHub(ctx context.Context) error {
	drivers, err := s.drivers()
	if err != nil {
		return err
	}
	starter, err := hub.CannedStarter(assets.Canned())
	if err != nil {
		return err
	}
	if s.articles, err = newArticles(&s.opts); err != nil {
		return fmt.Errorf("preparing the knowledge: %w", err)
	}
	cfg := hub.Config{
		Journal: s.log, Drivers: drivers, Edition: s.edition, Weights: s.weights, Now: s.opts.Now, Local: s.opts.Clock, Boot: s.boot(), Version: s.opts.Version, Logger: s.opts.Logger,
		Hosts: s.hosts, RingSize: s.opts.RingSize, Starter: starter,
		// Desks come with the policy that ships, and with no other.
		Own: !bytes.Equal(s.opts.Policy, assets.DefaultPolicy),
	}
	if s.opts.NATS != "" {
		cfg.Lease = s.lease
	}
	if s.articles != nil { // a nil one would be knowledge all the same
		cfg.Knowledge, cfg.Saved = s.articles, s.articles.save
	}
	if err := s.openClock(ctx, &cfg); err != nil {
		return err
	}
	if s.outgoing, err = s.newOutgoing(); err != nil {
		return fmt.Errorf("opening the tickets: %w", err)
	}
	cfg.Tickets = s.outgoing
	cfg.Seal = s.seal
	if err := s.openFiles(ctx, &cfg); err != nil {
		return err
	}
	if s.hub, err = hub.Open(ctx, cfg); err != nil {
		return err
	}
	s.log.Chain()
	if s.articles != nil {
		s.articles.loaded = s.hub.KnowledgeLoaded
	}
	return nil
}

// serveFloor works until ctx ends or the floor is lost.
func (s *Station) serveFloor(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return s.hub.Run(ctx) })
	g.Go(func() error { return s.shareFiles(ctx) })
	if s.articles != nil {
		g.Go(func() error { return s.articles.run(ctx) })
	}
	if !s.opts.Aside {
		g.Go(func() error { return s.outgoing.Run(ctx) })
	}
	g.Go(func() error {
		if l := s.opts.Local; l != nil {
			if err := s.hub.Admit(ctx, l.Name, l.Role, l.Token); err != nil {
				return err
			}
		}
		s.front.open(s.hub)
		return nil
	})
	return g.Wait()
}

// endTerm gives back what a term is made of, the lease last.
func (s *Station) endTerm() {
	if s.articles != nil {
		s.articles.close()
	}
	if s.outgoing != nil {
		if err := s.outgoing.close(); err != nil && s.opts.Logger != nil {
			s.opts.Logger.Warn("closing the tickets", "error", err)
		}
	}
	if s.lease != nil {
		s.lease.Release()
	}
	s.articles, s.outgoing, s.practice, s.hub, s.hand, s.files, s.lease = nil, nil, nil, nil, nil, nil, nil
}
