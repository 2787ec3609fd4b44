package ui

import (
	"context"
	"sync"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/backends"
	"floorwalker/ui/board"
	"floorwalker/ui/channel"
	"floorwalker/ui/checklist"
	"floorwalker/ui/closing"
	"floorwalker/ui/connect"
	"floorwalker/ui/cover"
	"floorwalker/ui/escalate"
	"floorwalker/ui/followups"
	"floorwalker/ui/handover"
	"floorwalker/ui/kit"
	"floorwalker/ui/library"
	"floorwalker/ui/loop"
	"floorwalker/ui/overnight"
	"floorwalker/ui/picture"
	"floorwalker/ui/rules"
	"floorwalker/ui/theme"
	"floorwalker/ui/thread"
	"floorwalker/ui/words"
)

// Desk is what the window asks of the console; app.Desk fulfils it.
type Desk interface {
	thread.Desk
	thread.ReasonsDesk
	thread.OwedDesk
	closing.Desk
	escalate.Desk
	rules.Desk
	library.Desk
	followups.Desk
	handover.Desk
	overnight.Desk
	checklist.Desk
	cover.Desk
	backends.Desk
	channel.Desk
	thread.BesideDesk
	Snapshot() *app.Snapshot
	Open(id chat.ChatID)
	Foreground(is bool)
	SetFocus(on bool)
	SetIdle(on bool)
	Retry()
}

// Clock is hub time as this desk knows it.
type Clock interface {
	Now() (now chat.Instant, uncertain bool)
	Age() (time.Duration, bool)
}

// Options are what the window is made of.
type Options struct {
	Desk  Desk
	Clock Clock
	// Policy is what all panes read their numbers from. The window writes into it,
	// on the UI thread, whenever the floor works by another policy.
	Policy *policy.Policy
	Prefs  Prefs
	Loop   loop.Loop
	Timing loop.Timing
	// SetTheme applies a theme to the program.
	SetTheme func(*theme.Theme)
	// OpenPage opens the practice page in a browser; nil if there is none.
	OpenPage func()
	// Connect, if set, connects chat systems to a hub of one's own.
	Connect connect.Book
	// OnQuit ends the program; the window is still open then.
	OnQuit func()
	// Hub is the address that is signed in to; empty for a hub of one's own.
	Hub string
	// SignIn is given a new token.
	SignIn func(token string)
	// Machine is this machine's clock.
	Machine func() time.Time
	// Tests are what can be tried at the start of a shift.
	Tests cover.Tests
	// Dial opens a number in the telephone of this computer; nil is none.
	Dial func(uri string) error
	// Keep writes a signed handover and its page, opens the page, and tells where they
	// are; nil keeps nothing.
	Keep func(name string, file, page []byte, done func(where string, err error))
	// Drawn, if set, is told on the UI thread after each render.
	Drawn func(*app.Snapshot)
	// ObserveOff hides the observer's frame; the smoke test uses it to see
	// that it would notice.
	ObserveOff bool
}

// Shell is the window's content and its keys.
type Shell struct {
	opts   Options
	window fyne.Window
	merger *loop.Merger[string]
	look   look
	table  []action

	top    *topBar
	rail   *rail
	board  *board.Pane
	thread *thread.Pane
	side   *thread.Side
	why    *thread.Reasons // in the side panel's place while it is open
	beside *thread.Beside  // as why
	// closing and escalate lie over the window while somebody closes a chat, or
	// hands it on.
	closing  *closing.Pane
	escalate *escalate.Pane
	// cover is the sheets of a shift, and the words for who answers for the floor.
	cover   *cover.Pane
	wall    *wall
	idle    *idleness
	edition *policy.Edition
	album   *picture.Album // nil without a desk that fetches files
	status  *statusLine
	outer   *kit.Split // the rail and the stage
	stage   *fyne.Container
	split   *kit.Split // the floor's page
	pages   [pagesCount]page
	// followUps is the page of that name, which others lead to.
	followUps *followups.Pane
	checklist *checklist.Pane
	channel   *channel.Pane
	sheet     fyne.CanvasObject

	work sync.WaitGroup // what pages do away from the UI thread

	page    pageID
	section view.Section
	// writeOn is the chat whose box gets the keyboard when it is drawn, because
	// the box of another had it when this one was asked for.
	writeOn chat.ChatID
	opened  chat.ChatID
	// besideOn is the chat whose side thread opens when it is drawn.
	besideOn chat.ChatID
	signing  *widget.PopUp
}

// The panes of the floor's page that give way: the board, and the panel beside the
// thread.
const (
	boardPane = 0
	sidePane  = 2
)

