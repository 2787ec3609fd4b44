package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"

	"floorwalker/cmd/internal/station"
	"floorwalker/sync/log"
)

// auditCmd is "floorhub audit".
type auditCmd struct {
	folder
	Follow bool   `help:"Go on printing what comes."`
	Nats   string `help:"An existing NATS cluster instead of the built-in log." placeholder:"URL"`
}

// Run prints who observed, whispered, joined and left, oldest first. It is for
// the owner of this machine; leads read their part of it over the network.
func (c *auditCmd) Run(e *env) error {
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
	path := "http://hub/audit"
	if c.Follow {
		path += "?follow=1"
	}
	req, err := http.NewRequestWithContext(e.ctx, http.MethodGet, path, nil)
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }() // the stream has ended
	return answer(resp.StatusCode, resp.Body, func(r io.Reader) error {
		if _, err = io.Copy(e.out, r); errors.Is(err, context.Canceled) {
			return nil
		}
		return err
	})
}

// alone reads the stream of a hub that does not run; there is nothing to follow.
func (c *auditCmd) alone(e *env, dir string) (err error) {
	l, err := log.Open(e.ctx, log.Config{Dir: dir, URL: c.Nats, Logger: e.logger})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	return l.ReadAudit(e.ctx, 0, func(_ uint64, raw []byte) error {
		_, err := fmt.Fprintf(e.out, "%s\n", raw)
		return err
	})
}
