package board

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// hall is a board in a window, with a machine clock that stands.
type hall struct {
	*stage.Floor
	t      *testing.T
	pane   *Pane
	window fyne.Window
	clock  time.Time
	opened []chat.ChatID
	passed []fyne.Shortcut // offered to the window by the filter
	open   chat.ChatID
	sec    view.Section
}

func newHall(t *testing.T) *hall {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	h := &hall{Floor: stage.NewFloor(t), t: t, clock: time.Unix(1_800_000_000, 0), sec: view.All}
	h.pane = New(Options{
		Policy: h.Policy, Now: h.Now,
		OnOpen:   func(id chat.ChatID) { h.opened = append(h.opened, id) },
		Shortcut: func(s fyne.Shortcut) bool { h.passed = append(h.passed, s); return true },
		Focus:    func(f fyne.Focusable) { h.window.Canvas().Focus(f) },
	}, func() time.Time { return h.clock })
	h.window = test.NewTempWindow(t, h.pane.Content())
	h.window.SetPadded(false)
	h.window.Resize(fyne.NewSize(400, 700))
	return h
}

func (h *hall) render() { h.pane.Render(h.sec, h.Board(h.sec), h.open) }

// order is what stands on the screen, from the top.
func (h *hall) order() string {
	var names []string
	src := source{h.pane}
	for i := range src.Len() {
		names = append(names, src.Key(i))
	}
	return strings.Join(names, " ")
}

func (h *hall) wantOrder(want string) {
	h.t.Helper()
	if got := h.order(); got != want {
		h.t.Errorf("on screen: %s; want %s", got, want)
	}
}

// row is the sentence of a chat's row, or "" where it is not on screen.
func (h *hall) row(name string) string {
	if r, ok := stage.Called[*kit.Row](h.pane.Content(), name); ok {
		return r.AccessibilityLabel()
	}
	return ""
}

func (h *hall) moved() string {
	if !h.pane.moved.Visible() {
		return ""
	}
	return h.pane.moved.AccessibilityLabel()
}

func three(t *testing.T) *hall {
	h := newHall(t)
	for _, name := range []string{"Ada", "Bo", "Cy"} {
		h.Do(chat.ChatID(strings.ToLower(name)), stage.Opened(name), stage.Said("I am "+name))
	}
	h.render()
	h.wantOrder("ada bo cy")
	return h
}

// inRows is a point over the second row.
var inRows = fyne.NewPos(200, 180)

// ux 4.1: order does not change under the pointer, and the rows go on telling.
func TestOrderStandsUnderThePointer(t *testing.T) {
	h := three(t)
	test.MoveMouse(h.window.Canvas(), inRows)
	h.Do("cy", stage.Alert("I am Cy"), stage.Said("hello? anybody?"))
	h.render()
	h.wantOrder("ada bo cy")
	if got := h.row("Cy"); !strings.Contains(got, "hello? anybody?") || !strings.Contains(got, "Asks for a person") {
		t.Errorf("the held row says %q; it must go on telling", got)
	}
	if h.moved() != "1 moved · show the new order" {
		t.Errorf("the line above says %q", h.moved())
	}
	h.clock = h.clock.Add(time.Hour)
	h.pane.Tick()
	h.wantOrder("ada bo cy")
	test.MoveMouse(h.window.Canvas(), fyne.NewPos(200, 4)) // into the filter's head
	h.wantOrder("cy ada bo")
	if h.moved() != "" {
		t.Errorf("%q is still there", h.moved())
	}
	if w := h.pane.note.Size().Width; w < h.pane.line.Size().Width {
		t.Errorf("the note has %v of %v px when the link beside it has gone", w, h.pane.line.Size().Width)
	}
}

