package thread

import (
	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
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
	return p.markMenu(t, key)
}
