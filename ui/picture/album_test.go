package picture

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"sync"
	"testing"
	"testing/synctest"

	"floorwalker/app/chat"
)

// source has the same picture under every name; it counts, and can be held up.
type source struct {
	picture []byte
	gate    chan struct{} // nil for an open one

	mu    sync.Mutex // guards what follows
	asked []string
	fail  error
}

func (s *source) open(ctx context.Context, hash string) (io.ReadCloser, error) {
	if s.gate != nil {
		select {
		case <-s.gate:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, hash)
	return io.NopCloser(bytes.NewReader(s.picture)), s.fail
}

func (s *source) was() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.asked)
}

func file(n int) chat.File {
	return chat.File{Hash: fmt.Sprint("h", n), Type: "image/png", Size: 9, Width: 4, Height: 4}
}

func TestAPictureComesInTheBackground(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{picture: pngOf(t, 400, 200), gate: make(chan struct{})}
		var told []string
		a := New(Config{Open: s.open, Changed: func(hash string) { told = append(told, hash) }})
		defer a.Close()
		if got := a.Get(file(1)); got.State != Coming || got.Image != nil {
			t.Errorf("%+v", got)
		}
		close(s.gate)
		synctest.Wait()
		got := a.Get(file(1))
		if got.State != Here || got.Image.Bounds().Dx() != Side || !slices.Equal(told, []string{"h1"}) {
			t.Errorf("%+v, told %v", got, told)
		}
		if again := a.Get(file(1)); again.Image != got.Image || len(s.was()) != 1 {
			t.Errorf("fetched %v", s.was())
		}
	})
}

// What is no picture, or too large, is never fetched.
func TestWhatIsNotFetched(t *testing.T) {
	s := &source{picture: pngOf(t, 4, 4)}
	a := New(Config{Open: s.open})
	for _, c := range []struct {
		file chat.File
		want error
	}{
		{chat.File{Hash: "a", Type: "text/html; charset=utf-8", Size: 9}, ErrFormat},
		{chat.File{Hash: "b", Type: "image/svg+xml", Size: 9}, ErrFormat},
		{chat.File{Hash: "c", Type: "image/png", Size: MaxBytes + 1}, ErrTooLarge},
		{chat.File{Hash: "d", Type: "image/png", Size: 9, Width: 25_001, Height: 1000}, ErrTooLarge},
		{chat.File{Hash: "e", Type: "image/png", Size: 9, Width: 1 << 40, Height: 1 << 40}, ErrTooLarge},
	} {
		if got := a.Get(c.file); got.State != Failed || !errors.Is(got.Err, c.want) {
			t.Errorf("%+v: %+v", c.file, got)
		}
	}
	a.Close()
	if len(s.was()) != 0 {
		t.Errorf("fetched %v", s.was())
	}
}

// The newest that was asked for is what somebody looks at, and an album has bounds.
func TestTheNewestFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{picture: pngOf(t, 4, 4), gate: make(chan struct{})}
		a := New(Config{Open: s.open})
		defer a.Close()
		a.Get(file(0))
		synctest.Wait() // it is at the gate
		for n := 1; n <= Kept+10; n++ {
			a.Get(file(n))
		}
		close(s.gate)
		synctest.Wait()
		got := s.was()
		if got[0] != "h0" || got[1] != fmt.Sprint("h", Kept+10) || len(got) != 1+waiting {
			t.Errorf("%d fetched: %v", len(got), got[:3])
		}
		if len(a.known) > Kept || len(a.known) != len(a.order) {
			t.Errorf("%d are kept, %d in order", len(a.known), len(a.order))
		}
	})
}

func TestWhatFailedIsTriedAgainWhenAsked(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		away := errors.New("away")
		s := &source{picture: pngOf(t, 4, 4), fail: away}
		a := New(Config{Open: s.open})
		defer a.Close()
		a.Get(file(1))
		synctest.Wait()
		if got := a.Get(file(1)); got.State != Failed || !errors.Is(got.Err, away) {
			t.Errorf("%+v", got)
		}
		s.mu.Lock()
		s.fail = nil
		s.mu.Unlock()
		a.Again()
		a.Get(file(1))
		synctest.Wait()
		if got := a.Get(file(1)); got.State != Here {
			t.Errorf("%+v", got)
		}
	})
}

func TestCloseWaitsAndTellsNothingMore(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &source{picture: pngOf(t, 4, 4), gate: make(chan struct{})}
		a := New(Config{Open: s.open, Changed: func(hash string) { t.Error("told of", hash) }})
		a.Get(file(1))
		synctest.Wait()
		a.Close()
	})
}
