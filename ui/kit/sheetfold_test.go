package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/theme"
)

// A text to be read folds away and comes back, never grows past its bound, and lacks
// nothing.
func TestATextThatFolds(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	var told []bool
	f := NewFoldField("How we forward", "the guide", strings.Repeat("Say why, and what is still to do. ", 80), true)
	f.OnFold = func(folded bool) { told = append(told, folded) }
	s := NewSheet(SheetData{Title: "Forward", Confirm: "Forward"}, f, NewLineField("Note", "", 0))
	folded := s.HeightFor(460)
	test.Tap(f.body.link)
	if open := s.HeightFor(460); open <= folded || open > folded+unit(foldHigh)+unit(8) {
		t.Errorf("%v px folded, %v open", folded, open)
	}
	test.Tap(f.body.link)
	if s.HeightFor(460) != folded || len(told) != 2 || told[0] || !told[1] {
		t.Errorf("it tells %v", told)
	}
	if s.Lack() != "" {
		t.Errorf("it lacks %q", s.Lack())
	}
}

// A question that depends on another answer is asked only then, and what was answered is
// kept meanwhile.
func TestAQuestionThatIsNotAsked(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	first, second := NewLineField("First", "", 0), NewLineField("Second", "", 3)
	s := NewSheet(SheetData{Title: "t", Confirm: "ok"}, first, second)
	with := s.HeightFor(460)
	s.Ask(second, false)
	if s.Lack() != "" || s.HeightFor(460) >= with {
		t.Errorf("it lacks %q at %v px", s.Lack(), s.HeightFor(460))
	}
	s.Ask(second, true)
	if s.Lack() != "Second is empty" {
		t.Errorf("it lacks %q", s.Lack())
	}
	second.SetText("here")
	s.Ask(second, false)
	s.Ask(second, true)
	if s.Lack() != "" || second.Text() != "here" {
		t.Error("the answer is gone")
	}
}

// The hint of a step is told for the pointer before the keyboard, and taken back.
func TestAStepTellsItsHint(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	s := NewSegmented(Segment{Word: "Join", Hint: "as a note"}, Segment{Word: "Leave"}, Segment{Word: "End", Hint: "closes it"})
	var told []string
	s.OnHint = func(hint string, _ float32) { told = append(told, hint) }
	s.Resize(fyne.NewSize(500, 30))
	s.FocusGained()
	s.hovered = 2
	s.paint()
	s.hovered = -1
	s.paint()
	s.FocusLost()
	if got := strings.Join(told, "|"); got != "as a note|closes it|as a note|" {
		t.Errorf("told %q", got)
	}
	if got := s.AccessibilityLabel(); !strings.Contains(got, "Join (as a note)") {
		t.Errorf("it reads %q", got)
	}
}
