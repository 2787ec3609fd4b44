package tickets

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// The list has what a lead looks for, newest first, with what a rule filled marked
// (G-TKT-05 to -10).
func TestTheList(t *testing.T) {
	o := newOffice(t)
	o.full()
	o.render()
	o.wantSays("4 tickets", "Rohan M.", string(o.list[0].Ref), "Billing · Invoice", "Closed", "FCR yes", "filled by rule", "मीरा वर्मा")
	o.wantSilent("could not be delivered", "not the same")
	if n, _ := o.pane.Count(o.Snapshot()); n != 0 {
		t.Errorf("the rail says %d", n)
	}
	o.pane.Open(o.list[2].Ref)
	o.render()
	o.wantSays("Neutral · filled by rule", "Billing · filled by rule", "unknown: Not given in the chat.", "bot", "none wanted")
	o.pane.Open(o.list[1].Ref)
	o.render()
	o.wantSays("problem", "Next steps") // an open ticket promises something (G-CLOSE-05)
	o.pane.OpenChat()
	if len(o.opened) != 1 || o.opened[0] != o.list[1].Chat {
		t.Errorf("opened %v", o.opened)
	}
}

// What is not as it should be stands on top (G-TKT-01) and in the rail.
func TestWhatIsWrongStandsOnTop(t *testing.T) {
	o := newOffice(t)
	o.trouble()
	o.render()
	o.wantSays(
		"Closed chats and tickets are not the same", "Ended without a ticket: practice/418, practice/419", "3 differences",
		"2 parcels could not be delivered", "given up after 80 attempts", "mailbox full", "it may have arrived all the same",
		"no webhook of that name", "the address is no address", "1 parcel on the way",
	)
	if n, tone := o.pane.Count(o.Snapshot()); n != 5 || tone != kit.Red {
		t.Errorf("the rail says %d", n)
	}
	o.pane.Open(o.list[0].Ref)
	o.render()
	o.wantSays("Not delivered", "404 Not Found")
	o.press("Send again")
	o.pane.Retry("")
	o.render()
	if got := strings.Join(o.tried, " "); got != "k1 " {
		t.Errorf("sent again: %q", got)
	}
	o.wantSilent("could not be delivered")
	o.check = app.TicketCheck{Failed: "The log could not be read to its end."}
	o.ctrl(fyne.KeyR)
	o.wantSays("The nightly check could not be made")
}

func TestOnlyLeadsSendAgain(t *testing.T) {
	o := newOffice(t)
	o.trouble()
	o.Snap.Me.Role = chat.RolePrimary
	o.render()
	o.pane.Retry("")
	if len(o.tried) != 0 {
		t.Error("somebody who is no lead has sent it again")
	}
}

// A search asks the hub; typing never runs ahead of it.
func TestSearching(t *testing.T) {
	o := newOffice(t)
	o.full()
	o.render()
	before := len(o.asked)
	o.hold = true
	o.ctrl(fyne.KeyF)
	for _, r := range "rohan" {
		o.window.Canvas().Focused().TypedRune(r)
	}
	if len(o.asked) != before+1 {
		t.Errorf("%d questions under way", len(o.asked)-before)
	}
	o.hold = false
	for _, f := range o.held {
		f()
	}
	o.held = nil
	o.render()
	if last := o.asked[len(o.asked)-1]; last.Words != "rohan" || len(o.asked) != before+2 {
		t.Errorf("asked %v", o.asked[before:])
	}
	o.wantSays("Rohan M.")
	o.wantSilent("मीरा वर्मा")
	o.pane.search.SetText("nobody of that name")
	o.render()
	o.wantSays("No ticket has all of these words")
}

