package ui

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// D-15: one glance says whether the wall is live, and if not, as of when.
func TestLivePill(t *testing.T) {
	asOf := time.Date(2026, 3, 2, 14, 30, 12, 0, time.Local)
	link := func(s app.LinkState) *app.Snapshot {
		return &app.Snapshot{Link: app.Link{State: s, AsOf: chat.InstantOf(asOf)}}
	}
	reading := link(app.LinkReading)
	reading.Loading = app.Progress{Got: 12, Of: 200}
	gap := link(app.LinkLive)
	gap.GapAll = true
	for _, c := range []struct {
		name  string
		snap  *app.Snapshot
		age   time.Duration
		heard bool
		says  string
		tone  kit.Tone
		retry bool
	}{
		{"live", link(app.LinkLive), 400 * time.Millisecond, true, "Live · 1 s old", kit.Green, false},
		{"at the limit", link(app.LinkLive), 3 * time.Second, true, "Live · 3 s old", kit.Green, false},
		{"stale", link(app.LinkLive), 3*time.Second + time.Millisecond, true, "Not heard for 0:03", kit.Amber, true},
		{"never heard", link(app.LinkLive), 0, false, "Not heard for 0:00", kit.Amber, true},
		{"gap", gap, time.Second, true, "Lines may be missing", kit.Amber, false},
		{"reading", reading, time.Second, true, "Reading 12 of 200 chats", kit.Blue, false},
		{"catching up", link(app.LinkReading), time.Second, true, "Catching up", kit.Blue, false},
		{"dialling", link(app.LinkDialing), time.Hour, true, "Connecting · as of 14:30:12", kit.Amber, false},
		{"offline", link(app.LinkOffline), time.Hour, true, "Offline · as of 14:30:12", kit.Amber, true},
		{"stopping", link(app.LinkStopping), time.Hour, true, "Offline · as of 14:30:12", kit.Amber, true},
		{"refused", link(app.LinkRefused), time.Hour, true, "Not let in · as of 14:30:12", kit.Red, true},
		{"never whole", &app.Snapshot{Link: app.Link{State: app.LinkOffline}}, 0, false, "Offline", kit.Amber, true},
	} {
		d, retry := livePill(c.snap, c.age, c.heard)
		if d.Word != c.says || d.Tone != c.tone || retry != c.retry || !d.Dot {
			t.Errorf("%s: %q tone %v, retry %t; want %q tone %v, retry %t", c.name, d.Word, d.Tone, retry, c.says, c.tone, c.retry)
		}
	}
}

func TestTheTopBarOffersWhatHelps(t *testing.T) {
	h := newHouse(t)
	h.hub = "wss://hub.example.com/v1/stream"
	h.enter()
	h.wantSays("Live · ", "Asha · primary", "Practice", "0 chats · 0 alerts", "Sound on")
	h.age = 4 * time.Second
	h.shell.tick()
	h.wantSays("Not heard for 0:04", "Retry now")
	test.Tap(h.shell.top.retry)
	h.Snap.Link = app.Link{State: app.LinkRefused, Words: "The token is not good."}
	h.render()
	h.wantSays("Not let in", "The token is not good.", "Sign in")
	test.Tap(h.shell.top.retry)
	if h.over() == nil || fmt.Sprint(h.desk.Take()) != "[retry]" {
		t.Fatal("the link beside a refusal does not ask for a token")
	}
	h.write("  fw_new ")
	h.press(fyne.KeyReturn)
	if fmt.Sprint(h.tokens) != "[fw_new]" || h.over() != nil {
		t.Errorf("signed in with %q", h.tokens)
	}
	h.Snap.DND, h.Snap.Held = true, 3
	h.guess = true
	h.render()
	h.wantSays("Do not disturb · 3 held", "about ")
}

