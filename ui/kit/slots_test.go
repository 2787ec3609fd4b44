package kit_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

func ownTheProblem() kit.SlotsData {
	return kit.SlotsData{
		Title: "Own the problem",
		Pieces: []kit.SlotPiece{
			{Text: "I understand you're trying to "},
			{Slot: "goal"},
			{Text: " and are facing "},
			{Slot: "problem"},
			{Text: ". I'll personally take care of "},
			{Slot: "what exactly"},
			{Text: " for you 🙏 मैं देखता हूँ।"},
		},
		Slots: []kit.Slot{
			{Name: "goal", Value: "receive calls on your number", Source: "from first message, 14:26"},
			{Name: "problem", Value: "no incoming calls since morning", Source: "from first message, 14:26"},
			{Name: "what exactly"},
		},
	}
}

// filling is a strip whose owner keeps what is filled in, as a screen does.
func filling(t *testing.T, d kit.SlotsData) (*kit.Slots, fyne.Window, *[]string) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	s := kit.NewSlots(d)
	w := test.NewTempWindow(t, s)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(560, 320))
	var told []string
	s.OnFill = func(name, value string) {
		told = append(told, name+"="+value)
		d.Slots = slices.Clone(d.Slots)
		for i := range d.Slots {
			if d.Slots[i].Name == name {
				d.Slots[i].Value, d.Slots[i].Source = value, "from you"
			}
		}
		s.Set(d)
	}
	s.OnUse = func() { told = append(told, "use") }
	s.OnDrop = func() { told = append(told, "drop") }
	w.Canvas().Focus(s.Focusable())
	return s, w, &told
}

// Nothing with an empty slot is used, and the strip begins at the first.
func TestSlotsAreFilledBeforeTheTextIsUsed(t *testing.T) {
	s, w, told := filling(t, ownTheProblem())
	if !says(t, s, "One blank is empty", "fill in", "what exactly?", "from first message, 14:26") {
		t.Fatalf("it reads %q", read(t, s))
	}
	s.Use()
	test.Type(w.Canvas().Focused(), "the trunk of this number")
	press(w, fyne.KeyReturn) // fills; nothing is empty now, so the button has the keyboard
	if says(t, s, "One blank is empty") || says(t, s, "what exactly?") {
		t.Fatalf("it reads %q", read(t, s))
	}
	press(w, fyne.KeyReturn)
	if want := []string{"what exactly=the trunk of this number", "use"}; !slices.Equal(*told, want) {
		t.Fatalf("told %q, want %q", *told, want)
	}
}

func TestSlotsTabWalksAndKeeps(t *testing.T) {
	s, w, told := filling(t, ownTheProblem())
	s.Edit(0)
	test.Type(w.Canvas().Focused(), " again")
	press(w, fyne.KeyTab, fyne.KeyTab)
	test.Type(w.Canvas().Focused(), "it")
	field := w.Canvas().Focused()
	press(w, fyne.KeyTab)
	if w.Canvas().Focused() == field {
		t.Error("Tab does not go past the last blank")
	}
	w.Canvas().Focus(s.Focusable())
	shift := &fyne.KeyEvent{Name: desktop.KeyShiftLeft}
	field.(desktop.Keyable).KeyDown(shift)
	press(w, fyne.KeyTab)
	field.(desktop.Keyable).KeyUp(shift)
	test.Type(w.Canvas().Focused(), "no tone")
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	// Tab selects what a blank has, so that typing replaces it.
	want := []string{"goal=receive calls on your number again", "what exactly=it", "problem=no tone", "use"}
	if !slices.Equal(*told, want) {
		t.Fatalf("told %q, want %q", *told, want)
	}
	press(w, fyne.KeyEscape)
	if (*told)[len(*told)-1] != "drop" {
		t.Error("Esc does not drop the text")
	}
}

// A value that arrives for another blank leaves what somebody is writing alone.
func TestSlotsKeepWhatIsBeingWritten(t *testing.T) {
	d := ownTheProblem()
	s, w, told := filling(t, d)
	test.Type(w.Canvas().Focused(), "half a th")
	d.Slots = slices.Clone(d.Slots)
	d.Slots[0].Value = "get calls"
	s.Set(d)
	test.Type(w.Canvas().Focused(), "ought")
	press(w, fyne.KeyReturn)
	if !slices.Equal(*told, []string{"what exactly=half a thought"}) {
		t.Fatalf("told %q", *told)
	}
	d.Locked = "It contains a raw bracket"
	d.Slots[2].Value = "x"
	s.Set(d)
	s.Use()
	if len(*told) > 2 || !says(t, s, "It contains a raw bracket") {
		t.Errorf("told %q; the caller's reason is not printed or not kept", *told)
	}
}

// Typing in an entry that stays must not depend on how many blanks there are.
func BenchmarkSlotsSet(b *testing.B) {
	test.NewTempApp(b).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	s := kit.NewSlots(ownTheProblem())
	w := test.NewTempWindow(b, s)
	w.Resize(fyne.NewSize(560, 320))
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		d := ownTheProblem()
		d.Slots[2].Value = fmt.Sprint("value ", i%2)
		s.Set(d)
	}
}

// In a low window a crowd of blanks keeps the button in sight: only what is empty
// and what is being written has a chip.
func TestACrowdOfBlanksKeepsTheButtonInSight(t *testing.T) {
	d := kit.SlotsData{Title: "Many", Pieces: []kit.SlotPiece{{Text: "Hello "}}}
	for i := range 12 {
		name := "blank " + fmt.Sprint(i)
		d.Slots = append(d.Slots, kit.Slot{Name: name, Value: "value", Source: "from the chat"})
		d.Pieces = append(d.Pieces, kit.SlotPiece{Slot: name}, kit.SlotPiece{Text: ", "})
	}
	d.Slots[7].Value, d.Slots[7].Source = "", ""
	s, w, _ := filling(t, d)
	for _, c := range []struct{ height, chips float32 }{{1200, 11}, {400, 0}} {
		w.Resize(fyne.NewSize(500, c.height))
		if h := s.HeightFor(500); h > c.height*0.8 {
			t.Errorf("in a window of %v the strip takes %v", c.height, h)
		}
		s.Resize(fyne.NewSize(500, s.HeightFor(500)))
		shown := float32(strings.Count(read(t, s), "from the chat"))
		if shown != c.chips {
			t.Errorf("in a window of %v %v filled chips are seen, want %v", c.height, shown, c.chips)
		}
	}
}
