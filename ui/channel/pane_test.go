package channel

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/talk"
	"floorwalker/ui/theme"
)

// house is the page in a window.
type house struct {
	*stage.Floor
	t      testing.TB
	desk   *stage.Desk
	crank  loop.Crank
	pane   *Pane
	window fyne.Window
	awake  bool
	said   int
}

func newHouse(t testing.TB) *house {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	h := &house{Floor: stage.NewFloor(t), t: t}
	h.desk = stage.NewDesk(h.Floor)
	h.Person(stage.Me, chat.RolePrimary, h.Policy.Queues[0], true)
	h.Colleague(stage.Other, h.Policy.Queues[1], true)
	h.Colleague("cy", h.Policy.Queues[0], false)
	h.pane = New(Options{
		Desk: h.desk, Now: h.Now, Post: h.crank.Post, Focus: func(f fyne.Focusable) { h.window.Canvas().Focus(f) }, Awake: func() bool { return h.awake },
	})
	h.window = test.NewTempWindow(t, h.pane.Content())
	h.window.SetPadded(false)
	h.window.Resize(fyne.NewSize(1130, 720))
	return h
}

// says folds a line of somebody's into a room.
func (h *house) says(room string, by chat.AgentID, text string, named ...chat.AgentID) {
	h.said++
	h.Pass(20 * time.Second)
	h.FoldBy("", by, &chat.TeamPosted{Message: chat.MessageID(fmt.Sprint("t", h.said)), Room: room, Name: "agent " + string(by), Text: text, Mentions: named})
}

func (h *house) render() {
	h.pane.Render(h.Snapshot())
	h.crank.Drain()
}

func (h *house) wantAsked(want ...string) {
	h.t.Helper()
	if got := h.desk.Take(); fmt.Sprint(got) != fmt.Sprint(want) {
		h.t.Errorf("the desk was asked %q, want %q", got, want)
	}
}

// C-INT-01: the rooms stand in one order with what is unread in each, and the open one
// says whom its words reach.
func TestTheRooms(t *testing.T) {
	h := newHouse(t)
	mine, other := h.Policy.Queues[0], h.Policy.Queues[1]
	h.render()
	stage.WantSays(t, h.pane.Content(), "Everybody", "Nobody has said anything here yet", "To everybody on the team.", "Customers never see this.")
	h.says(other, stage.Other, "who knows about ports?")
	h.says("", stage.Other, "@asha can you look at this?", stage.Me)
	h.render()
	stage.WantSays(t, h.pane.Content(), "agent ben: who knows", "1 new", "@ you · 1", "mentions you")
	if n, tone := h.pane.Count(h.Snapshot()); n != 1 || tone != kit.Amber {
		t.Errorf("the rail says %d in %v", n, tone)
	}
	h.desk.Take()
	h.pane.Focus()
	h.wantAsked("read ")
	h.render()
	stage.WantSays(t, h.pane.Content(), "New since you looked")
	if n, _ := h.pane.Count(h.Snapshot()); n != 0 {
		t.Errorf("%d are unread after all was read", n)
	}
	if !stage.Says(h.pane.Content(), "New since you looked") {
		t.Error("what was new is not told from the rest any more, while it is being read")
	}
	rows := h.pane.rows()
	if rows[0].Key != key("") || rows[1].Key != key(mine) {
		t.Errorf("in order: %v, %v", rows[0].Key, rows[1].Key)
	}
}

// Nothing that is typed goes to another room, and none of it is lost.
func TestDraftsStayWithTheirRoom(t *testing.T) {
	h := newHouse(t)
	other := h.Policy.Queues[1]
	h.render()
	h.pane.Focus()
	test.Type(h.window.Canvas().Focused(), "for everybody")
	h.pane.Open(other)
	h.crank.Drain()
	if got := h.pane.box.Text(); got != "" {
		t.Fatalf("%q came along into another room", got)
	}
	test.Type(h.window.Canvas().Focused(), "for billing")
	h.desk.Take()
	h.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	h.wantAsked(fmt.Sprintf("team %s %q", other, "for billing"), "read "+other)
	h.pane.Open("")
	h.crank.Drain()
	if got := h.pane.box.Text(); got != "for everybody" {
		t.Errorf("the draft came back as %q", got)
	}
	if len(h.desk.Drafts) != 1 {
		t.Errorf("kept: %v", h.desk.Drafts)
	}
}

