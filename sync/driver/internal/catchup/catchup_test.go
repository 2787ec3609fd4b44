package catchup

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// vendor counts upwards. Who is connected hears each number as it comes; who asks gets
// all that came since.
type vendor struct {
	mu      sync.Mutex
	numbers []int
	at      []time.Time
	streams map[*stream]bool
	refuse  error
	dials   int
	// lists delays an answer, and fails it where it says so.
	lists func() error
}

func (v *vendor) count() {
	v.mu.Lock()
	defer v.mu.Unlock()
	n := len(v.numbers)
	v.numbers, v.at = append(v.numbers, n), append(v.at, time.Now())
	for s := range v.streams {
		s.in <- n
	}
}

func (v *vendor) cut() {
	v.mu.Lock()
	defer v.mu.Unlock()
	for s := range v.streams {
		close(s.in)
	}
	clear(v.streams)
}

func (v *vendor) connect(context.Context) (Stream[int], error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.dials++
	if v.refuse != nil {
		return nil, v.refuse
	}
	s := &stream{v: v, in: make(chan int, 100_000)}
	v.streams[s] = true
	return s, nil
}

type stream struct {
	v  *vendor
	in chan int
}

var errCut = errors.New("cut")

func (s *stream) Next(ctx context.Context) (int, error) {
	select {
	case n, ok := <-s.in:
		if !ok {
			return 0, errCut
		}
		return n, nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (s *stream) Close() error {
	s.v.mu.Lock()
	defer s.v.mu.Unlock()
	delete(s.v.streams, s)
	return nil
}

// floor is what has been delivered: a set, as the hub knows each event by its id.
type floor struct {
	mu   sync.Mutex
	got  []int
	seen map[int]bool
	// since are the marks that List was given.
	since []time.Time
}

func (f *floor) put(n int) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if !f.seen[n] {
		f.seen[n] = true
		f.got = append(f.got, n)
	}
}

func (f *floor) all() []int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.got)
}

func engine(v *vendor, f *floor) *Engine[int] {
	return &Engine[int]{
		Connect: v.connect,
		List: func(ctx context.Context, since time.Time) error {
			f.mu.Lock()
			f.since = append(f.since, since)
			f.mu.Unlock()
			v.mu.Lock()
			numbers, at, lists := slices.Clone(v.numbers), slices.Clone(v.at), v.lists
			v.mu.Unlock()
			if lists != nil {
				if err := lists(); err != nil {
					return err
				}
			}
			for i, n := range numbers {
				if !at[i].Before(since) {
					f.put(n)
				}
			}
			return ctx.Err()
		},
		Handle: func(_ context.Context, batch []int) error {
			for _, n := range batch {
				f.put(n)
			}
			return nil
		},
		Health: NewHealth(time.Now), Now: time.Now, Random: rand.Float64,
	}
}

// play runs an engine in a bubble until f returns.
func play(t *testing.T, change func(*Engine[int]), f func(t *testing.T, v *vendor, fl *floor, e *Engine[int])) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		v, fl := &vendor{streams: make(map[*stream]bool)}, &floor{seen: make(map[int]bool)}
		e := engine(v, fl)
		if change != nil {
			change(e)
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- e.Run(ctx) }()
		f(t, v, fl, e)
		cancel()
		if err := <-done; err != nil {
			t.Errorf("Run ended with %v", err)
		}
		if n := len(v.streams); n != 0 {
			t.Errorf("%d streams are open", n)
		}
	})
}

func (v *vendor) check(t *testing.T, f *floor) {
	t.Helper()
	v.mu.Lock()
	want := slices.Clone(v.numbers)
	v.mu.Unlock()
	if got := f.all(); !slices.Equal(got, want) {
		t.Errorf("delivered are %d numbers of %d, or in another order: %v", len(got), len(want), firstGap(got))
	}
}

func firstGap(got []int) string {
	for i, n := range got {
		if n != i {
			return fmt.Sprintf("in place %d is %d", i, n)
		}
	}
	return "none of the first ones is missing"
}

// TestNothingFallsBetween the list and the stream: numbers come at every moment, and
// connections break at many.
func TestNothingFallsBetween(t *testing.T) {
	slow := func(e *Engine[int]) {
		list := e.List
		e.Longest = 5 * time.Second // connections live for longer than that
		e.List = func(ctx context.Context, since time.Time) error {
			time.Sleep(700 * time.Millisecond) // numbers come before it is read, and after
			err := list(ctx, since)
			time.Sleep(700 * time.Millisecond)
			return err
		}
	}
	play(t, slow, func(t *testing.T, v *vendor, f *floor, e *Engine[int]) {
		dice := rand.New(rand.NewPCG(1, 2))
		for i := range 5000 {
			v.count()
			time.Sleep(time.Duration(dice.IntN(100)) * time.Millisecond)
			if i%250 == 249 {
				v.cut()
			}
		}
		time.Sleep(time.Minute)
		v.check(t, f)
		if s := e.Health.Status(); s.State != chat.BackendLive || s.Reconnects != 20 || s.Words != "" {
			t.Errorf("%+v", s)
		}
	})
}

