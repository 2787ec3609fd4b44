package kit_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

func TestSegmentedTakesFreeStepsAndSaysWhyNot(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	s := kit.NewSegmented(
		kit.Segment{Word: "Observing", Selected: true, Tone: kit.Violet},
		kit.Segment{Word: "Join", Key: "J", Locked: "opens at 14:40"}, kit.Segment{Word: "Take over", Key: "T"},
	)
	s.Resize(fyne.NewSize(500, 30))
	var picked []int
	reason := ""
	s.OnPick = func(i int) { picked = append(picked, i) }
	s.OnLocked = func(_ int, r string) { reason = r }
	s.FocusGained()
	for _, k := range []fyne.KeyName{fyne.KeyRight, fyne.KeyReturn, fyne.KeyRight, fyne.KeySpace, fyne.KeyRight} {
		s.TypedKey(&fyne.KeyEvent{Name: k})
	}
	test.TapAt(s, fyne.NewPos(5, 10))
	if !slices.Equal(picked, []int{2, 0}) || reason != "opens at 14:40" {
		t.Fatalf("picked %v, reason %q", picked, reason)
	}
	if got, want := s.AccessibilityLabel(), "Observing (now), Join (locked: opens at 14:40), Take over"; got != want {
		t.Errorf("reads %q, want %q", got, want)
	}
}

func TestLockedButtonIsNotPressed(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	n := 0
	b := kit.NewButton(kit.ButtonData{Word: "Send", Locked: "One blank is empty"}, func() { n++ })
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	test.Tap(b)
	if n != 0 {
		t.Fatal("a locked button was pressed")
	}
	b.Set(kit.ButtonData{Word: "Send"})
	b.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	if n != 1 {
		t.Fatal("a free button does not hear Space")
	}
}

func TestBannerButtons(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	b := kit.NewBanner(kit.BannerData{Tone: kit.Red, Title: "Frustrated 0.91", Buttons: []kit.ButtonData{{Word: "Take over"}, {Word: "Why"}}})
	got := -1
	b.OnButton = func(i int) { got = i }
	w := test.NewTempWindow(t, b)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(560, 60))
	test.TapCanvas(w.Canvas(), fyne.NewPos(560-14-10, 25))
	if got != 1 {
		t.Fatalf("button %d pressed, want 1", got)
	}
	if b.HeightFor(200) <= b.HeightFor(560) {
		t.Error("where there is too little room the buttons need a line of their own")
	}
}

func TestSplitKeepsMinimaAndFolds(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	pane := func() fyne.CanvasObject { return canvas.NewRectangle(nil) }
	left, mid, right := pane(), pane(), pane()
	s := kit.NewSplit(1, kit.SplitPane{Content: left, Size: 400, Min: 300},
		kit.SplitPane{Content: mid, Min: 400}, kit.SplitPane{Content: right, Size: 280, Min: 220, FoldBelow: 1100})
	s.Resize(fyne.NewSize(1440, 800))
	if left.Size().Width != 400 || mid.Size().Width != 760 || right.Size().Width != 280 {
		t.Fatalf("widths %v %v %v", left.Size().Width, mid.Size().Width, right.Size().Width)
	}
	s.Resize(fyne.NewSize(1000, 800))
	if !s.Folded(2) || right.Visible() || mid.Size().Width != 600 {
		t.Fatalf("the right pane does not fold away: middle %v", mid.Size().Width)
	}
	s.Resize(fyne.NewSize(1440, 800))
	s.SetSizes([]float32{10, 0, 500})
	if got := s.Sizes(); got[0] != 300 || got[2] != 500 || left.Size().Width != 300 {
		t.Fatalf("sizes %v: no pane may fall below its minimum", got)
	}
	s.SetSizes([]float32{1}) // kept by another version
	s.Fold(0, true)
	if left.Visible() || mid.Position().X != 0 {
		t.Error("a folded pane keeps its place")
	}
}

func TestSplitIsDragged(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	left := canvas.NewRectangle(nil)
	s := kit.NewSplit(1, kit.SplitPane{Content: left, Size: 200, Min: 100}, kit.SplitPane{Content: canvas.NewRectangle(nil), Min: 300})
	var told []float32
	s.OnResized = func(v []float32) { told = v }
	w := test.NewTempWindow(t, s)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(700, 300))
	test.Drag(w.Canvas(), fyne.NewPos(200, 100), 50, 0)
	if left.Size().Width != 250 || len(told) != 2 || told[0] != 250 {
		t.Fatalf("left is %v wide, told %v", left.Size().Width, told)
	}
	test.Drag(w.Canvas(), fyne.NewPos(250, 100), 500, 0)
	if left.Size().Width != 400 {
		t.Fatalf("left is %v wide, want 400: the middle keeps its 300", left.Size().Width)
	}
}

// A live change of theme or scale reaches what is drawn.
func TestThemeChangesLive(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	l := newRowList(false)
	w := test.NewTempWindow(t, l)
	w.Resize(fyne.NewSize(400, 500))
	l.SetSource(fixed{rows()})
	light := w.Canvas().Capture()
	app.Settings().SetTheme(theme.New(theme.Options{Mode: theme.Dark, Scale: 1.5}))
	l.Refresh()
	dark := w.Canvas().Capture()
	differ := 0
	for x := range 400 {
		if light.At(x, 30) != dark.At(x, 30) {
			differ++
		}
	}
	if differ < 100 {
		t.Fatalf("%d of 400 pixels changed with the theme", differ)
	}
}

// What a whisper's button does is told by the violet of its frame.
func TestTheWhispersButtonIsViolet(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	shade := func(kind kit.ButtonKind, locked string) string {
		b := kit.NewButton(kit.ButtonData{Word: "Whisper", Kind: kind, Locked: locked}, nil)
		return fmt.Sprint(test.WidgetRenderer(b).Objects()[0].(*canvas.Rectangle).FillColor)
	}
	if shade(kit.Hushed, "") == shade(kit.Primary, "") || shade(kit.Hushed, "") == shade(kit.Plain, "") {
		t.Error("a whisper is sent with the button of a line to the customer")
	}
	if shade(kit.Hushed, "not now") != shade(kit.Primary, "not now") {
		t.Error("a locked button of a whisper does not look locked")
	}
}
