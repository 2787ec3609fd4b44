package words

import (
	"fmt"
	"time"

	"floorwalker/app/view"
)

// Watchers says in a row how many others watch a chat; only a lead reads it.
func Watchers(n int) string {
	if n == 1 {
		return "1 watches"
	}
	return fmt.Sprintf("%d watch", n)
}

// WatchFact is a step on the ladder in words, "14:29 Lena observed for 2 min".
func WatchFact(f view.WatchFact) string {
	did := map[view.Watched]string{
		view.Observed: "observed", view.Whispered: "whispered", view.JoinedIn: "joined", view.LeftAgain: "left",
	}[f.Did]
	if !f.Until.IsZero() {
		did += " for " + Span(max(f.Until.Sub(f.At), time.Second))
	}
	if f.Stepped {
		did += ", then stepped in"
	}
	return At(f.At) + " " + Name(f.Name) + " " + did
}
