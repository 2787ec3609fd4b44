package chatwoot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"path"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/rest"
)

const (
	// fileWithin is how long fetching the files of one line may take.
	fileWithin = 20 * time.Second
	// largestFile bounds one file in bytes where the hub does not; Chatwoot's own limit is
	// 40 MB by default.
	largestFile = 64 << 20
)

var errFile = errors.New("the file cannot be fetched")

// files fetches what came with a line and gives it to the hub. What cannot be fetched or
// kept is returned, to be named in the text.
func (t *telling) files(m *message) (kept []*chat.File, rest []attachment) {
	sink, ok := t.sink.(driver.FileSink)
	ctx, cancel := context.WithTimeout(t.ctx, fileWithin)
	defer cancel()
	for _, a := range m.Attachments.v {
		if !ok || !a.stored() {
			rest = append(rest, a)
			continue
		}
		f, err := t.d.fetch(ctx, sink, t.id, &a)
		if err != nil {
			t.d.cfg.Logger.Warn("chatwoot: a customer's file was not kept", "chat", string(t.id), "error", err)
			rest = append(rest, a)
			continue
		}
		kept = append(kept, &f)
	}
	return kept, rest
}

// stored reports whether Chatwoot itself keeps the file. The address of a link or a place
// that somebody has shared is the customer's choice, and the hub may reach what they may
// not.
func (a *attachment) stored() bool {
	switch a.Type.v {
	case "image", "audio", "video", "file":
		return a.URL.v != ""
	}
	return false
}

// fetch reads a file without the token: its address is enough, and leads elsewhere.
func (d *Driver) fetch(ctx context.Context, sink driver.FileSink, id chat.ChatID, a *attachment) (chat.File, error) {
	u, err := url.Parse(a.URL.v)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" {
		return chat.File{}, errFile
	}
	limit := int64(largestFile)
	if m, err := sink.Manners(ctx, id); err == nil && m.Upload > 0 {
		limit = m.Upload
	}
	if int64(a.Size) > limit {
		return chat.File{}, fmt.Errorf("%w: it is larger than customers may send", errFile)
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), http.NoBody)
	if err != nil {
		return chat.File{}, errFile
	}
	res, err := d.cfg.HTTP.Do(req)
	if err != nil {
		return chat.File{}, errFile // the cause names the address, and that opens the file
	}
	defer func() { _ = res.Body.Close() }()
	if res.StatusCode != http.StatusOK {
		return chat.File{}, fmt.Errorf("%w: %d", errFile, res.StatusCode)
	}
	return sink.KeepFile(ctx, id, nameOf(a), io.LimitReader(res.Body, limit+1))
}

// nameOf is what a file is called: the end of its address.
func nameOf(a *attachment) string {
	u, err := url.Parse(a.URL.v)
	if err != nil {
		return "file"
	}
	name := path.Base(u.Path)
	if name == "." || name == "/" {
		return "file"
	}
	return clip(name, maxName)
}

// withFiles names, behind the text, what came with it and could not be kept.
func withFiles(text string, files []attachment) string {
	for i := range files {
		text = strings.TrimSpace(text + "\n[" + nameOf(&files[i]) + "]")
	}
	return text
}

// upload is the body of a line with a file (chatwoot.md, 4.2).
func upload(sink driver.FileSink, fields url.Values, f *chat.File) rest.Body {
	kind := f.Type
	if kind == "" {
		kind = "application/octet-stream"
	}
	return rest.Multipart(fields, rest.File{
		Field: "attachments[]", Name: f.Name, Type: kind,
		Read: func() (io.ReadCloser, error) { return sink.OpenFile(f.Hash) },
	})
}
