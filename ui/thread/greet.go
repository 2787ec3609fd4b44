package thread

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// Greet offers the greeting with its blanks filled, the first text of a chat
// that has become one's own (S-ACC-05). It never replaces what was begun.
func (p *Pane) Greet() {
	t := p.shown
	if t != nil && p.reply.w.blank() && p.reply.guide.open(t) {
		return
	}
	if t == nil || t.Stance != view.Yours || p.foot.box.box.Text() != "" {
		return
	}
	p.foot.box.put(greeting(t, p.me.Name))
	p.foot.write(t, false)
}

func greeting(t *view.Thread, agent string) string {
	hello := "Hello"
	if name := strings.TrimSpace(t.Customer.Name); name != "" {
		hello += " " + name
	}
	return hello + ", I am " + agent + " from the support team. I have read this conversation and will help you from here."
}

// greeted reports whether I have written to the customer already.
func greeted(t *view.Thread, me chat.AgentID) bool {
	for i := len(t.Messages) - 1; i >= 0 && t.Messages[i].At >= t.Owned; i-- {
		if m := t.Messages[i]; m.From == chat.SpeakerAgent && m.Agent == me {
			return true
		}
	}
	return false
}