// look.md 5: nothing jumps; what is said above the rows has its room already.
func TestRowsStayWhereTheyAreWhenTheLineAppears(t *testing.T) {
	h := three(t)
	at := func() float32 {
		h.window.Canvas().Capture() // lays out what asks for another size
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(h.pane.list).Y
	}
	before := at()
	test.MoveMouse(h.window.Canvas(), inRows)
	h.Do("cy", stage.Alert("I am Cy"))
	h.render()
	h.pane.SetNote("Of 3 chats accepted: half within 0:10")
	if h.moved() == "" || !stage.Says(h.pane.Content(), "Of 3 chats") {
		t.Fatal("there is nothing above the rows")
	}
	if got := at(); got != before {
		t.Errorf("the rows went from %v to %v px", before, got)
	}
	h.pane.SetNote("")
	h.pane.ApplyOrder()
	if got := at(); got != before {
		t.Errorf("the rows came back to %v px, not %v", got, before)
	}
}

func TestTheLineShowsTheNewOrder(t *testing.T) {
	h := three(t)
	test.MoveMouse(h.window.Canvas(), inRows)
	h.Do("bo", stage.Alert("I am Bo"))
	h.Do("dee", stage.Opened("Dee"), stage.Alert("I am Dee"))
	h.render()
	h.wantOrder("ada bo cy")
	if h.moved() != "1 new, 1 moved · show the new order" {
		t.Errorf("the line above says %q", h.moved())
	}
	test.Tap(h.pane.moved)
	h.wantOrder("bo dee ada cy")
}

// ux 4.1: the order stands for two seconds after the last key in the list.
func TestOrderStandsAfterAKey(t *testing.T) {
	h := three(t)
	h.pane.FocusRows()
	h.press(fyne.KeyDown)
	h.Do("cy", stage.Alert("I am Cy"))
	h.render()
	h.wantOrder("ada bo cy")
	h.clock = h.clock.Add(settle - time.Millisecond)
	h.pane.Tick()
	h.wantOrder("ada bo cy")
	h.clock = h.clock.Add(time.Millisecond)
	h.pane.Tick()
	h.wantOrder("cy ada bo")
}

func (h *hall) press(k fyne.KeyName) {
	h.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: k})
}

// Selection and the keyboard's mark belong to chats, not to places.
func TestSelectionFollowsItsChat(t *testing.T) {
	h := three(t)
	h.open = "bo"
	h.render()
	h.pane.FocusRows()
	h.press(fyne.KeyDown)
	if h.pane.Cursor() != "cy" {
		t.Fatalf("the mark is on %q", h.pane.Cursor())
	}
	h.Do("cy", stage.Alert("I am Cy"))
	h.clock = h.clock.Add(time.Minute)
	h.render()
	h.wantOrder("cy ada bo")
	if h.pane.list.Selected() != "bo" || h.pane.Cursor() != "cy" {
		t.Errorf("open %q, mark %q; want bo and cy as before", h.pane.list.Selected(), h.pane.Cursor())
	}
	h.press(fyne.KeyReturn)
	if fmt.Sprint(h.opened) != "[cy]" {
		t.Errorf("Enter opened %v", h.opened)
	}
}

// look.md 4: an empty pane says what would appear there and how.
func TestEmptySectionsSayWhatWouldStandThere(t *testing.T) {
	h := newHall(t)
	for _, sec := range []view.Section{view.All, view.Alerts, view.Mine, view.Bot, view.Queue, view.All} {
		h.sec = sec
		h.render()
		title, text := words.EmptySection(sec)
		if title == "" || text == "" || !stage.Says(h.pane.Content(), title, text) {
			t.Errorf("%s: on screen is %q, want %q and %q", words.Section(sec), stage.Read(h.pane.Content()), title, text)
		}
	}
	h.Do("ada", stage.Opened("Ada"))
	h.render()
	if title, _ := words.EmptySection(view.All); stage.Says(h.pane.Content(), title) {
		t.Error("the board is said to be empty beside a chat")
	}
}

