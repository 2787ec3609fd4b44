package kit_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// Where a sheet is higher than its window, the question with the keyboard is in sight: when
// Tab comes to it, and still when its answer takes room from the questions.
func TestTheQuestionWithTheKeyboardIsInSight(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	pick := kit.NewPicker("", "Find somebody")
	pick.Set(people())
	first := kit.NewChoiceField("Meanwhile", kit.Segment{Word: "wait"}, kit.Segment{Word: "promise"})
	second := kit.NewChoiceField("By", kit.Segment{Word: "mail"}, kit.Segment{Word: "phone"})
	d := kit.SheetData{Title: "Hand it on", Text: "In a line.", Confirm: "Hand on"}
	sheet := kit.NewSheet(d, kit.NewPickField("To", pick), first, second, kit.NewTextField("Note", "", 10))
	w := test.NewTempWindow(t, kit.NewGround(theme.Background))
	w.Resize(fyne.NewSize(800, 480))
	kit.ShowSheet(w.Canvas(), sheet)
	inSight := func(f *kit.ChoiceField, when string) {
		t.Helper()
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject
		bottom, foot := at(f).Y+f.Size().Height, at(sheet).Y+sheet.Size().Height-56
		if bottom > foot+1 {
			t.Errorf("%s, it ends at %v, and what is in sight at %v", when, bottom, foot)
		}
	}
	w.Canvas().Focus(first.Focusable())
	inSight(first, "with the keyboard")
	d.Text = "A sentence that is said because of the answer, so long that it needs a second and a third line of the sheet, which is by that much less high for the questions that stand below it."
	sheet.Set(d)
	inSight(first, "with less room")
	w.Canvas().Focus(second.Focusable())
	inSight(second, "the next one")
}
