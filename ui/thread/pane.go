package thread

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/widget"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Desk is what the pane asks of the console.
type Desk interface {
	TakeOver(id chat.ChatID, reason string)
	Post(id chat.ChatID, text string)
	Note(id chat.ChatID, text string)
	Again(id chat.ChatID, cmd chat.CommandID, insist bool)
	Discard(id chat.ChatID, cmd chat.CommandID)
	Acknowledge(id chat.ChatID, rule chat.RuleID)
	Dismiss(id chat.ChatID, rule chat.RuleID, reason string)
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
}

// Options are what the pane needs of the house.
type Options struct {
	Desk   Desk
	Policy *policy.Policy
	// Now is hub time.
	Now func() chat.Instant
	// Post runs a function on the UI thread; drafts come back through it.
	Post func(func())
	// Shortcut is offered keys with a modifier that are typed into the box.
	Shortcut func(fyne.Shortcut)
	// Focus puts the keyboard into one of the pane's boxes.
	Focus func(fyne.Focusable)
	// Typing, if set, reports whether somebody types elsewhere: a box that opens
	// because the bot has stopped must not take their next word to a customer.
	Typing func() bool
	// Leave puts the keyboard elsewhere when Escape leaves the box.
	Leave func()
	// ObserveOff turns the frame that tells an observer what they are into
	// nothing; only the smoke test's mutation uses it.
	ObserveOff bool
}

// Pane is one chat.
type Pane struct {
	opts    Options
	content *fyne.Container
	filled  fyne.CanvasObject
	nothing *kit.EmptyState

	name     *kit.Words
	channel  *kit.Pill
	speaking *kit.Pill
	age      *kit.Words
	ladder   *kit.Segmented
	banner   *kit.Banner
	lines    *kit.Thread
	foot     *foot

	shown  *view.Thread
	me     app.Me
	rule   chat.RuleID // of the banner
	source *bubbles
}

// New makes a pane that shows no chat.
func New(o Options) *Pane {
	p := &Pane{
		opts: o, name: kit.NewTitle("").Yield(), channel: kit.NewPill(kit.PillData{}), speaking: kit.NewPill(kit.PillData{}),
		age: kit.NewCaption(""), ladder: kit.NewSegmented(), banner: kit.NewBanner(kit.BannerData{}), lines: kit.NewThread(),
		nothing: kit.NewEmptyState(kit.EmptyData{
			Title: "No chat is open",
			Text:  "Pick one at the left, or press Alt+Shift+↓ for the next alert. Nobody can tell that you look.",
		}),
	}
	p.foot = newFoot(p)
	p.ladder.OnPick = func(i int) {
		switch i {
		case stepTakeOver:
			p.TakeOver()
		case stepNote:
			p.Write(true)
		}
	}
	p.banner.OnButton = p.bannerPressed
	p.lines.OnAction = p.lineAction
	p.lines.MenuMore = p.lineMenu
	p.filled = p.build()
	p.content = container.NewStack(p.nothing, p.filled)
	p.filled.Hide()
	return p
}

func (p *Pane) build() fyne.CanvasObject {
	side, small := theme.Px(16), theme.Px(8)
	title := container.NewBorder(nil, nil, nil, p.age, container.NewBorder(nil, nil, nil,
		container.NewHBox(container.NewCenter(p.channel), container.NewCenter(p.speaking)), p.name))
	head := container.New(layout.NewCustomPaddedLayout(small, small, side, side), kit.NewColumn(6, title, p.ladder))
	top := container.NewVBox(head, kit.NewHairline())
	alert := container.New(layout.NewCustomPaddedLayout(small, 0, side, side), kit.NewColumn(0, p.banner))
	foot := container.New(layout.NewCustomPaddedLayout(small, small+4, side, side), p.foot.content)
	body := container.NewBorder(alert, foot, nil, nil,
		container.New(layout.NewCustomPaddedLayout(0, 0, side, side), p.lines))
	return container.NewBorder(top, nil, nil, nil, body)
}

// Content returns the pane's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Steps of the ladder that exist so far.
const (
	stepObserve = iota
	stepTakeOver
	stepNote
)

// Render shows the snapshot's thread.
func (p *Pane) Render(s *app.Snapshot) {
	was, t := p.shown, s.Thread
	p.shown, p.me = t, s.Me
	if t == nil {
		p.foot.open("", view.Observing)
		p.filled.Hide()
		p.nothing.Show()
		return
	}
	p.nothing.Hide()
	p.filled.Show()
	p.head(t)
	p.renderBanner(t)
	p.renderLines(was, t)
	p.foot.open(t.ID, t.Stance)
	p.foot.render(t)
	p.Tick()
}

func (p *Pane) head(t *view.Thread) {
	p.name.Set(words.Name(t.Customer.Name))
	changed := p.channel.Set(kit.PillData{Word: words.Channel(t.Channel)})
	tone := kit.Grey
	if t.Stance == view.Yours || t.Stance == view.Taking {
		tone = kit.Blue
	}
	if p.speaking.Set(kit.PillData{Word: words.Speaking(t), Tone: tone}) || changed {
		p.filled.Refresh()
	}
	p.ladder.Set(ladder(t)...)
}

// stepWord names the step that makes a chat one's own: there is nothing to
// take over where nobody answers (E-ACT-04).
func stepWord(t *view.Thread) string {
	if t.Stage == chat.StageQueued {
		return "Start chat"
	}
	return "Take over"
}

