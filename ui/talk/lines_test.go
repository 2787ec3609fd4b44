package talk

import (
	"fmt"
	"testing"
)

// What looks like a mention is marked only where it is one.
func TestNamed(t *testing.T) {
	people := []Person{{ID: "asha", Name: "Asha Rao"}, {ID: "m-2", Name: "मीरा वर्मा"}, {ID: "ash", Name: "Ash"}}
	for text, want := range map[string]string{
		"nobody":                   "[]",
		"@asha rao, please":        "[{0 9}]",
		"ask @Asha now":            "[{4 9}]",
		"@ashamed":                 "[]",
		"@ash and @m-2":            "[{0 4} {9 13}]",
		"mail me at x@example.com": "[]",
		"@मीरा कृपया":              fmt.Sprint([]struct{ From, To int }{{0, len("@मीरा")}}),
	} {
		if got := fmt.Sprint(named(text, people)); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}
