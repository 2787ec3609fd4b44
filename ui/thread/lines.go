package thread

import (
	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// lineAction is the link beside a line that did not go out.
func (p *Pane) lineAction(key string) {
	t := p.shown
	if t == nil {
		return
	}
	for _, l := range t.Pending {
		if string(l.ID) == key {
			p.opts.Desk.Again(t.ID, l.ID, l.Gap)
			return
		}
	}
	for _, m := range t.Messages {
		if string(m.ID) == key && m.Masked {
			p.reveal(m.ID)
			return
		}
	}
	p.reclaim(key)
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
	return append(p.solvedMenu(t, key), p.markMenu(t, key)...)
}

// solvedMenu says of a line of the customer's that it confirms the solution.
func (p *Pane) solvedMenu(t *view.Thread, key string) []*fyne.MenuItem {
	if solvedLock(t) != "" {
		return nil
	}
	for _, m := range t.Messages {
		if string(m.ID) == key && m.From == chat.SpeakerCustomer {
			return []*fyne.MenuItem{fyne.NewMenuItem("This confirms the solution", func() { p.opts.Desk.ConfirmResolution(t.ID, m.ID) })}
		}
	}
	return nil
}