// New fills the window. It shows the desk's present snapshot at once.
func New(w fyne.Window, o Options) *Shell {
	s := &Shell{opts: o, window: w, merger: loop.NewMerger[string](o.Loop, o.Timing), section: view.All}
	handOn := func(sc fyne.Shortcut) { s.handle(sc) }
	s.look = s.loadLook()
	s.applyTheme()
	s.idle = newIdleness(o.Machine, func() time.Duration { return o.Policy.Idle.After }, o.Desk.SetIdle)
	s.coverSheets(handOn)
	s.top = newTopBar(topOptions{
		Cover: s.cover, Retry: s.mend, DND: s.toggleDND, Focus: s.toggleFocus, Mine: s.pressMine, Asked: s.answered(s.cover.Accept), Outage: s.toBackends,
	})
	s.adopt(o.Desk.Snapshot())
	s.rail = newRail(s.pick, s.turn, s.showPalette, s.showKeys)
	s.board = board.New(board.Options{
		Policy: o.Policy, Now: s.now, Shortcut: s.handle, OnOpen: s.open, OnKey: s.typedKey, Compact: s.look.Compact,
		Focus: w.Canvas().Focus,
	}, o.Machine)
	in := thread.Options{
		Desk: o.Desk, Policy: o.Policy, Now: s.now, Post: o.Loop.Post, ObserveOff: o.ObserveOff,
		Library: func() script.Library { return o.Desk.Snapshot().Shelves.Canned },
		Focus:   w.Canvas().Focus, Typing: s.typing,
		Shortcut: handOn, Leave: func() { s.board.FocusRows() }, OnWhy: s.openWhy, Edition: s.newest, OnClose: s.close,
		OnEscalate: s.asked(s.openEscalation), OnReview: s.asked(s.review), OnCancel: s.asked(s.cancelEscalation), OnKey: s.functionKey,
		Hold: s.hold, Said: s.said, OnCall: func() string { return s.side.Tried() },
	}
	s.errands(&in)
	s.thread = thread.New(in)
	s.overWindow(handOn)
	s.side = thread.NewSide(o.Policy, s.now)
	s.side.Owing(o.Desk, s.uncertain, o.Loop.Post)
	s.side.Calling(s.openCall)
	s.side.Tagging(o.Desk, o.Loop.Post, handOn)
	s.side.Reasons(s.openWhy)
	s.why = thread.NewReasons(thread.ReasonsOptions{
		Desk: o.Desk, Policy: o.Policy, Post: o.Loop.Post, OnRule: s.thread.Ask, OnClose: s.closeWhy, OnKey: s.typedKey,
	})
	s.why.Content().Hide()
	s.beside = thread.NewBeside(thread.BesideOptions{
		Desk: o.Desk, Now: s.now, Post: o.Loop.Post, Shortcut: handOn, OnKey: s.functionKey, OnClose: s.closeBeside,
	})
	s.beside.Content().Hide()
	s.side.Talking(s.openBeside)
	s.status = newStatusLine(s.open, s.cover.Line)
	s.table = s.actions()
	s.furnish()
	for _, a := range s.table {
		if a.key != "" && a.mod != plain {
			w.Canvas().AddShortcut(a.shortcut(), handOn)
		}
	}
	for _, key := range pageOwn {
		w.Canvas().AddShortcut(action{key: key, mod: ctrl}.shortcut(), handOn)
	}
	w.Canvas().SetOnTypedKey(s.typedKey)
	w.Canvas().SetOnTypedRune(s.typedRune)
	w.SetOnDropped(func(_ fyne.Position, files []fyne.URI) { s.dropped(files) })
	w.SetContent(s.build())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(s.look.Width, s.look.Height))
	s.render()
	return s
}

func (s *Shell) build() fyne.CanvasObject {
	s.split = kit.NewSplit(1,
		kit.SplitPane{Content: on(theme.Pane, s.wall.above(s.board.Content())), Size: 400, Min: 260},
		kit.SplitPane{Content: on(theme.Background, s.thread.Content()), Size: 560, Min: 340},
		kit.SplitPane{Content: on(theme.Pane, container.NewStack(s.side.Content(), s.why.Content(), s.beside.Content())), Size: 280, Min: 220, FoldBelow: 1020},
	)
	s.stage = container.NewStack(s.split)
	for _, p := range s.pages {
		if p != nil {
			p.Content().Hide()
			s.stage.Add(p.Content())
		}
	}
	s.outer = kit.NewSplit(1,
		kit.SplitPane{Content: on(theme.PaneTwo, s.rail.content), Size: 148, Min: 120, FoldBelow: 760},
		kit.SplitPane{Content: s.stage, Size: 1000, Min: 600},
	)
	s.outer.SetSizes(s.look.Outer)
	s.split.SetSizes(s.look.Panes)
	s.split.Fold(sidePane, s.look.NoSide)
	s.outer.OnResized = func(sizes []float32) { s.look.Outer = sizes; s.keepLook() }
	s.split.OnResized = func(sizes []float32) { s.look.Panes = sizes; s.keepLook() }
	return newFeeler(on(theme.Pane, container.NewBorder(s.top.content, s.status.content, nil, nil, s.outer)), s.idle.touch)
}

