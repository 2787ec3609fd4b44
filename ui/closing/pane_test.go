package closing

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/ui/internal/stage"
)

// say has a closing message arrive, as the hub would tell of it.
func (o *office) said(script string) {
	o.Do("c", &chat.MessagePosted{Message: chat.MessageID(script), From: chat.SpeakerAgent, Name: "Asha", Text: script, Script: script, Delivery: chat.DeliverySent})
	o.render()
}

// answer types into the question that has the keyboard and goes on.
func (o *office) answer(caption, text string) {
	o.t.Helper()
	if got := o.at(); got != caption {
		o.t.Fatalf("the keyboard is at %q, want %q", got, caption)
	}
	o.write(text)
	if len(text) > 1 {
		o.press(fyne.KeyReturn)
	}
}

// ordinary answers everything that an ordinary solved chat leaves open.
func (o *office) ordinary() {
	o.t.Helper()
	o.answer("Solved at first contact", "y")
	o.answer("Follow-up needed", "n")
	o.answer("Category", "tech")
	o.answer("Classification", "inc")
	o.answer("Customer's mood", "pos")
	o.answer("Resolved by", "chat")
	o.answer("Topics", "conn")
	o.answer("Service number", "?")
	o.press(fyne.KeyReturn)
}

// next says the next closing message by its key, and lets it arrive.
func (o *office) next(script string) {
	o.t.Helper()
	o.press(fyne.KeyF2)
	if got := o.desk.Take(); len(got) != 1 || !strings.HasSuffix(got[0], "script "+script) {
		o.t.Fatalf("asked %q, want %s", got, script)
	}
	o.said(script)
}

// wantOrdinary holds a ticket to what ordinary answers, and to the hub's own judge.
func (o *office) wantOrdinary(got ticket.Ticket) {
	o.t.Helper()
	if got.FCR != ticket.Yes || got.FollowUp != ticket.No || got.Category != "technical" || got.Classification != "calls" ||
		got.Sentiment != "positive" || got.Method != "chat" || len(got.Topics) != 1 || got.Service.Unknown == "" ||
		got.Confirmed == "" || got.Resolution == "" || got.Status == "" || got.Account.Value != "BAN-204417" || got.Phone.Value != "+912240000012" {
		o.t.Errorf("the ticket is %+v", got)
	}
	if p := o.Edition.Form.Problems(&got); len(p) > 0 {
		o.t.Errorf("the hub would refuse it: %v", p)
	}
}

// confirmed is a solved chat of which the customer has said so.
func confirmed(t testing.TB) *office {
	o := solved(t)
	o.Do("c", &chat.ResolutionConfirmed{Message: "great, calls are coming in now, thank you"})
	return o
}

// A-29, G-COMM-03, G-COMM-04: the whole close by keys, few of them.
func TestAnOrdinaryCloseByKeys(t *testing.T) {
	o := confirmed(t).open()
	o.wantSays("Close the chat of Rohan M.", "BAN-204417", "1 of 3: anything else?", "Missing")
	if o.at() != "Solved at first contact" {
		t.Fatalf("the keyboard begins at %q, not at the first thing that is missing", o.at())
	}
	o.desk.Take()
	o.wantSays("Customer issue resolved", "Solved", "“great, calls are coming in now, thank you”") // what follows, and the line of S-FLOW-04
	o.answer("Solved at first contact", "y")
	o.answer("Follow-up needed", "n")
	o.answer("Category", "tech")
	o.answer("Classification", "inc")
	o.answer("Customer's mood", "pos")
	o.answer("Resolved by", "chat")
	o.answer("Topics", "conn")
	if o.at() != "Service number" {
		t.Fatalf("the keyboard is at %q", o.at())
	}
	o.write("?")
	o.press(fyne.KeyReturn)
	if o.at() != "send closing-1" {
		t.Fatalf("the keyboard is at %q, not at the first message", o.at())
	}
	o.press(fyne.KeyF2)
	o.wantAsked(`post c "I am glad that this is solved, Rohan M. Is there anything else that I can do for you?" script closing-1`)
	o.press(fyne.KeyF2) // it is on its way: no second one
	o.wantAsked()
	o.said("closing-1")
	o.wantSays("done 14:0")
	o.ctrl(fyne.KeyReturn)
	o.wantAsked() // two messages are missing
	o.next("closing-2")
	o.next("closing-3")
	o.wantSays("Nothing is missing.")
	o.ctrl(fyne.KeyReturn)
	o.wantAsked("close c resolved")
	o.wantOrdinary(o.desk.Closed)
	o.wantSays("Closing…")
	o.ctrl(fyne.KeyReturn) // no second time
	o.wantAsked()
	o.Do("c", &chat.ChatClosed{Reason: "resolved"})
	o.render()
	if o.over() != nil || o.pane.Opened() || o.desk.Drafts["c/closing"] != "" {
		t.Error("the dialog, or what was kept of it, is still there after the chat has closed")
	}
}

