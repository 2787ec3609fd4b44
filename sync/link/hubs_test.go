package link

import (
	"context"
	"errors"
	"net"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

func TestAListOfHubs(t *testing.T) {
	for list, want := range map[string][]string{
		"ws://a":                   {"ws://a"},
		" ws://a , wss://b/x,,":    {"ws://a", "wss://b/x"},
		"":                         {""},
		"ws://a,ws://b,https://c/": {"ws://a", "ws://b", "https://c/"},
	} {
		if got := Hubs(list); !slices.Equal(got, want) {
			t.Errorf("%q: %q", list, got)
		}
	}
	u, err := Beside("wss://a.example.com/v1/stream,wss://b.example.com/v1/stream", "/audit")
	if err != nil || u.String() != "https://a.example.com/audit" {
		t.Error(u, err)
	}
}

// nobody is a protocol that is never greeted.
type nobody struct{}

func (nobody) Hello(uint64) []byte                   { return nil }
func (nobody) Receive(uint64, []byte) (State, error) { return Greeting, nil }
func (nobody) Ping(uint64) []byte                    { return nil }
func (nobody) Moved(Status)                          {}

// TestEveryHubIsTried has three hubs of which none answers: each round asks all of
// them, one shortly after the other, and no round is more than 3.5 s after the last.
func TestEveryHubIsTried(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var (
			mu    sync.Mutex // guards what follows
			asked []string
			times []time.Time
		)
		l := New(Config{
			URL: "ws://a:1,ws://b:2,ws://c:3", Subprotocol: "x", ReadLimit: 1, Protocol: nobody{}, Now: time.Now,
			Random: func() float64 { return 0.5 },
			NetDial: func(_ context.Context, _, addr string) (net.Conn, error) {
				mu.Lock()
				defer mu.Unlock()
				asked, times = append(asked, addr), append(times, time.Now())
				return nil, errors.New("nobody is there")
			},
		})
		ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
		defer cancel()
		if err := l.Run(ctx); err != nil {
			t.Fatal(err)
		}
		if len(asked) < 60 {
			t.Errorf("only %d attempts in a minute", len(asked))
		}
		for i, addr := range asked {
			if want := []string{"a:1", "b:2", "c:3"}[i%3]; addr != want {
				t.Fatalf("attempt %d was to %s, not to %s", i, addr, want)
			}
			if i > 0 && times[i].Sub(times[i-1]) > 3500*time.Millisecond {
				t.Errorf("%s passed before attempt %d", times[i].Sub(times[i-1]), i)
			}
		}
	})
}
