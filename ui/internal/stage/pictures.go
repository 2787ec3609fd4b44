package stage

import (
	"image"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/ui/theme"
)

// Look is a theme in which pictures are drawn.
type Look struct {
	Name  string
	Theme theme.Options
	// Size is that of the window; zero leaves it as it is.
	Size fyne.Size
}

// Wear has everything drawn in this look from now on.
func (l Look) Wear() { fyne.CurrentApp().Settings().SetTheme(theme.New(l.Theme)) }

// Looks are those in which a page is judged.
func Looks() []Look {
	return []Look{
		{Name: "light", Theme: theme.Options{Mode: theme.Light}},
		{Name: "dark", Theme: theme.Options{Mode: theme.Dark}},
		{Name: "large", Theme: theme.Options{Mode: theme.Light, Scale: 1.5}},
	}
}

// Pictures draws every scene in every look into the folder that FLOORWALKER_PICTURES
// names, for eyes to judge, as pane-scene-look.png. Without it only the first look is
// drawn, to see that nothing panics and that there is a picture at all: nobody looks
// at the others, and drawing takes its time. draw makes a window of its own, wears the
// look, plays the scene, and returns where it is to be seen.
func Pictures[S any](t *testing.T, pane string, scenes map[string]S, looks []Look, draw func(t *testing.T, scene S, look Look) fyne.Canvas) {
	t.Helper()
	dir := os.Getenv("FLOORWALKER_PICTURES")
	if dir == "" {
		looks = looks[:1]
	}
	for _, look := range looks {
		for _, name := range slices.Sorted(maps.Keys(scenes)) {
			t.Run(name+"-"+look.Name, func(t *testing.T) {
				img := draw(t, scenes[name], look).Capture()
				if img.Bounds().Dx() == 0 {
					t.Fatal("nothing is drawn")
				}
				if dir != "" {
					KeepPicture(t, filepath.Join(dir, pane+"-"+name+"-"+look.Name+".png"), img)
				}
			})
		}
	}
}

// KeepPicture writes a picture for eyes to judge.
func KeepPicture(t testing.TB, path string, img image.Image) {
	t.Helper()
	f, err := os.Create(path) // #nosec G304 G703 -- a folder of who runs the test
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, img); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}
