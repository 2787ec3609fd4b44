package ui

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
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
		{fyne.Key7, pageFollowUps, "No follow-up is open"},
		{fyne.Key8, pageTickets, "Tickets"},
		{fyne.Key9, pageHandover, "No handover notes"},
		{fyne.Key0, pageLibrary, "The library is empty"},
		{fyne.KeyP, pageRules, "Policy"},
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
	h.stroke(fyne.Key0, ctrl)
	h.shell.open("a") // a row, the strip or a notification
	if h.shell.page != pageFloor {
		t.Error("an opened chat stays hidden behind a page")
	}
}

// What arrives turns no page.
func TestNothingThatArrivesTurnsThePage(t *testing.T) {
	h := newHouse(t).enter()
	h.stroke(fyne.Key0, ctrl)
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

// Keys pressed between the wish for another chat and its picture belong to
// neither: they must not go to the chat that is left (ux 4.6, complaint 14).
func TestWhatIsTypedBetweenTwoChatsGoesToNeither(t *testing.T) {
	h := newHouse(t).enter()
	for _, id := range []chat.ChatID{"a", "b"} {
		h.Do(id, append([]chat.Body{stage.Opened("Ada " + string(id))}, stage.Taken(stage.Me)...)...)
	}
	h.show("a")
	h.stroke(fyne.KeyR, ctrlShift)
	h.write("for a")
	h.shell.open("b")
	if f := h.window.Canvas().Focused(); f != nil {
		t.Fatalf("%T still has the keyboard of the chat that is left", f)
	}
	h.render()
	h.write("for b")
	if h.desk.Drafts["a/reply"] != "for a" || h.desk.Drafts["b/reply"] != "for b" {
		t.Errorf("kept: %v", h.desk.Drafts)
	}
}

// Lines that wait for the person are counted where every page shows it, and one
// click leads to them.
func TestUnsentLinesAreCountedAtTheFoot(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("a", stage.Opened("Ada"))
	h.Snap.Unsent = app.Unsent{Lines: 2, Chat: "a"}
	h.stroke(fyne.Key0, ctrl)
	h.render()
	h.wantSays("2 lines not sent")
	h.desk.Take()
	test.Tap(h.shell.status.unsent)
	if got := fmt.Sprint(h.desk.Take()); got != "[open a]" || h.shell.page != pageFloor {
		t.Errorf("a click on it asked %s", got)
	}
	h.Snap.Notices = []app.Notice{{N: 1, Customer: "Bo", Words: "Taking over waits for the connection."}}
	h.render()
	h.wantSays("Bo: Taking over waits for the connection.")
}