// G-TKT-07: nothing but a person answers it; and S-CLOSE-04: what is missing is
// said where it is missing.
func TestNothingIsAnsweredForThePerson(t *testing.T) {
	o := solved(t).open()
	s := o.pane.sheet
	if s.ticket.FCR != "" || s.ticket.FollowUp != "" {
		t.Errorf("preset: %q, %q", s.ticket.FCR, s.ticket.FollowUp)
	}
	for _, r := range s.rows {
		if r.fills(ticket.FieldFCR) && !stage.Says(r.box, "yes or no?") {
			t.Error("what is missing is not said at its question")
		}
	}
	if !s.confirm.Disabled() || !strings.Contains(s.confirm.AccessibilityLabel(), "things are missing") {
		t.Errorf("the button says %q", s.confirm.AccessibilityLabel())
	}
	o.ctrl(fyne.KeyReturn)
	o.wantAsked()
}

// What is typed survives Esc and a new dialog, as it survives a crash.
func TestWhatIsFilledInIsKept(t *testing.T) {
	o := confirmed(t).open()
	o.answer("Solved at first contact", "y")
	if o.desk.Drafts["c/closing"] == "" {
		t.Fatal("nothing is kept")
	}
	o.press(fyne.KeyEscape)
	if o.over() != nil || o.pane.Opened() {
		t.Fatal("Esc does not lead back to the chat")
	}
	o.Do("c", stage.Said("wait, one more"))
	o.open()
	if s := o.pane.sheet; s.ticket.EndReason != "resolved" || s.ticket.FCR != ticket.Yes {
		t.Errorf("kept are %q and %q", s.ticket.EndReason, s.ticket.FCR)
	}
	if o.at() != "Follow-up needed" {
		t.Errorf("the keyboard is at %q, not where it was left", o.at())
	}
	o.pane.sheet.restore("{not json") // of another version: no draft, and no panic
}

// A list is chosen from by typing; letters that mean nothing change nothing.
func TestListsAreChosenFromByTyping(t *testing.T) {
	o := solved(t).open()
	o.write("xyz")
	o.wantSays("nothing in the list is called that")
	o.press(fyne.KeyReturn)
	if o.at() != "End reason" || o.pane.sheet.ticket.EndReason != "" {
		t.Error("what means nothing was taken, or left")
	}
	o.press(fyne.KeyEscape) // leaves the dialog: the list is closed
	if o.pane.Opened() {
		t.Fatal("Esc with no list does not leave")
	}
	o.open()
	o.write("o")
	o.wantSays("Others")
	o.press(fyne.KeyEscape)
	if !o.pane.Opened() || o.pane.sheet.menu.owner != nil {
		t.Fatal("the first Esc does not only close the list")
	}
	o.press(fyne.KeyDown, fyne.KeyDown, fyne.KeyReturn)
	if got := o.pane.sheet.ticket.EndReason; got != o.Edition.Form.Reasons[1].ID {
		t.Errorf("two arrows chose %q", got)
	}
}

