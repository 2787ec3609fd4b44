package ladder

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"floorwalker/cmd/internal/spawn"
)

// These tell the test binary where it works as a hub, a desk or a scribe.
const (
	dirVariable   = "FLOORWALKER_LADDER_DIR"
	addrVariable  = "FLOORWALKER_LADDER_ADDR"
	tokenVariable = "FLOORWALKER_LADDER_TOKEN"
	shiftVariable = "FLOORWALKER_LADDER_SHIFT" // of its clocks, as time.Duration prints it
	bootVariable  = "FLOORWALKER_LADDER_BOOT"
)

func TestMain(m *testing.M) {
	roles := make(map[string]func(context.Context) error)
	for name, run := range map[string]func(context.Context, *child) error{"hub": runHub, "desk": runDesk, "scribe": runScribe} {
		roles[name] = func(ctx context.Context) error { return run(ctx, newChild()) }
	}
	spawn.Main(m, roles)
}

// request is what the test asks of a child.
type request struct {
	N  int             `json:"n"`
	Do string          `json:"do"`
	In json.RawMessage `json:"in,omitempty"`
}

// reply is a child's answer, or, with N 0, a snapshot that it was to watch.
type reply struct {
	N     int    `json:"n,omitempty"`
	Error string `json:"error,omitempty"`
	Out   any    `json:"out,omitempty"`
	Shot  *shot  `json:"shot,omitempty"`
}

// wordReady is the number of the first line a child writes.
const wordReady = -1

// child is this process as the test's.
type child struct {
	mu    sync.Mutex // guards out
	out   *json.Encoder
	shift atomic.Int64 // of every clock, in nanoseconds
}

func newChild() *child {
	c := &child{out: json.NewEncoder(os.Stdout)}
	if d, err := time.ParseDuration(os.Getenv(shiftVariable)); err == nil {
		c.shift.Store(int64(d))
	}
	return c
}

func (c *child) say(r reply) {
	c.mu.Lock()
	defer c.mu.Unlock()
	_ = c.out.Encode(r) // the test has gone
}

// now is this process's wall clock.
func (c *child) now() time.Time { return time.Now().Add(time.Duration(c.shift.Load())) }

// local is a desk's two clocks; the steady one is not the wall's.
func (c *child) local() (time.Time, time.Duration) {
	now := c.now().Round(0)
	return now, time.Duration(now.UnixNano())
}

// deed answers one kind of request.
type deed func(in json.RawMessage) (out any, err error)

// with makes a deed of a function with a typed input.
func with[T any](f func(T) (any, error)) deed {
	return func(raw json.RawMessage) (any, error) {
		var in T
		if len(raw) > 0 {
			if err := json.Unmarshal(raw, &in); err != nil {
				return nil, err
			}
		}
		return f(in)
	}
}

// skew moves this process's clocks on.
func (c *child) skew() deed {
	return with(func(d time.Duration) (any, error) {
		c.shift.Add(int64(d))
		return nil, nil
	})
}

// obey answers requests until the test closes stdin.
func (c *child) obey(deeds map[string]deed) {
	in := bufio.NewScanner(os.Stdin)
	in.Buffer(nil, 1<<20)
	for in.Scan() {
		var r request
		if err := json.Unmarshal(in.Bytes(), &r); err != nil {
			c.say(reply{Error: err.Error()})
			continue
		}
		c.answer(r, deeds[r.Do])
	}
}

func (c *child) answer(r request, f deed) {
	if f == nil {
		c.say(reply{N: r.N, Error: "no such deed: " + r.Do})
		return
	}
	out, err := f(r.In)
	if err != nil {
		c.say(reply{N: r.N, Error: err.Error()})
		return
	}
	c.say(reply{N: r.N, Out: out})
}

// until polls what other goroutines do; the bound is for what never happens.
func until(bound time.Duration, ok func() bool) bool {
	for end := time.Now().Add(bound); time.Now().Before(end); time.Sleep(2 * time.Millisecond) {
		if ok() {
			return true
		}
	}
	return ok()
}

// hang ends what would wait for ever.
const hang = 60 * time.Second
