package main

import (
	"context"
	"encoding/json"
	"log/slog"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestBenchMeasures runs the whole of it small. Whether the aims are met is for the
// machine that they are meant for; that everything was measured is for this one.
func TestBenchMeasures(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var out, errs output
	e := &env{ctx: ctx, in: strings.NewReader(""), out: &out, stderr: &errs, logger: slog.New(slog.DiscardHandler)}
	e.child = func(cmd *exec.Cmd) { // this test binary is the program when it is told so
		args, err := json.Marshal(cmd.Args[1:])
		if err != nil {
			t.Error(err)
		}
		cmd.Env = append(os.Environ(), argsVariable+"="+string(args))
	}
	c := benchCmd{Desktops: 4, Chats: 20, Lines: 2, Rate: 50, Slow: 1, For: 500 * time.Millisecond}
	h, err := c.startHub(e, t.TempDir())
	if err != nil {
		t.Fatal(err, errs.String())
	}
	defer h.stop()
	r, err := c.measure(ctx, h)
	if err != nil {
		t.Fatal(err, errs.String())
	}
	if len(r.fanOut) == 0 || len(r.slowed) == 0 || len(r.snapshots) != newcomers || r.lost != 0 {
		t.Errorf("%+v", r)
	}
	_ = r.print(e, &c) // a busy machine may miss an aim
	for _, want := range []string{"p99", "aim", "150 ms", "2000 ms", "for each desktop"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("it does not say %q:\n%s", want, out.String())
		}
	}
}
