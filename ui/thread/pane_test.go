package thread

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// room is a thread with its side panel in a window.
type room struct {
	*stage.Floor
	t      testing.TB
	desk   *stage.Desk
	crank  loop.Crank
	pane   *Pane
	side   *Side
	window fyne.Window
	left   int // how often the box was left
	shelf  script.Library
	files  fakeFiles
	hold   Hold // nothing, unless a test holds lines
	closed int  // how often the closing was opened
	called int  // and the card of a call  // how often the closing was opened
}

func newRoom(t testing.TB) *room {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	r := &room{Floor: stage.NewFloor(t), t: t}
	r.desk = stage.NewDesk(r.Floor)
	r.pane = New(Options{
		Desk: r.desk, Policy: r.Policy, Now: r.Now, Post: r.crank.Post,
		Focus:   func(f fyne.Focusable) { r.window.Canvas().Focus(f) },
		Leave:   func() { r.left++; r.window.Canvas().Unfocus() },
		Library: func() script.Library { return r.shelf },
		Edition: func() *policy.Edition { return r.Edition }, Files: &r.files, Picture: small, Hold: func() Hold { return r.hold },
		OnClose: func() string { r.closed++; return "" }, OnCall: func() string { r.called++; return "" },
	})
	r.side = NewSide(r.Policy, r.Now)
	r.side.Tagging(r.desk, r.crank.Post, func(fyne.Shortcut) {})
	r.window = test.NewTempWindow(t, container.NewBorder(nil, nil, nil,
		container.NewGridWrap(fyne.NewSize(280, 800), r.side.Content()), r.pane.Content()))
	r.window.SetPadded(false)
	r.window.Resize(fyne.NewSize(1000, 800))
	return r
}

// show puts a chat on screen as it stands now.
func (r *room) show(id chat.ChatID) {
	r.Open(id)
	r.render()
}

func (r *room) render() {
	s := r.Snapshot()
	r.pane.Render(s)
	r.side.Render(s)
	r.crank.Drain()
}

func (r *room) wantAsked(want ...string) {
	r.t.Helper()
	if got := r.desk.Take(); fmt.Sprint(got) != fmt.Sprint(want) {
		r.t.Errorf("the desk was asked %q, want %q", got, want)
	}
}

func (r *room) wantSays(words ...string) {
	r.t.Helper()
	r.pane.filled.Refresh() // a frame would lay out what asks for another size
	stage.WantSays(r.t, r.pane.Content(), words...)
}

// boxes are the places to write in that can be seen.
func (r *room) boxes() []*kit.Composer { return stage.Find[*kit.Composer](r.pane.Content()) }

func (r *room) press(k fyne.KeyName) {
	r.t.Helper()
	f := r.window.Canvas().Focused()
	if f == nil {
		r.t.Fatalf("nothing has the keyboard for %s", k)
	}
	f.TypedKey(&fyne.KeyEvent{Name: k})
}

func (r *room) write(text string) { test.Type(r.window.Canvas().Focused(), text) }

func (r *room) button(word string) *kit.Button {
	r.t.Helper()
	b, ok := stage.Called[*kit.Button](r.pane.Content(), word)
	if !ok {
		r.t.Fatalf("there is no button %q:\n%s", word, stage.Read(r.pane.Content()))
	}
	return b
}

// pick takes a step of the ladder, as a click on it does.
func (r *room) pick(s step) {
	r.t.Helper()
	i := slices.Index(r.pane.rungs, s)
	if i < 0 {
		r.t.Fatalf("the ladder has no step %q: %s", called[s].word, r.pane.ladder.AccessibilityLabel())
	}
	r.pane.ladder.OnPick(i)
}

