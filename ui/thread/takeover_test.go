package thread

import (
	"fmt"
	"image/color"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"floorwalker/app/chat"
	"floorwalker/app/script"
	"floorwalker/assets"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// withStarter puts the canned library that ships on the room's shelf, and gives the
// pane the policy that ships.
func withStarter(t testing.TB) *room {
	r := newRoom(t)
	shelf, err := script.Starter(assets.Canned())
	if err != nil {
		t.Fatal(err)
	}
	r.shelf = shelf
	return r
}

// calls is the first line of the customer in these tests.
const calls = "I want to receive calls on my number but they are not coming since morning"

// takenOver is a chat that has become mine by a takeover a moment ago, while it was on
// screen.
func takenOver(t testing.TB) *room {
	r := withStarter(t)
	r.Do("c", stage.Opened("Rohan M."), stage.Said(calls),
		stage.Answered("Please check that call forwarding is switched on in your panel.", 5800), stage.Said("again same answer, this is third time"))
	r.Do("c", &chat.TakeOverClaimed{Agent: stage.Me})
	r.show("c")
	r.Do("c", &chat.ChatTakenOver{Agent: stage.Me})
	r.show("c")
	r.Pass(2 * time.Second)
	r.pane.Tick()
	return r
}

func (r *room) steps() *kit.SlotBox {
	r.t.Helper()
	s := stage.Find[*kit.SlotBox](r.pane.Content())
	if len(s) != 1 {
		r.t.Fatalf("%d boxes of steps are on screen:\n%s", len(s), stage.Read(r.pane.Content()))
	}
	return s[0]
}

func (r *room) wantNoSteps() {
	r.t.Helper()
	if len(stage.Find[*kit.SlotBox](r.pane.Content())) > 0 {
		r.t.Errorf("the steps are on screen:\n%s", stage.Read(r.pane.Content()))
	}
}

// G-HAND-01 to -04, G-CAN-02, D-09: three steps, prefilled from the conversation, one
// key each; a blank that is empty holds the step, and the button names it.
func TestThreeStepsByThreeKeys(t *testing.T) {
	r := takenOver(t)
	r.wantSays("1 Greet", "within 10 s", "2 Own it", "10 to 20 s", "3 First step", "20 to 30 s", "0:02")
	if len(r.boxes()) != 0 {
		t.Error("there are two places to write in")
	}
	r.wantSays("Hello", "they are not coming since morning")
	r.press(fyne.KeyReturn)
	first := r.desk.Take()
	if len(first) != 1 || !strings.HasPrefix(first[0], `post c "Hello Rohan M., this is Asha from `) || !strings.HasSuffix(first[0], " script takeover-1") {
		t.Fatalf("the first step went as %q", first)
	}
	r.wantSays("✓ 1 Greet", "in 2 s")
	r.press(fyne.KeyReturn) // the same key once more, before anybody can have read
	r.wantAsked()
	r.Pass(6 * time.Second)
	r.pane.NextThing()
	second := r.desk.Take()
	if len(second) != 1 || !strings.HasSuffix(second[0], " script takeover-2") {
		t.Fatalf("the second step went as %q:\n%s", second, stage.Read(r.pane.Content()))
	}
	r.Pass(4 * time.Second)
	r.pane.NextThing()
	r.wantAsked()
	r.wantSays("“first action” is empty")
	r.write("look at the routing of your number")
	r.wantSays("look at the routing of your number")
	r.press(fyne.KeyReturn)
	third := r.desk.Take()
	if len(third) != 1 || !strings.Contains(third[0], "look at the routing of your number") || !strings.HasSuffix(third[0], " script takeover-3") {
		t.Fatalf("the third step went as %q", third)
	}
	if strings.Contains(third[0], "other customers") {
		t.Error("others are spoken of though there is no similar ticket (A-04)")
	}
	r.wantNoSteps()
	if kept := r.desk.Drafts["c/takeover/first_action"]; kept != "" {
		t.Errorf("%q is kept as a draft though it was said", kept)
	}
	if len(r.boxes()) != 1 || r.window.Canvas().Focused() != r.boxes()[0].Focusable() {
		t.Error("the box does not open behind the last step")
	}
}

// the clause about others stands there only if a ticket proves it.
func TestOthersAreSpokenOfOnlyWithATicket(t *testing.T) {
	r := takenOver(t)
	r.pane.similar.known["c"] = 1
	r.pane.reply.guide.to(2)
	r.pane.reply.guide.show(r.pane.shown)
	r.wantSays("other customers")
}

// The tabs tell the truth about time: what was due, and what it took (G-HAND-01).
func TestTheStepsSayWhatIsLate(t *testing.T) {
	r := takenOver(t)
	r.Pass(9 * time.Second)
	r.pane.Tick()
	r.wantSays("over 10 s", "0:11")
	r.press(fyne.KeyReturn)
	r.wantSays("in 11 s")
}

// Tab walks the blanks, what is written goes to the line, and what is deleted holds
// the step although something was found for it.
func TestBlanksOfAStepAreEdited(t *testing.T) {
	r := takenOver(t)
	box := r.steps()
	r.press(fyne.KeyTab)
	r.press(fyne.KeyTab)
	r.press(fyne.KeyTab)
	if !strings.Contains(box.Words(), "not coming") {
		t.Fatalf("the step reads %q", box.Words())
	}
	r.press(fyne.KeyBackspace) // all of it is selected
	if box.Lack() == "" {
		t.Fatal("an empty blank holds nothing")
	}
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.write("calls not coming in")
	r.press(fyne.KeyReturn)
	if got := r.desk.Take(); len(got) != 1 || !strings.Contains(got[0], "“calls not coming in”") {
		t.Errorf("sent %q", got)
	}
	if kept := r.desk.Drafts["c/takeover/issue"]; kept != "calls not coming in" {
		t.Errorf("kept %q: a crash would lose it", kept)
	}
}

// A raw bracket in a blank goes to nobody (D-09).
func TestABracketInABlankIsHeld(t *testing.T) {
	r := takenOver(t)
	r.press(fyne.KeyTab)
	r.write("[issue]")
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.wantSays("has a bracket in it")
}

// D-09: the key beside a blank shows the line that it is from.
func TestABlankShowsItsLine(t *testing.T) {
	r := takenOver(t)
	for range 3 {
		r.press(fyne.KeyTab)
	}
	r.wantSays("first message")
	r.press(fyne.KeyF3)
	if r.pane.asked.chat != "c" || len(r.pane.asked.spans) != 1 || r.pane.asked.spans[0].Message != calls {
		t.Errorf("shown: %+v", r.pane.asked)
	}
}

// Own words stay possible: Esc opens the box, the tabs stay, and the key leads back.
func TestOwnWordsBesideTheSteps(t *testing.T) {
	r := takenOver(t)
	r.press(fyne.KeyEscape)
	r.wantNoSteps()
	r.write("One moment please")
	r.pane.NextThing()
	r.wantAsked()
	r.wantSays("Your own words stand in the box")
	r.boxes()[0].SetText("")
	r.pane.NextThing()
	r.steps()
	r.wantAsked()
	r.press(fyne.KeyEscape)
	r.write("One moment please")
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "One moment please"`)
	r.said("c")
	if stage.Says(r.pane.Content(), "1 Greet") {
		t.Error("somebody who has answered is asked to greet")
	}
}

// The steps may go while a sheet lies over the window, which gives the keyboard back
// to them when it closes: it goes on to the box, and Esc brings no step back.
func TestTheKeyboardOutlivesTheSteps(t *testing.T) {
	for _, then := range []func(r *room){func(r *room) { r.press(fyne.KeyEscape) }, func(r *room) { r.pane.Tick() }} {
		r := takenOver(t)
		r.pane.opts.Focus(r.steps().Focusable())
		sheet := canvas.NewRectangle(color.Black)
		r.window.Canvas().Overlays().Add(sheet)
		r.Do("c", stage.Wrote("I am passing your request on", chat.DeliverySent))
		r.show("c")
		r.wantNoSteps()
		r.window.Canvas().Overlays().Remove(sheet)
		then(r)
		if stage.Says(r.pane.Content(), "1 Greet") {
			t.Error("a step is on show that nobody can take")
		}
		if at := r.window.Canvas().Focused(); at != r.boxes()[0].Focusable() {
			t.Errorf("the keyboard is not in the box, but at %T", at)
		}
	}
}

// Nothing typed elsewhere lands in the steps, and a first Enter within a second of
// their opening asks once.
func TestTheStepsDoNotTakeAStrangersEnter(t *testing.T) {
	r := withStarter(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("my recharge failed"), &chat.TakeOverClaimed{Agent: stage.Me})
	r.show("c")
	r.DoAtOnce("c", &chat.ChatTakenOver{Agent: stage.Me})
	r.show("c")
	r.Pass(500 * time.Millisecond)
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.wantSays("This box has just opened.", "Press Enter again")

	r = withStarter(t)
	r.pane.opts.Typing = func() bool { return true }
	r.Do("c", stage.Opened("Ada"), stage.Said("my recharge failed"), &chat.TakeOverClaimed{Agent: stage.Me})
	r.show("c")
	r.Do("c", &chat.ChatTakenOver{Agent: stage.Me})
	r.show("c")
	if r.window.Canvas().Focused() != nil {
		t.Error("the steps take the keyboard from somebody who types elsewhere")
	}
}

// What is written into a blank belongs to its chat.
func TestBlanksStayWithTheirChat(t *testing.T) {
	r := takenOver(t)
	r.Do("d", stage.Opened("Bo"), stage.Said("refund please"))
	r.Do("d", stage.Taken(stage.Me)...)
	r.press(fyne.KeyTab)
	r.write("Ronny")
	r.press(fyne.KeyTab)
	r.show("d")
	if strings.Contains(r.steps().Words(), "Ronny") {
		t.Error("a blank came along into another chat")
	}
	r.show("c")
	if !strings.Contains(r.steps().Words(), "Ronny") {
		t.Errorf("a blank is lost: %s", r.steps().Words())
	}
}

// A step that somebody deleted from the library is named, and nothing is sent in its
// place.
func TestAMissingStepIsNamed(t *testing.T) {
	r := withStarter(t)
	shelf, _ := script.Library{}.Import([]script.Row{row("takeover-2", script.Response{Shortcut: "b", Title: "b", Text: "Second."})}, stage.Me, 1)
	r.shelf = shelf
	r.Do("c", append([]chat.Body{stage.Opened("Ada"), stage.Said("help")}, stage.Taken(stage.Me)...)...)
	r.show("c")
	r.Pass(time.Minute)
	r.wantSays("The text of this step is not in the library.", "“takeover-1” is missing")
	r.pane.NextThing()
	r.wantAsked()
}

// D-08: until the backend has confirmed there is no box; past the policy's time the
// frame says that the bot may still speak; what it says then is struck out.
func TestTheFence(t *testing.T) {
	r := withStarter(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("help"), &chat.TakeOverClaimed{Agent: stage.Me})
	r.show("c")
	r.wantSays("The bot is being stopped.")
	r.Pass(r.Policy.TakeOver.Fence - time.Millisecond)
	r.pane.Tick()
	r.wantSays("The bot is being stopped.")
	r.Pass(time.Millisecond)
	r.pane.Tick()
	r.wantSays("The bot may still speak.")
	if len(r.boxes())+len(stage.Find[*kit.SlotBox](r.pane.Content())) != 0 {
		t.Error("there is a box before the backend has confirmed")
	}
	r.Do("c", &chat.ChatTakenOver{Agent: stage.Me}, &chat.BotLineRejected{Message: "late", Text: "Have you tried a restart?", Confidence: chat.ScoreOf(5000)})
	r.show("c")
	r.wantSays("Have you tried a restart?", "The bot said this after the takeover; the customer did not get it")
	r.steps()
}

// One key stands at one thing: at the steps that were put aside, then at what it is
// time for.
func TestTheKeyStandsAtOneThing(t *testing.T) {
	r := takenOver(t)
	r.press(fyne.KeyEscape)
	for range 2 {
		said := stage.Read(r.pane.Content())
		if n := strings.Count(said, string(nextKey)); n != 1 {
			t.Errorf("the key stands at %d things:\n%s", n, said)
		}
		r.DoAtOnce("c", stage.Owed(chat.OwedCallback, r.Now(), time.Second))
		r.Pass(2 * time.Second)
		r.show("c")
		r.pane.Tick()
	}
	r.wantSays("this takes long")
}

// A draft of before waits behind the steps, is named, and asks before it goes.
func TestADraftWaitsBehindTheSteps(t *testing.T) {
	r := withStarter(t)
	r.desk.Drafts["c/reply"] = "an old promise"
	r.Do("c", stage.Opened("Ada"), stage.Said("I want a refund but it is not working"), &chat.TakeOverClaimed{Agent: stage.Me})
	r.show("c")
	r.Do("c", &chat.ChatTakenOver{Agent: stage.Me})
	r.show("c")
	r.Pass(5 * time.Second)
	r.wantSays("Your draft waits behind the steps.")
	r.press(fyne.KeyReturn)
	if got := r.desk.Take(); len(got) != 1 || !strings.Contains(got[0], "script takeover-1") {
		t.Fatalf("asked %q", got)
	}
	r.press(fyne.KeyEscape)
	r.wantSays("This is your draft from before.")
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "an old promise"`)
}

// The key sends nothing that is not in sight: from a note it only leads to the steps.
func TestTheKeyShowsTheStepsBeforeItSends(t *testing.T) {
	r := takenOver(t)
	r.pane.Write(true)
	r.press(fyne.KeyF2)
	r.wantAsked()
	r.steps()
	r.press(fyne.KeyF2)
	if got := r.desk.Take(); len(got) != 1 || !strings.Contains(got[0], "script takeover-1") {
		t.Errorf("asked %q", got)
	}
}

// BenchmarkStepsInALongChat draws a snapshot while the steps of a chat of 2,000 lines are
// open: they are filled from all of it each time.
func BenchmarkStepsInALongChat(b *testing.B) {
	r := withStarter(b)
	r.Do("c", stage.Opened("Ada"), stage.Said("hello"))
	for i := range 2000 {
		r.Do("c", stage.Said(fmt.Sprint("nothing that a blank could be filled from stands in line ", i)))
	}
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	s := r.Snapshot()
	for b.Loop() {
		r.pane.Render(s)
	}
}
