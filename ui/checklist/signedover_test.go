package checklist

import (
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
)

// G-OPS-02, D-05: what was signed over is somebody else's to write up. It is shown, and
// the log does not wait for it; nobody says "none seen" of it.
func TestAnErrorThatWasSignedOver(t *testing.T) {
	o := newOffice(t, false)
	o.wrong("a", "Ada")
	o.Do("a", &chat.ObligationHanded{Obligation: "w-a", To: "lena"})
	o.Snap.Leaving = end()
	o.render()
	o.says("1 error to write up", "Ada", "with ")
	if o.pane.errors.submit.Disabled() || !o.pane.errors.none.Disabled() {
		t.Error("the log waits for what is somebody else's, or none was seen")
	}
	o.ctrl(fyne.KeyS)
	o.asked("bot errors of " + shiftID + ", none false")
}
