package followups

import (
	"strings"
	"testing"
	"time"

	"floorwalker/ui/internal/stage"
	"floorwalker/ui/words"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// promises are in the workspace's time; at a machine with another, every
// time on the page and in the sheet says whose it is.
func TestTimesNameTheirZoneWhereTheMachineHasAnother(t *testing.T) {
	o := newOffice(t)
	o.here = time.FixedZone("Somewhere", 3*60*60+15*60)
	o.enter()
	o.theirs("f-soon", call("Asha", o.Now()+30*minute))
	o.render()
	o.pane.Edit("f-soon")
	o.render()
	city := words.Place(o.Now().Time().In(o.zone), o.here)
	if city == "" {
		t.Fatal("the test is about two zones")
	}
	shown := words.When((o.Now()+30*minute).Time().In(o.zone), o.Now().Time().In(o.zone)) + city
	o.wantSays(strings.TrimPrefix(shown, "today "), strings.ToUpper("Due"+city))
	o.pane.Create()
	o.render()
	o.press("in 30 min")
	if top := o.window.Canvas().Overlays().Top(); !stage.Says(top, city) {
		t.Errorf("the sheet reads:\n%s", stage.Read(top))
	}
}
