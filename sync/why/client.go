package why

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
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/link"
)

const (
	// timeout is how long an answer may take: who asks is looking at the place
	// where it will stand.
	timeout = 5 * time.Second
	// longest is the size of the longest answer that is read, in bytes.
	longest = 1 << 20
)

// ErrNotWhy means that something else answered than a hub.
var ErrNotWhy = errors.New("why: the answer is no explanation")

// StatusError means that the hub answered with this HTTP status.
type StatusError struct{ Code int }

// Error implements error.
func (e *StatusError) Error() string { return fmt.Sprintf("why: the hub answered %d", e.Code) }

// Config is what a client needs. URL is required; zero values of the other fields
// mean what their comments say.
type Config struct {
	// URL is that of the hub's WebSocket, ws, wss, http or https.
	URL string
	// Token is the agent's secret.
	Token string
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
	url    string

	mu    sync.Mutex // guards token
	token string
}

// New returns a client. An address that is none is told by Ask.
func New(cfg Config) *Client {
	if cfg.NetDial == nil {
		cfg.NetDial = new(net.Dialer).DialContext
	}
	return &Client{
		url: cfg.URL, token: cfg.Token,
		client: &http.Client{
			Timeout: timeout,
			Transport: &http.Transport{
				DialContext: cfg.NetDial, TLSClientConfig: cfg.TLS, Proxy: cfg.Proxy, DisableKeepAlives: true,
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

// Ask returns the hub's part of why a chat has an alert, or has none. It waits for
// the answer, 5 s at most.
func (c *Client) Ask(ctx context.Context, id chat.ChatID) (Answer, error) {
	target, err := link.Beside(c.url, "/why")
	if err != nil {
		return Answer{}, fmt.Errorf("why: %w", err)
	}
	target.RawQuery = url.Values{"chat": {string(id)}}.Encode()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return Answer{}, fmt.Errorf("why: %w", err)
	}
	c.mu.Lock()
	req.Header.Set("Authorization", "Bearer "+c.token)
	c.mu.Unlock()
	resp, err := c.client.Do(req)
	if err != nil {
		return Answer{}, fmt.Errorf("why: %w", err)
	}
	defer resp.Body.Close() //nolint:errcheck // it was read only
	if resp.StatusCode != http.StatusOK {
		return Answer{}, &StatusError{resp.StatusCode}
	}
	if kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type")); kind != "application/json" {
		return Answer{}, ErrNotWhy
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, longest+1))
	switch {
	case err != nil:
		return Answer{}, fmt.Errorf("why: %w", err)
	case len(body) > longest:
		return Answer{}, ErrNotWhy
	}
	return decode(body)
}
