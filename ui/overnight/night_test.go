package overnight

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/script"
	"floorwalker/assets"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

// night is the page in a window.
type night struct {
	*stage.Floor
	t       testing.TB
	desk    *stage.Desk
	crank   loop.Crank
	pane    *Pane
	window  fyne.Window
	opened  []chat.ChatID
	dialled []string
}

func newNight(t testing.TB) *night {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	n := &night{Floor: stage.NewFloor(t), t: t}
	n.Person(stage.Me, chat.RolePrimary, "", true)
	n.Colleague("lena", "", true)
	shelf, err := script.Starter(assets.Canned())
	if err != nil {
		t.Fatal(err)
	}
	n.Snap.Shelves.Canned = shelf
	n.desk = stage.NewDesk(n.Floor)
	n.enter()
	return n
}

// enter opens the window, as a start of the program does.
func (n *night) enter() {
	n.pane = New(Options{
		Desk: n.desk, Policy: n.Policy, Now: n.Now, Post: n.crank.Post, Here: n.Policy.Cover.Location(),
		Focus:    func(f fyne.Focusable) { n.window.Canvas().Focus(f) },
		Window:   func() fyne.Canvas { return n.window.Canvas() },
		OpenChat: func(id chat.ChatID) { n.opened = append(n.opened, id) },
		Library:  func() script.Library { return n.Snap.Shelves.Canned },
		Dial:     func(uri string) error { n.dialled = append(n.dialled, uri); return nil },
	})
	n.window = test.NewTempWindow(n.t, n.pane.Content())
	n.window.SetPadded(false)
	n.window.Resize(fyne.NewSize(1130, 720))
	n.render()
}

// render answers the page and shows it what the desk has, until all is quiet.
func (n *night) render() {
	for range 2 {
		n.crank.Drain()
		n.pane.Render(n.Snapshot())
	}
	stage.LayOut(n.pane.Content())
}

// wrote is a customer of the night, who is owed what the rules owe them (G-ON-01).
func (n *night) wrote(id chat.ChatID, name, number, line string, before time.Duration) {
	from := n.Now()
	n.Pass(-before)
	n.DoAtOnce(id, &chat.ChatOpened{Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: name, Contact: number}}, stage.Said(line))
	n.Pass(before)
	o := n.Policy.Overnight
	owe := func(kind chat.ObligationKind, reason chat.CallReason, d time.Duration) *chat.ObligationStarted {
		return &chat.ObligationStarted{Obligation: chat.Obligation{
			ID: chat.ObligationID(string(kind)), Kind: kind, Reason: reason, Urgent: true, Started: from, Due: from.Add(d), Words: line,
		}}
	}
	n.DoAtOnce(id, &chat.NightFiled{Shift: "2026-03-02-1930", From: from},
		owe(chat.OwedReview, "", o.Review), owe(chat.OwedNightAck, "", o.Review), owe(chat.OwedCall, chat.CallOvernight, o.Call))
}

// three are a night of three chats.
func three(t testing.TB) *night {
	n := newNight(t)
	n.wrote("c1", "Asha", "+91 98765 43210", "calls do not come in since the evening", 9*time.Hour)
	n.wrote("c2", "मीरा वर्मा", "+91 98765 43211", "मेरा रिचार्ज अभी तक नहीं हुआ 🙏", 7*time.Hour)
	n.wrote("c3", "Ben", "", "please cancel my plan", 2*time.Hour)
	n.render()
	return n
}

func (n *night) letter(r rune) {
	n.t.Helper()
	n.window.Canvas().Focused().TypedRune(r)
	n.render()
}

func (n *night) key(name fyne.KeyName) {
	n.t.Helper()
	n.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: name})
	n.render()
}

func (n *night) says(words ...string) {
	n.t.Helper()
	stage.LayOut(n.pane.Content())
	stage.WantSays(n.t, n.pane.Content(), words...)
}

func (n *night) silent(words ...string) {
	n.t.Helper()
	stage.WantSilent(n.t, n.pane.Content(), words...)
}

// press presses a button of what lies over the page.
func (n *night) press(word string) {
	n.t.Helper()
	for _, top := range append(n.window.Canvas().Overlays().List(), n.pane.Content()) {
		if b, ok := stage.Called[*kit.Button](top, word); ok {
			test.Tap(b)
			n.render()
			return
		}
	}
	n.t.Fatalf("there is no button %q", word)
}
