package crisp

import (
	"context"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

const (
	fetchTime = 20 * time.Second
	bringTime = 3 * time.Second
	// fetchAtOnce is how many files are fetched at a time.
	fetchAtOnce = 4
	// freshFile is how old a line may be whose file is fetched; what is older keeps
	// its link.
	freshFile = 5 * time.Minute
)

// brought is what came of fetching a customer's file: the file, or the words that stand
// for it.
type brought struct {
	text string
	file *chat.File
}

// link is what stands for a file that cannot or may not be fetched.
func link(m *message) *brought {
	name := m.File.Name
	if name == "" {
		name = m.Kind
	}
	return &brought{text: name + " – " + m.File.URL}
}

// fetches reports whether the file of a line is fetched: it is a customer's, new, and
// where we may look.
func (d *Driver) fetches(m *message) bool {
	if m.File == nil || !m.FromVisitor || m.brought != nil || !d.trusted(m.File.URL) {
		return false
	}
	_, ok := d.known().(driver.FileSink)
	return ok && d.cfg.Now().Sub(chat.Instant(m.At).Time()) < freshFile
}

// hold fetches the file of a line. Until it is there the chat's later lines wait behind
// it, and those of no other chat.
func (d *Driver) hold(ctx context.Context, s *session, c *change) {
	s.held = []change{*c}
	m, id := c.message, chatID(c.Session)
	d.fetching.Go(func() {
		p := poke{session: c.Session, brought: link(&m)}
		select {
		case d.fetchers <- struct{}{}:
			p.brought = d.fetch(ctx, id, &m)
			<-d.fetchers
		case <-ctx.Done():
		}
		select {
		case d.pokes <- p:
		case <-ctx.Done():
		}
	})
}

// released hands on the line whose file has come, and those that waited behind it.
func (d *Driver) released(ctx context.Context, s *session, b *brought) error {
	held := s.held
	s.held = nil
	if len(held) == 0 {
		return nil
	}
	held[0].message.brought = b
	for i := range held {
		if err := d.line(ctx, s, &held[i]); err != nil {
			return err
		}
	}
	return nil
}

// bring is what of a line's file can be had while everybody waits, as for one that was
// sent while the connection was lost.
func (d *Driver) bring(ctx context.Context, id chat.ChatID, m *message) *brought {
	switch {
	case m.brought != nil:
		return m.brought
	case !d.fetches(m):
		return link(m)
	}
	ctx, cancel := context.WithTimeout(ctx, bringTime)
	defer cancel()
	return d.fetch(ctx, id, m)
}

// fetch brings a customer's file to the hub.
func (d *Driver) fetch(ctx context.Context, id chat.ChatID, m *message) *brought {
	keeper, ok := d.known().(driver.FileSink)
	if !ok {
		return link(m)
	}
	ctx, cancel := context.WithTimeout(ctx, fetchTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, m.File.URL, nil)
	if err != nil {
		return link(m)
	}
	res, err := d.http.Do(req)
	if err != nil {
		return link(m)
	}
	defer res.Body.Close()
	if res.StatusCode != http.StatusOK {
		return link(m)
	}
	name := m.File.Name
	if name == "" {
		name = m.Kind
	}
	f, err := keeper.KeepFile(ctx, id, name, io.LimitReader(res.Body, mostFile+1))
	if err != nil {
		return link(m)
	}
	return &brought{file: &f}
}

// trusted reports whether a file may be fetched from there. A visitor can put any
// address into a message, and the hub may reach what a visitor may not.
func (d *Driver) trusted(address string) bool {
	u, err := url.Parse(address)
	if err != nil || u.User != nil || u.Scheme != "https" && (u.Scheme != "http" || strings.HasPrefix(d.cfg.URL, "https://")) {
		return false
	}
	host := strings.ToLower(u.Hostname())
	for _, known := range d.cfg.Files {
		if host == known || strings.HasSuffix(host, "."+known) {
			return u.Port() == "" || u.Scheme == "http"
		}
	}
	return false
}
