package cover

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/shift/checklist"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
	"floorwalker/ui/way"
)

const shiftID = "2026-03-02-1000"

// front is the sheets over a window.
type front struct {
	*stage.Floor
	t      testing.TB
	desk   *stage.Desk
	crank  loop.Crank
	pane   *Pane
	window fyne.Window
	places []way.Place
	quit   int
	guess  bool

	sound  error
	notify error
	slow   []func() // answers of tests that take their time
	late   bool     // they do
}

func newFront(t testing.TB) *front {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	f := &front{Floor: stage.NewFloor(t), t: t}
	f.desk = stage.NewDesk(f.Floor)
	f.pane = New(Options{
		Desk: f.desk, Policy: f.Policy, Now: f.Now, Uncertain: func() bool { return f.guess }, Here: f.Policy.Cover.Location(), Post: f.crank.Post,
		Window: func() fyne.Canvas { return f.window.Canvas() }, Go: func(to way.Place) { f.places = append(f.places, to) },
		Quit: func() { f.quit++ },
		Tests: Tests{
			Sound: func(done func(error)) { f.answer(func() { done(f.sound) }) },
			Notify: func(done func(string, error)) {
				f.answer(func() { done("dunst", f.notify) })
			},
			RoundTrip: func() (time.Duration, bool) { return 12 * time.Millisecond, true },
		},
	})
	f.window = test.NewTempWindow(t, kit.NewBody("The floor"))
	f.window.SetPadded(false)
	f.window.Resize(fyne.NewSize(1280, 800))
	c := &f.Snap.Cover
	c.Shift, c.ShiftStart, c.ShiftEnd, c.Running = shiftID, f.Now().Add(-time.Hour), f.Now().Add(8*time.Hour), true
	c.Words = "Asha is primary until 03:30."
	c.Agent, c.Name, c.Role, c.Mine, c.Until = stage.Me, "Asha", chat.RolePrimary, true, c.ShiftEnd
	c.Chain = []view.CoverPost{
		{Agent: stage.Me, Name: "Asha", Role: chat.RolePrimary, Online: true, Covers: true, Me: true},
		{Agent: "lena", Name: "Lena", Role: chat.RoleSecondary, Online: true},
		{Agent: "ben", Name: "Ben", Role: chat.RoleBackup},
		{Agent: "tara", Name: "Tara", Role: chat.RoleLead, Online: true},
	}
	f.render()
	return f
}

func (f *front) answer(do func()) {
	if f.late {
		f.slow = append(f.slow, do)
		return
	}
	do()
}

func (f *front) render() {
	f.crank.Drain()
	f.pane.Render(f.Snapshot())
	if o := f.over(); o != nil {
		stage.LayOut(o)
	}
}

func (f *front) over() fyne.CanvasObject { return f.window.Canvas().Overlays().Top() }

func (f *front) says(words ...string) {
	f.t.Helper()
	if f.over() == nil {
		f.t.Fatal("no sheet is open")
	}
	stage.WantSays(f.t, f.over(), words...)
}

func (f *front) key(name fyne.KeyName) {
	f.t.Helper()
	if f.window.Canvas().Focused() == nil {
		f.t.Fatal("nothing has the keyboard")
	}
	f.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	f.render()
}

func (f *front) confirm() {
	f.t.Helper()
	s, ok := stage.Called[*kit.Sheet](f.over(), "")
	if !ok {
		f.t.Fatal("no sheet is open")
	}
	s.Confirm()
	f.render()
}

// lack is why the sheet cannot be confirmed.
func (f *front) lack() string {
	s, ok := stage.Called[*kit.Sheet](f.over(), "")
	if !ok {
		return ""
	}
	return s.Lack()
}

func (f *front) asked(want ...string) {
	f.t.Helper()
	if got := f.desk.Take(); !slices.Equal(got, want) {
		f.t.Errorf("asked %q, want %q", got, want)
	}
}

