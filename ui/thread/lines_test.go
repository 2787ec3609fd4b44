package thread

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// lines is the chat "c" as bubbles.
func lines(f *stage.Floor) []kit.BubbleData {
	f.Open("c")
	snap := f.Snapshot()
	b := newBubbles(snap.Thread, stage.Me, snap.Team)
	var all []kit.BubbleData
	for i := range b.Len() {
		all = append(all, b.Item(i))
	}
	return all
}

// E-GEN-01: who wrote a line is told apart by more than colour.
func TestLinesAreToldApartInWords(t *testing.T) {
	f := stage.NewFloor(t)
	f.Do("c", stage.Opened("Ada"), stage.Said("hello"), stage.Answered("which number?", 5800),
		&chat.MessagePosted{Message: "m", From: chat.SpeakerBot, Text: "no score given"},
		&chat.NotePosted{Message: "n", Name: "Asha", Text: "angry"},
		&chat.MessagePosted{Message: "s", From: chat.SpeakerSystem, Text: "the customer was told"},
		stage.Wrote("I am here", chat.DeliveryNone),
		&chat.MessagePosted{Message: "o", From: chat.SpeakerAgent, Name: "Ben", Text: "so am I", DespiteGap: true})
	for i, w := range []struct {
		kind kit.BubbleKind
		says string
	}{
		{kit.Their, "Ada · "},
		{kit.Machine, "Bot · confidence 0.58"},
		{kit.Machine, "Bot · no score"},
		{kit.Memo, "Your note · only the team sees this"},
		{kit.System, ""},
		{kit.Ours, "You · sent ✓"},
		{kit.Ours, "sent although lines were missing"},
	} {
		d := lines(f)[i]
		if d.Kind != w.kind || !strings.Contains(d.Caption, w.says) {
			t.Errorf("line %d: kind %v, %q; want %v, %q", i, d.Kind, d.Caption, w.kind, w.says)
		}
	}
	if d := lines(f)[4]; !strings.Contains(d.Text, "the customer was told") {
		t.Errorf("the system line says %q", d.Text)
	}
}

// S-TRIG: what an alert rests on is marked in the very line, before and after
// the chat is taken (S-ACC-04).
func TestEvidenceIsMarkedInItsLine(t *testing.T) {
	const text = "get me a human please"
	f := stage.NewFloor(t)
	f.Do("c", stage.Opened("Ada"), stage.Said("hello"), stage.Said(text),
		stage.Fired(policy.RuleHumanRequest, chat.TierImmediate, chat.LevelAlert,
			chat.Evidence{Message: text, From: 9, To: 14, Words: "asked for a human"}))
	check := func(when string) {
		t.Helper()
		ls := lines(f)
		if len(ls[0].Highlights) != 0 {
			t.Errorf("%s: the wrong line is marked", when)
		}
		h := ls[1].Highlights
		if len(h) == 0 || slices.ContainsFunc(h, func(s kit.Span) bool { return text[s.From:s.To] != "human" }) {
			t.Errorf("%s: marked is %v", when, h)
		}
	}
	check("alert")
	f.Do("c", stage.Taken(stage.Me)...)
	check("taken")
}

// A message that we send has a delivery state from the moment Enter is pressed
// (the rules that hold everywhere, A-65, D-15).
func TestDeliveryIsSaidInWords(t *testing.T) {
	f := stage.NewFloor(t)
	f.Do("c", stage.Opened("Ada"), stage.Wrote("one", chat.DeliveryPending), stage.Wrote("two", chat.DeliveryPending),
		stage.Wrote("three", chat.DeliveryPending), stage.Wrote("four", chat.DeliveryPending),
		&chat.MessageDelivered{Message: "two", Delivery: chat.DeliveryFailed, Reason: "no such number"},
		&chat.MessageDelivered{Message: "three", Delivery: chat.DeliveryUnsure, Reason: "no answer"},
		&chat.MessageDelivered{Message: "four", Delivery: chat.DeliverySent})
	f.Pend("c",
		view.PendingLine{ID: "p1", Text: "on its way", State: chat.DeliveryPending},
		view.PendingLine{ID: "p2", Text: "refused", State: chat.DeliveryFailed, Words: "Not sent: the chat has ended."},
		view.PendingLine{ID: "p3", Text: "held back", State: chat.DeliveryFailed, Words: "Send anyway?", Gap: true},
		view.PendingLine{ID: "p4", Text: "who knows", State: chat.DeliveryUnsure, Words: "the connection broke"},
		view.PendingLine{ID: "p5", Text: "a note", Note: true, State: chat.DeliveryPending},
		view.PendingLine{ID: "p6", Text: "offline", State: chat.DeliveryPending, Queued: true, Words: "Waits."},
		view.PendingLine{ID: "p7", Text: "yesterday", State: chat.DeliveryFailed, Held: true, Words: "it is old."},
		view.PendingLine{ID: "p8", Text: "another's", State: chat.DeliveryFailed, Held: true, Stuck: true, Words: "not yours."})
	for i, w := range []struct {
		says, action string
		tone         kit.Tone
		kind         kit.BubbleKind
	}{
		{"sending…", "", kit.Grey, kit.Ours},
		{"not delivered: no such number", "", kit.Red, kit.Ours},
		{"unsure whether it arrived: no answer", "", kit.Amber, kit.Ours},
		{"sent ✓", "", kit.Grey, kit.Ours},
		{"sending…", "", kit.Grey, kit.Ours},
		{"Not sent: the chat has ended.", "Try again", kit.Red, kit.Ours},
		{"Send anyway?", "Send anyway", kit.Red, kit.Ours},
		{"Unsure: the connection broke", "", kit.Amber, kit.Ours},
		{"sending…", "", kit.Grey, kit.Memo},
		{"waits for the connection", "", kit.Grey, kit.Ours},
		{"Held: it is old.", "Send now", kit.Amber, kit.Ours},
		{"Held: not yours.", "", kit.Amber, kit.Ours},
	} {
		d := lines(f)[i]
		if !strings.Contains(d.Caption, w.says) || d.Action != w.action || d.CaptionTone != w.tone || d.Kind != w.kind {
			t.Errorf("line %d: %q, %q, tone %v, kind %v; want %+v", i, d.Caption, d.Action, d.CaptionTone, d.Kind, w)
		}
	}
}

