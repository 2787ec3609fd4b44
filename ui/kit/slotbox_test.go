package kit_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// stepping is a box of blanks whose owner keeps what is filled in, as a screen does.
func stepping(t *testing.T, d kit.SlotsData) (*kit.SlotBox, fyne.Window, *[]string) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	s := kit.NewSlotBox()
	s.Set(d)
	w := test.NewTempWindow(t, s)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(560, 240))
	var told []string
	s.OnFill = func(name, value string) {
		told = append(told, fmt.Sprintf("%s=%s", name, value))
		d.Slots = slices.Clone(d.Slots)
		for i := range d.Slots {
			if d.Slots[i].Name == name {
				d.Slots[i].Value = value
			}
		}
		s.Set(d)
	}
	s.OnSend = func() { told = append(told, "send") }
	s.OnSource = func(name string) { told = append(told, "source of "+name) }
	s.OnEscape = func() { told = append(told, "escape") }
	w.Canvas().Focus(s.Focusable())
	return s, w, &told
}

func typeKey(w fyne.Window, k fyne.KeyName) { w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k}) }

// G-HAND-02, D-09: it begins at the blank that is empty, names it, and one Enter sends
// once nothing is.
func TestSlotBoxSendsWhatIsComplete(t *testing.T) {
	s, w, told := stepping(t, ownTheProblem())
	if s.Lack() != "“what exactly” is empty" {
		t.Fatalf("lacks %q", s.Lack())
	}
	typeKey(w, fyne.KeyReturn)
	if len(*told) != 0 {
		t.Fatalf("told %v", *told)
	}
	test.Type(w.Canvas().Focused(), "this")
	if !says(t, s, "I understand you're trying to receive calls on your number and are facing no incoming calls since morning. I'll personally take care of this for you 🙏 मैं देखता हूँ।") {
		t.Errorf("what is written does not stand in the text: %s", s.Words())
	}
	typeKey(w, fyne.KeyReturn)
	if want := []string{"what exactly=this", "send"}; !slices.Equal(*told, want) {
		t.Errorf("told %v, want %v", *told, want)
	}
}

// Tab walks round, and a blank that is emptied holds the text although its owner knows
// a value for it.
func TestSlotBoxWalksAndHolds(t *testing.T) {
	d := ownTheProblem()
	d.Slots[2].Value = "it"
	s, w, told := stepping(t, d)
	typeKey(w, fyne.KeyTab)
	typeKey(w, fyne.KeyTab)
	typeKey(w, fyne.KeyTab) // at the first again, all of it selected
	typeKey(w, fyne.KeyBackspace)
	typeKey(w, fyne.KeyReturn)
	if len(*told) != 0 || s.Lack() != "“goal” is empty" {
		t.Fatalf("told %v, lacks %q", *told, s.Lack())
	}
	test.Type(w.Canvas().Focused(), "call")
	typeKey(w, fyne.KeyReturn)
	if want := []string{"goal=call", "send"}; !slices.Equal(*told, want) {
		t.Errorf("told %v, want %v", *told, want)
	}
}

func TestSlotBoxShowsTheSourceAndLeaves(t *testing.T) {
	d := ownTheProblem()
	d.Locked = "nobody is there"
	s, w, told := stepping(t, d)
	typeKey(w, fyne.KeyF3) // an empty blank has none
	typeKey(w, fyne.KeyTab)
	typeKey(w, fyne.KeyF3)
	test.Type(w.Canvas().Focused(), "call")
	typeKey(w, fyne.KeyEscape)
	if want := []string{"source of goal", "goal=call", "escape"}; !slices.Equal(*told, want) {
		t.Errorf("told %v, want %v", *told, want)
	}
	if !s.Holds(w.Canvas().Focused()) || s.Holds(nil) {
		t.Error("it does not know its own entry")
	}
}