// C-TRF-02: all five are tried; the tone is asked for by two keys, and the shift begins
// with what was found.
func TestStartOfShift(t *testing.T) {
	f := newFront(t)
	if why := f.pane.Start(f.Snapshot()); why != "" {
		t.Fatal(why)
	}
	f.render()
	f.says("Did you hear it?", "Shown by dunst.", "The hub answers within 12 ms.", "It runs as the hub's does.", "It is off: alerts ring.")
	if f.lack() != "Say whether you heard the tone: Y or N" {
		t.Errorf("lacks %q", f.lack())
	}
	f.key(fyne.KeyY)
	f.says("You heard the tone.", "I begin my shift")
	f.confirm()
	f.asked("start shift " + shiftID + ", 5 checks, failed []")
	if f.over() != nil || f.pane.Opened() {
		t.Error("the sheet stays")
	}
}

// C-TRF-02: the tests end after the sheet was opened, and the keyboard is not left on
// Cancel by that: it asks first, and then begins the shift.
func TestTheStartIsNotLeftOnCancel(t *testing.T) {
	f := newFront(t)
	f.late = true
	f.pane.Start(f.Snapshot())
	f.render()
	on := func(word string) {
		t.Helper()
		b, ok := f.window.Canvas().Focused().(*kit.Button)
		if !ok || !strings.HasPrefix(b.AccessibilityLabel(), word) {
			t.Errorf("the keyboard is not on %q but on %v", word, f.window.Canvas().Focused())
		}
	}
	on("Cancel")
	for _, do := range f.slow {
		do()
	}
	f.render()
	on("Yes")
	f.key(fyne.KeyReturn)
	on("I begin my shift")
}

// C-TRF-02: what fails is said with what helps, the leads are told, and the shift can
// begin all the same.
func TestWhatFailsIsSaid(t *testing.T) {
	f := newFront(t)
	f.sound, f.notify, f.guess = errors.New("no program to play sounds was found"), errors.New("the system's notifications do not answer"), true
	f.Snap.DND = true
	f.Snap.Link.State = app.LinkOffline
	f.pane.Start(f.Snapshot())
	f.render()
	f.says("No program to play sounds was found. Install a player", "The hub is not connected.", "Do not disturb is on",
		"The leads are told that this fails here: sound, notification, connection, clock, do not disturb.", "Begin all the same")
	f.key(fyne.KeyD)
	f.says("It is off: alerts ring.")
	f.sound = nil
	f.key(fyne.KeyS)
	f.key(fyne.KeyN)
	f.says("The tone was played and you did not hear it.")
	f.confirm()
	f.asked("dnd false", "start shift "+shiftID+", 5 checks, failed [sound notification connection clock]")
}

// An answer that comes after the sheet was left, or to an earlier try, changes nothing.
func TestALateAnswerIsNotBelieved(t *testing.T) {
	f := newFront(t)
	f.late = true
	f.pane.Start(f.Snapshot())
	f.render()
	if !strings.Contains(f.lack(), "still being tried") {
		t.Errorf("lacks %q", f.lack())
	}
	f.key(fyne.KeyEscape)
	f.late = false
	f.pane.Start(f.Snapshot())
	f.render()
	f.key(fyne.KeyY)
	for _, do := range f.slow {
		do()
	}
	f.render()
	f.says("You heard the tone.")
}

// D-12, A-56: a break needs a yes first; until then the sheet counts, and says what came
// of it.
func TestBreak(t *testing.T) {
	f := newFront(t)
	if why := f.pane.Pause(f.Snapshot()); why != "" {
		t.Fatal(why)
	}
	f.says("Take a break", "Lena · secondary", "Ben · backup")
	f.confirm()
	f.asked(`ask cover lena "Break"`)
	f.says("Waiting for Lena", "being asked")
	ask := view.CoverAsk{CoverAsk: chat.CoverAsk{Ask: "q", From: stage.Me, To: "lena", Why: "Break", Until: f.Now().Add(15 * time.Second)}, ToName: "Lena", Sent: true}
	f.Snap.Cover.Asks = []view.CoverAsk{ask}
	f.render()
	f.says("0:15 left")
	f.Pass(9 * time.Second)
	f.render()
	f.says("0:06 left")
	f.Snap.Cover.Asks = nil
	f.render()
	f.says("Nobody has said yes", "has not answered", "Ask again")
	f.Snap.Cover.Break, f.Snap.Cover.BreakBy = f.Now(), "Tara"
	f.render()
	f.says("Your break has begun", "Tara covers the floor.", "Close")
	if stage.Says(f.over(), "Cancel") {
		t.Error("a break that has begun looks as if it could be cancelled")
	}
	f.confirm()
	f.pane.Pause(f.Snapshot())
	f.asked("back")
}