// The answer to a wish stands at the foot once, and for ten seconds.
func TestANoticeIsShownOnceAndExpires(t *testing.T) {
	h := newHouse(t).enter()
	h.Snap.Notices = []app.Notice{{N: 1, Words: "Not done: somebody else was first.", Bad: true}}
	h.render()
	h.wantSays("somebody else was first")
	h.pass(noticeTime - time.Millisecond)
	h.shell.tick()
	h.wantSays("somebody else was first")
	h.pass(time.Millisecond)
	h.shell.tick()
	if h.says("somebody else was first") {
		t.Fatal("the notice stays")
	}
	h.render()
	if h.says("somebody else was first") {
		t.Error("the notice came twice")
	}
	h.Snap.Alarm = "The cache cannot be written."
	h.render()
	h.wantSays("The cache cannot be written.")
}

// The strip at the foot names the loudest alert and opens it; the title counts.
func TestTheStripOpensTheLoudestAlert(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("a", stage.Opened("Ada"), stage.Said("x"), stage.Fired("bot_repeat", chat.TierProactive, chat.LevelAlert))
	h.Do("b", stage.Opened("Bo"), stage.Said("help"), stage.Alert("help"))
	h.render()
	h.wantSays("▲ Bo · Asks for a person · and 1 more", "2 chats · 2 alerts")
	if h.window.Title() != "(2) Floorwalker" {
		t.Errorf("the title is %q", h.window.Title())
	}
	test.Tap(h.shell.status.strip)
	if got := fmt.Sprint(h.desk.Take()); got != "[open b]" {
		t.Errorf("asked %s", got)
	}
}

// What a person chose about the window comes back.
func TestTheLookIsKept(t *testing.T) {
	h := newHouse(t).enter()
	h.window.Resize(fyne.NewSize(1400, 900))
	h.stroke(fyne.KeyK, ctrlShift) // compact
	h.stroke(fyne.KeyB, ctrl)      // no side panel
	h.stroke(fyne.KeyEqual, ctrl)
	h.shell.toggleContrast()
	h.stroke(fyne.KeyY, ctrlShift)
	want := h.shell.look
	if !want.Compact || !want.NoSide || !want.Contrast || want.Scale != 1.1 || want.Mode == theme.FollowSystem {
		t.Fatalf("chosen: %+v", want)
	}
	again := newHouse(t)
	again.kept = h.kept
	again.enter()
	if got := again.shell.look; fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("came back as %+v, want %+v", got, want)
	}
	if s := again.window.Canvas().Size(); s.Width < 1390 || s.Height < 890 {
		t.Errorf("the window came back %v", s)
	}
	for range 30 {
		again.stroke(fyne.KeyEqual, ctrl)
	}
	if again.shell.look.Scale != theme.ScaleMax {
		t.Errorf("grew to %v", again.shell.look.Scale)
	}
	broken := newHouse(t)
	broken.kept[prefsName] = []byte(`{"Width":3,"Panes":`)
	broken.enter() // and does not fail
	if broken.shell.look.Width != 1280 {
		t.Errorf("a damaged setting became %+v", broken.shell.look)
	}
}

// Quitting says how many chats nobody watches then.
func TestQuitAsks(t *testing.T) {
	h := newHouse(t).enter()
	h.shell.Quit()
	if h.quit != 1 || h.over() != nil {
		t.Fatalf("an empty floor asks: quit %d times", h.quit)
	}
	h.Do("a", append([]chat.Body{stage.Opened("Ada")}, stage.Taken(stage.Me)...)...)
	h.Do("b", stage.Opened("Bo"))
	h.render()
	h.shell.Quit()
	if h.quit != 1 || !stage.Says(h.over(), "Nobody watches 2 chats", "1 chat of yours", "Stay") {
		t.Fatalf("asked:\n%s", stage.Read(h.over()))
	}
	test.TapCanvas(h.window.Canvas(), placeOf(t, h.over(), "Stay"))
	if h.quit != 1 || h.over() != nil {
		t.Fatal("staying quits")
	}
	h.shell.Quit()
	test.TapCanvas(h.window.Canvas(), placeOf(t, h.over(), "Quit"))
	if h.quit != 2 {
		t.Error("quitting stays")
	}
}

