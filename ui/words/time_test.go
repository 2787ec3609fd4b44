package words_test

import (
	"testing"
	"time"

	"floorwalker/ui/words"
)

// a time of the workspace says whose it is where the machine has another.
func TestPlaceNamesAZoneThatIsNotTheMachines(t *testing.T) {
	at := time.Date(2026, 1, 15, 12, 0, 0, 0, time.UTC)
	for _, tc := range []struct{ zone, here, want string }{
		{"Asia/Kolkata", "UTC", " Kolkata"},
		{"Asia/Kolkata", "Asia/Kolkata", ""},
		{"Asia/Kolkata", "Asia/Colombo", ""}, // the same clocks
		{"America/Argentina/Buenos_Aires", "UTC", " Buenos Aires"},
		{"UTC", "Asia/Kolkata", " UTC"},
		{"Europe/London", "UTC", ""}, // in winter
	} {
		zone, err := time.LoadLocation(tc.zone)
		if err != nil {
			t.Fatal(err)
		}
		here, err := time.LoadLocation(tc.here)
		if err != nil {
			t.Fatal(err)
		}
		if got := words.Place(at.In(zone), here); got != tc.want {
			t.Errorf("%s seen from %s: %q, want %q", tc.zone, tc.here, got, tc.want)
		}
	}
	london, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	if got := words.Place(at.AddDate(0, 6, 0).In(london), time.UTC); got != " London" {
		t.Errorf("in summer: %q", got)
	}
}
