package tickets

import (
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/ui/theme"
)

// scenes are what the page can look like.
var scenes = map[string]func(o *office){
	"none":    func(*office) {},
	"list":    func(o *office) { o.full(); o.render(); o.pane.Open(o.list[0].Ref) },
	"rule":    func(o *office) { o.full(); o.render(); o.pane.Open(o.list[2].Ref) },
	"problem": func(o *office) { o.full(); o.render(); o.pane.Open(o.list[1].Ref) },
	"trouble": func(o *office) { o.trouble(); o.render(); o.pane.Open(o.list[0].Ref) },
	"offline": func(o *office) {
		o.full()
		o.render()
		o.Snap.Link.State, o.err = app.LinkOffline, errAway
		o.now = o.now.Add(5 * time.Minute)
		o.render()
	},
	"house": func(o *office) {
		o.full()
		o.out.Words = []string{"No ticket leaves the house: the hub has no file out.toml. Tickets are kept here and can be exported."}
	},
	"many": func(o *office) {
		for i := range most {
			o.list = append(o.list, o.a(i, fmt.Sprint("Customer ", i)))
		}
		o.out.Tickets = 10_000
	},
}

// TestPictures draws the page for eyes to judge; without FLOORWALKER_PICTURES it only
// sees that nothing panics and that something is drawn.
func TestPictures(t *testing.T) {
	dir := os.Getenv("FLOORWALKER_PICTURES")
	for mode, opts := range map[string]theme.Options{"light": {Mode: theme.Light}, "dark": {Mode: theme.Dark}, "large": {Mode: theme.Light, Scale: 1.5}} {
		if dir == "" && mode != "light" {
			continue // nobody looks at the others, and drawing takes its time
		}
		for name, scene := range scenes {
			t.Run(name+"-"+mode, func(t *testing.T) {
				o := newOffice(t)
				fyne.CurrentApp().Settings().SetTheme(theme.New(opts))
				o.enter()
				scene(o)
				o.render()
				o.window.Canvas().Refresh(o.pane.Content())
				img := o.window.Canvas().Capture()
				if img.Bounds().Dx() == 0 {
					t.Fatal("nothing is drawn")
				}
				if dir == "" {
					return
				}
				f, err := os.Create(filepath.Join(dir, "tickets-"+name+"-"+mode+".png")) // #nosec G304 -- a folder of who runs the test
				if err != nil {
					t.Fatal(err)
				}
				if err := png.Encode(f, img); err != nil {
					t.Error(err)
				}
				if err := f.Close(); err != nil {
					t.Error(err)
				}
			})
		}
	}
}