// News of other blanks leaves alone what is being written.
func TestSlotBoxKeepsWhatIsBeingWritten(t *testing.T) {
	d := ownTheProblem()
	s, w, _ := stepping(t, d)
	test.Type(w.Canvas().Focused(), "half a wo")
	d.Slots = slices.Clone(d.Slots)
	d.Slots[0].Value = "receive calls"
	s.Set(d)
	test.Type(w.Canvas().Focused(), "rd")
	if !says(t, s, "half a word for you") && s.Words() == "" {
		t.Errorf("it reads %q", s.Words())
	}
}

func TestStepTabsSayTheirTimes(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	s := kit.NewStepTabs()
	picked := -1
	s.OnPick = func(i int) { picked = i }
	d := kit.StepTabsData{At: 1, Time: "0:14", Tabs: []kit.StepTab{
		{Word: "Greet", Note: "in 8 s", Done: true}, {Word: "Own the problem", Note: "10 to 20 s"}, {Word: "First step", Note: "20 to 30 s"},
	}}
	w := test.NewTempWindow(t, s)
	w.Resize(fyne.NewSize(520, 60))
	if !s.Set(d) || s.Set(d) {
		t.Error("it does not know what changed")
	}
	if !says(t, s, "✓ 1 Greet", "in 8 s", "2 Own the problem", "0:14") {
		t.Errorf("it says %q", s.AccessibilityLabel())
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(400, 30))
	if picked != 2 {
		t.Errorf("picked %d", picked)
	}
}

func TestAdviceTakesNoRoomForNothing(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	a := kit.NewAdvice()
	pressed := -1
	a.OnButton = func(i int) { pressed = i }
	w := test.NewTempWindow(t, kit.NewColumn(0, a))
	w.Resize(fyne.NewSize(520, 200))
	if a.Visible() || a.HeightFor(520) != 0 {
		t.Error("it takes room for nothing")
	}
	lines := []kit.AdviceLine{{Tone: kit.Red, Text: "No", Button: kit.ButtonData{Word: "Yes", Key: "F2"}}, {Text: "Only told"}}
	if !a.Set(lines...) || a.Set(lines...) || !a.Visible() || a.HeightFor(520) <= 0 {
		t.Error("it does not say what it is told")
	}
	if !says(t, a, "No", "Yes", "Only told") {
		t.Errorf("it says %q", a.AccessibilityLabel())
	}
	w.SetPadded(false)
	test.TapCanvas(w.Canvas(), fyne.NewPos(480, 24))
	if pressed != 0 {
		t.Errorf("pressed %d", pressed)
	}
}

// A bubble keeps the place of a picture from the beginning, and its height does not
// change when the picture comes.
func TestAPictureMovesNothingWhenItComes(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	d := kit.BubbleData{Caption: "Ada", Attached: &kit.Attached{Name: "a.png", Note: "Picture · 3 KB", Open: "Save…", Width: 1080, Height: 700}}
	b := kit.NewBubble(d)
	before := b.HeightFor(500)
	with := *d.Attached
	with.Picture = test.NewWindow(nil).Canvas().Capture()
	d.Attached = &with
	if !b.Set(d) || b.HeightFor(500) != before {
		t.Errorf("%v px, then %v", before, b.HeightFor(500))
	}
	if !says(t, b, "a.png", "Picture · 3 KB", "Save…") {
		t.Errorf("it says %q", b.AccessibilityLabel())
	}
}

// "#" and ":" begin a word and have listeners of their own; a colon in a sentence is one.
func TestHashAndColon(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"#rou", "# rou"}, {"a#b", ""}, {"so #1 ", "# 1 "}, {":thu", ": thu"}, {"note: it", ""}, {":a b", ""}, {"/x", ""},
	} {
		y := newTypist(t)
		got := ""
		hear := func(mark string) func(string, bool) {
			return func(q string, open bool) {
				got = ""
				if open {
					got = mark + " " + q
				}
			}
		}
		y.c.OnHash, y.c.OnColon = hear("#"), hear(":")
		y.write(c.text)
		if got != c.want {
			t.Errorf("%q: heard %q, want %q", c.text, got, c.want)
		}
	}
}
