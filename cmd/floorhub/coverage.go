package main

import (
	"fmt"
	"io"
	"net/http"
	"text/tabwriter"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
)

// coverageCmd is "floorhub coverage".
type coverageCmd struct {
	target
	Zone string `help:"Print times as clocks show them there, such as Asia/Kolkata." default:"UTC" placeholder:"ZONE"`
}

// Run prints, of the day that runs, which lines no rule was evaluated on and in which
// seconds nobody had looked at a chat who should have (D-10). The two are never added
// up: a machine that judges is no person who looks.
func (c *coverageCmd) Run(e *env) error {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		return fmt.Errorf("there is no time zone %q", c.Zone)
	}
	var f coverage.Figures
	if err := c.admin(e, http.MethodGet, "/coverage", nil, into(&f)); err != nil {
		return err
	}
	if err := printCoverage(e.out, &f, zone); err != nil {
		return err
	}
	fmt.Fprintf(e.stderr, "floorhub: the rules were evaluated on %d of %d lines; people looked in time %d of %d times, %d gaps\n",
		f.Machine.Judged, f.Machine.Lines, f.Eyes.Seen, f.Eyes.Due, len(f.Eyes.Gaps))
	return nil
}

// printCoverage prints one line for each line that was not judged, and for each gap.
func printCoverage(to io.Writer, f *coverage.Figures, zone *time.Location) error {
	w := tabwriter.NewWriter(to, 0, 4, 2, ' ', 0)
	at := func(i chat.Instant) string { return i.Time().In(zone).Format("15:04:05") }
	for _, m := range f.Machine.Missed {
		if _, err := fmt.Fprintf(w, "not judged\t%q\t%s\t\t\tline %q\n", m.Chat, at(m.At), m.Message); err != nil {
			return err
		}
	}
	for _, g := range f.Eyes.Gaps {
		if _, err := fmt.Fprintf(w, "not looked at\t%q\t%s\t%s\t%d s\t%s, %s\n",
			g.Chat, at(g.From), until(&g, at), int64(g.To.Sub(g.From)/time.Second), since(&g, at), accountable(g.Accountable)); err != nil {
			return err
		}
	}
	return w.Flush()
}

func until(g *coverage.Gap, at func(chat.Instant) string) string {
	if g.Open {
		return "still"
	}
	return at(g.To)
}

func since(g *coverage.Gap, at func(chat.Instant) string) string {
	if g.Rule != "" {
		return fmt.Sprintf("since the alert %s at %s", g.Rule, at(g.Since))
	}
	return "since its start at " + at(g.Since)
}

func accountable(a chat.AgentID) string {
	if a == "" {
		return "NO COVER"
	}
	return fmt.Sprintf("%s answered for the floor", a)
}
