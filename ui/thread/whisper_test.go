package thread

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// benServes shows a chat of Ben's.
func benServes(t *testing.T) *room {
	r := newRoom(t)
	r.team()
	r.Do("c", stage.Opened("Ada"))
	r.Do("c", others...)
	r.show("c")
	return r
}

// C-OBS-06: a whisper goes to who serves the chat on screen, and Esc leaves it.
func TestWhisper(t *testing.T) {
	r := benServes(t)
	r.pane.Whisper()
	r.wantSays("Whispering", "Only agent ben sees this.", "whisper to agent ben")
	r.write("ask for the order number")
	if r.desk.Drafts["c/whisper"] != "ask for the order number" {
		t.Errorf("kept: %v", r.desk.Drafts)
	}
	r.press(fyne.KeyReturn)
	r.wantAsked(`whisper c to ben "ask for the order number"`)
	r.wantSays("Only agent ben sees this.") // the next line is a whisper too
	r.write("and for the date")
	r.press(fyne.KeyEscape)
	r.wantSays("Invisible")
	r.wantAsked()
	if r.left != 1 || r.desk.Drafts["c/whisper"] != "and for the date" {
		t.Errorf("left %d times, kept %v", r.left, r.desk.Drafts)
	}
	r.pane.Whisper()
	if got := r.boxes()[0].Text(); got != "and for the date" {
		t.Errorf("the whisper came back as %q", got)
	}
}

// C-OBS-06: in a chat that I have joined, Esc leads out of a whisper, and not into the box
// to the customer.
func TestAWhisperIsLeftForTheList(t *testing.T) {
	r := benServes(t)
	r.Do("c", &chat.AgentJoined{Agent: stage.Me})
	r.render()
	r.pane.Whisper()
	r.write("not so fast")
	r.press(fyne.KeyEscape)
	r.render()
	if f := r.window.Canvas().Focused(); f != nil || r.left != 1 {
		t.Errorf("left %d times, and the keyboard is in %T", r.left, f)
	}
}

// What was begun for one person goes to nobody else by an event: the frame
// says so, the draft stays, and only the key turns it to who serves now.
func TestAWhisperIsBoundToItsOwner(t *testing.T) {
	r := benServes(t)
	r.pane.Whisper()
	r.write("offer a refund")
	for _, c := range []struct {
		name    string
		happens []chat.Body
		says    string
	}{
		{"another owner", []chat.Body{&chat.ChatForwarded{From: stage.Other, To: "dee"}}, "agent dee serves this chat now."},
		{"nobody", []chat.Body{&chat.AgentLeft{Agent: "dee"}, &chat.ChatQueued{}}, "Nobody serves this chat now."},
		{"me", stage.Taken(stage.Me), "You serve this chat now."},
		{"over", []chat.Body{&chat.ChatClosed{Reason: "solved"}}, "This chat is over."},
	} {
		r.Do("c", c.happens...)
		r.render()
		r.wantSays(c.says)
		r.press(fyne.KeyReturn)
		r.wantAsked()
		if got := r.boxes()[0].Text(); got != "offer a refund" {
			t.Fatalf("%s: the draft is %q", c.name, got)
		}
	}

	r = benServes(t)
	r.pane.Whisper()
	r.write("offer a refund")
	r.Do("c", &chat.ChatForwarded{From: stage.Other, To: "dee"})
	r.render()
	r.pane.foot.sendWhisper("psst") // should anything get past the frame, the hub refuses it
	r.wantAsked(`whisper c to ben "psst"`)
	r.pane.Whisper()
	r.wantSays("Only agent dee sees this.")
	r.press(fyne.KeyReturn)
	r.wantAsked(`whisper c to dee "offer a refund"`)
}

// The chat that comes on screen while a whisper is written gets none of it.
func TestAWhisperStaysWithItsChat(t *testing.T) {
	r := benServes(t)
	r.Do("d", stage.Opened("Bo"))
	r.Do("d", stage.Taken(stage.Me)...)
	r.pane.Whisper()
	r.write("psst")
	r.show("d")
	if got := r.boxes(); len(got) != 1 || got[0].Text() != "" {
		t.Fatal("the whisper came along into another chat")
	}
	r.Do("e", stage.Opened("Cleo"))
	r.Do("e", others...)
	r.show("c")
	r.pane.Whisper()
	r.show("e")
	if len(r.boxes()) != 0 {
		t.Fatal("the whisper's box came along into another chat of the same owner")
	}
	r.show("c")
	if len(r.boxes()) != 0 {
		t.Error("the whisper's box is open again by itself")
	}
	r.pane.Whisper()
	r.press(fyne.KeyReturn)
	r.wantAsked(`whisper c to ben "psst"`)
}

