package thread

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/chat"
	"floorwalker/app/script"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// row is a canned text as an import brings it.
func row(id string, r script.Response) script.Row {
	var v script.Row
	v.ID, v.Content = script.ResponseID(id), r
	return v
}

// shelve puts a canned text on the room's shelf.
func (r *room) shelve(shortcut, title, text string) {
	r.t.Helper()
	l, done := r.shelf.Import([]script.Row{row("id-"+shortcut, script.Response{Shortcut: shortcut, Title: title, Text: text})}, stage.Me, 1)
	if len(done.Versions) != 1 {
		r.t.Fatalf("/%s was not taken: %+v", shortcut, done)
	}
	r.shelf = l
}

// library is a chat of mine, the keyboard in its box, and four canned texts.
func library(t *testing.T) *room {
	r := mineWith(t, stage.Said("hello"), stage.Said("my printer shows error [42] since noon"))
	r.shelve("thanks", "Thank them", "Thank you for your patience.")
	r.shelve("own", "Own the problem", "Hello {customer}, I am {agent}. You wrote: “{issue}”. I will {first_action}.")
	r.shelve("ticket", "Closing on a ticket", "Your ticket {resolved_ticket} is resolved.")
	r.shelve("reach", "How to reach us", "Call {phone}.")
	r.pane.Write(false)
	return r
}

func (r *room) strip() *kit.Slots {
	r.t.Helper()
	s := stage.Find[*kit.Slots](r.pane.Content())
	if len(s) != 1 {
		r.t.Fatalf("%d strips of blanks are on screen", len(s))
	}
	return s[0]
}

func (r *room) wantNoStrip() {
	r.t.Helper()
	if len(stage.Find[*kit.Slots](r.pane.Content())) > 0 {
		r.t.Error("the strip of blanks is on screen")
	}
}

// E-ACT-07: "/" opens the picker, letters narrow it down, arrows move, Enter
// takes, and the text goes out by a second Enter, never by the first.
func TestACannedTextByKeys(t *testing.T) {
	r := library(t)
	r.write("/")
	r.wantSays("/own", "/reach", "/thanks", "/ticket", "Thank you for your patience.")
	r.write("tks")
	r.wantSays("/thanks")
	if stage.Says(r.pane.Content(), "/own") {
		t.Error("what does not match is still there")
	}
	r.press(fyne.KeyReturn)
	r.wantAsked()
	if got := r.boxes()[0].Text(); got != "Thank you for your patience." || r.desk.Drafts["c/reply"] != got {
		t.Fatalf("the box has %q, kept is %q", got, r.desk.Drafts["c/reply"])
	}
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "Thank you for your patience." script id-thanks`)
}

func TestArrowsAndEscInTheSlashPicker(t *testing.T) {
	r := library(t)
	r.write("so /")
	r.press(fyne.KeyDown)
	r.press(fyne.KeyDown)
	r.press(fyne.KeyReturn)
	if got := r.boxes()[0].Text(); got != "so Thank you for your patience." {
		t.Fatalf("the box has %q", got)
	}
	r.boxes()[0].SetText("")
	r.write("/zzz")
	r.wantSays("Nothing is called that.")
	r.press(fyne.KeyReturn)
	r.wantAsked() // a mistyped shortcut is no message
	r.press(fyne.KeyEscape)
	if stage.Says(r.pane.Content(), "Nothing is called that.") || r.left != 0 {
		t.Error("the first Esc does not close the picker alone")
	}
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "/zzz"`)
}

// Blanks are filled from the chat and shown with their source; nothing with an
// empty one goes out.
func TestBlanksAreFilledFromTheChat(t *testing.T) {
	r := library(t)
	r.write("/own")
	r.press(fyne.KeyReturn)
	s := r.strip()
	r.wantSays("Own the problem", "from the customer's name", "from the chat", "from this desk", "One blank is empty")
	if len(r.boxes()) != 0 {
		t.Error("the box stands below, with nothing but what was looked for")
	}
	s.Use()
	r.pane.foot.box.box.OnSend("/own")
	r.wantAsked()
	r.write("look at your printer") // the keyboard is in the empty blank
	s.Use()
	r.wantNoStrip()
	const want = "Hello Ada, I am Asha. You wrote: “my printer shows error [42] since noon”. I will look at your printer."
	if got := r.boxes()[0].Text(); got != want {
		t.Fatalf("the box has %q", got)
	}
	r.press(fyne.KeyReturn) // the bracket is the customer's own
	r.wantAsked(fmt.Sprintf("post c %q script id-own", want))
}

// what must be looked up is not typed in.
func TestAFactCannotBeTyped(t *testing.T) {
	r := library(t)
	r.write("/ticket")
	r.press(fyne.KeyReturn)
	r.write("T-1")
	r.press(fyne.KeyReturn)
	r.strip().Use()
	r.wantSays("One blank is empty")
	r.press(fyne.KeyEscape)
	r.wantNoStrip()
	if got := r.boxes()[0].Text(); got != "/ticket" {
		t.Errorf("the box has %q", got)
	}
}

