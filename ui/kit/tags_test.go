package kit_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// tagging is a row whose owner keeps the tags, as a screen does.
func tagging(t *testing.T, tags ...string) (*kit.Tags, fyne.Window, *[]string) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	row := kit.NewTags()
	known := []string{"Billing", "Bill shock", "Call forwarding", "बिल", "Number porting"}
	row.Set(tags, known)
	kept := &tags
	row.OnAdd = func(tag string) { *kept = append(slices.Clone(*kept), tag); row.Set(*kept, known) }
	row.OnRemove = func(tag string) {
		*kept = slices.DeleteFunc(slices.Clone(*kept), func(o string) bool { return o == tag })
		row.Set(*kept, known)
	}
	w := test.NewTempWindow(t, row)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(320, 200))
	w.Canvas().Focus(row.Focusable())
	return row, w, kept
}

func TestTagsAreAddedOnceAndSuggestedByPrefix(t *testing.T) {
	row, w, kept := tagging(t, "Incoming connectivity")
	test.Type(row.Focusable(), " VIP ")
	press(w, fyne.KeyReturn)
	test.Type(row.Focusable(), "vip")
	press(w, fyne.KeyReturn)
	if !says(t, row, "It has this tag already.") {
		t.Error("a second time is refused without a word")
	}
	press(w, fyne.KeyEscape)
	test.Type(row.Focusable(), "bil")
	if !says(t, row, "Billing", "Bill shock") || says(t, row, "Call forwarding") {
		t.Fatalf("it reads %q", read(t, row))
	}
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	test.Type(row.Focusable(), "बि")
	press(w, fyne.KeyUp, fyne.KeyReturn)
	press(w, fyne.KeyReturn) // nothing written, nothing added
	if want := []string{"Incoming connectivity", "VIP", "Bill shock", "बिल"}; !slices.Equal(*kept, want) {
		t.Fatalf("tags %q, want %q", *kept, want)
	}
}

func TestTagsAreRemovedByCrossAndByKey(t *testing.T) {
	row, w, kept := tagging(t, "One", "Two", "Three")
	test.TapCanvas(w.Canvas(), fyne.NewPos(15, 11)) // the word, not the cross
	if len(*kept) != 3 {
		t.Fatal("a click on the word removed the tag")
	}
	press(w, fyne.KeyDelete) // the click gave it the keyboard
	if !slices.Equal(*kept, []string{"Two", "Three"}) || w.Canvas().Focused() != row.Focusable() {
		t.Fatalf("tags %q after Delete", *kept)
	}
	w.Resize(fyne.NewSize(60, 300)) // each on a line of its own
	left := 0
	row.OnEscape = func() { left++ }
	press(w, fyne.KeyEscape)
	if left != 1 {
		t.Error("Esc of an empty entry does not leave")
	}
}

// A tag that the hub would refuse stays in the entry, with the reason.
func TestATagThatIsTooLongStaysInTheEntry(t *testing.T) {
	row, w, kept := tagging(t)
	test.Type(row.Focusable(), strings.Repeat("न", kit.TagMost+1))
	press(w, fyne.KeyReturn)
	if len(*kept) != 0 || !says(t, row, "Too long: 41 of 40 characters.") {
		t.Fatalf("kept %q; it reads %q", *kept, read(t, row))
	}
	press(w, fyne.KeyBackspace, fyne.KeyReturn)
	if len(*kept) != 1 || says(t, row, "Too long") {
		t.Fatalf("kept %q; it reads %q", *kept, read(t, row))
	}
}
