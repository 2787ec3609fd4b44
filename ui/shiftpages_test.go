package ui

import (
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/shift/checklist"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
)

// onShift puts the person at the desk on a shift that they have begun.
func onShift(t testing.TB) *house {
	h := newHouse(t)
	c := &h.Snap.Cover
	c.Shift, c.Running, c.Begun, c.Words = "2026-03-02-1000", true, h.Now(), "Asha is primary until 19:00."
	c.Agent, c.Name, c.Role, c.Mine, c.Until = stage.Me, "Asha", chat.RolePrimary, true, h.Now().Add(5*time.Hour)
	c.Chain = []view.CoverPost{
		{Agent: stage.Me, Name: "Asha", Role: chat.RolePrimary, Online: true, Covers: true, Me: true},
		{Agent: "lena", Name: "Lena", Role: chat.RoleSecondary, Online: true},
	}
	return h.enter()
}

// G-COV-02: who touches nothing for the policy's time is idle, whoever moves the pointer,
// types or presses a key is back, and each is told once.
func TestIdle(t *testing.T) {
	h := newHouse(t)
	h.Policy.Idle.After = 5 * time.Minute
	h.Edition.Policy.Idle.After = 5 * time.Minute
	h.enter()
	idle := func() (out []string) {
		for _, a := range h.desk.Take() {
			if strings.HasPrefix(a, "idle") {
				out = append(out, a)
			}
		}
		return out
	}
	wait := func(d time.Duration) {
		for range int(d / (30 * time.Second)) {
			h.pass(30 * time.Second)
			h.shell.tick()
		}
	}
	wait(4*time.Minute + 30*time.Second)
	if got := idle(); got != nil {
		t.Errorf("too early: %v", got)
	}
	wait(2 * time.Minute)
	if got := idle(); !slices.Equal(got, []string{"idle true"}) {
		t.Errorf("after five minutes: %v", got)
	}
	for name, touch := range map[string]func(){
		"pointer": func() { h.window.Content().(desktop.Cursorable).Cursor() },
		"key":     func() { h.stroke(fyne.Key2, ctrl) },
		"letter":  func() { h.window.Canvas().OnTypedRune()('x') },
	} {
		wait(6 * time.Minute)
		idle()
		touch()
		if got := idle(); !slices.Equal(got, []string{"idle false"}) {
			t.Errorf("%s: %v", name, got)
		}
	}
	h.stroke(fyne.KeyF, ctrl) // into a box
	wait(6 * time.Minute)
	idle()
	h.write("a")
	h.shell.tick()
	if got := idle(); !slices.Equal(got, []string{"idle false"}) {
		t.Errorf("typing: %v", got)
	}
}

// G-COV-01, G-COV-03, D-10: the top bar says who answers for the floor and how much of it
// was watched; NO COVER stands on the wall, too.
func TestTheWindowSaysWhoCovers(t *testing.T) {
	h := onShift(t)
	h.Snap.Day.At = h.Now()
	h.Snap.Day.Coverage = coverage.Figures{Machine: coverage.Machine{Lines: 80, Judged: 80}, Eyes: coverage.Eyes{Due: 50, Seen: 48}}
	h.window.Resize(fyne.NewSize(1600, 900))
	h.render()
	h.wantSays("You are primary until", "Cover: Lena (secondary)", "Watched by people 96% · by machine 100%")
	h.Snap.Cover = view.Cover{Nobody: true, Words: "NO COVER since 19:00; Lena comes at 10:00."}
	h.render()
	h.wantSays("NO COVER", "Lena comes at 10:00.")
}

// a question to cover moves nothing and opens nothing; it stands on the wall and at
// the foot of every page until a key answers it.
func TestBeingAskedToCoverInTheWindow(t *testing.T) {
	h := onShift(t)
	h.Snap.Cover.Asks = []view.CoverAsk{{
		CoverAsk: chat.CoverAsk{Ask: "q", From: "lena", To: stage.Me, Why: "Lunch", Until: h.Now().Add(15 * time.Second)}, FromName: "Lena", Mine: true, Break: true,
	}}
	before := h.window.Canvas().Focused()
	h.render()
	h.wantSays("Lena asks you to cover", "I cover")
	if h.over() != nil || h.window.Canvas().Focused() != before {
		t.Error("it opened something, or took the keyboard")
	}
	h.stroke(fyne.Key9, ctrlShift)
	h.render()
	h.wantSays("Ctrl+Shift+1 accepts, Ctrl+Shift+2 declines")
	h.desk.Take()
	h.stroke(fyne.Key1, ctrlShift)
	if got := h.desk.Take(); !slices.Contains(got, `answer cover q true ""`) {
		t.Errorf("asked %v", got)
	}
	if h.shell.page != pageChecklist {
		t.Error("answering turned the page")
	}
}

// A-40, G-END-02: quitting and signing out say what is left; the one is possible, the
// other is not.
func TestLeavingThings(t *testing.T) {
	h := onShift(t)
	h.Snap.Leaving = []checklist.Item{{ID: "G-CHK-E4", Words: "Finish every chat that you took", Why: "1 chat is open.", Missing: []checklist.Missing{{Words: "Ada", Chat: "a"}}}}
	h.render()
	h.shell.Quit()
	if h.over() == nil || !stage.Says(h.over(), "You leave something behind") || h.quit != 0 {
		t.Fatal("quitting says nothing")
	}
	h.stroke(fyne.KeyReturn, ctrl)
	if h.quit != 1 {
		h.press(fyne.KeyEscape)
	}
	h.hub = "wss://hub.example.com"
	h.shell.signInAgain()
	if !h.says("You cannot sign out yet: 1 thing stands in the way.") {
		t.Error("signing out is not refused")
	}
	h.stroke(fyne.Key3, ctrlShift)
	if h.over() == nil || !stage.Says(h.over(), "Finish every chat that you took") {
		t.Error("the end of the shift lists nothing")
	}
}

// look.md: the checklist's figure in the rail is what is done of all.
func TestTheRailCountsTheChecklist(t *testing.T) {
	h := onShift(t)
	for i := range 7 {
		h.Snap.Daily = append(h.Snap.Daily, checklist.Item{ID: "G-CHK-D" + string(rune('1'+i)), Words: "x", Done: i < 5})
	}
	h.render()
	h.wantSays("5/7")
}

// C-TRF-02: a lead reads what failed at a desk until they say that they have.
func TestALeadReadsWhatFailedAtADesk(t *testing.T) {
	h := onShift(t)
	h.Snap.Cover.Failed = []view.FailedTest{{Agent: "lena", Name: "Lena", At: h.Now(), Checks: []chat.SelfCheck{{Name: "sound", Words: "No program to play sounds was found."}}}}
	h.render()
	if h.says("Alerts may be missed") {
		t.Error("it is no business of a primary's")
	}
	h.Snap.Me.Role = chat.RoleLead
	h.render()
	h.wantSays("Alerts may be missed at Lena's desk", "Sound: No program to play sounds was found.")
	stage.Press(t, h.window.Content(), "Seen")
	h.render()
	if h.says("Alerts may be missed") {
		t.Error("it stays after it was read")
	}
}