// G-CLOSE-05 to -07: what is not solved promises something, in the ticket; the hub
// makes its times into what is owed.
func TestAnUnsolvedCloseNeedsItsPromises(t *testing.T) {
	o := solved(t).open()
	o.answer("End reason", "will be")
	o.wantSays("Next steps", "Call at")
	o.wantSilent("What is owed")
	s := o.pane.sheet
	o.answer("Solved at first contact", "n")
	o.answer("Follow-up needed", "y")
	o.answer("Next steps", "the carrier repairs the trunk")
	o.ctrl(fyne.KeyJ)
	o.answer("Solved by", "tomorrow 10:00")
	o.answer("Call at", "in 2 h")
	if s.ticket.ResolveBy.IsZero() || s.ticket.CallAt.Sub(o.Now()) > 2*time.Hour || s.ticket.NextSteps == "" {
		t.Errorf("the ticket says %+v", s.ticket)
	}
	if o.at() != "Category" {
		t.Errorf("something of the promise is still missing: the keyboard is at %q", o.at())
	}
	o.window.Canvas().Focus(s.rows[9].focus)
	o.write("x")
	o.wantSays("not understood")
}

// E-END-03, G-TKT-10: a follow-up of a chat that is solved is promised here.
func TestAFollowUpIsPromisedHere(t *testing.T) {
	o := confirmed(t).open()
	s := o.pane.sheet
	o.answer("Solved at first contact", "y")
	o.answer("Follow-up needed", "y")
	o.wantSays("What is owed", "nothing yet: say by when and what")
	if f := o.window.Canvas().Focused(); f != s.promise.at.field {
		t.Fatalf("the keyboard is at %T %q, not at the promise's time", f, o.at())
	}
	o.desk.Take()
	o.write("in 2 h")
	s.focus(s.promise.words.field)
	o.write("ask if the trunk stays up")
	o.press(fyne.KeyReturn)
	o.wantAsked(`promise c call in 1h59m52s "ask if the trunk stays up"`) // to the whole minute
	o.DoAtOnce("c", &chat.ObligationStarted{Obligation: chat.Obligation{
		ID: "p1", Kind: chat.OwedCall, Started: o.Now(), Due: o.Now().Add(2 * time.Hour), Owner: stage.Me, Words: "ask if the trunk stays up",
	}})
	o.render()
	o.wantSays("✓ Call the customer")
	if s.ticket.FollowUp != ticket.Yes || len(s.ticket.Obligations) != 1 || o.at() != "Category" {
		t.Errorf("the ticket rests on %v, the keyboard is at %q", s.ticket.Obligations, o.at())
	}
}

// G-CLOSE-03: a step is left out with a reason, and only with one that is long
// enough (note.min).
func TestAStepIsLeftOutWithAReason(t *testing.T) {
	o := confirmed(t).open()
	o.ordinary()
	s := o.pane.sheet
	for _, id := range []string{"closing-1", "closing-2", "closing-3"} {
		l := s.steps.lines[id]
		l.skip.OnTapped()
		o.render()
		if o.window.Canvas().Focused() != l.why.field {
			t.Fatal("the reason is not asked for")
		}
		o.write("too short")
		if s.skips[id] != "" {
			t.Error("nine characters are enough")
		}
		o.write("!")
	}
	o.desk.Take()
	o.ctrl(fyne.KeyReturn)
	o.wantAsked(`close c resolved without closing-1 "too short!" without closing-2 "too short!" without closing-3 "too short!"`)
}

// A refusal stands at its field, and loses nothing.
func TestARefusalIsShownAtItsField(t *testing.T) {
	o := confirmed(t).open()
	o.ordinary()
	for _, id := range []string{"closing-1", "closing-2", "closing-3"} {
		o.said(id)
	}
	o.ctrl(fyne.KeyReturn)
	o.desk.Take()
	o.Snap.Notices = []app.Notice{{N: 1, Chat: "c", Bad: true, Words: "This chat cannot be closed yet: service does not look like a service number (G-TKT-03) and callAt must be a time ahead (G-CLOSE-07)."}}
	o.render()
	o.wantSays("Not closed: This chat cannot be closed yet", "does not look like a service number (G-TKT-03)")
	if !o.pane.Opened() || o.pane.sheet.ticket.FCR != ticket.Yes || o.pane.sheet.confirm.Disabled() {
		t.Error("the dialog is gone, or has lost something")
	}
	o.Snap.Notices = append(o.Snap.Notices, app.Notice{N: 2, Chat: "d", Bad: true, Words: "about another chat"})
	o.render()
	o.wantSilent("about another chat")
}

