package obligation_test

import (
	"pgregory.net/rapid"

	"floorwalker/app/chat"
)

// restart folds the log again, overlapping and with repetitions, as a successor
// reads it.
func (w *world) restart(rt *rapid.T) {
	old := w.floor
	w.floor = chat.NewFloor()
	for i := range w.log {
		w.floor.Apply(&w.log[i])
		for j := rapid.IntRange(max(0, i-3), i).Draw(rt, "overlap"); j <= i; j++ {
			if e := w.log[j]; w.floor.Apply(&e).Applied {
				rt.Fatal("an event is folded twice")
			}
		}
	}
	if w.floor.Hash() != old.Hash() {
		rt.Fatal("the same log makes another floor")
	}
}
