package rules

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
)

// scenes are what the page can look like.
var scenes = map[string]func(o *office){
	"new": func(*office) {},
	"agent": func(o *office) {
		o.Snap.Me.Role = chat.RolePrimary
		o.render()
		o.pane.about.goTo("ticket.reasons")
	},
	"changed": func(o *office) {
		o.in("Lena Fernández-Oberholzer", "Customers said that thirty seconds in which nobody comes are too long, and they are right", version(6, `immediate = "30s"`, `immediate = "25s"`))
		o.Pass(26 * time.Hour)
		o.in("रोहन M.", "नई टीम 🙏", version(7, `immediate = "30s"`, `immediate = "20s"`, `name = "Practice floor"`, `name = "उत्तर"`, "matrix = []",
			`matrix = [{ condition = "Outage at more than one customer", level = "Lead", queue = "Technical", agent = "", within = "1h" }]`))
		o.press("What it changed")
	},
	"search": func(o *office) {
		o.pane.list.search.SetText("silence")
		o.render()
		o.pane.about.open("silence.warn")
	},
	"none": func(o *office) { o.pane.list.search.SetText("no such thing") },
	"roster": func(o *office) {
		o.Colleague("rohan", "Technical", true)
		o.in("Lena", "Summer’s shifts", planned())
		o.pane.about.goTo("roster.slots")
	},
	"old": func(o *office) {
		o.Snap.PolicyOld = "This desk cannot read the floor's policy version 7; it goes on by version 3."
	},
	"edit": func(o *office) {
		o.pane.about.open("ticket.topics")
		o.ctrl(fyne.KeyN)
		o.swap(`  { id = "none", name = "No topic" },`, `  { id = "roaming", name = "रोमिंग" },`+"\n"+`  { id = "none", name = "No topic" },`)
		o.swap(`immediate = "30s"`, `immediate = "20s"`)
		o.why(faster)
	},
	"error": func(o *office) {
		o.ctrl(fyne.KeyN)
		o.swap(`immediate = "30s"`, `immediate = "soon"`)
		o.key(fyne.KeyF8)
	},
	"late": func(o *office) {
		o.ctrl(fyne.KeyN)
		o.swap(`name = "Practice floor"`, `name = "North"`)
		o.in("Lena", "Quieter", version(6, `immediate = "30s"`, `immediate = "25s"`))
		o.Snap.Link = app.Link{State: app.LinkOffline}
	},
}

// TestPictures draws the page for eyes to judge ([stage.Pictures]).
func TestPictures(t *testing.T) {
	stage.Pictures(t, "rules", scenes, stage.Looks(), func(t *testing.T, scene func(*office), look stage.Look) fyne.Canvas {
		o := newOffice(t)
		look.Wear()
		o.enter()
		scene(o)
		o.render()
		o.window.Canvas().Refresh(o.pane.Content())
		return o.window.Canvas()
	})
}
