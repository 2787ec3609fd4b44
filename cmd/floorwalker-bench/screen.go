package main

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	keyboard "fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
	"floorwalker/ui"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

// screen is the program's own window on a canvas in memory. One goroutine, the
// one that calls run, plays the UI thread; everything that the window asks to
// be done there waits its turn behind what runs, as in the program. What a
// graphics card or a software renderer would add is not in it.
type screen struct {
	queue  loop.Crank
	news   chan struct{}
	window fyne.Window
	shell  *ui.Shell
	drawn  met // looked at after each render
	shown  *app.Snapshot
	draws  int
}

// openScreen fills a window for a desk. It and all that touches the window
// belongs to the goroutine that calls run.
func openScreen(c *console.Console) (*screen, error) {
	pol, err := policy.Parse(assets.DefaultPolicy)
	if err != nil {
		return nil, err
	}
	s := &screen{news: make(chan struct{}, 1)}
	a := test.NewApp()
	fyne.SetCurrentApp(theme.Still(a))
	s.window = test.NewWindow(nil)
	s.shell = ui.New(s.window, ui.Options{
		Desk: c.Desk, Clock: console.HubClock{Clock: c.Clock}, Policy: &pol, Prefs: noPrefs{}, Loop: s,
		Timing: loop.SystemTiming(), Machine: time.Now, SetTheme: func(t *theme.Theme) { a.Settings().SetTheme(t) },
		OnQuit: func() {}, Hub: "wss://hub.example.com", SignIn: func(string) {}, Drawn: s.render,
	})
	s.window.Canvas().Capture() // so that everything in sight has its renderer
	return s, nil
}

// Post implements loop.Loop.
func (s *screen) Post(f func()) {
	s.queue.Post(f)
	select {
	case s.news <- struct{}{}:
	default:
	}
}

// run is the UI thread, until ctx ends.
func (s *screen) run(ctx context.Context) {
	for {
		select {
		case <-s.news:
			s.queue.Drain()
		case <-ctx.Done():
			return
		}
	}
}

// do runs f on the UI thread and returns how long it waited and how long it took.
func (s *screen) do(f func()) (waited, took time.Duration) {
	done := make(chan struct{})
	asked := time.Now()
	s.Post(func() {
		began := time.Now()
		f()
		waited, took = began.Sub(asked), time.Since(began)
		close(done)
	})
	<-done
	return waited, took
}

// render is told on the UI thread after each render.
func (s *screen) render(snap *app.Snapshot) {
	s.shown = snap
	s.draws++
	s.drawn.look()
}

// press is a key for whatever has the keyboard, on the UI thread.
func (s *screen) press(k fyne.KeyName) {
	e := &fyne.KeyEvent{Name: k}
	if f := s.window.Canvas().Focused(); f != nil {
		f.TypedKey(e)
		return
	}
	s.window.Canvas().OnTypedKey()(e)
}

// write gives the composer the keyboard by the keys that a person would press,
// on the UI thread. It reports whether something that takes text has it.
func (s *screen) write() bool {
	s.press(fyne.KeyF6) // to the rows, which hand shortcuts on as every entry does
	if f, ok := s.window.Canvas().Focused().(fyne.Shortcutable); ok {
		f.TypedShortcut(&keyboard.CustomShortcut{KeyName: fyne.KeyR, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift})
	}
	_, ok := s.window.Canvas().Focused().(interface{ SelectedText() string })
	return ok
}

// noPrefs keeps nothing.
type noPrefs struct{}

// Get implements ui.Prefs.
func (noPrefs) Get(string) ([]byte, bool) { return nil, false }

// Set implements ui.Prefs.
func (noPrefs) Set(string, []byte) {}
