package thread

import (
	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// SecretDesk opens what is masked; the answer comes from a goroutine of the desk's.
type SecretDesk interface {
	Reveal(id chat.ChatID, message chat.MessageID, got func(text string, err error))
}

// revealWord is the link beside a line whose secrets are masked.
const revealWord = "Reveal (is logged)"

// Reveal shows the last line in sight whose secrets are masked as it was written. The
// hub writes down who looked.
func (p *Pane) Reveal() {
	t := p.here()
	if t == nil {
		return
	}
	masked, last := make(map[string]bool), ""
	for _, m := range t.Messages {
		if m.Masked {
			last = string(m.ID)
			masked[last] = true
		}
	}
	if last == "" {
		p.say("Nothing is masked in this chat.")
		return
	}
	if seen, ok := p.lines.LastInSight(func(key string) bool { return masked[key] }); ok {
		last = seen
	}
	p.reveal(chat.MessageID(last))
}

// reveal asks once, then shows the line over the window and forgets it again.
func (p *Pane) reveal(line chat.MessageID) {
	t := p.shown
	if t == nil || p.asking != nil {
		return
	}
	if p.opts.Secrets == nil {
		p.say("What is masked cannot be opened from here.")
		return
	}
	id, name := t.ID, words.Name(t.Customer.Name)
	a := newAsking(kit.SheetData{
		Title: "Show what " + name + " wrote?", Confirm: "Show it",
		Text: "It holds a secret, such as a password or a card number. That you looked is written down, with your name and the time.",
	})
	p.ask(a, func() {
		p.opts.Secrets.Reveal(id, line, func(text string, err error) {
			p.opts.Post(func() { p.revealed(id, name, text, err) })
		})
	})
}

func (p *Pane) revealed(id chat.ChatID, name, text string, err error) {
	if p.shown == nil || p.shown.ID != id {
		return // it is not looked at any more, so it is not shown either
	}
	if err != nil {
		p.say("Not shown: " + err.Error())
		return
	}
	p.ask(newAsking(kit.SheetData{Title: name + " wrote", Text: text, Confirm: "Hide it again"}), func() {})
}
