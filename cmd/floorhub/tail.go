package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"floorwalker/cmd/internal/station"
	"floorwalker/sync/hub"
	"floorwalker/sync/log"
)

// tailCmd is "floorhub tail".
type tailCmd struct {
	folder
	Text bool   `help:"Print what people wrote, too."`
	All  bool   `help:"Begin with the oldest event."`
	Nats string `help:"An existing NATS cluster instead of the built-in log." placeholder:"URL"`
}

// Run prints events until it is told to stop; where no hub runs, those that
// are on the log.
func (c *tailCmd) Run(e *env) error {
	dir, err := c.path()
	if err != nil {
		return err
	}
	client, err := station.Admin(e.ctx, dir)
	if errors.Is(err, station.ErrNoHub) {
		return c.alone(e, dir)
	}
	if err != nil {
		return err
	}
	q := url.Values{}
	if c.Text {
		q.Set("text", "1")
	}
	if c.All {
		q.Set("all", "1")
	}
	req, err := http.NewRequestWithContext(e.ctx, http.MethodGet, "http://hub/tail?"+q.Encode(), nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }() // the stream has ended
	if _, err = io.Copy(e.out, resp.Body); errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

func (c *tailCmd) alone(e *env, dir string) (err error) {
	l, err := log.Open(e.ctx, log.Config{Dir: dir, URL: c.Nats, Logger: e.logger})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	return l.Read(e.ctx, 0, func(_ uint64, raw []byte) error {
		_, err := fmt.Fprintf(e.out, "%s\n", hub.TailLine(raw, c.Text))
		return err
	})
}
