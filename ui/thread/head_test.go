package thread

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// The customer's name never gives way to what else stands in the head, in a
// narrow pane and with large text.
func TestTheNameStaysInTheHead(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		for _, width := range []float32{340, 420, 560} {
			r := newRoom(t)
			fyne.CurrentApp().Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light, Scale: scale}))
			r.window.SetContent(r.pane.Content())
			r.window.Resize(fyne.NewSize(width, 800))
			r.Do("c", stage.Opened("Rohan Mehta"))
			r.Do("c", stage.Taken(stage.Me)...)
			r.show("c")
			r.pane.filled.Refresh()
			stage.LayOut(r.pane.Content())
			if !stage.Says(r.pane.title, "Rohan Mehta") {
				t.Errorf("at %v px and %v: %q", width, scale, stage.Read(r.pane.title))
			}
			right := float32(0)
			for _, o := range r.pane.title.Objects {
				if o.Size().Width > 0 && o.Position().X < right {
					t.Errorf("at %v px and %v: the head overlaps", width, scale)
				}
				right = o.Position().X + o.Size().Width
			}
		}
	}
}

// A reason is read whole: it takes a second line rather than an ellipsis.
func TestReasonsAreReadWhole(t *testing.T) {
	r := newRoom(t)
	r.window.SetContent(r.pane.Content())
	r.window.Resize(fyne.NewSize(400, 800))
	r.team()
	r.Do("c", stage.Opened("Ada"))
	r.show("c")
	r.pane.Whisper()
	const why = "Whisper: Nobody serves this chat, so nobody would read a whisper; write a note, or take the chat over."
	r.wantSays(why)
	stage.LayOut(r.pane.Content())
	if !stage.Says(r.pane.reason, why) || r.pane.reason.Size().Height < 2*theme.Px(18) {
		t.Errorf("%v px high: %q", r.pane.reason.Size().Height, stage.Read(r.pane.reason))
	}
}

// The answer to a key goes when it is no longer true, and after a while; it
// hides nothing that was not sent.
func TestAReasonDoesNotGoStale(t *testing.T) {
	r := benServes(t)
	gone := func(why, words string) {
		t.Helper()
		if stage.Says(r.pane.Content(), words) {
			t.Errorf("%s: it still says %q", why, words)
		}
	}
	const locked = "Take over: agent ben serves this chat; only a lead can take it from a colleague."
	r.Pend("c", view.PendingLine{ID: "p", Text: "hi", State: chat.DeliveryFailed})
	r.render()
	r.pane.TakeOver()
	r.wantSays(locked, "1 line was not sent")
	r.Do("c", &chat.ChatForwarded{From: stage.Other, To: "dee"})
	r.render()
	gone("another owner", "agent ben serves this chat; only a lead")
	r.pane.TakeOver()
	r.wantSays("Take over: agent dee serves this chat")
	r.Pass(remarked)
	r.pane.Tick()
	gone("some seconds later", "Take over: agent dee")
	r.wantSays("1 line was not sent")
	r.pane.AcceptOffer()
	r.wantSays("Nothing is offered to you in this chat.")
	r.Pend("c")
	r.Pass(remarked)
	r.render()
	gone("sent", "1 line was not sent")
	gone("some seconds later", "Nothing is offered")
}

// The ladder shows the step that has the keyboard, the note's too.
func TestTheLadderShowsTheNote(t *testing.T) {
	r := mineWith(t)
	r.pane.Write(true)
	for i, g := range ladder(r.pane.shown, r.pane.me, r.pane.rungs, r.pane.foot.mode) {
		if on := r.pane.rungs[i] == stepNote; g.Selected != on || on && g.Tone != kit.Amber {
			t.Errorf("%s: %+v", g.Word, g)
		}
	}
	if !strings.Contains(r.pane.ladder.AccessibilityLabel(), "Note (now)") {
		t.Errorf("the ladder reads %q", r.pane.ladder.AccessibilityLabel())
	}
	r.press(fyne.KeyEscape)
	if !strings.Contains(r.pane.ladder.AccessibilityLabel(), "Yours (now)") {
		t.Errorf("after Esc the ladder reads %q", r.pane.ladder.AccessibilityLabel())
	}
}