// D-12: a no comes with its reason, at once, and another question begins anew.
func TestARefusedBreakSaysWhy(t *testing.T) {
	f := newFront(t)
	old := view.CoverAnswer{CoverAsk: chat.CoverAsk{Ask: "old", To: "lena"}, ToName: "Lena", Answered: true, Reason: "Yesterday's"}
	f.Snap.Cover.Answer = old
	f.pane.Pause(f.Snapshot())
	f.confirm()
	f.says("Waiting for Lena", "being asked")
	f.Snap.Cover.Answer = view.CoverAnswer{CoverAsk: chat.CoverAsk{Ask: "q", To: "lena"}, ToName: "Lena", Answered: true, Reason: "I am on the phone"}
	f.render() // the question itself was never in a snapshot
	f.says("Lena says no", "“I am on the phone”", "your break has not begun", "said no", "Ask again")
	stage.Press(t, f.over(), "Ask again")
	f.render()
	f.says("Waiting for Lena", "being asked")
	f.Snap.Cover.Answer = view.CoverAnswer{CoverAsk: chat.CoverAsk{Ask: "r", To: "lena"}, ToName: "Lena", Reason: "nobody answered in 15s"}
	f.render()
	f.says("Nobody has said yes", "Lena has not answered in time")
	f.asked(`ask cover lena "Break"`, `ask cover lena "Break"`)
}

// what comes of silence is said as it is: who asks for a break stays, and the floor
// of who has gone comes to the lead.
func TestWhatSilenceMeans(t *testing.T) {
	f := newFront(t)
	for of, want := range map[bool]string{true: "Lena stays then", false: "It goes to the lead then."} {
		f.Snap.Cover.Asks = []view.CoverAsk{{CoverAsk: chat.CoverAsk{Ask: "q", From: "lena", Until: f.Now().Add(time.Second)}, FromName: "Lena", Mine: true, Break: of}}
		s := f.Snapshot()
		b, _ := f.pane.Asked(s)
		if !strings.Contains(b.Text, want) || (b.Title == "Can you cover for Lena?") == of {
			t.Errorf("the wall says %q, %q", b.Title, b.Text)
		}
		f.pane.Decline(s)
		f.render()
		f.says(want)
		f.key(fyne.KeyEscape)
	}
}

// D-12: nobody on a break, gone or away can be asked.
func TestWhoCannotCoverCannotBeAsked(t *testing.T) {
	f := newFront(t)
	for i := range f.Snap.Cover.Chain {
		f.Snap.Cover.Chain[i].Idle = true
	}
	f.Snap.Cover.Chain[3].Idle, f.Snap.Cover.Chain[3].Break = false, f.Now()
	f.pane.Pause(f.Snapshot())
	if f.lack() == "" {
		t.Error("somebody who cannot is asked")
	}
	f.confirm()
	f.asked()
}

// the other desk is asked on the wall, at the foot and in the top bar, and answers
// by one key; a no has its reason.
func TestBeingAsked(t *testing.T) {
	f := newFront(t)
	f.Snap.Cover.Asks = []view.CoverAsk{{
		CoverAsk: chat.CoverAsk{Ask: "q", From: "lena", To: stage.Me, Why: "Lunch", Until: f.Now().Add(15 * time.Second)}, FromName: "Lena", Mine: true, Break: true,
	}}
	s := f.Snapshot()
	b, ok := f.pane.Asked(s)
	if !ok || b.Title != "Lena asks you to cover" || b.Detail != "0:15 left" || !strings.Contains(b.Text, "“Lunch”") {
		t.Errorf("the wall says %+v", b)
	}
	if got := f.pane.Cover(s); got.Tone != kit.Amber || !strings.Contains(got.Word, "Lena asks you to cover · 0:15") {
		t.Errorf("the top bar says %+v", got)
	}
	if !strings.Contains(f.pane.Line(s), "Ctrl+Shift+1 accepts") {
		t.Errorf("the foot says %q", f.pane.Line(s))
	}
	f.pane.Decline(s)
	test.Type(f.window.Canvas().Focused(), "In a call")
	f.confirm()
	f.pane.Accept(s)
	f.asked(`answer cover q false "In a call"`, `answer cover q true ""`)
	f.Snap.Cover.Asks = nil
	if f.pane.Accept(f.Snapshot()) == "" {
		t.Error("an answer without a question")
	}
}

