package crisp

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/rest"
)

// mostFile is how large a file may be, in bytes.
const mostFile = 25 << 20

// bucket hands the places that the stream names for files to those who wait for them.
// The zero value is ready; it may be used from many goroutines.
type bucket struct {
	mu   sync.Mutex
	wait map[string]chan upload
}

func (b *bucket) expect(id string) <-chan upload {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.wait == nil {
		b.wait = make(map[string]chan upload)
	}
	ch := make(chan upload, 1)
	b.wait[id] = ch
	return ch
}

func (b *bucket) forget(id string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	delete(b.wait, id)
}

func (b *bucket) arrived(u upload) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if ch, ok := b.wait[u.ID]; ok {
		delete(b.wait, u.ID)
		ch <- u
	}
}

// postFile brings a file to Crisp: a place is asked for, named on the stream, filled,
// and then a line points at it. Up to the line nothing has an effect on the customer.
func (d *Driver) postFile(ctx context.Context, session string, line *driver.Line) error {
	raw, err := d.bytes(line.File)
	if err != nil {
		return err
	}
	place, err := d.place(ctx, session, line)
	if err != nil {
		return err
	}
	if place.Limit > 0 && int64(len(raw)) > place.Limit {
		return &driver.Refusal{Words: fmt.Sprintf("Crisp takes files of up to %d MB.", place.Limit>>20)}
	}
	if err := d.put(ctx, place.Signed, line.File.Type, raw); err != nil {
		return err
	}
	return d.send(ctx, session, fileOf(line.Message), outgoing{
		Type: "file", User: who(line),
		Content: map[string]string{"name": line.File.Name, "url": place.Resource, "type": line.File.Type},
	})
}

// bytes reads a file from the hub.
func (d *Driver) bytes(f *chat.File) ([]byte, error) {
	keeper, ok := d.known().(driver.FileSink)
	if !ok {
		return nil, &driver.Refusal{Words: "This hub keeps no files."}
	}
	r, err := keeper.OpenFile(f.Hash)
	if err != nil {
		return nil, err
	}
	defer r.Close()
	raw, err := io.ReadAll(io.LimitReader(r, mostFile+1))
	if err == nil && len(raw) > mostFile {
		return nil, &driver.Refusal{Words: "The file is too large for Crisp."}
	}
	return raw, err
}

// place asks for a place, and waits for the stream to name it.
func (d *Driver) place(ctx context.Context, session string, line *driver.Line) (upload, error) {
	id := fmt.Sprintf("fw-%d", fingerprint(session, fileOf(line.Message)))
	named := d.bucket.expect(id)
	defer d.bucket.forget(id)
	_, _, err := d.api.ask(ctx, rest.Call{
		Method: http.MethodPost, Route: "POST bucket/url/generate", Path: rest.Path("bucket", "url", "generate"), Same: true,
		Body: rest.JSON(map[string]any{
			"namespace": "upload", "id": id,
			"file":     map[string]string{"name": line.File.Name, "type": line.File.Type},
			"resource": map[string]string{"type": "session", "id": session},
		}),
	})
	if err != nil {
		if lacking(err) {
			d.rights.lacks("bucket:url")
		}
		return upload{}, inWords(err)
	}
	select {
	case u := <-named:
		return u, nil
	case <-ctx.Done():
		return upload{}, &driver.Refusal{Words: "Crisp named no place for the file; please send it again.", Again: true, Err: ctx.Err()}
	}
}

// put fills the place. The address has its own signature: our key is not for it.
func (d *Driver) put(ctx context.Context, to, kind string, raw []byte) error {
	if u, err := url.Parse(to); err != nil || u.Scheme != "https" && strings.HasPrefix(d.cfg.URL, "https://") {
		return &driver.Refusal{Words: "Crisp named a place for the file that is not encrypted."}
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPut, to, bytes.NewReader(raw))
	if err != nil {
		return errPlace
	}
	req.Header.Set("Content-Type", kind)
	res, err := d.http.Do(req)
	if err != nil {
		return errPlace
	}
	defer res.Body.Close()
	if res.StatusCode >= http.StatusMultipleChoices {
		return fmt.Errorf("%w: %s", errPlace, http.StatusText(res.StatusCode))
	}
	return nil
}

var errPlace = errors.New("the file could not be brought to Crisp")
