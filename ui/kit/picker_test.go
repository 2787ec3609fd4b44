package kit_test

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

func people() []kit.Choice {
	return []kit.Choice{
		{Key: "asha", Name: "Asha", Detail: "online · 2 chats", Pill: pill("Billing", kit.Grey)},
		{Key: "dev", Name: "Dev P.", Detail: "away since 14:02", Pill: pill("Support", kit.Blue), Locked: "offline"},
		{Key: "meera", Name: "मीरा वर्मा", Detail: "online · 5 of 5 chats", Pill: pill("Support", kit.Blue), Locked: "no room for another chat"},
		{Key: "joy", Name: "Joy B.", Detail: "online · no chats", Pill: pill("Sales", kit.Green)},
		{Key: "long", Name: "A queue whose name is so long that it can never be shown whole anywhere", Detail: "3 people online 👩‍💻", Pill: pill("Numbers and porting department", kit.Grey)},
		{Key: "anita", Name: "Anita T.", Detail: "online · 1 chat"},
		{Key: "leela", Name: "Leela S.", Detail: "online · 1 chat"},
	}
}

func shownPicker(t *testing.T) (*kit.Picker, fyne.Window, *[]string) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	p := kit.NewPicker("Forward to", "A name or a department")
	w := test.NewTempWindow(t, p)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(420, 400))
	p.Set(people())
	w.Canvas().Focus(p.Focusable())
	var chosen []string
	p.OnChoose = func(key string) { chosen = append(chosen, key) }
	return p, w, &chosen
}

func press(w fyne.Window, keys ...fyne.KeyName) {
	for _, k := range keys {
		w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
	}
}

// somebody who is offline cannot be chosen, by key or by pointer, and the
// row says why.
func TestPickerNeverChoosesALockedRow(t *testing.T) {
	p, w, chosen := shownPicker(t)
	var told []string
	p.OnLocked = func(key, reason string) { told = append(told, key+": "+reason) }
	press(w, fyne.KeyDown, fyne.KeyReturn)
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 34+40+2*48+10))
	if len(*chosen) != 0 || !slices.Equal(told, []string{"dev: offline", "meera: no room for another chat"}) {
		t.Fatalf("chosen %v, told %v", *chosen, told)
	}
	if want := "मीरा वर्मा cannot be chosen: no room for another chat"; !says(t, p, want) {
		t.Errorf("%q is not printed", want)
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 34+40+3*48+10))
	if !slices.Equal(*chosen, []string{"joy"}) || p.Chosen() != "joy" {
		t.Fatalf("chosen %v by a click on a free row", *chosen)
	}
	now := people()
	now[3].Locked = "offline"
	p.Set(now)
	if p.Chosen() != "" {
		t.Error("a choice that went offline still counts")
	}
}

func TestPickerFindsByAFewLetters(t *testing.T) {
	p, w, chosen := shownPicker(t)
	test.Type(p.Focusable(), "anta")
	if p.Marked() != "anita" {
		t.Fatalf("marked %q for %q", p.Marked(), "anta")
	}
	press(w, fyne.KeyReturn)
	if !slices.Equal(*chosen, []string{"anita"}) {
		t.Fatalf("chosen %v", *chosen)
	}
	p.Search("support")
	if p.Marked() != "dev" { // all of them are locked
		t.Errorf("marked %q for a department", p.Marked())
	}
	p.Search("मीरा")
	if p.Marked() != "meera" {
		t.Errorf("marked %q for a Hindi name", p.Marked())
	}
	p.Search("zzzz")
	press(w, fyne.KeyReturn)
	if p.Marked() != "" || len(*chosen) != 1 || !says(t, p, "Nothing is called that.") {
		t.Error("nothing found is not said")
	}
}

// The mark stays on its key and rows stay under the pointer while presence changes.
func TestPickerHoldsStillWhilePresenceChanges(t *testing.T) {
	p, w, chosen := shownPicker(t)
	press(w, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	if p.Marked() != "joy" {
		t.Fatalf("marked %q", p.Marked())
	}
	now := people()
	slices.Reverse(now)
	now = append([]kit.Choice{{Key: "new", Name: "Aa New"}}, now[:len(now)-1]...) // Asha is gone
	p.Set(now)
	if p.Marked() != "joy" {
		t.Fatalf("the mark went to %q", p.Marked())
	}
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 34+40+10)) // where Asha was
	press(w, fyne.KeyDown)
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 34+40+3*48+10))
	if !slices.Equal(*chosen, []string{"joy"}) {
		t.Fatalf("chosen %v: rows moved under the pointer, or who is gone was chosen", *chosen)
	}
	p.Search("a")
	p.Search("")
	if p.Marked() != "new" {
		t.Errorf("after a search the order is not the one given: marked %q", p.Marked())
	}
}

func TestPickerLeavesByEsc(t *testing.T) {
	p, w, _ := shownPicker(t)
	left := 0
	p.OnEscape = func() { left++ }
	press(w, fyne.KeyEscape)
	w.Canvas().FocusNext() // the rows
	press(w, fyne.KeyEscape)
	if left != 2 {
		t.Fatalf("Esc was told %d times, want 2", left)
	}
}
