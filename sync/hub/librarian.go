package hub

import (
	"context"
	"strings"
	"sync"
	"time"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/typed"
	"floorwalker/sync/driver"
	"floorwalker/sync/wire"
)

const (
	// librarianTime is how long the rest of an answer waits for a backend's articles.
	librarianTime = 2 * time.Second
	// librarianLeast is how much of a word a backend is asked for, in characters.
	librarianLeast = 3
	// librarianMost is how many articles of a backend's are shown beside the team's,
	// librarianKept how many answers are kept for whoever types on, and
	// librarianFresh for how long.
	librarianMost  = 4
	librarianKept  = 64
	librarianFresh = time.Minute
)

// librarians ask the backends for their help articles. One question is under way at a
// time for each backend: whoever types on while it is slow waits for its answer no
// longer than librarianTime, and has the team's own articles then.
type librarians struct {
	mu   sync.Mutex // guards kept
	kept map[string]theirAnswer
	desk map[string]chan struct{} // one place for each backend that can be asked
}

// theirAnswer is what a backend said, and when.
type theirAnswer struct {
	articles []wire.Article
	at       time.Time
}

func newLibrarians(drivers []driver.Driver) *librarians {
	l := &librarians{kept: make(map[string]theirAnswer), desk: make(map[string]chan struct{})}
	for _, d := range drivers {
		if _, ok := d.(driver.Librarian); ok && d.Capabilities().Can(chat.OpArticle) {
			l.desk[d.Name()] = make(chan struct{}, 1)
		}
	}
	return l
}

// librarianOf returns the backend of a chat, if it can be asked for articles.
func (h *Hub) librarianOf(ctx context.Context, id chat.ChatID) driver.Driver {
	if id == "" || len(h.librarians.desk) == 0 {
		return nil
	}
	var name string
	if h.look(ctx, func(c *core) {
		if ct := c.floor.Chat(id); ct != nil {
			name = ct.Driver
		}
	}) != nil || h.librarians.desk[name] == nil {
		return nil
	}
	return h.drivers[name]
}

// theirArticles returns what the backend of a chat has about q. It never takes longer
// than librarianTime, and has nothing where the backend says nothing.
func (h *Hub) theirArticles(ctx context.Context, id chat.ChatID, q string) []wire.Article {
	q = strings.Join(strings.Fields(q), " ")
	if utf8.RuneCountInString(q) < librarianLeast {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, librarianTime)
	defer cancel()
	d := h.librarianOf(ctx, id)
	if d == nil {
		return nil
	}
	place := h.librarians.desk[d.Name()]
	select {
	case place <- struct{}{}:
		defer func() { <-place }()
	case <-ctx.Done():
		return nil
	}
	key, now := d.Name()+"\x00"+strings.ToLower(q), h.cfg.Now()
	if all, ok := h.librarians.recall(key, now); ok {
		return all
	}
	found, err := d.(driver.Librarian).Articles(ctx, q)
	if err != nil {
		h.cfg.Logger.Info("a backend's articles could not be searched", "driver", d.Name(), "error", sentence(err))
		return nil
	}
	all := make([]wire.Article, 0, librarianMost)
	for _, a := range found[:min(len(found), librarianMost)] {
		if a.URL == "" || a.Title == "" {
			continue
		}
		all = append(all, wire.Article{
			ID: d.Name() + ":" + a.URL, Title: a.Title, Link: a.URL, From: titleOf(d),
			Excerpt: typed.Shorten(typed.Line(a.Summary), excerptLength),
		})
	}
	h.librarians.keep(key, theirAnswer{all, now})
	return all
}

func (l *librarians) recall(key string, now time.Time) ([]wire.Article, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	a, ok := l.kept[key]
	if !ok || now.Sub(a.at) > librarianFresh {
		return nil, false
	}
	return a.articles, true
}

func (l *librarians) keep(key string, a theirAnswer) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.kept) >= librarianKept {
		clear(l.kept) // they are worth a minute
	}
	l.kept[key] = a
}
