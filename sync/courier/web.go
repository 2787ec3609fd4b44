package courier

import (
	"bytes"
	"context"
	"crypto/tls"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"strings"
	"sync/atomic"
)

const (
	maxAnswer       = 4 << 10  // bytes of an answer's body that are read
	maxAnswerHeader = 64 << 10 // bytes
	maxRedirects    = 3
)

// web holds the two ways to a webhook: encrypted, and to this machine only.
type web struct{ encrypted, local *http.Client }

func newWeb(cfg Config) *web {
	client := func(t *http.Transport) *http.Client {
		t.DisableCompression = true // a short answer that unpacks to a long one is none
		t.MaxResponseHeaderBytes = maxAnswerHeader
		// On a connection that it uses again, net/http would repeat a request with
		// an Idempotency-Key by itself, at once and uncounted. A handshake for
		// each ticket is the lesser evil, and a new connection is never a stale one.
		t.DisableKeepAlives = true
		return &http.Client{Transport: t, CheckRedirect: sameHost}
	}
	return &web{
		encrypted: client(&http.Transport{
			Proxy: cfg.Proxy, DialContext: cfg.Dial, ForceAttemptHTTP2: true,
			TLSClientConfig: &tls.Config{RootCAs: cfg.Roots, MinVersion: tls.VersionTLS12},
		}),
		local: client(&http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := cfg.Dial(ctx, network, address)
			if err == nil && !loopbackConn(conn) {
				_ = conn.Close()
				return nil, errNotLoopback
			}
			return conn, err
		}}),
	}
}

// sameHost lets a redirect be followed that stays with scheme, host and port
// and repeats the POST. Any other is the answer.
func sameHost(req *http.Request, via []*http.Request) error {
	first := via[0].URL
	if req.Method != http.MethodPost || req.URL.Scheme != first.Scheme || !strings.EqualFold(req.URL.Host, first.Host) || len(via) > maxRedirects {
		return http.ErrUseLastResponse
	}
	return nil
}

// post makes one attempt at a webhook.
func (c *Courier) post(ctx context.Context, p *Parcel) verdict {
	hook, ok := c.cfg.Hook(p.To)
	if !ok {
		return again(0, "there is no webhook of this name").atDestination()
	}
	u, err := hook.parse()
	if err != nil {
		return again(0, err.Error()).atDestination()
	}
	var connected, wrote atomic.Bool // a trace may be told after the answer
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GotConn:      func(httptrace.GotConnInfo) { connected.Store(true) },
		WroteHeaders: func() { wrote.Store(true) },
	})
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), bytes.NewReader(p.Body))
	if err != nil {
		return again(0, "the address of the webhook is not a URL").atDestination()
	}
	now := c.cfg.Now()
	req.Header.Set("Content-Type", "application/json")
	req.Header.Set("User-Agent", "Floorwalker")
	req.Header.Set(HeaderKey, string(p.Key))
	req.Header.Set(HeaderTime, fmt.Sprint(now.Unix()))
	req.Header.Set(HeaderSignature, Sign(hook.Secrets, p.Key, now, p.Body))

	client := c.web.encrypted
	if u.Scheme == "http" {
		client = c.web.local
	}
	answer, err := client.Do(req)
	if err != nil {
		v := again(0, wordsOf(err))
		if !connected.Load() {
			return v.atDestination()
		}
		if wrote.Load() {
			v = v.perhapsThere()
		}
		return v
	}
	defer answer.Body.Close()
	return judgeHTTP(answer.StatusCode, wordsIn(answer), answer.Header.Get("Retry-After"), c.cfg.Now())
}

// wordsIn returns what an answer says: its text or JSON, else what its code
// means, and of a redirect that it was one. A page of HTML says nothing.
func wordsIn(answer *http.Response) string {
	meaning := http.StatusText(answer.StatusCode)
	if answer.StatusCode/100 == 3 {
		return "the receiver sends us elsewhere, which is not followed: " + meaning
	}
	// An error while reading takes nothing from the code that has been read.
	body, _ := io.ReadAll(io.LimitReader(answer.Body, maxAnswer))
	text := clean(string(body))
	if text == "" || strings.Contains(answer.Header.Get("Content-Type"), "html") {
		return meaning
	}
	return text
}