// D-12: a lead lets somebody go with a reason; nobody else does.
func TestOnlyALeadLetsSomebodyGo(t *testing.T) {
	f := newFront(t)
	if f.pane.LetGo(f.Snapshot()) == "" {
		t.Error("a primary lets somebody go")
	}
	f.Snap.Me.Role = chat.RoleLead
	f.Snap.Cover.Asks = []view.CoverAsk{{CoverAsk: chat.CoverAsk{Ask: "q", From: "lena"}}}
	f.pane.LetGo(f.Snapshot())
	test.Type(f.window.Canvas().Focused(), "I look after it")
	f.confirm()
	f.asked(`let lena go "I look after it"`)
}

func listed(done bool) []checklist.Item {
	return []checklist.Item{
		{ID: "G-CHK-E1", Words: "Finish all pending follow-up calls", Done: done, Why: "2 calls are open.", Missing: []checklist.Missing{{Words: "Nisha G., due 18:30"}, {Words: "रोहन, due 19:10"}}},
		{ID: "G-CHK-E2", Words: "Hand in the log of the bot's errors", Done: done, Why: "Nothing was handed in."},
		{ID: "G-CHK-E3", Words: "Publish the report", Done: true, Why: "Published at 18:40."},
		{ID: "G-CHK-E4", Words: "Finish every chat that you took", Done: done, Why: "1 chat is open.", Missing: []checklist.Missing{{Words: "Imran Q. of the Very Long Company Name That Never Ends Private Limited", Chat: "c1"}}},
	}
}

// A-40, G-END-02: the end lists what stands in its way with a way to each, and is locked;
// when nothing does, it ends, and only then leads out.
func TestEndOfShift(t *testing.T) {
	f := newFront(t)
	f.Snap.Cover.Begun = f.Now()
	f.Snap.Leaving = listed(false)
	f.pane.End(f.Snapshot())
	f.render()
	f.says("Finish all pending follow-up calls", "Nisha G., due 18:30", "Follow-ups", "Hand over", "Bot errors", "My chats")
	if f.lack() != "3 things stand in the way" {
		t.Errorf("lacks %q", f.lack())
	}
	f.confirm()
	f.asked()
	f.key(fyne.KeyReturn) // the first way has the keyboard
	if !slices.Equal(f.places, []way.Place{way.FollowUps}) || f.pane.Opened() {
		t.Errorf("led to %v", f.places)
	}
	f.pane.End(f.Snapshot())
	f.Snap.Leaving = listed(true)
	f.render()
	f.confirm()
	f.asked("end shift " + shiftID)
	if f.quit != 0 {
		t.Error("it quit before the hub had ended the shift")
	}
	f.Snap.Cover.Ended = f.Now()
	f.render()
	f.says("Your shift has ended", "Quit Floorwalker")
	f.confirm()
	if f.quit != 1 {
		t.Error("it did not quit")
	}
}

// a signed handover is waited for in words.
func TestEndOfShiftWaitsForTheHandover(t *testing.T) {
	f := newFront(t)
	h := view.Handover{Handover: chat.Handover{Hash: "h", From: stage.Me, To: "lena", Signed: f.Now(), Due: f.Now().Add(10 * time.Minute)}, ToName: "Lena", Open: 2}
	h.Items = make([]view.HandoverItem, 9)
	f.Snap.Handovers.Signed = []view.Handover{h}
	f.Pass(3*time.Minute + 50*time.Second)
	f.pane.End(f.Snapshot())
	f.render()
	f.says("waiting for Lena · 7 of 9 acknowledged · goes to the lead in 6:10")
}

