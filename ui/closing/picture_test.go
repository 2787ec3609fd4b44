package closing

import (
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/theme"
)

// scenes are what the dialog can look like.
var scenes = map[string]func(t *testing.T) *office{
	"solved": func(t *testing.T) *office { return solved(t).open() },
	"typing": func(t *testing.T) *office {
		o := solved(t).open()
		o.write("o")
		return o
	},
	"unsolved": func(t *testing.T) *office {
		o := solved(t).open()
		s := o.pane.sheet
		s.focus(s.rows[0].focus)
		o.write("contact")
		o.press(fyne.KeyReturn)
		o.Do("c", stage.Said("and one more thing: मेरा रिचार्ज भी नहीं हुआ 🙏 please look at that as well, it is the third time this week"))
		o.render()
		return o
	},
	"long": func(t *testing.T) *office {
		o := newOffice(t)
		o.Do("c", &chat.ChatOpened{Bot: true, Channel: chat.ChannelWhatsApp, Customer: chat.Customer{Name: "A customer with a name that goes on and on and on, of a company whose name is longer still 🏢"}})
		o.Do("c", stage.Said("मेरा रिचार्ज अभी तक नहीं हुआ, कृपया मदद करें 🙏🙏🙏"), stage.Answered("Please wait.", 5800))
		o.Do("c", stage.Taken(stage.Me)...)
		o.Do("c", stage.Wrote("I have started your recharge again.", chat.DeliverySent), stage.Said("धन्यवाद, हो गया 😀"))
		o.Open("c")
		return o.open()
	},
}

// TestPictures draws the dialog for eyes to judge ([stage.Pictures]), in windows of
// two sizes.
func TestPictures(t *testing.T) {
	small, large := fyne.NewSize(1280, 800), fyne.NewSize(1920, 1080)
	stage.Pictures(t, "closing", scenes, []stage.Look{
		{Name: "light-1280", Theme: theme.Options{Mode: theme.Light}, Size: small},
		{Name: "dark-1280", Theme: theme.Options{Mode: theme.Dark}, Size: small},
		{Name: "light-1920", Theme: theme.Options{Mode: theme.Light}, Size: large},
		{Name: "dark-1920", Theme: theme.Options{Mode: theme.Dark}, Size: large},
		{Name: "large-1280", Theme: theme.Options{Mode: theme.Light, Scale: 1.5}, Size: small},
	}, func(t *testing.T, scene func(*testing.T) *office, look stage.Look) fyne.Canvas {
		o := scene(t)
		look.Wear()
		o.window.Resize(look.Size)
		o.over().Refresh()
		o.pane.sheet.grow()
		o.render()
		return o.window.Canvas()
	})
}
