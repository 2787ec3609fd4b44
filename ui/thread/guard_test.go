package thread

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
)

// A draft that comes with a box which opened by itself is not sent by the next
// Enter: whoever pressed it may not have read it (ux 4.6).
func TestAnOldDraftIsNotSentByTheNextEnter(t *testing.T) {
	for _, c := range []struct {
		name  string
		comes []chat.Body
	}{
		{"joined", stage.Joined(stage.Me)},
		{"taken over", stage.Taken(stage.Me)},
		{"forwarded to me", []chat.Body{&chat.ChatForwarded{From: stage.Other, To: stage.Me}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := benServes(t)
			r.desk.Drafts["c/reply"] = "an old promise"
			r.show("")
			r.show("c")
			r.Do("c", c.comes...)
			r.show("c")
			r.Pass(time.Minute)
			r.wantSays("This is your draft from before.")
			r.press(fyne.KeyReturn)
			r.wantAsked()
			r.wantSays("Press Enter again to send it to the customer.")
			r.press(fyne.KeyReturn)
			r.wantAsked(`post c "an old promise"`)
			r.write("next")
			r.press(fyne.KeyReturn) // it asks once
			r.wantAsked(`post c "next"`)
		})
	}
}

// What the person has changed is theirs to send; the frame says when the draft
// is from.
func TestAChangedDraftIsSent(t *testing.T) {
	r := mineWith(t)
	r.pane.Write(false)
	r.write("about the re")
	r.Do("c", stage.Taken(stage.Other)...)
	r.show("c")
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	r.Pass(time.Minute)
	r.wantSays("This is your draft of ", "It was not sent.")
	r.write("fund")
	if stage.Says(r.pane.Content(), "This is your draft") {
		t.Error("the frame still warns of a draft that was changed")
	}
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "about the refund"`)
}

// The end of a sentence that was begun elsewhere goes to nobody when the box
// opens in the middle of it.
func TestABoxThatHasJustOpenedAsksOnce(t *testing.T) {
	r := benServes(t)
	r.Do("c", stage.Joined(stage.Me)...)
	r.show("c")
	r.write("d of a thought")
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.wantSays("This box has just opened.", "Press Enter again")
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "d of a thought"`)
}

// Joining from a whisper: what was begun stays a whisper, and the frame says
// how to reach the customer; an empty box gives way.
func TestJoiningFromAWhisper(t *testing.T) {
	r := benServes(t)
	r.pane.Whisper()
	r.write("ask for the da")
	r.Do("c", stage.Joined(stage.Me)...)
	r.show("c")
	r.write("te")
	r.wantSays("Only agent ben sees this.", "Ctrl ⇧ R writes to the customer.")
	r.press(fyne.KeyReturn)
	r.wantAsked(`whisper c to ben "ask for the date"`)

	r = benServes(t)
	r.pane.Whisper()
	r.Do("c", stage.Joined(stage.Me)...)
	r.show("c")
	if r.pane.foot.mode != modeStance || r.window.Canvas().Focused() != r.pane.foot.box.box.Focusable() {
		t.Error("an empty whisper stands between who joined and the customer")
	}
}

// Who switches in mid-sentence, and goes on writing, does not send what was
// begun in the other chat, also where the disk brings it late.
func TestGoingOnInAnotherChatSendsNoOldDraft(t *testing.T) {
	r := mineWith(t)
	r.Do("d", stage.Opened("Bo"))
	r.Do("d", stage.Taken(stage.Me)...)
	r.desk.Drafts["d/reply"] = "an old promise"
	r.Open("d")
	r.pane.Render(r.Snapshot()) // the draft is not there yet
	r.pane.Resume()
	r.crank.Drain()
	r.Pass(time.Minute)
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.wantSays("This is your draft from before.")
	r.press(fyne.KeyReturn)
	r.wantAsked(`post d "an old promise"`)
}
