package handover

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/shift"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

func TestNewestFirstAndWhatWaitsIsMarked(t *testing.T) {
	o := three(t)
	if got := o.order(); got != "n-me n-lena n-old" {
		t.Errorf("listed: %s", got)
	}
	o.wantSays("2 notes to acknowledge", "for you", "for agent lena", "for whoever takes over", "2 chats · 2 follow-ups", "Nobody yet", "waits for you")
	if n, tone := o.pane.Count(o.Snapshot()); n != 2 || tone != kit.Amber {
		t.Errorf("the rail says %d in %v", n, tone)
	}
	for f, want := range map[filter]string{filterWaiting: "n-me n-old", filterMine: "", filterAll: "n-me n-lena n-old"} {
		o.pane.pick(f)
		if got := o.order(); got != want {
			t.Errorf("%s: %s", filterWords[f], got)
		}
	}
}

func TestAnEmptyListSaysWhatWouldStandThere(t *testing.T) {
	o := newOffice(t)
	o.wantSays("No handover notes", "No note is open", "all is synced")
	o.Snap.Link.State = app.LinkOffline
	o.Snap.Shelves.Waiting = map[chat.Shelf]int{chat.ShelfHandover: 1}
	o.render()
	o.wantSays("Works without a network · 1 change waiting to sync")
	if n, tone := o.pane.Count(o.Snapshot()); n != 0 || tone != kit.Grey {
		t.Errorf("the rail says %d in %v", n, tone)
	}
}

func TestReadAndAcknowledge(t *testing.T) {
	o := three(t)
	o.pane.Open("n-me")
	o.wantSays("From agent lena", "For you", "Mine to read.", "रोहन", "Nisha G. · Invoice · due", "not open any more", "not there any more", "By nobody yet.")
	links := stage.Find[*kit.Link](o.pane.reader.content)
	test.Tap(links[0])
	test.Tap(links[2])
	if fmt.Sprint(o.opened, o.follows) != "[c1] [f1]" {
		t.Errorf("opened %v and %v", o.opened, o.follows)
	}
	o.pane.Focus()
	o.window.Canvas().Focused().TypedRune('a')
	o.render()
	got := o.get("n-me")
	if len(got.Acknowledged) != 1 || got.Acknowledged[0] != (shift.Ack{By: stage.Me, At: o.Now()}) {
		t.Errorf("acknowledged %+v", got.Acknowledged)
	}
	o.wantSays("You have acknowledged it.", "You · today", "1 note to acknowledge")
	if !o.pane.reader.ack.Disabled() || !strings.Contains(o.pane.reader.ack.AccessibilityLabel(), "you have acknowledged it") {
		t.Errorf("the button says %q", o.pane.reader.ack.AccessibilityLabel())
	}
	o.pane.Acknowledge()
	if len(o.desk.Asked) != 1 {
		t.Errorf("asked %v", o.desk.Asked)
	}
}

func TestNobodyAcknowledgesTheirOwn(t *testing.T) {
	o := newOffice(t)
	n := o.note("Mine.")
	n.From = stage.Me
	o.by(stage.Me, "n", n)
	o.render()
	o.pane.Open("n")
	o.pane.Acknowledge()
	if !o.pane.reader.ack.Disabled() || len(o.desk.Asked) != 0 {
		t.Error("an author acknowledged their own note")
	}
	o.wantSays("You wrote it, so somebody else acknowledges it.")
}

// Two people who read one note apart are no conflict, and nobody is asked.
func TestTwoAcknowledgeAtOnce(t *testing.T) {
	o := three(t)
	o.pane.Open("n-old")
	o.desk.Before = func() {
		n, err := o.get("n-old").Acknowledge("lena", o.Now())
		if err != nil {
			t.Fatal(err)
		}
		o.by("lena", "n-old", n)
	}
	o.pane.Acknowledge()
	o.render()
	if got := o.get("n-old"); len(got.Acknowledged) != 2 || len(o.Snap.Shelves.Notes.Book().Heads("n-old")) != 1 {
		t.Errorf("acknowledged %+v", got.Acknowledged)
	}
	if o.pane.sides.Shown() {
		t.Error("a person is asked about it")
	}
	// The same, while both are offline.
	v, _ := o.Snap.Shelves.Notes.Get("n-lena")
	var vs []shift.Version
	for _, by := range []chat.AgentID{"lena", "cy"} {
		n, err := v.Content.Acknowledge(by, o.Now())
		if err != nil {
			t.Fatal(err)
		}
		p, err := o.Snap.Shelves.Notes.Book().Propose("n-lena", n, v.Revision, by, o.Now())
		if err != nil {
			t.Fatal(err)
		}
		vs = append(vs, p)
	}
	o.Snap.Shelves.Notes = o.Snap.Shelves.Notes.Merge(vs...)
	o.render()
	o.pane.Open("n-lena")
	if o.pane.sides.Shown() {
		t.Fatal("acknowledgements are shown as a conflict")
	}
	o.wantSays("agent lena · today", "cy · today")
	o.pane.Acknowledge()
	o.render()
	if got := o.get("n-lena"); len(got.Acknowledged) != 3 || len(o.Snap.Shelves.Notes.Book().Heads("n-lena")) != 1 {
		t.Errorf("acknowledged %+v", got.Acknowledged)
	}
}

