package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"

	"floorwalker/cmd/internal/station"
	"floorwalker/sync/log"
)

// target says which hub a command is about: the one that runs on a folder, or else
// the log that lies there.
type target struct {
	folder
	Nats string `help:"An existing NATS cluster instead of the built-in log." placeholder:"URL"`
}

// admin asks the running hub, or opens the log if none runs.
func (t *target) admin(e *env, method, path string, body []byte, read func(io.Reader) error) error {
	return t.reach(e, method, path, body, read, func(dir string) error {
		return t.alone(e, dir, method, path, body, read)
	})
}

// reach asks the hub that runs on a folder, and has read take what it says.
// Where none runs, alone does without it.
func (t *target) reach(e *env, method, path string, body []byte, read func(io.Reader) error, alone func(dir string) error) error {
	dir, err := t.path()
	if err != nil {
		return err
	}
	client, err := station.Admin(e.ctx, dir)
	if errors.Is(err, station.ErrNoHub) {
		return alone(dir)
	}
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(e.ctx, method, "http://hub"+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer func() { _ = resp.Body.Close() }() // read to its end, or the error is known
	return answer(resp.StatusCode, resp.Body, read)
}

// alone answers from a hub that is opened for this command only, through the
// same routes.
func (t *target) alone(e *env, dir, method, path string, body []byte, read func(io.Reader) error) error {
	o := e.options(dir, t.Nats)
	o.Aside = true
	s, err := station.Open(e.ctx, o)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(e.ctx)
	ended := make(chan error, 1)
	go func() { ended <- s.Run(ctx) }()
	rec := httptest.NewRecorder()
	req, err := http.NewRequestWithContext(ctx, method, "http://hub"+path, bytes.NewReader(body))
	if err == nil {
		if err = whole(s.Hub().Admin(), rec, req); err == nil {
			err = answer(rec.Code, rec.Body, read)
		}
	}
	cancel()
	if failed := <-ended; err == nil {
		err = failed // otherwise it says the same with other words
	}
	return err
}

// whole serves a request, and says so if the answer was cut off.
func whole(h http.Handler, w http.ResponseWriter, r *http.Request) (err error) {
	defer func() {
		switch cut := recover(); cut {
		case nil:
		case http.ErrAbortHandler:
			err = errors.New("the answer was cut off; the log says why")
		default:
			panic(cut)
		}
	}()
	h.ServeHTTP(w, r)
	return nil
}

func answer(code int, body io.Reader, read func(io.Reader) error) error {
	if code < 300 {
		return read(body)
	}
	words, err := io.ReadAll(io.LimitReader(body, 4<<10))
	if err != nil {
		return err
	}
	return errors.New(string(bytes.TrimSpace(words)))
}

// open reads the log that lies in a folder on which no hub runs.
func (t *target) open(e *env, dir string, read func(*log.Log) error) (err error) {
	l, err := log.Open(e.ctx, log.Config{Dir: dir, URL: t.Nats, Logger: e.logger})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, l.Close()) }()
	return read(l)
}

// decoded reads an answer that is JSON, for then.
func decoded[T any](then func(T) error) func(io.Reader) error {
	return func(r io.Reader) error {
		var v T
		if err := json.NewDecoder(r).Decode(&v); err != nil {
			return err
		}
		return then(v)
	}
}

// into keeps an answer that is JSON.
func into[T any](v *T) func(io.Reader) error {
	return func(r io.Reader) error { return json.NewDecoder(r).Decode(v) }
}

// unread is for answers that have nothing to say.
func unread(io.Reader) error { return nil }
