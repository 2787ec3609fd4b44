package checklist

import (
	"strings"
	"testing"

	"floorwalker/app"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// C-DIST-01: too much is said in words, and in a colour beside them.
func TestLoadsAreSaidInWords(t *testing.T) {
	s := &app.Snapshot{Me: app.Me{Agent: "asha"}}
	for _, c := range []struct {
		load view.Load
		word string
		tone kit.Tone
	}{
		{view.Load{Name: "Ben", Owns: 1, Cap: 5, Percent: 20}, "has room", kit.Green},
		{view.Load{Name: "Ben", Owns: 4, Cap: 5, Percent: 80, Over: true}, "overloaded", kit.Amber},
		{view.Load{Name: "Ben", Owns: 5, Cap: 5, Percent: 100, Over: true}, "full, overloaded", kit.Red},
		{view.Load{Name: "Ben", Owns: 7, Cap: 5, Percent: 140, Over: true}, "overloaded", kit.Red},
		{view.Load{Name: "Ben", Owns: 2}, "given none", kit.Grey},
	} {
		if m := measure(&c.load, s, 80); m.Pill.Word != c.word || m.Pill.Tone != c.tone || m.Value == "" {
			t.Errorf("%+v: %+v", c.load, m)
		}
	}
	s.Loads = []view.Load{{Agent: "asha", Name: "Asha", Owns: 4, Cap: 5}, {Name: "Ben", Owns: 1, Cap: 5}, {Name: "Cy", Owns: 0}}
	s.Transfer.Auto = true
	if got := aboutLoads(s, 80); !strings.Contains(got, "whoever serves the fewest") || !strings.Contains(got, "lie 3 chats") {
		t.Errorf("about: %q", got)
	}
	if m := measure(&s.Loads[0], s, 80); m.Name != "You" {
		t.Errorf("I am called %q", m.Name)
	}
}
