package view

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/shift/cover"
)

// C-TRF-02: what failed at a desk is known to the others until that desk is whole.
func TestWhatFailedAtADeskIsKnown(t *testing.T) {
	f, n := chat.NewFloor(), 0
	tell := func(b chat.Body) {
		n++
		f.Apply(&chat.Event{ID: chat.EventID(string(rune('a' + n))), At: chat.Instant(n * 1000), Body: b})
	}
	tell(&chat.AgentAdded{Agent: "asha", Name: "Asha", Role: chat.RolePrimary})
	tell(&chat.ShiftStarted{Shift: "s", Agent: "asha", Checks: []chat.SelfCheck{{Name: "sound", Words: "no player"}, {Name: "clock", OK: true}}})
	failed := func() []FailedTest {
		var st cover.Standing
		st.Shift.ID = "s"
		return CoverOf(f, st, "lena").Failed
	}
	if got := failed(); len(got) != 1 || got[0].Name != "Asha" || len(got[0].Checks) != 1 || got[0].Checks[0].Name != "sound" {
		t.Errorf("%+v", got)
	}
	tell(&chat.ShiftStarted{Shift: "s", Agent: "asha", Checks: []chat.SelfCheck{{Name: "sound", OK: true}}})
	if got := failed(); len(got) != 0 {
		t.Errorf("after all is well: %+v", got)
	}
}
