package kit_test

import (
	"errors"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// forward is the sheet that a console asks most of.
type forward struct {
	sheet *kit.Sheet
	to    *kit.PickField
	why   *kit.ChoiceField
	note  *kit.TextField
	w     fyne.Window
	under *kit.Composer
	done  int
	left  int
	hide  func()
}

var errWhen = errors.New("write 14:30, or tomorrow 10:00")

var noon = time.Date(2026, 3, 4, 12, 0, 0, 0, time.UTC)

func parseWhen(text string) (kit.When, error) {
	if text != "14:30" {
		return kit.When{}, errWhen
	}
	return kit.When{At: noon.Add(150 * time.Minute), Shown: "today 14:30"}, nil
}

func quickWhen() []kit.When {
	return []kit.When{
		{Word: "in 30 min", At: noon.Add(30 * time.Minute), Shown: "today 12:30"},
		{Word: "in 2 h", At: noon.Add(2 * time.Hour), Shown: "today 14:00"},
		{Word: "tomorrow 10:00", At: noon.Add(22 * time.Hour), Shown: "Thursday 10:00"},
	}
}

func forwardSheet() *forward {
	p := kit.NewPicker("", "A name or a department")
	p.Set(people())
	f := &forward{
		to:   kit.NewPickField("To", p),
		why:  kit.NewChoiceField("Reason", kit.Segment{Word: "Needs a specialist"}, kit.Segment{Word: "Shift ends"}, kit.Segment{Word: "Language"}),
		note: kit.NewTextField("Note", "What they should know before they answer", 10),
	}
	f.sheet = kit.NewSheet(kit.SheetData{
		Title: "Forward Rohan M.", Confirm: "Forward",
		Text: "You stay the owner until they accept. The customer is told once, when they do.",
	}, f.to, f.why, f.note)
	return f
}

func showForward(t *testing.T) *forward {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	f := forwardSheet()
	f.under = kit.NewComposer()
	f.w = test.NewTempWindow(t, container.NewBorder(nil, f.under, nil, nil, kit.NewGround(theme.Background)))
	f.w.Resize(fyne.NewSize(800, 760))
	f.w.Canvas().Focus(f.under.Focusable())
	f.sheet.OnConfirm = func() bool { f.done++; return true }
	f.sheet.OnCancel = func() { f.left++ }
	f.hide = kit.ShowSheet(f.w.Canvas(), f.sheet)
	return f
}

// V-FWD-01: a person who is there, a reason, and a note of ten characters; until
// then the button is grey and says what is missing.
func TestSheetSaysWhatIsMissing(t *testing.T) {
	f := showForward(t)
	ctrlEnter := &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl}
	wants := func(words string) {
		t.Helper()
		if !says(t, f.sheet, words) || f.sheet.Lack() != words {
			t.Errorf("lacks %q, want %q printed", f.sheet.Lack(), words)
		}
		if k, ok := f.w.Canvas().Focused().(fyne.Shortcutable); ok {
			k.TypedShortcut(ctrlEnter)
		}
		f.sheet.Confirm()
		if f.done != 0 {
			t.Fatal("confirmed although something is missing")
		}
	}
	wants("To is not chosen")
	press(f.w, fyne.KeyDown, fyne.KeyReturn) // offline
	wants("To is not chosen")
	press(f.w, fyne.KeyUp, fyne.KeyReturn)
	if f.to.Chosen() != "asha" {
		t.Fatalf("chosen %q", f.to.Chosen())
	}
	gone := people()
	gone[0].Locked = "offline"
	f.to.Set(gone)
	f.w.Canvas().Focus(f.note.Focusable())
	wants("Asha: offline")
	if f.w.Canvas().Focused() != f.to.Focusable() {
		t.Error("Ctrl+Enter does not go to what is in its way")
	}
	f.to.Set(people())
	f.w.Canvas().Focus(f.why.Focusable())
	press(f.w, fyne.KeyRight, fyne.KeyReturn) // the choice took the keyboard on
	if f.why.Picked() != 1 {
		t.Fatalf("picked %d", f.why.Picked())
	}
	f.w.Canvas().FocusNext()
	wants("Note is empty")
	test.Type(f.w.Canvas().Focused(), "  short  ")
	wants("Note: 5 more characters")
	if !says(t, f.note, "5 more characters") {
		t.Error("the count is not printed under the note")
	}
	test.Type(f.w.Canvas().Focused(), " enough")
	f.w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(ctrlEnter)
	if f.done != 1 || f.w.Canvas().Overlays().Top() != nil {
		t.Fatalf("confirmed %d times, still shown %v", f.done, f.w.Canvas().Overlays().Top() != nil)
	}
	if f.w.Canvas().Focused() != f.under.Focusable() {
		t.Error("the keyboard did not return to the composer")
	}
}

func TestSheetLeavesByEscFromEverywhere(t *testing.T) {
	for stops := range 8 {
		f := showForward(t)
		for range stops {
			f.w.Canvas().FocusNext()
		}
		press(f.w, fyne.KeyEscape)
		if f.left != 1 || f.w.Canvas().Overlays().Top() != nil || f.w.Canvas().Focused() != f.under.Focusable() {
			t.Fatalf("after %d Tabs Esc does not leave to where one was", stops)
		}
	}
}

