package words

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

func TestWhoWatchesInWords(t *testing.T) {
	at := chat.InstantOf(time.Date(2026, 3, 2, 14, 29, 0, 0, time.Local))
	for want, f := range map[string]view.WatchFact{
		"14:29 Ben whispered":                          {Name: "Ben", Did: view.Whispered, At: at},
		"14:29 Ben joined":                             {Name: "Ben", Did: view.JoinedIn, At: at},
		"14:29 Ben left":                               {Name: "Ben", Did: view.LeftAgain, At: at},
		"14:29 Ben observed":                           {Name: "Ben", Did: view.Observed, At: at},
		"14:29 Lena observed for 2 min":                {Name: "Lena", Did: view.Observed, At: at, Until: at.Add(125 * time.Second)},
		"14:29 Lena observed for 1 s":                  {Name: "Lena", Did: view.Observed, At: at, Until: at},
		"14:29 Lena observed for 8 s, then stepped in": {Name: "Lena", Did: view.Observed, At: at, Until: at.Add(8 * time.Second), Stepped: true},
	} {
		if got := WatchFact(f); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	if one, two := Watchers(1), Watchers(2); one != "1 watches" || two != "2 watch" || strings.ContainsAny(one+two, "👁") {
		t.Errorf("%q, %q", one, two)
	}
}
