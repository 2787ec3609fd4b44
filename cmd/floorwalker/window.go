package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"os"
	"os/signal"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	desk "floorwalker/app"
	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/assets"
	"floorwalker/cmd/internal/console"
	"floorwalker/cmd/internal/station"
	"floorwalker/storage/vault"
	"floorwalker/ui"
	"floorwalker/ui/loop"
	"floorwalker/ui/native"
	"floorwalker/ui/theme"
)

// appID names this program to the desktop for ever; FyneApp.toml has the same.
const appID = "app.floorwalker.desk"

// program is everything that lives as long as the window.
type program struct {
	cli    *cli
	logger *slog.Logger
	// edition is what the program came with; policy are the numbers that the window
	// shows, which follow the floor's.
	edition *policy.Edition
	policy  policy.Policy
	app     fyne.App
	window  fyne.Window

	console *console.Console
	shell   *ui.Shell
	prefs   *prefs
	// connect is nil at a team's hub.
	connect *connecting
	notes   *native.Notifier
	sound   *native.Sound
	page    string
	stats   *drawStats // nil unless asked for

	gone atomic.Bool // the window has

	mu  sync.Mutex // guards err
	err error
}

// open runs the program until its window is gone.
func open(c *cli, logger *slog.Logger) error {
	edition := assets.Edition()
	p := &program{cli: c, logger: logger, edition: edition, policy: edition.Policy, app: app.NewWithID(appID)}
	// A blinking caret repaints the window for ever: a quarter of a core where
	// there is no graphics card, against two hundredths without.
	fyne.SetCurrentApp(theme.Still(p.app))
	p.app.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon))
	p.window = p.app.NewWindow("Floorwalker")
	p.window.SetMaster()
	if c.DrawStats {
		p.stats = newDrawStats(time.Now)
	}
	hubs, url, token, err := p.where()
	if err != nil {
		return err
	}
	return p.run(hubs, url, token)
}

// where finds the hub. Without one it prepares one of its own: its address
// exists at once, its log is opened while the window is already drawn.
func (p *program) where() (hub *station.Options, url, token string, err error) {
	if p.cli.Hub != "" {
		token, err = p.signIn()
		return nil, p.cli.Hub, token, err
	}
	l, err := net.Listen("tcp", p.cli.Listen)
	if err != nil {
		return nil, "", "", fmt.Errorf("cannot listen on %s: %w", p.cli.Listen, errors.Unwrap(err))
	}
	token = rand.Text()
	p.page = "http://" + l.Addr().String() + "/practice"
	return &station.Options{
		Dir: p.cli.hubDir(), Listen: l.Addr().String(), Listener: l, Practice: true,
		Scenarios: !p.cli.NoScenarios && p.cli.PracticeFile == "", PracticeFile: p.cli.PracticeFile,
		Knowledge: p.cli.Knowledge,
		Rate:      p.cli.Rate, Speed: p.cli.Speed, Policy: assets.DefaultPolicy, Version: version,
		RingSize: 4096, // one desk, in the same process
		Local:    &station.Local{Name: p.cli.Name, Role: chat.RolePrimary, Token: token},
		Now:      time.Now, Clock: station.SystemClock(), Logger: p.logger,
	}, "ws://" + l.Addr().String() + "/v1/stream", token, nil
}

// vaultTime is how long a keychain may think about a token.
const vaultTime = 5 * time.Second

func (p *program) vault() *vault.Vault {
	return vault.New(p.cli.profileDir(), vault.Options{Keychain: vault.System{}, Logger: p.logger})
}

// signIn returns the token that was kept; an empty one is asked for later.
func (p *program) signIn() (string, error) {
	ctx, cancel := context.WithTimeout(context.Background(), vaultTime)
	defer cancel()
	token, _, err := p.vault().Get(ctx, p.cli.Profile)
	if err != nil {
		p.logger.Warn("reading the token", "error", err)
	}
	return token, nil
}

// without reports whether a feature was left out on purpose.
func (p *program) without(feature string) bool { return slices.Contains(p.cli.Without, feature) }

// run opens the store, fills the window and works until it is closed.
func (p *program) run(hub *station.Options, url, token string) (err error) {
	p.notes = native.NewNotifier(native.Options{OnClick: p.clicked, OnStatus: p.nativeStatus})
	p.sound = native.NewSound(native.SoundOptions{})
	defer p.sound.Close()
	defer p.notes.Close()
	var call interface{ Call([]alert.Action) } = &caller{notes: p.notes, sound: p.sound}
	if p.without("notifications") {
		call = nobody{}
	}
	p.console, err = console.Open(console.Options{
		Dir: p.cli.profileDir(), URL: url, Token: token, Policy: p.policy, Edition: p.edition, Caller: call, Alone: hub != nil,
		Version: version, Logger: p.logger, Vault: p.vault(), Now: time.Now, Local: console.System(), Boot: console.Boot(),
		Changed: func(urgent bool) {
			if p.shell != nil {
				p.shell.Changed(urgent)
			}
		},
	})
	if err != nil {
		return err
	}
	p.prefs = newPrefs(p.console.Store, p.logger)
	deskCtx, stopDesk := context.WithCancel(context.Background())
	hubCtx, stopHub := context.WithCancel(context.Background())
	var front, house sync.WaitGroup
	var own *ownHub
	if hub != nil {
		own = newOwnHub(*hub)
		p.connect = &connecting{hub: own, ctx: deskCtx, work: &front}
	}
	p.fill(hub == nil && token == "")
	asked := earlySignals()
	p.app.Lifecycle().SetOnStarted(func() {
		if asked() {
			p.app.Quit()
		}
		front.Go(func() { p.fail(p.console.Run(deskCtx)) })
		front.Go(func() { p.shell.Tick(deskCtx) })
		if hub != nil {
			house.Go(func() { p.fail(own.run(hubCtx)) })
		}
	})
	p.dropStopHook()
	p.window.ShowAndRun()
	p.gone.Store(true)
	p.shell.Stop()
	if p.stats != nil {
		p.stats.print(os.Stdout)
	}
	p.prefs.wait()
	stopDesk()
	front.Wait()
	stopHub()
	house.Wait()
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.err
}

