package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/thread"
)

// noFiles is a desk's way to attachments that nothing is sent through.
type noFiles struct{}

func (noFiles) AttachFile(chat.ChatID, app.Attachment, func(app.Attaching)) func() { return func() {} }
func (noFiles) Library(func([]chat.File, error))                                   {}
func (noFiles) SaveFile(chat.File, string, func(error))                            {}

// E-ACT-06: the window has a picker for the file to attach; it lies over the sheet that
// asks for one, and Esc leaves the picker and then the sheet.
func TestAFileToAttachIsChosenInThisWindow(t *testing.T) {
	h := mine(t)
	in := thread.Options{
		Desk: h.desk, Policy: h.Policy, Now: h.Now, Post: h.crank.Post, Focus: h.window.Canvas().Focus, Typing: h.shell.typing,
	}
	h.shell.errands(&in)
	in.Files = noFiles{}
	h.shell.thread = thread.New(in)
	h.window.SetContent(h.shell.thread.Content())
	h.shell.thread.Render(h.desk.Snapshot())
	h.shell.thread.Write(false)
	h.press(fyne.KeyF4)
	sheet := h.over()
	if sheet == nil || !stage.Says(sheet, "Choose a file…") {
		t.Fatal("nothing asks for a file")
	}
	h.press(fyne.KeyF4)
	if picker := h.over(); picker == sheet || !stage.Says(picker, "Choose it") {
		t.Fatal("nothing to choose a file in")
	}
	h.press(fyne.KeyEscape)
	if h.over() != sheet {
		t.Fatal("Esc leaves more than the picker")
	}
	if h.press(fyne.KeyEscape); h.over() != nil {
		t.Error("the keyboard is not in the sheet again")
	}
}