func TestFilterByTextAndChannel(t *testing.T) {
	h := three(t)
	h.Do("dee", stage.OpenedOn(chat.ChannelWhatsApp, "Dee"), stage.Said("my line is DEAD"))
	h.render()
	h.pane.FocusFilter()
	test.Type(h.window.Canvas().Focused(), "dead")
	h.wantOrder("dee")
	h.Do("ada", stage.Said("dead too"))
	h.render()
	h.wantOrder("ada dee") // what comes to pass while the filter stands is found
	h.press(fyne.KeyEscape)
	h.wantOrder("ada bo cy dee")
	if h.window.Canvas().Focused() != fyne.Focusable(h.pane.list) {
		t.Error("Escape does not lead to the rows")
	}
	h.pane.NextChannel()
	h.wantOrder("ada bo cy")
	test.Tap(h.pane.channel)
	h.wantOrder("dee")
	if !stage.Says(h.pane.Content(), "WhatsApp") {
		t.Error("the button does not name the channel")
	}
	h.pane.NextChannel()
	h.wantOrder("ada bo cy dee")
}

func TestAFilterThatNothingPassesSaysSo(t *testing.T) {
	h := three(t)
	h.pane.FocusFilter()
	test.Type(h.window.Canvas().Focused(), "zebra")
	if !stage.Says(h.pane.Content(), "No chat passes the filter", "Escape") {
		t.Errorf("on screen is %q", stage.Read(h.pane.Content()))
	}
	h.press(fyne.KeyEscape)
	if stage.Says(h.pane.Content(), "No chat passes") || h.order() != "ada bo cy" {
		t.Error("Escape does not show all again")
	}
	h.pane.NextChannel()
	h.pane.NextChannel()
	h.pane.FocusFilter()
	h.press(fyne.KeyEscape)
	if h.order() != "ada bo cy" || !stage.Says(h.pane.Content(), anyChannel) {
		t.Error("Escape leaves the rows narrowed to a channel")
	}
}

// The ring is where the open chat is, whatever opened it: a key that follows
// acts on what is seen.
func TestTheRingFollowsTheOpenChat(t *testing.T) {
	h := three(t)
	h.pane.FocusRows()
	h.open = "cy"
	h.render()
	if got := h.pane.Cursor(); got != "cy" {
		t.Errorf("cy is open and the ring is on %q", got)
	}
}

// ux 4.2: keys with a modifier work while the filter has the keyboard.
func TestTheFilterPassesShortcutsOn(t *testing.T) {
	h := three(t)
	h.pane.FocusFilter()
	want := shortcut(fyne.KeyT)
	h.window.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(want)
	if len(h.passed) != 1 || h.passed[0] != fyne.Shortcut(want) {
		t.Errorf("passed on: %v", h.passed)
	}
}

func TestStepWithoutAnotherAlertStays(t *testing.T) {
	h := three(t)
	if id, ok := h.pane.Step("ada", 1, true); ok {
		t.Errorf("stepped to %q, which calls nobody", id)
	}
	h.Do("ada", stage.Alert("I am Ada"))
	h.render()
	if id, ok := h.pane.Step("ada", 1, true); ok {
		t.Errorf("stepped from the only alert to %q", id)
	}
}

