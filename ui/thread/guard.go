package thread

import (
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// settling is how long a box that opened by itself does not take an Enter for
// what it says: the keys may still be those of whoever was in mid-sentence
// elsewhere when it came.
const settling = time.Second

// sentry keeps what stands in a box that opened by itself from being sent with
// a key that was meant for something else. It asks once.
type sentry struct {
	on    bool
	asked bool
	since chat.Instant // when the box opened
	draft string       // what stood in it then
}

// arm begins to guard the box: nobody has opened it, an event has.
func (w *writer) arm() {
	w.guard = sentry{on: true, since: w.pane.opts.Now(), draft: w.box.Text()}
}

// unchanged reports whether the old draft is all that there is.
func (w *writer) unchanged() bool {
	return w.guard.on && !w.guided() && strings.TrimSpace(w.guard.draft) != "" && w.box.Text() == w.guard.draft
}

// confirmed reports whether the draft may go; if not, the next Enter sends it,
// and the frame says so.
func (w *writer) confirmed() bool {
	fresh := w.guard.on && w.pane.opts.Now().Sub(w.guard.since) < settling
	if w.guard.asked || !fresh && !w.unchanged() {
		return true
	}
	w.guard.asked = true
	w.reframe()
	return false
}

// reframe brings the frame up to date between two snapshots.
func (w *writer) reframe() {
	if t := w.pane.shown; t != nil && t.ID == w.chat {
		w.pane.foot.render(t)
	}
}

// warning is what the frame says of a draft that is guarded; ok is false where
// there is nothing to say.
func (w *writer) warning(d kit.FrameData) (warned kit.FrameData, ok bool) {
	if w.guided() && !w.blank() {
		d.Word, d.Title, d.Text = "Draft", "Your draft waits behind the steps.", "Esc shows it; it was not sent."
		return d, true
	}
	if !w.guard.on {
		return d, false
	}
	d.Word = "Draft"
	d.Title = "This is your draft from before."
	if at, known := w.written[w.chat]; known {
		d.Title = "This is your draft of " + words.At(at) + "."
	}
	switch {
	case w.unchanged() && w.guard.asked:
		d.Text = "Press Enter again to send it to the customer."
	case w.unchanged():
		d.Text = "It was not sent. Read it before you send it to the customer."
	case w.guard.asked && (!w.blank() || w.guided()):
		d.Word, d.Title = "Wait", "This box has just opened."
		d.Text = "Press Enter again to send this to the customer."
	default:
		return d, false
	}
	return d, true
}
