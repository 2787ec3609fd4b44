package ui

import (
	"testing"
	"time"

	"floorwalker/ui/thread"
)

// ux 4.6: how long a reply can be taken back is chosen from 0 to 10 s, and kept.
func TestHowLongRepliesWaitIsChosen(t *testing.T) {
	h := newHouse(t).enter()
	if got := h.shell.hold(); got != thread.DefaultHold() {
		t.Errorf("somebody who has chosen nothing has %+v", got)
	}
	for _, want := range []time.Duration{3, 5, 10, 0, 3} {
		h.shell.cycleHold()
		if got := h.shell.hold().Replies; got != want*time.Second {
			t.Fatalf("replies wait %v, want %d s", got, want)
		}
	}
	if kept := h.shell.loadLook().HoldReplies; kept != 3 {
		t.Errorf("kept is %d", kept)
	}
}