func TestStep(t *testing.T) {
	h := three(t)
	h.Do("ada", stage.Alert("I am Ada"))
	h.Do("bo", stage.Fired("bot_repeat", chat.TierProactive, chat.LevelAlert))
	h.Do("dee", stage.Opened("Dee"), stage.Fired("bot_repeat", chat.TierImmediate, chat.LevelNotice))
	h.render()
	h.wantOrder("ada bo dee cy") // a notice rises above what is calm
	for _, c := range []struct {
		from   chat.ChatID
		by     int
		alerts bool
		want   chat.ChatID
	}{
		{"", 1, false, "ada"},
		{"", -1, false, "cy"},
		{"ada", 1, false, "bo"},
		{"bo", -1, false, "ada"},
		{"ada", -1, false, ""},
		{"cy", 1, false, ""},
		{"gone", 1, false, "ada"},
		{"", 1, true, "ada"},
		{"ada", 1, true, "bo"},
		{"bo", 1, true, "ada"}, // a notice calls nobody, and alerts go round
		{"cy", 1, true, "ada"}, // they stand at the top
		{"ada", -1, true, "bo"},
		{"dee", -1, true, "bo"},
		{"", -1, true, "bo"},
	} {
		got, ok := h.pane.Step(c.from, c.by, c.alerts)
		if got != c.want || ok != (c.want != "") {
			t.Errorf("from %q by %d, alerts only %t: %q %t, want %q", c.from, c.by, c.alerts, got, ok, c.want)
		}
	}
}

// look.md 7: one row is 84 px in cosy and 56 in compact.
func TestCompactRowsAreLower(t *testing.T) {
	h := three(t)
	for _, c := range []struct {
		compact bool
		high    float32
	}{{true, kit.RowCompact}, {false, kit.RowCosy}} {
		h.pane.SetCompact(c.compact)
		for _, r := range stage.Find[*kit.Row](h.pane.Content()) {
			if r.Size().Height != c.high {
				t.Errorf("compact %t: a row is %v px high, want %v", c.compact, r.Size().Height, c.high)
			}
		}
	}
}

// G-SCOPE-02: each topic has its count on the board, and a filter by click and key.
func TestTopicsAreCountedAndFiltered(t *testing.T) {
	h := three(t)
	h.Do("ada", stage.Fired(policy.RuleTechnical, chat.TierImmediate, chat.LevelNotice))
	h.Do("bo", stage.Fired(policy.RuleBilling, chat.TierImmediate, chat.LevelAlert))
	h.render()
	if !stage.Says(h.pane.Content(), "Technical 1", "Billing 1", "Other 1") {
		t.Errorf("the counts are not there:\n%s", stage.Read(h.pane.Content()))
	}
	h.wantOrder("bo ada cy")
	test.Tap(h.pane.topics.links[view.Technical])
	h.wantOrder("ada")
	if !stage.Says(h.pane.Content(), "✓ Technical 1") {
		t.Error("nothing says which topic is shown")
	}
	h.pane.NextTopic()
	h.wantOrder("bo")
	h.pane.NextTopic()
	h.wantOrder("cy")
	h.pane.NextTopic()
	h.wantOrder("bo ada cy")
	test.Tap(h.pane.topics.links[view.Billing])
	test.Tap(h.pane.topics.links[view.Billing])
	h.wantOrder("bo ada cy")
	test.Tap(h.pane.topics.links[view.OtherTopic])
	h.pane.filter.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	h.wantOrder("bo ada cy")
}

// G-SCOPE-01: the built-in filter puts existing customers first, and says of the
// others that they are out of scope instead of dropping them.
func TestExistingCustomersFirst(t *testing.T) {
	h := three(t)
	h.Do("known", &chat.ChatOpened{Bot: true, Channel: chat.ChannelWhatsApp, Customer: chat.Customer{Name: "Kim", Account: "BAN-1"}}, stage.Said("I am Kim"))
	h.render()
	h.wantOrder("ada bo cy known")
	test.Tap(h.pane.topics.scope)
	h.wantOrder("known ada bo cy")
	if got := h.row("Ada"); !strings.Contains(got, "Out of scope") {
		t.Errorf("the row says %q", got)
	}
	if got := h.row("Kim"); strings.Contains(got, "Out of scope") {
		t.Errorf("the row says %q", got)
	}
	h.pane.ToggleScope()
	h.wantOrder("ada bo cy known")
	if got := h.row("Ada"); strings.Contains(got, "Out of scope") {
		t.Errorf("the row still says %q", got)
	}
}
