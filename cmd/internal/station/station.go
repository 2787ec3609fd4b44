package station

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"floorwalker/app/policy"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
	"floorwalker/sync/clock"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/practice"
	"floorwalker/sync/files"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
	"floorwalker/sync/sealed"
)

// Station is a hub with everything around it.
type Station struct {
	opts     Options
	edition  *policy.Edition
	weights  *learned.Weights
	log      *log.Log
	listener net.Listener
	front    *front
	hosts    []string
	seal     *sealed.Key
	// trouble is why the floor could not be taken over the last time.
	trouble atomic.Pointer[string]

	// What follows is of the time during which this hub has the floor; see term.go.
	lease    *log.Lease
	hub      *hub.Hub
	practice *practice.Practice
	articles *articles // nil without knowledge
	outgoing *outgoing
	files    *files.Store
	hand     *clock.Hand // nil without a practice clock
}

// Open starts everything that can fail at once; Run does the work. Without
// [Options.StandBy] it waits for the lease of a cluster, and tells the logger so.
func Open(ctx context.Context, o Options) (_ *Station, err error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	s := &Station{opts: o, front: newFront()}
	if s.edition, err = policy.ParseEdition(o.Policy); err != nil {
		return nil, fmt.Errorf("reading the policy: %w", err)
	}
	if s.weights, err = learned.ParseWeights(assets.TriggerWeights()); err != nil {
		return nil, fmt.Errorf("reading the weights of the rules: %w", err)
	}
	defer func() {
		if err != nil {
			s.close()
		}
	}()
	// The folder first: whoever starts the same hub twice is told which process
	// has it, not that its port is taken.
	if s.log, err = log.Open(ctx, log.Config{Dir: o.Dir, URL: o.NATS, Logger: o.Logger, Elapsed: s.elapsed()}); err != nil {
		return nil, err
	}
	if err = s.openKept(ctx); err != nil {
		return nil, err
	}
	if s.listener, err = s.listen(ctx); err != nil {
		return nil, err
	}
	s.hosts = s.names()
	if s.standsBy() {
		return s, nil
	}
	if o.NATS != "" && o.Logger != nil {
		o.Logger.Info("waiting for the lease of this workspace")
	}
	return s, s.begin(ctx)
}

// elapsed is the clock by which the lease is held: the machine's own, which goes on
// while it sleeps and while this process is stopped. It is never that of a test or of
// a practice floor.
func (s *Station) elapsed() func() time.Duration {
	read := SystemClock()
	return func() time.Duration { _, mono := read(); return mono }
}

// standsBy reports whether this hub listens while another one has the floor.
func (s *Station) standsBy() bool { return s.opts.StandBy && s.opts.NATS != "" }

func (s *Station) drivers() ([]driver.Driver, error) {
	var all []driver.Driver
	if s.opts.Drivers != nil {
		var err error
		if all, err = s.opts.Drivers(); err != nil {
			return nil, err
		}
	}
	if !s.opts.Practice {
		return all, nil
	}
	host, _, _ := net.SplitHostPort(s.opts.Listen) // checked before
	po := practice.Options{
		Now: s.opts.Now, Scenarios: s.opts.Scenarios, Logger: s.opts.Logger,
		File: s.opts.PracticeFile, Rate: s.opts.Rate, Speed: s.opts.Speed,
	}
	if !OnLoopback(host) {
		po.RequireToken = func(r *http.Request) bool { return s.front.knows(bearer(r)) }
	}
	p, err := practice.New(po)
	if err != nil {
		return nil, err
	}
	s.practice = p
	return append(all, p), nil
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

// names are those under which the hub answers beside loopback: the
// address it listens on, which may be every one of this machine, and those of
// the certificate.
func (s *Station) names() []string {
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

// Hub returns the hub; nil while this one stands by.
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

// stopTime is how long open requests may take to end.
const stopTime = 3 * time.Second

// Run works until ctx ends, and then stops everything in order. Without
// [Options.StandBy] it also ends when the lease is lost, with [hub.ErrLeaseLost].
func (s *Station) Run(ctx context.Context) error {
	defer s.close()
	g, ctx := errgroup.WithContext(ctx)
	g.Go(func() error {
		if s.standsBy() {
			return s.takeTurns(ctx)
		}
		return s.serveFloor(ctx)
	})
	g.Go(func() error {
		for _, srv := range s.servers(ctx) {
			g.Go(srv.serve)
			g.Go(srv.stop)
		}
		return nil
	})
	return g.Wait()
}

func (s *Station) close() {
	s.endTerm()
	if s.log != nil {
		if err := s.log.Close(); err != nil && s.opts.Logger != nil {
			s.opts.Logger.Warn("closing the log", "error", err)
		}
	}
	if s.listener != nil {
		_ = s.listener.Close() // a server may have closed it
	}
}