// ladder says where one stands and what can be done from there.
func ladder(t *view.Thread) []kit.Segment {
	steps := []kit.Segment{
		{Word: "Observe"},
		{Word: "Take over", Key: "Ctrl ⇧ T"},
		{Word: "Note", Key: "Ctrl ⇧ N"},
	}
	steps[stepTakeOver].Word = stepWord(t)
	switch t.Stance {
	case view.Observing:
		steps[stepObserve] = kit.Segment{Word: "Observing", Selected: true, Tone: kit.Violet}
	case view.Taking:
		steps[stepTakeOver] = kit.Segment{Word: "Taking over…", Selected: true, Tone: kit.Blue}
		steps[stepObserve].Locked = "the bot is being stopped"
	case view.Yours:
		steps[stepTakeOver] = kit.Segment{Word: "Yours", Selected: true, Tone: kit.Blue}
		steps[stepObserve].Locked = "you serve this chat"
	case view.Ended:
		steps[stepObserve].Locked = "the chat has ended"
		steps[stepTakeOver].Locked = "the chat has ended"
	}
	return steps
}

func (p *Pane) renderBanner(t *view.Thread) {
	tr, alert := loudest(t.Triggers)
	switch {
	case alert && t.Stance != view.Yours:
		p.rule = tr.Rule
		p.banner.Set(alertBanner(tr, stepWord(t), p.opts.Policy))
	case t.Stage == chat.StageQueued:
		p.rule = ""
		p.banner.Set(queueBanner(t, p.opts.Now()))
	default:
		p.rule = ""
		p.showBanner(false)
		return
	}
	p.showBanner(true)
}

func (p *Pane) showBanner(on bool) {
	if p.banner.Visible() == on {
		return
	}
	if on {
		p.banner.Show()
	} else {
		p.banner.Hide()
	}
	p.filled.Refresh()
}

// renderLines gives the thread its lines; only another chat is another source.
func (p *Pane) renderLines(was, t *view.Thread) {
	next := newBubbles(t, p.me.Agent)
	if p.source == nil || was == nil || was.ID != t.ID {
		p.source = next
		p.lines.SetSource(p.source)
		return
	}
	*p.source = *next
	p.lines.Refresh()
}

// Tick lets the pane's clocks run.
func (p *Pane) Tick() {
	t := p.shown
	if t == nil {
		return
	}
	now := p.opts.Now()
	if t.Stage == chat.StageQueued && p.rule == "" && t.Stance != view.Ended {
		p.banner.Set(queueBanner(t, now))
	}
	switch {
	case t.Stance == view.Ended:
		p.age.Set("ended: " + brief(t.Why))
	case t.Stance == view.Yours:
		p.age.Set("yours since " + words.At(t.Owned))
	default:
		p.age.Set("open since " + words.At(t.Opened))
	}
}

// TakeOver takes the chat on screen over.
func (p *Pane) TakeOver() {
	if t := p.shown; t != nil && t.Stance == view.Observing {
		p.opts.Desk.TakeOver(t.ID, "")
	}
}

// Seen acknowledges the alert of the chat on screen.
func (p *Pane) Seen() {
	if p.shown != nil && p.rule != "" {
		p.opts.Desk.Acknowledge(p.shown.ID, p.rule)
	}
}

// Write puts the keyboard into the box, for a reply or for a note.
func (p *Pane) Write(note bool) {
	if p.shown != nil {
		p.foot.write(p.shown, note)
	}
}

// Reveal brings a message into sight, such as an alert's evidence.
func (p *Pane) Reveal(id chat.MessageID) { p.lines.Reveal(string(id)) }

func (p *Pane) bannerPressed(i int) {
	switch {
	case i == buttonTake:
		p.TakeOver()
	case i == buttonSeen:
		p.Seen()
	case i == buttonDismiss:
		p.askWhy()
	}
}

// dismissals are the reasons for which a trigger is none.
var dismissals = []string{"Not a problem", "The words mean something else", "Already solved"}

// Dismiss asks for the reason of a dismissal.
func (p *Pane) Dismiss() { p.askWhy() }

func (p *Pane) askWhy() {
	if p.shown == nil || p.rule == "" {
		return
	}
	id, rule := p.shown.ID, p.rule // bound to what was on screen
	menu := fyne.NewMenu("Why is this no alert?")
	for _, why := range dismissals {
		menu.Items = append(menu.Items, fyne.NewMenuItem(why, func() { p.opts.Desk.Dismiss(id, rule, why) }))
	}
	canvas := fyne.CurrentApp().Driver().CanvasForObject(p.banner)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(p.banner)
	widget.ShowPopUpMenuAtPosition(menu, canvas, at.AddXY(p.banner.Size().Width/2, p.banner.Size().Height))
}

// lineAction is the link beside a line that did not go out.
func (p *Pane) lineAction(key string) {
	t := p.shown
	if t == nil {
		return
	}
	for _, l := range t.Pending {
		if string(l.ID) == key {
			p.opts.Desk.Again(t.ID, l.ID, l.Gap)
		}
	}
}

// lineMenu lets go of a line that will not go by itself; without that it would
// wait for ever, also after the next start. What may have been sent is seen to
// its end.
func (p *Pane) lineMenu(key string) []*fyne.MenuItem {
	t := p.shown
	if t == nil {
		return nil
	}
	for _, l := range t.Pending {
		if string(l.ID) == key && (l.State == chat.DeliveryFailed || l.Queued) {
			return []*fyne.MenuItem{fyne.NewMenuItem("Discard", func() { p.opts.Desk.Discard(t.ID, l.ID) })}
		}
	}
	return nil
}