// Quitting is possible always, and says what is left behind (G-END-01, A-40).
func TestQuittingSaysWhatIsLeft(t *testing.T) {
	f := newFront(t)
	f.Snap.Cover.Begun = f.Now()
	f.Snap.Leaving = listed(false)
	if !f.pane.Quit(f.Snapshot(), "Nobody watches 3 chats from this desk after you quit.") {
		t.Fatal("it asks nothing")
	}
	f.render()
	f.says("You leave something behind", "Nobody watches 3 chats", "You answer for the floor until", "it goes to Lena", "Finish every chat that you took", "Quit all the same")
	if b, ok := f.window.Canvas().Focused().(*kit.Button); ok && strings.HasPrefix(b.AccessibilityLabel(), "Quit") {
		t.Error("the keyboard stands on quitting")
	}
	f.confirm()
	if f.quit != 1 {
		t.Error("it does not quit")
	}
	g := newFront(t)
	g.Snap.Cover = view.Cover{Words: "Always covered."}
	if g.pane.Quit(g.Snapshot(), "") {
		t.Error("who leaves nothing is asked")
	}
}

// G-COV-01, G-COV-03: the top bar says who answers for the floor, in words.
func TestTopBarWords(t *testing.T) {
	f := newFront(t)
	f.Snap.Cover.Begun = f.Now()
	s := f.Snapshot()
	if m, c := f.pane.Mine(s), f.pane.Cover(s); m.Word != "You are primary until 03:30" || c.Word != "Cover: Lena (secondary)" {
		t.Errorf("%q, %q", m.Word, c.Word)
	}
	f.Snap.Cover.Begun = 0
	if m := f.pane.Mine(f.Snapshot()); m.Word != "Primary until 03:30 · begin Ctrl ⇧ 3" || m.Tone != kit.Amber {
		t.Errorf("%+v", m)
	}
	f.Snap.Cover.Mine, f.Snap.Cover.Nobody = false, true
	if c := f.pane.Cover(f.Snapshot()); c.Word != "NO COVER" || c.Tone != kit.Red {
		t.Errorf("%+v", c)
	}
	if b, ok := f.pane.Nobody(f.Snapshot()); !ok || b.Tone != kit.Red {
		t.Error("the wall does not say it")
	}
	f.Snap.Cover = view.Cover{Break: f.Now(), BreakBy: "Lena"}
	if m := f.pane.Mine(f.Snapshot()); m.Word != "On a break since 19:30 · Lena covers" {
		t.Errorf("%q", m.Word)
	}
}

var scenes = map[string]func(f *front){
	"start": func(f *front) { f.pane.Start(f.Snapshot()) },
	"fails": func(f *front) {
		f.sound, f.notify, f.guess, f.Snap.DND = errors.New("no program to play sounds was found"), errors.New("the system's notifications do not answer"), true, true
		f.Snap.Link.State = app.LinkOffline
		f.pane.Start(f.Snapshot())
	},
	"break": func(f *front) { f.pane.Pause(f.Snapshot()) },
	"refused": func(f *front) {
		f.Snap.Cover.Chain[1].Name = "लक्ष्मी नारायण त्रिपाठी of the Very Long Name"
		f.pane.Pause(f.Snapshot())
		f.confirm()
		f.Snap.Cover.Answer = view.CoverAnswer{CoverAsk: chat.CoverAsk{Ask: "q", To: "lena"}, Answered: true, Reason: "I am on the phone with somebody from billing until about half past"}
	},
	"end": func(f *front) {
		f.Snap.Cover.Begun, f.Snap.Leaving = f.Now(), listed(false)
		h := view.Handover{Handover: chat.Handover{Hash: "h", From: stage.Me, To: "lena", Signed: f.Now(), Due: f.Now().Add(10 * time.Minute)}, ToName: "Lena", Open: 2}
		h.Items = make([]view.HandoverItem, 9)
		f.Snap.Handovers.Signed = []view.Handover{h}
		f.pane.End(f.Snapshot())
	},
	"quit": func(f *front) {
		f.Snap.Cover.Begun, f.Snap.Leaving = f.Now(), listed(false)
		f.pane.Quit(f.Snapshot(), "Nobody watches 3 chats from this desk after you quit.")
	},
}

// TestPictures draws the sheets for eyes to judge ([stage.Pictures]).
func TestPictures(t *testing.T) {
	stage.Pictures(t, "cover", scenes, stage.Looks(), func(t *testing.T, scene func(*front), look stage.Look) fyne.Canvas {
		f := newFront(t)
		look.Wear()
		scene(f)
		f.render()
		f.render()
		return f.window.Canvas()
	})
}
