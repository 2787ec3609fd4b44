package callback

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
	"floorwalker/ui/loop"
	"floorwalker/ui/theme"
)

// table is a chat of mine with an asker over a window.
type table struct {
	*stage.Floor
	t      *testing.T
	desk   *stage.Desk
	crank  loop.Crank
	window fyne.Window
	asker  *Asker
}

func newTable(t *testing.T) *table {
	t.Helper()
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	b := &table{Floor: stage.NewFloor(t), t: t}
	b.Colleague("lena", "", false)
	b.desk = stage.NewDesk(b.Floor)
	b.window = test.NewTempWindow(t, kit.NewGround(theme.Pane))
	b.window.Resize(fyne.NewSize(900, 700))
	b.asker = New(Options{
		Desk: b.desk, Policy: b.Policy, Now: b.Now, Post: b.crank.Post, Canvas: func() fyne.Canvas { return b.window.Canvas() },
	})
	b.Do("c", &chat.ChatOpened{Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "मीरा वर्मा", Contact: "+91 98765 43211"}}, stage.Said("please call me tomorrow"))
	b.Do("c", stage.Taken(stage.Me)...)
	b.Open("c")
	b.render()
	return b
}

func (b *table) render() {
	b.crank.Drain()
	b.asker.Render(b.Snapshot())
}

func (b *table) thread() *view.Thread { return b.Snapshot().Thread }

func (b *table) sheet() *kit.Sheet {
	b.t.Helper()
	top := b.window.Canvas().Overlays().Top()
	if top == nil {
		b.t.Fatal("there is no sheet")
	}
	stage.LayOut(top)
	return stage.Find[*kit.Sheet](top)[0]
}

// consent picks the customer's last line.
func (b *table) consent(s *kit.Sheet) {
	picker := stage.Find[*kit.Picker](s)[0]
	b.window.Canvas().Focus(picker.Focusable())
	picker.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
}

// G-CB-01 to -07: one of the six reasons, by its figure; another needs a lead, who
// writes it down.
func TestOnlyTheSixReasons(t *testing.T) {
	b := newTable(t)
	b.asker.Offer(b.thread(), "")
	s := b.sheet()
	if !stage.Says(s, "1 screen", "2 billing", "3 set-up", "4 prefers phone", "5 takes long", "6 upset") || stage.Says(s, "7 other") {
		t.Fatalf("the sheet offers:\n%s", stage.Read(s))
	}
	if s.Lack() == "" {
		t.Error("a call can be offered for no reason")
	}
	b.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.Key3})
	s.Confirm()
	if got := b.desk.Take(); len(got) != 1 || got[0] != `offer call c configuration ""` {
		t.Errorf("asked %v", got)
	}

	b.Snap.Me.Role = chat.RoleLead
	b.render()
	b.asker.Offer(b.thread(), "")
	s = b.sheet()
	b.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.Key7})
	s.Confirm()
	if got := b.desk.Take(); len(got) != 0 || !stage.Says(b.sheet(), "Write the other reason") {
		t.Fatalf("without words a lead asked %v", got)
	}
	fields := stage.Find[*kit.Field](b.sheet())
	test.Type(fields[len(fields)-1], "a dealer who cannot read")
	b.sheet().Confirm()
	if got := b.desk.Take(); len(got) != 1 || got[0] != `offer call c  "a dealer who cannot read"` {
		t.Errorf("asked %v", got)
	}
}

// G-CB-08, G-CB-09: the sheet stands on the customer's number, whichever of the two the
// chat has it in, and who writes a time means that one.
func TestTheSheetKnowsTheNumberAndTheTime(t *testing.T) {
	b := newTable(t)
	b.Do("c", &chat.CustomerDescribed{Customer: chat.Customer{Name: "Meera", Contact: "meera@example.com", Phone: "+91 98765 43211"}})
	b.Open("c")
	b.render()
	b.asker.Agree(b.thread(), chat.CallPrefersPhone)
	s := b.sheet()
	b.consent(s)
	fields := stage.Find[*kit.Field](s)
	if got := fields[len(fields)-1].Text; got != "+91 98765 43211" {
		t.Errorf("the number is %q", got)
	}
	test.Type(fields[len(fields)-2], "tomorrow 9:30")
	s.Confirm()
	if len(b.desk.Scheduled) != 1 || b.desk.Scheduled[0].Slot != chat.SlotOwn || b.desk.Scheduled[0].Number != "+919876543211" {
		t.Errorf("agreed %+v; it lacks %q", b.desk.Scheduled, s.Lack())
	}
}

// G-CB-09, A-20: a time of their own must be written and lie ahead; beyond the shift
// somebody has to own it by name.
func TestATimeBeyondTheShiftNeedsAnOwner(t *testing.T) {
	b := newTable(t)
	b.Snap.Cover = view.Cover{Running: true, ShiftEnd: b.Now().Add(2 * time.Hour)}
	b.render()
	b.asker.Agree(b.thread(), chat.CallPrefersPhone)
	s := b.sheet()
	b.consent(s)
	steps := stage.Find[*kit.Segmented](s)
	b.window.Canvas().Focus(steps[0])
	b.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.Key4})
	if !stage.Says(s, "Write at what time they want to be called") {
		t.Errorf("it says:\n%s", stage.Read(s))
	}
	fields := stage.Find[*kit.Field](s)
	own := fields[1]
	for _, c := range []struct{ text, says string }{
		{"sometime", "Not understood"},
		{"tomorrow 11:00", "That is after this shift"},
	} {
		own.SetText("")
		test.Type(own, c.text)
		if !stage.Says(b.sheet(), c.says) {
			t.Errorf("%q: it says:\n%s", c.text, stage.Read(s))
		}
	}
	if !strings.Contains(b.desk.Drafts["c/callback"], "tomorrow 11:00") {
		t.Errorf("the time is no draft: %v", b.desk.Drafts)
	}
	last := steps[len(steps)-1]
	last.OnPick(1)
	if stage.Says(b.sheet(), "That is after this shift") {
		t.Error("a named owner is not enough")
	}
	b.sheet().Confirm()
	if len(b.desk.Scheduled) != 1 {
		t.Fatalf("nothing is agreed; the sheet lacks %q", s.Lack())
	}
	if got := b.desk.Scheduled[0]; got.Owner != "lena" || got.Slot != chat.SlotOwn || got.Due <= b.Now() || got.Number != "+919876543211" {
		t.Errorf("agreed %+v", got)
	}
}