// V-INV-01 and -02: the frame says what words would do, and where one cannot
// write there is nothing to write in.
func TestTheFrameFollowsTheStance(t *testing.T) {
	r := newRoom(t)
	r.render()
	r.wantSays("No chat is open", "Nobody can tell that you look.")
	if len(r.boxes()) != 0 {
		t.Error("there is a box without a chat")
	}
	r.Do("c", stage.Opened("Ada"), stage.Said("hello"))
	for _, s := range []struct {
		name    string
		happens []chat.Body
		says    []string
		boxes   int
	}{
		{"observing", nil, []string{"Observing", "Invisible", "Nobody can tell that you are here.", "Bot is answering"}, 0},
		{"taking", []chat.Body{&chat.TakeOverClaimed{Agent: stage.Me}}, []string{"The bot is being stopped.", "Taking over…"}, 0},
		{"reverted", []chat.Body{&chat.TakeOverReverted{Agent: stage.Me, Reason: "no answer"}}, []string{"Observing", "Invisible"}, 0},
		{"yours", stage.Taken(stage.Me), []string{"Yours", "bot stopped", "Send"}, 1},
		{"ended", []chat.Body{&chat.ChatClosed{Reason: "solved"}}, []string{"This chat is over.", "It ended: solved."}, 0},
	} {
		r.Do("c", s.happens...)
		r.show("c")
		r.wantSays(s.says...)
		if got := len(r.boxes()); got != s.boxes {
			t.Errorf("%s: %d boxes to write in, want %d", s.name, got, s.boxes)
		}
	}
}

func TestSomebodyElsesChatIsOnlyWatched(t *testing.T) {
	r := newRoom(t)
	r.Do("c", append([]chat.Body{stage.Opened("Ada")}, stage.Taken(stage.Other)...)...)
	r.show("c")
	r.wantSays("agent ben is answering", "agent ben serves this chat.")
	if len(r.boxes()) != 0 {
		t.Error("there is a box in somebody else's chat")
	}
}

// ux 4.6 and look.md 3: each chat has its own draft, and nothing goes to
// another chat than the one that was on screen when the key went down.
func TestDraftsStayWithTheirChat(t *testing.T) {
	r := newRoom(t)
	for _, id := range []chat.ChatID{"a", "b"} {
		r.Do(id, append([]chat.Body{stage.Opened("Ada " + string(id))}, stage.Taken(stage.Me)...)...)
	}
	r.show("a")
	r.pane.Write(false)
	r.write("for a")
	r.show("b")
	if got := r.boxes()[0].Text(); got != "" {
		t.Fatalf("%q came along into another chat", got)
	}
	r.pane.Write(false)
	r.write("for b")
	r.wantAsked()
	r.show("a")
	if got := r.boxes()[0].Text(); got != "for a" {
		t.Fatalf("the draft came back as %q", got)
	}
	r.pane.Write(false)
	r.press(fyne.KeyReturn)
	r.wantAsked(`post a "for a"`)
	if r.desk.Drafts["a/reply"] != "" || r.desk.Drafts["b/reply"] != "for b" {
		t.Errorf("kept: %v", r.desk.Drafts)
	}
	r.show("b")
	r.pane.Write(false)
	r.press(fyne.KeyReturn)
	r.wantAsked(`post b "for b"`)
}

// A draft that the desk brings late goes into no other chat's box, and does
// not overwrite what has been begun.
func TestALateDraftGoesNowhereElse(t *testing.T) {
	r := newRoom(t)
	for _, id := range []chat.ChatID{"a", "b"} {
		r.Do(id, append([]chat.Body{stage.Opened("Ada")}, stage.Taken(stage.Me)...)...)
	}
	r.desk.Drafts["a/reply"] = "kept for a"
	r.Open("a")
	r.pane.Render(r.Snapshot()) // asked for; not turned yet
	r.Open("b")
	r.pane.Render(r.Snapshot())
	r.crank.Drain()
	if got := r.boxes()[0].Text(); got != "" {
		t.Errorf("%q is in the box of b", got)
	}
}

