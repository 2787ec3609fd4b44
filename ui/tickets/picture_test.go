package tickets

import (
	"fmt"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/ui/internal/stage"
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

// TestPictures draws the page for eyes to judge ([stage.Pictures]).
func TestPictures(t *testing.T) {
	stage.Pictures(t, "tickets", scenes, stage.Looks(), func(t *testing.T, scene func(*office), look stage.Look) fyne.Canvas {
		o := newOffice(t)
		look.Wear()
		o.enter()
		scene(o)
		o.render()
		o.window.Canvas().Refresh(o.pane.Content())
		return o.window.Canvas()
	})
}
