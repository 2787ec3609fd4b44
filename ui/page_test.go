package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
)

// Each shared library is one key away, and so is the floor (issue 3: every
// control by key and in at most two clicks).
func TestThePagesAreOneKeyAway(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("a", stage.Opened("Ada"))
	h.show("a")
	h.wantSays("Ada")
	for _, c := range []struct {
		key  fyne.KeyName
		page pageID
		says string
	}{
		{fyne.Key6, pageFollowUps, "No follow-up is open"},
		{fyne.Key7, pageHandover, "No handover notes"},
		{fyne.Key8, pageLibrary, "The library is empty"},
	} {
		h.stroke(c.key, ctrl)
		h.wantSays(c.says)
		if h.shell.page != c.page || h.shell.split.Visible() {
			t.Errorf("Ctrl+%s shows page %d", c.key, h.shell.page)
		}
	}
	h.stroke(fyne.Key1, ctrl)
	if h.shell.page != pageFloor || !h.shell.split.Visible() || h.shell.section != view.Alerts {
		t.Error("Ctrl+1 does not lead back to the alerts")
	}
	h.stroke(fyne.Key8, ctrl)
	h.shell.open("a") // a row, the strip or a notification
	if h.shell.page != pageFloor {
		t.Error("an opened chat stays hidden behind a page")
	}
}

// What arrives turns no page.
func TestNothingThatArrivesTurnsThePage(t *testing.T) {
	h := newHouse(t).enter()
	h.stroke(fyne.Key8, ctrl)
	h.Do("a", stage.Opened("Ada"), stage.Said("help"), stage.Alert("help"))
	h.render()
	if h.shell.page != pageLibrary {
		t.Error("an alert turned the page")
	}
}

// A follow-up is promised to the customer of the chat on screen, and what lies
// over the window keeps keys from the chat that it hides.
func TestAPromiseIsBoundToItsChat(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("a", append([]chat.Body{stage.Opened("Ada")}, stage.Taken(stage.Me)...)...)
	h.show("a")
	h.stroke(fyne.KeyC, ctrlShift)
	h.render() // the draft of the last one comes back by the loop
	sheet := h.over()
	if sheet == nil || !stage.Says(sheet, "New follow-up") {
		t.Fatal("Ctrl+Shift+C asks nothing")
	}
	h.desk.Take()
	h.stroke(fyne.KeyX, ctrlShift)
	h.stroke(fyne.Key2, ctrl)
	if got := h.desk.Take(); len(got) != 0 || h.over() != sheet || h.shell.page != pageFollowUps {
		t.Errorf("behind the sheet %q was done, page %d", fmt.Sprint(got), h.shell.page)
	}
}
