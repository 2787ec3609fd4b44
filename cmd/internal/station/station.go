package station

import (
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
	"floorwalker/sync/clock"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/practice"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
)

// Station is a hub with everything around it.
type Station struct {
	opts     Options
	log      *log.Log
	lease    *log.Lease
	hub      *hub.Hub
	listener net.Listener
	practice *practice.Practice
	articles *articles // nil without knowledge
	outgoing *outgoing
	hand     *clock.Hand // nil without a practice clock
}

// Open starts everything that can fail at once; Run does the work. Waiting for
// the lease of a cluster is told to the logger.
func Open(ctx context.Context, o Options) (_ *Station, err error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	edition, err := policy.ParseEdition(o.Policy)
	if err != nil {
		return nil, fmt.Errorf("reading the policy: %w", err)
	}
	weights, err := learned.ParseWeights(assets.TriggerWeights())
	if err != nil {
		return nil, fmt.Errorf("reading the weights of the rules: %w", err)
	}
	s := &Station{opts: o}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	// The folder first: whoever starts the same hub twice is told which process
	// has it, not that its port is taken.
	if s.log, err = log.Open(ctx, log.Config{Dir: o.Dir, URL: o.NATS, Logger: o.Logger}); err != nil {
		return nil, err
	}
	if s.listener, err = s.listen(ctx); err != nil {
		return nil, err
	}
	if o.NATS != "" && o.Logger != nil {
		o.Logger.Info("waiting for the lease of this workspace")
	}
	host, _ := os.Hostname() // only for people who read the lease
	if s.lease, err = s.log.Lease(ctx, fmt.Sprintf("%s/%d", host, os.Getpid())); err != nil {
		return nil, fmt.Errorf("getting the lease: %w", err)
	}
	return s, s.openHub(ctx, edition, weights)
}

// openHub opens the hub on the log that is open already.
func (s *Station) openHub(ctx context.Context, edition *policy.Edition, weights *learned.Weights) error {
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
		Journal: s.log, Drivers: drivers, Edition: edition, Weights: weights, Now: s.opts.Now, Local: s.opts.Clock, Boot: s.boot(), Version: s.opts.Version, Logger: s.opts.Logger,
		Hosts: s.hosts(), RingSize: s.opts.RingSize, Starter: starter,
		// Desks come with the policy that ships, and with no other.
		Own: !bytes.Equal(s.opts.Policy, assets.DefaultPolicy),
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
	if err := s.openKept(&cfg); err != nil {
		return err
	}
	if s.hub, err = hub.Open(ctx, cfg); err != nil {
		return err
	}
	if s.articles != nil {
		s.articles.loaded = s.hub.KnowledgeLoaded
	}
	return nil
}

func (s *Station) drivers() ([]driver.Driver, error) {
	if !s.opts.Practice {
		return nil, nil
	}
	host, _, _ := net.SplitHostPort(s.opts.Listen) // checked before
	po := practice.Options{
		Now: s.opts.Now, Scenarios: s.opts.Scenarios, Logger: s.opts.Logger,
		File: s.opts.PracticeFile, Rate: s.opts.Rate, Speed: s.opts.Speed,
	}
	if !OnLoopback(host) {
		po.RequireToken = func(r *http.Request) bool { return s.hub.KnowsToken(bearer(r)) }
	}
	p, err := practice.New(po)
	if err != nil {
		return nil, err
	}
	s.practice = p
	return []driver.Driver{p}, nil
}

// bearer returns the token of a request: a header for programs, a query
// parameter for event streams in browsers, which cannot set one.
func bearer(r *http.Request) string {
	if t, ok := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); ok {
		return t
	}
	return r.URL.Query().Get("token")
}

func (s *Station) listen(ctx context.Context) (net.Listener, error) {
	if s.opts.Listener != nil {
		return s.opts.Listener, nil
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", s.opts.Listen)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w", s.opts.Listen, errors.Unwrap(err))
	}
	if s.opts.Cert == "" {
		return l, nil
	}
	cert, err := tls.LoadX509KeyPair(s.opts.Cert, s.opts.Key)
	if err != nil {
		_ = l.Close() // the certificate is the news
		return nil, fmt.Errorf("reading the certificate: %w", err)
	}
	return tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}), nil
}

// hosts are the names under which the hub answers beside loopback: the
// address it listens on, which may be every one of this machine, and those of
// the certificate.
func (s *Station) hosts() []string {
	var hosts []string
	h, _, err := net.SplitHostPort(s.opts.Listen)
	switch ip := net.ParseIP(h); {
	case err != nil: // it was checked before
	case h == "" || ip != nil && ip.IsUnspecified():
		hosts = thisMachine()
	default:
		hosts = append(hosts, h)
	}
	if s.opts.Cert == "" {
		return hosts
	}
	cert, err := tls.LoadX509KeyPair(s.opts.Cert, s.opts.Key)
	if err != nil || cert.Leaf == nil {
		return hosts
	}
	hosts = append(hosts, cert.Leaf.DNSNames...)
	for _, ip := range cert.Leaf.IPAddresses {
		hosts = append(hosts, ip.String())
	}
	return hosts
}

// thisMachine returns its addresses and its name. None of them can be rebound
// by a stranger.
func thisMachine() []string {
	var hosts []string
	if name, err := os.Hostname(); err == nil {
		hosts = append(hosts, name)
	}
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return hosts
	}
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok {
			hosts = append(hosts, n.IP.String())
		}
	}
	return hosts
}

// Hub returns the hub.
func (s *Station) Hub() *hub.Hub { return s.hub }

// Addr returns where the listener is.
func (s *Station) Addr() string { return s.listener.Addr().String() }

// StreamURL returns the address for desks on this machine.
func (s *Station) StreamURL() string { return s.url("ws") + "/v1/stream" }

// PageURL returns the address of the practice page.
func (s *Station) PageURL() string { return s.url("http") + "/practice" }

func (s *Station) url(scheme string) string {
	if s.opts.Cert != "" {
		scheme += "s"
	}
	return scheme + "://" + s.Addr()
}

// ErrLeaseLost ends a hub whose place another one has taken.
var ErrLeaseLost = errors.New("another hub has taken the lease")

// stopTime is how long open requests may take to end.
const stopTime = 3 * time.Second

// Run works until ctx ends, and then stops everything in order.
func (s *Station) Run(ctx context.Context) error {
	defer s.close()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error { return s.hub.Run(ctx) })
	if s.articles != nil {
		g.Go(func() error { return s.articles.run(ctx) })
	}
	if !s.opts.Aside {
		g.Go(func() error { return s.outgoing.Run(ctx) })
	}
	g.Go(func() error {
		select {
		case <-s.lease.Lost():
			return ErrLeaseLost
		case <-ctx.Done():
			return nil
		}
	})
	g.Go(func() error {
		if l := s.opts.Local; l != nil {
			if err := s.hub.Admit(ctx, l.Name, l.Role, l.Token); err != nil {
				return err
			}
		}
		for _, srv := range s.servers(ctx) {
			g.Go(srv.serve)
			g.Go(srv.stop)
		}
		return nil
	})
	return g.Wait()
}

func (s *Station) close() {
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
	if s.log != nil {
		if err := s.log.Close(); err != nil && s.opts.Logger != nil {
			s.opts.Logger.Warn("closing the log", "error", err)
		}
	}
	if s.listener != nil {
		_ = s.listener.Close() // a server may have closed it
	}
}
