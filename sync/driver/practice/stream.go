package practice

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

const (
	// keepAlive is how often a quiet stream says that it is still there, so
	// that proxies and clients notice a dead one.
	keepAlive = 15 * time.Second
	// writeWithin is how long a slow client may hold up one write. Nothing is
	// buffered for it meanwhile: it is cut off and resumes by Last-Event-ID.
	writeWithin = 10 * time.Second
	// perWrite is how many lines go out together.
	perWrite = 64
)

// stream serves GET /practice/v1/chats/{id}/stream as server-sent events: a
// numbered line each, and where an agent has ended the chat, or nobody is in it
// any more, an event "closed" without a number. The next line opens it again. An
// event "rating" says in which style the customer is asked for one, and what they
// gave.
func (p *Practice) stream(w http.ResponseWriter, req *http.Request) {
	id, ok := chatOf(w, req)
	if !ok {
		return
	}
	after, ok := lastEventID(req)
	if !ok {
		refuse(w, http.StatusBadRequest, "Last-Event-ID must be a delivery number.")
		return
	}
	sink, runs, err := p.running()
	if err != nil {
		refuse(w, http.StatusServiceUnavailable, "The practice floor is not running.")
		return
	}
	r, ear, ok := p.listen(id)
	if !ok {
		refuse(w, http.StatusServiceUnavailable, "Too many streams are open.")
		return
	}
	defer p.unlisten(r, ear)
	ctx, cancel := context.WithCancel(req.Context())
	defer cancel()
	defer context.AfterFunc(runs, cancel)()

	s := &listener{p: p, sink: sink, room: r, ear: ear, next: after, w: w, out: http.NewResponseController(w)}
	err = s.fill(ctx)
	if err == nil {
		s.begin(id)
	}
	if err != nil {
		refuse(w, http.StatusServiceUnavailable, "The log could not be read.")
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/event-stream")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Accel-Buffering", "no")
	w.WriteHeader(http.StatusOK)
	s.run(ctx)
}

// lastEventID reads where the client wants to go on; without the header that
// is the beginning.
func lastEventID(req *http.Request) (int64, bool) {
	v := req.Header.Get("Last-Event-ID")
	if v == "" {
		return 0, true
	}
	n, err := strconv.ParseInt(v, 10, 64)
	return n, err == nil && n >= 0
}

// listen registers a stream of the chat.
func (p *Practice) listen(id chat.ChatID) (*room, chan struct{}, bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.streams >= p.opts.MaxStreams {
		return nil, nil, false
	}
	p.streams++
	r := p.room(id)
	r.streams++
	if r.tail == nil {
		r.tail = newTail()
	}
	ear := make(chan struct{}, 1)
	r.tail.ears[ear] = struct{}{}
	return r, ear, true
}

func (p *Practice) unlisten(r *room, ear chan struct{}) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.streams--
	r.streams--
	delete(r.tail.ears, ear)
	if r.streams == 0 {
		r.tail = nil
		r.live.seen = p.opts.Now()
	}
	p.tidy(r)
}

// listener is one open stream. It has no buffer: it walks the room's tail, and
// the log where the tail does not reach.
type listener struct {
	p    *Practice
	sink driver.Sink
	room *room
	ear  chan struct{}
	next int64 // the newest delivery number that was sent
	// ends are the room's, from the one that comes next; before it stands, if
	// it is not negative, the end that there was when the stream began.
	ended int
	over  int64
	// rated is the newest version of the room's rating that was told.
	rated int
	w     http.ResponseWriter
	out   *http.ResponseController
	buf   bytes.Buffer
}

// fill reads the chat from the log unless another listener has done so.
func (s *listener) fill(ctx context.Context) error {
	s.p.mu.Lock()
	t := s.room.tail
	loaded := t.loaded
	s.p.mu.Unlock()
	if loaded {
		return nil
	}
	all, err := s.sink.Lines(ctx, s.room.id)
	if err != nil {
		return err
	}
	s.p.mu.Lock()
	defer s.p.mu.Unlock()
	t.load(all)
	return nil
}

