package ui

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// mine is a window with a chat of mine on screen.
func mine(t *testing.T) *house {
	h := newHouse(t).enter()
	h.Do("a", append([]chat.Body{stage.Opened("Ada"), stage.Said("calls do not come in")}, stage.Taken(stage.Me)...)...)
	h.show("a")
	h.desk.Take()
	return h
}

// each verb is one key from the chat, and what opens is bound to it.
func TestTheVerbsAreOneKeyAway(t *testing.T) {
	for _, c := range []struct {
		key  fyne.KeyName
		mod  fyne.KeyModifier
		says string
	}{
		{fyne.KeyX, ctrlShift, "Close the chat of Ada"},
		{fyne.KeyL, ctrlShift, "Escalate the chat of Ada"},
		{fyne.KeyM, ctrl, "Go on elsewhere with Ada"},
		{fyne.KeyF9, plain, "Ask a lead for help with Ada"},
	} {
		h := mine(t)
		h.shell.thread.Write(false) // a key means the same in the box
		if c.mod == plain {
			h.press(c.key)
		} else {
			h.stroke(c.key, c.mod)
		}
		h.render()
		h.render()
		if h.over() == nil || !stage.Says(h.over(), c.says) {
			t.Errorf("%s opens nothing that says %q", c.key, c.says)
		}
		h.press(fyne.KeyEscape)
		if h.over() != nil {
			t.Errorf("Esc does not leave what %s opened", c.key)
		}
	}
}

// Where a verb cannot be had, it says why under the ladder.
func TestAVerbSaysWhyNot(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("a", append([]chat.Body{stage.Opened("Ada")}, stage.Taken(stage.Other)...)...)
	h.show("a")
	h.stroke(fyne.KeyM, ctrl)
	h.render()
	h.wantSays("agent ben serves this chat; only they can hand it.")
	h.stroke(fyne.KeyG, ctrl)
	h.render()
	h.wantSays("Nothing is owed here that is kept by one's word.")
}

// S-MULTI-04, S-MULTI-05, A-38, A-39: load and focus stand in the top bar, and focus is
// said to stop no alert.
func TestLoadAndFocus(t *testing.T) {
	h := mine(t)
	h.render()
	h.wantSays("Load 1 of 5")
	h.stroke(fyne.KeyO, ctrl)
	h.render()
	h.wantSays("Load 1 of 5 · focus", "nothing new, alerts ring")
	if got := h.desk.Take(); !slices.Equal(got, []string{"focus true"}) {
		t.Errorf("asked %v", got)
	}
	h.Snap.DND, h.Snap.Held, h.Snap.Link = true, 2, app.Link{State: app.LinkOffline, AsOf: h.Now()}
	h.render()
	if wide := h.shell.top.content.MinSize().Width; wide > 640 {
		t.Errorf("the top bar wants %v: at 200 %% it is wider than a screen of 1280", wide)
	}
	h.stroke(fyne.KeyO, ctrl)
	if got := h.desk.Take(); !slices.Equal(got, []string{"focus false"}) {
		t.Errorf("asked %v", got)
	}
}

// S-ESC-02: a call for a lead stands on leads' walls, and on nobody else's.
func TestTheWallCallsALead(t *testing.T) {
	h := mine(t)
	h.Do("a", &chat.HelpAsked{Reason: "over my limit"})
	h.render()
	if h.says("I come") {
		t.Error("a primary is called")
	}
	h.Snap.Me.Role = chat.RoleLead
	h.render()
	h.wantSays("needs help", "“over my limit” · with Ada", "calls for a lead: Ctrl+2, then F10")
	h.pass(time.Minute)
	h.shell.tick()
	h.wantSays("1 min")
	b, ok := stage.Called[*kit.Button](h.window.Content(), "I come")
	if !ok {
		t.Fatal("there is no button")
	}
	test.Tap(b)
	if got := h.desk.Take(); !slices.Equal(got, []string{"come a", "open a"}) {
		t.Errorf("asked %v", got)
	}
	h.Do("a", &chat.HelpAnswered{})
	h.render()
	if h.says("I come") || h.says("calls for a lead") {
		t.Error("the call is still there")
	}
	if y := h.shell.board.Content().Position().Y; y != 0 {
		t.Errorf("a gap of %v stays where the wall was", y)
	}
}

// A desk works by the floor's policy from the moment it has it, and says when it
// cannot.
func TestThePolicyFollowsTheFloor(t *testing.T) {
	h := mine(t)
	e := *h.Edition
	e.Policy.Agent.Cap = 9
	h.Edition = &e
	h.render()
	if h.Policy.Agent.Cap != 9 || h.shell.newest() != &e {
		t.Errorf("the panes work by a cap of %d", h.Policy.Agent.Cap)
	}
	h.wantSays("Load 1 of 9")
	own := e
	own.Caps = []policy.AgentCap{{Agent: stage.Me, Cap: 2}}
	h.Edition = &own
	h.render()
	h.wantSays("Load 1 of 2")
	h.Snap.PolicyOld = "Policy 14 cannot be read here"
	h.render()
	h.wantSays("Policy 14 cannot be read here")
}

