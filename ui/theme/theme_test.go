package theme_test

import (
	"image/color"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"floorwalker/ui/theme"
)

func palettes() map[string]*theme.Theme {
	return map[string]*theme.Theme{
		"light":          theme.New(theme.Options{Mode: theme.Light}),
		"dark":           theme.New(theme.Options{Mode: theme.Dark}),
		"light contrast": theme.New(theme.Options{Mode: theme.Light, Contrast: true}),
		"dark contrast":  theme.New(theme.Options{Mode: theme.Dark, Contrast: true}),
	}
}

// Text on its ground keeps 4.5, marks keep 3, in every palette; high contrast
// keeps 7 for text.
func TestContrastOfEveryPair(t *testing.T) {
	for name, th := range palettes() {
		for _, p := range theme.Pairs() {
			least := p.Least
			if th.Options().Contrast && least == theme.ContrastText {
				least = 7
			}
			got := theme.Contrast(th.Color(p.Ink, 0), th.Color(p.Ground, 0))
			if got < least {
				t.Errorf("%s: %s on %s has %.2f, needs %.1f", name, p.Ink, p.Ground, got, least)
			}
		}
	}
}

func TestContrastKnowsTheExtremes(t *testing.T) {
	if got := theme.Contrast(color.White, color.Black); got < 20.99 || got > 21.01 {
		t.Errorf("white on black = %.3f, want 21", got)
	}
	grey := color.NRGBA{R: 0x76, G: 0x76, B: 0x76, A: 0xff}
	if got := theme.Contrast(grey, color.White); got < 4.53 || got > 4.55 {
		t.Errorf("#767676 on white = %.3f, want 4.54", got)
	}
}

// The tokens of the design, one by one where a slip would be seen first.
func TestTokensAreTheDesigns(t *testing.T) {
	want := []struct {
		mode theme.Mode
		name fyne.ThemeColorName
		rgb  uint32
	}{
		{theme.Light, theme.Background, 0xf6f7f9},
		{theme.Light, theme.Ink, 0x15191e},
		{theme.Light, theme.InkThree, 0x8a95a3},
		{theme.Light, theme.Blue, 0x1f5fd0},
		{theme.Light, theme.Red, 0xc22b2b},
		{theme.Light, theme.VioletWash, 0xefe8fb},
		{theme.Light, theme.Highlight, 0xffe08a},
		{theme.Dark, theme.Background, 0x0f1216},
		{theme.Dark, theme.Amber, 0xffbf5e},
		{theme.Dark, theme.GreenWash, 0x143323},
		{theme.Dark, theme.Note, 0x2d2810},
	}
	for _, w := range want {
		got := theme.New(theme.Options{Mode: w.mode}).Color(w.name, 0)
		if got != (color.NRGBA{R: byte(w.rgb >> 16), G: byte(w.rgb >> 8), B: byte(w.rgb), A: 255}) {
			t.Errorf("%s = %v, want #%06x", w.name, got, w.rgb)
		}
	}
}

func TestEveryNameHasAColourInEveryPalette(t *testing.T) {
	for name, th := range palettes() {
		for _, n := range theme.Names() {
			c, ok := th.Color(n, 0).(color.NRGBA)
			if !ok || c.A == 0 {
				t.Errorf("%s has no %s", name, n)
			}
		}
	}
}

func TestModeFollowsTheSystemOrDoesNot(t *testing.T) {
	follow := theme.New(theme.Options{})
	onLight := follow.Color(theme.Pane, fynetheme.VariantLight)
	onDark := follow.Color(theme.Pane, fynetheme.VariantDark)
	if onLight == onDark {
		t.Error("following the system, light and dark are the same")
	}
	fixed := theme.New(theme.Options{Mode: theme.Light})
	if fixed.Color(theme.Pane, fynetheme.VariantDark) != onLight {
		t.Error("a fixed mode changed with the system")
	}
}

func TestScaleIsKeptInRange(t *testing.T) {
	for _, tc := range []struct{ in, want float32 }{{0, 14}, {0.1, 14 * 0.8}, {1.5, 21}, {9, 28}} {
		got := theme.New(theme.Options{Scale: tc.in}).Size(theme.SizeBody)
		if got != tc.want {
			t.Errorf("scale %v: body = %v, want %v", tc.in, got, tc.want)
		}
	}
	if got := theme.New(theme.Options{Scale: 2}).Size(theme.Space8); got != 12 {
		t.Errorf("spaces at 200 %% = %v, want 12: half as fast as text", got)
	}
}

// What Fyne cannot draw it draws as one same replacement, so two different letters
// then have one width; and bold must be wider than regular.
func TestFacesDrawHindiAndBold(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	width := func(s string, bold bool) float32 {
		return fyne.MeasureText(s, 14, fyne.TextStyle{Bold: bold}).Width
	}
	if width("मममम", false) == width("रररर", false) {
		t.Error("two Hindi letters have one width: the face is missing")
	}
	if width("मीरा वर्मा", false) == width("मीरा वर्मा", true) {
		t.Error("bold Hindi is not bold")
	}
	if width("incoming calls", false) == width("incoming calls", true) {
		t.Error("bold Latin is not bold")
	}
	for d := '1'; d <= '9'; d++ {
		if width(string(d), true) != width("0", true) {
			t.Errorf("digit %c has a width of its own: clocks would dance", d)
		}
	}
}

func TestLookupAnswersWithoutOurTheme(t *testing.T) {
	app := test.NewTempApp(t)
	if theme.Color(theme.Red) == nil || theme.Size(theme.SizeBody) != 14 || theme.Scale() != 1 {
		t.Error("a token without our theme must still answer")
	}
	app.Settings().SetTheme(theme.New(theme.Options{Mode: theme.Dark, Scale: 2}))
	if theme.Color(theme.Pane) != (color.NRGBA{R: 0x16, G: 0x1a, B: 0x20, A: 255}) || theme.Px(84) != 168 {
		t.Error("the look-up does not see the theme that was set live")
	}
}

// A menu lies on a pane and has no edge of its own, so its ground is another.
func TestAMenuStandsOutFromThePane(t *testing.T) {
	for _, mode := range []theme.Mode{theme.Light, theme.Dark} {
		for _, contrast := range []bool{false, true} {
			th := theme.New(theme.Options{Mode: mode, Contrast: contrast})
			if th.Color(fynetheme.ColorNameMenuBackground, 0) == th.Color(theme.Pane, 0) {
				t.Errorf("mode %v, contrast %t: a menu has the pane's colour", mode, contrast)
			}
		}
	}
}
