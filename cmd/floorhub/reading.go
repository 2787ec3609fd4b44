package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"

	"floorwalker/sync/log"
)

// reading is what the commands have in common that print what a hub has
// written.
type reading struct {
	target
}

// print copies what the running hub says at path, until it has said all or the
// command is told to stop. Where no hub runs, alone prints from the log.
func (c *reading) print(e *env, path string, query url.Values, alone func(*log.Log) error) error {
	return c.reach(e, http.MethodGet, path+"?"+query.Encode(), nil, func(r io.Reader) error {
		if _, err := io.Copy(e.out, r); !errors.Is(err, context.Canceled) {
			return err
		}
		return nil
	}, func(dir string) error { return c.open(e, dir, alone) })
}

// visit hands each line that the running hub says at path to line, until it has
// said all. Where no hub runs, alone reads the log.
func (c *reading) visit(e *env, path string, query url.Values, line func([]byte), alone func(*log.Log) error) error {
	return c.reach(e, http.MethodGet, path+"?"+query.Encode(), nil, func(r io.Reader) error {
		in := bufio.NewReader(r)
		for {
			raw, err := in.ReadBytes('\n')
			switch {
			case errors.Is(err, io.EOF) && len(raw) == 0:
				return nil
			case err != nil:
				return err
			}
			line(bytes.TrimSuffix(raw, []byte{'\n'}))
		}
	}, func(dir string) error { return c.open(e, dir, alone) })
}