// Behind an "@" the team is offered, those who are there first, and the keys of the
// popover stay in the box.
func TestNamesAreOffered(t *testing.T) {
	h := newHouse(t)
	h.render()
	h.pane.Focus()
	test.Type(h.window.Canvas().Focused(), "ask @a")
	stage.WantSays(t, h.pane.Content(), "agent ben", "agent cy", "offline; hears of it later")
	test.Type(h.window.Canvas().Focused(), "gent c")
	h.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := h.pane.box.Text(); got != "ask @agent cy " {
		t.Fatalf("the box holds %q", got)
	}
	h.wantAsked("read ")
	rows := talk.Rows([]talk.Person{{ID: "a", Name: "Lena"}, {ID: "b", Name: "lena", Online: true}, {ID: "c", Name: "Mary Lena Ortiz"}}, "len")
	if len(rows) != 3 || rows[0].Key != "b" || !strings.HasPrefix(rows[2].Key, "Mary") && rows[1].Key != "a" {
		t.Errorf("of namesakes are offered %+v", rows)
	}
}

// A notification is of the newest line that names me, so that is the room it leads to,
// whatever room an older one is still unread in. A team of one is told so in words.
func TestAMentionOpensTheNewest(t *testing.T) {
	h := newHouse(t)
	other := h.Policy.Queues[1]
	h.says(other, stage.Other, "@asha is first", stage.Me)
	h.says("", stage.Other, "@asha is second", stage.Me)
	h.says(h.Policy.Queues[0], stage.Other, "@asha is third", stage.Me)
	h.says("", stage.Other, "this names nobody")
	h.render()
	h.pane.OpenMention(h.Snapshot())
	h.render()
	stage.WantSays(t, h.pane.Content(), "To the room of "+h.Policy.Queues[0], "Nobody else is online")
	h.says(other, stage.Other, "@asha is fourth", stage.Me)
	h.render()
	h.pane.OpenMention(h.Snapshot())
	h.render()
	stage.WantSays(t, h.pane.Content(), "To the room of "+other, "1 online besides you")
}

// A window that nobody sits at reads nothing.
func TestARoomIsReadByEyesOnly(t *testing.T) {
	h := newHouse(t)
	h.render()
	h.pane.Focus()
	h.desk.Take()
	h.says("", stage.Other, "the provider is down")
	h.render()
	h.pane.Tick()
	h.wantAsked()
	h.awake = true
	h.pane.Tick()
	h.wantAsked("read ")
	h.pane.Left()
	h.wantAsked("leave channel")
}

// scenes are what the page can look like.
var scenes = map[string]func(h *house){
	"none": func(*house) {},
	"busy": func(h *house) {
		for i := range 12 {
			h.says("", []chat.AgentID{stage.Other, stage.Me, "cy"}[i%3], []string{"the provider says that numbers of the north are back", "ठीक है, मैं ग्राहकों को बता देती हूँ 🙏", "@agent ben please take the two that wait in Billing. " + strings.Repeat("They have waited for long. ", 4)}[i%3], stage.Other)
		}
		h.says(h.Policy.Queues[0], "cy", "नमस्ते 😀")
		h.says(h.Policy.Queues[1], stage.Other, "who knows about ports?")
		h.render()
		h.pane.Focus()
		h.says("", stage.Other, "@asha can you look at the port of Ada?", stage.Me)
	},
	"names": func(h *house) {
		h.render()
		h.pane.Focus()
		test.Type(h.window.Canvas().Focused(), "ask @")
	},
}

// TestPictures draws the page for eyes to judge ([stage.Pictures]).
func TestPictures(t *testing.T) {
	stage.Pictures(t, "channel", scenes, stage.Looks(), func(t *testing.T, scene func(*house), look stage.Look) fyne.Canvas {
		h := newHouse(t)
		look.Wear()
		h.render()
		scene(h)
		h.render()
		h.window.Canvas().Refresh(h.pane.Content())
		return h.window.Canvas()
	})
}
