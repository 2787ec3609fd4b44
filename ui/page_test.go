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
	"floorwalker/ui/kit"
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
		mod  fyne.KeyModifier
		page pageID
		says string
	}{
		{fyne.Key7, ctrl, pageFollowUps, "New follow-up"},
		{fyne.Key7, ctrlShift, pageOvernight, "Overnight"},
		{fyne.Key8, ctrl, pageTickets, "Tickets"},
		{fyne.Key9, ctrl, pageHandover, "No shift to hand over"},
		{fyne.Key9, ctrlShift, pageChecklist, "WHAT THE BOT DID WRONG"},
		{fyne.Key0, ctrlShift, pageReport, "No figures yet"},
		{fyne.Key0, ctrl, pageLibrary, "The library is empty"},
		{fyne.KeyP, ctrl, pageRules, "Policy"},
	} {
		h.stroke(c.key, c.mod)
		h.wantSays(c.says)
		if h.shell.page != c.page || h.shell.split.Visible() {
			t.Errorf("%s shows page %d", c.key, h.shell.page)
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

// ux 4.2: a function key means the same wherever the keyboard is, and what it is about
// comes into sight.
func TestFunctionKeysWorkFromEveryPage(t *testing.T) {
	for _, key := range []fyne.KeyName{fyne.Key7, fyne.Key8, fyne.Key9, fyne.Key0, fyne.KeyP} {
		for _, box := range []bool{true, false} { // in the page's first box, or where the page begins
			h := newHouse(t).enter()
			h.Do("a", append([]chat.Body{stage.Opened("Ada"), stage.Said("hello")}, stage.Taken(stage.Me)...)...)
			h.show("a")
			h.stroke(key, ctrl)
			page := h.shell.page
			if fields := stage.Find[*kit.Field](h.shell.pages[page].Content()); box && len(fields) > 0 {
				h.window.Canvas().Focus(fields[0])
			}
			h.press(fyne.KeyF9)
			if h.over() == nil || !stage.Says(h.over(), "What you need") || h.shell.page != pageFloor {
				t.Errorf("page %d, box %t: F9 with the keyboard in %T asks for no help", page, box, h.window.Canvas().Focused())
			}
			was := h.over()
			h.press(fyne.KeyF1) // what lies over the window keeps its keys
			if h.over() != was {
				t.Error("a function key went through the sheet")
			}
		}
	}
}

// The same in the box above the rows, in the rows and in a button.
func TestFunctionKeysWorkOnTheFloor(t *testing.T) {
	for name, focus := range map[string]func(h *house){
		"filter": func(h *house) { h.shell.board.FocusFilter() },
		"rows":   func(h *house) { h.shell.board.FocusRows() },
		"button": func(h *house) {
			h.window.Canvas().Focus(stage.Find[*kit.Button](h.shell.board.Content())[0])
		},
		"composer": func(h *house) { h.shell.thread.Write(false) },
	} {
		h := newHouse(t).enter()
		h.Do("a", append([]chat.Body{stage.Opened("Ada"), stage.Said("hello")}, stage.Taken(stage.Me)...)...)
		h.show("a")
		focus(h)
		h.press(fyne.KeyF9)
		if h.over() == nil || !stage.Says(h.over(), "What you need") {
			t.Errorf("F9 in the %s asks for no help", name)
		}
	}
}

// After the key of a section the rows have the keyboard.
func TestASectionsKeyLeadsToItsRows(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("a", stage.Opened("Ada"))
	h.Do("b", stage.Opened("Bo"))
	h.render()
	for _, from := range []func(){func() {}, h.shell.board.FocusFilter, func() { h.stroke(fyne.Key0, ctrl) }} {
		from()
		h.stroke(fyne.Key2, ctrl)
		h.press(fyne.KeyDown)
		h.press(fyne.KeyReturn)
		if got := h.desk.Take(); len(got) != 1 || got[0][:5] != "open " {
			t.Errorf("Ctrl+2, down and Enter asked %q", got)
		}
	}
}

// A key about the chat on screen says why it does nothing where there is none, and
// at the foot, for no ladder is in sight.
func TestAKeyWithNoChatOpenSaysSo(t *testing.T) {
	h := newHouse(t).enter()
	h.stroke(fyne.KeyReturn, ctrlShift)
	h.wantSays("No chat is open: Ctrl+L goes to the list")
	for h.says("No chat is open: ") {
		h.pass(noticeTime)
		h.shell.tick()
	}
	h.press(fyne.KeyF2)
	h.wantSays("No chat is open: ")
}
