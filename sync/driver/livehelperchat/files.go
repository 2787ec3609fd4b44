package livehelperchat

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/rest"
)

// fetchFile keeps a file of a customer's. Where that cannot be done, words say in the
// line's text that there is one; an error means that it may be tried again.
func (d *Driver) fetchFile(ctx context.Context, sink driver.Sink, in chat.ChatID, ref fileRef) (*chat.File, string, error) {
	id := ref.id
	keeper, ok := sink.(driver.FileSink)
	if !ok {
		return nil, "[a file]", nil
	}
	about, err := d.api.get(ctx, "/restapi/file/{id}", "restapi/file/"+id, url.Values{"meta": {"true"}})
	if err != nil {
		return nil, "[a file that could not be fetched]", again(err)
	}
	f, err := decodeFile(about)
	// A customer may write any number of a file, and that would be somebody else's.
	if err != nil || !strings.EqualFold(string(f.Hash), ref.hash) {
		return nil, "[a file that could not be fetched]", nil
	}
	name := cmp.Or(clipped(string(f.Name), 100), "file "+id)
	manners, err := keeper.Manners(ctx, in)
	if err != nil {
		return nil, "", err
	}
	if int64(f.Size) > manners.Upload {
		return nil, "[" + name + ": too large]", nil
	}
	body, err := d.api.bytes(ctx, id, manners.Upload)
	if err != nil {
		return nil, "[" + name + ": could not be fetched]", again(err)
	}
	kept, err := keeper.KeepFile(ctx, in, name, bytes.NewReader(body))
	if err != nil {
		return nil, "[" + name + ": " + clipped(err.Error(), 120) + "]", ctx.Err()
	}
	return &kept, "", nil
}

// again returns nil where asking for a file again would be in vain: the server has
// answered, and without the file. It must not keep the line from being seen.
func again(err error) error {
	if rest.Status(err) != 0 {
		return nil
	}
	return passable(err)
}

// bytes reads a file's bytes. A refusal of them is JSON with "error"; a JSON file of a
// customer's has no such field at its top, or is taken to be one.
func (a *api) bytes(ctx context.Context, id string, most int64) ([]byte, error) {
	c := rest.Client{
		Base: a.rest.Base, HTTP: a.rest.HTTP, Sign: a.rest.Sign, Now: a.rest.Now, Timeout: a.rest.Timeout,
		Limit: most, Logger: a.rest.Logger,
		Explain: func(ans rest.Answer) error {
			if words, no, err := refusal(ans.Body); err == nil && no {
				return refusalOf(words)
			}
			if ans.Status != http.StatusOK {
				return rest.ErrStatus
			}
			return nil
		},
	}
	ans, err := c.Ask(ctx, rest.Call{Method: http.MethodGet, Route: "GET /restapi/file/{id}", Path: "restapi/file/" + id})
	var no *lacking
	if errors.As(err, &no) {
		a.lacks(no.right)
	}
	return ans.Body, err
}

// errNoFile says that the bytes of a line's file are not at hand.
var errNoFile = errors.New("the file is not there any more")

// upload brings a file to the server and returns how a message speaks of it.
func (d *Driver) upload(ctx context.Context, sink driver.Sink, n int64, f *chat.File) (string, error) {
	keeper, ok := sink.(driver.FileSink)
	if !ok {
		return "", errNoFile
	}
	call := rest.Call{
		Method: http.MethodPost, Route: "POST /restapi/file", Path: "restapi/file",
		Body: rest.Multipart(url.Values{"chat_id": {itoa(n)}}, rest.File{
			Field: "files", Name: cmp.Or(f.Name, "file"), Type: cmp.Or(f.Type, "application/octet-stream"),
			Read: func() (io.ReadCloser, error) { return keeper.OpenFile(f.Hash) },
		}),
	}
	// A file that lies at the server twice is seen by nobody: only the line shows it.
	call.Same = true
	body, err := d.api.ask(ctx, call)
	if err != nil {
		return "", err
	}
	up, err := decodeFile(body)
	if err != nil {
		return "", &driver.Refusal{Words: "Live Helper Chat did not take the file; its settings say which kinds and sizes operators may send.", Err: err}
	}
	return "[file=" + itoa(int64(up.ID)) + "_" + string(up.Hash) + "]", nil
}