// What the customer's side has confirmed is told from what was only sent, in words; a line
// in between that failed stays what it is, and the next one is sent.
func TestDeliveredIsSaidInWords(t *testing.T) {
	f := stage.NewFloor(t)
	sent := []string{"sent ✓", "not delivered: no such number", "sent ✓", "sent ✓"}
	check := func(when string, want ...string) {
		t.Helper()
		for i, w := range want {
			if d := lines(f)[i]; !strings.Contains(d.Caption, w) {
				t.Errorf("%s: line %d says %q, want %q", when, i, d.Caption, w)
			}
		}
	}
	f.Do("c", stage.Opened("Ada"))
	for _, text := range []string{"one", "two", "three", "four"} {
		f.Do("c", stage.Wrote(text, chat.DeliveryPending), &chat.MessageDelivered{Message: chat.MessageID(text), Delivery: chat.DeliverySent})
	}
	f.Do("c", &chat.MessageDelivered{Message: "two", Delivery: chat.DeliveryFailed, Reason: "no such number"})
	check("before", sent...)
	f.Do("c", &chat.MessageDelivered{Message: "three", Delivery: chat.DeliveryDelivered})
	check("confirmed", "delivered ✓✓", "not delivered: no such number", "delivered ✓✓", "sent ✓")
	f.Do("c", &chat.MessageDelivered{Message: "three", Delivery: chat.DeliverySent})
	check("told late that it was sent", "delivered ✓✓", "not delivered: no such number", "delivered ✓✓", "sent ✓")
	f.Do("c", stage.Said("thanks"))
	if d := lines(f)[4]; strings.Contains(d.Caption, "✓") {
		t.Errorf("the customer's line says %q", d.Caption)
	}
}

// The caption on screen follows the fact that comes.
func TestTheThreadShowsThatALineWasDelivered(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("hello"))
	r.Do("c", stage.Taken(stage.Me)...)
	r.Do("c", stage.Wrote("I am here", chat.DeliveryNone))
	r.show("c")
	r.wantSays("sent ✓")
	r.Do("c", &chat.MessageDelivered{Message: "I am here", Delivery: chat.DeliveryDelivered})
	r.show("c")
	r.wantSays("delivered ✓✓")
}

// The links beside lines that did not go out, and the key for all of them.
func TestFailedLinesGoOutAgain(t *testing.T) {
	r := newRoom(t)
	r.Do("c", append([]chat.Body{stage.Opened("Ada")}, stage.Taken(stage.Me)...)...)
	r.Pend("c",
		view.PendingLine{ID: "p1", Text: "refused", State: chat.DeliveryFailed, Words: "Not sent."},
		view.PendingLine{ID: "p2", Text: "held back", State: chat.DeliveryFailed, Words: "Missing lines.", Gap: true},
		view.PendingLine{ID: "p3", Text: "who knows", State: chat.DeliveryUnsure},
		view.PendingLine{ID: "p4", Text: "on its way", State: chat.DeliveryPending},
		view.PendingLine{ID: "p5", Text: "yesterday", State: chat.DeliveryFailed, Held: true},
		view.PendingLine{ID: "p6", Text: "another's", State: chat.DeliveryFailed, Held: true, Stuck: true},
		view.PendingLine{ID: "p7", Text: "offline", State: chat.DeliveryPending, Queued: true})
	r.pane.SendAgain() // no chat on screen
	r.wantAsked()
	r.show("c")
	r.window.Canvas().Capture()
	for _, c := range []struct{ link, asks string }{
		{"Try again", "again c p1 false"},
		{"Send anyway", "again c p2 true"},
		{"Send now", "again c p5 false"},
	} {
		l, ok := stage.Called[*kit.Link](r.pane.Content(), c.link)
		if !ok {
			t.Fatalf("there is no link %q:\n%s", c.link, stage.Read(r.pane.Content()))
		}
		test.Tap(l)
		r.wantAsked(c.asks)
	}
	r.pane.SendAgain()
	r.wantAsked("again c p1 false", "again c p2 true", "again c p5 false") // never what is unsure
}