// begin finds out whether the chat is over already.
func (s *listener) begin(id chat.ChatID) {
	s.p.mu.Lock()
	over, known := s.room.closed, s.room.open || s.room.closed
	s.ended, s.over = len(s.room.tail.ends), -1
	newest := s.room.tail.newest()
	s.p.mu.Unlock()
	if !known && newest > 0 { // it is of an earlier run
		over = !slices.Contains(s.sink.Active(), id)
	}
	if over {
		s.over = newest
	}
}

// end returns after which line the chat is over next, or -1. The caller holds
// p.mu.
func (s *listener) end() int64 {
	switch {
	case s.over >= 0:
		return s.over
	case s.ended < len(s.room.tail.ends):
		return s.room.tail.ends[s.ended]
	}
	return -1
}

// tellEnd says that the chat is over.
func (s *listener) tellEnd() {
	if s.over >= 0 {
		s.over = -1
	} else {
		s.ended++
	}
	s.buf.WriteString("event: closed\ndata: {}\n\n")
}

func (s *listener) run(ctx context.Context) {
	alive := time.NewTicker(keepAlive)
	defer alive.Stop()
	s.buf.WriteString("retry: 1000\n\n")
	if s.flush() != nil {
		return
	}
	for {
		sent, err := s.send(ctx)
		if err != nil {
			return
		}
		if sent {
			continue
		}
		select {
		case <-ctx.Done():
			return
		case <-s.ear:
		case <-alive.C:
			s.buf.WriteString(": still here\n\n")
			if s.flush() != nil {
				return
			}
		}
	}
}

// send writes what is due and reports whether that was anything.
func (s *listener) send(ctx context.Context) (bool, error) {
	s.p.mu.Lock()
	most, end := perWrite, s.end()
	if end > s.next {
		most = int(min(int64(most), end-s.next))
	}
	lines, near := s.room.tail.after(s.next, most)
	asked := s.room.rating
	s.p.mu.Unlock()
	if asked.version != s.rated {
		s.rated = asked.version
		s.buf.WriteString("event: rating\ndata: " + asked.String() + "\n\n")
	}
	if end >= 0 && end <= s.next {
		s.tellEnd()
		return true, s.flush()
	}
	if !near {
		all, err := s.sink.Lines(ctx, s.room.id)
		if err != nil {
			return false, err
		}
		lines = all[min(s.next, int64(len(all))):]
		lines = lines[:min(most, len(lines))]
	}
	for i := range lines {
		s.next++
		if err := s.write(&lines[i]); err != nil {
			return false, err
		}
	}
	return len(lines) > 0, s.flush()
}

func (s *listener) write(c *driver.Committed) error {
	l, ok := seenByCustomer(c)
	if !ok {
		return nil
	}
	data, err := json.Marshal(l)
	if err != nil {
		return err
	}
	s.buf.WriteString("id: ")
	s.buf.WriteString(strconv.FormatInt(s.next, 10))
	s.buf.WriteString("\ndata: ")
	s.buf.Write(data)
	s.buf.WriteString("\n\n")
	if s.buf.Len() < 32<<10 {
		return nil
	}
	return s.flush()
}

// chatOf returns the chat of a route, or refuses.
func chatOf(w http.ResponseWriter, req *http.Request) (chat.ChatID, bool) {
	id := req.PathValue("id")
	if id == "" || len(id) > MaxChatID || !printable(id) {
		refuse(w, http.StatusBadRequest, "The chat's id is malformed.")
		return "", false
	}
	return chat.ChatID(id), true
}

func (s *listener) flush() error {
	if s.buf.Len() == 0 {
		return nil
	}
	// A server that cannot set a deadline, such as a test's recorder, serves
	// without one.
	_ = s.out.SetWriteDeadline(s.p.opts.Now().Add(writeWithin))
	defer s.buf.Reset()
	if _, err := s.w.Write(s.buf.Bytes()); err != nil {
		return err
	}
	return s.out.Flush()
}
