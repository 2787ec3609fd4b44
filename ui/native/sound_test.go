package native

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"floorwalker/assets"
)

func has(names ...string) func(string) (string, error) {
	return func(n string) (string, error) {
		if slices.Contains(names, n) {
			return n, nil
		}
		return "", os.ErrNotExist
	}
}

func TestPlayers(t *testing.T) {
	for _, tc := range []struct{ goos, has, call string }{
		{"linux", "aplay paplay", "paplay F"},
		{"linux", "aplay", "aplay -q F"},
		{"linux", "pw-play aplay", "pw-play F"},
		{"darwin", "afplay aplay", "afplay F"},
		{"windows", "powershell", "powershell -NoProfile -NonInteractive -WindowStyle Hidden -Command (New-Object System.Media.SoundPlayer $env:FLOORWALKER_SOUND).PlaySync() FLOORWALKER_SOUND=F"},
		{"linux", "", ""},
		{"darwin", "aplay", ""},
	} {
		p, err := findPlayer(tc.goos, has(strings.Fields(tc.has)...))
		if tc.call == "" {
			if !errors.Is(err, ErrNoPlayer) {
				t.Errorf("%s with %q: %+v %v", tc.goos, tc.has, p, err)
			}
			continue
		}
		c := p.call("F")
		if got := strings.Join(slices.Concat([]string{c.Name}, c.Args, c.Env), " "); got != tc.call {
			t.Errorf("%s with %q: %s", tc.goos, tc.has, got)
		}
	}
}

func TestSoundPlays(t *testing.T) {
	calls, release := make(chan []byte, 10), make(chan struct{}, 10)
	tmp := t.TempDir()
	failed := make(chan error, 10)
	s := NewSound(SoundOptions{
		GOOS: "linux", LookPath: has("paplay"), TempDir: tmp, OnError: func(err error) { failed <- err },
		Runner: func(ctx context.Context, c Call) error {
			b, err := os.ReadFile(c.Args[0])
			calls <- b
			select {
			case <-release:
			case <-ctx.Done():
			}
			return errors.Join(err, errors.New("busy"))
		},
	})
	if name, err := s.Player(); name != "paplay" || err != nil {
		t.Fatalf("%s %v", name, err)
	}
	s.Play(ToneP1)
	if b := next(t, calls, "the first tone"); !bytes.Equal(b, assets.SoundP1()) {
		t.Error("P1 plays another sound")
	}
	// While it plays, many alerts are one sound, and a P0 is the one heard.
	for range 50 {
		s.Play(ToneP1)
	}
	s.Play(ToneP0)
	s.Play(ToneP1)
	release <- struct{}{}
	if b := next(t, calls, "the second tone"); !bytes.Equal(b, assets.SoundP0()) {
		t.Error("P0 must not be lost behind a P1")
	}
	if err := next(t, failed, "the error"); err == nil {
		t.Error("a player that fails is reported")
	}
	s.Close()
	s.Close()
	if len(calls) != 0 {
		t.Errorf("%d sounds too many", len(calls))
	}
	if left, err := filepath.Glob(filepath.Join(tmp, "*")); err != nil || len(left) > 0 {
		t.Errorf("left behind: %v %v", left, err)
	}
}

func TestSoundWithoutPlayer(t *testing.T) {
	s := NewSound(SoundOptions{
		GOOS: "linux", LookPath: has(), TempDir: t.TempDir(),
		Runner: func(context.Context, Call) error { t.Error("ran"); return nil },
	})
	s.Play(ToneP0)
	if _, err := s.Player(); !errors.Is(err, ErrNoPlayer) {
		t.Error(err)
	}
	s.Close()
}

func TestSoundWithoutFolder(t *testing.T) {
	s := NewSound(SoundOptions{GOOS: "linux", LookPath: has("aplay"), TempDir: filepath.Join(t.TempDir(), "none")})
	defer s.Close()
	if _, err := s.Player(); err == nil {
		t.Error("without a folder nothing can be played")
	}
}

// The real runner reaps what it starts and reports how it ended.
func TestRun(t *testing.T) {
	if err := Run(t.Context(), Call{Name: os.Args[0], Args: []string{"-test.run=^$"}}); err != nil {
		t.Error(err)
	}
	if err := Run(t.Context(), Call{Name: "floorwalker-no-such-program"}); err == nil {
		t.Error("a missing program is an error")
	}
}