// A raw bracket goes to nobody but the team.
func TestARawBracketIsHeld(t *testing.T) {
	r := library(t)
	r.write("I will [do something]")
	r.wantSays("There is a '[' left in the text")
	r.press(fyne.KeyReturn)
	r.wantAsked()
	r.boxes()[0].SetText("")
	r.pane.Write(true)
	r.write("saw [this]")
	r.press(fyne.KeyReturn)
	r.wantAsked(`note c "saw [this]"`)

	r = benServes(t)
	r.pane.Whisper()
	r.write("say {name}")
	r.press(fyne.KeyReturn)
	r.wantAsked()
}

// In a note, a blank of a canned text is filled all the same.
func TestABlankIsFilledInANoteToo(t *testing.T) {
	r := library(t)
	r.pane.Write(true)
	r.write("/own")
	r.press(fyne.KeyReturn)
	r.strip().Use()
	r.press(fyne.KeyEscape)
	r.wantNoStrip()
	r.wantAsked()
}

// The strip belongs to its chat: it goes when another one comes on screen, and
// what was written stays a draft.
func TestTheStripGoesWithItsChat(t *testing.T) {
	r := library(t)
	r.Do("d", stage.Opened("Bo"))
	r.Do("d", stage.Taken(stage.Me)...)
	r.write("/own")
	r.press(fyne.KeyReturn)
	r.strip()
	r.show("d")
	r.wantNoStrip()
	if r.left != 1 {
		t.Error("the keyboard stays in a strip that nobody sees")
	}
	r.pane.Write(false)
	r.write("/than")
	r.show("c") // with the picker open
	if r.pane.slash.Opened() {
		t.Error("the picker of another chat is open")
	}
	if got := r.boxes()[0].Text(); got != "/own" {
		t.Errorf("the draft of c is %q", got)
	}
}

// Two texts in one draft: the customer's bracket in the first does not hold
// the second.
func TestTwoCannedTextsInOneDraft(t *testing.T) {
	r := library(t)
	r.write("/own")
	r.press(fyne.KeyReturn)
	r.write("help")
	r.strip().Use()
	r.write(" /thanks")
	r.press(fyne.KeyReturn)
	r.press(fyne.KeyReturn)
	if asked := r.desk.Take(); len(asked) != 1 || !strings.Contains(asked[0], "[42]") || !strings.Contains(asked[0], "patience") {
		t.Errorf("asked: %q", asked)
	}
}

// Without a library a slash is a slash.
func TestNoLibrary(t *testing.T) {
	r := newRoom(t)
	r.pane = New(Options{Desk: r.desk, Policy: r.Policy, Now: r.Now, Post: r.crank.Post, Focus: r.window.Canvas().Focus, Leave: func() {}})
	r.window.SetContent(r.pane.Content())
	r.Do("c", stage.Opened("Ada"))
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	r.pane.Write(false)
	r.write("/")
	r.press(fyne.KeyReturn)
	r.wantAsked(`post c "/"`)
}

// benchmarkKey types and deletes a letter in a chat of 2,000 lines with 10,000
// canned texts: two keys a round.
func benchmarkKey(b *testing.B, begun string) {
	r := benchRoom(b)
	r.pane.Write(false)
	r.write(begun)
	f := r.window.Canvas().Focused()
	back := &fyne.KeyEvent{Name: fyne.KeyBackspace}
	for b.Loop() {
		f.TypedRune('e')
		f.TypedKey(back)
	}
}

// BenchmarkKey is a letter of an ordinary line.
func BenchmarkKey(b *testing.B) { benchmarkKey(b, "I am looking at your order now, ") }

// BenchmarkKeyBehindSlash is one while the library is searched, by a query that
// matches hundreds of texts.
func BenchmarkKeyBehindSlash(b *testing.B) { benchmarkKey(b, "/r") }

// BenchmarkKeyBehindRareSlash is one for a query that nothing matches, so that
// every way of searching is tried.
func BenchmarkKeyBehindRareSlash(b *testing.B) { benchmarkKey(b, "/qzxj") }

// BenchmarkSwitch shows another chat of 2,000 lines and lays it out.
func BenchmarkSwitch(b *testing.B) {
	r := benchRoom(b)
	ids := []chat.ChatID{"d", "c"}
	for n := 0; b.Loop(); n++ {
		r.show(ids[n%2])
	}
}

func benchRoom(b *testing.B) *room {
	b.Helper()
	r := newRoom(b)
	r.team()
	vs := make([]script.Row, 0, script.MaxResponses)
	for i := range script.MaxResponses {
		vs = append(vs, row(fmt.Sprint("r", i), script.Response{
			Shortcut: fmt.Sprintf("r%04d", i), Title: fmt.Sprintf("Answer number %d about an order", i),
			Text: strings.Repeat("We will look at your order and call you back. ", 8) + "{customer}",
		}))
	}
	r.shelf, _ = r.shelf.Import(vs, "", 0)
	for _, id := range []chat.ChatID{"c", "d"} {
		r.Do(id, stage.Opened("Ada"))
		for i := range 2000 {
			r.Do(id, &chat.MessagePosted{Message: chat.MessageID(fmt.Sprint("m", i)), From: chat.SpeakerCustomer, Text: fmt.Sprint("line ", i)})
		}
		r.Do(id, stage.Taken(stage.Me)...)
	}
	r.show("c")
	test.WidgetRenderer(r.pane.foot.box.box)
	return r
}
