package overnight

import (
	"slices"
	"strings"
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

// names are the customers in the order on screen.
func (n *night) names() string {
	var out []string
	for _, r := range n.pane.rows.table() {
		out = append(out, r.Cells[1].Text)
	}
	return strings.Join(out, " ")
}

func (n *night) asked() string { return strings.Join(n.desk.Take(), " | ") }

// G-ON-01, G-ON-02: what came while nobody was on cover is one list, with how many
// are reviewed and how long is left of the half hour.
func TestTheNightIsOneList(t *testing.T) {
	n := three(t)
	if got := n.names(); got != "Asha मीरा वर्मा Ben" {
		t.Errorf("on screen: %s", got)
	}
	n.says("reviewed 0 of 3", "30:00 left", "to review", "review by 20:00", "“please cancel my plan”", "Nobody")
	n.Pass(22 * time.Minute)
	n.pane.Tick()
	n.says("8:00 left", "0:08")
	n.Pass(9 * time.Minute)
	n.pane.Tick()
	n.says("review is late", "review is late", "−0:01")
	if got, tone := n.pane.Count(n.Snapshot()); got != 3 || tone != kit.Red {
		t.Errorf("the rail counts %d in %v", got, tone)
	}
}

// G-ON-02: reviewed by one key; that nobody calls needs a note, which is a draft from
// the first letter.
func TestReviewedByKey(t *testing.T) {
	n := three(t)
	n.pane.Focus()
	n.key(fyne.KeyReturn)
	n.says("Read what happened, then R or X.", "10:30 Asha: calls do not come in")
	n.asked()
	n.letter('r')
	if got := n.asked(); got != `review c1 true ""` {
		t.Errorf("asked %s", got)
	}
	n.letter('x')
	sheet := stage.Find[*kit.Sheet](n.window.Canvas().Overlays().Top())[0]
	test.Type(n.window.Canvas().Focused(), "ok")
	if sheet.Lack() == "" {
		t.Error("a note of two letters is enough")
	}
	if n.desk.Drafts["c1/overnight/review"] != "ok" {
		t.Errorf("the note is no draft: %v", n.desk.Drafts)
	}
	n.key(fyne.KeyEscape)
	n.letter('x')
	test.Type(n.window.Canvas().Focused(), "It works again: ")
	n.press("No call needed")
	if got := n.asked(); got != `review c1 false "It works again: ok"` {
		t.Errorf("asked %s", got)
	}
}

// G-ON-03, G-ON-04, A-17: one key takes the chat; the acknowledgement goes once it is
// one's own, says that the call comes now, and leads to the telephone.
func TestAcknowledgedAndCalledByKey(t *testing.T) {
	n := three(t)
	n.pane.Focus()
	n.key(fyne.KeyReturn)
	n.says("Your phone rings next", "Send: calling now", "Send: within two hours")
	n.asked()
	n.letter('k')
	if got := n.asked(); got != "take over c1overnight" || len(n.desk.Said) != 0 {
		t.Fatalf("asked %s, said %v", got, n.desk.Said)
	}
	n.says("the acknowledgement goes as soon as it is yours")
	n.Do("c1", stage.Taken(stage.Me)...)
	n.render()
	if len(n.desk.Said) != 1 || n.desk.Said[0].Script != "delayed-ack-now" || !strings.Contains(n.desk.Said[0].Text, "calls do not come in") {
		t.Fatalf("said %+v", n.desk.Said)
	}
	n.says("HOW DID IT GO", "Enter writes the attempt down and dials.")
	if got := n.asked(); !strings.Contains(got, "review c1 true") { // G-ON-02
		t.Errorf("asked %s", got)
	}
	n.key(fyne.KeyReturn)
	if got := n.asked(); got != "call c1 overnight_call" && !strings.HasPrefix(got, "call c1 ") || !slices.Equal(n.dialled, []string{"tel:+919876543210"}) {
		t.Errorf("asked %s, dialled %v", got, n.dialled)
	}
	n.render()
	if len(n.desk.Said) != 1 {
		t.Error("it is acknowledged twice")
	}
}

// A chat that is refused is not written to, later either.
func TestARefusedChatIsNotAcknowledged(t *testing.T) {
	n := three(t)
	n.pane.Focus()
	n.key(fyne.KeyReturn)
	n.letter('l')
	n.Snap.Notices = []app.Notice{{N: 1, Chat: "c1", Words: "Lena has taken it.", Bad: true}}
	n.render()
	n.says("Lena has taken it.")
	n.Snap.Notices = nil
	n.Do("c1", stage.Taken(stage.Me)...)
	n.render()
	if len(n.desk.Said) != 0 {
		t.Errorf("said %+v", n.desk.Said)
	}
}

// Nor is one that was taken too late, or that somebody left for another.
func TestAWishDoesNotWaitForEver(t *testing.T) {
	for name, leave := range map[string]func(n *night){
		"late":    func(n *night) { n.Pass(wishFor + time.Second); n.render() },
		"another": func(n *night) { n.pane.open("c2"); n.render() },
	} {
		n := three(t)
		n.pane.Focus()
		n.key(fyne.KeyReturn)
		n.letter('k')
		leave(n)
		n.Do("c1", stage.Taken(stage.Me)...)
		n.pane.open("c1")
		n.render()
		if len(n.desk.Said) != 0 {
			t.Errorf("%s: said %+v", name, n.desk.Said)
		}
	}
}

// G-ON-04: the call follows its acknowledgement; after five minutes that is said in
// amber.
func TestACallThatDoesNotFollowIsAmber(t *testing.T) {
	n := three(t)
	n.acknowledged("c1")
	n.render()
	n.says("to call", "1 call to make")
	n.Pass(5*time.Minute + time.Second)
	n.pane.Tick()
	n.says("call now", "not called yet")
	n.enter() // another start of the program does not begin the five minutes anew
	n.says("call now", "not called yet")
	n.FoldBy("c1", stage.Me, &chat.AttemptBegan{Attempt: "a", Obligation: chat.ObligationID(chat.OwedCall), Began: n.Now()})
	n.render()
	n.silent("not called yet")
}

// G-ON-04, G-FU-06: while the call runs the row says so, as Follow-ups does, and not
// that it is late; then what was tried.
func TestACallThatRunsIsSaidToRun(t *testing.T) {
	n := three(t)
	n.acknowledged("c1")
	n.Pass(3 * time.Hour) // the call is late
	row := func() string {
		n.render()
		for _, r := range n.pane.rows.table() {
			if r.Key == "c1" {
				return r.Cells[0].Text + ", " + r.Cells[0].Detail + ", " + r.Cells[3].Pill.Word + ", " + r.Cells[3].Detail
			}
		}
		return ""
	}
	call := chat.ObligationID(chat.OwedCall)
	n.FoldBy("c1", stage.Me, &chat.AttemptBegan{Attempt: "a", Obligation: call, Began: n.Now()})
	if got := row(); got != "Calling, now, calling, 1 attempt" {
		t.Errorf("while it runs: %s", got)
	}
	n.FoldBy("c1", stage.Me, &chat.AttemptEnded{Attempt: chat.Attempt{ID: "a", Obligation: call, Began: n.Now(), Ended: n.Now() + 1, Outcome: chat.AttemptBusy}})
	if got := row(); !strings.HasSuffix(got, "call is late, to call, 1 attempt") {
		t.Errorf("after it: %s", got)
	}
}

// G-ON-12: from the first word on the phone the resolution has a quarter of an hour.
func TestAfterTheContactItIsResolved(t *testing.T) {
	n := three(t)
	n.acknowledged("c1")
	n.DoAtOnce("c1", &chat.ObligationEnded{Obligation: chat.ObligationID(chat.OwedCall), How: chat.EndedKept},
		&chat.ObligationStarted{Obligation: chat.Obligation{ID: "r", Kind: chat.OwedNightResolve, Started: n.Now(), Due: n.Now().Add(n.Policy.Overnight.Resolve)}})
	n.pane.open("c1")
	n.render()
	n.says("resolve by 19:45", "reached", "resolve it within 15 min")
}

// G-ONESC-01: upset is one key, which alerts a lead at once.
func TestUpsetIsOneKey(t *testing.T) {
	n := three(t)
	n.pane.Focus()
	n.key(fyne.KeyReturn)
	n.asked()
	n.letter('u')
	if got := n.asked(); !strings.HasPrefix(got, "mark c1 "+string(policy.RuleFrustration)) {
		t.Errorf("asked %s", got)
	}
	n.Do("c1", stage.Taken(stage.Me)...)
	n.render()
	n.letter('u')
	if got := n.asked(); !strings.HasPrefix(got, "help c1 ") {
		t.Errorf("asked %s", got)
	}
}

// a chat is unlocked with a reason.
func TestUnlockedWithAReason(t *testing.T) {
	n := three(t)
	n.pane.Focus()
	n.key(fyne.KeyReturn)
	n.asked()
	n.letter('y')
	test.Type(n.window.Canvas().Focused(), "They want to go on in the chat.")
	n.press("Unlock")
	if got := n.asked(); got != `unlock c1 "They want to go on in the chat."` {
		t.Errorf("asked %s", got)
	}
}

// Reviewing a chat does not move it from under the hand.
func TestRowsStayUnderTheHand(t *testing.T) {
	n := three(t)
	n.pane.Focus()
	n.key(fyne.KeyReturn)
	n.FoldBy("c1", stage.Me, &chat.NightReviewed{Call: true})
	n.DoAtOnce("c1", &chat.ObligationEnded{Obligation: chat.ObligationID(chat.OwedReview), How: chat.EndedKept})
	n.render()
	if got := n.names(); got != "Asha मीरा वर्मा Ben" {
		t.Errorf("rows moved: %s", got)
	}
	n.says("moved · Ctrl R", "reviewed 1 of 3")
	n.pane.showOrder()
	if got := n.names(); got != "मीरा वर्मा Ben Asha" {
		t.Errorf("on screen: %s", got)
	}
}

// Nor does calling somebody: the row after theirs is the next one to work off.
func TestRowsStayWhileSomebodyIsCalled(t *testing.T) {
	n := three(t)
	n.pane.Focus()
	n.key(fyne.KeyReturn)
	n.Do("c1", stage.Taken(stage.Me)...)
	n.render()
	n.letter('k')
	if !n.pane.calling {
		t.Fatal("the acknowledgement does not lead to the telephone")
	}
	n.acknowledged("c1")
	n.render()
	if got := n.names(); got != "Asha मीरा वर्मा Ben" {
		t.Errorf("rows moved: %s", got)
	}
}

// After midnight what was written in the evening was written yesterday, and what was
// written back has its author's name.
func TestTheDayGoesOn(t *testing.T) {
	n := three(t)
	n.says("wrote 10:30")
	n.Pass(24 * time.Hour)
	n.pane.Tick()
	n.says("yesterday 10:30")
	n.FoldBy("c1", stage.Me, &chat.MessagePosted{Message: "a", From: chat.SpeakerAgent, Text: "I call you now."})
	n.pane.open("c1")
	n.render()
	n.says("You: I call you now.")
}

// An empty page says when there will be something, or that no roster is written.
func TestAnEmptyNightSaysWhy(t *testing.T) {
	n := newNight(t)
	n.says("Nobody wrote in the night", "No chat is chosen")
	n.Snap.Cover = view.Cover{Running: true, ShiftEnd: n.Now().Add(time.Hour), Until: n.Now().Add(time.Hour)}
	n.render()
	n.says("The next night is gathered from today 20:30, when this shift ends.")
	n.Snap.Cover = view.Cover{ShiftStart: n.Now().Add(15 * time.Hour), ShiftEnd: n.Now().Add(20 * time.Hour)}
	n.render()
	n.says("gathered until tomorrow 10:30")
	n.Snap.Cover = view.Cover{Running: true}
	n.Snap.Link.State = app.LinkOffline
	n.render()
	n.says("The roster names nobody", "As far as this desk has heard.")
}

// the acknowledgement greets by the customer's clock, as the card of the call
// does that follows it.
func TestTheAcknowledgementGreetsByTheCustomersClock(t *testing.T) {
	n := newNight(t)
	greeting := func(id chat.ChatID, number string) string {
		n.wrote(id, "Aiko", number, "calls do not come in", time.Hour)
		n.render()
		n.pane.open(id)
		n.render()
		text := n.pane.proposed(true).Text
		return text[:strings.IndexByte(text, ',')]
	}
	// 19:30 in India is 14:00 in Great Britain.
	for id, c := range map[chat.ChatID]struct{ number, want string }{
		"in": {"+91 98765 43210", "Good evening"}, "gb": {"+44 20 7946 0958", "Good afternoon"}, "none": {"aiko@example.com", "Good evening"},
	} {
		if got := greeting(id, c.number); got != c.want {
			t.Errorf("%s: %q, not %q", id, got, c.want)
		}
	}
}
