package rules

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Desk is what the page asks of the console.
type Desk interface {
	ChangePolicy(version int, file []byte, reason string)
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
}

// Options are what the page needs of the house.
type Options struct {
	Desk Desk
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
}

// Pane is the page.
type Pane struct {
	opts    Options
	content fyne.CanvasObject
	snap    *app.Snapshot
	edition *policy.Edition

	list   *listing
	about  *about
	edit   *editor
	halves *kit.Split
}

// New makes the page. It shows nothing until the first Render.
func New(o Options) *Pane {
	if o.Here == nil {
		o.Here = time.Local
	}
	p := &Pane{opts: o}
	p.list = newListing(p)
	p.about = newAbout(p)
	p.edit = newEditor(p)
	p.halves = kit.NewSplit(0,
		kit.SplitPane{Content: p.list.content, Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), p.about.content), Size: 430, Min: 340})
	p.content = container.NewStack(kit.NewGround(theme.Pane), p.halves, p.edit.content)
	p.edit.recall()
	return p
}

// Content returns the page's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Render shows a snapshot. Another policy is another edition; the rest is compared.
func (p *Pane) Render(s *app.Snapshot) {
	was := p.snap
	p.snap = s
	other := s.Edition != p.edition
	if p.edition = s.Edition; other {
		p.list.take(s.Edition)
	}
	moved := was == nil || other || s.PolicyOld != was.PolicyOld || s.Me.Role != was.Me.Role || s.Link.State != was.Link.State ||
		len(s.Team) != len(was.Team) ||
		!slices.EqualFunc(s.Policies, was.Policies, sameVersion)
	if moved {
		p.about.show()
	}
	p.edit.render(moved)
}

// sameVersion compares what is shown of two: a file never changes under its version.
func sameVersion(a, b app.PolicyVersion) bool {
	return a.Version == b.Version && a.Name == b.Name && a.At == b.At && a.Reason == b.Reason
}

// Tick lets midnight pass.
func (p *Pane) Tick() {
	if p.snap != nil {
		p.about.tick()
	}
}

// Focus puts the keyboard into the search, or into the text that is being edited.
func (p *Pane) Focus() {
	if p.edit.shown() {
		p.opts.Focus(p.edit.text)
		return
	}
	p.opts.Focus(p.list.search)
}

// Shortcut uses a key with a modifier and says whether it did: Ctrl+N edits the
// policy, Ctrl+S saves it.
func (p *Pane) Shortcut(s fyne.Shortcut) bool { return p.keys().Use(s) }

func (p *Pane) keys() shelf.Keys {
	return shelf.Keys{fyne.KeyN: p.Edit, fyne.KeyS: p.edit.Save}
}

// handOn uses a key that is typed into a field or offers it to the window.
func (p *Pane) handOn(s fyne.Shortcut) { p.keys().HandOn(s, p.opts.Shortcut) }

// Count is how many things a lead has to set up; a policy that this desk cannot read
// counts for everybody.
func (p *Pane) Count(s *app.Snapshot) (n int, tone kit.Tone) {
	if s.PolicyOld != "" {
		return 1, kit.Red
	}
	if s.Me.Role != chat.RoleLead || s.Edition == nil {
		return 0, kit.Grey
	}
	if n = len(openKeys(s.Edition)); n > 0 {
		return n, kit.Amber
	}
	return 0, kit.Grey
}

// openKeys are the keys of the warnings, each once.
func openKeys(e *policy.Edition) []string {
	var keys []string
	for _, w := range e.Warnings() {
		if !slices.Contains(keys, w.Key) {
			keys = append(keys, w.Key)
		}
	}
	return keys
}

// mayNotEdit says why the person at this desk cannot change the policy; nothing if
// they can.
func (p *Pane) mayNotEdit() string {
	switch {
	case p.snap == nil || len(p.snap.Edition.File) == 0:
		return "the policy is not here yet"
	case p.snap.Me.Role != chat.RoleLead:
		return "only leads change the policy"
	case p.snap.PolicyOld != "":
		return "this desk cannot read the floor's policy"
	}
	return ""
}

// Edit opens the text, at the entry that is open.
func (p *Pane) Edit() {
	if p.mayNotEdit() != "" || p.edit.shown() {
		return
	}
	p.edit.open(p.about.key)
}

// turn shows the text, or the register again.
func (p *Pane) turn(editing bool) {
	changed := kit.SetShown(p.edit.content, editing)
	if kit.SetShown(p.halves, !editing) || changed {
		p.content.Refresh()
	}
	p.Focus()
}

// clock says an instant as a person would now, in the workspace's time.
func (p *Pane) clock(i chat.Instant) string {
	zone := p.edition.Policy.Cover.Location()
	at := i.Time().In(zone)
	return words.When(at, p.opts.Now().Time().In(zone)) + words.Place(at, p.opts.Here)
}

func (p *Pane) live() bool { return p.snap != nil && p.snap.Link.State == app.LinkLive }

// lastNotice is the number of the newest answer that anybody was given.
func (p *Pane) lastNotice() int {
	n := 0
	for _, a := range p.snap.Notices {
		n = max(n, a.N)
	}
	return n
}

// refusedSince is what the hub answered to a wish about no chat after a notice;
// nothing if it has not refused any.
func (p *Pane) refusedSince(n int) string {
	for _, a := range p.snap.Notices {
		if a.N > n && a.Bad && a.Chat == "" {
			return a.Words
		}
	}
	return ""
}
