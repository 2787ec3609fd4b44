package thread

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// mineWith has a chat of mine on screen.
func mineWith(t testing.TB, more ...chat.Body) *room {
	r := newRoom(t)
	r.team()
	r.Do("c", stage.Opened("Ada"))
	r.Do("c", stage.Taken(stage.Me)...)
	r.Do("c", more...)
	r.show("c")
	return r
}

// confirmKey presses Ctrl+Enter where the keyboard is.
func (r *room) confirmKey() {
	r.t.Helper()
	key := &desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierShortcutDefault}
	if s, ok := r.window.Canvas().Focused().(fyne.Shortcutable); ok {
		s.TypedShortcut(key)
		return
	}
	r.window.Canvas().(fyne.Shortcutable).TypedShortcut(key)
}

// S-TRF-01 to -03, -06: from the key to the command with the keyboard alone.
func TestForwardByKeys(t *testing.T) {
	r := mineWith(t)
	r.pane.Forward()
	r.wantSheet("Forward the chat of Ada", "after 20 s from a person", "To is not chosen")
	r.write("ben")
	r.press(fyne.KeyReturn) // chooses, and goes on to the reason
	r.press(fyne.KeyReturn) // the first
	r.window.Canvas().FocusNext()
	r.write("too few")
	r.confirmKey()
	r.wantAsked()
	r.wantSheet("3 more characters")
	r.write(" words")
	r.confirmKey()
	r.wantAsked(`forward c to ben expertise "too few words"`)
	r.wantNoSheet()
}

// V-FWD-01, A-34, E-ACT-05: presence, load and department are shown, and who is
// offline cannot be chosen.
func TestWhoCanBeChosen(t *testing.T) {
	r := mineWith(t)
	r.Policy.Transfer.Away = "" // of chats for who is away nothing is said
	r.Do("x", stage.Opened("Bo"))
	r.Do("x", stage.Taken("dee")...)
	r.show("c")
	all := append(people(r.Snapshot(), r.Policy, nil), teams(r.Snapshot().Team, r.Policy)...)
	find := func(key string) kit.Choice {
		t.Helper()
		for _, c := range all {
			if c.Key == key {
				return c
			}
		}
		t.Fatalf("%q is not offered", key)
		return kit.Choice{}
	}
	if c := find("person dee"); c.Detail != "online · 1 of 5 chats" || c.Pill.Word != "Support" || c.Locked != "" {
		t.Errorf("dee: %+v", c)
	}
	if c := find("person cy"); !strings.HasPrefix(c.Locked, "offline") {
		t.Errorf("cy is offline: %+v", c)
	}
	if c := find("team Billing"); c.Detail != "1 online" {
		t.Errorf("the team: %+v", c)
	}
	for _, c := range teams(nil, r.Policy) {
		if c.Detail != "nobody online" {
			t.Errorf("of a team that is away: %+v", c)
		}
	}
	for _, q := range r.Policy.Queues {
		if q != "" && find("team "+q).Locked != "" {
			t.Errorf("team %s cannot be chosen", q)
		}
	}
	r.pane.Forward()
	r.write("cy")
	r.press(fyne.KeyReturn)
	r.wantSheet("To is not chosen")
	r.wantSheet("agent cy cannot be chosen: offline")
}

// S-TRF-02: a team is offered beside people.
func TestForwardToATeam(t *testing.T) {
	r := mineWith(t)
	team := r.Policy.Queues[0]
	r.pane.Forward()
	r.write(team)
	r.press(fyne.KeyReturn)
	stage.Find[*kit.Segmented](r.sheet())[0].OnPick(1)
	r.window.Canvas().FocusNext()
	r.write("they know more about this")
	r.confirmKey()
	r.wantAsked("forward c to #" + team + ` load_balance "they know more about this"`)
}

// D-15: a sheet keeps its chat whatever comes on screen, and cannot be
// confirmed once the chat is no longer mine.
func TestASheetIsBoundToItsChat(t *testing.T) {
	fillIn := func(r *room) {
		r.pane.Forward()
		r.write("dee")
		r.press(fyne.KeyReturn)
		r.press(fyne.KeyReturn)
		r.window.Canvas().FocusNext()
		r.write("please have a look")
	}
	r := mineWith(t)
	r.Do("b", stage.Opened("Bo"))
	r.Do("b", stage.Taken(stage.Me)...)
	fillIn(r)
	r.show("b")
	r.wantSheet("Forward the chat of Ada")
	r.confirmKey()
	r.wantAsked(`forward c to dee expertise "please have a look"`)

	for _, other := range []bool{false, true} {
		r := mineWith(t)
		r.Do("b", stage.Opened("Bo"))
		fillIn(r)
		if other {
			r.show("b")
		}
		r.Do("c", stage.Taken(stage.Other)...)
		r.render()
		r.confirmKey()
		r.wantAsked()
		if lack := r.sheet().Lack(); !strings.Contains(lack, "no longer yours") {
			t.Errorf("the sheet is locked by %q", lack)
		}
	}
}

