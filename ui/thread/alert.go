package thread

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// pressable is a button of the banner and what it does.
type pressable struct {
	kit.ButtonData
	do func()
}

func (p *Pane) renderBanner(t *view.Thread) {
	tr, alert := loudest(t.Triggers)
	switch {
	case alert && t.Stance != view.Yours:
		p.rule = tr.Rule
		d := alertBanner(tr, p.byName, p.opts.Policy)
		p.putBanner(d, p.alertButtons(t, tr))
	case t.Stage == chat.StageQueued && t.Stance != view.Ended:
		p.rule = ""
		p.putBanner(queueBanner(t, p.opts.Now()), []pressable{{takeButton(t, ""), p.TakeOver}})
	default:
		p.rule = ""
		p.toggle(p.banner, false)
		return
	}
	p.toggle(p.banner, true)
}

func (p *Pane) putBanner(d kit.BannerData, buttons []pressable) {
	p.pressed = buttons
	for _, b := range buttons {
		d.Buttons = append(d.Buttons, b.ButtonData)
	}
	p.banner.Set(d)
}

// alertButtons are what can be done about an alert: the one thing to press first.
func (p *Pane) alertButtons(t *view.Thread, tr chat.Trigger) []pressable {
	bs := []pressable{{takeButton(t, lock(t, p.me, stepTakeOver)), p.TakeOver}}
	if p.opts.OnWhy != nil {
		bs = append(bs, pressable{kit.ButtonData{Word: "Why?", Key: whyKey}, p.opts.OnWhy})
	}
	if suspected(tr) {
		bs = append(bs, pressable{kit.ButtonData{Word: "Confirm", Key: wrongKey}, p.MarkWrong})
	}
	seen := kit.ButtonData{Word: "Seen"}
	if tr.AcknowledgedBy != "" {
		seen = kit.ButtonData{Word: "Seen ✓", Locked: "somebody has seen this alert"}
	}
	return append(bs, pressable{seen, p.Seen}, pressable{kit.ButtonData{Word: "Dismiss…"}, p.askWhy})
}

// takeButton is the one thing to press, or the reason why it is not.
func takeButton(t *view.Thread, locked string) kit.ButtonData {
	return kit.ButtonData{Word: stepWord(t), Key: called[stepTakeOver].key, Kind: kit.Primary, Locked: locked}
}

// byName names an agent in the middle of a sentence.
func (p *Pane) byName(id chat.AgentID) string {
	return (&bubbles{t: p.shown, me: p.me.Agent, team: p.snap.Team}).person(id)
}

// toggle shows or hides what stands over the lines.
func (p *Pane) toggle(o fyne.CanvasObject, on bool) {
	if kit.SetShown(o, on) {
		p.filled.Refresh()
	}
}

// Seen acknowledges the alert of the chat on screen.
func (p *Pane) Seen() {
	if p.shown != nil && p.rule != "" {
		p.opts.Desk.Acknowledge(p.shown.ID, p.rule)
	}
}

func (p *Pane) bannerPressed(i int) {
	if i < len(p.pressed) {
		p.pressed[i].do()
	}
}

// dismissals are the reasons for which a trigger is none. The last one is
// said in one's own words.
var dismissals = []string{"Not a problem", "The words mean something else", "Already solved", otherReason}

const (
	otherReason = "Other…"
	// maxDismissal is how many characters a reason of one's own may have.
	maxDismissal = 120
)

// Dismiss takes back what one has just marked; else it asks for the reason of a
// dismissal.
func (p *Pane) Dismiss() {
	if p.undo() {
		return
	}
	p.askWhy()
}

// meant is the rule that a key is about: the one that is marked in the panel "Why?",
// if it holds, or that of the banner.
func (p *Pane) meant(t *view.Thread) chat.RuleID {
	if _, ok := chat.TriggerOf(t.Triggers, p.asked.rule); ok && p.asked.chat == t.ID {
		return p.asked.rule
	}
	return p.rule
}

func (p *Pane) askWhy() {
	if p.shown == nil || p.asking != nil {
		return
	}
	id, rule, name := p.shown.ID, p.meant(p.shown), words.Name(p.shown.Customer.Name) // bound to what was on screen
	if rule == "" {
		return
	}
	title := fyne.NewMenuItem("“"+words.Rule(rule)+"” is none, because:", nil)
	title.Disabled = true
	menu := fyne.NewMenu("", title)
	for _, why := range dismissals {
		do := func() { p.opts.Desk.Dismiss(id, rule, why) }
		if why == otherReason {
			do = func() { p.askReason(id, rule, name) }
		}
		menu.Items = append(menu.Items, fyne.NewMenuItem(why, do))
	}
	under := fyne.CanvasObject(p.banner)
	if !p.banner.Visible() {
		under = p.title // a notice has no banner
	}
	canvas := fyne.CurrentApp().Driver().CanvasForObject(under)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(under)
	widget.ShowPopUpMenuAtPosition(menu, canvas, at.AddXY(under.Size().Width/2, under.Size().Height))
}

// askReason asks for a reason in one's own words.
func (p *Pane) askReason(id chat.ChatID, rule chat.RuleID, name string) {
	why := kit.NewLineField("Why is this no alert?", "In a few words", 1)
	why.Most = maxDismissal
	a := newAsking(kit.SheetData{
		Title: "Dismiss “" + words.Rule(rule) + "” of " + name, Confirm: "Dismiss",
		Text: "The reason is kept with the alert, and counts when the rule is tuned.",
	}, why)
	p.ask(a, func() { p.opts.Desk.Dismiss(id, rule, why.Text()) })
}