// TestWhatCameBeforeTheCutIsHandled although the connection is gone.
func TestWhatCameBeforeTheCutIsHandled(t *testing.T) {
	slow := func(e *Engine[int]) {
		handle := e.Handle
		e.Handle = func(ctx context.Context, batch []int) error {
			time.Sleep(time.Second)
			return handle(ctx, batch)
		}
	}
	play(t, slow, func(t *testing.T, v *vendor, f *floor, _ *Engine[int]) {
		synctest.Wait()
		for range 300 {
			v.count()
		}
		synctest.Wait()
		v.mu.Lock()
		v.refuse = errCut
		v.mu.Unlock()
		v.cut()
		time.Sleep(20 * time.Second)
		v.check(t, f)
	})
}

// TestOnlyTheGapIsListed, with an overlap, and everything at first.
func TestOnlyTheGapIsListed(t *testing.T) {
	play(t, nil, func(t *testing.T, v *vendor, f *floor, _ *Engine[int]) {
		time.Sleep(time.Hour)
		v.count()
		last := time.Now()
		time.Sleep(time.Minute)
		v.cut()
		time.Sleep(time.Minute)
		synctest.Wait()
		if len(f.since) != 2 || !f.since[0].IsZero() || !f.since[1].Equal(last.Add(-15*time.Second)) {
			t.Errorf("asked for what is new since %v; the last number came at %s", f.since, last)
		}
		v.check(t, f)
	})
}

// TestAListThatFails leaves the mark where it was.
func TestAListThatFails(t *testing.T) {
	n := 0
	play(t, nil, func(t *testing.T, v *vendor, f *floor, e *Engine[int]) {
		v.lists = func() error {
			if n++; n < 4 {
				return errors.New("server error")
			}
			return nil
		}
		v.count()
		time.Sleep(time.Minute)
		synctest.Wait()
		v.check(t, f)
		for i, s := range f.since {
			if !s.IsZero() {
				t.Errorf("list %d asks for what is new since %s, and nothing was ever read", i, s)
			}
		}
		if s := e.Health.Status(); s.State != chat.BackendLive {
			t.Errorf("%+v", s)
		}
	})
}

// TestPauses grow, are bounded, and differ from hub to hub; they begin anew after a
// connection that lived.
func TestPauses(t *testing.T) {
	var dials []time.Time
	watch := func(e *Engine[int]) {
		connect := e.Connect
		e.Connect = func(ctx context.Context) (Stream[int], error) {
			dials = append(dials, time.Now())
			return connect(ctx)
		}
	}
	play(t, watch, func(t *testing.T, v *vendor, _ *floor, e *Engine[int]) {
		v.mu.Lock()
		v.refuse = errors.New("connection refused")
		v.mu.Unlock()
		time.Sleep(10 * time.Minute)
		synctest.Wait()
		if s := e.Health.Status(); s.State != chat.BackendDown || s.Words == "" {
			t.Errorf("%+v", s)
		}
		for i := 1; i < len(dials); i++ {
			want := min(time.Second<<(i-1), 30*time.Second)
			if d := dials[i].Sub(dials[i-1]); d < want*3/4 || d > want*5/4 {
				t.Errorf("pause %d is %s, want about %s", i, d, want)
			}
		}
		if len(dials) < 18 || len(dials) > 35 {
			t.Errorf("%d attempts in ten minutes", len(dials))
		}
	})
}

// TestAConnectionThatIsTakenAway again and again is not made anew each second, and after
// a long life it is.
func TestAConnectionThatIsTakenAway(t *testing.T) {
	play(t, nil, func(t *testing.T, v *vendor, f *floor, _ *Engine[int]) {
		dials := func() int {
			v.mu.Lock()
			defer v.mu.Unlock()
			return v.dials
		}
		for range 600 {
			time.Sleep(time.Second)
			v.cut()
		}
		if n := dials(); n < 15 || n > 40 {
			t.Errorf("%d attempts in ten minutes", n)
		}
		time.Sleep(5 * time.Minute)
		n := dials()
		v.cut()
		time.Sleep(2 * time.Second)
		if got := dials(); got != n+1 {
			t.Errorf("%d attempts after a long life", got-n)
		}
		v.count()
		time.Sleep(time.Second)
		v.check(t, f)
	})
}

