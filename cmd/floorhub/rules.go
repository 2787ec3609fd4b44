package main

import (
	"fmt"
	"io"
	"net/http"
	"text/tabwriter"

	"floorwalker/app/report"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
	"floorwalker/sync/wire"
)

// rulesCmd is "floorhub rules".
type rulesCmd struct {
	target
}

// Run prints what became of the triggers of each rule since the log began: how
// much it asks of people, and how often they say that it was wrong.
func (c *rulesCmd) Run(e *env) error {
	var figures []report.RuleFigures
	err := c.reach(e, http.MethodGet, "/rules", nil, decoded(func(on []wire.RuleFigures) error {
		for _, f := range on {
			figures = append(figures, report.RuleFigures(f))
		}
		return nil
	}), func(dir string) error {
		return c.open(e, dir, func(l *log.Log) (err error) {
			figures, err = hub.CountRules(e.ctx, l)
			return err
		})
	})
	if err != nil {
		return err
	}
	return printRules(e.out, figures)
}

func printRules(to io.Writer, figures []report.RuleFigures) error {
	w := tabwriter.NewWriter(to, 0, 4, 2, ' ', tabwriter.AlignRight)
	if _, err := fmt.Fprintln(w, "rule\traised\talerts\tdismissed\tshare\tconfirmed\tmarked\t"); err != nil {
		return err
	}
	for _, f := range figures {
		share := "-" // nothing was raised, so there is no share
		if s := f.ShareDismissed(); s.Known() {
			n := s.TenThousandths()
			share = fmt.Sprintf("%d.%d%%", n/100, n%100/10)
		}
		if _, err := fmt.Fprintf(w, "%s\t%d\t%d\t%d\t%s\t%d\t%d\t\n",
			f.Rule, f.Raised, f.Alerts, f.Dismissed, share, f.Confirmed, f.Marked); err != nil {
			return err
		}
	}
	return w.Flush()
}
