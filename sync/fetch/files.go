package fetch

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"hash"
	"io"
	"net/http"
	"net/url"

	"floorwalker/app/chat"
)

// ErrOtherBytes ends the reading of a file whose bytes are not those of its name.
var ErrOtherBytes = errors.New("The file did not come whole from the hub.") //nolint:staticcheck,revive // ST1005: it is shown as it is

// listed is a file as a hub writes it.
type listed struct {
	Hash   string `json:"hash"`
	Name   string `json:"name"`
	Type   string `json:"type"`
	Size   int64  `json:"size"`
	Width  int    `json:"width"`
	Height int    `json:"height"`
}

// good reports whether a message could speak of it.
func (l *listed) good() bool {
	return chat.IsHash(l.Hash) && l.Name != "" && l.Size > 0 && l.Width >= 0 && l.Height >= 0
}

// Upload sends size bytes of r for a chat and returns how a message speaks of them.
// It takes as long as it takes, unless ctx ends first.
func (c *Client) Upload(ctx context.Context, id chat.ChatID, name string, size int64, r io.Reader) (chat.File, error) {
	query := url.Values{"chat": {string(id)}, "name": {name}}
	// What has grown since it was measured would break the request; what has been
	// cut off does.
	resp, err := c.do(ctx, http.MethodPost, "/v1/files", query, io.LimitReader(r, size), size, http.StatusCreated)
	if err != nil {
		return chat.File{}, err
	}
	defer resp.Body.Close() //nolint:errcheck // it was read only
	body, err := readJSON(resp)
	if err != nil {
		return chat.File{}, err
	}
	return decodeFile(body)
}

func decodeFile(body []byte) (chat.File, error) {
	var l listed
	if err := json.Unmarshal(body, &l); err != nil {
		return chat.File{}, ErrNotHub
	}
	if !l.good() {
		return chat.File{}, ErrNotHub
	}
	return chat.File(l), nil
}

// Library returns the team's files.
func (c *Client) Library(ctx context.Context) ([]chat.File, error) {
	body, err := c.get(ctx, "/v1/library", nil)
	if err != nil {
		return nil, err
	}
	return decodeLibrary(body)
}

func decodeLibrary(body []byte) ([]chat.File, error) {
	var list struct {
		Files *[]listed `json:"files"`
	}
	if err := json.Unmarshal(body, &list); err != nil {
		return nil, ErrNotHub
	}
	if list.Files == nil {
		return nil, ErrNotHub
	}
	all := make([]chat.File, 0, len(*list.Files))
	for _, l := range *list.Files {
		if l.good() {
			all = append(all, chat.File(l))
		}
	}
	return all, nil
}

// Open returns the bytes of a hash. The caller closes it.
func (c *Client) Open(ctx context.Context, hash string) (io.ReadCloser, error) {
	if !chat.IsHash(hash) {
		return nil, ErrOtherBytes
	}
	resp, err := c.do(ctx, http.MethodGet, "/v1/files/"+hash, nil, nil, 0, http.StatusOK)
	if err != nil {
		return nil, err
	}
	return &content{body: resp.Body, sum: sha256.New(), want: hash}, nil
}

// content compares bytes with their name as they are read.
type content struct {
	body io.ReadCloser
	sum  hash.Hash
	want string
}

func (c *content) Read(b []byte) (int, error) {
	n, err := c.body.Read(b)
	c.sum.Write(b[:n]) //nolint:errcheck // a hash never fails
	switch {
	case errors.Is(err, io.EOF) && hex.EncodeToString(c.sum.Sum(nil)) != c.want:
		err = ErrOtherBytes
	case err != nil && !errors.Is(err, io.EOF):
		err = &UnansweredError{err}
	}
	return n, err
}

func (c *content) Close() error { return c.body.Close() }