// TestWhatAPersonHasToMend is tried rarely, and said.
func TestWhatAPersonHasToMend(t *testing.T) {
	play(t, nil, func(t *testing.T, v *vendor, f *floor, e *Engine[int]) {
		v.mu.Lock()
		v.refuse = fmt.Errorf("connecting: %w", &Refused{Words: "The token is not good any more.", Err: errors.New("401")})
		v.mu.Unlock()
		v.cut()
		time.Sleep(10 * time.Minute)
		if s := e.Health.Status(); s.State != chat.BackendRefused || s.Words != "The token is not good any more." {
			t.Errorf("%+v", s)
		}
		v.mu.Lock()
		dials := v.dials
		v.refuse = nil
		v.mu.Unlock()
		if dials > 16 {
			t.Errorf("%d attempts in ten minutes", dials)
		}
		v.count()
		time.Sleep(2 * time.Minute)
		v.check(t, f)
	})
}

// TestAStreamThatRunsOver counts as lost, and nothing is.
func TestAStreamThatRunsOver(t *testing.T) {
	var block chan struct{} // of the bubble
	play(t, func(e *Engine[int]) {
		block = make(chan struct{})
		e.Keep = 10
		handle := e.Handle
		e.Handle = func(ctx context.Context, batch []int) error {
			<-block
			return handle(ctx, batch)
		}
	}, func(t *testing.T, v *vendor, f *floor, e *Engine[int]) {
		synctest.Wait()
		for range 100 {
			v.count()
		}
		synctest.Wait()
		close(block)
		time.Sleep(time.Minute)
		v.check(t, f)
		if n := e.Health.Status().Reconnects; n == 0 {
			t.Error("the stream that ran over went on")
		}
	})
}

// TestSweeps are made while the stream lives, from where it was whole.
func TestSweeps(t *testing.T) {
	var sweeps []time.Time
	play(t, func(e *Engine[int]) {
		e.Sweep = func(_ context.Context, since time.Time) error {
			sweeps = append(sweeps, since)
			if len(sweeps) == 3 {
				return errors.New("server error") // which is a lost connection
			}
			return nil
		}
	}, func(t *testing.T, v *vendor, f *floor, e *Engine[int]) {
		began := time.Now()
		v.count()
		time.Sleep(4*time.Minute + 30*time.Second)
		synctest.Wait()
		if len(sweeps) != 4 || sweeps[0].After(began) || sweeps[1].Before(began) {
			t.Errorf("%d sweeps, since %v; it began at %s", len(sweeps), sweeps, began)
		}
		if n := e.Health.Status().Reconnects; n != 1 {
			t.Errorf("%d reconnects", n)
		}
		v.check(t, f)
	})
}

// TestASinkThatIsGone ends with its context and not before.
func TestASinkThatIsGone(t *testing.T) {
	play(t, func(e *Engine[int]) {
		e.Handle = func(context.Context, []int) error { return errors.New("the hub has stopped") }
	}, func(_ *testing.T, v *vendor, _ *floor, _ *Engine[int]) {
		v.count()
		time.Sleep(time.Minute)
	})
}

// TestHealth counts quotas within their window, and lags that are not negative.
func TestHealth(t *testing.T) {
	now := time.UnixMilli(1_795_300_000_000)
	h := NewHealth(func() time.Time { return now })
	if s := h.Status(); s.State != chat.BackendStarting || !s.Since.Equal(now) {
		t.Errorf("%+v", s)
	}
	h.Called() // without a limit there is nothing to count
	h.Quota(100, time.Hour)
	for range 10 {
		h.Called()
		now = now.Add(10 * time.Minute)
	}
	if s := h.Status(); s.Used != 6 || s.Limit != 100 || s.Window != time.Hour {
		t.Errorf("%+v", s)
	}
	since := now
	h.To(chat.BackendDown, "Away.")
	now = now.Add(time.Minute)
	h.To(chat.BackendDown, "Still away.")
	h.Heard(now.Add(-time.Second))
	if s := h.Status(); !s.Since.Equal(since) || s.Words != "Still away." || s.Lag != time.Second || !s.LastEvent.Equal(now) {
		t.Errorf("%+v", s)
	}
	h.Heard(now.Add(time.Hour))
	if s := h.Status(); s.Lag != 0 {
		t.Errorf("the lag is %s", s.Lag)
	}
	missing := []driver.Right{{Name: "x"}}
	h.About("4.10", missing)
	missing[0].Name = "y"
	if s := h.Status(); s.Version != "4.10" || s.Missing[0].Name != "x" {
		t.Errorf("%+v", s)
	}
}
