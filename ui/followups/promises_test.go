package followups

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// owe folds a chat with a customer who is owed something after d.
func (o *office) owe(id chat.ChatID, customer string, x chat.Obligation, d time.Duration) {
	o.DoAtOnce(id, stage.Opened(customer))
	if x.ID == "" {
		x.ID = "o"
	}
	if x.Kind == "" {
		x.Kind = chat.OwedCall
	}
	x.Due = o.Now().Add(d)
	if x.Started == 0 {
		x.Started = x.Due.Add(-2 * time.Hour)
	}
	o.DoAtOnce(id, &chat.ObligationStarted{Obligation: x})
}

// owing is a floor that owes three things.
func owing(t testing.TB) *office {
	o := newOffice(t)
	o.Person(stage.Me, chat.RolePrimary, "", true)
	o.owe("c2", "Ben", chat.Obligation{Owner: "lena", Kind: chat.OwedPromise, Words: "the invoice today"}, 3*time.Hour)
	o.owe("c1", "Asha", chat.Obligation{Owner: stage.Me, Words: "I'll call you within 2 hours"}, time.Hour)
	o.owe("c3", "मीरा वर्मा", chat.Obligation{Owner: chat.OwnerQueue("Billing"), Kind: chat.OwedEscalation}, 90*time.Minute)
	o.render()
	return o
}

func (o *office) letter(r rune) {
	o.t.Helper()
	o.window.Canvas().Focused().TypedRune(r)
	o.render()
}

// overSays reports whether what lies over the page says all of the words.
func (o *office) overSays(words ...string) bool {
	top := o.window.Canvas().Overlays().Top()
	return top != nil && stage.Says(top, words...)
}

// choose opens a row as a click does.
func (o *office) choose(key string) {
	o.pane.front.Table.OnOpen(key)
	o.render()
}

// G-NR-04: a promise that is no call leaves only with a note of what came of it; by
// keys alone.
func TestAPromiseIsKeptByKey(t *testing.T) {
	o := owing(t)
	o.wantSays("To call", "Other promises · 2", "Ctrl D")
	o.pane.pick(filterPromises)
	o.render()
	if got := o.names(); got != "मीरा वर्मा Ben" {
		t.Errorf("on screen: %s", got)
	}
	o.wantSays("“the invoice today”", "Solve the escalation", "Team Billing", "Agent lena")
	o.pane.Focus()
	o.key(fyne.KeyReturn)
	o.letter('k')
	if !o.overSays("Solve the escalation: kept") {
		t.Fatal("K asks nothing")
	}
	test.Type(o.window.Canvas().Focused(), "short")
	if stage.Find[*kit.Sheet](o.window.Canvas().Overlays().Top())[0].Lack() == "" {
		t.Fatal("it can be kept without a note")
	}
	test.Type(o.window.Canvas().Focused(), " but long enough")
	o.press("It is kept")
	if got := o.desk.Take(); !slices.Equal(got, []string{`keep c3 o "short but long enough"`}) {
		t.Errorf("asked %v", got)
	}
	o.DoAtOnce("c3", &chat.ObligationEnded{Obligation: "o", How: chat.EndedKept})
	o.render()
	o.wantSays("This is owed no more.")
}

// What a colleague promised is theirs and a lead's.
func TestWhatOthersPromisedIsLocked(t *testing.T) {
	o := owing(t)
	o.pane.pick(filterPromises)
	o.choose("c2/o")
	o.wantSays("Only agent lena or a lead can act on this.")
	for _, r := range "kh" {
		o.pane.front.Table.OnRune(r)
	}
	if o.window.Canvas().Overlays().Top() != nil {
		t.Error("what somebody else owes can be acted on")
	}
	o.Snap.Me.Role = chat.RoleLead
	o.render()
	o.pane.Tick()
	o.pane.front.Table.OnRune('k')
	if !o.overSays("Keep a promise: kept") {
		t.Error("a lead cannot act on it")
	}
}

// A promise that is late is said above every filter: nobody must forget what they do
// not see.
func TestALatePromiseIsSaidAboveTheCalls(t *testing.T) {
	o := owing(t)
	o.wantSilent("promise late", "promises late")
	o.Pass(2 * time.Hour)
	o.pane.Tick()
	o.wantSays("1 promise late")
}
