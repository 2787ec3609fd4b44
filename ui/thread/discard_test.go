package thread

import (
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
)

// The sheet says what is let go of: a whisper is no line to the customer.
func TestWhatIsDiscardedIsNamed(t *testing.T) {
	line := func(id string) view.PendingLine {
		return view.PendingLine{ID: chat.CommandID(id), Text: id, State: chat.DeliveryFailed}
	}
	whisper, memo := line("w"), line("n")
	whisper.To, whisper.Whisper = stage.Other, "agent ben"
	memo.Note = true
	for _, c := range []struct {
		lines []view.PendingLine
		says  []string
	}{
		{[]view.PendingLine{line("a")}, []string{"Discard 1 line to Ada", "“a”"}},
		{[]view.PendingLine{whisper}, []string{"Discard 1 whisper to agent ben", "“w”"}},
		{[]view.PendingLine{memo, memo}, []string{"Discard 2 notes", "“n”"}},
		{
			[]view.PendingLine{line("a"), whisper, memo},
			[]string{"Discard 3 lines that were not sent", "Line to Ada: “a”", "Whisper to agent ben: “w”", "Note: “n”"},
		},
	} {
		r := mineWith(t)
		r.Pend("c", c.lines...)
		r.render()
		r.pane.DiscardLines()
		r.wantSheet(c.says...)
	}
}

// Whoever closes a chat is shown what they have not said in it.
func TestClosingShowsWhatWasNotSent(t *testing.T) {
	r := mineWith(t)
	r.pane.End()
	r.wantNoSheet()
	r.pane.Write(false)
	r.write("the refund is on its way")
	r.Pend("c", view.PendingLine{ID: "p", Text: "hello", State: chat.DeliveryFailed})
	r.render()
	r.pane.End()
	r.wantSheet("Your draft was not sent: “the refund is on its way”", "This line was not sent: “hello”")
	r.press(fyne.KeyReturn) // the button has the keyboard
	if r.closed != 2 {
		t.Error("the closing is not opened")
	}
}
