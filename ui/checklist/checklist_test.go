package checklist

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/report"
	"floorwalker/app/shift/checklist"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
	"floorwalker/ui/way"
)

const shiftID = "2026-03-02-1000"

// office is one of the two pages in a window.
type office struct {
	*stage.Floor
	t      testing.TB
	desk   *stage.Desk
	crank  loop.Crank
	pane   *Pane
	report *Report
	page   interface {
		Content() fyne.CanvasObject
		Render(*app.Snapshot)
		Focus()
		Shortcut(fyne.Shortcut) bool
	}
	window fyne.Window
	places []way.Place
	opened []chat.ChatID
}

func newOffice(t testing.TB, reporting bool) *office {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	o := &office{Floor: stage.NewFloor(t), t: t}
	o.Person("lena", chat.RoleSecondary, "", true)
	o.desk = stage.NewDesk(o.Floor)
	o.Snap.Cover.Shift = shiftID
	o.enter(reporting)
	return o
}

func (o *office) enter(reporting bool) {
	opts := Options{
		Desk: o.desk, Policy: o.Policy, Now: o.Now, Here: o.Policy.Cover.Location(), Post: o.crank.Post,
		Focus:    func(f fyne.Focusable) { o.window.Canvas().Focus(f) },
		Window:   func() fyne.Canvas { return o.window.Canvas() },
		Go:       func(to way.Place) { o.places = append(o.places, to) },
		OpenChat: func(id chat.ChatID) { o.opened = append(o.opened, id) },
		Peek:     o.Open,
	}
	if reporting {
		o.report = NewReport(opts)
		o.page = o.report
	} else {
		o.pane = New(opts)
		o.page = o.pane
	}
	o.window = test.NewTempWindow(o.t, o.page.Content())
	o.window.SetPadded(false)
	o.window.Resize(fyne.NewSize(1130, 720))
	o.render()
}

func (o *office) render() {
	for range 2 {
		o.crank.Drain()
		o.page.Render(o.Snapshot())
	}
	stage.LayOut(o.page.Content())
}

func (o *office) says(words ...string) {
	o.t.Helper()
	stage.LayOut(o.page.Content())
	stage.WantSays(o.t, o.page.Content(), words...)
}

func (o *office) ctrl(k fyne.KeyName) bool {
	used := o.page.Shortcut(&desktop.CustomShortcut{KeyName: k, Modifier: fyne.KeyModifierShortcutDefault})
	o.render()
	return used
}

func (o *office) over() fyne.CanvasObject { return o.window.Canvas().Overlays().Top() }

func (o *office) confirm() {
	o.t.Helper()
	s, ok := stage.Called[*kit.Sheet](o.over(), "")
	if !ok {
		o.t.Fatal("no sheet is open")
	}
	s.Confirm()
	o.render()
}

func (o *office) asked(want ...string) {
	o.t.Helper()
	if got := o.desk.Take(); !slices.Equal(got, want) {
		o.t.Errorf("asked %q, want %q", got, want)
	}
}

// wrong is a chat in which somebody marked an answer of the bot as wrong.
func (o *office) wrong(id chat.ChatID, customer string) {
	o.Do(id, stage.Opened(customer), stage.Said("what does a second number cost?"),
		&chat.MessagePosted{Message: chat.MessageID("bot-" + string(id)), From: chat.SpeakerBot, Text: "A second number is free for ever."},
		stage.Said("really?"),
		&chat.ObligationStarted{Obligation: chat.Obligation{
			ID: chat.ObligationID("w-" + string(id)), Kind: chat.OwedWriteUp, Started: o.Now(), Due: o.Now().Add(4 * time.Hour), Owner: stage.Me,
			Cause: "bot-" + string(id), Words: "invented a price",
		}})
}

func day() []checklist.Item {
	return []checklist.Item{
		{ID: "G-CHK-D1", Words: "Check the chats of the night", Done: true, Count: 12, Of: 12, Why: "All are reviewed."},
		{ID: "G-CHK-D2", Words: "Watch all chats of the bot", Count: 96, Of: 100, Why: "2 chats were not seen in time.", Missing: []checklist.Missing{{Words: "रोहन महाराजाधिराज भट्टाचार्य, 42 s", Chat: "c1"}}},
		{ID: "G-CHK-D3", Words: "Step in within 30 seconds", Done: true, Count: 8, Of: 8},
		{ID: "G-CHK-D4", Words: "Make all follow-up calls", Count: 3, Of: 7, Why: "4 are open.", Missing: []checklist.Missing{{Words: "Nisha G., due 18:30"}, {Words: "Imran Q. of the Very Long Company Name That Never Ends Private Limited, due 18:45"}, {Words: "Tara L."}, {Words: "Joy"}}},
		{ID: "G-CHK-D5", Words: "Write up errors of the bot", Done: true},
		{ID: "G-CHK-D6", Words: "A ticket for every closed chat", Done: true, Count: 31, Of: 31},
		{ID: "G-CHK-D7", Words: "Publish the day's report", Why: "It was not published yet."},
	}
}

