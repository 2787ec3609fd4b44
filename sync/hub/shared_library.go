package hub

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/sync/driver"
)

const (
	// libraryLook is how often a library looks whether there is something to do.
	libraryLook = 250 * time.Millisecond
	// libraryEvery is how often the backend is read where nothing calls for it,
	// libraryAgain how soon where the last reading left something open.
	libraryEvery = 3 * time.Minute
	libraryAgain = 15 * time.Second
	// libraryTime bounds the reading of a backend's whole list.
	libraryTime = 30 * time.Second
)

// sharedLibrary keeps the canned responses of one backend and one folder of the canned
// shelf alike, in both directions. The folder is called as the backend is.
//
// It compares three things: what the backend has, what the shelf offers, and what both
// had when they were last alike, which is a tie. The side that still is as the tie says
// takes what the other has. Where both have changed, the backend's version comes onto
// the shelf beside the person's, as that of a second desk would, and nothing goes to the
// backend until somebody has settled them. So it needs no memory of what it did: it may
// end between any two steps, and the next round, of this hub or of another, finds out
// from the three what is left to do. That is also why nothing comes back: what it has
// brought across is alike.
//
// A response that a person moves out of the folder is removed at the backend; its text
// stays on the shelf. Blanks are literal on both sides: {agent} is nothing to the
// backend, and {{contact.name}} a blank that a person here fills in by hand. What the
// shelf cannot hold, such as a text with a stray bracket, is left alone on both sides
// and told in the log.
type sharedLibrary struct {
	hub    *Hub
	driver driver.Driver
	keeper driver.CannedKeeper
	folder string

	mu    sync.Mutex // guards both below
	came  [][]byte   // encoded versions that are not in book yet
	asked bool       // somebody wants the backend to be read now

	rounds atomic.Int64 // how often both were compared

	// Of run's goroutine alone:
	book record.Book[script.Response]
	// news says that people have changed what the backend has to hear of.
	news bool
	// ties are nil until they have been read.
	ties map[record.ID]tie
	// missed are those that were not among what was read last, although they should
	// be: one answer that is cut short must not empty a folder.
	missed map[record.ID]bool
	told   map[string]bool // what was logged as unfit
}

// openLibraries makes one for each backend that has canned responses.
func (h *Hub) openLibraries() error {
	for _, d := range h.cfg.Drivers {
		k, ok := d.(driver.CannedKeeper)
		if !ok || !d.Capabilities().Can(chat.OpCanned) {
			continue
		}
		h.libraries = append(h.libraries, &sharedLibrary{
			hub: h, driver: d, keeper: k, folder: titleOf(d), missed: make(map[record.ID]bool), told: make(map[string]bool),
		})
	}
	if len(h.libraries) == 0 {
		return nil
	}
	return h.core.shelves.each(h.recorded)
}

// recorded takes in a version that is on disk. It does not block.
func (h *Hub) recorded(b *chat.RecordSaved) {
	if b.Shelf != chat.ShelfCanned {
		return
	}
	for _, l := range h.libraries {
		l.mu.Lock()
		l.came = append(l.came, b.Version)
		l.mu.Unlock()
	}
}

// run keeps both alike while the backend can be reached, until ctx ends.
func (l *sharedLibrary) run(ctx context.Context) error {
	t := time.NewTicker(libraryLook)
	defer t.Stop()
	for wait := time.Duration(0); ; wait -= libraryLook {
		if l.reachable() {
			if l.take(); l.news || wait <= 0 {
				l.news = false
				wait = l.round(ctx)
			}
		} else {
			wait = 0 // once it can be reached again
		}
		select {
		case <-t.C:
		case <-ctx.Done():
			return nil
		}
	}
}

func (l *sharedLibrary) reachable() bool {
	s, _ := stateOf(l.driver)
	return s == chat.BackendLive || s == chat.BackendPolling
}

