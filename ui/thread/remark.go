package thread

import (
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/words"
)

// remarked is how long the answer to a key that did nothing stays.
const remarked = 8 * time.Second

// remark is why a key did nothing. It goes after a while, and at once when it
// has stopped to be true.
type remark struct {
	words string
	at    chat.Instant
	// held is set where a step was locked, by step.
	held bool
	step step
}

// say prints why a key did nothing.
func (p *Pane) say(why string) {
	p.remark = remark{words: why, at: p.opts.Now()}
	p.explained()
	if p.opts.Said != nil {
		p.opts.Said(why)
	}
}

// here is the chat on screen, for a key that does something with it; where none is
// open it says so. While something is asked already, there is none either.
func (p *Pane) here() *view.Thread {
	switch {
	case p.asking != nil:
		return nil
	case p.shown == nil:
		p.say("No chat is open: Ctrl+L goes to the list, and Enter opens one.")
	}
	return p.shown
}

// NoChat says that a key does nothing because no chat is open.
func (p *Pane) NoChat() { p.here() }

// sayLocked prints why a step cannot be taken.
func (p *Pane) sayLocked(s step, why string) {
	p.remark = remark{words: stepLocked(s, why), at: p.opts.Now(), held: true, step: s}
	p.explained()
	if p.opts.Said != nil {
		p.opts.Said(p.remark.words)
	}
}

func stepLocked(s step, why string) string {
	return strings.TrimSuffix(called[s].word, "…") + ": " + why
}

func (p *Pane) explained() {
	if p.shown != nil {
		p.explain(p.shown)
	}
}

// remarks returns the remark if it is still one for t.
func (p *Pane) remarks(t *view.Thread) string {
	r := p.remark
	stale := p.opts.Now().Sub(r.at) >= remarked || r.held && r.words != stepLocked(r.step, lock(t, p.me, r.step))
	if r.words != "" && stale {
		p.remark = remark{}
	}
	return p.remark.words
}

// explain is the text under the ladder: what could not be sent, which nothing
// hides, and what was tried; else the keys of the steps whose caps find no
// room, or the reason of the lock that is asked about most.
func (p *Pane) explain(t *view.Thread) {
	lines := []string{unsent(t), p.remarks(t)}
	if lines[0] == "" && lines[1] == "" {
		lines[1] = p.usual(t)
	}
	if p.reason.Set(strings.TrimSpace(strings.Join(lines, "\n"))) {
		p.filled.Refresh() // it may take another line now
	}
}

// usual is what stands under the ladder while there is nothing else to say.
func (p *Pane) usual(t *view.Thread) string {
	switch {
	case within(t.Stance):
		return "With Ctrl ⇧: F forward · L escalate · I invite · V leave · X close."
	case t.Stance == view.Observing:
		for _, s := range []step{stepJoin, stepTakeOver} {
			if why := lock(t, p.me, s); why != "" {
				return stepLocked(s, why)
			}
		}
	}
	return ""
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