func end() []checklist.Item {
	return []checklist.Item{
		{ID: "G-CHK-E1", Words: "Finish all pending follow-up calls", Why: "4 are open."},
		{ID: "G-CHK-E2", Words: "Hand in the log of the bot's errors", Why: "Nothing was handed in."},
		{ID: "G-CHK-E3", Words: "Publish the report", Why: "It was not published yet."},
		{ID: "G-CHK-E4", Words: "Finish every chat that you took", Done: true},
	}
}

// G-CHK-D1 to -D7, G-CHK-E1 to -E4: each line says how it stands and why, names what is
// missing, and leads there; the rail has done of all.
func TestChecklists(t *testing.T) {
	o := newOffice(t, false)
	o.says("Reading the lists")
	o.Snap.Daily, o.Snap.Leaving = day(), end()
	o.render()
	o.says("4 of 7", "96 of 100", "Nisha G., due 18:30", "and 1 more", "Finish every chat that you took", "done")
	if o.pane.Figure(o.Snapshot()) != "4/7" {
		t.Errorf("the rail has %q", o.pane.Figure(o.Snapshot()))
	}
	o.page.Focus()
	o.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	stage.Press(t, o.page.Content(), "Open the chat")
	stage.Press(t, o.page.Content(), "Report")
	if !slices.Equal(o.places, []way.Place{way.Floor, way.Report}) || !slices.Equal(o.opened, []chat.ChatID{"c1"}) {
		t.Errorf("led to %v and %v", o.places, o.opened)
	}
}

// A-10, G-OPS-02: the form has question and answer from the chat, keeps what is typed, and
// sends all six; the log is handed in once nothing is owed.
func TestWritingUpAnErrorOfTheBot(t *testing.T) {
	o := newOffice(t, false)
	o.wrong("a", "Ada")
	o.Snap.Leaving = end()
	o.render()
	o.says("1 error to write up", "Ada", "Invented a price", "1 error must be written up first.")
	o.ctrl(fyne.KeyS)
	o.asked()
	o.ctrl(fyne.KeyN)
	if !stage.Says(o.over(), "what does a second number cost?") || !stage.Says(o.over(), "A second number is free for ever.") {
		t.Fatalf("the form says:\n%s", stage.Read(o.over()))
	}
	f := o.pane.errors.form
	f.field[ofExpected].SetText("50 a month")
	if len(o.desk.Drafts) != 1 {
		t.Errorf("drafts %v", o.desk.Drafts)
	}
	f.sheet.Cancel()
	o.ctrl(fyne.KeyN)
	f = o.pane.errors.form
	if f.field[ofExpected].Text() != "50 a month" {
		t.Error("what was typed is lost")
	}
	f.field[ofCause].SetText("no article")
	f.field[ofAction].SetText("article written")
	f.field[ofStatus].SetText("done")
	o.confirm()
	o.asked(`bot error in a of w-a: "what does a second number cost?" "A second number is free for ever." "50 a month" "no article" "article written" "done"`)
	o.Do("a", &chat.ObligationEnded{Obligation: "w-a", How: chat.EndedKept})
	o.Snap.Day.Bot = report.Bot{Written: 1}
	o.render()
	o.ctrl(fyne.KeyS)
	o.asked("bot errors of " + shiftID + ", none false")
}

// A-10, G-CHK-E2: a day without an error is said outright, by a press of its own.
func TestNoneSeenIsSaidOutright(t *testing.T) {
	o := newOffice(t, false)
	o.Snap.Leaving = end()
	o.render()
	o.ctrl(fyne.KeyS) // only leads to the button
	o.asked()
	o.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	o.asked("bot errors of " + shiftID + ", none true")
	o.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	o.asked()
}

func figures(o *office) {
	d := &o.Snap.Day
	d.At, d.Date = o.Now(), "2026-03-02"
	d.TakeOver = report.Kept{Of: 9, InTime: 8, Target: 30_000, Times: report.Times{Median: 11_000, P95: 24_000, Max: 29_000}, Late: []report.Case{{Chat: "c7", At: o.Now(), Took: 41_000, Agent: "lena"}}}
	d.Chats = report.Chats{Opened: 40, Closed: 31, Ticketed: 30, Without: []chat.ChatID{"c9"}}
	d.Calls = report.Calls{Due: 7, Kept: 3, Failed: 1, Late: 1, Open: 2}
	d.CSAT = report.CSAT{Stars: [5]int{1, 0, 1, 4, 9}, N: 15, Mean: 433, Five: 60, Satisfied: 86, Target: 90}
	d.FCR = report.FCR{Yes: 20, No: 5, Percent: 80, Target: 75, ByRule: 3}
	d.Coverage = coverage.Figures{
		Machine: coverage.Machine{Lines: 300, Judged: 300},
		Eyes:    coverage.Eyes{Due: 50, Seen: 48, Gaps: []coverage.Gap{{Chat: "c3", From: o.Now(), To: o.Now().Add(42 * time.Second), Accountable: "lena"}, {Chat: "c4", From: o.Now(), To: o.Now().Add(time.Minute), Open: true}}},
	}
	d.Night.Filed = 4
	d.Bot = report.Bot{Written: 2, Owed: 1}
}

