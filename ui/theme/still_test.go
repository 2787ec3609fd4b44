package theme_test

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/theme"
)

func TestStillTurnsAnimationsOffAndNothingElse(t *testing.T) {
	app := test.NewTempApp(t)
	fyne.SetCurrentApp(theme.Still(app))
	t.Cleanup(func() { fyne.SetCurrentApp(app) })
	if fyne.CurrentApp().Settings().ShowAnimations() {
		t.Error("animations are on")
	}
	mine := theme.New(theme.Options{Mode: theme.Dark})
	fyne.CurrentApp().Settings().SetTheme(mine)
	if app.Settings().Theme() != mine {
		t.Error("settings do not reach the app")
	}
}