// placeOf is the middle of the text on the canvas.
func placeOf(t *testing.T, in fyne.CanvasObject, text string) fyne.Position {
	t.Helper()
	for _, o := range stage.Texts(in) {
		if o.Text == text {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
			return at.AddXY(o.Size().Width/2, o.Size().Height/2)
		}
	}
	t.Fatalf("%q is not there", text)
	return fyne.Position{}
}

// ux 4.3: type 1,000 characters during 200 alerts; none is lost or misplaced.
func TestNothingThatArrivesTakesTheFocus(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("mine", append([]chat.Body{stage.Opened("Ada")}, stage.Taken(stage.Me)...)...)
	h.show("mine")
	h.stroke(fyne.KeyR, ctrlShift)
	at := h.window.Canvas().Focused()
	var typed strings.Builder
	for i := range 200 {
		h.write("abcd ")
		typed.WriteString("abcd ")
		id := chat.ChatID(fmt.Sprint("c", i))
		h.Do(id, stage.Opened("Bo"), stage.Said("help"), stage.Alert("help"))
		h.Snap.Notices = append(h.Snap.Notices, app.Notice{N: i + 1, Words: "refused", Bad: true})
		h.render()
		if h.window.Canvas().Focused() != at || h.over() != nil {
			t.Fatalf("after %d alerts the keyboard is elsewhere", i+1)
		}
	}
	if got := h.desk.Drafts["mine/reply"]; got != typed.String() {
		t.Errorf("of %d characters %d arrived: %q", typed.Len(), len(got), got)
	}
	if h.shell.opened != "mine" {
		t.Error("another chat was opened")
	}
}

// A takeover that is confirmed while somebody types elsewhere opens the box
// and leaves the keyboard where it is: the next word is not for the customer.
func TestATakeOverDoesNotTakeTheKeyboardFromAText(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("a", stage.Opened("Ada"))
	h.show("a")
	h.stroke(fyne.KeyF, ctrl)
	h.write("secr")
	h.Do("a", stage.Taken(stage.Me)...)
	h.render()
	h.write("et")
	if h.desk.Drafts["a/reply"] != "" {
		t.Errorf("%q went into the box", h.desk.Drafts["a/reply"])
	}
}

func TestSectionsByRailAndKey(t *testing.T) {
	h := newHouse(t).enter()
	h.Do("a", stage.Opened("Ada"))
	h.render()
	h.stroke(fyne.Key5, ctrl)
	if h.shell.section != view.Queue || !h.says("Nobody is waiting") {
		t.Error("Ctrl+5 does not show the queue")
	}
	test.Tap(h.shell.rail.items[view.Bot])
	if h.shell.section != view.Bot || h.says("Nobody is waiting") {
		t.Error("the rail does not show the bot's chats")
	}
}

// An offline desk shows its cache, and says why there may be nothing.
func TestAnEmptyOfflineFloorSaysWhy(t *testing.T) {
	h := newHouse(t)
	h.Snap.Link = app.Link{State: app.LinkOffline, Words: "not connected yet"}
	h.enter()
	h.wantSays("Offline", "not connected yet", "This desk has not seen the floor yet.")
}

func benchmarkRender(b *testing.B, chats int) {
	h := newHouse(b).enter()
	for i := range chats {
		id := chat.ChatID(fmt.Sprint("c", i))
		h.DoAtOnce(id, stage.Opened("Ada"), stage.Said("hello"), stage.Answered("which number?", 9000))
	}
	h.show("c0")
	i := 0
	for b.Loop() {
		i++
		h.DoAtOnce(chat.ChatID(fmt.Sprint("c", i%chats)), stage.Said(fmt.Sprint("line ", i)))
		h.shell.render()
	}
}

// Drawing a change costs the rows in sight, however many chats there are.
func BenchmarkRender200(b *testing.B)   { benchmarkRender(b, 200) }
func BenchmarkRender10000(b *testing.B) { benchmarkRender(b, 10_000) }