// G-OPS-05, A-41: each figure says from how many it was made and what is behind it; one
// key publishes, and time and author stand there.
func TestReport(t *testing.T) {
	o := newOffice(t, true)
	o.says("No figures yet")
	figures(o)
	o.render()
	o.says("Takeovers in time", "88%", "9 takeovers", "within 30 s", "8 of 9 takeovers were in time.", "took 41 s", "agent lena")
	o.report.show("eyes")
	o.says("Chats watched by people", "48 were in time", "42 s", "still unseen", "NO COVER")
	stage.Press(t, o.page.Content(), "Open")
	if !slices.Equal(o.opened, []chat.ChatID{"c3"}) {
		t.Errorf("opened %v", o.opened)
	}
	o.ctrl(fyne.KeyS)
	o.asked("publish " + shiftID)
	o.says("Published in your name.")
	stage.WantSilent(t, o.page.Content(), "Nobody has published")
	o.Snap.Day.Published = []report.Published{{Shift: shiftID, By: "lena", At: o.Now()}}
	o.render()
	o.says("by agent lena", "Publish again")
	o.desk.Fail = errors.New("the hub did not answer")
	o.ctrl(fyne.KeyS)
	o.says("Not published: the hub did not answer")
}

// Nothing is published without the hub, and the figures say how old they are.
func TestReportOffline(t *testing.T) {
	o := newOffice(t, true)
	figures(o)
	o.Snap.Link.State = app.LinkOffline
	o.render()
	o.says("Offline · figures as of", "Publishing needs the hub, which is not connected.")
	o.ctrl(fyne.KeyS)
	o.asked()
}

// A figure that was made from nothing is none, and never a hundred percent.
func TestAFigureOfNothing(t *testing.T) {
	for _, f := range figuresOf(&report.Day{}) {
		if f.value != none {
			t.Errorf("%s is %s of nothing", f.word, f.value)
		}
		if strings.Contains(strings.Join(f.about, ""), "NaN") || len(f.about) == 0 {
			t.Errorf("%s says %q", f.word, f.about)
		}
	}
}

var scenes = map[string]func(o *office){
	"empty": func(*office) {},
	"lists": func(o *office) {
		o.Snap.Daily, o.Snap.Leaving = day(), end()
		o.Snap.Day.At = o.Now()
		o.wrong("a", "रोहन महाराजाधिराज भट्टाचार्य")
		o.wrong("b", "Imran Q. of the Very Long Company Name That Never Ends Private Limited")
	},
	"form": func(o *office) {
		o.Snap.Daily, o.Snap.Leaving = day(), end()
		o.wrong("a", "Ada")
		o.render()
		o.ctrl(fyne.KeyN)
	},
}

var reportScenes = map[string]func(o *office){
	"none":           func(*office) {},
	"figures":        figures,
	"looked":         func(o *office) { o.looked(chat.RoleLead, 14) },
	"looked-nothing": func(o *office) { o.report.Turn(1) },
	"looked-all": func(o *office) {
		o.looked(chat.RoleLead, 0)
	},
	"looked-offline": func(o *office) {
		o.looked(chat.RoleSecondary, 3)
		o.Snap.Link.State = app.LinkOffline
	},
	"looked-many": func(o *office) { o.looked(chat.RoleLead, 10_000) },
	"gaps": func(o *office) {
		figures(o)
		o.Snap.Day.Published = []report.Published{{Shift: shiftID, By: "lena", At: o.Now()}}
		o.render()
		o.report.show("eyes")
	},
}

func draw(reporting bool) func(t *testing.T, scene func(*office), look stage.Look) fyne.Canvas {
	return func(t *testing.T, scene func(*office), look stage.Look) fyne.Canvas {
		o := newOffice(t, reporting)
		look.Wear()
		o.enter(reporting)
		scene(o)
		o.render()
		o.window.Canvas().Refresh(o.page.Content())
		return o.window.Canvas()
	}
}

// TestPictures draws the page for eyes to judge ([stage.Pictures]).
func TestPictures(t *testing.T) {
	stage.Pictures(t, "checklist", scenes, stage.Looks(), draw(false))
}

// TestReportPictures does so for the other.
func TestReportPictures(t *testing.T) {
	stage.Pictures(t, "report", reportScenes, stage.Looks(), draw(true))
}