// take merges what has come onto the shelf.
func (l *sharedLibrary) take() {
	l.mu.Lock()
	came := l.came
	l.news = l.news || l.asked
	l.came, l.asked = nil, false
	l.mu.Unlock()
	versions := make([]script.Version, 0, len(came))
	for _, raw := range came {
		v, err := record.Decode[script.Response](raw)
		if err != nil {
			l.hub.cfg.Logger.Warn("a canned text cannot be read, so the backend does not get it", "driver", l.driver.Name(), "error", err)
			continue
		}
		versions = append(versions, v)
		_, tied := l.ties[v.ID]
		l.news = l.news || v.By != l.author() && (tied || v.Content.Folder == l.folder)
	}
	if len(versions) > 0 {
		l.book = l.book.Merge(versions...)
	}
}

// author is who writes for the backend. No person has an id with a capital.
func (l *sharedLibrary) author() chat.AgentID { return chat.AgentID(l.folder) }

// round compares once, and returns when to do so again if nothing happens before.
func (l *sharedLibrary) round(ctx context.Context) time.Duration {
	open, err := l.compare(ctx)
	l.rounds.Add(1)
	switch {
	case err != nil && ctx.Err() == nil && !errors.Is(err, ErrStopped) && !errors.Is(err, ErrLeaseLost):
		l.hub.cfg.Logger.Warn("canned responses could not be compared; it is tried again", slog.String("driver", l.driver.Name()), slog.Any("error", err))
		return libraryAgain
	case open:
		return libraryAgain
	}
	return libraryEvery
}

// compare reads the backend and does what is called for. It reports whether something
// was left for the next round.
func (l *sharedLibrary) compare(ctx context.Context) (open bool, err error) {
	if l.ties == nil {
		if l.ties, err = l.readTies(ctx); err != nil {
			return true, err
		}
	}
	all, err := l.read(ctx)
	if err != nil {
		return true, err
	}
	p := l.pair(all)
	if err := l.fetch(ctx, p); err != nil {
		return true, err
	}
	return l.bring(ctx, p)
}

// read returns what the backend has.
func (l *sharedLibrary) read(ctx context.Context) (all []driver.Canned, err error) {
	err = l.acting(ctx, libraryTime, func(ctx context.Context) error {
		all, err = l.keeper.Canned(ctx)
		return err
	})
	return all[:min(len(all), script.MaxResponses)], err
}

// save tells the backend of one; with an empty text it is removed there.
func (l *sharedLibrary) save(ctx context.Context, c driver.Canned) error {
	return l.acting(ctx, effectTime, func(ctx context.Context) error {
		return l.hub.effects.patiently(ctx, func(ctx context.Context) error { return l.keeper.SaveCanned(ctx, c) })
	})
}

// acting makes one call at the backend, if this hub may.
func (l *sharedLibrary) acting(ctx context.Context, most time.Duration, call func(context.Context) error) error {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	ctx, done, may := l.hub.acting(ctx)
	defer done()
	if !may {
		return ErrLeaseLost
	}
	return call(ctx)
}

// stage puts versions onto the shelf and waits until they are on disk.
func (l *sharedLibrary) stage(ctx context.Context, versions []script.Version) error {
	for len(versions) > 0 {
		some := versions[:min(len(versions), maxBatch/4)]
		versions = versions[len(some):]
		events := make([]chat.Event, 0, len(some))
		for _, v := range some {
			raw, err := record.Encode(v)
			if err != nil {
				return err
			}
			events = append(events, chat.Event{
				ID:   chat.EventID("library/" + l.driver.Name() + "/" + string(v.ID) + "/" + v.Revision.String()),
				Body: &chat.RecordSaved{Shelf: chat.ShelfCanned, Version: raw},
			})
		}
		if !l.hub.holds() {
			return ErrLeaseLost
		}
		err := l.hub.ask(ctx, func(_ context.Context, c *core) {
			for _, e := range events {
				c.stage(e)
			}
		}, nil)
		if err != nil {
			return err
		}
	}
	l.take()
	return nil
}

// unfit tells once why a response of the backend's cannot be on the shelf.
func (l *sharedLibrary) unfit(short string, why error) {
	key := short + "\x00" + why.Error()
	if l.told[key] {
		return
	}
	l.told[key] = true
	l.hub.cfg.Logger.Warn("a canned response of the backend cannot be on the shelf", "driver", l.driver.Name(), "short", strings.ToValidUTF8(short, ""), "why", why)
}