// ux 4.6: three drafts a chat, each of its own kind.
func TestThreeDrafts(t *testing.T) {
	r := benServes(t)
	r.Do("c", stage.Joined(stage.Me)...)
	r.show("c")
	r.pane.Write(false)
	r.write("to all")
	r.pane.Write(true)
	r.write("to the team")
	r.pane.Whisper()
	r.write("to Ben")
	want := map[string]string{"c/reply": "to all", "c/note": "to the team", "c/whisper": "to Ben"}
	for k, w := range want {
		if r.desk.Drafts[k] != w {
			t.Errorf("%s is %q, want %q", k, r.desk.Drafts[k], w)
		}
	}
	r.Open("")
	r.render()
	r.show("c")
	for _, c := range []struct {
		open func()
		want string
	}{
		{func() { r.pane.Write(false) }, "to all"}, {func() { r.pane.Write(true) }, "to the team"}, {r.pane.Whisper, "to Ben"},
	} {
		if c.open(); r.boxes()[0].Text() != c.want {
			t.Errorf("came back as %q, want %q", r.boxes()[0].Text(), c.want)
		}
	}
	r.wantAsked()
}

// Taking over from a whisper leads to the customer's box only if no word of a
// whisper is in the way.
func TestTakingOverClosesAnEmptyWhisper(t *testing.T) {
	r := benServes(t)
	r.pane.Whisper()
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	if r.pane.foot.mode != modeStance {
		t.Error("an empty whisper stands in the way")
	}
	r.write("hello")
	r.Pass(settling)
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "hello"`)
}

// Nobody may take a whisper for a line to the customer.
func TestWhispersAreUnmistakable(t *testing.T) {
	r := benServes(t)
	r.Whispered("c", stage.Other, stage.Me, "who is this?")
	r.Whispered("c", stage.Me, stage.Other, "a regular")
	r.Pend("c",
		view.PendingLine{ID: "w1", Text: "and", To: stage.Other, Whisper: "agent ben", State: chat.DeliveryPending},
		view.PendingLine{ID: "w2", Text: "nice", To: stage.Other, Whisper: "agent ben", State: chat.DeliveryFailed, Words: "agent dee serves this chat now."})
	ls := lines(r.Floor)
	for i, want := range []string{
		"Whisper from Agent ben · only you see this",
		"Your whisper to agent ben · the customer and others do not see this",
		"Your whisper to agent ben · sending…",
		"Your whisper to agent ben · agent dee serves this chat now.",
	} {
		d := ls[len(ls)-4+i]
		if d.Kind != kit.Aside || !strings.HasPrefix(d.Caption, want) {
			t.Errorf("line %d: kind %v, %q; want %q", i, d.Kind, d.Caption, want)
		}
	}
	r.Do("c", &chat.ChatForwarded{From: stage.Other, To: "dee"})
	ls = lines(r.Floor)
	if got := ls[len(ls)-3].Caption; !strings.HasPrefix(got, "Your whisper to agent ben") {
		t.Errorf("after Ben has gone: %q", got)
	}
}

// The keyboard leaves a box that goes from sight, and such a box sends nothing.
func TestABoxOutOfSightIsDead(t *testing.T) {
	for _, c := range []struct {
		name string
		goes func(r *room)
	}{
		{"another chat", func(r *room) { r.show("d") }},
		{"another owner", func(r *room) { r.Do("c", stage.Taken(stage.Other)...); r.show("c") }},
	} {
		r := mineWith(t)
		r.Do("d", stage.Opened("Bo"))
		r.pane.Write(false)
		r.write("half a sen")
		box := r.window.Canvas().Focused()
		c.goes(r)
		if r.window.Canvas().Focused() == box || r.left != 1 {
			t.Errorf("%s: the keyboard stays in a box that nobody sees", c.name)
		}
		test.Type(box, "tence")
		box.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
		r.wantAsked()
	}
}
