package chatwoot

import (
	"context"
	"errors"
	"testing"
	"time"
)

func TestRealCable(t *testing.T) {
	r := startRails(t)
	for _, c := range []struct {
		name string
		run  func(*testing.T, *rails)
	}{
		{"every event comes, in whatever order", realEvents},
		{"what is no event of ours is passed over", realGarbage},
		{"a wrong token is answered by neither yes nor no", realSilence},
		{"a rejection is one", realRejection},
		{"there is no cable elsewhere", realElsewhere},
		{"a slow server is waited for", realSlow},
		{"a restart is announced, and we may come back", realRestart},
		{"the end of the context ends a read", realEnd},
	} {
		t.Run(c.name, func(t *testing.T) { c.run(t, r) })
	}
}

func realEvents(t *testing.T, r *rails) {
	c, err := r.dial(nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range 3 {
		r.broadcast("message.created", map[string]any{"id": i + 1, "conversation_id": 7})
	}
	// Rails hands broadcasts to several threads, so it swaps some by itself.
	heard := make(map[number]bool)
	for range 3 {
		event, data, err := c.next()
		if err != nil {
			t.Fatal(err)
		}
		m, err := decodeMessage(data)
		if event != "message.created" || err != nil || m.Conversation != 7 {
			t.Errorf("an event is %s about chat %d, %v", event, m.Conversation, err)
		}
		heard[m.ID] = true
	}
	if len(heard) != 3 {
		t.Errorf("of three events came %v", heard)
	}
}

func realGarbage(t *testing.T, r *rails) {
	c, err := r.dial(nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, odd := range []any{7, "text", []int{1}, map[string]any{"event": 3}} {
		r.order(map[string]any{"do": "garbage", "data": odd})
	}
	r.broadcast("conversation.created", map[string]any{"id": 9, "status": "open"})
	if event, _, err := c.next(); event != "conversation.created" || err != nil {
		t.Errorf("after what cannot be read comes %q, %v", event, err)
	}
}

func realSilence(t *testing.T, r *rails) {
	_, err := r.dial(func(c *cableConfig) { c.token, c.answer = "stolen", 1500*time.Millisecond })
	if !errors.Is(err, errSilent) {
		t.Errorf("a wrong token: %v, want %v", err, errSilent)
	}
}

func realRejection(t *testing.T, r *rails) {
	if _, err := r.dial(func(c *cableConfig) { c.channel = "StrictChannel" }); !errors.Is(err, errRejected) {
		t.Errorf("a rejected subscription: %v, want %v", err, errRejected)
	}
}

func realElsewhere(t *testing.T, r *rails) {
	if _, err := r.dial(func(c *cableConfig) { c.address.Path = "/elsewhere" }); !errors.Is(err, errCableUnknown) {
		t.Errorf("a wrong path: %v, want %v", err, errCableUnknown)
	}
}

func realSlow(t *testing.T, r *rails) {
	r.order(map[string]any{"do": "slow", "seconds": 1.5})
	defer r.order(map[string]any{"do": "slow", "seconds": 0})
	if _, err := r.dial(nil); err != nil {
		t.Errorf("a server that takes its time: %v", err)
	}
	if _, err := r.dial(func(c *cableConfig) { c.answer = 300 * time.Millisecond }); !errors.Is(err, errSilent) {
		t.Errorf("a server that takes too long: %v, want %v", err, errSilent)
	}
}

func realRestart(t *testing.T, r *rails) {
	c, err := r.dial(nil)
	if err != nil {
		t.Fatal(err)
	}
	r.order(map[string]any{"do": "restart"})
	_, _, err = c.next()
	var end *disconnectError
	if !errors.As(err, &end) || end.Reason != "server_restart" || end.Stay {
		t.Errorf("a restart: %v, want a disconnect with server_restart", err)
	}
	if _, err := r.dial(nil); err != nil {
		t.Errorf("after a restart: %v", err)
	}
}

func realEnd(t *testing.T, r *rails) {
	ctx, cancel := context.WithCancel(context.Background())
	c, err := dialCable(ctx, r.config())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	cancel()
	if _, _, err := c.next(); err == nil {
		t.Error("a read goes on after the end of its context")
	}
}

// Rails answers an Origin that it does not know with 404.
func TestRealOrigin(t *testing.T) {
	r := startRails(t, "ALLOWED=http://dashboard.example.com", "SAME_ORIGIN=no")
	if _, err := r.dial(nil); !errors.Is(err, errCableUnknown) {
		t.Errorf("an Origin that is not allowed: %v, want %v", err, errCableUnknown)
	}
	if _, err := r.dial(func(c *cableConfig) { c.origin = "http://dashboard.example.com" }); err != nil {
		t.Errorf("an Origin that is allowed: %v", err)
	}
}
