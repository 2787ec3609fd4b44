package rest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"floorwalker/sync/driver"
)

// Error is an answer that is no yes.
type Error struct {
	// Route is the call's, Status that of HTTP; 0 where no answer came.
	Route  string
	Status int
	// After is how long the vendor wants to hear nothing, if it said so.
	After time.Duration
	// Err is the cause, with nothing of a query or a body in it.
	Err error
}

// Error says which call failed and how.
func (e *Error) Error() string {
	if e.Status != 0 {
		return fmt.Sprintf("%s: %d %s: %v", e.Route, e.Status, http.StatusText(e.Status), e.Err)
	}
	return fmt.Sprintf("%s: %v", e.Route, e.Err)
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

var (
	// ErrStatus is the cause where nothing but the status tells what is wrong.
	ErrStatus = errors.New("the server said no")
	// ErrTooLong says that an answer was longer than the client reads.
	ErrTooLong = errors.New("the answer is too long")
	// ErrUnreadable says that an answer is not what was asked for.
	ErrUnreadable = errors.New("the answer cannot be read")
)

// Status returns the status of an Error among err's causes, or 0.
func Status(err error) int {
	var e *Error
	if errors.As(err, &e) {
		return e.Status
	}
	return 0
}

// Ask makes the call and returns the answer as well.
func (c *Client) Ask(ctx context.Context, call Call) (Answer, error) {
	same := call.Same || call.Method == http.MethodGet || call.Method == http.MethodHead
	pause := 500 * time.Millisecond
	for try := 1; ; try++ {
		a, err := c.once(ctx, &call)
		switch {
		case err == nil:
			return a, nil
		case try >= cmp.Or(c.Tries, 3) || ctx.Err() != nil || call.Prompt && patience(err) > 0:
			return a, verdict(err, same)
		case patience(err) > 0, errors.Is(err, errUnreached): // no effect, so it may be made again
		case !same || !passing(err):
			return a, verdict(err, same)
		}
		wait := max(pause, patience(err))
		pause *= 2
		if !c.affordable(ctx, wait) {
			return a, verdict(err, same)
		}
		if sleep(ctx, wait) != nil {
			return a, verdict(err, same)
		}
	}
}

// affordable reports whether ctx lasts for the wait.
func (c *Client) affordable(ctx context.Context, wait time.Duration) bool {
	due, ok := ctx.Deadline()
	return !ok || due.Sub(c.Now()) > wait
}

// verdict is what the caller is told of the last attempt.
func verdict(err error, same bool) error {
	switch {
	case patience(err) > 0:
		return &driver.Refusal{
			Words: "The chat platform asks us to slow down; it will be tried again.", Again: true, Err: err,
		}
	case errors.Is(err, errUnreached):
		return &driver.Refusal{Words: "The chat platform cannot be reached.", Again: true, Err: err}
	case !same && passing(err):
		return fmt.Errorf("%w: %w", driver.ErrUnsure, err)
	}
	return err
}

// patience returns how long the vendor wants to hear nothing; 0 where that is not
// what the error is about.
func patience(err error) time.Duration {
	var e *Error
	if errors.As(err, &e) {
		return e.After
	}
	return 0
}

// passing reports whether the error leaves open what became of the call: no answer
// came, or one that is the server's fault, or one that cannot be read.
func passing(err error) bool {
	var e *Error
	if !errors.As(err, &e) {
		return false
	}
	return e.Status == 0 && !errors.Is(err, errUnsent) && !errors.Is(err, errUnreached) || e.Status >= 500 || errors.Is(err, ErrUnreadable) || errors.Is(err, ErrTooLong)
}

var (
	// errUnsent marks a call that cannot be made at all, errUnreached one for which
	// nobody answered the dial: nothing of either was sent, so neither had an effect.
	errUnsent    = errors.New("it was not sent")
	errUnreached = errors.New("the server cannot be reached")
)

// once makes one attempt.
func (c *Client) once(ctx context.Context, call *Call) (Answer, error) {
	if err := c.hush(ctx, call); err != nil {
		return Answer{}, err
	}
	if err := ctx.Err(); err != nil { // such as after a long wait for the chat
		return Answer{}, &Error{Route: call.Route, Err: errors.Join(errUnsent, err)}
	}
	ctx, cancel := context.WithTimeout(ctx, cmp.Or(c.Timeout, 10*time.Second))
	defer cancel()
	req, err := c.request(ctx, call)
	if err != nil {
		return Answer{}, &Error{Route: call.Route, Err: errors.Join(errUnsent, err)}
	}
	if c.Counted != nil {
		c.Counted()
	}
	res, err := c.straight().Do(req)
	if err != nil {
		return Answer{}, &Error{Route: call.Route, Err: bare(err)}
	}
	defer func() { _ = res.Body.Close() }()
	return c.read(res, call)
}

// straight returns the client without redirects: one would take the credentials to
// wherever an answer says, and makes of a POST a GET that looks as if it had worked.
func (c *Client) straight() *http.Client {
	h := *c.HTTP
	h.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &h
}

// hush waits, or fails, while the vendor wants to hear nothing.
func (c *Client) hush(ctx context.Context, call *Call) error {
	c.mu.Lock()
	wait := c.quiet.Sub(c.Now())
	c.mu.Unlock()
	if wait <= 0 {
		return nil
	}
	if !call.Prompt && c.affordable(ctx, wait) && sleep(ctx, wait) == nil {
		return nil
	}
	return &Error{Route: call.Route, Status: http.StatusTooManyRequests, After: wait, Err: ErrStatus}
}

func (c *Client) request(ctx context.Context, call *Call) (*http.Request, error) {
	var body []byte
	var kind string
	if call.Body != nil {
		var err error
		if kind, body, err = call.Body(); err != nil {
			return nil, err
		}
	}
	u := c.Base.JoinPath(call.Path)
	u.RawQuery = call.Query.Encode()
	req, err := http.NewRequestWithContext(ctx, call.Method, u.String(), bytes.NewReader(body))
	if err != nil {
		return nil, bare(err)
	}
	if call.Body == nil {
		req.Body, req.ContentLength = http.NoBody, 0
	} else {
		req.Header.Set("Content-Type", kind)
	}
	req.Header.Set("Accept", "application/json")
	if c.Sign != nil {
		c.Sign(req)
	}
	return req, nil
}

func (c *Client) read(res *http.Response, call *Call) (Answer, error) {
	limit := cmp.Or(c.Limit, 8<<20)
	a := Answer{Status: res.StatusCode, Header: res.Header}
	var err error
	a.Body, err = io.ReadAll(io.LimitReader(res.Body, limit+1))
	fail := func(err error) (Answer, error) {
		return a, &Error{Route: call.Route, Status: a.Status, After: c.after(&a), Err: err}
	}
	switch {
	case err != nil:
		return a, &Error{Route: call.Route, Err: bare(err)}
	case int64(len(a.Body)) > limit:
		return fail(ErrTooLong)
	case c.after(&a) > 0:
		c.silence(c.after(&a))
		return fail(ErrStatus)
	}
	if c.Explain != nil {
		err = c.Explain(a)
	} else if a.Status >= http.StatusMultipleChoices {
		err = ErrStatus
	}
	if err != nil {
		return fail(err)
	}
	if call.Into == nil || len(a.Body) == 0 {
		return a, nil
	}
	if json.Unmarshal(a.Body, call.Into) != nil { // what it says may quote the body
		return fail(ErrUnreadable)
	}
	return a, nil
}

// after returns how long the vendor wants to hear nothing: at most ten minutes, and
// 30 s where it does not say. 420 and 423 are what some vendors send for 429.
func (c *Client) after(a *Answer) time.Duration {
	if a.Status != http.StatusTooManyRequests && a.Status != 420 && a.Status != http.StatusLocked {
		return 0
	}
	said := a.Header.Get("Retry-After")
	wait := 30 * time.Second
	if n, err := strconv.Atoi(said); err == nil {
		wait = time.Duration(n) * time.Second
	} else if at, err := http.ParseTime(said); err == nil {
		wait = at.Sub(c.Now())
	}
	return min(max(wait, time.Second), 10*time.Minute)
}

func (c *Client) silence(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if until := c.Now().Add(d); until.After(c.quiet) {
		c.quiet = until
	}
}

// bare strips what names the address from an error of net/http: a query may hold a
// credential, and a path an id.
func bare(err error) error {
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" {
		return errUnreached
	}
	var named *url.Error
	if errors.As(err, &named) {
		return named.Err
	}
	return err
}

func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
