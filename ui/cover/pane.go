package cover

import (
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/ui/kit"
	"floorwalker/ui/way"
	"floorwalker/ui/words"
)

// Desk is what the sheets ask of the console.
type Desk interface {
	StartShift(shift string, checks []chat.SelfCheck)
	EndShift(shift string)
	AskCover(to chat.AgentID, reason string)
	AnswerCover(ask chat.AskID, accept bool, reason string)
	TakeCover(reason string)
	OverrideBreak(agent chat.AgentID, reason string)
	EndBreak()
	SetDND(on bool)
}

// Options are what the sheets need of the house.
type Options struct {
	Desk   Desk
	Policy *policy.Policy
	// Now is hub time, Uncertain that it is a guess.
	Now       func() chat.Instant
	Uncertain func() bool
	// Here is the zone of this machine's clock; nil is [time.Local].
	Here *time.Location
	// Post runs a function on the UI thread.
	Post func(func())
	// Shortcut is offered keys with a modifier that a sheet does not use.
	Shortcut func(fyne.Shortcut)
	// Window is what sheets are laid over.
	Window func() fyne.Canvas
	// Tests are what this desk can try.
	Tests Tests
	// Go shows a place.
	Go func(way.Place)
	// Open shows a chat.
	Open func(chat.ChatID)
	// Quit ends the program.
	Quit func()
}

// Tests are tried at the start of a shift (C-TRF-02). A nil one cannot be tried here
// and says so. Answers may come on any goroutine.
type Tests struct {
	// Sound plays the tone of an alert and tells whether the player ended well.
	Sound func(done func(error))
	// Notify shows a notification and tells who drew it, or why nobody did.
	Notify func(done func(via string, err error))
	// RoundTrip is how long the hub takes to answer; false if it was not heard.
	RoundTrip func() (time.Duration, bool)
}

// Pane is the sheets. It shows nothing until one of them is asked for.
type Pane struct {
	opts Options
	snap *app.Snapshot
	open *opened
}

// opened is the sheet that lies over the window.
type opened struct {
	sheet *kit.Sheet
	hide  func()
	// follow brings it up to date.
	follow func(s *app.Snapshot)
}

// New makes it.
func New(o Options) *Pane {
	if o.Here == nil {
		o.Here = time.Local
	}
	return &Pane{opts: o}
}

// Opened reports whether a sheet of this pane lies over the window.
func (p *Pane) Opened() bool { return p.open != nil }

// Render keeps an open sheet true.
func (p *Pane) Render(s *app.Snapshot) {
	p.snap = s
	if p.open != nil && p.open.follow != nil {
		p.open.follow(s)
	}
}

// Tick lets countdowns run.
func (p *Pane) Tick() {
	if p.snap != nil {
		p.Render(p.snap)
	}
}

// show lays a sheet over the window; only one can be open. confirm says whether what
// was pressed closes it.
func (p *Pane) show(s *kit.Sheet, confirm func() bool, follow func(*app.Snapshot)) {
	o := &opened{sheet: s, follow: follow}
	p.open = o
	s.OnConfirm = func() bool {
		if !confirm() {
			return false
		}
		if p.open == o { // what was confirmed may have opened another
			p.open = nil
		}
		return true
	}
	s.OnCancel = func() {
		if p.open == o {
			p.open = nil
		}
	}
	s.OnShortcut = p.opts.Shortcut
	if follow != nil {
		follow(p.snap)
	}
	o.hide = kit.ShowSheet(p.opts.Window(), s)
}

// close takes the sheet away without telling anybody.
func (p *Pane) close() {
	if p.open != nil {
		hide := p.open.hide
		p.open = nil
		if hide != nil {
			hide()
		}
	}
}

// leaveTo closes the sheet and shows a place.
func (p *Pane) leaveTo(to way.Place) {
	p.close()
	p.opts.Go(to)
}

// At is a time of day where the workspace is, with its name where this machine's
// clock shows another.
func (p *Pane) at(i chat.Instant) string { return At(p.opts.Policy, p.opts.Here, i) }

// At is a time of day in the workspace's zone; where this machine's clock shows
// another it names the zone.
func At(pol *policy.Policy, here *time.Location, i chat.Instant) string {
	at := i.Time().In(pol.Cover.Location())
	return at.Format("15:04") + words.Place(at, here)
}
