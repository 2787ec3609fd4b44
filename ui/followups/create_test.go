package followups

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// sheetFields are the entries of the sheet over the page, from the top.
func (o *office) sheetFields() []*kit.Field {
	o.t.Helper()
	top := o.window.Canvas().Overlays().Top()
	if top == nil {
		o.t.Fatal("there is no sheet")
	}
	return stage.Find[*kit.Field](top)
}

func TestWriteDownANewOne(t *testing.T) {
	o := three(t)
	o.ctrl(fyne.KeyN)
	f := o.sheetFields()
	test.Type(f[0], "Nisha G.")
	test.Type(f[1], "+91 00000 00005")
	test.Type(f[2], "Invoice")
	if o.desk.Drafts[draftNew] == "" {
		t.Error("what is typed is no draft")
	}
	o.press("in 30 min")
	o.press("Write it down")
	got := o.get("new-1")
	want := followup.FollowUp{
		Customer: "Nisha G.", Phone: "+91 00000 00005", Reason: "Invoice", Origin: followup.OriginAsked,
		Due: (o.Now() + 30*minute) / minute * minute, Assignee: stage.Me, State: followup.StateOpen, Created: o.Now(), CreatedBy: stage.Me,
	}
	if got != want {
		t.Errorf("wrote %+v, want %+v", got, want)
	}
	if o.pane.Opened() != "new-1" || o.names() != "Asha Ben Nisha G. मीरा वर्मा" || len(o.desk.Drafts) != 0 {
		t.Errorf("opened %s, listed %s, drafts %v", o.pane.Opened(), o.names(), o.desk.Drafts)
	}
}

func TestWhatWasBegunIsThereAgain(t *testing.T) {
	o := three(t)
	o.ctrl(fyne.KeyN)
	test.Type(o.sheetFields()[0], "Nisha")
	test.Type(o.sheetFields()[3], "tomorrow 9:30")
	o.window.Canvas().Focus(o.sheetFields()[0])
	o.key(fyne.KeyEscape)
	o.enter()
	o.ctrl(fyne.KeyN)
	top := o.window.Canvas().Overlays().Top()
	if o.sheetFields()[0].Text != "Nisha" || !stage.Says(top, "This is what you had begun.", "tomorrow 09:30") {
		t.Errorf("brought back:\n%s", stage.Read(top))
	}
}

func TestANewOneFromAChat(t *testing.T) {
	o := three(t)
	for contact, phone := range map[string]string{"+91 00000 00007": "+91 00000 00007", "a@example.com": "", "": ""} {
		th := &view.Thread{ID: chat.ChatID("c-" + contact), Customer: chat.Customer{Name: "रोहन 🙂", Contact: contact}}
		o.pane.NewFor(th)
		o.crank.Drain()
		f := o.sheetFields()
		if f[0].Text != "रोहन 🙂" || f[1].Text != phone {
			t.Errorf("%q: filled in %q, %q", contact, f[0].Text, f[1].Text)
		}
		test.Type(f[2], "Asked")
		o.press("tomorrow 10:00")
		o.press("Write it down")
		if got := o.get(record.ID(fmt.Sprintf("new-%d", o.desk.Made))); got.Chat != th.ID || got.Phone != phone {
			t.Errorf("wrote %+v", got)
		}
	}
	o.pane.NewFor(nil)
}

func TestASheetSaysWhatIsMissing(t *testing.T) {
	o := three(t)
	o.ctrl(fyne.KeyN)
	f := o.sheetFields()
	test.Type(f[2], "Invoice")
	o.press("in 2 h")
	b, ok := stage.Called[*kit.Button](o.window.Canvas().Overlays().Top(), "Write it down")
	if !ok || !b.Disabled() || !stage.Says(o.window.Canvas().Overlays().Top(), "A name or a number is missing") {
		t.Errorf("the sheet does not say what is missing:\n%s", stage.Read(o.window.Canvas().Overlays().Top()))
	}
	test.Type(f[1], strings.Repeat("1", 41))
	if !stage.Says(o.window.Canvas().Overlays().Top(), "The number has 41 characters") {
		t.Error("a number that is too long is not refused")
	}
}

// The keyboard begins at the first thing that is needed and empty, in the order of
// the form.
func TestTheKeyboardBeginsAtWhatIsNeeded(t *testing.T) {
	o := three(t)
	o.ctrl(fyne.KeyN)
	if f := o.sheetFields(); o.window.Canvas().Focused() != fyne.Focusable(f[0]) {
		t.Error("an empty sheet does not begin with the customer")
	}
	o.key(fyne.KeyEscape)
	o.pane.NewFor(&view.Thread{ID: "c", Customer: chat.Customer{Name: "Asha"}})
	o.crank.Drain()
	if f := o.sheetFields(); o.window.Canvas().Focused() != fyne.Focusable(f[2]) {
		t.Error("with a customer it does not begin with what the call is about")
	}
}

// What is picked is a draft at once, as what is typed.
func TestPicksAreKept(t *testing.T) {
	o := three(t)
	o.ctrl(fyne.KeyN)
	o.press("tomorrow 10:00")
	if d := o.desk.Drafts[draftNew]; !strings.Contains(d, "10:00") {
		t.Errorf("the due time is not kept: %q", d)
	}
	steps := stage.Find[*kit.Segmented](o.window.Canvas().Overlays().Top())
	steps[0].OnPick(1)
	steps[1].OnPick(1)
	d := o.desk.Drafts[draftNew]
	if !strings.Contains(d, string(followup.OriginSilent)) || !strings.Contains(d, `"assignee":""`) {
		t.Errorf("origin and assignee are not kept: %q", d)
	}
}

// A page counts its own edits, and not those of the other shelves.
func TestOnlyOnesOwnEditsWait(t *testing.T) {
	o := newOffice(t)
	o.Snap.Link.State, o.Snap.Shelves.Unsent = app.LinkLive, 3
	o.Snap.Shelves.Waiting = map[chat.Shelf]int{chat.ShelfCanned: 2, chat.ShelfHandover: 1}
	o.render()
	o.wantSays("all is synced")
	o.Snap.Shelves.Waiting[chat.ShelfFollowUps] = 1
	o.render()
	o.wantSays("1 change waiting to sync")
}
