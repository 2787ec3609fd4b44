package checklist

import (
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/policy"
	"floorwalker/ui/internal/stage"
)

// gapsOf are so many gaps, the third of them open and the fourth in no cover.
func (o *office) gapsOf(n int) (gs []coverage.Gap) {
	for i := range n {
		from := o.Now().Add(-time.Duration(n-i) * 5 * time.Minute)
		g := coverage.Gap{
			Chat: chat.ChatID(fmt.Sprintf("c%d", i)), From: from, To: from.Add(time.Duration(42+i*37) * time.Second), Since: from.Add(-2 * time.Minute),
			Accountable: "lena",
		}
		if i%2 == 1 {
			g.Rule = policy.RuleHumanRequest
		}
		switch i {
		case 2:
			g.Open, g.To = true, o.Now()
		case 3:
			g.Accountable = ""
		}
		gs = append(gs, g)
	}
	return gs
}

// looked turns to who looked, as somebody of that role, with so many gaps.
func (o *office) looked(role chat.Role, gaps int) {
	o.Snap.Me.Role = role
	for i, name := range []string{"Nisha G.", "रोहन महाराजाधिराज भट्टाचार्य", "Imran Q. of the Very Long Company Name That Never Ends Private Limited"} {
		o.Do(chat.ChatID(fmt.Sprintf("c%d", i)), stage.Opened(name))
	}
	o.desk.Looked = coverage.Figures{
		Machine: coverage.Machine{Lines: 300, Judged: 300},
		Eyes:    coverage.Eyes{Due: gaps + 48, Seen: 48, Gaps: o.gapsOf(gaps)},
	}
	o.render()
	o.report.Turn(1)
	o.render()
}

// D-10, A-12, G-QUAL-03: two numbers, never one; each gap by chat, from and to with
// seconds, seconds unseen and who answered; a key opens the chat.
func TestWhoLooked(t *testing.T) {
	o := newOffice(t, true)
	o.looked(chat.RoleLead, 4)
	o.desk.Looked.Machine = coverage.Machine{Lines: 301, Judged: 300, Missed: []coverage.Unjudged{{Chat: "c1", Message: "m", At: o.Now()}}}
	o.report.rune('r')
	o.render()
	o.says("99%", "300 of 301 lines judged by the rules.", "1 line not judged", "not judged",
		"92%", "48 of 52 looks in time.", "4 gaps", "Two numbers, never added up.", "Everybody's looks are counted here, leads' too.")
	// c0: 20 min before, 42 s; c1: 15 min before, 79 s, of an alert
	o.says("19:10:03 – 19:10:45", "42 s", "19:15:03 – 19:16:22", "79 s", "Asks for a person", "agent lena", "NO COVER", "Chat c3",
		"19:20:03 – now", "600 s", "10 min", "still unseen")
	if stage.Says(o.page.Content(), "94%") {
		t.Error("the two were added up")
	}
	o.page.Focus()
	o.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyHome}) // the line came after the first gap had the keyboard
	for range 5 {
		o.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		o.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	}
	stage.Press(t, o.page.Content(), "Open the chat")                                             // that of the last row
	if want := []chat.ChatID{"c1", "c2", "c3", "c1", "c0", "c0"}; !slices.Equal(o.opened, want) { // the line, what is open, then the newest
		t.Errorf("opened %v, want %v", o.opened, want)
	}
	o.page.Focus()
	o.window.Canvas().Focused().TypedRune('1')
	o.render()
	o.says("No figures yet")
}

// D-03: who is no lead hears of the team's looks only, and of nothing that a lead was
// told at this desk before.
func TestWhoLookedIsForgottenWithWhoAsked(t *testing.T) {
	o := newOffice(t, true)
	o.looked(chat.RoleLead, 4)
	o.desk.Fail = errors.New("the hub is busy")
	o.Snap.Me.Role = chat.RoleSecondary
	o.render()
	stage.WantSilent(t, o.page.Content(), "4 gaps", "leads' too")
	o.says("Reading who looked")
	o.desk.Fail = nil
	o.desk.Looked.Eyes.Gaps, o.desk.Looked.Eyes.Due = o.gapsOf(1), 49
	o.report.rune('r')
	o.render()
	o.says("The team's looks are counted here.", "1 gap")
}

// Without the hub it says as of when; what the day's figures name is shown where nothing
// else was ever read, and says that it is not all.
func TestWhoLookedOffline(t *testing.T) {
	o := newOffice(t, true)
	o.report.Turn(1)
	o.render()
	o.says("Nothing to look at yet")
	o.looked(chat.RoleLead, 2)
	o.Snap.Link.State = app.LinkOffline
	o.Pass(time.Minute)
	o.render()
	o.says("Offline · as of today 19:30", "2 gaps")
	asked := o.desk.Looks
	o.report.Tick()
	if o.desk.Looks != asked {
		t.Error("the hub is asked though it is gone")
	}

	cold := newOffice(t, true)
	cold.desk.Fail = errors.New("the hub is not connected")
	cold.Snap.Link.State = app.LinkOffline
	figures(cold)
	cold.Snap.Day.Coverage.Eyes.Due = 60
	cold.report.Turn(1)
	cold.render()
	cold.says("Offline · as of", "Only the first 2 gaps stand here", "still unseen")

	never := newOffice(t, true)
	never.desk.Fail = errors.New("the hub is not connected")
	never.report.Turn(1)
	never.render()
	never.says("Not known here", "The hub is not connected.")
}

// While it is on screen it is read again, and not oftener than needed.
func TestWhoLookedStaysYoung(t *testing.T) {
	o := newOffice(t, true)
	o.looked(chat.RoleLead, 0)
	o.says("No gap", "100%")
	asked := o.desk.Looks
	for range 3 {
		o.Pass(readAgain / 2)
		o.report.Tick()
		o.render()
	}
	if got := o.desk.Looks - asked; got != 1 {
		t.Errorf("asked %d times in 15 s", got)
	}
	o.report.Turn(0)
	asked = o.desk.Looks
	o.Pass(time.Minute)
	o.report.Tick()
	if o.desk.Looks != asked {
		t.Error("asked for what nobody looks at")
	}
}

// D-10: every one of 10,000 gaps is there, and only those in sight are drawn.
func TestTenThousandGaps(t *testing.T) {
	o := newOffice(t, true)
	o.looked(chat.RoleLead, 10_000)
	l := o.report.looked
	if len(l.chats) != 10_000 || l.table.VisibleRows() > 40 {
		t.Errorf("%d gaps, %d drawn", len(l.chats), l.table.VisibleRows())
	}
}

// BenchmarkTenThousandGaps is what a snapshot costs while they stand there.
func BenchmarkTenThousandGaps(b *testing.B) {
	o := newOffice(b, true)
	o.looked(chat.RoleLead, 10_000)
	s := o.Snapshot()
	for b.Loop() {
		o.report.Render(s)
	}
}

// BenchmarkListingTenThousandGaps is what that costs another goroutine.
func BenchmarkListingTenThousandGaps(b *testing.B) {
	o := newOffice(b, true)
	o.looked(chat.RoleLead, 10_000)
	s := o.Snapshot()
	for b.Loop() {
		o.report.looked.listed(s, &o.desk.Looked)
	}
}

// BenchmarkReadingTenThousandGaps is what it costs the UI thread once in [readAgain] that
// they are listed anew.
func BenchmarkReadingTenThousandGaps(b *testing.B) {
	o := newOffice(b, true)
	o.looked(chat.RoleLead, 10_000)
	s := o.Snapshot()
	for b.Loop() {
		o.report.looked.drawn = false
		o.report.Render(s)
	}
}
