package hub

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
	"strconv"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/files"
)

const (
	// uploadsAtOnce is how many files may arrive at a time, so that a team with
	// slow lines cannot tie up the hub.
	uploadsAtOnce = 16
	// uploadPause is how long nothing may come of a file before it is given up.
	uploadPause = 30 * time.Second
)

// errNoFiles answers where this hub keeps none.
var errNoFiles = errors.New("This hub keeps no files.") //nolint:staticcheck,revive // ST1005: it is shown as it is

// errNotHere answers for a chat that is not on the floor.
var errNotHere = errors.New("There is no such chat on the floor.") //nolint:staticcheck,revive // ST1005: it is shown as it is

// mountFiles adds the routes of attachments (E-ACT-06, V-ATT-01), for whoever is on
// the team:
//
//	POST /v1/files?chat=&name=   the bytes → a [files.Listed], which events repeat
//	GET  /v1/files/{hash}        the bytes, to be saved and never shown by a browser
//	GET  /v1/library             {"files":[...]}, the team's own
func (h *Hub) mountFiles(r *routes) {
	d := &fileDesk{hub: h, store: h.cfg.Files, room: make(chan struct{}, uploadsAtOnce)}
	r.team("POST /v1/files", d.upload)
	r.team("GET /v1/files/{hash}", d.download)
	r.team("GET /v1/library", d.library)
}

// fileDesk serves files.
type fileDesk struct {
	hub   *Hub
	store *files.Store  // nil where the hub keeps none
	room  chan struct{} // a place for each file that is arriving
}

