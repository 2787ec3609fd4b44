package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"floorwalker/app/typed"
	"floorwalker/sync/link"
)

const (
	// timeout is how long an answer that people wait for may take to begin.
	timeout = 10 * time.Second
	// looking is how long an upload waits for the hub to look at its size before
	// its bytes are sent.
	looking = 2 * time.Second
	// longest is the size of the longest answer that is read as a whole, in bytes.
	longest = 4 << 20
	// longestWords is the size of the longest sentence that is shown, in bytes.
	longestWords = 300
)

// ErrNotHub means that something else answered than a hub.
var ErrNotHub = errors.New("What answered is not a hub.") //nolint:staticcheck,revive // ST1005: it is shown as it is

// RefusedError is what a hub says if it does not do what it is asked.
type RefusedError struct {
	// Code is the HTTP status.
	Code int
	// Words are a sentence for people.
	Words string
}

// Error returns the sentence.
func (e *RefusedError) Error() string { return e.Words }

// UnansweredError means that no answer came, or only a part of one.
type UnansweredError struct{ Err error }

// Error is a sentence for people.
func (e *UnansweredError) Error() string { return "The hub did not answer; try again." }

// Unwrap returns the cause.
func (e *UnansweredError) Unwrap() error { return e.Err }

// Config is what a client needs. URL is required; zero values of the other fields
// mean what their comments say.
type Config struct {
	// URL is that of the hub's WebSocket, ws, wss, http or https.
	URL string
	// Token is the agent's secret.
	Token string
	// Hub, if set, says which of a team's hubs has the floor now, in place of URL.
	Hub func() string
	// NetDial opens the byte stream; zero means TCP.
	NetDial func(ctx context.Context, network, addr string) (net.Conn, error)
	// TLS is used for https; zero means the system's trust.
	TLS *tls.Config
	// Proxy chooses an HTTP proxy; zero means none.
	Proxy func(*http.Request) (*url.URL, error)
}

// Client asks one hub.
type Client struct {
	client *http.Client
	hub    func() string

	mu    sync.Mutex // guards token
	token string
}

// New returns a client. An address that is none is told by what is asked.
func New(cfg Config) *Client {
	if cfg.NetDial == nil {
		cfg.NetDial = new(net.Dialer).DialContext
	}
	if cfg.Hub == nil {
		cfg.Hub = func() string { return cfg.URL }
	}
	return &Client{
		hub: cfg.Hub, token: cfg.Token,
		client: &http.Client{
			Transport: &http.Transport{
				DialContext: cfg.NetDial, TLSClientConfig: cfg.TLS, Proxy: cfg.Proxy, DisableKeepAlives: true,
				DisableCompression: true, ResponseHeaderTimeout: timeout, TLSHandshakeTimeout: timeout, ExpectContinueTimeout: looking,
			},
			CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
		},
	}
}

// SetToken replaces the agent's secret.
func (c *Client) SetToken(token string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.token = token
}

// do asks and returns the answer if its status is the one that is wanted.
func (c *Client) do(ctx context.Context, method, route string, query url.Values, body io.Reader, size int64, want int) (*http.Response, error) {
	target, err := link.Beside(c.hub(), route)
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	target.RawQuery = query.Encode()
	req, err := http.NewRequestWithContext(ctx, method, target.String(), body)
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	if body != nil {
		req.ContentLength = size
		req.Header.Set("Content-Type", "application/octet-stream")
		req.Header.Set("Expect", "100-continue")
	}
	c.mu.Lock()
	req.Header.Set("Authorization", "Bearer "+c.token)
	c.mu.Unlock()
	resp, err := c.client.Do(req)
	if err != nil {
		return nil, &UnansweredError{err}
	}
	if resp.StatusCode == want {
		return resp, nil
	}
	err = refusal(resp)
	_ = resp.Body.Close() // the refusal is the news
	return nil, err
}

// refusal reads the hub's sentence, if it is one.
func refusal(resp *http.Response) error {
	words := ""
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); kind == "text/plain" {
		b, err := io.ReadAll(io.LimitReader(resp.Body, longestWords))
		if err == nil {
			words = typed.Line(strings.ToValidUTF8(string(b), ""))
		}
	}
	if words == "" {
		words = fmt.Sprintf("The hub answered with status %d.", resp.StatusCode)
	}
	return &RefusedError{Code: resp.StatusCode, Words: words}
}

// get asks for JSON and returns it whole.
func (c *Client) get(ctx context.Context, route string, query url.Values) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	resp, err := c.do(ctx, http.MethodGet, route, query, nil, 0, http.StatusOK)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close() //nolint:errcheck // it was read only
	return readJSON(resp)
}

func readJSON(resp *http.Response) ([]byte, error) {
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); kind != "application/json" {
		return nil, ErrNotHub
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, longest+1))
	switch {
	case err != nil:
		return nil, &UnansweredError{err}
	case len(body) > longest:
		return nil, ErrNotHub
	}
	return body, nil
}
