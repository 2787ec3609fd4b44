package thread

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// ReasonsDesk is what the panel "Why?" asks of the console. Both answer later, from
// another goroutine.
type ReasonsDesk interface {
	Why(id chat.ChatID, got func(app.Why))
	WhyFromHub(id chat.ChatID, got func(app.HubWhy))
}

// ReasonsOptions are what the panel needs of the house.
type ReasonsOptions struct {
	Desk   ReasonsDesk
	Policy *policy.Policy
	// Post runs a function on the UI thread.
	Post func(func())
	// OnRule is told what the marked rule has seen of a chat; seek is set if the
	// reader has just come to it. No rule means that nothing is marked any more.
	OnRule func(id chat.ChatID, rule chat.RuleID, spans []chat.Evidence, seek bool)
	// OnClose is told that the reader wants the panel gone.
	OnClose func()
	// OnKey gets keys that the panel does not use.
	OnKey func(*fyne.KeyEvent)
}

// Reasons is the panel "Why?": all ten rules with their value against their
// thresholds, of the chat on screen, whether it alerts or is quiet (D-01).
//
// It asks the desk when it is opened, when the chat has news, and each second while
// it is open, for some rules measure time. The hub's part comes when it comes;
// until then its place says what is missing.
type Reasons struct {
	opts    ReasonsOptions
	content fyne.CanvasObject
	summary *kit.Text
	hubs    *kit.Text
	list    *kit.Measures

	open  bool
	shown *view.Thread
	snap  *app.Snapshot
	why   app.Why
	hub   app.HubWhy
	rows  []reason
	rule  chat.RuleID // of the marked row
	// turn counts chats and openings: answers for an older one are dropped.
	turn            int
	asking, again   bool // the desk; again if there was news meanwhile
	hubbing         bool
	heard, triggers int // of the chat, when the hub was asked
}

// reason is one row: a rule, and what it has seen.
type reason struct {
	rule  chat.RuleID
	spans []chat.Evidence
}

// NewReasons makes a panel that is closed.
func NewReasons(o ReasonsOptions) *Reasons {
	r := &Reasons{
		opts: o, summary: kit.NewText(""), hubs: kit.NewQuietText(""),
		list: kit.NewMeasures(),
	}
	r.list.OnMark = func(i int) { r.mark(i, true) }
	r.list.OnKey = func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			o.OnClose()
			return
		}
		if o.OnKey != nil {
			o.OnKey(e)
		}
	}
	pad := theme.Px(16)
	closing := kit.NewLink("Close · Esc", o.OnClose)
	head := kit.NewColumn(4, container.NewBorder(nil, nil, nil, closing, kit.NewTitle("Why?").Yield()), r.summary, r.hubs,
		kit.NewCaption("↑ ↓ walk · blue: what the marked rule saw").Yield())
	r.content = container.NewBorder(
		container.New(layout.NewCustomPaddedLayout(pad/2, pad/4, pad, pad), head), nil, nil, nil,
		container.New(layout.NewCustomPaddedLayout(0, 0, pad/4, pad/4), r.list))
	return r
}

// Content returns the panel's object.
func (r *Reasons) Content() fyne.CanvasObject { return r.content }

// Focusable is what gets the keyboard.
func (r *Reasons) Focusable() fyne.Focusable { return r.list }

// Opened reports whether the panel is open.
func (r *Reasons) Opened() bool { return r.open }

// Open asks why for the snapshot's chat.
func (r *Reasons) Open(s *app.Snapshot) {
	r.open = true
	r.rule = ""
	r.turnTo(s)
}

// Close forgets the chat and takes the marks off its lines.
func (r *Reasons) Close() {
	r.open = false
	r.turn++
	r.shown = nil
	r.opts.OnRule("", "", nil, false)
}

// Render follows the snapshot's chat while the panel is open.
func (r *Reasons) Render(s *app.Snapshot) {
	if !r.open {
		return
	}
	was, t := r.shown, s.Thread
	if t == nil || was == nil || was.ID != t.ID {
		r.turnTo(s)
		return
	}
	r.snap, r.shown = s, t
	if news(was, t) {
		r.ask()
	}
	live := s.Link.State == app.LinkLive
	if live && (r.hub.State == app.HubAway || r.heard != len(t.Messages) || r.triggers != len(t.Triggers)) {
		r.askHub()
	}
	if !live && r.hub.State == app.HubAnswered {
		r.hub = app.HubWhy{State: app.HubAway}
		r.draw()
	}
}

