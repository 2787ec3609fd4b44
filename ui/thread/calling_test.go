package thread

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// mineUpset is a chat of mine whose customer is upset.
func mineUpset(t *testing.T) *room {
	r := withStarter(t)
	r.Do("c", stage.Opened("Asha"), stage.Said(calls), stage.Fired(policy.RuleFrustration, chat.TierImmediate, chat.LevelAlert))
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	r.pane.reply.guide.putAside()
	r.show("c")
	return r
}

// G-CB-06, G-CB-07: frustration suggests a call; offering needs a reason, by a key,
// and puts the words of the offer into the box.
func TestACallIsOfferedForAReason(t *testing.T) {
	r := mineUpset(t)
	r.wantSays("A call may help: the customer is upset.", "Offer a call…", "Ctrl I")
	r.pane.CallOrUnlock()
	sheet := r.sheet()
	if !stage.Says(sheet, "Offer Asha a call", "upset", "billing", "screen") {
		t.Fatal("the key does not ask for the reason")
	}
	sheet.Confirm()
	r.show("c")
	if got := r.desk.Take(); !slices.Contains(got, `offer call c frustrated ""`) {
		t.Errorf("asked %v", got)
	}
	r.DoAtOnce("c", &chat.CallbackOffered{Reason: chat.CallFrustrated})
	r.show("c")
	r.wantSays("A call is offered.", "They agreed…")
}

// G-CB-07: the words of an offer do not stand unseen behind the steps of a takeover.
func TestAnOfferStandsBeforeTheSteps(t *testing.T) {
	r := withStarter(t)
	r.Do("c", stage.Opened("Asha"), stage.Said(calls), stage.Fired(policy.RuleFrustration, chat.TierImmediate, chat.LevelAlert))
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	if !r.pane.reply.guide.opened() {
		t.Fatal("there are no steps")
	}
	r.pane.CallOrUnlock()
	r.sheet().Confirm()
	r.show("c")
	if r.pane.reply.guide.opened() {
		t.Error("the steps hide the offer")
	}
	if in := r.pane.reply.w.box.Text() + r.stripText(); !strings.Contains(in, "call") {
		t.Errorf("in the box stands %q", in)
	}
}

// G-CB-05: the suggestion waits for five minutes when it is told to, and comes again.
func TestTheSuggestionCanWait(t *testing.T) {
	r := mineUpset(t)
	r.pane.LaterCall()
	r.show("c")
	r.silent("A call may help")
	r.Pass(callSnooze)
	r.show("c")
	r.wantSays("A call may help")
}

// G-CB-08, G-CB-09: nothing is agreed without a line of the customer's; who is upset is
// called at once unless they want another time.
func TestACallIsAgreedByALineOfTheCustomers(t *testing.T) {
	r := mineUpset(t)
	r.DoAtOnce("c", &chat.CallbackOffered{Reason: chat.CallFrustrated})
	r.Do("c", stage.Said("yes please call me"))
	r.show("c")
	r.pane.CallOrUnlock()
	sheet := r.sheet()
	if !strings.Contains(sheet.Lack(), "not chosen") {
		t.Errorf("it can be agreed without their line: %q", sheet.Lack())
	}
	picker := stage.Find[*kit.Picker](sheet)[0]
	picker.Search("yes please")
	r.window.Canvas().Focus(picker.Focusable())
	r.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	number := stage.Find[*kit.Field](sheet)
	fill := number[len(number)-1]
	fill.SetText("")
	test.Type(fill, "12")
	if !stage.Says(sheet, "That is no number that can be dialled") {
		t.Error("a number that cannot be dialled is taken")
	}
	fill.SetText("+91 98765 43210")
	sheet.Confirm()
	if len(r.desk.Scheduled) != 1 {
		t.Fatalf("scheduled %v; the sheet lacks %q", r.desk.Scheduled, sheet.Lack())
	}
	got := r.desk.Scheduled[0]
	if got.Slot != chat.SlotNow || got.Number != "+919876543210" || got.Reason != chat.CallFrustrated || got.Consent == "" {
		t.Errorf("agreed %+v", got)
	}
}