// Changed asks for a render; the desk calls it from its own goroutine. The desk
// has merged already what nobody waits for, so a second window here would only
// add to the delay; renders that wait for the UI thread are still one.
func (s *Shell) Changed(bool) { s.merger.Urgent("desk", s.render) }

// Tick lets the clocks run once a second until ctx ends.
func (s *Shell) Tick(ctx context.Context) {
	t := time.NewTicker(time.Second)
	defer t.Stop()
	for {
		select {
		case <-t.C:
			s.merger.Later("tick", s.tick)
		case <-ctx.Done():
			return
		}
	}
}

// Stop drops what is not drawn yet and waits for what pages have begun; nothing
// is drawn afterwards.
func (s *Shell) Stop() {
	s.merger.Stop()
	if s.album != nil {
		s.album.Close()
	}
	s.work.Wait()
}

// render draws the newest snapshot.
func (s *Shell) render() {
	snap := s.opts.Desk.Snapshot()
	if snap.Thread != nil {
		s.opened = snap.Thread.ID
	}
	s.adopt(snap)
	age, heard := s.opts.Clock.Age()
	s.top.render(snap, s.hubTime(), age, heard)
	s.rail.render(snap, s.section, s.page, s.pages)
	s.board.SetMissing(words.Missing(snap.Link, snap.Cached))
	s.board.SetNote(s.note(snap))
	s.cover.Render(snap)
	s.wall.render(snap, s.now())
	s.board.Render(s.section, snap.Boards[s.section], s.opened)
	s.thread.Render(snap)
	if snap.Thread != nil {
		s.resume(snap.Thread.ID)
		s.besideAsked(snap.Thread)
	}
	s.side.Render(snap)
	s.why.Render(snap)
	s.beside.Render(snap)
	s.closing.Render(snap)
	s.escalate.Render(snap)
	if p := s.pages[s.page]; p != nil {
		p.Render(snap) // another page is brought up to date when it is turned to
	}
	s.status.render(snap, s.opts.Machine())
	s.title(snap)
	if s.opts.Drawn != nil {
		s.opts.Drawn(snap)
	}
}

func (s *Shell) tick() {
	age, heard := s.opts.Clock.Age()
	s.top.tick(s.hubTime(), age, heard)
	s.board.Tick()
	s.thread.Tick()
	s.side.Tick()
	s.why.Tick()
	s.closing.Tick()
	s.escalate.Tick()
	s.cover.Tick()
	s.wall.tick(s.now())
	s.idle.look(s.window.Canvas().Focused())
	if p := s.pages[s.page]; p != nil {
		p.Tick()
	}
	s.status.say(s.opts.Desk.Snapshot(), s.opts.Machine())
}

// now is hub time; how sure it is, hubTime says.
func (s *Shell) now() chat.Instant {
	i, _ := s.opts.Clock.Now()
	return i
}

// hubTime is the time that every clock here runs by; a guess is marked.
func (s *Shell) hubTime() string {
	now, uncertain := s.opts.Clock.Now()
	if uncertain {
		return "about " + words.At(now)
	}
	return words.At(now)
}

// title puts the alerts where a task bar shows them.
func (s *Shell) title(snap *app.Snapshot) {
	t := "Floorwalker"
	if n := snap.Boards[view.Alerts].Len(); n > 0 {
		t = "(" + itoa(n) + ") " + t
	}
	if s.window.Title() != t {
		s.window.SetTitle(t)
	}
}

// pick shows a section of the board.
func (s *Shell) pick(sec view.Section) {
	s.section = sec
	if s.page != pageFloor {
		s.turn(pageFloor)
		return
	}
	s.render()
}

// SetNative says at the foot whether the system draws our notifications.
func (s *Shell) SetNative(text string) {
	s.opts.Loop.Post(func() { s.status.setNative(text) })
}

// mend does what helps against the state that the top bar shows.
func (s *Shell) mend() {
	if s.opts.Desk.Snapshot().Link.State == app.LinkRefused && s.opts.Hub != "" {
		s.AskToSignIn("")
		return
	}
	s.opts.Desk.Retry()
}

func (s *Shell) toggleDND() { s.opts.Desk.SetDND(!s.opts.Desk.Snapshot().DND) }

func (s *Shell) openPage() {
	if s.opts.OpenPage != nil {
		s.opts.OpenPage()
	}
}
