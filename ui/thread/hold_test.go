package thread

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/ui/internal/stage"
)

// ux 4.6: a note waits for five seconds and can be taken back by key until then.
func TestANoteCanBeTakenBack(t *testing.T) {
	r := mineWith(t)
	r.hold = DefaultHold()
	r.pane.Write(true)
	r.write("wrong chat")
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.wantSays("wrong chat", "Your note · is kept in 0:05", "Take back")
	r.Pass(4 * time.Second)
	r.pane.Tick()
	r.wantAsked()
	r.wantSays("is kept in 0:01")
	r.pane.DiscardLines()
	r.Pass(time.Minute)
	r.pane.Tick()
	r.wantAsked()
	if got := r.boxes()[0].Text(); got != "wrong chat" {
		t.Errorf("the box has %q", got)
	}
	r.press(fyne.KeyReturn)
	r.Pass(5 * time.Second)
	r.pane.Tick()
	r.wantAsked(`note c "wrong chat"`)
	if r.desk.Drafts["c/note/held"] != "" {
		t.Error("a note that has gone is kept as one that has not")
	}
}

// A line that waits goes to the chat that it was written in, in its order, whichever is
// on screen by then.
func TestAHeldLineGoesToItsChat(t *testing.T) {
	r := mineWith(t)
	r.Do("d", stage.Opened("Bo"))
	r.hold = Hold{Replies: 10 * time.Second}
	r.Pass(time.Minute)
	r.pane.Write(false)
	r.write("one")
	r.press(fyne.KeyReturn)
	r.write("two")
	r.press(fyne.KeyReturn)
	r.wantSays("goes in 0:10")
	r.show("d")
	if stage.Says(r.pane.Content(), "goes in") {
		t.Error("a line shows in another chat")
	}
	r.Pass(10 * time.Second)
	r.pane.Tick()
	r.wantAsked(`post c "one"`, `post c "two"`)
}

// What waited when the program was killed is a draft when it comes back, and was not
// sent.
func TestAHeldLineSurvivesACrash(t *testing.T) {
	r := mineWith(t)
	r.hold = DefaultHold()
	r.pane.Write(true)
	r.write("remember the invoice")
	r.press(fyne.KeyReturn)
	drafts := r.desk.Drafts
	if drafts["c/note/held"] != "remember the invoice" {
		t.Fatalf("kept: %v", drafts)
	}
	r = mineWith(t)
	r.desk.Drafts = drafts
	r.show("")
	r.show("c")
	r.pane.Write(true)
	if got := r.boxes()[0].Text(); got != "remember the invoice" {
		t.Errorf("the box has %q", got)
	}
	r.wantAsked()
}

// Whoever quits has said it: what waits goes.
func TestQuittingLetsGoWhatWaits(t *testing.T) {
	r := mineWith(t)
	r.hold = DefaultHold()
	r.pane.Write(true)
	r.write("bye")
	r.press(fyne.KeyReturn)
	r.pane.Release()
	r.wantAsked(`note c "bye"`)
}
