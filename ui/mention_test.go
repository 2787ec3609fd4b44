package ui

import (
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
)

// C-INT-01: a notification leads to where somebody was named, and one about a chat system
// to how that is.
func TestANotificationLeadsToItsPlace(t *testing.T) {
	h := newHouse(t).enter()
	h.Person(stage.Me, chat.RolePrimary, h.Policy.Queues[0], true)
	h.Colleague(stage.Other, h.Policy.Queues[1], true)
	h.Do("a", stage.Opened("Ada"))
	h.Do("b", stage.Opened("Bo"))
	h.show("b")
	room := h.Policy.Queues[1]
	h.FoldBy("", stage.Other, &chat.TeamPosted{Message: "m1", Room: room, Name: "Ben", Text: "@asha?", Mentions: []chat.AgentID{stage.Me}})
	h.FoldBy("a", stage.Other, &chat.TeamPosted{Message: "m2", Thread: "a", Name: "Ben", Text: "@asha, is this yours?", Mentions: []chat.AgentID{stage.Me}})
	h.render()
	h.shell.OpenNotification(alert.Key{Cause: alert.CauseMention})
	h.render()
	if h.shell.page != pageChannel {
		t.Fatal("the channel is not in sight")
	}
	h.wantSays("To the room of " + room)
	h.shell.OpenNotification(alert.Key{Cause: alert.CauseMention, Chat: "a"})
	h.render()
	h.render()
	if h.shell.page != pageFloor || !h.shell.beside.Opened() {
		t.Fatal("what was said beside the chat is not in sight")
	}
	h.wantSays("About the chat of Ada", "@asha, is this yours?")
	h.press(fyne.KeyEscape)
	if h.shell.beside.Opened() || !h.shell.side.Content().Visible() {
		t.Error("Esc does not give the side panel its place back")
	}
	h.shell.OpenNotification(alert.Key{Cause: alert.CauseBackend})
	h.render()
	if h.shell.page != pageBackends {
		t.Error("the chat systems are not in sight")
	}
}

// The two panels take the side panel's place in turn, and the key closes the one that has
// the keyboard.
func TestPanelsTakeTurns(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("a", stage.Opened("Ada"))
	h.show("a")
	h.stroke(fyne.KeyE, ctrl)
	h.press(fyne.KeyF12)
	if h.shell.why.Opened() || !h.shell.beside.Opened() {
		t.Error("both are open, or the other one")
	}
	h.stroke(fyne.KeyE, ctrl)
	if !h.shell.why.Opened() || h.shell.beside.Opened() {
		t.Error("it does not give way")
	}
	h.press(fyne.KeyF12)
	h.press(fyne.KeyF12)
	if h.shell.beside.Opened() || !h.shell.side.Content().Visible() {
		t.Error("the key does not close what it opened")
	}
}
