package thread

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/words"
)

// The methods of this file are one key each. Every one of them means the chat
// that was on screen when the key went down, and says under the ladder why it
// does nothing where it may not.

// take does what a step of the ladder stands for.
func (p *Pane) take(s step) {
	switch s {
	case stepObserve:
		p.observe()
	case stepWhisper:
		p.Whisper()
	case stepJoin:
		p.Join()
	case stepTakeOver:
		p.TakeOver()
	case stepNote:
		p.Write(true)
	case stepForward:
		p.Forward()
	case stepInvite:
		p.Invite()
	case stepTag:
		p.Tag()
	case stepLeave:
		p.Leave()
	case stepClose:
		p.End()
	}
}

// may returns the chat on screen if the step can be taken there; if not, it
// says why.
func (p *Pane) may(s step) (*view.Thread, bool) {
	t := p.shown
	if t == nil || p.asking != nil {
		return nil, false
	}
	if why := lock(t, p.me, s); why != "" {
		p.say(strings.TrimSuffix(called[s].word, "…") + ": " + why)
		return nil, false
	}
	return t, true
}

// say prints the reason of a step that was tried, until the chat or the stance
// is another.
func (p *Pane) say(why string) {
	p.tried = why
	if p.shown != nil {
		p.explain(p.shown)
	}
}

// explain is the line under the ladder: what was tried, what could not be
// sent, the keys of the steps whose caps find no room, or the reason of the lock
// that is asked about most.
func (p *Pane) explain(t *view.Thread) {
	why := p.tried
	if why == "" {
		why = unsent(t)
	}
	if why == "" && within(t) {
		why = "With Ctrl ⇧: F forward · I invite · V leave · X close. Ctrl T: tag."
	}
	if why == "" && t.Stance == view.Observing {
		for _, s := range []step{stepJoin, stepTakeOver} {
			if locked := lock(t, p.me, s); why == "" && locked != "" {
				why = called[s].word + ": " + locked
			}
		}
	}
	p.reason.Set(why)
}

// unsent says what did not go, and the keys that help.
func unsent(t *view.Thread) string {
	switch n := len(failedLines(t)); n {
	case 0:
		return ""
	case 1:
		return "1 line was not sent: Ctrl ⇧ S sends it again, Ctrl ⇧ Z discards it."
	default:
		return words.Count(n, "line") + " were not sent: Ctrl ⇧ S sends them again, Ctrl ⇧ Z discards them."
	}
}

func failedLines(t *view.Thread) []view.PendingLine {
	var ls []view.PendingLine
	for _, l := range t.Pending {
		if l.State == chat.DeliveryFailed {
			ls = append(ls, l)
		}
	}
	return ls
}

// observe goes back to watching from a whisper; whoever writes to the customer
// leaves the chat for it.
func (p *Pane) observe() {
	if _, ok := p.may(stepObserve); ok {
		p.foot.leave()
	}
}

// TakeOver takes the chat on screen over.
func (p *Pane) TakeOver() {
	if t, ok := p.may(stepTakeOver); ok {
		p.opts.Desk.TakeOver(t.ID, "")
	}
}

// Write puts the keyboard into the box, for a reply or for a note.
func (p *Pane) Write(note bool) {
	if p.shown != nil && p.asking == nil {
		p.foot.write(p.shown, note)
	}
}

// Whisper opens the box for whoever serves the chat on screen, and turns one
// that was begun for somebody else to them (C-OBS-06).
func (p *Pane) Whisper() {
	if t, ok := p.may(stepWhisper); ok {
		p.foot.whisper(t)
	}
}

// Join comes into the chat on screen beside its owner; both sides are told
// (V-JOIN-02).
func (p *Pane) Join() {
	if t, ok := p.may(stepJoin); ok {
		p.opts.Desk.Join(t.ID)
	}
}

// SendAgain sends every line of the chat on screen once more that failed or is
// held, but for those that this person cannot send.
func (p *Pane) SendAgain() {
	if p.shown == nil {
		return
	}
	for _, l := range failedLines(p.shown) {
		if !l.Stuck {
			p.opts.Desk.Again(p.shown.ID, l.ID, l.Gap)
		}
	}
}

// quoted is a line as a sheet shows it before it is let go of.
func quoted(l view.PendingLine) string { return "“" + brief(strings.TrimSpace(l.Text)) + "”" }
