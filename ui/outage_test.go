package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// A chat system that went away is in the top bar at once, and over the board only when it
// stays away: one that is back in a moment moves no row.
func TestASystemThatWentAwayIsSaidInTheTopBar(t *testing.T) {
	h := newHouse(t).enter()
	h.Backend("crisp", "Crisp")
	h.Do("c", &chat.ChatOpened{Driver: "crisp", Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "Ada"}, Bot: true})
	h.render()
	if h.says("Crisp: not reachable") {
		t.Error("it is away before it went")
	}
	h.DoAtOnce("", &chat.BackendChanged{Driver: "crisp", State: chat.BackendDown, Words: "The server does not answer."})
	h.render()
	h.wantSays("Crisp: not reachable")
	if h.says("Crisp is away") {
		t.Error("the banner moves the board at once")
	}
	h.pass(outageAfter)
	h.shell.tick()
	h.wantSays("Crisp is away", "The server does not answer. Nothing new comes from there", "for 15 s")
	h.shell.wall.away.OnButton(0)
	if h.shell.page != pageBackends {
		t.Error("the button leads nowhere")
	}
	h.stroke(fyne.Key2, ctrl)
	h.stroke(fyne.Key8, ctrlShift)
	if h.shell.page != pageBackends {
		t.Error("the key leads nowhere")
	}
	h.DoAtOnce("", &chat.BackendChanged{Driver: "crisp", State: chat.BackendLive})
	h.render()
	if h.says("not reachable") {
		t.Error("it is back and said to be away")
	}
	if d := outagePill(h.Snapshot()); d != (kit.PillData{}) {
		t.Errorf("the top bar has %+v", d)
	}
	h.pass(time.Second)
	h.shell.tick()
	if h.shell.wall.away.Visible() {
		t.Error("the banner stays")
	}
}

// Several at once are counted, with their names in the sentence: a title that is cut
// would lose the last of them.
func TestSeveralSystemsAwayAreOneBanner(t *testing.T) {
	h := newHouse(t).enter()
	for name, state := range map[string]chat.BackendState{"crisp": chat.BackendRefused, "chatwoot": chat.BackendDown} {
		h.Backend(name, words.Upper(name))
		h.DoAtOnce("", &chat.BackendChanged{Driver: name, State: state, Words: "The key is not accepted."})
	}
	h.render()
	h.pass(outageAfter)
	h.shell.tick()
	h.wantSays("2 chat systems cannot be used", "their chats stand as they were.")
	h.DoAtOnce("", &chat.BackendChanged{Driver: "chatwoot", State: chat.BackendLive})
	h.render()
	h.pass(time.Second)
	h.shell.tick()
	h.wantSays("Crisp does not let the hub in", "The key is not accepted. Nothing new comes from there; its chats stand as they were.")
}
