package e2e

import (
	"errors"
	"fmt"
	"image"
	"image/color"
	"os"
	"testing"
	"time"

	"github.com/godbus/dbus/v5"
)

// askForHuman is a line that calls for a person (G-TRIG-01).
const askForHuman = "can I talk to a person please"

// TestSmoke is the window, seen from outside: a customer asks for a person, a
// notification says so, a key opens the chat, and the frame at its foot says
// that nobody can tell (V-INV-01, C-OBS-01).
func TestSmoke(t *testing.T) {
	s := openScreen(t)
	d := openDesk(t, s, "--no-scenarios")
	eventually(t, "the top bar", func() error { return says(t, d.part(topBar), "Live") })
	d.post("c1", 0, askForHuman)
	eventually(t, "the notification", func() error { return notificationDrawn(t, s, "Rohan M.: asks for a person") })
	d.keys("alt+shift+Down")
	dark := 0
	for range 2 { // in both appearances
		var ground color.RGBA
		eventually(t, "the observer's frame", func() error {
			img := d.window()
			ground = img.RGBAAt(img.Rect.Min.X+4, img.Rect.Min.Y+4)
			return observing(t, img)
		})
		if ground.G < 128 {
			dark++
		}
		d.keys("ctrl+shift+y")
		eventually(t, "the other appearance", func() error {
			img := d.window()
			return yes(img.RGBAAt(img.Rect.Min.X+4, img.Rect.Min.Y+4) != ground, "nothing changed")
		})
	}
	if dark != 1 {
		t.Errorf("of two appearances, %d were dark", dark)
	}
	eventually(t, "the top bar", func() error { return says(t, d.part(topBar), "Live") })
}

// TestSmokeSeesWhatIsMissing runs the same checks on programs that lack what
// they look for.
func TestSmokeSeesWhatIsMissing(t *testing.T) {
	t.Run("observe-frame", func(t *testing.T) {
		s := openScreen(t)
		d := openDesk(t, s, "--no-scenarios", "--without", "observe-frame")
		d.post("c1", 0, askForHuman)
		eventually(t, "the notification", func() error { return notificationDrawn(t, s, "Rohan M.: asks for a person") })
		d.keys("alt+shift+Down")
		// The line, the ladder and the foot are drawn together.
		eventually(t, "the chat", func() error { return says(t, d.part(threadPane), "talk to a person please") })
		img := d.window()
		if observeFrame(img) == nil {
			t.Error("the check of the frame does not see that the frame is missing")
		}
		if err := observing(t, img); err == nil {
			t.Error("the check of the frame's words does not see that they are missing")
		} else {
			t.Log("as it should, the check says:", err)
		}
	})
	t.Run("notifications", func(t *testing.T) {
		s := openScreen(t)
		d := openDesk(t, s, "--no-scenarios", "--without", "notifications")
		d.post("c1", 0, askForHuman)
		eventually(t, "the alert on the board", func() error { return says(t, d.part(rail), "Alerts 1 All chats") })
		notify(t, "the barrier has come")
		eventually(t, "the barrier", func() error { return notificationDrawn(t, s, "the barrier has come") })
		if err := notificationDrawn(t, s, "Rohan M.: asks for a person"); err == nil {
			t.Error("the check of the notification does not see that it is missing")
		} else {
			t.Log("as it should, the check says:", err)
		}
		d.keys("alt+shift+Down")
		eventually(t, "the observer's frame", func() error { return observing(t, d.window()) })
	})
}

// The violet of the frame's dashes and the wash of its ground, light and dark
// (design: nobody else on the wall is violet).
var (
	violets = []color.RGBA{{0x6a, 0x3f, 0xb5, 0xff}, {0xb8, 0x97, 0xff, 0xff}}
	washes  = []color.RGBA{{0xef, 0xe8, 0xfb, 0xff}, {0x2a, 0x21, 0x45, 0xff}}
)

