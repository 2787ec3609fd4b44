package practice

import (
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

const (
	// uploadsAtOnce is how many files may arrive at a time.
	uploadsAtOnce = 8
	// uploadWithin is how long a file may take to arrive.
	uploadWithin = 2 * time.Minute
)

// ofChat hands a route its chat.
func (p *Practice) ofChat(h func(http.ResponseWriter, *http.Request, chat.ChatID)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if id, ok := chatOf(w, r); ok {
			h(w, r, id)
		}
	}
}

// fileSink returns the sink as one that keeps files, or refuses.
func (p *Practice) fileSink(w http.ResponseWriter) (driver.FileSink, bool) {
	sink, _, err := p.running()
	if err != nil {
		refuse(w, http.StatusServiceUnavailable, "The practice floor is not running.")
		return nil, false
	}
	fs, ok := sink.(driver.FileSink)
	if !ok {
		refuse(w, http.StatusNotFound, "This floor keeps no files.")
	}
	return fs, ok
}

// postFile takes a file of the customer's and makes a line of it (E-ACT-06). One that
// is too large is refused before it is read.
func (p *Practice) postFile(w http.ResponseWriter, r *http.Request, id chat.ChatID) {
	sink, ok := p.fileSink(w)
	if !ok {
		return
	}
	q := r.URL.Query()
	turn, err := strconv.ParseInt(q.Get("turn"), 10, 64)
	if err != nil || turn < 0 || turn > MaxTurn {
		refuse(w, http.StatusBadRequest, "The turn is missing or no number.")
		return
	}
	l := Line{Chat: id, Turn: turn, From: chat.SpeakerCustomer, Text: clean(q.Get("text")), Name: oneLine(q.Get("customer"))}
	if len(l.Name) > MaxName {
		refuse(w, http.StatusBadRequest, "The name is longer than 1 KiB.")
		return
	}
	if !p.mayArrive(w, r, sink, id) {
		return
	}
	defer func() { <-p.uploads }()
	_ = http.NewResponseController(w).SetReadDeadline(p.opts.Now().Add(uploadWithin)) // a server without deadlines waits
	f, err := sink.KeepFile(r.Context(), id, q.Get("name"), r.Body)
	if err != nil {
		w.Header().Set("Connection", "close")
		refuse(w, http.StatusRequestEntityTooLarge, err.Error())
		return
	}
	l.File = &f
	seq, err := p.put(r.Context(), l)
	if err != nil {
		p.refusePut(w, err)
		return
	}
	if isLive(id) && l.Text != "" {
		p.hear(l)
	}
	answer(w, http.StatusAccepted, struct {
		Seq uint64 `json:"seq"`
	}{seq})
}

// mayArrive takes one of the places for files, or refuses.
func (p *Practice) mayArrive(w http.ResponseWriter, r *http.Request, sink driver.FileSink, id chat.ChatID) bool {
	m, err := sink.Manners(r.Context(), id)
	switch {
	case err != nil:
		refuse(w, http.StatusServiceUnavailable, "The practice floor is stopping.")
		return false
	case r.ContentLength > m.Upload:
		w.Header().Set("Connection", "close")
		refuse(w, http.StatusRequestEntityTooLarge, "The file is too large: at most "+megabytes(m.Upload)+" can be sent here.")
		return false
	}
	select {
	case p.uploads <- struct{}{}:
		return true
	default:
		refuse(w, http.StatusServiceUnavailable, "Too many files are arriving; try again in a moment.")
		return false
	}
}

// megabytes writes a limit as people read it.
func megabytes(n int64) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return strconv.FormatInt(n>>20, 10) + " MB"
	}
	return strconv.FormatInt(n, 10) + " bytes"
}

// getFile brings the customer the bytes of a file of their own chat, and of no other.
func (p *Practice) getFile(w http.ResponseWriter, r *http.Request, id chat.ChatID) {
	sink, ok := p.fileSink(w)
	if !ok {
		return
	}
	f, err := fileIn(r.Context(), sink, id, r.PathValue("hash"))
	var content io.ReadSeekCloser
	if err == nil {
		content, err = sink.OpenFile(f.Hash)
	}
	if err != nil {
		refuse(w, http.StatusNotFound, "There is no such file in this chat.")
		return
	}
	defer content.Close() //nolint:errcheck // it was read only
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": f.Name}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, max-age=3600")
	http.ServeContent(w, r, "", time.Time{}, content)
}

var errNoSuchFile = errors.New("no line of the chat has this file")

func fileIn(ctx context.Context, sink driver.Sink, id chat.ChatID, hash string) (*chat.File, error) {
	lines, err := sink.Lines(ctx, id)
	if err != nil {
		return nil, err
	}
	for i := range lines {
		if b, ok := lines[i].Event.Body.(*chat.MessagePosted); ok && b.File != nil && b.File.Hash == hash {
			return b.File, nil
		}
	}
	return nil, errNoSuchFile
}

// send puts a file of the floor's own into a line, such as the picture that a script's
// customer sends. Where no files are kept the line goes without.
func (p *Practice) send(ctx context.Context, l Line, name string) Line {
	if name == "" {
		return l
	}
	sink, _, err := p.running()
	if err != nil {
		return l
	}
	fs, ok := sink.(driver.FileSink)
	if !ok {
		return l
	}
	r, err := p.opts.Files.Open("files/" + name)
	if err != nil {
		p.opts.Logger.Warn("practice floor: a script's file is missing", "file", name)
		return l
	}
	defer r.Close() //nolint:errcheck // it was read only
	f, err := fs.KeepFile(ctx, l.Chat, name, r)
	if err != nil {
		p.opts.Logger.Warn("practice floor: a script's file is not taken", "file", name, "error", err)
		return l
	}
	l.File = &f
	return l
}

// typingEvery is how often at most the hub is told that a customer types.
const typingEvery = 5 * time.Second

// postTyping says that the customer is at their keyboard. It answers yes, also
// where there is nothing to tell.
func (p *Practice) postTyping(w http.ResponseWriter, r *http.Request, id chat.ChatID) {
	now := p.opts.Now()
	p.mu.Lock()
	room := p.rooms[id]
	tell := room != nil && room.open && !room.closed && (room.typed.IsZero() || now.Sub(room.typed) >= typingEvery)
	if tell {
		room.typed = now
		room.live.seen = now
	}
	sink := p.sink
	p.mu.Unlock()
	if tell && sink != nil {
		e := chat.Event{ID: eventID(id, "typing-"+strconv.FormatInt(now.UnixMilli(), 10)), Chat: id, Body: &chat.CustomerTyped{}}
		if _, err := p.deliver(r.Context(), sink, id, false, e); err != nil {
			p.refusePut(w, err)
			return
		}
	}
	w.WriteHeader(http.StatusNoContent)
}
