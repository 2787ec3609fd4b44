package followups

import (
	"fyne.io/fyne/v2"

	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
)

// Shortcut runs what a key with a modifier does on this page, and says whether it
// does anything. The window asks while the page is shown; the page's fields ask
// by themselves.
func (p *Pane) Shortcut(s fyne.Shortcut) bool {
	return p.keys().Use(s)
}

func (p *Pane) keys() shelf.Keys {
	return shelf.Keys{fyne.KeyN: p.Create, fyne.KeyS: p.Save, fyne.KeyR: p.front.ShowOrder, fyne.KeyD: p.nextFilter}
}

// fieldShortcut is Shortcut for a field, which keeps keys from the window.
func (p *Pane) fieldShortcut(s fyne.Shortcut) { p.keys().HandOn(s, p.opts.Shortcut) }

// typed runs the letters that are printed on the buttons beside the rows, while these
// have the keyboard.
func (p *Pane) typed(r rune) {
	switch p.shown {
	case sideCard:
		p.card.Typed(r)
	case sideDuty:
		p.panel.typed(r)
	default:
		p.typedForm(r)
	}
}

// typedForm acts on the follow-up whose fields are open.
func (p *Pane) typedForm(r rune) {
	switch r {
	case 'c', 'C':
		p.CopyNumber()
	case 'o', 'O':
		p.OpenChat()
	case 'd', 'D':
		p.Complete()
	case 'r', 'R':
		p.Reopen()
	case 'a', 'A':
		p.Assign()
	case 't', 'T':
		p.form.focus(p.form.due)
	case 'e', 'E':
		p.form.focus(p.form.reason)
	case 'b', 'B':
		p.backToCard()
	case '1', '2', '3':
		p.form.quick(int(r - '1'))
	}
}

// backToCard shows the card of the follow-up whose fields are open.
func (p *Pane) backToCard() {
	if call, ok := p.rows.call(p.form.id); ok && p.form.id != "" {
		p.card.Show(call)
		p.opened(p.form.id, sideCard)
		p.card.Focus()
	}
}

// field makes a field of the form: Esc goes back to the rows and leaves what is
// typed as it is.
func (p *Pane) field(placeholder string, lines int) *kit.Field {
	f := kit.NewField(placeholder)
	if lines > 1 {
		f.MultiLine, f.Wrapping, f.Scroll = true, fyne.TextWrapWord, fyne.ScrollVerticalOnly
		f.SetMinRowsVisible(lines)
	}
	f.OnShortcut = p.fieldShortcut
	f.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			p.opts.Focus(p.front.Table.Focusable())
			return true
		}
		return false
	}
	return f
}
