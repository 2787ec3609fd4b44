package followups

import (
	"errors"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

func TestLateComesFirstAndClocksRun(t *testing.T) {
	o := three(t)
	if got := o.names(); got != "Asha Ben मीरा वर्मा" {
		t.Errorf("on screen: %s", got)
	}
	o.wantSays("−0:06", "late · ", "0:10", "1:10", "1 late", "2 due today", "You", "agent lena", "Nobody yet", "from a chat")
	rows := o.pane.front.Table.VisibleRows()
	o.Pass(10*time.Minute + time.Millisecond)
	o.pane.Tick()
	o.wantSays("−0:17", "−0:01", "1:00", "2 late")
	if got := o.names(); got != "Asha Ben मीरा वर्मा" || o.pane.front.Table.VisibleRows() != rows {
		t.Errorf("time moved the rows: %s", got)
	}
}

func TestFiguresOfTime(t *testing.T) {
	for ms, want := range map[int64]string{
		0: "0:00", 1: "0:01", 60_000: "0:01", 60_001: "0:02", -1: "−0:01", -60_000: "−0:01", -60_001: "−0:02",
		3_600_000: "1:00", 47 * 3_600_000: "47:00", 48 * 3_600_000: "2 d", -50 * 3_600_000: "−2 d",
	} {
		if got := words.HoursLeft(words.MinutesLeft(stage.Start+chat.Instant(ms), stage.Start)); got != want {
			t.Errorf("%d ms: %s, want %s", ms, got, want)
		}
	}
}

func TestWhenIsSaidAsPeopleSayIt(t *testing.T) {
	now := time.Date(2026, 11, 22, 14, 32, 0, 0, zone(t, "Asia/Kolkata"))
	for _, c := range []struct {
		at   time.Time
		want string
	}{
		{now, "today 14:32"},
		{now.Add(-15 * time.Hour), "yesterday 23:32"},
		{now.Add(12 * time.Hour), "tomorrow 02:32"},
		{now.AddDate(0, 0, 2).UTC(), "24 Nov 14:32"},
		{now.AddDate(1, 0, 0), "22 Nov 2027 14:32"},
	} {
		if got := words.When(c.at, now); got != c.want {
			t.Errorf("%v: %s, want %s", c.at, got, c.want)
		}
	}
}

func TestFilters(t *testing.T) {
	o := three(t)
	o.theirs("f-done", call("Cy", o.Now()).Complete(stage.Other, o.Now(), "Solved."))
	o.render()
	o.pane.pick(filterMine)
	if got := o.names(); got != "Ben" {
		t.Errorf("mine: %s", got)
	}
	o.pane.pick(filterDone)
	if got := o.names(); got != "Cy" {
		t.Errorf("done: %s", got)
	}
	o.wantSays("Done", "agent ben")
}

func TestAnEmptyListSaysWhatWouldStandThere(t *testing.T) {
	o := newOffice(t)
	o.wantSays("Nobody is to be called", "Nobody is chosen", "0 due today", "all is synced")
	o.Snap.Link.State = app.LinkOffline
	o.Snap.Shelves.Waiting = map[chat.Shelf]int{chat.ShelfFollowUps: 2}
	o.render()
	o.wantSays("Works without a network · 2 changes waiting to sync")
	o.Snap.Shelves.Waiting = map[chat.Shelf]int{chat.ShelfFollowUps: 0}
	o.render()
	o.wantSays("nothing waits to sync")
	for _, f := range []filter{filterMine, filterDone} {
		o.pane.pick(f)
		o.wantSilent("Nobody is to be called")
	}
}

// S-TRF: what the page's rail figure counts.
func TestTheRailsFigure(t *testing.T) {
	o := newOffice(t)
	check := func(want int, tone kit.Tone) {
		t.Helper()
		if n, got := o.pane.Count(o.Snapshot()); n != want || got != tone {
			t.Errorf("%d in %v, want %d in %v", n, got, want, tone)
		}
	}
	check(0, kit.Grey)
	o.theirs("other", call("A", o.Now()-minute).Assign("lena"))
	o.theirs("tomorrow", call("B", o.Now()+24*60*minute))
	check(0, kit.Grey)
	o.theirs("mine", call("C", o.Now()+40*minute).Assign(stage.Me))
	check(1, kit.Grey)
	o.theirs("nobody", call("D", o.Now()+20*minute))
	check(2, kit.Grey)
	o.Pass(6 * time.Minute)
	check(2, kit.Amber)
	o.Pass(15 * time.Minute)
	check(2, kit.Red)
}

func TestEditIsSavedAndShown(t *testing.T) {
	o := three(t)
	o.pane.Edit("f-later")
	o.render()
	o.wantSays("मीरा वर्मा", "बिल देखें 🙏", "Today", "written down by agent ben")
	o.fill(o.pane.form.note, "बिल भेजा 📄")
	o.wantSays("Not saved yet.")
	if o.desk.Drafts["followups/f-later"] == "" {
		t.Error("what is typed is no draft")
	}
	o.ctrl(fyne.KeyS)
	if got := o.get("f-later"); got.Note != "बिल भेजा 📄" || got.Assignee != "lena" {
		t.Errorf("saved %+v", got)
	}
	o.wantSays("Saved.")
	if o.desk.Drafts["followups/f-later"] != "" || o.pane.form.dirty() {
		t.Error("the draft outlived its save")
	}
	o.Snap.Link.State, o.Snap.Shelves.Waiting = app.LinkOffline, map[chat.Shelf]int{chat.ShelfFollowUps: 1}
	o.fill(o.pane.form.reason, "Invoice")
	o.ctrl(fyne.KeyS)
	o.wantSays("Saved here, waiting for the hub.")
	o.Snap.Link.State, o.Snap.Shelves.Waiting = app.LinkLive, map[chat.Shelf]int{chat.ShelfFollowUps: 0}
	o.render()
	o.wantSilent("waiting for the hub")
}

func TestDueTimesAreSetByButtonAndByWriting(t *testing.T) {
	o := three(t)
	o.pane.Edit("f-late")
	o.render()
	o.pane.form.focus(o.pane.form.note)
	o.press("in 2 h")
	if got := o.get("f-late").Due; got != (o.Now()+120*minute)/minute*minute {
		t.Errorf("due %v", got.Time())
	}
	o.fill(o.pane.form.due, "tomorrow 9:30")
	o.wantSays("Due tomorrow 09:30 once it is saved")
	o.key(fyne.KeyReturn)
	due := o.get("f-late").Due.Time().In(o.zone)
	if due.Format("15:04") != "09:30" || words.Date(due).Sub(words.Date(o.Now().Time().In(o.zone))) != 24*time.Hour {
		t.Errorf("due %v", due)
	}
	if o.pane.form.due.Text != "" {
		t.Errorf("%q is still written", o.pane.form.due.Text)
	}
	o.fill(o.pane.form.due, "sometime")
	o.key(fyne.KeyReturn)
	o.wantSays("Not understood.")
	if o.pane.form.due.Text != "sometime" || o.get("f-late").Due.Time().In(o.zone) != due {
		t.Error("what is not understood was taken")
	}
}

func TestAssignToAnybody(t *testing.T) {
	o := three(t)
	o.pane.Edit("f-late")
	o.render()
	o.pane.Focus()
	o.window.Canvas().Focused().TypedRune('a')
	picker := stage.Find[*kit.Picker](o.window.Canvas().Overlays().Top())
	if len(picker) != 1 || !stage.Says(picker[0], "agent lena", "offline", "online · 0 chats", "Nobody yet") {
		t.Fatal("there is no picker of everybody")
	}
	picker[0].Search("lena")
	o.key(fyne.KeyReturn)
	if got := o.get("f-late").Assignee; got != "lena" {
		t.Errorf("assigned to %q", got)
	}
	o.wantSays("agent lena · offline")
	if o.window.Canvas().Overlays().Top() != nil {
		t.Error("the picker is still there")
	}
}

func TestCompleteAndOpenAgain(t *testing.T) {
	o := three(t)
	o.pane.Edit("f-later")
	o.render()
	o.fill(o.pane.form.reason, "Invoice of October")
	o.pane.Complete()
	o.crank.Drain()
	test.Type(o.window.Canvas().Focused(), "Explained, all well.")
	if o.desk.Drafts["followups/f-later/done"] != "Explained, all well." {
		t.Error("the note of completing is no draft")
	}
	o.key(fyne.KeyEscape) // leaves, and loses nothing
	if !o.get("f-later").IsOpen() {
		t.Fatal("Esc completed it")
	}
	o.pane.Complete()
	o.crank.Drain()
	o.press("Complete")
	got := o.get("f-later")
	if got.IsOpen() || got.DoneBy != stage.Me || got.Note != "बिल देखें 🙏\nExplained, all well." || got.Reason != "Invoice of October" {
		t.Errorf("completed as %+v", got)
	}
	if len(o.desk.Drafts) != 0 {
		t.Errorf("drafts are left: %v", o.desk.Drafts)
	}
	if got := o.names(); got != "Asha Ben" {
		t.Errorf("listed: %s", got)
	}
	o.wantSays("completed by You", "done")
	o.press("Open again")
	if got := o.get("f-later"); !got.IsOpen() || got.Done != 0 || !strings.Contains(got.Note, "Explained") {
		t.Errorf("opened again as %+v", got)
	}
}

func TestAFailureKeepsWhatIsTyped(t *testing.T) {
	o := three(t)
	o.pane.Edit("f-late")
	o.render()
	o.fill(o.pane.form.note, "keep me")
	o.desk.Fail = errors.New("the disk is full")
	o.ctrl(fyne.KeyS)
	o.wantSays("Not saved: the disk is full.", "keep me")
	o.ctrl(fyne.KeyS)
	if o.get("f-late").Note != "keep me" {
		t.Error("it cannot be saved any more")
	}
	o.fill(o.pane.form.reason, " ")
	o.ctrl(fyne.KeyS)
	o.wantSays("What it is about must not be empty.")
}

func TestOpenChatAndCopyNumber(t *testing.T) {
	o := three(t)
	o.pane.Edit("f-later")
	o.render()
	o.press("Open chat")
	o.press("Copy number")
	if len(o.opened) != 1 || o.opened[0] != "c7" || fyne.CurrentApp().Clipboard().Content() != "+91 00000 00001" {
		t.Errorf("opened %v, copied %q", o.opened, fyne.CurrentApp().Clipboard().Content())
	}
	o.pane.Edit("f-late")
	o.render()
	if o.pane.form.chat.Visible() {
		t.Error("a chat can be opened where there is none")
	}
}

func TestTheHubsRefusalIsShown(t *testing.T) {
	o := three(t)
	o.Snap.Shelves.Refused = []app.RefusedEdit{
		{Command: "c0", Shelf: chat.ShelfCanned, Words: "not ours"},
		{Command: "c1", Shelf: chat.ShelfFollowUps, Record: "f-soon", Words: "you may not"},
	}
	o.render()
	o.wantSays("Not saved at the hub", "You may not.")
	o.wantSilent("Not ours.")
	o.pane.front.Refused.Banner.OnButton(0)
	o.pane.front.Refused.Banner.OnButton(1)
	if o.pane.Opened() != "f-soon" || o.desk.Asked[len(o.desk.Asked)-1] != "drop c1" {
		t.Errorf("opened %s, asked %v", o.pane.Opened(), o.desk.Asked)
	}
}

func TestKeysOfThePage(t *testing.T) {
	o := three(t)
	if o.ctrl(fyne.KeyK) {
		t.Error("took the window's key")
	}
	o.pane.Edit("f-soon")
	o.render()
	o.pane.Focus()
	o.window.Canvas().Focused().TypedRune('1')
	o.render()
	if got := o.get("f-soon").Due; got != (o.Now()+30*minute)/minute*minute {
		t.Errorf("due %v", got.Time())
	}
	o.window.Canvas().Focused().TypedRune('t')
	if o.window.Canvas().Focused() != fyne.Focusable(o.pane.form.due) {
		t.Error("T does not lead to the due time")
	}
	o.key(fyne.KeyEscape)
	if o.window.Canvas().Focused() != o.pane.front.Table.Focusable() {
		t.Error("Esc does not lead back")
	}
	o.pane.form.note.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierShortcutDefault})
	if o.passed != 1 {
		t.Error("a field keeps the window's keys")
	}
}
