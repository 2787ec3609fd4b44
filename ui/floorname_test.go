package ui

import (
	"testing"

	"floorwalker/app"
	"floorwalker/app/view"
	"floorwalker/assets"
)

// A floor that nobody has named is called by its backends, and not a practice floor where
// no customer is played.
func TestFloorName(t *testing.T) {
	shipped := assets.Edition().Policy.Floor.Name
	for _, tt := range []struct {
		said     string
		backends []view.Backend
		want     string
	}{
		{"", nil, ""},
		{"Support North", []view.Backend{{Name: "crisp", Title: "Crisp"}}, "Support North"},
		{shipped, []view.Backend{{Name: "practice", Title: "Practice floor"}}, shipped},
		{shipped, []view.Backend{{Name: "crisp", Title: "Crisp"}, {Name: "practice", Title: "Practice floor"}}, shipped},
		{shipped, nil, "Our floor"},
		{shipped, []view.Backend{{Name: "chatwoot", Title: "Chatwoot"}}, "Chatwoot"},
		{shipped, []view.Backend{{Name: "chatwoot", Title: "Chatwoot"}, {Name: "crisp", Title: "Crisp"}}, "Chatwoot and Crisp"},
		{shipped, []view.Backend{{Title: "A"}, {Title: "B"}, {Title: "C"}}, "A, B and C"},
	} {
		s := &app.Snapshot{Backends: tt.backends}
		s.Me.Floor = tt.said
		if got := floorName(s); got != tt.want {
			t.Errorf("%q with %v is called %q, want %q", tt.said, tt.backends, got, tt.want)
		}
	}
}
