package main

import (
	"bytes"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"floorwalker/cmd/internal/station"
	"floorwalker/storage"
	"floorwalker/sync/log"
)

func TestCommandLine(t *testing.T) {
	for _, c := range []struct {
		args   []string
		status int
		out    string
		err    string
	}{
		{[]string{"--version"}, exitDone, version, ""},
		{[]string{"--help"}, exitDone, "--practice-file", ""},
		{[]string{"--no-such-flag"}, exitUsage, "", "no-such-flag"},
		{[]string{"--rate", "fast"}, exitUsage, "", "rate"},
		{[]string{"--practice-file", filepath.Join(t.TempDir(), "none.jsonl")}, exitUsage, "", "none.jsonl"},
	} {
		var out, err bytes.Buffer
		if status := run(c.args, &out, &err); status != c.status {
			t.Errorf("%v: status %d, want %d", c.args, status, c.status)
		}
		if !strings.Contains(out.String(), c.out) || !strings.Contains(err.String(), c.err) {
			t.Errorf("%v: said %q and %q", c.args, out.String(), err.String())
		}
	}
}

func TestExitStatus(t *testing.T) {
	for _, c := range []struct {
		err  error
		want int
	}{
		{errors.New("anything"), exitFailed},
		{fmt.Errorf("opening: %w", &log.InUseError{}), exitInUse},
		{fmt.Errorf("opening: %w", &storage.InUseError{}), exitInUse},
		{fmt.Errorf("flags: %w", station.ErrUsage), exitUsage},
	} {
		if got := exitStatus(c.err); got != c.want {
			t.Errorf("%v: status %d, want %d", c.err, got, c.want)
		}
	}
}

// A profile is a name, never a way out of the data folder.
func TestProfileStaysInItsFolder(t *testing.T) {
	c := cli{DataDir: t.TempDir(), Profile: "../../elsewhere"}
	if got, want := c.profileDir(), filepath.Join(c.DataDir, "profiles", "elsewhere"); got != want {
		t.Errorf("the profile is in %s, want %s", got, want)
	}
}

// What was set last is on disk when wait returns, and is there the next time.
func TestPrefsAreKept(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "desk.db")
	for round := range 2 {
		s, err := storage.Open(dir, storage.Options{Now: time.Now})
		if err != nil {
			t.Fatal(err)
		}
		p := newPrefs(s, slog.New(slog.DiscardHandler))
		if v, ok := p.Get("window"); ok != (round == 1) || ok && string(v) != "99" {
			t.Fatalf("round %d: %q %t", round, v, ok)
		}
		for i := range 100 {
			p.Set("window", fmt.Append(nil, i))
		}
		p.wait()
		if v, _ := p.Get("window"); string(v) != "99" {
			t.Fatalf("kept %q, want the last", v)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
}