// Nobody signs words that they have not seen.
func TestWordsThatChangedAreNotAcknowledged(t *testing.T) {
	o := three(t)
	o.pane.Open("n-old")
	o.desk.Before = func() { o.by(stage.Other, "n-old", o.get("n-old").Rewrite("Other words.")) }
	o.pane.Acknowledge()
	o.render()
	if len(o.get("n-old").Acknowledged) != 0 {
		t.Error("words that were not on screen are acknowledged")
	}
	o.wantSays("Not acknowledged: the words have changed.", "Other words.", "Changed while it was open")
	o.pane.Acknowledge()
	o.render()
	if len(o.get("n-old").Acknowledged) != 1 {
		t.Error("the new words cannot be acknowledged")
	}
}

// The rail asks for its figure before the page is drawn.
func TestWordsThatAreNotOnScreenYetAreNotAcknowledged(t *testing.T) {
	o := three(t)
	o.pane.Open("n-old")
	o.by(stage.Other, "n-old", o.get("n-old").Rewrite("Other words."))
	o.pane.Count(o.Snapshot())
	o.pane.Acknowledge()
	o.render()
	if len(o.get("n-old").Acknowledged) != 0 {
		t.Error("words that were not on screen are acknowledged")
	}
	o.wantSays("Not acknowledged: the words have changed.", "Other words.")
}

func TestTheHubsRefusalIsShown(t *testing.T) {
	o := three(t)
	o.Snap.Shelves.Refused = []app.RefusedEdit{{Command: "c1", Shelf: chat.ShelfHandover, Record: "n-old", Words: "you may not"}}
	o.render()
	o.wantSays("Not saved at the hub", "You may not.")
	o.pane.front.Refused.Banner.OnButton(0)
	o.pane.front.Refused.Banner.OnButton(1)
	if o.pane.Opened() != "n-old" || o.desk.Asked[len(o.desk.Asked)-1] != "drop c1" {
		t.Errorf("opened %s, asked %v", o.pane.Opened(), o.desk.Asked)
	}
}

// look.md 5: nothing moves under the hand.
func TestRowsStandStillUnderTheKeyboard(t *testing.T) {
	o := three(t)
	o.pane.Focus()
	o.by(stage.Other, "n-new", o.note("Just now."))
	o.render()
	if got := o.order(); got != "n-me n-lena n-old" {
		t.Errorf("moved to %s", got)
	}
	o.wantSays("1 row moved")
	o.ctrl(fyne.KeyR)
	if got := o.order(); !strings.Contains(got, "n-new") {
		t.Errorf("the new order is %s", got)
	}
}

func TestKeysOfThePage(t *testing.T) {
	o := mine(t)
	if o.ctrl(fyne.KeyK) {
		t.Error("took the window's key")
	}
	o.pane.writer.text.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault})
	if o.passed != 1 {
		t.Error("the text keeps the window's keys")
	}
}

func TestDaysGoBy(t *testing.T) {
	o := three(t)
	o.Pass(24 * time.Hour)
	o.pane.Tick()
	o.wantSays("yesterday")
	o.Pass(24 * time.Hour)
	o.pane.Tick()
	o.wantSilent("yesterday", "today")
}

// as on the page of follow-ups, a time says whose it is where the machine has
// another.
func TestTimesNameTheirZoneWhereTheMachineHasAnother(t *testing.T) {
	o := three(t)
	o.here = time.FixedZone("Somewhere", 3*60*60+15*60)
	o.enter()
	o.pane.Open("n-old")
	o.render()
	n := o.get("n-old")
	city := words.Place(n.Written.Time().In(o.Policy.Cover.Location()), o.here)
	if city == "" {
		t.Fatal("the test is about two zones")
	}
	o.wantSays(strings.ToUpper("Written"+city), o.pane.clock(n.Written))
	if !strings.HasSuffix(o.pane.clock(n.Written), city) {
		t.Errorf("it says %q", o.pane.clock(n.Written))
	}
}

// Who acknowledges a note has not changed it.
func TestAnAcknowledgementIsNoChange(t *testing.T) {
	o := three(t)
	o.pane.Open("n-old")
	o.pane.Acknowledge()
	o.render()
	o.wantSays("acknowledged by You")
	o.wantSilent("last changed by You")
}