// earlySignals keeps a request to end that comes before the toolkit listens to
// such; without it a program that has only begun would be killed. The result is
// called once the toolkit has started: it reports whether there was one, and
// leaves all others to the toolkit, for two who quit are one too many.
func earlySignals() (asked func() bool) {
	told := make(chan os.Signal, 1)
	signal.Notify(told, os.Interrupt, syscall.SIGTERM)
	return func() bool {
		signal.Stop(told)
		select {
		case <-told:
			return true
		default:
			return false
		}
	}
}

// dropStopHook takes away the hook that Fyne 2.8.1 runs when its loop
// ends. It would be sent to a queue that is closed in the same moment, which
// ends the program in a panic or never, one time in some. All it does is save
// Fyne's own preferences, of which there are none here.
func (p *program) dropStopHook() {
	if l, ok := p.app.Lifecycle().(interface{ SetOnStoppedHookExecuted(func()) }); ok {
		l.SetOnStoppedHookExecuted(nil)
	}
}

// readTime is how long the last sentence stands before the program ends by
// itself: on a desk somebody reads it, in a script nobody does.
const readTime = 20 * time.Second

// fail says the first error that makes going on useless, and ends the program.
func (p *program) fail(err error) {
	if err == nil {
		return
	}
	p.mu.Lock()
	first := p.err == nil
	p.err = errors.Join(p.err, err)
	p.mu.Unlock()
	if !first {
		return
	}
	p.logger.Error("stopping", "error", err)
	p.onScreen(func() { p.shell.Ending(err.Error(), p.app.Quit) })
	time.AfterFunc(readTime, func() { p.onScreen(p.app.Quit) })
}

// onScreen posts f unless the window has gone: what is posted after that runs
// at once, on whatever goroutine, in a toolkit that is no more.
func (p *program) onScreen(f func()) {
	if !p.gone.Load() {
		loop.Fyne{}.Post(f)
	}
}

// fill puts the shell into the window.
func (p *program) fill(askToken bool) {
	var page func()
	if p.page != "" {
		page = p.openPage
	}
	var drawn func(*desk.Snapshot)
	if p.stats != nil {
		drawn = p.stats.drawn
	}
	o := ui.Options{
		Desk: p.console.Desk, Clock: console.HubClock{Clock: p.console.Clock}, Policy: &p.policy, Prefs: p.prefs,
		Loop: loop.Fyne{}, Timing: loop.SystemTiming(), Machine: time.Now,
		SetTheme: func(t *theme.Theme) { p.app.Settings().SetTheme(t) },
		OpenPage: page, OnQuit: p.app.Quit, ObserveOff: p.without("observe-frame"),
		Hub: p.cli.Hub, SignIn: p.signedIn, Drawn: drawn,
		Tests: p.tests(), Dial: p.dial, Keep: p.keep,
	}
	if p.connect != nil {
		o.Connect = p.connect
	}
	p.shell = ui.New(p.window, o)
	if askToken {
		p.shell.AskToSignIn("")
	}
	p.window.SetCloseIntercept(p.shell.Quit)
	p.app.Lifecycle().SetOnEnteredForeground(func() { p.console.Desk.Foreground(true) })
	p.app.Lifecycle().SetOnExitedForeground(func() { p.console.Desk.Foreground(false) })
}

// signedIn keeps a new token and tries it.
func (p *program) signedIn(token string) {
	p.console.SetToken(token)
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), vaultTime)
		defer cancel()
		if err := p.vault().Set(ctx, p.cli.Profile, token); err != nil {
			p.logger.Warn("keeping the token", "error", err)
		}
	}()
}

// clicked opens what a notification is about, on its goroutine.
func (p *program) clicked(key string) {
	if p.shell != nil {
		p.shell.OpenNotification(alert.ParseKey(key))
	}
}

func (p *program) nativeStatus(s native.Status) {
	if p.shell == nil {
		return
	}
	if s.Works {
		p.shell.SetNative("Notifications by " + s.Via)
		return
	}
	p.shell.SetNative("No notifications: " + s.Why)
}

func (p *program) openPage() {
	l, err := native.ParseLink(p.page)
	if err != nil {
		p.logger.Warn("the practice page", "error", err)
		return
	}
	native.Opener{}.Open(context.Background(), l, func(err error) {
		if err != nil {
			p.logger.Warn("opening the practice page", "error", err)
		}
	})
}