// G-CB-09: what was answered stays until the call is on the floor, for the hub may
// refuse it; then it goes.
func TestARefusalLosesNoAnswer(t *testing.T) {
	b := newTable(t)
	b.asker.Agree(b.thread(), chat.CallPrefersPhone)
	b.consent(b.sheet())
	s := b.sheet()
	stage.Find[*kit.Segmented](s)[0].OnPick(1)
	steps := stage.Find[*kit.Segmented](s)
	steps[len(steps)-1].OnPick(1)
	s.Confirm()
	b.render() // the hub has refused it: nothing is on the floor
	b.asker.Agree(b.thread(), "")
	b.render()
	b.sheet().Confirm()
	if n := len(b.desk.Scheduled); n != 2 || b.desk.Scheduled[0] != b.desk.Scheduled[1] || b.desk.Scheduled[1].Owner != "lena" {
		t.Fatalf("after a refusal it agrees %+v", b.desk.Scheduled)
	}
	b.Do("c", &chat.ObligationStarted{Obligation: chat.Obligation{ID: "call", Kind: chat.OwedCall, Started: b.Now(), Due: b.Now().Add(time.Hour), Owner: "lena"}})
	b.Open("c")
	b.render()
	if got := b.desk.Drafts["c/callback"]; got != "" {
		t.Errorf("the answers outlive what was agreed: %s", got)
	}
}

// G-CB-09: beyond the shift the hub wants a name, and who chooses “You” gives theirs;
// where nobody chose, the hub is left to it.
func TestYouIsANameToo(t *testing.T) {
	for _, chosen := range []bool{true, false} {
		b := newTable(t)
		if chosen { // while no shift runs, too
			b.Snap.Cover = view.Cover{ShiftEnd: b.Now().Add(20 * time.Hour)}
			b.render()
			b.asker.Agree(b.thread(), chat.CallPrefersPhone)
			b.consent(b.sheet())
			stage.Find[*kit.Segmented](b.sheet())[0].OnPick(1)
			if !stage.Says(b.sheet(), "No shift runs now") {
				t.Errorf("while no shift runs it lacks %q", b.sheet().Lack())
			}
			b.sheet().Cancel()
		}
		end := 3 * time.Hour
		if chosen {
			end = time.Hour
		}
		b.Snap.Cover = view.Cover{Running: true, ShiftEnd: b.Now().Add(end)}
		b.render()
		b.asker.Agree(b.thread(), chat.CallPrefersPhone)
		b.consent(b.sheet())
		s := b.sheet()
		steps := stage.Find[*kit.Segmented](s)
		steps[0].OnPick(1)
		want := chat.AgentID("")
		if chosen {
			want = stage.Me
			steps[len(steps)-1].OnPick(0)
		}
		s.Confirm()
		if len(b.desk.Scheduled) != 1 || b.desk.Scheduled[0].Owner != want {
			t.Errorf("“You” chosen %v: agreed %+v; it lacks %q", chosen, b.desk.Scheduled, s.Lack())
		}
	}
}

// What was opened for a chat locks itself once that is no longer mine, and nothing is
// agreed in a chat of somebody else or without a line of the customer's.
func TestTheSheetIsBoundToItsChat(t *testing.T) {
	b := newTable(t)
	b.asker.Agree(b.thread(), chat.CallFrustrated)
	b.consent(b.sheet())
	b.Do("c", &chat.ChatClosed{})
	b.render()
	if !stage.Says(b.sheet(), "मीरा वर्मा's chat is no longer yours.") {
		t.Errorf("it says:\n%s", stage.Read(b.sheet()))
	}
	b.sheet().Cancel()
	if b.asker.Asking() || b.asker.Agree(b.thread(), "") == "" || b.asker.Offer(b.thread(), "") == "" {
		t.Error("a call is agreed in a chat that is over")
	}
	b.Do("d", stage.Opened("Ben"))
	b.Do("d", stage.Taken(stage.Me)...)
	b.Open("d")
	b.render()
	if why := b.asker.Agree(b.thread(), ""); !strings.Contains(why, "has not written anything yet") {
		t.Errorf("without a line it says %q", why)
	}
}

// G-CB-09: within two hours is after the shift, too, in its last two; the hub would
// refuse the call when the sheet has gone.
func TestWithinTwoHoursMayBeBeyondTheShift(t *testing.T) {
	for left, beyond := range map[time.Duration]bool{time.Hour: true, 3 * time.Hour: false} {
		b := newTable(t)
		b.Snap.Cover = view.Cover{Running: true, ShiftEnd: b.Now().Add(left)}
		b.render()
		b.asker.Agree(b.thread(), chat.CallPrefersPhone)
		s := b.sheet()
		b.consent(s)
		b.window.Canvas().Focus(stage.Find[*kit.Segmented](s)[0])
		b.window.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.Key2})
		if got := stage.Says(s, "That is after this shift"); got != beyond {
			t.Errorf("with %v left, that it is after the shift is said: %v\n%s", left, got, stage.Read(s))
		}
	}
}
