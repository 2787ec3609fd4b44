package kit_test

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

func twoVersions() []kit.Version {
	return []kit.Version{
		{Key: "a", Who: "Asha", When: "today 14:02", Fields: []kit.VersionField{
			{Name: "Shortcut", Value: "/greet"},
			{Name: "Text", Value: "Hi, I'm from the support team. I've been following your conversation and I'll personally help you get this resolved."},
			{Name: "Folder", Value: "Takeover"},
		}},
		{Key: "b", Who: "मीरा वर्मा", When: "today 13:58, offline", Fields: []kit.VersionField{
			{Name: "Shortcut", Value: "/greet"},
			{Name: "Text", Value: "नमस्ते 🙏 मैं सहायता दल से हूँ।"},
			{Name: "Reviewed", Value: "Joy B."},
		}},
	}
}

func comparing(t *testing.T, width float32) (*kit.Compare, fyne.Window, *[]string) {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	c := kit.NewCompare()
	c.Set(twoVersions())
	var told []string
	c.OnKeep = func(key string) { told = append(told, "keep "+key) }
	c.OnKeepBoth = func() { told = append(told, "both") }
	c.OnWrite = func(text string) { told = append(told, "write "+text) }
	w := test.NewTempWindow(t, container.NewVScroll(kit.NewColumn(0, c)))
	w.SetPadded(false)
	w.Resize(fyne.NewSize(width, 900))
	w.Canvas().Focus(c.Focusable())
	return c, w, &told
}

// A conflict is shown side by side, and nothing ends it but a choice.
func TestCompareByKeys(t *testing.T) {
	c, w, told := comparing(t, 900)
	press(w, fyne.KeyReturn)
	w.Canvas().FocusNext() // write from this
	w.Canvas().FocusNext()
	press(w, fyne.KeyReturn)
	w.Canvas().FocusNext()
	w.Canvas().FocusNext()
	press(w, fyne.KeySpace)
	w.Canvas().FocusNext()
	if !says(t, c, "Nothing is written yet") {
		t.Error("the locked button does not say why")
	}
	test.Type(w.Canvas().Focused(), "both in one")
	w.Canvas().FocusNext()
	press(w, fyne.KeyReturn)
	if want := []string{"keep a", "keep b", "both", "write both in one"}; !slices.Equal(*told, want) {
		t.Fatalf("told %q, want %q", *told, want)
	}
}

func TestCompareMarksWhatDiffers(t *testing.T) {
	c, _, _ := comparing(t, 900)
	want := "Versions of Asha, today 14:02; मीरा वर्मा, today 13:58, offline. They differ in Text, Folder, Reviewed"
	if got := c.AccessibilityLabel(); got != want {
		t.Errorf("reads %q, want %q", got, want)
	}
	if !says(t, c, "differs", "empty") {
		t.Errorf("it reads %q", read(t, c))
	}
}

// Under 700 px the versions stand below each other, and nobody's words are cut.
func TestCompareWrapsToOneColumn(t *testing.T) {
	for _, tc := range []struct {
		width  float32
		beside bool
	}{{900, true}, {701, true}, {690, false}, {320, false}} {
		c, _, _ := comparing(t, tc.width)
		driver := fyne.CurrentApp().Driver()
		var at []fyne.Position
		for _, b := range drawn[*kit.Button](t, c)[:2] {
			at = append(at, driver.AbsolutePositionForObject(b))
		}
		if (at[0].Y == at[1].Y) != tc.beside {
			t.Errorf("at %v the buttons are at %v", tc.width, at)
		}
	}
}

func TestCompareKeepsWhatIsBeingWritten(t *testing.T) {
	c, _, told := comparing(t, 900)
	c.SetDraft("mine")
	next := twoVersions()
	next[1].Fields[1].Value = "changed meanwhile"
	c.Set(next)
	links := drawn[*kit.Link](t, c)
	test.Tap(links[1])
	buttons := drawn[*kit.Button](t, c)
	test.Tap(buttons[len(buttons)-1])
	if !slices.Equal(*told, []string{"write mine\nchanged meanwhile\nJoy B."}) {
		t.Fatalf("told %q", *told)
	}
	c.Set(nil)
	if c.AccessibilityLabel() != "Nothing to compare" {
		t.Error("no versions")
	}
}

// What is being written from both is told with each key and by "Write from this",
// so that it can be kept; what is brought back is not told again.
func TestCompareTellsItsDraft(t *testing.T) {
	c, w, _ := comparing(t, 900)
	var told []string
	c.OnDraft = func(text string) { told = append(told, text) }
	c.SetDraft("a")
	test.Tap(drawn[*kit.Link](t, c)[0])
	test.Type(w.Canvas().Focused(), "!")
	if len(told) != 2 || c.Draft() != told[1] || !strings.HasPrefix(told[0], "a\n") {
		t.Fatalf("told %q, draft %q", told, c.Draft())
	}
}