// Who goes offline while the sheet is open can no longer be chosen.
func TestTheSheetFollowsPresence(t *testing.T) {
	r := mineWith(t)
	r.Policy.Transfer.Away = ""
	r.show("c")
	r.pane.Forward()
	r.write("dee")
	r.press(fyne.KeyReturn)
	r.Colleague("dee", "Support", false)
	r.render()
	if lack := r.sheet().Lack(); !strings.Contains(lack, "offline") {
		t.Errorf("the sheet is locked by %q", lack)
	}
}

// V-INVITE-01: who is in the chat, or invited, is not invited again.
func TestInvite(t *testing.T) {
	r := mineWith(t, stage.Joined(stage.Other)...)
	r.pane.Invite()
	r.write("ben")
	r.press(fyne.KeyReturn)
	r.wantSheet("agent ben cannot be chosen: in this chat already")
	r.sheet().Cancel()
	r.pane.Invite()
	r.write("dee")
	r.press(fyne.KeyReturn)
	r.write("do you know this error?")
	r.confirmKey()
	r.wantAsked(`invite c to dee "do you know this error?"`)
	r.Do("c", stage.Invited("o1", stage.Me, "dee", r.Now(), "do you know this error?"))
	r.show("c")
	r.wantSays("Invited agent dee", "Take back")
	r.pane.Invite()
	r.write("dee")
	r.press(fyne.KeyReturn)
	r.wantSheet("agent dee cannot be chosen: invited already")
}

// V-LEAVE-01: it asks once, and says what becomes of the chat.
func TestLeave(t *testing.T) {
	for _, c := range []struct {
		name    string
		happens []chat.Body
		says    string
	}{
		{"alone", stage.Taken(stage.Me), "back into the queue"},
		{"with company", append(stage.Taken(stage.Me), stage.Joined(stage.Other)...), "goes to whoever came in first of those who are still there: agent ben"},
		{"joined", append(others[:2:2], stage.Joined(stage.Me)...), "agent ben goes on serving it"},
	} {
		r := newRoom(t)
		r.team()
		r.Do("c", stage.Opened("Ada"))
		r.Do("c", c.happens...)
		r.show("c")
		r.pane.Leave()
		r.wantAsked()
		r.wantSheet("Leave the chat of Ada", c.says)
		r.confirmKey()
		r.wantAsked(`leave c ""`)
	}
}

// Leave, close and forward are three separate things; only the owner closes, by the
// one dialog that there is for it (G-COMM-03).
func TestEnd(t *testing.T) {
	r := mineWith(t)
	r.pane.End()
	r.wantNoSheet()
	if r.closed != 1 {
		t.Error("the closing is not opened")
	}
	r = benServes(t)
	r.pane.End()
	r.wantSays("only they can end it")
	if r.closed != 0 {
		t.Error("somebody else's chat can be closed")
	}
}

func TestALongReasonIsCutBetweenLetters(t *testing.T) {
	if got := bounded(strings.Repeat("ä", 600)); len(got) != 1024 || strings.ContainsRune(got, '\uFFFD') {
		t.Errorf("a long reason is cut to %d bytes", len(got))
	}
}

// Only one sheet lies over the window, and Esc leaves everything as it was.
func TestOneSheetAtATime(t *testing.T) {
	r := mineWith(t)
	r.pane.Leave()
	r.pane.End()
	r.pane.Forward()
	r.pane.TakeOver()
	r.pane.Write(true)
	r.wantSheet("Leave the chat of Ada")
	r.press(fyne.KeyEscape)
	r.wantNoSheet()
	r.wantAsked()

	r = benServes(t)
	r.Do("c", stage.Joined(stage.Me)...)
	r.show("c")
	r.pane.Leave()
	r.pane.Whisper()
	r.pane.Tag()
	if r.pane.foot.mode != modeStance || len(r.tagRows()) != 0 {
		t.Error("a key opens something below the sheet")
	}
}

// What was not sent is let go of by key, after it was shown once more.
func TestDiscardLines(t *testing.T) {
	r := mineWith(t)
	r.pane.DiscardLines()
	r.wantNoSheet()
	r.wantSays("There is no line here that was not sent.")
	r.Do("d", stage.Opened("Bo"))
	r.Pend("c",
		view.PendingLine{ID: "p1", Text: "refused", State: chat.DeliveryFailed},
		view.PendingLine{ID: "p2", Text: "on its way", State: chat.DeliveryPending},
		view.PendingLine{ID: "p3", Text: "another's", State: chat.DeliveryFailed, Held: true, Stuck: true},
		view.PendingLine{ID: "p4", Text: "who knows", State: chat.DeliveryUnsure})
	r.show("c")
	r.wantSays("There is no line here", "2 lines were not sent: Ctrl ⇧ S sends them again, Ctrl ⇧ Z discards them.")
	r.pane.DiscardLines()
	r.wantSheet("Discard 2 lines to Ada", "“refused”", "“another's”")
	r.show("d")
	discard, ok := stage.Called[*kit.Button](r.sheet(), "Discard")
	if !ok {
		t.Fatal("the sheet has no button to discard")
	}
	test.Tap(discard)
	r.wantAsked("discard c p1", "discard c p3")
}
