package overnight

import (
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
)

// Desk is what the page asks of the console. Answers come on the desk's goroutine.
type Desk interface {
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
}

// Options are what the page needs of the house.
type Options struct {
	Desk   Desk
	Policy *policy.Policy
	// Now is hub time.
	Now func() chat.Instant
	// Here is the zone of this machine's clock; nil is [time.Local]. Where the
	// workspace's differs, each time names it.
	Here *time.Location
	// Post runs a function on the UI thread.
	Post func(func())
	// Shortcut is offered keys with a modifier that are typed into a field and
	// that this page does not use.
	Shortcut func(fyne.Shortcut)
	// Focus puts the keyboard into one of the page's fields.
	Focus func(fyne.Focusable)
	// Window is where sheets are laid over the page.
	Window func() fyne.Canvas
	// OpenChat shows a conversation.
	OpenChat func(chat.ChatID)
	// Uncertain says that hub time is a guess; nil is never.
	Uncertain func() bool
	// Library, if set, is the newest canned library, for the texts of the night.
	Library func() script.Library
	// Dial opens a number in the telephone of this computer, as a link like
	// "tel:+910000000000"; nil is none, and the number can be copied all the same.
	Dial func(uri string) error
}

// Pane is the page.
type Pane struct {
	opts    Options
	content fyne.CanvasObject
	empty   *kit.EmptyState
}

// New makes a page without chats.
func New(o Options) *Pane {
	if o.Here == nil {
		o.Here = time.Local
	}
	p := &Pane{opts: o, empty: kit.NewEmptyState(kit.EmptyData{Title: "Reading the night", Text: "It comes from this desk's own disk first."})}
	p.content = p.empty
	return p
}

// Content returns the page's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Render shows the night of the snapshot.
func (p *Pane) Render(*app.Snapshot) {}

// Tick lets the clocks run.
func (p *Pane) Tick() {}

// Focus puts the keyboard into the rows.
func (p *Pane) Focus() {}

// Shortcut runs what a key with a modifier does on this page, and says whether it
// does anything.
func (p *Pane) Shortcut(fyne.Shortcut) bool { return false }

// Count is the figure in the rail: the chats of the night that are still to be
// reviewed or phoned.
func (p *Pane) Count(*app.Snapshot) (n int, tone kit.Tone) { return 0, kit.Grey }