// The window's shortcuts work while a field has the keyboard.
func TestSheetHandsShortcutsOn(t *testing.T) {
	f := showForward(t)
	got := 0
	f.sheet.OnShortcut = func(fyne.Shortcut) { got++ }
	palette := &desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl}
	f.w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(palette)
	f.w.Canvas().Focus(f.note.Focusable())
	f.w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(palette)
	if got != 2 {
		t.Fatalf("%d of 2 shortcuts were handed on", got)
	}
	f.hide()
	f.hide()
	if f.left != 0 || f.w.Canvas().Focused() != f.under.Focusable() {
		t.Error("hide tells, or loses the keyboard")
	}
}

func TestSheetStaysUntilItIsTaken(t *testing.T) {
	f := showForward(t)
	f.sheet.OnConfirm = func() bool { return false }
	press(f.w, fyne.KeyReturn)
	f.why.Pick(0)
	f.note.SetText("long enough a note")
	f.sheet.Set(kit.SheetData{Title: "Forward", Confirm: "Forward", Locked: "The line is down"})
	f.sheet.Confirm()
	if f.sheet.Lack() != "The line is down" {
		t.Errorf("lacks %q", f.sheet.Lack())
	}
	f.sheet.Set(kit.SheetData{Title: "Forward", Confirm: "Forward"})
	f.sheet.Confirm()
	if f.w.Canvas().Overlays().Top() == nil {
		t.Error("hidden although nobody took it")
	}
}

// Only who was told that an answer is too short is told that it is not any more.
func TestAnAnswerThatWasGivenIsNotSaidToBeEnough(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	f := kit.NewLineField("To", "", 3)
	f.Resize(fyne.NewSize(300, 80))
	f.SetText("ada@example.com")
	if says(t, f, "enough") {
		t.Error("an answer that stood there is praised")
	}
	f.SetText("a")
	if !says(t, f, "2 more characters") {
		t.Error("nobody says what is missing")
	}
	test.Type(f.Focusable(), "bc")
	if !says(t, f, "enough") {
		t.Error("nobody says that nothing is missing any more")
	}
}

// What a key leads to is in sight, also where no box has the keyboard there.
func TestCtrlEnterBringsWhatLacksIntoSight(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	note := kit.NewTextField("Note", "", 1)
	by := kit.NewWhenField("By when", "today 18:00", quickWhen(), parseWhen)
	fields := []kit.SheetField{note}
	for range 6 {
		fields = append(fields, kit.NewTextField("More", "", 0))
	}
	s := kit.NewSheet(kit.SheetData{Title: "Many", Confirm: "Go"}, append(fields, by)...)
	w := test.NewTempWindow(t, kit.NewGround(theme.Background))
	w.Resize(fyne.NewSize(800, 400))
	defer kit.ShowSheet(w.Canvas(), s)()
	note.SetText("x")
	place := fyne.CurrentApp().Driver().AbsolutePositionForObject
	before := place(by).Y
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault})
	if at := place(by).Y; at >= before || at+by.Size().Height > 400 {
		t.Errorf("the field that lacks stands at %v of 400, before at %v", at, before)
	}
}

func TestWhenFieldByButtonAndByWords(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	f := kit.NewWhenField("Call at", "14:30, or tomorrow 10:00", quickWhen(), parseWhen)
	s := kit.NewSheet(kit.SheetData{Title: "Call back", Confirm: "Promise it"}, f)
	w := test.NewTempWindow(t, container.NewStack())
	w.Resize(fyne.NewSize(700, 500))
	kit.ShowSheet(w.Canvas(), s)
	press(w, fyne.KeySpace)
	if !f.At().Equal(noon.Add(30*time.Minute)) || s.Lack() != "" || !says(t, s, "✓ in 30 min") || !says(t, s, "today 12:30") {
		t.Fatalf("at %v, lacks %q", f.At(), s.Lack())
	}
	for range 3 {
		w.Canvas().FocusNext()
	}
	test.Type(w.Canvas().Focused(), "14:3")
	if !f.At().IsZero() || !says(t, s, errWhen.Error()) || s.Lack() != "Call at is not understood" {
		t.Fatalf("at %v, lacks %q", f.At(), s.Lack())
	}
	test.Type(w.Canvas().Focused(), "0")
	if !f.At().Equal(noon.Add(150*time.Minute)) || !says(t, s, "today 14:30") {
		t.Fatalf("at %v", f.At())
	}
}

func TestShowPickerGivesTheKeyboardBack(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	c := kit.NewComposer()
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(700, 500))
	w.Canvas().Focus(c.Focusable())
	p := kit.NewPicker("Invite", "A name")
	p.Set(people())
	got := ""
	p.OnChoose = func(key string) { got = key }
	kit.ShowPicker(w.Canvas(), p)
	press(w, fyne.KeyReturn)
	if got != "asha" || w.Canvas().Focused() != c.Focusable() || w.Canvas().Overlays().Top() != nil {
		t.Fatalf("chosen %q", got)
	}
	kit.ShowPicker(w.Canvas(), p)
	press(w, fyne.KeyEscape)
	if w.Canvas().Focused() != c.Focusable() {
		t.Error("Esc does not give the keyboard back")
	}
}
