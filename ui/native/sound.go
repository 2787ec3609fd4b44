package native

import (
	"context"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"sync"
	"time"

	"floorwalker/assets"
)

// Tone is one of the three sounds.
type Tone int

// The tones.
const (
	ToneP0 Tone = iota // immediate
	ToneP1             // what may wait a little
	ToneP2             // soft: an offer, a whisper
)

// ErrNoPlayer says that the system has no program that plays a WAV file.
var ErrNoPlayer = errors.New("no program to play sounds was found")

// soundTimeout bounds a player: a tone takes under a second.
const soundTimeout = 5 * time.Second

// SoundOptions configure a Sound. The zero value uses the system.
type SoundOptions struct {
	Runner Runner
	// LookPath finds a program.
	LookPath func(string) (string, error)
	GOOS     string
	// TempDir is where the two files are kept meanwhile.
	TempDir string
	// OnError is called with what went wrong with a player, from the
	// goroutine of the sound; nil ignores it.
	OnError func(error)
}

// Sound plays alert tones, one at a time. A tone that is asked for while
// another one plays is not queued: two alerts in one second are one sound. A
// P0 that is asked for while a P1 plays comes after it.
type Sound struct {
	opt    SoundOptions
	player player
	why    error
	dir    string
	tones  chan Tone
	tests  chan func(error)
	cancel context.CancelFunc
	done   chan struct{}
	once   sync.Once
}

// NewSound looks for a player and gets ready. It never fails: [Sound.Player]
// says whether anything will be heard. The two tones are written into a
// temporary folder, because players read files; Close removes it.
func NewSound(o SoundOptions) *Sound {
	if o.Runner == nil {
		o.Runner = Run
	}
	if o.LookPath == nil {
		o.LookPath = exec.LookPath
	}
	if o.GOOS == "" {
		o.GOOS = runtime.GOOS
	}
	ctx, cancel := context.WithCancel(context.Background())
	s := &Sound{opt: o, tones: make(chan Tone, 1), tests: make(chan func(error), 1), cancel: cancel, done: make(chan struct{})}
	s.player, s.why = findPlayer(o.GOOS, o.LookPath)
	if s.why == nil {
		s.dir, s.why = writeTones(o.TempDir)
	}
	go s.work(ctx)
	return s
}

// Player returns the program that plays, or why there is none, for the status
// bar and the self-test at the start of a shift (C-TRF-02).
func (s *Sound) Player() (string, error) { return s.player.name, s.why }

// Play plays a tone and returns at once.
func (s *Sound) Play(t Tone) {
	if s.why != nil {
		return
	}
	for {
		select {
		case s.tones <- t:
			return
		default:
		}
		if t != ToneP0 {
			return
		}
		// Make room: what waits is a P1, or a P0 that sounds the same.
		select {
		case <-s.tones:
		default:
		}
	}
}

// Test plays the tone of an alert and tells, on the goroutine of the sound, whether the
// player ended well (C-TRF-02). Nobody but a person can tell whether it was heard. While
// another test waits this one is not queued and tells nothing.
func (s *Sound) Test(done func(error)) {
	if s.why != nil {
		done(s.why)
		return
	}
	select {
	case s.tests <- done:
	default:
	}
}

// Close stops the player, waits for it, and removes the files.
func (s *Sound) Close() {
	s.once.Do(func() {
		s.cancel()
		<-s.done
		if s.dir != "" {
			_ = os.RemoveAll(s.dir) // The system clears its temporary folder itself.
		}
	})
}

func (s *Sound) work(ctx context.Context) {
	defer close(s.done)
	for {
		select {
		case <-ctx.Done():
			return
		case t := <-s.tones:
			_ = s.play(ctx, t) // OnError has been told
		case done := <-s.tests:
			done(s.play(ctx, ToneP0))
		}
	}
}

func (s *Sound) play(ctx context.Context, t Tone) error {
	call, cancel := context.WithTimeout(ctx, soundTimeout)
	defer cancel()
	err := s.opt.Runner(call, s.player.call(filepath.Join(s.dir, toneFile(t))))
	if err != nil && ctx.Err() == nil && s.opt.OnError != nil {
		s.opt.OnError(err)
	}
	return err
}

func toneFile(t Tone) string {
	switch t {
	case ToneP0:
		return "p0.wav"
	case ToneP2:
		return "p2.wav"
	}
	return "p1.wav"
}

func writeTones(parent string) (dir string, err error) {
	dir, err = os.MkdirTemp(parent, "floorwalker-sound-")
	if err != nil {
		return "", err
	}
	for t, wav := range map[Tone][]byte{ToneP0: assets.SoundP0(), ToneP1: assets.SoundP1(), ToneP2: assets.SoundP2()} {
		if err := os.WriteFile(filepath.Join(dir, toneFile(t)), wav, 0o600); err != nil {
			return dir, err
		}
	}
	return dir, nil
}
