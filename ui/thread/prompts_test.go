package thread

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
	"floorwalker/app/script"
	"floorwalker/ui/internal/stage"
)

// due shows the chat on screen with prompts as package flow would give them.
func (r *room) due(ps ...flow.Prompt) {
	s := r.Snapshot()
	s.Thread.Prompts = ps
	r.pane.Render(s)
	r.crank.Drain()
}

// silent is a chat of mine whose customer has not answered for a while, with the clock
// of the first nudge.
func silent(t testing.TB) *room {
	r := withStarter(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("my recharge failed"))
	r.Do("c", stage.Taken(stage.Me)...)
	r.Do("c", line("Could you tell me the number?", ""))
	r.Do("c", stage.Owed(chat.OwedNudge, r.Now(), time.Minute))
	r.show("c")
	r.pane.reply.guide.putAside()
	r.Pass(71 * time.Second)
	return r
}

func nudge(r *room) flow.Prompt {
	return flow.Prompt{
		Kind: flow.PromptNudge, Response: script.IDSilence1, Step: 1, Words: "ask whether they are there",
		Due: r.Now().Add(-12 * time.Second), Now: true, Obligation: chat.ObligationID(chat.OwedNudge),
	}
}

// G-NR-01: what is due stands over the box with its text ready; one key writes it, and
// only a second one sends it.
func TestANudgeIsWrittenByOneKeyAndSentByTheNext(t *testing.T) {
	r := silent(t)
	r.due(nudge(r))
	r.wantSays("Silent for 1:12 · ask whether they are there: “Ada, are you still with us?” · due since 0:12", "Write it")
	r.pane.NextThing()
	r.wantAsked()
	if got := r.boxes()[0].Text(); got != "Ada, are you still with us?" {
		t.Fatalf("the box has %q", got)
	}
	r.pane.NextThing()
	r.wantAsked(`post c "Ada, are you still with us?" script silence-1`)
}

// What stands in the box is nobody's to throw away, and the clock alone sends nothing.
func TestADraftIsNotReplacedByAPrompt(t *testing.T) {
	r := silent(t)
	r.pane.Write(false)
	r.write("I have looked at")
	r.due(nudge(r))
	r.press(fyne.KeyF2)
	r.wantAsked()
	r.wantSays("Your own words stand in the box")
	if got := r.boxes()[0].Text(); got != "I have looked at" {
		t.Errorf("the box has %q", got)
	}
	r.Pass(time.Hour)
	r.pane.Tick()
	r.wantAsked()
}

// A filled text that was changed is sent by Enter alone.
func TestAChangedPromptIsOnesOwn(t *testing.T) {
	r := silent(t)
	r.due(nudge(r))
	r.pane.NextThing()
	r.write(" Please")
	r.press(fyne.KeyF2)
	r.wantAsked()
	r.press(fyne.KeyReturn)
	if got := r.desk.Take(); len(got) != 1 || !strings.HasSuffix(got[0], "Please\" script silence-1") {
		t.Errorf("asked %q", got)
	}
}

// A text with a blank goes through the strip, so that no blank is ever sent.
func TestAPromptWithABlankIsFilledFirst(t *testing.T) {
	r := silent(t)
	p := nudge(r)
	p.Kind, p.Response = flow.PromptClosing, script.IDTakeOver3
	r.due(p)
	r.pane.NextThing()
	r.strip()
	r.wantAsked()
	r.pane.NextThing()
	r.wantAsked()
}

// why the clock of a silent customer stands still is said in words.
func TestAPausedClockSaysWhy(t *testing.T) {
	r := silent(t)
	r.Do("c", &chat.ObligationPaused{Obligation: chat.ObligationID(chat.OwedNudge), Reason: "the chat is offered to Billing"})
	r.show("c")
	r.wantSays("The clock of the silent customer stands still: the chat is offered to Billing.")
}

// The same key does what is due where that is no text: it asks for the rating, links
// the line that confirms, opens the closing.
func TestWhatIsDueNeedNotBeAText(t *testing.T) {
	r := silent(t)
	r.Do("c", stage.Said("yes it works now"))
	r.show("c")
	r.due(flow.Prompt{Kind: flow.PromptConfirm, Words: "say which line confirms it", Now: true})
	r.pane.NextThing()
	r.wantAsked(`solved c "yes it works now"`)
	r.due(flow.Prompt{Kind: flow.PromptRating, Words: "ask for a rating", Now: true})
	r.pane.NextThing()
	r.wantAsked("rating c")
	r.due(flow.Prompt{Kind: flow.PromptEnd, Words: "close the chat", Now: true})
	r.pane.NextThing()
	if r.closed != 1 {
		t.Error("the closing is not opened")
	}
	r.Pass(time.Hour)
	r.due()
	r.pane.NextThing()
	r.wantSays("Nothing is due in this chat now.")
}

// S-FLOW-04: a line is confirmed once, by who serves the chat, and says so.
func TestALineConfirmsTheSolution(t *testing.T) {
	r := silent(t)
	r.Do("c", stage.Said("thanks, solved"))
	r.show("c")
	items := r.pane.lineMenu("thanks, solved")
	if len(items) == 0 || items[0].Label != "This confirms the solution" {
		t.Fatalf("the menu has %v", items)
	}
	items[0].Action()
	r.wantAsked(`solved c "thanks, solved"`)
	r.Do("c", &chat.ResolutionConfirmed{Message: "thanks, solved"})
	r.show("c")
	r.wantSays("confirms that it is solved")
	r.pane.Solved()
	r.wantAsked()
	r.wantSays("confirms already that it is solved")
}

// V-RATE-01: nobody is asked twice.
func TestTheRatingIsAskedOnce(t *testing.T) {
	r := silent(t)
	r.pane.AskRating()
	r.wantAsked("rating c")
	r.Do("c", &chat.RatingAsked{Style: "stars"})
	r.show("c")
	r.pane.AskRating()
	r.wantAsked()
	r.wantSays("nobody is asked twice")
}
