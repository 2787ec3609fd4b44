package thread

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// The keys of this file and of the panel "Why?", as they are printed.
const (
	whyKey       = "Ctrl E"
	wrongKey     = "Ctrl ⇧ B"
	frustrateKey = "Ctrl U"
	undoKey      = "Ctrl ⇧ D"
)

// markedTime is how long it is offered to take a mark back by one key.
const markedTime = 12 * time.Second

// quoteMost is how many characters of a marked line are quoted: enough to see which
// it is.
const quoteMost = 60

// undone is the reason of a dismissal that takes a mark back.
const undone = "Marked by mistake"

// mark is what somebody at this desk has said of a line with one key.
type mark struct {
	chat  chat.ChatID
	rule  chat.RuleID
	line  chat.MessageID
	quote string
	at    chat.Instant
	// told is set once the chat has it, so that nothing is said to be done that
	// was refused.
	told bool
}

// MarkWrong says that the bot is wrong in its last line in sight, or confirms what
// the banner, or the marked row of the panel "Why?", suspects (G-TRIG-02, A-47).
func (p *Pane) MarkWrong() {
	if t := p.shown; t != nil && p.asking == nil {
		if held, ok := chat.TriggerOf(t.Triggers, p.meant(t)); ok && suspected(held) {
			p.opts.Desk.Confirm(t.ID, held.Rule)
			return
		}
	}
	p.markLast(policy.RuleBotWrong, chat.SpeakerBot, "The bot has not said anything here yet.")
}

// MarkFrustrated says that the customer is frustrated in their last line in sight
// (G-TRIG-01).
func (p *Pane) MarkFrustrated() {
	p.markLast(policy.RuleFrustration, chat.SpeakerCustomer, "The customer has not written anything yet.")
}

// markLast marks the lowest line in sight that is from whom it is about; a reader
// who has gone back in the conversation means what they see there.
func (p *Pane) markLast(rule chat.RuleID, from chat.Speaker, none string) {
	t := p.here()
	if t == nil {
		return
	}
	of := make(map[string]chat.Message)
	last := ""
	for _, m := range t.Messages {
		if m.From == from && m.Text != "" {
			last = string(m.ID)
			of[last] = m
		}
	}
	if last == "" {
		p.say(none)
		return
	}
	seen, ok := p.lines.LastInSight(func(key string) bool { _, is := of[key]; return is })
	if !ok {
		seen = last
	}
	p.mark(t, rule, of[seen])
}

// mark asks the desk, and remembers what for.
func (p *Pane) mark(t *view.Thread, rule chat.RuleID, m chat.Message) {
	if why := markLock(t, rule); why != "" {
		p.say(why)
		return
	}
	p.marked = mark{chat: t.ID, rule: rule, line: m.ID, quote: atMost(m.Text, quoteMost), at: p.opts.Now()}
	p.opts.Desk.Mark(t.ID, rule, m.ID)
}

// markLock is why something cannot be marked, in the hub's words. That the bot was wrong
// is written down whoever serves the chat (G-OPS-02).
func markLock(t *view.Thread, rule chat.RuleID) string {
	switch {
	case t.Stance == view.Ended:
		return "This chat is closed."
	case rule == policy.RuleBotWrong:
		return ""
	case t.Stance == view.Yours:
		return "You serve this chat already; there is nobody to call."
	case t.Owner != "":
		return t.Server + " serves this chat already; there is nobody to call."
	}
	return ""
}

// suspected reports whether a person has still to say that it is so.
func suspected(t chat.Trigger) bool {
	return t.Rule == policy.RuleHallucination && t.ConfirmedBy == ""
}

// standing returns the trigger that has become of the mark, if it is there.
func (k *mark) standing(t *view.Thread, me chat.AgentID) (tr chat.Trigger, ok bool) {
	for _, tr := range t.Triggers {
		at := slices.ContainsFunc(tr.Evidence, func(e chat.Evidence) bool { return e.Message == k.line })
		same := tr.Rule == k.rule || k.rule == policy.RuleBotWrong && tr.Rule == policy.RuleHallucination
		if same && (tr.MarkedBy == me && at || tr.ConfirmedBy == me) {
			return tr, true
		}
	}
	return chat.Trigger{}, false
}

// markNotice says what was marked, quotes it, and how it is taken back.
func (p *Pane) markNotice(t *view.Thread) (d kit.BannerData, ok bool) {
	k := &p.marked
	if k.chat != t.ID || k.line == "" {
		return d, false
	}
	tr, stands := k.standing(t, p.me.Agent)
	now := p.opts.Now()
	switch {
	case stands && !k.told:
		k.told, k.at = true, now
	case k.told && (!stands || now.Sub(k.at) >= markedTime):
		p.marked = mark{}
		return d, false
	}
	if !stands {
		return d, false
	}
	d = kit.BannerData{Tone: kit.Blue, Title: "Marked: " + markWords(k.rule), Text: "“" + k.quote + "”"}
	if tr.MarkedBy != p.me.Agent {
		d.Title = "Confirmed: " + markWords(k.rule)
		return d, true
	}
	d.Buttons = []kit.ButtonData{{Word: "Undo", Key: undoKey}}
	return d, true
}

func markWords(rule chat.RuleID) string {
	if rule == policy.RuleFrustration {
		return "the customer is frustrated"
	}
	return "the bot is wrong here"
}

// undo takes back what was marked a moment ago; it reports whether there was
// anything.
func (p *Pane) undo() bool {
	t, k := p.shown, p.marked
	if t == nil || !k.told || k.chat != t.ID {
		return false
	}
	tr, ok := k.standing(t, p.me.Agent)
	if !ok || tr.MarkedBy != p.me.Agent {
		return false
	}
	p.marked = mark{}
	p.opts.Desk.Dismiss(t.ID, tr.Rule, undone)
	p.renderNotice(t)
	return true
}

// markMenu lets any line be marked by a secondary click.
func (p *Pane) markMenu(t *view.Thread, key string) []*fyne.MenuItem {
	for _, m := range t.Messages {
		switch {
		case string(m.ID) != key || m.Text == "":
		case m.From == chat.SpeakerBot && markLock(t, policy.RuleBotWrong) == "":
			return []*fyne.MenuItem{fyne.NewMenuItem("The bot is wrong here", func() { p.mark(t, policy.RuleBotWrong, m) })}
		case m.From == chat.SpeakerCustomer && markLock(t, policy.RuleFrustration) == "":
			return []*fyne.MenuItem{fyne.NewMenuItem("This is frustration", func() { p.mark(t, policy.RuleFrustration, m) })}
		}
	}
	return nil
}