// D-15 and the rules that hold everywhere: keys pressed before the new chat is
// drawn still mean the old one.
func TestACommandIsBoundToTheChatOnScreen(t *testing.T) {
	r := newRoom(t)
	r.Do("a", stage.Opened("Ada"), stage.Said("help"), stage.Alert("help"))
	r.Do("b", stage.Opened("Bo"), stage.Said("help"), stage.Alert("help"))
	r.show("a")
	r.Open("b") // published, not rendered
	r.pane.TakeOver()
	r.pane.Seen()
	r.wantAsked("take over a", "acknowledge a human_request")
	r.pane.Dismiss()
	r.show("b") // drawn while the menu is open
	menu := r.window.Canvas().Overlays().Top()
	if !stage.Says(menu, dismissals...) {
		t.Fatalf("the reasons are not offered:\n%s", stage.Read(menu))
	}
	test.TapCanvas(r.window.Canvas(), placeOf(t, menu, dismissals[1]))
	r.wantAsked("dismiss a human_request " + dismissals[1])
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

// S-TRIG: the banner quotes its evidence, shows value and threshold, and its
// buttons do what they say to the right chat and rule.
func TestTheBanner(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"), stage.Said("a human please"),
		stage.Fired(policy.RuleBotRepeat, chat.TierProactive, chat.LevelAlert), stage.Alert("a human please"))
	r.show("c")
	r.wantSays("Asks for a person", "Asked for a person.", "alert at 0.70 · step in within 30 s · rule human_request v3 · policy 12")
	test.Tap(r.button("Take over"))
	test.Tap(r.button("Seen"))
	r.wantAsked("take over c", "acknowledge c human_request")
	r.Do("c", &chat.AlertAcknowledged{Rule: policy.RuleHumanRequest})
	r.show("c")
	test.Tap(r.button("Seen"))
	r.wantAsked() // seen already, and the button says so
	if !strings.Contains(r.button("Seen").AccessibilityLabel(), "locked") {
		t.Error("the button does not say that the alert is seen")
	}
	r.Do("c", &chat.TriggerDismissed{Rule: policy.RuleHumanRequest}, &chat.TriggerDismissed{Rule: policy.RuleBotRepeat})
	r.show("c")
	if len(stage.Find[*kit.Banner](r.pane.Content())) != 0 {
		t.Error("a banner without an alert")
	}
	r.pane.Seen()
	r.pane.Dismiss()
	r.wantAsked()
}

// S-ACC-02: a chat in the queue can be read before it is taken, with its
// reason and its wait; S-ACC-03: one press starts it.
func TestAQueuedChatIsPreviewed(t *testing.T) {
	r := newRoom(t)
	r.Do("q", stage.Opened("Ada"), stage.Said("I need billing"), &chat.ChatQueued{Reason: "the bot could not help"})
	r.Pass(40 * time.Second)
	r.show("q")
	r.wantSays("Waits for a person", "for 0:40", "The bot could not help.", "I need billing", "Invisible")
	r.Pass(5 * time.Second)
	r.pane.Tick()
	r.wantSays("for 0:45")
	test.Tap(r.button("Start chat"))
	r.wantAsked("take over q")
}

func TestTheLadderTakesOver(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"))
	r.show("c")
	r.pick(stepObserve)
	r.wantAsked()
	r.pick(stepTakeOver)
	r.wantAsked("take over c")
	for _, stance := range []view.Stance{view.Taking, view.Yours, view.Ended} {
		at := &view.Thread{Stance: stance}
		steps := ladder(at, r.Snap.Me, rungs(at, r.Snap.Me, false), modeStance)
		if steps[stepObserve].Locked == "" {
			t.Errorf("stance %v: observing is not locked, or does not say why", stance)
		}
	}
}

func TestTheHeadSaysSinceWhen(t *testing.T) {
	r := newRoom(t)
	r.Do("c", stage.Opened("Ada"))
	opened := r.Now()
	r.Pass(70 * time.Second)
	r.show("c")
	r.wantSays("open since " + words.At(opened))
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	r.wantSays("yours since " + words.At(r.Now()))
	r.Do("c", &chat.ChatClosed{Reason: "solved"})
	r.show("c")
	r.wantSays("ended: solved")
}
