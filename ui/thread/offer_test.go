package thread

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

const context = "The customer was charged twice; the second charge must go back."

// sheet is what lies over the window.
func (r *room) sheet() *kit.Sheet {
	r.t.Helper()
	s := stage.Find[*kit.Sheet](r.window.Canvas().Overlays().Top())
	if len(s) != 1 {
		r.t.Fatalf("%d sheets lie over the window", len(s))
	}
	return s[0]
}

func (r *room) wantNoSheet() {
	r.t.Helper()
	if r.window.Canvas().Overlays().Top() != nil {
		r.t.Error("a sheet lies over the window")
	}
}

// wantSheet checks what the sheet says.
func (r *room) wantSheet(words ...string) {
	r.t.Helper()
	for _, w := range words {
		if !stage.Says(r.sheet(), w) {
			r.t.Errorf("%q is not on the sheet:\n%s", w, stage.Read(r.sheet()))
		}
	}
}

// S-TRF-03: the receiver reads the whole note before they accept, and sees how
// long there is.
func TestAnOfferIsReadBeforeItIsAccepted(t *testing.T) {
	r := benServes(t)
	r.pane.AcceptOffer()
	r.wantAsked()
	r.wantSays("Nothing is offered to you in this chat.")
	r.Do("c", stage.Forwarded("o1", stage.Other, stage.Me, r.Now(), context))
	r.show("c")
	r.wantSays("agent ben forwards this chat to you", context, "Reason: expertise", "until you accept, agent ben serves it",
		"Accept", "Ctrl ⇧ ⏎", "Ctrl ⇧ ⌫", "0:19")
	r.Pass(5 * time.Second)
	r.pane.Tick()
	r.wantSays("0:14")
	test.Tap(r.button("Accept"))
	r.pane.AcceptOffer()
	r.wantAsked("accept c o1", "accept c o1")
	r.Pass(15 * time.Second)
	r.pane.Tick()
	test.Tap(r.button("Accept"))
	r.wantAsked() // it has run out, and the button says so
	r.Do("c", &chat.OfferReturned{Offer: "o1", How: chat.ReturnedExpired})
	r.show("c")
	if stage.Says(r.pane.Content(), "forwards this chat to you") {
		t.Error("the banner of an offer that has gone")
	}
}

// V-INVITE-01: an invitation comes with its context; to decline needs a reason.
func TestAnInvitationIsDeclinedWithAReason(t *testing.T) {
	r := benServes(t)
	r.Do("c", stage.Invited("o2", stage.Other, stage.Me, r.Now(), "Do you know this printer?"))
	r.show("c")
	r.wantSays("agent ben invites you into this chat", "Do you know this printer?", "Join")
	test.Tap(r.button("Decline"))
	r.wantSheet("Decline the chat of Ada", "agent ben serves it", "Reason is not chosen")
	r.sheet().Confirm()
	r.wantAsked()
	r.pane.AcceptOffer() // the keys of what lies below mean nothing now
	r.wantAsked()
	stage.Find[*kit.Segmented](r.sheet())[0].OnPick(1)
	r.sheet().Confirm()
	r.wantAsked(`decline c o2 "Not my field"`)
	r.wantNoSheet()
}

// The sheet knows when there is nothing left to decline, whichever chat is on
// screen.
func TestAnOfferGoesWhileItIsDeclined(t *testing.T) {
	for _, other := range []bool{false, true} {
		r := benServes(t)
		r.Do("d", stage.Opened("Bo"))
		r.Do("c", stage.Forwarded("o1", stage.Other, stage.Me, r.Now(), context))
		r.show("c")
		r.pane.DeclineOffer()
		stage.Find[*kit.Segmented](r.sheet())[0].OnPick(0)
		if other {
			r.show("d")
		}
		if lack := r.sheet().Lack(); lack != "" {
			t.Fatalf("it can be declined still, but: %s", lack)
		}
		r.Do("c", &chat.OfferReturned{Offer: "o1", How: chat.ReturnedWithdrawn})
		r.render()
		r.sheet().Confirm()
		r.wantAsked()
		r.wantSheet("This offer has gone")
		r.sheet().Cancel()
		r.wantNoSheet()
	}
}

