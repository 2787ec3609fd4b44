package thread

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

func (p *Pane) renderBanner(t *view.Thread) {
	tr, alert := loudest(t.Triggers)
	switch {
	case alert && t.Stance != view.Yours:
		p.rule = tr.Rule
		p.banner.Set(alertBanner(tr, takeButton(t, lock(t, p.me, stepTakeOver)), p.opts.Policy))
	case t.Stage == chat.StageQueued && t.Stance != view.Ended:
		p.rule = ""
		p.banner.Set(queueBanner(t, p.opts.Now()))
	default:
		p.rule = ""
		p.toggle(p.banner, false)
		return
	}
	p.toggle(p.banner, true)
}

// takeButton is the one thing to press, or the reason why it is not.
func takeButton(t *view.Thread, locked string) kit.ButtonData {
	return kit.ButtonData{Word: stepWord(t), Key: called[stepTakeOver].key, Kind: kit.Primary, Locked: locked}
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
	switch i {
	case buttonTake:
		p.TakeOver()
	case buttonSeen:
		p.Seen()
	case buttonDismiss:
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
