package main

import (
	"fmt"
	"net"
	"os"

	"floorwalker/cmd/internal/station"
	"floorwalker/sync/driver"
)

// serveCmd is "floorhub serve".
type serveCmd struct {
	folder
	keychain
	Listen        string  `help:"Address to listen on." default:"127.0.0.1:7070" placeholder:"ADDR"`
	Nats          string  `help:"An existing NATS cluster instead of the built-in log." placeholder:"URL"`
	NoPractice    bool    `help:"No practice floor."`
	Practice      bool    `help:"The practice floor although other machines can reach it."`
	PracticeClock bool    `help:"Let the practice floor's clock be turned forward by practice-time."`
	NoScenarios   bool    `help:"A practice floor without simulated customers."`
	Cert          string  `help:"TLS certificate, PEM." placeholder:"F" type:"existingfile"`
	Key           string  `help:"TLS key, PEM." placeholder:"F" type:"existingfile"`
	Insecure      bool    `help:"Listen beyond this machine without TLS."`
	Policy        string  `help:"The team's policy file." placeholder:"F" type:"existingfile"`
	Knowledge     string  `help:"Folder of the solution articles, Markdown, that the bot's answers are checked against." placeholder:"DIR" type:"existingdir"`
	PracticeFile  string  `help:"Play recorded dialogues, one turn a line." placeholder:"F.jsonl" type:"existingfile"`
	Rate          float64 `help:"Events a second when playing; 0 keeps the file's own times." placeholder:"EVENTS_PER_S"`
	Speed         float64 `help:"How many times faster than life practice plays." default:"1" placeholder:"N"`
}

// Run serves until it is told to stop.
func (c *serveCmd) Run(e *env) error {
	dir, err := c.path()
	if err != nil {
		return err
	}
	o := e.options(dir, c.Nats)
	o.Listen, o.Cert, o.Key, o.Insecure = c.Listen, c.Cert, c.Key, c.Insecure
	o.Knowledge = c.Knowledge
	o.PracticeFile, o.Rate, o.Speed = c.PracticeFile, c.Rate, c.Speed
	if o.Practice, err = c.practice(); err != nil {
		return err
	}
	o.PracticeClock = c.PracticeClock
	o.StandBy = true
	o.Scenarios = o.Practice && !c.NoScenarios && c.PracticeFile == ""
	if c.Policy != "" {
		if o.Policy, err = os.ReadFile(c.Policy); err != nil {
			return fmt.Errorf("reading the policy: %w", err)
		}
	}
	o.Drivers = func() ([]driver.Driver, error) { return bookOf(dir, c.wanted()).Drivers(e.ctx, e.backends()) }
	s, err := station.Open(e.ctx, o)
	if err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "floorhub: desks connect to %s\n", s.StreamURL())
	if o.Practice {
		fmt.Fprintf(e.stderr, "floorhub: be a customer at %s\n", s.PageURL())
	}
	if o.PracticeClock {
		fmt.Fprintln(e.stderr, "floorhub: this floor has a practice clock; \"floorhub practice-time +8h\" turns it")
	}
	if o.Knowledge == "" && !o.Practice {
		fmt.Fprintln(e.stderr, "floorhub: the bot's answers are not checked; give --knowledge")
	}
	return s.Run(e.ctx)
}

// practice is on by default, but not where strangers could be the customers.
func (c *serveCmd) practice() (bool, error) {
	host, _, err := net.SplitHostPort(c.Listen)
	if err != nil {
		return false, fmt.Errorf("%w: --listen wants HOST:PORT, such as 127.0.0.1:7070", station.ErrUsage)
	}
	if c.NoPractice {
		return false, nil
	}
	return c.Practice || station.OnLoopback(host), nil
}