// One person cannot say no for a team.
func TestATeamsOfferIsLeftToTheOthers(t *testing.T) {
	r := benServes(t)
	r.Do("c", &chat.OfferMade{Offer: chat.Offer{
		ID: "o3", Kind: chat.OfferForward, From: stage.Other, Queue: "Billing", Reason: chat.ForwardLoadBalance, Note: context,
		Made: r.Now(), Due: r.Now().Add(time.Minute),
	}})
	r.show("c")
	r.wantSays("agent ben forwards this chat to Billing", "whoever accepts first serves it", "balance the load")
	r.pane.DeclineOffer()
	r.wantNoSheet()
	r.wantSays("offered to all of Billing; leave it to the others")
	r.pane.AcceptOffer()
	r.wantAsked("accept c o3")
}

// the sender serves meanwhile, sees the clock and can take it back.
func TestTheSenderSeesTheOffer(t *testing.T) {
	r := newRoom(t)
	r.team()
	r.Do("c", stage.Opened("Ada"))
	r.Do("c", stage.Taken(stage.Me)...)
	r.Do("c", stage.Forwarded("o1", stage.Me, stage.Other, r.Now(), context))
	r.show("c")
	r.wantSays("Offered to agent ben", "0:19", "you serve the chat meanwhile")
	if r.lockOf(stepForward) == "" || len(r.boxes()) != 1 {
		t.Error("a second forward is offered, or the box has gone")
	}
	r.pane.AcceptOffer()
	r.wantAsked() // one's own
	test.Tap(r.button("Take back"))
	r.pane.DeclineOffer()
	r.wantAsked("withdraw c o1", "withdraw c o1")
	r.Do("c", &chat.OfferReturned{Offer: "o1", How: chat.ReturnedDeclined, Agent: stage.Other, Reason: "busy"})
	r.show("c")
	if stage.Says(r.pane.Content(), "Offered to") {
		t.Error("the banner of an offer that came back")
	}
}

// What others offer each other is seen and not answered.
func TestOffersBetweenOthers(t *testing.T) {
	r := benServes(t)
	r.Do("c", stage.Forwarded("o1", stage.Other, "dee", r.Now(), context))
	r.show("c")
	r.wantSays("agent ben offers this chat to agent dee")
	if strings.Contains(stage.Read(r.pane.Content()), "Accept") {
		t.Error("somebody else's offer can be accepted")
	}
	r.pane.offerPressed(buttonAccept)
	r.wantAsked()
}

// The keys of an offer reach the window from a box in which somebody writes,
// and neither send nor delete a letter.
func TestOfferKeysFromTheBox(t *testing.T) {
	r := newRoom(t)
	r.team()
	var passed []fyne.Shortcut
	r.pane.foot.box.box.OnShortcut = func(s fyne.Shortcut) { passed = append(passed, s) }
	r.Do("c", stage.Opened("Ada"))
	r.Do("c", others...)
	r.Do("c", stage.Joined(stage.Me)...)
	r.Do("c", stage.Forwarded("o1", stage.Other, stage.Me, r.Now(), context))
	r.show("c")
	r.pane.Write(false)
	r.write("half a sentence")
	for _, k := range []fyne.KeyName{fyne.KeyReturn, fyne.KeyBackspace} {
		key := &desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault | fyne.KeyModifierShift}
		r.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(key)
	}
	r.wantAsked()
	if len(passed) != 2 || r.boxes()[0].Text() != "half a sentence" {
		t.Errorf("%d keys were passed on, the box has %q", len(passed), r.boxes()[0].Text())
	}
	r.confirmKey()
	r.wantAsked(`post c "half a sentence"`)
}
