package thread

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
)

// writing is a chat of mine with the keyboard in its box, under the policy that ships.
func writing(t testing.TB, more ...chat.Body) *room {
	r := mineWith(t, more...)
	r.Pass(time.Minute)
	r.pane.Write(false)
	return r
}

// G-SEC-01, G-SEC-02: a text that asks for a secret cannot be sent by any key, and one
// key puts the request for a screenshot in its place.
func TestASecretIsNotAskedFor(t *testing.T) {
	r := writing(t)
	r.write("Please send me your OTP.")
	r.wantSays("it asks for a secret", "ask for a screenshot", "Ask for a screenshot")
	r.press(fyne.KeyReturn)
	r.press(fyne.KeyReturn)
	r.confirmKey()
	r.wantAsked()
	r.press(fyne.KeyF2)
	r.wantAsked()
	if got := r.boxes()[0].Text(); !strings.Contains(got, "screenshot") || strings.Contains(got, "OTP") {
		t.Fatalf("the box has %q", got)
	}
	r.press(fyne.KeyF2)
	if got := r.desk.Take(); len(got) != 1 || !strings.Contains(got[0], "screenshot") {
		t.Errorf("asked %q", got)
	}
}

// G-COMM-01, G-COMM-02: a warning asks once; the same text once more goes, and the rule
// goes with it.
func TestAWarningIsOverriddenByTheSameTextOnly(t *testing.T) {
	r := writing(t)
	r.write("Is it the panel? Is it the phone?")
	r.wantSays("Ask one question at a time.")
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.wantSays("Enter once more sends it all the same; that is logged.")
	r.write(" Tell me")
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "Is it the panel? Is it the phone? Tell me" despite [G-COMM-02]`)
	r.write("Fine.")
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "Fine."`)
}

// G-SEC-03: what changes an account wants the checklist; ticked, it is recorded and the
// warning goes.
func TestAnAccountChangeWantsTheChecklist(t *testing.T) {
	r := writing(t)
	r.write("I will change your registered number now.")
	r.wantSays("Verify the customer's identity before you change the account.", "Verify…")
	r.press(fyne.KeyF7)
	r.wantSheet("Is it Ada?", "open")
	r.sheet().Confirm()
	r.wantAsked()
	for i := range r.Edition.Identity {
		if i > 0 {
			r.window.Canvas().FocusNext()
		}
		r.press(fyne.KeyLeft)
		r.press(fyne.KeyReturn)
	}
	r.sheet().Confirm()
	if got := r.desk.Take(); len(got) != 1 || !strings.HasPrefix(got[0], "verified c ") {
		t.Fatalf("asked %q", got)
	}
	r.Do("c", &chat.IdentityVerified{Checks: r.Edition.Identity})
	r.show("c")
	if stage.Says(r.pane.Content(), "before you change the account") {
		t.Error("it still warns")
	}
}

// D-11: a promise is shown as what it becomes while it is written, and one that nobody
// on the roster can keep asks once.
func TestAPromiseIsShownWhileItIsWritten(t *testing.T) {
	r := writing(t)
	r.Pass(16 * time.Hour) // into the time of cover
	r.write("I will call you within two hours.")
	r.wantSays("Becomes: call due ")
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "I will call you within two hours."`)
	if stage.Says(r.pane.Content(), "Becomes") {
		t.Error("it still speaks of the line that went")
	}
	r.write("I will call you tomorrow at 23:30.")
	r.wantSays("Nobody covers the floor at 23:30")
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "I will call you tomorrow at 23:30." despite [roster]`)
}

// A long draft is judged in the background while it is written, and still before it is
// sent.
func TestALongDraftIsJudgedBeforeItIsSent(t *testing.T) {
	r := writing(t)
	long := strings.Repeat("We have looked at your order and it is on its way to you. ", 90)
	r.pane.foot.box.put(long + "Please send me your password.")
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.wantSays("it asks for a secret")
}

// G-COMM-01, A-27: own words in Hindi are warned of; the customer's name and what is
// quoted of them are not one's own words.
func TestAnotherLanguageIsWarnedOf(t *testing.T) {
	r := writing(t)
	r.write("कृपया प्रतीक्षा करें, मैं देख रहा हूँ")
	r.wantSays("Write English.")
	r.press(fyne.KeyReturn)
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "कृपया प्रतीक्षा करें, मैं देख रहा हूँ" despite [G-COMM-01]`)

	r = withStarter(t)
	r.Do("c", stage.Opened("मीरा वर्मा"), stage.Said("मेरा रिचार्ज अभी तक नहीं हुआ"))
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	r.Pass(2 * time.Second)
	if stage.Says(r.pane.Content(), "Write English") {
		t.Error("a name is warned of")
	}
	r.pane.NextThing()
	if got := r.desk.Take(); len(got) != 1 || strings.Contains(got[0], "despite") {
		t.Errorf("asked %q", got)
	}
}

// Only what goes to the customer is judged.
func TestANoteIsNotJudged(t *testing.T) {
	r := writing(t)
	r.pane.Write(true)
	r.write("They sent their OTP? Why? Ask them for the PIN")
	r.press(fyne.KeyReturn)
	r.wantAsked(`note c "They sent their OTP? Why? Ask them for the PIN"`)
}

// BenchmarkJudge is the check of an ordinary line between two keys.
func BenchmarkJudge(b *testing.B) {
	r := mineWith(b, stage.Said("my recharge failed"))
	c := r.pane.circumstances(r.pane.shown)
	for b.Loop() {
		judge("Thank you for the screenshot. I will look at the routing of your number and call you within two hours.", c)
	}
}

// BenchmarkJudgeLongest is that of the longest draft that is judged between two keys.
func BenchmarkJudgeLongest(b *testing.B) {
	r := mineWith(b, stage.Said("my recharge failed"))
	c := r.pane.circumstances(r.pane.shown)
	text := strings.Repeat("I will look at it and call you within two hours. ", judgeNow/49)
	for b.Loop() {
		judge(text, c)
	}
}