// E-ESC-09: a view of its own, with count and age.
func TestEscalationsHaveTheirView(t *testing.T) {
	h := mine(t)
	h.DoAtOnce("a", &chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferEscalation, From: stage.Me, To: "dee", Made: h.Now(), Due: h.Now().Add(time.Hour)}})
	h.pass(2 * time.Minute)
	h.stroke(fyne.Key6, ctrl)
	h.render()
	if h.shell.section != view.Escalations {
		t.Fatal("Ctrl+6 does not show the escalations")
	}
	h.wantSays("1 chat escalated, the oldest waits 2 min", "Ada", "Escalated to")
	h.stroke(fyne.KeyBackspace, ctrlShift)
	h.render()
	if h.over() == nil || !stage.Says(h.over(), "Take the escalation of Ada back") {
		t.Error("it cannot be taken back by its key")
	}
}

// G-ESC-04: the key that accepts opens what has to be read first.
func TestAnEscalationIsReadFirst(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("a", append([]chat.Body{stage.Opened("Ada")}, stage.Taken(stage.Other)...)...)
	h.DoAtOnce("a", &chat.OfferMade{Offer: chat.Offer{
		ID: "o", Kind: chat.OfferEscalation, From: stage.Other, To: stage.Me, Issue: "the trunk is down", Made: h.Now(), Due: h.Now().Add(20 * time.Second),
	}})
	h.show("a")
	h.wantSays("agent ben escalates this chat to you")
	h.desk.Take()
	h.stroke(fyne.KeyReturn, ctrlShift)
	h.render()
	if got := h.desk.Take(); len(got) != 0 || h.over() == nil || !stage.Says(h.over(), "the trunk is down") {
		t.Fatalf("asked %v before anything was read", got)
	}
	h.press(fyne.KeyReturn) // the button has the keyboard
	if got := h.desk.Take(); !slices.Equal(got, []string{"accept escalation a o"}) {
		t.Errorf("asked %v", got)
	}
}

// The side panel says what is owed, by whom, and lets it be kept by key.
func TestWhatIsOwedIsKeptByKey(t *testing.T) {
	h := mine(t)
	h.Snap.Me.Role = chat.RoleLead // who may act on what others owe
	h.Colleague(stage.Other, "Billing", true)
	h.DoAtOnce("a", &chat.ObligationStarted{Obligation: chat.Obligation{
		ID: "p", Kind: chat.OwedCall, Started: h.Now(), Due: h.Now().Add(2 * time.Hour), Owner: stage.Other, Words: "call you back",
	}})
	h.render()
	h.wantSays("Call the customer", "2 h 00", "agent ben", "“call you back”", "Greeting")
	h.stroke(fyne.KeyG, ctrl)
	if h.over() == nil || !stage.Says(h.over(), "Call the customer: kept", "call you back") {
		t.Fatal("Ctrl+G asks nothing")
	}
	h.write("reached, all is well")
	h.stroke(fyne.KeyReturn, ctrl)
	if got := h.desk.Take(); !slices.Equal(got, []string{`keep a p "reached, all is well"`}) {
		t.Errorf("asked %v", got)
	}
	h.stroke(fyne.KeyJ, ctrl) // an attempt is made on the call's card, and nowhere else (G-FU-06)
	h.render()
	h.wantSays("Call back at…", "Enter writes the attempt down")
}

// D-11: what a customer was promised is counted in the rail from every page, and kept
// from the page of follow-ups by keys alone, after its chat has ended.
func TestAPromiseOutlivesItsChatInTheWindow(t *testing.T) {
	h := mine(t)
	h.DoAtOnce("a", &chat.ObligationStarted{Obligation: chat.Obligation{
		ID: "p", Kind: chat.OwedCall, Started: h.Now(), Due: h.Now().Add(10 * time.Minute), Owner: stage.Me, Words: "call you back",
	}}, &chat.ChatClosed{})
	h.render()
	if n, tone := h.shell.followUps.Count(h.Snapshot()); n != 1 || tone != kit.Amber {
		t.Errorf("the rail counts %d in %v", n, tone)
	}
	h.stroke(fyne.Key7, ctrl)
	h.render()
	h.wantSays("call you back", "0:10", "first")
	h.press(fyne.KeyReturn)
	h.render()
	h.wantSays("Enter writes the attempt down", "3 attempts, 60 minutes")
	h.press(fyne.KeyReturn)
	h.render()
	h.wantSays("Say how it went")
	h.window.Canvas().Focused().TypedRune('1')
	if got := h.desk.Take(); !slices.Equal(got, []string{"call a p", `end call a p reached ""`}) {
		t.Errorf("asked %v", got)
	}
}
