package thread

import (
	"floorwalker/app/view"
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
	case stepEscalate:
		p.Escalate()
	case stepInvite:
		p.Invite()
	case stepTag:
		p.Tag()
	case stepLeave:
		p.Leave()
	case stepClose:
		p.End()
	default:
		p.takeLate(s)
	}
}

// takeLate is take for what ends a person's part, or changes who leads.
func (p *Pane) takeLate(s step) {
	switch s {
	case stepGroup:
		p.Group()
	case stepReturn:
		p.Return()
	case stepCopy:
		p.SendCopy()
	case stepBlock:
		p.Block()
	}
}

// may returns the chat on screen if the step can be taken there; if not, it
// says why.
func (p *Pane) may(s step) (*view.Thread, bool) {
	t := p.here()
	if t == nil {
		return nil, false
	}
	if why := lock(t, p.me, s); why != "" {
		p.sayLocked(s, why)
		return nil, false
	}
	return t, true
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
	t := p.here()
	if t == nil {
		return
	}
	for _, l := range failedLines(t) {
		if !l.Stuck {
			p.opts.Desk.Again(t.ID, l.ID, l.Gap)
		}
	}
}
