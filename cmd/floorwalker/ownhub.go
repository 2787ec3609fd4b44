package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"sync"
	"time"

	"floorwalker/cmd/internal/backends"
	"floorwalker/cmd/internal/station"
	"floorwalker/storage/vault"
	"floorwalker/sync/driver"
)

// ownHub is the hub inside this program. It can be started again with other backends
// while the window stays: on the same address, so that the desk finds it by itself.
//
// The chats of backends have a folder beside that of the practice floor: customers who
// were played never stand among real ones, and the practice floor is as it was when the
// last backend is removed.
type ownHub struct {
	opts station.Options
	// dir is the folder of the backends' hub.
	dir  string
	book *backends.Book
	env  backends.Env

	mu    sync.Mutex // guards both below
	end   func()     // ends the hub that runs; nil while none does
	again bool       // another one is to follow
}

// secretsFolder holds credentials where there is no keychain, as it does for floorhub.
const secretsFolder = "secrets"

// practiceName and realName are what a floor is called by the policy that ships, and by a
// hub with backends until its policy says something else.
const (
	practiceName = `name = "Practice floor"`
	realName     = `name = "Your floor"`
)

// teamFolder is that of the backends' hub, beside that of the practice floor.
const teamFolder = "team"

func newOwnHub(o station.Options) *ownHub {
	dir := filepath.Join(filepath.Dir(o.Dir), teamFolder)
	v := vault.New(filepath.Join(dir, secretsFolder), vault.Options{Keychain: vault.System{}, Logger: o.Logger})
	return &ownHub{opts: o, dir: dir, book: backends.NewBook(dir, v), env: backends.Env{Now: o.Now, Logger: o.Logger}}
}

// run runs one hub after the other until ctx ends.
func (h *ownHub) run(ctx context.Context) error {
	for {
		if err := h.once(ctx); err != nil {
			return err
		}
		h.mu.Lock()
		again := h.again
		h.again = false
		h.mu.Unlock()
		if !again || ctx.Err() != nil {
			return nil
		}
		l, err := listenAgain(ctx, h.opts.Listen)
		if err != nil {
			return err
		}
		h.opts.Listener = l
	}
}

// once runs one hub to its end.
func (h *ownHub) once(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	o := h.opts
	entries, err := h.book.Entries()
	if err != nil {
		return err
	}
	if len(entries) > 0 {
		o.Dir, o.Practice, o.Scenarios, o.PracticeFile = h.dir, false, false, ""
		o.Policy = bytes.Replace(o.Policy, []byte(practiceName), []byte(realName), 1)
	}
	o.Drivers = func() ([]driver.Driver, error) { return h.book.Drivers(ctx, h.env) }
	s, err := station.Open(ctx, o)
	if err != nil {
		return err
	}
	h.mu.Lock()
	h.end = cancel
	if h.again {
		cancel() // somebody was faster than the hub
	}
	h.mu.Unlock()
	err = s.Run(ctx)
	h.mu.Lock()
	h.end = nil
	h.mu.Unlock()
	return err
}

// restart has the hub read its list of backends anew.
func (h *ownHub) restart() {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.again = true
	if h.end != nil {
		h.end()
	}
}

const (
	// listenTries is how often the address that was just left is asked for.
	listenTries = 50
	listenPause = 100 * time.Millisecond
)

// listenAgain takes the address of the hub before.
func listenAgain(ctx context.Context, addr string) (net.Listener, error) {
	var lc net.ListenConfig
	for n := 0; ; n++ {
		l, err := lc.Listen(ctx, "tcp", addr)
		if err == nil {
			return l, nil
		}
		if n == listenTries {
			return nil, fmt.Errorf("cannot listen on %s again: %w", addr, errors.Unwrap(err))
		}
		select {
		case <-time.After(listenPause):
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
}

// keep saves what was answered about one backend, with the people and teams of before.
func (h *ownHub) keep(ctx context.Context, vendor string, given backends.Answers) error {
	if err := os.MkdirAll(filepath.Join(h.dir, secretsFolder), 0o700); err != nil {
		return err
	}
	e := backends.Entry{Vendor: vendor, Answers: given}
	entries, err := h.book.Entries()
	if err != nil {
		return err
	}
	for _, was := range entries {
		if was.Vendor == vendor {
			e.Agents, e.Teams = was.Agents, was.Teams
		}
	}
	return h.book.Save(ctx, e)
}