// G-CB-10, G-CB-11: the number of an agreed call is put into the box once, and the
// call is amber until it is sent.
func TestTheConfirmationIsWritten(t *testing.T) {
	r := mineUpset(t)
	r.DoAtOnce("c", &chat.ObligationStarted{Obligation: chat.Obligation{
		ID: "o", Kind: chat.OwedCall, Reason: chat.CallFrustrated, Ref: "CB-260302-7K2M", Unconfirmed: true, Owner: stage.Me,
		Started: r.Now(), Due: r.Now().Add(2 * time.Hour),
	}})
	r.show("c")
	r.wantSays("The call CB-260302-7K2M", "is unconfirmed")
	text := r.pane.reply.w.box.Text()
	if filling := r.pane.reply.w.filling; filling != nil {
		text = filling.filled.Text
	}
	if !strings.Contains(text, "CB-260302-7K2M") {
		t.Errorf("in the box stands %q", text)
	}
	r.DoAtOnce("c", &chat.CallbackConfirmed{Obligation: "o"})
	r.show("c")
	r.silent("is unconfirmed")
}

// G-ON-05, A-17: a chat of the night takes acknowledgements alone until a call was
// tried or somebody unlocked it with a reason.
func TestAChatOfTheNightIsLocked(t *testing.T) {
	r := withStarter(t)
	r.Do("c", stage.Opened("Asha"), stage.Said(calls))
	r.DoAtOnce("c", &chat.NightFiled{Shift: "s", From: r.Now()}, &chat.ObligationStarted{Obligation: chat.Obligation{
		ID: "ack", Kind: chat.OwedNightAck, Started: r.Now(), Due: r.Now().Add(time.Hour),
	}})
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	r.wantSays("wrote while nobody was there", "Acknowledge", "Unlock…")
	r.pane.foot.write(r.pane.shown, false)
	test.Type(r.window.Canvas().Focused(), "Hello, I know the answer")
	r.pane.reply.w.box.Submit()
	if len(r.desk.Said) != 0 {
		t.Fatal("own words went to a customer of the night")
	}
	r.wantSays("acknowledge, then call")
	r.pane.reply.w.put("")
	r.pane.Key(&fyne.KeyEvent{Name: fyne.KeyF2})
	if in := r.pane.reply.w.box.Text() + r.stripText(); !strings.Contains(in, "I am sorry for the wait") {
		t.Errorf("F2 writes %q", in)
	}
	r.pane.reply.w.put("")
	r.DoAtOnce("c", &chat.ObligationEnded{Obligation: "ack", How: chat.EndedKept})
	r.show("c")
	r.wantSays("is acknowledged: call them now", "Call…", "Unlock…")
	r.pane.Key(&fyne.KeyEvent{Name: fyne.KeyF2}) // nobody is acknowledged twice
	if in := r.pane.reply.w.box.Text() + r.stripText(); in != "" || r.called != 1 {
		t.Errorf("F2 writes %q, and leads %d times to the call", in, r.called)
	}
	r.pane.CallOrUnlock()
	sheet := r.sheet()
	test.Type(r.window.Canvas().Focused(), "They asked to go on in the chat.")
	sheet.Confirm()
	if got := r.desk.Take(); !slices.Contains(got, `unlock c "They asked to go on in the chat."`) {
		t.Errorf("asked %v", got)
	}
	r.DoAtOnce("c", &chat.NightUnlocked{Reason: "They asked to go on in the chat."})
	r.show("c")
	if why := r.pane.nightLock(""); why != "" {
		t.Errorf("it is still locked: %s", why)
	}
}

// stripText is what stands in the strip of blanks.
func (r *room) stripText() string {
	if f := r.pane.reply.w.filling; f != nil {
		return f.filled.Text
	}
	return ""
}

func (r *room) silent(words ...string) {
	r.t.Helper()
	stage.WantSilent(r.t, r.pane.Content(), words...)
}
