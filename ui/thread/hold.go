package thread

import (
	"strconv"
	"strings"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Hold is how long a line waits here before it goes, so that it can be taken back: once
// a customer or a colleague has it, nobody can (ux 4.6).
type Hold struct {
	// Asides are notes and whispers; Replies, 0 to 10 s, what goes to the customer,
	// but for the steps of a takeover.
	Asides, Replies time.Duration
}

// DefaultHold is that of somebody who has chosen none.
func DefaultHold() Hold { return Hold{Asides: 5 * time.Second} }

// holding is a line that waits. It is kept on disk as a draft until it goes, so that a
// crash sends nothing twice and loses nothing.
type holding struct {
	n    int
	chat chat.ChatID
	kind string
	to   chat.AgentID // of a whisper
	name string
	line app.Line
	due  chat.Instant
}

// key is the line's in the thread.
func (h *holding) key() string { return "held " + strconv.Itoa(h.n) }

// heldDraft is the kind of draft in which lines that wait are kept.
func heldDraft(kind string) string { return kind + "/held" }

func (p *Pane) hold() Hold {
	if p.opts.Hold == nil {
		return DefaultHold()
	}
	return p.opts.Hold()
}

// later lets a line go after d, or at once if d is nothing.
func (p *Pane) later(h holding, d time.Duration) {
	if d <= 0 {
		p.let(h)
		return
	}
	p.heldCount++
	h.n, h.due = p.heldCount, p.opts.Now().Add(d)
	p.held = append(p.held, h)
	p.keepHeld(h.chat, h.kind)
	p.redraw()
}

// let hands a line to the desk.
func (p *Pane) let(h holding) {
	switch h.kind {
	case draftNote:
		p.opts.Desk.Note(h.chat, h.line.Text)
	case draftWhisper:
		p.opts.Desk.Whisper(h.chat, h.to, h.line.Text)
	default:
		p.opts.Desk.Say(h.chat, h.line)
	}
}

// release lets go what has waited long enough, whichever chat is on screen.
func (p *Pane) release(now chat.Instant) {
	waits := false
	for i := 0; i < len(p.held); {
		h := p.held[i]
		if h.due > now {
			waits = true
			i++
			continue
		}
		p.held = append(p.held[:i], p.held[i+1:]...)
		p.let(h)
		p.keepHeld(h.chat, h.kind)
		p.redraw()
	}
	if waits && p.source != nil {
		for _, h := range p.held {
			p.lines.RefreshKey(h.key())
		}
	}
}

// Release lets everything go that waits to be taken back: the window is closing.
func (p *Pane) Release() {
	for _, h := range p.held {
		p.let(h)
	}
	held := p.held
	p.held = nil
	for _, h := range held {
		p.keepHeld(h.chat, h.kind)
	}
}

// keepHeld keeps on disk what waits in a chat.
func (p *Pane) keepHeld(id chat.ChatID, kind string) {
	var texts []string
	for _, h := range p.held {
		if h.chat == id && h.kind == kind {
			texts = append(texts, h.line.Text)
		}
	}
	p.opts.Desk.SaveDraft(id, heldDraft(kind), strings.Join(texts, "\n"))
}

// redraw shows what waits in the chat on screen.
func (p *Pane) redraw() {
	if p.shown != nil && p.source != nil {
		p.renderLines(p.shown, p.shown)
	}
}

// heldHere are the lines of a chat that wait.
func (p *Pane) heldHere(id chat.ChatID) []holding {
	var here []holding
	for _, h := range p.held {
		if h.chat == id {
			here = append(here, h)
		}
	}
	return here
}

// TakeBack puts the last line that waits in the chat on screen back into its box, and
// reports whether there was one.
func (p *Pane) TakeBack() bool {
	if p.shown == nil || p.asking != nil {
		return false
	}
	here := p.heldHere(p.shown.ID)
	if len(here) == 0 {
		return false
	}
	p.reclaim(here[len(here)-1].key())
	return true
}

func (p *Pane) reclaim(key string) {
	for i, h := range p.held {
		if h.key() != key || p.shown == nil || h.chat != p.shown.ID {
			continue
		}
		p.held = append(p.held[:i], p.held[i+1:]...)
		p.keepHeld(h.chat, h.kind)
		w := p.foot.writerOf(h.kind)
		text := h.line.Text
		if rest := w.box.Text(); strings.TrimSpace(rest) != "" {
			text += "\n" + rest
		}
		w.put(text)
		p.redraw()
		p.say("Taken back; it stands in the box again.")
		return
	}
}

// bubble is a line that waits, as the thread shows it.
func (h *holding) bubble(now chat.Instant) kit.BubbleData {
	left := max(h.due.Sub(now), 0)
	d := kit.BubbleData{
		Kind: kit.Ours, Text: h.line.Text, Action: "Take back", Caption: "You · goes in " + words.Clock(left+time.Second-1) + " · Ctrl ⇧ Z",
	}
	switch h.kind {
	case draftNote:
		d.Kind, d.Caption = kit.Memo, "Your note · is kept in "+words.Clock(left+time.Second-1)+" · Ctrl ⇧ Z"
	case draftWhisper:
		d.Kind, d.Caption = kit.Aside, "Your whisper to "+h.name+" · goes in "+words.Clock(left+time.Second-1)+" · Ctrl ⇧ Z"
	}
	return d
}
