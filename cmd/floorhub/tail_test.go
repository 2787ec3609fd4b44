package main

import (
	"context"
	"encoding/json"
	"strings"
	"sync"
	"testing"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
)

const secret = "my card is lost"

// checkTail sees that each line is JSON, that what people wrote is masked
// unless asked for, and that nothing of observing is there.
func checkTail(t *testing.T, out string, text bool) {
	t.Helper()
	kinds := make(map[string]int)
	for line := range strings.Lines(out) {
		var e struct{ Kind string }
		if err := json.Unmarshal([]byte(line), &e); err != nil || e.Kind == "" {
			t.Errorf("%q: %v", line, err)
		}
		kinds[e.Kind]++
	}
	if kinds["ChatOpened"] == 0 || kinds["MessagePosted"] == 0 || kinds["AgentAdded"] == 0 {
		t.Errorf("%v", kinds)
	}
	if strings.Contains(out, secret) != text || strings.Contains(out, "Rohan M.") != text {
		t.Errorf("text=%v: %s", text, out)
	}
	// That a backend's chats can be watched is what it can do, and about nobody.
	if strings.Contains(strings.ReplaceAll(out, `"op":"observe"`, ""), "bserve") {
		t.Errorf("it shows who observes: %s", out)
	}
}

// TestTail reads beside a running hub, with an observer on the floor, and after
// it has stopped.
func TestTail(t *testing.T) { // V-INV-01
	dir := t.TempDir()
	s := serve(t, dir)
	_, token, _ := floorhub(t, "agent", "add", "Asha", "--role", "primary", "--data-dir", dir)
	s.post(`{"chat":"c","turn":0,"from":"customer","text":"` + secret + `","name":"Rohan M."}`)
	observer(t, s.addr, strings.TrimSpace(token))

	tails := make(map[string]*output)
	var running sync.WaitGroup
	ctx, stop := context.WithCancel(context.Background())
	for _, flags := range []string{"--all", "--all --text", "", "--text"} {
		out := new(output)
		tails[flags] = out
		args := append([]string{"tail", "--data-dir", dir}, strings.Fields(flags)...)
		running.Go(func() {
			var errs output
			if code := run(ctx, args, strings.NewReader(""), out, &errs); code != exitDone {
				t.Errorf("tail %s: %d %s", flags, code, &errs)
			}
		})
	}
	wait(t, func() bool {
		return strings.Contains(tails["--all"].String(), "MessagePosted") && strings.Contains(tails["--all --text"].String(), "MessagePosted")
	}, tails["--all"])
	// A tail from here on begins at some moment; write until both have.
	turn := 0
	wait(t, func() bool {
		turn++
		line, err := json.Marshal(map[string]any{"chat": "d", "turn": turn, "from": "customer", "text": secret})
		if err != nil {
			t.Fatal(err)
		}
		s.post(string(line))
		return strings.Contains(tails[""].String(), "MessagePosted") && strings.Contains(tails["--text"].String(), secret)
	}, tails[""])
	stop()
	running.Wait()
	checkTail(t, tails["--all"].String(), false)
	checkTail(t, tails["--all --text"].String(), true)
	if strings.Contains(tails[""].String(), secret) || strings.Contains(tails[""].String(), "AgentAdded") {
		t.Errorf("from now on: %s", tails[""])
	}
	// A tail ends with its hub, and reads the log where none runs.
	with := make(chan int, 1)
	var last output
	go func() {
		with <- run(context.Background(), []string{"tail", "--all", "--data-dir", dir}, strings.NewReader(""), &last, new(output))
	}()
	wait(t, func() bool { return strings.Contains(last.String(), "MessagePosted") }, &last)
	s.end()
	if code := <-with; code != exitDone {
		t.Errorf("the tail ended with %d", code)
	}
	_, masked, _ := floorhub(t, "tail", "--data-dir", dir)
	checkTail(t, masked, false)
	_, full, _ := floorhub(t, "tail", "--text", "--data-dir", dir)
	checkTail(t, full, true)
}

// observer has a desk look at the chat until the hub knows.
func observer(t *testing.T, addr, token string) {
	t.Helper()
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		t.Fatal(err)
	}
	c, err := console.Open(console.Options{
		Dir: t.TempDir(), URL: "ws://" + addr + "/v1/stream", Token: token, Policy: pol,
		Now: time.Now, Local: console.System(),
	})
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var running sync.WaitGroup
	running.Go(func() {
		if err := c.Run(ctx); err != nil {
			t.Error(err)
		}
	})
	t.Cleanup(func() { cancel(); running.Wait() })
	wait(t, func() bool { return c.Desk.Snapshot().Link.State == app.LinkLive }, new(output))
	c.Desk.Open("c")
	wait(t, func() bool {
		th := c.Desk.Snapshot().Thread
		return th != nil && th.ID == chat.ChatID("c") && th.Stance == view.Observing
	}, new(output))
}
