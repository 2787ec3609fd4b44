package main

import (
	"fmt"
	"net/url"

	"floorwalker/sync/hub"
	"floorwalker/sync/log"
)

// tailCmd is "floorhub tail".
type tailCmd struct {
	reading
	Text bool `help:"Print what people wrote, too."`
	All  bool `help:"Begin with the oldest event."`
}

// Run prints events until it is told to stop; where no hub runs, those that
// are on the log.
func (c *tailCmd) Run(e *env) error {
	q := url.Values{}
	if c.Text {
		q.Set("text", "1")
	}
	if c.All {
		q.Set("all", "1")
	}
	return c.print(e, "/tail", q, func(l *log.Log) error {
		return l.Read(e.ctx, 0, func(_ uint64, raw []byte) error {
			_, err := fmt.Fprintf(e.out, "%s\n", hub.TailLine(raw, c.Text))
			return err
		})
	})
}