// observing is the check that the picture of the window cannot be mistaken for
// one in which the observer may write.
func observing(t testing.TB, img *image.RGBA) error {
	t.Helper()
	if err := observeFrame(img); err != nil {
		return err
	}
	foot, err := violetBox(img)
	if err != nil {
		return err
	}
	return says(t, img.SubImage(foot), "Nobody can tell that you are here")
}

// observeFrame is the check that the violet frame stands in the lower half of
// the picture: a ground of its wash with an edge around it.
func observeFrame(img *image.RGBA) error {
	box, err := violetBox(img)
	if err != nil {
		return err
	}
	edge, wash := 0, 0
	each(img, box, func(c color.RGBA) {
		switch {
		case isOneOf(c, violets):
			edge++
		case isOneOf(c, washes):
			wash++
		}
	})
	return errors.Join(
		yes(box.Dx() >= 250 && box.Dy() >= 40, "the violet part is only %v large", box.Size()),
		yes(edge >= 600, "the edge has only %d violet pixels", edge),
		yes(2*wash >= box.Dx()*box.Dy(), "only %d pixels of %v are the frame's ground", wash, box),
	)
}

// violetBox returns the smallest box around the frame's colours in the lower
// half of the picture.
func violetBox(img *image.RGBA) (image.Rectangle, error) {
	lower := img.Rect
	lower.Min.Y += lower.Dy() / 2
	var box image.Rectangle
	for y := lower.Min.Y; y < lower.Max.Y; y++ {
		for x := lower.Min.X; x < lower.Max.X; x++ {
			if c := img.RGBAAt(x, y); isOneOf(c, violets) || isOneOf(c, washes) {
				box = box.Union(image.Rect(x, y, x+1, y+1))
			}
		}
	}
	return box, yes(!box.Empty(), "nothing in the lower half is violet")
}

func each(img *image.RGBA, r image.Rectangle, visit func(color.RGBA)) {
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			visit(img.RGBAAt(x, y))
		}
	}
}

// isOneOf allows for what a graphics card makes of a colour.
func isOneOf(c color.RGBA, of []color.RGBA) bool {
	near := func(a, b uint8) bool { return max(a, b)-min(a, b) <= 2 }
	for _, o := range of {
		if near(c.R, o.R) && near(c.G, o.G) && near(c.B, o.B) {
			return true
		}
	}
	return false
}

// notificationDrawn is the check that the system draws a notification with
// these words.
func notificationDrawn(t testing.TB, s *screen, want string) error {
	t.Helper()
	err := errors.New("the notification service draws nothing")
	for _, place := range s.notes() {
		if place.Empty() {
			continue
		}
		const edge = 2 // the service's own line around it
		if err = says(t, s.picture(place.Inset(edge)), want); err == nil {
			return nil
		}
	}
	return err
}

// notify has the system draw a notification of ours.
func notify(t testing.TB, title string) {
	t.Helper()
	bus, err := dbus.Connect(os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	if err != nil {
		t.Fatal(err)
	}
	defer bus.Close()
	call := bus.Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications").Call(
		"org.freedesktop.Notifications.Notify", 0, "e2e", uint32(0), "", title, "", []string{},
		map[string]dbus.Variant{}, int32(patience/time.Millisecond))
	var id uint32
	if err := call.Store(&id); err != nil {
		t.Fatal(fmt.Errorf("a notification of our own: %w", err))
	}
	t.Cleanup(func() { closeNote(t, id) })
}

// closeNote takes it off the screen again.
func closeNote(t testing.TB, id uint32) {
	bus, err := dbus.Connect(os.Getenv("DBUS_SESSION_BUS_ADDRESS"))
	if err != nil {
		t.Error(err)
		return
	}
	defer bus.Close()
	if call := bus.Object("org.freedesktop.Notifications", "/org/freedesktop/Notifications").Call(
		"org.freedesktop.Notifications.CloseNotification", 0, id); call.Err != nil {
		t.Error(call.Err)
	}
}
