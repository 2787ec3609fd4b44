package kit_test

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// longText is a canned text with so many blanks, of which the last is empty.
func longText(blanks int) kit.SlotsData {
	d := kit.SlotsData{Title: "Closing after a call", Locked: "Ask {customer} what “it” is before this goes"}
	for i := range blanks {
		name := fmt.Sprint("blank ", i)
		d.Pieces = append(d.Pieces, kit.SlotPiece{Text: strings.Repeat("We have looked into it and will call you back. ", 2)}, kit.SlotPiece{Slot: name})
		d.Slots = append(d.Slots, kit.Slot{Name: name, Value: "no incoming calls since this morning", Source: "from the chat"})
	}
	d.Slots[blanks-1].Value = ""
	return d
}

// chatOf is a window with the strip where a chat has it: between the bars and the
// head of a chat, 236 px at 100 %, and the box.
func chatOf(t *testing.T, scale float32, strip fyne.CanvasObject) (fyne.Window, *kit.Composer) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light, Scale: scale}))
	c := kit.NewComposer()
	head := canvas.NewRectangle(nil)
	head.SetMinSize(fyne.NewSize(1, 200*scale))
	frame := kit.NewFrame(kit.FrameData{Kind: kit.Yours}, kit.NewColumn(0, strip, c))
	w := test.NewTempWindow(t, container.NewBorder(head, frame, nil, nil, kit.NewThread()))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(1280, 800))
	w.Content().Refresh()
	return w, c
}

// Text of 150 % in a window of 1280×800: the window keeps its size, for Fyne lets it
// grow to what its content wants at least, and the buttons stay in it.
func TestAFilledStripKeepsTheWindowsSize(t *testing.T) {
	for _, scale := range []float32{1, 1.5} {
		for _, blanks := range []int{1, 3, 9} {
			s := kit.NewSlots(kit.SlotsData{})
			w, c := chatOf(t, scale, s)
			s.Set(longText(blanks))
			w.Content().Refresh()
			if h := w.Content().MinSize().Height; h > 800 {
				t.Errorf("at %v %% with %d blanks the window wants %v px", scale*100, blanks, h)
			}
			for _, o := range append(drawn[*kit.Button](t, s), drawn[*kit.Button](t, c)...) {
				end := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y + o.Size().Height
				if end > 800 {
					t.Errorf("at %v %% with %d blanks %q ends at %v", scale*100, blanks, o.AccessibilityLabel(), end)
				}
			}
		}
	}
}

// At 200 % there is no room for a box beside the strip; the strip alone has it.
func TestAStripHasRoomAtTwiceTheSize(t *testing.T) {
	s := kit.NewSlots(kit.SlotsData{})
	w, c := chatOf(t, 2, s)
	c.Hide()
	s.Set(longText(9))
	w.Content().Refresh()
	if h := w.Content().MinSize().Height; h > 800 {
		t.Errorf("the window wants %v px", h)
	}
}

// The blank that has the keyboard is in sight, wherever its chip stands.
func TestAStripScrollsToItsBlank(t *testing.T) {
	s := kit.NewSlots(kit.SlotsData{})
	w, _ := chatOf(t, 1.5, s)
	s.Set(longText(9))
	w.Content().Refresh()
	scroll := drawn[*container.Scroll](t, s)[0]
	s.Edit(8)
	if scroll.Offset.Y <= 0 {
		t.Fatal("the last blank is not scrolled to")
	}
	s.Set(longText(2))
	if scroll.Offset.Y != 0 {
		t.Error("another text is not shown from its beginning")
	}
}

// An alert quotes what a customer wrote; a long quotation does not push the buttons,
// or the window, anywhere.
func TestALongBannerScrolls(t *testing.T) {
	b := kit.NewBanner(kit.BannerData{
		Tone: kit.Red, Title: "Frustrated 0.91", Text: strings.Repeat("This does not work and nobody answers. ", 60),
		Buttons: []kit.ButtonData{{Word: "Take over"}},
	})
	w, _ := chatOf(t, 1.5, b)
	if h := w.Content().MinSize().Height; h > 800 {
		t.Errorf("the window wants %v px", h)
	}
}

// A sheet with more fields than a low window has room for keeps its buttons in it.
func TestASheetKeepsItsButtonsInSight(t *testing.T) {
	for _, scale := range []float32{1.5, 2} {
		w, _ := chatOf(t, scale, canvas.NewRectangle(nil))
		var fields []kit.SheetField
		for i := range 8 {
			fields = append(fields, kit.NewTextField(fmt.Sprint("Question ", i), "", 10))
		}
		s := kit.NewSheet(kit.SheetData{Title: "Many", Text: "All of it.", Confirm: "Do it"}, fields...)
		kit.ShowSheet(w.Canvas(), s)
		for _, o := range drawn[*kit.Button](t, s) {
			end := fyne.CurrentApp().Driver().AbsolutePositionForObject(o).Y + o.Size().Height
			if end > w.Canvas().Size().Height {
				t.Errorf("at %v %% %q ends at %v", scale*100, o.AccessibilityLabel(), end)
			}
		}
	}
}
