package main

import (
	"context"
	"strings"
	"sync"
	"testing"
)

// TestAudit reads beside a running hub, with an observer on the floor, and
// after it has stopped, which ended the observation.
func TestAudit(t *testing.T) { // C-OBS-02
	dir := t.TempDir()
	s := serve(t, dir)
	_, token, _ := floorhub(t, "agent", "add", "Asha", "--role", "primary", "--data-dir", dir)
	s.post(`{"chat":"c","turn":0,"from":"customer","text":"hello","name":"Rohan M."}`)
	followed := new(output)
	var running sync.WaitGroup
	running.Go(func() {
		var errs output
		if code := run(context.Background(), []string{"audit", "--follow", "--data-dir", dir}, strings.NewReader(""), followed, &errs); code != exitDone {
			t.Errorf("audit --follow: %d %s", code, &errs)
		}
	})
	observer(t, s.addr, strings.TrimSpace(token))
	const observed, stopped = `"kind":"observed"`, `"kind":"stopped"`
	wait(t, func() bool { return strings.Contains(followed.String(), observed) }, followed)
	if code, out, errs := floorhub(t, "audit", "--data-dir", dir); code != exitDone || strings.Count(out, observed) != 1 {
		t.Errorf("%d %q %q", code, out, errs)
	}
	if code, out, errs := floorhub(t, "audit", "--commands", "--data-dir", dir); code != exitDone || strings.Contains(out, "Observe") || strings.Contains(out, observed) {
		t.Errorf("the commands: %d %q %q", code, out, errs)
	}
	s.end()
	running.Wait() // it ends with its hub
	code, out, errs := floorhub(t, "audit", "--data-dir", dir)
	if code != exitDone || strings.Count(out, observed) != 1 || strings.Count(out, stopped) != 1 {
		t.Errorf("%d %q %q", code, out, errs)
	}
}