// news reports whether the rules may say something else now. Slices are replaced or
// grow, never changed.
func news(a, b *view.Thread) bool {
	return len(a.Messages) != len(b.Messages) || len(a.Triggers) != len(b.Triggers) || a.Stance != b.Stance || a.Owner != b.Owner ||
		len(b.Triggers) > 0 && &a.Triggers[0] != &b.Triggers[0]
}

// Tick asks again, because time is what some rules measure.
func (r *Reasons) Tick() {
	if r.open && r.shown != nil {
		r.ask()
	}
}

// turnTo begins with another chat, or with none.
func (r *Reasons) turnTo(s *app.Snapshot) {
	r.turn++
	r.snap, r.shown = s, s.Thread
	r.why, r.hub, r.rows = app.Why{}, app.HubWhy{}, nil
	r.asking, r.again, r.hubbing = false, false, false
	r.opts.OnRule("", "", nil, false)
	r.draw()
	if r.shown == nil {
		return
	}
	if tr, ok := loudest(r.shown.Triggers); ok {
		r.rule = tr.Rule
	}
	r.ask()
	r.askHub()
}

func (r *Reasons) ask() {
	if r.asking {
		r.again = true
		return
	}
	r.asking, r.again = true, false
	turn := r.turn
	r.opts.Desk.Why(r.shown.ID, func(w app.Why) {
		r.opts.Post(func() { r.answered(turn, w) })
	})
}

func (r *Reasons) answered(turn int, w app.Why) {
	if turn != r.turn {
		return
	}
	first := len(r.why.Verdicts) == 0
	r.asking, r.why = false, w
	r.draw()
	if first {
		r.list.Reveal()
		r.mark(r.list.Marked(), true)
	}
	if r.again {
		r.ask()
	}
}

func (r *Reasons) askHub() {
	if r.hubbing {
		return
	}
	r.hubbing = true
	r.heard, r.triggers = len(r.shown.Messages), len(r.shown.Triggers)
	if r.hub.State != app.HubAnswered {
		r.hub.State = app.HubAsked
	}
	turn := r.turn
	r.opts.Desk.WhyFromHub(r.shown.ID, func(h app.HubWhy) {
		r.opts.Post(func() {
			if turn != r.turn {
				return
			}
			r.hubbing, r.hub = false, h
			r.draw()
		})
	})
}

// mark shows what row i has seen.
func (r *Reasons) mark(i int, seek bool) {
	if i < len(r.rows) {
		r.rule = r.rows[i].rule
		r.opts.OnRule(r.shown.ID, r.rule, r.rows[i].spans, seek)
	}
}

// draw shows what is known now; the mark stays on its rule.
func (r *Reasons) draw() {
	said := r.summary.Set(r.summed())
	if said = r.hubs.Set(r.hubWords()) || said; said {
		r.content.Refresh() // it may take another line now
	}
	if r.shown == nil || len(r.why.Verdicts) == 0 {
		r.rows = nil
		r.list.Set()
		return
	}
	rows := make([]kit.Measure, 0, len(r.why.Verdicts))
	r.rows = r.rows[:0]
	for _, v := range r.why.Verdicts {
		f := r.finding(v)
		rows = append(rows, f.measure())
		r.rows = append(r.rows, reason{v.Rule, f.spans()})
	}
	r.list.Set(rows...)
	for i := range r.rows {
		if r.rows[i].rule == r.rule {
			r.list.Mark(i)
		}
	}
	r.mark(r.list.Marked(), false)
}

// finding puts together what desk, hub and chat know of a rule.
func (r *Reasons) finding(v trigger.Verdict) finding {
	f := finding{Verdict: v, hub: &r.hub, policy: r.opts.Policy, by: func(id chat.AgentID) string {
		return (&bubbles{t: r.shown, me: r.snap.Me.Agent, team: r.snap.Team}).person(id)
	}}
	if v.Rule == r.hub.Verdict.Rule && r.hub.State == app.HubAnswered {
		f.Verdict = r.hub.Verdict
	}
	f.held, f.holds = chat.TriggerOf(r.shown.Triggers, v.Rule)
	f.served = markLock(r.shown, v.Rule) != ""
	for i := range r.why.Checks {
		if r.why.Checks[i].Trigger.Rule == v.Rule {
			f.check = &r.why.Checks[i]
		}
	}
	return f
}
