package thread

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// panel is the team's thread beside a chat, in the place of the side panel.
func (r *room) panel() *Beside {
	b := NewBeside(BesideOptions{Desk: r.desk, Now: r.Now, Post: r.crank.Post, OnClose: func() { r.left++ }})
	w := test.NewTempWindow(r.t, b.Content())
	w.Resize(fyne.NewSize(280, 800))
	b.Open(r.Snapshot())
	r.crank.Drain()
	return b
}

// besides folds a line of a colleague's beside a chat.
func (r *room) besides(id chat.ChatID, text string, named ...chat.AgentID) {
	r.FoldBy(id, stage.Other, &chat.TeamPosted{Message: chat.MessageID(text), Thread: id, Name: "agent ben", Text: text, Mentions: named})
}

// C-INT-01: what the team says beside a chat stays beside that chat, read as it is seen,
// and a draft of it goes nowhere else.
func TestBesideAChat(t *testing.T) {
	r := mineWith(t)
	r.Do("b", stage.Opened("Bo"))
	r.besides("c", "@asha is this the one from yesterday?", stage.Me)
	r.show("c")
	r.side.Talking(func() {})
	r.Do("c", stage.Said("hello?"))
	r.show("c")
	stage.WantSays(t, r.side.Content(), "agent ben, ", "You are mentioned: read it")
	b := r.panel()
	stage.WantSays(t, b.Content(), "About the chat of Ada", "@asha is this the one from yesterday?", "mentions you", "Only the team sees this.", "New since you looked")
	r.wantAsked("read beside c true")
	test.Type(b.Focusable(), "yes, the same")
	r.show("b")
	b.Render(r.Snapshot())
	r.crank.Drain()
	if got := b.box.Text(); got != "" {
		t.Errorf("%q came along beside another chat", got)
	}
	stage.WantSays(t, b.Content(), "Not talked about yet")
	r.wantAsked("read beside c false", "read beside b true")
	r.show("c")
	b.Render(r.Snapshot())
	r.crank.Drain()
	if got := b.box.Text(); got != "yes, the same" {
		t.Fatalf("the draft came back as %q", got)
	}
	b.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := fmt.Sprint(r.desk.Take()); got != `[read beside b false read beside c true beside c "yes, the same"]` {
		t.Errorf("the desk was asked %s", got)
	}
	b.Close()
	r.wantAsked("read beside c false")
}

// Of the boxes that stand side by side only the one with the keyboard has its own border,
// and a Send that stands out (C-INT-01).
func TestOneBoxHasTheKeyboard(t *testing.T) {
	r := mineWith(t)
	b := r.panel()
	r.window.SetContent(container.NewBorder(nil, nil, nil, container.NewGridWrap(fyne.NewSize(280, 800), b.Content()), r.pane.Content()))
	send := func(o fyne.CanvasObject) kit.ButtonKind {
		t.Helper()
		s, ok := stage.Called[*kit.Button](o, "Send")
		if !ok {
			t.Fatal("there is no Send")
		}
		return s.Kind()
	}
	aside, ok := stage.Called[*kit.Frame](b.Content(), "Only the team sees this.")
	if !ok {
		t.Fatal("the side thread has no frame")
	}
	foot := r.pane.foot
	want := func(at string, box, side bool) {
		t.Helper()
		if foot.box.frame.Resting() == box || aside.Resting() == side {
			t.Errorf("%s: the customer's frame rests %v, the team's %v", at, foot.box.frame.Resting(), aside.Resting())
		}
		if got := send(foot.box.frame) == kit.Primary; got != box {
			t.Errorf("%s: Send to the customer stands out: %v", at, got)
		}
		if got := send(b.Content()) == kit.Primary; got != side {
			t.Errorf("%s: Send to the team stands out: %v", at, got)
		}
	}
	canvas := r.window.Canvas()
	r.pane.Write(false)
	want("in the customer's box", true, false)
	canvas.Focus(b.Focusable())
	r.Do("c", stage.Said("hello?"))
	r.render()
	want("in the side thread", false, true)
	canvas.Unfocus()
	want("in the list", false, false)
	r.pane.Write(true)
	if foot.memo.frame.Resting() {
		t.Error("the note's frame rests while it is written")
	}
}

// C-INT-01: a note names people behind an "@", by keys that stay in its box.
func TestANoteMentions(t *testing.T) {
	r := mineWith(t)
	r.pane.Write(true)
	r.write("ask @dee")
	r.wantSays("agent dee")
	r.press(fyne.KeyReturn)
	if got := r.pane.foot.memo.box.Text(); got != "ask @agent dee " {
		t.Errorf("the note is %q", got)
	}
	r.wantAsked()
}
