package chatwoot

import (
	"context"
	"encoding/json"
	"net/http/httptest"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/chatwoot/standin"
	"floorwalker/sync/driver/conformance"
)

// TestRealServer runs the whole driver: REST against the stand-in, the cable against
// Rails, through restarts and the death of the process.
func TestRealServer(t *testing.T) {
	r := startRails(t)
	v := standin.New(standin.Options{
		Report: t.Errorf, Now: time.Now,
		Broadcast: func(event string, data []byte) { r.broadcast(event, json.RawMessage(data)) },
	})
	web := httptest.NewServer(v)
	defer web.Close()
	defer v.Stop()
	d, err := New(Config{ // the dashboard is elsewhere in this test
		URL: web.URL, Cable: "ws://" + r.addr + "/cable", Origin: "http://" + r.addr, Token: "token", Agents: standin.Agents(),
		Now: time.Now, Random: func() float64 { return 0 },
	})
	if err != nil {
		t.Fatal(err)
	}
	old := v.OpenChat(conformance.Opening{Name: "Customer", Text: "before anybody listens", Bot: true})
	floor := conformance.NewFloor(d, time.Now)
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- d.Run(ctx, floor) }()
	defer func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}()
	has := func(id chat.ChatID, text string) {
		t.Helper()
		for end := time.Now().Add(30 * time.Second); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
			lines, err := floor.Lines(ctx, id)
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range lines {
				if l.Event.Body.(*chat.MessagePosted).Text == text {
					return
				}
			}
		}
		t.Fatalf("the floor never hears %q; the status is %+v", text, d.Status())
	}
	has(old, "before anybody listens")
	live := v.OpenChat(conformance.Opening{Name: "Customer", Text: "live", Bot: true})
	has(live, "live")
	r.order(map[string]any{"do": "restart"})
	v.CustomerSays(live, "while the server restarts")
	has(live, "while the server restarts")
	r.stop()
	v.CustomerSays(live, "while nobody is there")
	r.start() // at the same address
	has(live, "while nobody is there")
	v.CustomerSays(old, "and live again")
	has(old, "and live again")
	if s := d.Status(); s.Reconnects < 2 || s.Version != "4.10.0" {
		t.Errorf("the status is %+v, want two reconnections and a version", s)
	}
}