// ux 4.2: the dialog belongs to the chat that was on screen, says what happens there,
// and cannot close what is no longer one's own.
func TestTheDialogIsBoundToItsChat(t *testing.T) {
	o := confirmed(t).open()
	o.ordinary()
	o.Do("c", stage.Said("and the IVR is broken 🙏 कृपया देखें"))
	o.render()
	o.wantSays("The customer wrote 1 line meanwhile", "and the IVR is broken")
	o.Do("d", stage.Opened("Bo"))
	o.Open("d") // a notification was clicked
	for _, id := range []string{"closing-1", "closing-2", "closing-3"} {
		o.pane.sheet.skips[id] = "said it on the phone"
	}
	o.render()
	o.wantSays("Close the chat of Rohan M.")
	o.ctrl(fyne.KeyReturn)
	o.wantAsked(`close c resolved without closing-1 "said it on the phone" without closing-2 "said it on the phone" without closing-3 "said it on the phone"`)
	o.pane.sheet.sent = false
	o.Do("c", &chat.ChatForwarded{From: stage.Me, To: stage.Other})
	o.render()
	o.wantSays("This chat is no longer yours")
	o.ctrl(fyne.KeyReturn)
	o.wantAsked()
}

// Who does not serve a chat is told why it cannot be closed.
func TestWhoMayOpenIt(t *testing.T) {
	o := newOffice(t)
	if why := o.pane.Open(o.Snapshot()); why != "No chat is open." {
		t.Errorf("%q", why)
	}
	o.Do("c", stage.Opened("Ada"))
	o.Open("c")
	if why := o.pane.Open(o.Snapshot()); !strings.Contains(why, "take it over") {
		t.Errorf("%q", why)
	}
	o.Do("c", stage.Taken(stage.Other)...)
	if why := o.pane.Open(o.Snapshot()); !strings.Contains(why, "agent ben serves this chat") {
		t.Errorf("%q", why)
	}
	o.Do("c", &chat.ChatClosed{Reason: "x"})
	if why := o.pane.Open(o.Snapshot()); why != "This chat is closed." {
		t.Errorf("%q", why)
	}
}

// G-TKT-04: the number is shown as it is kept while it is typed; A-23: unknown only
// with a reason.
func TestAnswers(t *testing.T) {
	form := &newOffice(t).Edition.Form
	for text, want := range map[string]ticket.Answer{
		"+91 22 4000 0012":    {Value: "+912240000012"},
		"not a number":        {Value: "not a number"},
		"":                    {},
		"? they left at once": {Unknown: "they left at once"},
		"?":                   {},
	} {
		if got := answered(ticket.FieldPhone, text, form); got != want {
			t.Errorf("%q is %+v, want %+v", text, got, want)
		}
	}
	if got := written(ticket.Answer{Unknown: "x"}); got != "? x" {
		t.Errorf("%q", got)
	}
}

// the rating is asked for once.
func TestTheRatingIsAskedForOnce(t *testing.T) {
	o := solved(t).open()
	o.desk.Take()
	o.pane.sheet.steps.ask.OnTapped()
	o.wantAsked("rating c")
	o.Do("c", &chat.RatingAsked{Style: "stars"})
	o.render()
	if o.pane.sheet.steps.ask.Visible() {
		t.Error("it can be asked for again")
	}
	o.wantSays("Asked at 14:")
}

// The words of the draft lead to the lines that they repeat (G-TKT-08).
func TestTheSummaryLeadsToItsLines(t *testing.T) {
	o := solved(t).open()
	o.pane.sheet.seek("incoming calls are not coming on my number since morning")
	if len(o.sought) != 1 || o.pane.Opened() {
		t.Errorf("sought %v, and the dialog is open: %t", o.sought, o.pane.Opened())
	}
}
