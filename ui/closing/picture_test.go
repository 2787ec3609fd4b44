package closing

import (
	"image/png"
	"os"
	"path/filepath"
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

// TestPictures draws the dialog for eyes to judge; without FLOORWALKER_PICTURES it
// only sees that nothing panics and that something is drawn.
func TestPictures(t *testing.T) {
	dir := os.Getenv("FLOORWALKER_PICTURES")
	for _, c := range []struct {
		name string
		opts theme.Options
		size fyne.Size
	}{
		{"light-1280", theme.Options{Mode: theme.Light}, fyne.NewSize(1280, 800)},
		{"dark-1280", theme.Options{Mode: theme.Dark}, fyne.NewSize(1280, 800)},
		{"light-1920", theme.Options{Mode: theme.Light}, fyne.NewSize(1920, 1080)},
		{"dark-1920", theme.Options{Mode: theme.Dark}, fyne.NewSize(1920, 1080)},
		{"large-1280", theme.Options{Mode: theme.Light, Scale: 1.5}, fyne.NewSize(1280, 800)},
	} {
		if dir == "" && c.name != "light-1280" {
			continue
		}
		for name, scene := range scenes {
			t.Run(name+"-"+c.name, func(t *testing.T) {
				o := scene(t)
				fyne.CurrentApp().Settings().SetTheme(theme.New(c.opts))
				o.window.Resize(c.size)
				o.over().Refresh()
				o.pane.sheet.grow()
				o.render()
				img := o.window.Canvas().Capture()
				if img.Bounds().Dx() == 0 {
					t.Fatal("nothing is drawn")
				}
				if dir == "" {
					return
				}
				f, err := os.Create(filepath.Join(dir, "closing-"+name+"-"+c.name+".png")) // #nosec G304 -- a folder of who runs the test
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
