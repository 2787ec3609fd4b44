package kit_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

type typist struct {
	t testing.TB
	c *kit.Composer
}

func newTypist(t testing.TB) typist {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	c := kit.NewComposer()
	w := test.NewTempWindow(t, c)
	w.Resize(fyne.NewSize(560, 160))
	w.Canvas().Focus(c.Focusable())
	return typist{t, c}
}

func (y typist) write(s string) { test.Type(y.c.Focusable(), s) }
func (y typist) press(k fyne.KeyName) {
	y.c.Focusable().TypedKey(&fyne.KeyEvent{Name: k})
}

func (y typist) shortcut(s fyne.Shortcut) {
	y.c.Focusable().(fyne.Shortcutable).TypedShortcut(s)
}

func TestComposerEnterSendsAndShiftEnterBreaks(t *testing.T) {
	y := newTypist(t)
	var sent []string
	y.c.OnSend = func(s string) bool { sent = append(sent, s); return true }
	y.press(fyne.KeyReturn) // blank: nothing to send
	y.write("  ")
	y.press(fyne.KeyReturn)
	y.c.SetText("")
	y.write("one")
	keys := y.c.Focusable().(desktop.Keyable)
	keys.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	y.press(fyne.KeyReturn)
	keys.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	y.write("two")
	y.press(fyne.KeyReturn)
	y.write("three")
	y.shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
	if !slices.Equal(sent, []string{"one\ntwo", "three"}) {
		t.Fatalf("sent %q", sent)
	}
	if y.c.Text() != "" {
		t.Errorf("%q is left after sending", y.c.Text())
	}
}

func TestComposerKeepsWhatWasNotSent(t *testing.T) {
	y := newTypist(t)
	calls := 0
	y.c.OnSend = func(string) bool { calls++; return false }
	y.write("precious")
	y.press(fyne.KeyReturn)
	if calls != 1 || y.c.Text() != "precious" {
		t.Fatalf("%d calls, %q left", calls, y.c.Text())
	}
	y.c.SetHeld("One blank is empty")
	y.press(fyne.KeyReturn)
	if calls != 1 {
		t.Error("a held draft was sent")
	}
	y.c.SetHeld("")
	y.c.SetLocked("The chat is over.")
	y.press(fyne.KeyReturn)
	y.write("more")
	if calls != 1 || y.c.Text() != "precious" {
		t.Error("a locked composer was used")
	}
}

// Canvas shortcuts do not fire while an entry has the focus.
func TestComposerHandsOnWhatItDoesNotUse(t *testing.T) {
	y := newTypist(t)
	var got []string
	escaped := 0
	y.c.OnShortcut = func(s fyne.Shortcut) { got = append(got, s.ShortcutName()) }
	y.c.OnEscape = func() { escaped++ }
	palette := &desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl}
	y.shortcut(palette)
	y.shortcut(&fyne.ShortcutSelectAll{})
	y.press(fyne.KeyEscape)
	if !slices.Equal(got, []string{palette.ShortcutName()}) || escaped != 1 {
		t.Fatalf("handed on %v, escaped %d times", got, escaped)
	}
}

func TestComposerErasesEmojiWhole(t *testing.T) {
	for _, tc := range []struct{ text, want string }{
		{"ok 👩‍💻", "ok "},
		{"hi 🇮🇳", "hi "},
		{"👍🏽", ""},
		{"1️⃣", ""},
		{"की", "क"}, // a vowel sign goes alone, as is the custom
		{"ab", "a"},
	} {
		y := newTypist(t)
		y.write(tc.text)
		y.press(fyne.KeyBackspace)
		if y.c.Text() != tc.want {
			t.Errorf("backspace on %q leaves %q, want %q", tc.text, y.c.Text(), tc.want)
		}
	}
}

func TestComposerCapsTheDraft(t *testing.T) {
	y := newTypist(t)
	told := ""
	y.c.OnChanged = func(s string) { told = s }
	y.c.SetText(strings.Repeat("अ", kit.DraftMost+50))
	if n := utf8.RuneCountInString(y.c.Text()); n != kit.DraftMost {
		t.Fatalf("%d characters kept, want %d", n, kit.DraftMost)
	}
	if told != "" {
		t.Error("SetText told OnChanged")
	}
	y.write("x")
	if n := utf8.RuneCountInString(y.c.Text()); n != kit.DraftMost {
		t.Fatalf("%d characters after typing beyond the end", n)
	}
}