func TestEmptyLoadingOffline(t *testing.T) {
	o := newOffice(t)
	o.wantSays("Reading the tickets")
	o.Snap.Link.State = app.LinkOffline
	o.err = errAway
	o.render()
	o.wantSays("The tickets are at the hub")
	o.Snap.Link.State = app.LinkLive
	o.render()
	o.wantSays("The tickets cannot be read", "try again")
	o.err = nil
	o.ctrl(fyne.KeyR)
	o.wantSays("No chat has ended yet")
	o.full()
	o.ctrl(fyne.KeyR)
	o.Snap.Link.State = app.LinkOffline
	o.err = errAway
	o.render()
	o.ctrl(fyne.KeyR)
	o.wantSays("as it was today", "Rohan M.")
	asked := len(o.asked)
	o.now = o.now.Add(again)
	o.pane.Tick()
	if len(o.asked) != asked {
		t.Error("the page asks although the hub is away")
	}
	o.Snap.Link.State, o.err = app.LinkLive, nil
	o.render()
	if len(o.asked) == asked {
		t.Error("the page does not ask when the hub is back")
	}
	asked = len(o.asked)
	o.now = o.now.Add(again)
	o.pane.Tick()
	if len(o.asked) != asked+1 {
		t.Error("the page does not ask from time to time")
	}
}

// Priority, status and assignee are changed over the newest ticket, and only while the
// chat is on the floor (G-TKT-06).
func TestChanging(t *testing.T) {
	o := newOffice(t)
	o.full()
	o.render()
	bot := o.list[2]
	o.pane.Open(bot.Ref)
	o.render()
	newer := bot
	newer.Notes = "written meanwhile"
	o.floor[bot.Chat] = newer
	o.pane.typed('p')
	o.pick("High")
	if len(o.saved) != 1 || o.saved[0].Priority != "high" || o.saved[0].Notes != newer.Notes {
		t.Fatalf("saved %+v", o.saved)
	}
	for _, f := range o.saved[0].ByRule {
		if f == ticket.FieldPriority {
			t.Error("a person's answer is still called a rule's")
		}
	}
	o.wantSays("Being saved")
	o.now = o.now.Add(told)
	o.pane.Tick()
	o.render()
	o.wantSilent("Being saved")
	o.wantSays("High")
	o.pane.typed('a')
	o.pick("You")
	if len(o.saved) != 2 || o.saved[1].Assignee != stage.Me {
		t.Fatalf("saved %+v", o.saved)
	}
	o.now = o.now.Add(told)
	o.pane.Tick()
	o.render()
	o.pane.typed('s')
	o.pick("Open")
	if len(o.saved) != 2 {
		t.Error("an open ticket without next steps was saved")
	}
	o.wantSays("Not saved: next steps")
	o.pane.Open(o.list[1].Ref) // its chat has left the floor
	o.render()
	o.pane.typed('p')
	o.wantSays("the chat has left the floor")
	if o.window.Canvas().Overlays().Top() != nil {
		t.Error("a ticket that cannot be changed offers to be")
	}
}

func TestExporting(t *testing.T) {
	o := newOffice(t)
	o.full()
	o.render()
	var asked []string
	o.export = func(q app.TicketQuery, format string, w io.Writer) error {
		asked = append(asked, q.Words+" "+format+" "+fmt.Sprint(q.Limit))
		_, err := io.WriteString(w, "ref,chat\r\n")
		return err
	}
	o.press("Export")
	o.wantSays("The tickets are in tickets.csv")
	o.name = "all.JSON"
	o.ctrl(fyne.KeyE)
	if strings.Join(asked, "; ") != " csv 0;  json 0" || o.file.Len() == 0 {
		t.Errorf("%q", asked)
	}
	o.export = func(app.TicketQuery, string, io.Writer) error { return errors.New("the disk is full") }
	o.ctrl(fyne.KeyE)
	o.wantSays("did not get to its end", "the disk is full")
	o.Snap.Link.State = app.LinkOffline
	o.render()
	if asked = nil; o.pane.Shortcut(nil) || asked != nil {
		t.Error("it exports without a hub")
	}
}

// The number goes to the clipboard; keys that the page does not know go on.
func TestKeys(t *testing.T) {
	o := newOffice(t)
	o.full()
	o.render()
	o.pane.typed('c') // nothing is open
	o.pane.Focus()
	o.pane.Open(o.list[0].Ref)
	for _, r := range "co/x" {
		o.pane.typed(r)
	}
	o.render()
	if got := fyne.CurrentApp().Clipboard().Content(); got != string(o.list[0].Ref) {
		t.Errorf("the clipboard has %q", got)
	}
	if o.window.Canvas().Focused() != fyne.Focusable(o.pane.search) {
		t.Error("/ does not lead to the search")
	}
	o.pane.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if o.window.Canvas().Focused() != o.pane.table.Focusable() {
		t.Error("Esc does not lead back to the rows")
	}
}
