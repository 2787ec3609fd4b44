package main

import (
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/roster"
	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
	"floorwalker/sync/ical"
)

// rosterCmd is "floorhub roster".
type rosterCmd struct {
	Show   rosterShowCmd   `cmd:"" help:"Print who covers the floor on the days to come."`
	Export rosterExportCmd `cmd:"" help:"Print the roster as an iCalendar file."`
	Import rosterImportCmd `cmd:"" help:"Read an iCalendar file, and say what it would change; with --set, change it."`
}

// day is a day on the command line; the zero value is today.
type day struct{ time.Time }

// UnmarshalText reads "2026-11-20".
func (d *day) UnmarshalText(text []byte) (err error) {
	d.Time, err = time.Parse(time.DateOnly, string(text))
	return err
}

// in returns the beginning of the day in a zone.
func (d day) in(zone *time.Location) time.Time {
	if d.IsZero() {
		return time.Now().In(zone)
	}
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, zone)
}

// current reads the policy in force.
func (c *inForce) current(e *env) (*policy.Edition, error) {
	p, err := c.get(e)
	if err != nil {
		return nil, err
	}
	return edition(&p)
}

type rosterShowCmd struct {
	inForce
	From day `help:"The first day; today without it." placeholder:"DAY"`
	Days int `help:"How many days, at most 400." default:"14" placeholder:"N"`
}

// Run prints a line for each place of each shift.
func (c *rosterShowCmd) Run(e *env) error {
	now, err := c.current(e)
	if err != nil {
		return err
	}
	return printRoster(e, now, chat.InstantOf(c.From.in(now.Zone())), c.Days)
}

func printRoster(e *env, ed *policy.Edition, from chat.Instant, days int) error {
	r, w := roster.Of(ed), e.table()
	line := func(cells ...string) error {
		_, err := fmt.Fprintln(w, strings.Join(cells, "\t"))
		return err
	}
	for _, d := range r.Days(from, days) {
		name := d.Start.Time().In(r.Zone()).Format("Mon 2006-01-02")
		if len(d.Shifts) == 0 {
			if err := line(name, string(d.Kind), policy.NoCover); err != nil {
				return err
			}
		}
		for _, s := range d.Shifts {
			for _, of := range r.Slots(s) {
				who := string(of.Agent)
				if who == "" {
					who = policy.NoCover
				}
				if err := line(name, string(d.Kind), s.ID, of.Window.String(), string(of.Role), who); err != nil {
					return err
				}
			}
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if !r.Written() {
		fmt.Fprintln(e.stderr, "floorhub: nobody is named in the roster, so the floor counts as always covered")
	}
	return nil
}

type rosterExportCmd struct {
	inForce
	From day `help:"The day on which its events begin; today without it." placeholder:"DAY"`
}

// Run prints the calendar.
func (c *rosterExportCmd) Run(e *env) error {
	now, err := c.current(e)
	if err != nil {
		return err
	}
	_, err = e.out.Write(ical.Export(now, c.From.in(now.Zone())))
	return err
}

type rosterImportCmd struct {
	inForce
	File   string `arg:"" help:"An iCalendar file; - is standard input."`
	Set    bool   `help:"Put it in force, for every desk at once."`
	Reason string `help:"Why, for everybody to read; with --set." placeholder:"WHY"`
	As     string `help:"The lead who changes it; with --set." placeholder:"NAME"`
}

// Run prints what would change, and what of the file was not taken.
func (c *rosterImportCmd) Run(e *env) error {
	if c.Set && (c.As == "" || c.Reason == "") {
		return fmt.Errorf("%w: --set needs --as and --reason", station.ErrUsage)
	}
	raw, err := c.read(e)
	if err != nil {
		return err
	}
	now, err := c.current(e)
	if err != nil {
		return err
	}
	found, err := ical.Import(raw, now)
	if err != nil {
		return err
	}
	for _, words := range found.Warnings {
		fmt.Fprintln(e.stderr, "floorhub: not taken:", words)
	}
	file, next, err := c.next(now, found)
	if err != nil {
		return err
	}
	for _, d := range policy.Diff(now, next) {
		if d.Key == "version" {
			continue
		}
		if _, err := io.WriteString(e.out, inLines(d)); err != nil {
			return err
		}
	}
	c.strangers(e, next)
	if !c.Set {
		return nil
	}
	v := url.Values{"as": {c.As}, "reason": {c.Reason}}
	return c.admin(e, http.MethodPost, "/policy?"+v.Encode(), file, decoded(func(p hub.PolicyInForce) error {
		_, err := fmt.Fprintf(e.out, "version %d is in force\n", p.Version)
		return err
	}))
}

// next is the policy in force with the roster of the calendar, as the next version.
func (c *rosterImportCmd) next(now *policy.Edition, found *ical.Roster) ([]byte, *policy.Edition, error) {
	file, err := policy.WithRoster(now.File, found.Slots, found.Holidays)
	if err != nil {
		return nil, nil, err
	}
	file = policy.WithVersion(file, now.Policy.Version+1)
	next, err := policy.ParseEdition(file)
	return file, next, err
}

// strangers says who of the roster is nobody on the team: calendars have names, and
// the roster has what people sign in with.
func (c *rosterImportCmd) strangers(e *env, next *policy.Edition) {
	var team []hub.TeamMember
	if err := c.admin(e, http.MethodGet, "/agents", nil, into(&team)); err != nil {
		fmt.Fprintln(e.stderr, "floorhub: the team cannot be read, so nobody was looked for in it:", err)
		return
	}
	for _, w := range next.Strangers(func(id chat.AgentID) bool {
		for _, m := range team {
			if !m.Revoked && m.ID == id {
				return true
			}
		}
		return false
	}) {
		fmt.Fprintf(e.stderr, "floorhub: %s: %s\n", w.Key, w.Words)
	}
}

func (c *rosterImportCmd) read(e *env) ([]byte, error) {
	if c.File == "-" {
		return io.ReadAll(io.LimitReader(e.in, ical.MaxBytes+1))
	}
	raw, err := readAtMost(c.File, ical.MaxBytes)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", station.ErrUsage, err)
	}
	return raw, nil
}
