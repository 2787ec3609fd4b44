package audit

import (
	"context"
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"time"

	"floorwalker/app/referee"
)

// batchMost is how many facts are handed on at once.
const batchMost = 256

// Errors that end a reading; the log has them.
var (
	// ErrSilent means that the hub was not heard for too long.
	ErrSilent = errors.New("audit: nothing was heard for too long")
	// ErrNotAudit means that something else answered than a hub.
	ErrNotAudit = errors.New("audit: the answer is not an audit stream")
)

// StatusError means that the hub answered with this HTTP status.
type StatusError struct{ Code int }

// Error implements error.
func (e *StatusError) Error() string { return fmt.Sprintf("audit: the hub answered %d", e.Code) }

// read is one connection. It reports whether the hub let it read, and why it
// ended, which is never nil.
func (f *Follower) read(t turn) (read bool, _ error) {
	ctx, stop := context.WithCancelCause(t.ctx)
	defer stop(nil)
	heard := time.AfterFunc(f.cfg.Silence, func() { stop(ErrSilent) })
	defer heard.Stop()
	resp, err := f.ask(ctx, t)
	if err != nil {
		return false, because(ctx, err)
	}
	defer resp.Body.Close() //nolint:errcheck // it was read only
	f.cfg.Sink.Began(t.term, t.at == "")
	defer f.cfg.Sink.Ended(t.term)
	in := newLines(&listener{resp.Body, heard, f.cfg.Silence})
	return true, because(ctx, f.follow(t, in))
}

// because prefers why a context was ended to what that led to.
func because(ctx context.Context, err error) error {
	if cause := context.Cause(ctx); cause != nil {
		return cause
	}
	return err
}

// ask opens the stream behind the turn's position.
func (f *Follower) ask(ctx context.Context, t turn) (*http.Response, error) {
	target := *f.target
	if f.cfg.Hub != nil {
		if u, err := address(f.cfg.Hub()); err == nil {
			target = *u
		}
	}
	if t.at != "" {
		target.RawQuery = url.Values{"after": {t.at}}.Encode()
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, target.String(), nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("Authorization", "Bearer "+t.token)
	resp, err := f.client.Do(req)
	if err != nil {
		return nil, err
	}
	kind, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	switch {
	case resp.StatusCode != http.StatusOK:
		err = &StatusError{resp.StatusCode}
	case kind != "application/x-ndjson":
		err = ErrNotAudit
	default:
		return resp, nil
	}
	_ = resp.Body.Close() // what it says is not for a desk
	return nil, err
}

// follow hands facts on, as many at once as are at hand, until the stream ends.
func (f *Follower) follow(t turn, in lines) error {
	var (
		facts []referee.AuditFact
		at    string
	)
	for {
		raw, err := in.next()
		switch {
		case errors.Is(err, errLong):
			f.skip(err)
		case err != nil:
			return err
		case len(raw) > 0:
			fact, resume, err := decode(raw)
			if err != nil {
				f.skip(err)
				break
			}
			facts, at = append(facts, fact), resume
		}
		if len(facts) == 0 || len(facts) < batchMost && in.more() {
			continue
		}
		if !f.advance(t, at) {
			return t.ctx.Err()
		}
		f.cfg.Sink.Facts(t.term, facts)
		facts = nil
	}
}

// skip counts a line that is no fact. What it says is not logged: it may be
// about people.
func (f *Follower) skip(err error) {
	if f.skipped.Add(1) == 1 {
		f.cfg.Log.Warn("the audit stream has a line that is no fact; more are only counted", "error", fmt.Sprintf("%T", err))
	}
}

// listener puts off the end of a silent stream with each read.
type listener struct {
	in      io.Reader
	heard   *time.Timer
	silence time.Duration
}

// Read implements io.Reader.
func (l *listener) Read(p []byte) (int, error) {
	n, err := l.in.Read(p)
	if n > 0 {
		l.heard.Reset(l.silence)
	}
	return n, err
}
