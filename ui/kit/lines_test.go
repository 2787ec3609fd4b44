package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
)

func TestLinesKeepTheirButtonsWhileWordsChange(t *testing.T) {
	test.NewTempApp(t)
	l := kit.NewLines()
	w := test.NewTempWindow(t, l)
	w.Resize(fyne.NewSize(500, 400))
	var pressed []string
	l.OnWay = func(key string, way int) { pressed = append(pressed, key) }
	l.Set(kit.LineData{Key: "a", Word: "Sound", Ways: []kit.ButtonData{{Word: "Yes"}}}, kit.LineData{Key: "b", Word: "Clock", Text: "It runs as the hub's does."})
	before := l.First()
	w.Canvas().Focus(before)
	if !l.Set(kit.LineData{Key: "a", Word: "Sound", Pill: kit.PillData{Word: "works", Tone: kit.Green}, Ways: []kit.ButtonData{{Word: "Again"}}}, kit.LineData{Key: "b", Word: "Clock"}) {
		t.Error("a change of words is no change")
	}
	if l.First() != before || w.Canvas().Focused() != before {
		t.Error("the keyboard was lost with the words")
	}
	before.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if len(pressed) != 1 || pressed[0] != "a" {
		t.Errorf("pressed %v", pressed)
	}
	if l.Set(kit.LineData{Key: "a", Word: "Sound", Pill: kit.PillData{Word: "works", Tone: kit.Green}, Ways: []kit.ButtonData{{Word: "Again"}}}, kit.LineData{Key: "b", Word: "Clock"}) {
		t.Error("the same again is a change")
	}
}

func TestASheetWithoutAnythingToPressTakesTheKeyboard(t *testing.T) {
	test.NewTempApp(t)
	w := test.NewTempWindow(t, kit.NewBody("below"))
	w.Resize(fyne.NewSize(700, 500))
	f := kit.NewLinesField("In the way")
	f.Set(kit.LineData{Key: "a", Word: "A chat"})
	f.Missing = func() string { return "One chat is open" }
	s := kit.NewSheet(kit.SheetData{Title: "End", Confirm: "End"}, f)
	left := 0
	s.OnCancel = func() { left++ }
	kit.ShowSheet(w.Canvas(), s)
	if s.Lack() != "One chat is open" {
		t.Errorf("lacks %q", s.Lack())
	}
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if left != 1 {
		t.Error("Esc did not leave")
	}
}