// A line that will not go by itself can be let go of; one on its way cannot.
func TestALineCanBeDiscarded(t *testing.T) {
	r := newRoom(t)
	r.Do("c", append([]chat.Body{stage.Opened("Ada")}, stage.Taken(stage.Me)...)...)
	r.Pend("c",
		view.PendingLine{ID: "failed", State: chat.DeliveryFailed},
		view.PendingLine{ID: "stuck", State: chat.DeliveryFailed, Held: true, Stuck: true},
		view.PendingLine{ID: "queued", State: chat.DeliveryPending, Queued: true},
		view.PendingLine{ID: "sent", State: chat.DeliveryPending},
		view.PendingLine{ID: "unsure", State: chat.DeliveryUnsure})
	if r.pane.lineMenu("failed") != nil {
		t.Error("there is a menu without a chat on screen")
	}
	r.show("c")
	for _, id := range []string{"failed", "stuck", "queued"} {
		menu := r.pane.lines.MenuMore(id)
		if len(menu) != 1 {
			t.Fatalf("%s: %d entries", id, len(menu))
		}
		menu[0].Action()
		r.wantAsked("discard c " + id)
	}
	for _, id := range []string{"sent", "unsure", "nobody"} {
		if menu := r.pane.lines.MenuMore(id); len(menu) > 0 {
			t.Errorf("%s can be discarded", id)
		}
	}
}

// S-ACC-05: the first text is offered with its blanks filled, is never sent by
// itself, and replaces nothing that was begun.
func TestGreet(t *testing.T) {
	r := newRoom(t)
	r.pane.Greet() // no chat on screen
	r.Do("c", stage.Opened("Ada"))
	r.show("c")
	r.pane.Greet()
	if len(r.boxes()) != 0 {
		t.Fatal("an observer is offered a greeting")
	}
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	r.wantSays("Ctrl ⇧ G", "greeting")
	r.pane.Greet()
	r.wantAsked()
	if got := r.boxes()[0].Text(); !strings.Contains(got, "Hello Ada, I am Asha") {
		t.Fatalf("offered: %q", got)
	}
	r.boxes()[0].SetText("I began")
	r.pane.Greet()
	if got := r.boxes()[0].Text(); got != "I began" {
		t.Errorf("the greeting replaced what was begun by %q", got)
	}
	r.Do("c", stage.Wrote("I am here", chat.DeliveryNone))
	r.show("c")
	if stage.Says(r.pane.Content(), "greeting") {
		t.Error("the greeting is still offered after the first word")
	}
}

// E-ACT-08: a note is never taken for a reply.
func TestNotes(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"))
	r.show("c")
	r.pane.Write(false)
	if len(r.boxes()) != 0 {
		t.Fatal("an observer got a box to answer in")
	}
	r.pane.Write(true)
	r.wantSays("Only the team sees this.", "Add note")
	r.write("angry customer")
	r.press(fyne.KeyReturn)
	r.wantAsked(`note c "angry customer"`)
	r.wantSays("Only the team sees this. Esc leaves the note.")
	r.write("and tired") // the second line is a note too
	r.press(fyne.KeyReturn)
	r.wantAsked(`note c "and tired"`)
	r.press(fyne.KeyEscape)
	r.wantSays("Invisible") // and the box has gone, and the keyboard with it
	if r.left != 1 {
		t.Errorf("the keyboard was given back %d times", r.left)
	}

	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	r.pane.Write(false)
	r.write("to the customer")
	r.pane.Write(true)
	if bs := r.boxes(); len(bs) != 1 || bs[0].Text() != "" {
		t.Fatal("the note's box is not the only one, or not empty")
	}
	r.write("to the team")
	r.press(fyne.KeyEscape)
	r.wantAsked()
	if r.left != 2 || r.boxes()[0].Text() != "to the customer" {
		t.Errorf("after Esc: left %d times, the box has %q", r.left, r.boxes()[0].Text())
	}
	r.pane.Tick()
	r.render()
	if f := r.window.Canvas().Focused(); f != nil {
		t.Errorf("after Esc from a note the keyboard is in %T: what is typed next would go to the customer", f)
	}
	r.pane.Write(true)
	if got := r.boxes()[0].Text(); got != "to the team" {
		t.Errorf("the note came back as %q", got)
	}
	if r.desk.Drafts["c/note"] != "to the team" || r.desk.Drafts["c/reply"] != "to the customer" {
		t.Errorf("kept: %v", r.desk.Drafts)
	}
}

// One key takes over and one can write at once: the keyboard is in the box,
// although the box has never been drawn before.
func TestTheBoxOpensWithTheKeyboardInIt(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"))
	r.Open("c")
	r.render()
	r.window.Canvas().Capture()
	r.Do("c", stage.Taken(stage.Me)...)
	r.render()
	if r.window.Canvas().Focused() == nil {
		t.Fatal("nothing has the keyboard")
	}
	r.write("hello")
	r.Pass(settling)
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "hello"`)
}
