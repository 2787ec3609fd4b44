package way_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/shift/checklist"
	"floorwalker/assets"
	"floorwalker/ui/way"
)

// G-CHK-D1..E4, G-END-01/02: whatever the lists can lack has a way to somewhere, and
// what the end of a shift may hand over says so.
func TestEachItemHasAWay(t *testing.T) {
	in := checklist.Input{Floor: chat.NewFloor(), Shift: "2026-11-23-1000", Me: "asha", Now: chat.Instant(1), Edition: assets.Edition()}
	want := map[string]struct {
		to   way.Place
		over bool
	}{
		"G-CHK-D1": {to: way.Overnight}, "G-CHK-D2": {to: way.Floor}, "G-CHK-D3": {to: way.Floor}, "G-CHK-D4": {to: way.FollowUps},
		"G-CHK-D5": {to: way.BotErrors}, "G-CHK-D6": {to: way.Tickets}, "G-CHK-D7": {to: way.Report},
		"G-CHK-E1": {way.FollowUps, true}, "G-CHK-E2": {to: way.BotErrors}, "G-CHK-E3": {to: way.Report}, "G-CHK-E4": {way.Mine, true},
		"G-END-01": {way.Floor, true}, "G-END-02": {way.Handover, true},
	}
	items := append(checklist.Daily(in), checklist.Leaving(in)...)
	for i := range items {
		id := items[i].ID
		w, ok := want[id]
		if !ok || way.To(id) != w.to || way.Handable(id) != w.over || way.To(id).Word() == "" {
			t.Errorf("%s leads to %q, may be handed over: %v", id, way.To(id), way.Handable(id))
		}
		delete(want, id)
	}
	if len(want) > 0 {
		t.Errorf("the lists have no %v", want)
	}
}