// upload keeps a file. One that says itself that it is too large is refused before
// a byte of it is read; one that does not say so is cut off behind the limit.
func (d *fileDesk) upload(w http.ResponseWriter, r *http.Request, _ grant) {
	limit, err := d.hub.uploadMax(r.Context(), chat.ChatID(r.URL.Query().Get("chat")))
	switch {
	case d.store == nil:
		err = errNoFiles
	case err == nil && r.ContentLength > limit:
		err = &files.TooLargeError{Limit: limit}
	}
	if err != nil {
		w.Header().Set("Connection", "close") // nobody is going to read the rest
		refuseFile(w, err)
		return
	}
	select {
	case d.room <- struct{}{}:
		defer func() { <-d.room }()
	default:
		w.Header().Set("Retry-After", "2")
		http.Error(w, "Too many files are arriving at the hub; try again in a moment.", http.StatusServiceUnavailable)
		return
	}
	body := &patient{ctx: r.Context(), r: r.Body, out: http.NewResponseController(w), now: d.hub.cfg.Now}
	f, err := d.store.Put(r.URL.Query().Get("name"), body, limit)
	if err != nil {
		w.Header().Set("Connection", "close")
		refuseFile(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusCreated)
	_ = json.NewEncoder(w).Encode(files.ListedOf(f)) // the client went away
}

// patient reads for as long as something comes.
type patient struct {
	ctx context.Context
	r   io.Reader
	out *http.ResponseController
	now func() time.Time
}

func (p *patient) Read(b []byte) (int, error) {
	// A server that cannot have a deadline waits for as long as the client does.
	_ = p.out.SetReadDeadline(p.now().Add(uploadPause))
	if err := p.ctx.Err(); err != nil { // whoever ends it sets a deadline of their own after that
		return 0, err
	}
	return p.r.Read(b)
}

// download answers with the bytes of a file. No browser shows them: it can save
// them, whatever they say they are.
func (d *fileDesk) download(w http.ResponseWriter, r *http.Request, _ grant) {
	if d.store == nil {
		refuseFile(w, errNoFiles)
		return
	}
	serveFile(w, r, d.store, r.PathValue("hash"))
}

// serveFile writes a kept file as something to be saved.
func serveFile(w http.ResponseWriter, r *http.Request, store *files.Store, hash string) {
	c, err := store.Open(hash)
	if err != nil {
		refuseFile(w, err)
		return
	}
	defer c.Close() //nolint:errcheck // it was read only
	name := hash[:12]
	if asked := r.URL.Query().Get("name"); asked != "" {
		name = files.CleanName(asked)
	}
	h := w.Header()
	h.Set("Content-Type", "application/octet-stream")
	h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("ETag", strconv.Quote(hash))
	http.ServeContent(w, r, "", time.Time{}, c)
}

// LibraryList is what GET /v1/library answers.
type LibraryList struct {
	Files []files.Listed `json:"files"`
}

func (d *fileDesk) library(w http.ResponseWriter, _ *http.Request, _ grant) {
	list := LibraryList{Files: []files.Listed{}}
	if d.store != nil {
		for _, f := range d.store.Library() {
			list.Files = append(list.Files, files.ListedOf(f))
		}
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(list) // the client went away
}

// refuseFile says in a sentence why a file is not taken or not there. What the
// system said of the folder goes to nobody: it holds paths.
func refuseFile(w http.ResponseWriter, err error) {
	var tooLarge *files.TooLargeError
	if errors.As(err, &tooLarge) {
		http.Error(w, tooLarge.Error(), http.StatusRequestEntityTooLarge)
		return
	}
	for _, known := range fileRefusals {
		if errors.Is(err, known.err) {
			http.Error(w, known.err.Error(), known.status)
			return
		}
	}
	if errors.Is(err, ErrStopped) {
		http.Error(w, "The hub is stopping.", http.StatusServiceUnavailable)
		return
	}
	http.Error(w, "The file did not arrive whole; send it again.", http.StatusBadRequest)
}

// fileRefusals are the refusals whose own words are for people.
var fileRefusals = []struct {
	err    error
	status int
}{
	{files.ErrEmpty, http.StatusBadRequest},
	{files.ErrFull, http.StatusInsufficientStorage},
	{files.ErrDiskFull, http.StatusInsufficientStorage},
	{files.ErrNone, http.StatusNotFound},
	{files.ErrAway, http.StatusServiceUnavailable},
	{files.ErrDamaged, http.StatusInternalServerError},
	{files.ErrChanged, http.StatusConflict},
	{errNotHere, http.StatusNotFound},
	{errNoFiles, http.StatusNotFound},
}

// uploadMax returns the size of the largest file that the policy in force takes in
// a chat, in bytes.
func (h *Hub) uploadMax(ctx context.Context, id chat.ChatID) (limit int64, err error) {
	m, err := h.manners(ctx, id)
	return m.Upload, err
}

// manners returns what customers of a chat may send; with errNotHere, those of one
// that begins now.
func (h *Hub) manners(ctx context.Context, id chat.ChatID) (m driver.Manners, err error) {
	found := false
	err = h.look(ctx, func(c *core) {
		ct := c.floor.Chat(id)
		found, m = ct != nil, c.mannersIn(ct)
	})
	if err == nil && !found {
		err = errNotHere
	}
	return m, err
}

// mannersIn reads them in the policy in force (A-37, V-EMO-01); ct is nil for a chat
// that is not on the floor yet.
func (c *core) mannersIn(ct *chat.Chat) driver.Manners {
	channel := chat.ChannelWebsite
	if ct != nil {
		channel = ct.Channel
	}
	return driver.Manners{Upload: int64(c.edition.UploadMax(channel)), Emoji: c.edition.Emoji.Customers}
}

// attachable refuses a line whose file is not here: its readers would look for it in
// vain.
func (h *Hub) attachable(wish chat.Wish) *chat.Refusal {
	p, ok := wish.(*chat.PostMessage)
	if !ok || p.File == nil || h.cfg.Files != nil && h.cfg.Files.Has(p.File.Hash, p.File.Size) {
		return nil
	}
	return &chat.Refusal{Code: chat.RefusedInvalid, Words: "the hub does not have this file; attach it again"}
}

var _ driver.FileSink = (*sink)(nil)

// KeepFile implements driver.FileSink.
func (s *sink) KeepFile(ctx context.Context, id chat.ChatID, name string, r io.Reader) (chat.File, error) {
	if s.hub.cfg.Files == nil {
		return chat.File{}, errNoFiles
	}
	m, err := s.Manners(ctx, id)
	if err != nil {
		return chat.File{}, err
	}
	return s.hub.cfg.Files.Put(name, r, m.Upload)
}

// OpenFile implements driver.FileSink.
func (s *sink) OpenFile(hash string) (io.ReadSeekCloser, error) {
	if s.hub.cfg.Files == nil {
		return nil, errNoFiles
	}
	c, err := s.hub.cfg.Files.Open(hash)
	if err != nil {
		return nil, err // a nil *Content would be a reader all the same
	}
	return c, nil
}

// Manners implements driver.FileSink.
func (s *sink) Manners(ctx context.Context, id chat.ChatID) (driver.Manners, error) {
	m, err := s.hub.manners(ctx, id)
	if errors.Is(err, errNotHere) {
		err = nil // a customer may begin with a file
	}
	return m, err
}
