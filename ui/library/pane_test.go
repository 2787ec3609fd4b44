package library

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// G-CAN-01: typing the shortcut lists the response first.
func TestSearchAsYouType(t *testing.T) {
	r := newRoom(t)
	r.wantListed("close call-asked greet info") // by shortcut: bye, call, greet, info
	r.write("/call")
	if !strings.HasPrefix(r.listed(), "call-asked") {
		t.Errorf("listed %q", r.listed())
	}
	r.press(fyne.KeyEscape)
	r.write("look for")
	r.wantListed("info")
	r.wantSays("1 found")
	r.press(fyne.KeyEscape)
	r.write("zebra")
	r.wantListed("")
	r.wantSays("No response has these words", "Esc clears the search")
	r.press(fyne.KeyEscape)
	r.wantListed("close call-asked greet info")
}

// Keys: arrows walk the list while the search has the keyboard, Enter edits,
// Escape returns and loses nothing.
func TestWalkEditAndReturn(t *testing.T) {
	r := newRoom(t)
	search := r.window.Canvas().Focused()
	r.press(fyne.KeyDown)
	r.wantSays("Goodbye", "Came with the program · revision 1")
	r.press(fyne.KeyDown)
	r.wantSays("Asks for a call")
	r.press(fyne.KeyUp)
	if got := r.pane.list.rows.Selected(); got != "close" {
		t.Errorf("the mark is on %q", got)
	}
	if r.window.Canvas().Focused() != search {
		t.Fatal("walking took the keyboard from the search")
	}
	r.press(fyne.KeyReturn)
	if r.window.Canvas().Focused() != fyne.Focusable(r.pane.edit.text) {
		t.Fatal("Enter does not lead into the text")
	}
	r.write("Well. ")
	r.press(fyne.KeyEscape)
	if r.window.Canvas().Focused() != search {
		t.Error("Escape does not lead back to the search")
	}
	if got := r.pane.edit.text.Text; got != "Well. Have a good {daypart}." {
		t.Errorf("Escape left %q", got)
	}
	r.wantAsked("")
}

// Enter opens the first that was found where nothing is marked.
func TestEnterTakesTheFirst(t *testing.T) {
	r := newRoom(t)
	r.write("greet")
	r.press(fyne.KeyReturn)
	if o := r.pane.edit.now; o == nil || o.id != "greet" {
		t.Fatalf("open is %v", o)
	}
}

// Whoever has typed and not walked means the first that was found, also where
// what is open is among the rest.
func TestEnterAfterAnotherSearch(t *testing.T) {
	r := newRoom(t)
	r.write("greet")
	r.press(fyne.KeyDown)
	r.pane.list.search.SetText("")
	r.write("customer")
	r.wantListed("call-asked greet")
	r.press(fyne.KeyReturn)
	if o := r.pane.edit.now; o.id != "call-asked" {
		t.Errorf("open is %q", o.id)
	}
	r.pane.Focus()
	r.press(fyne.KeyDown)
	r.press(fyne.KeyReturn)
	if o := r.pane.edit.now; o.id != "greet" {
		t.Errorf("after a step open is %q", o.id)
	}
}

func TestTabWalksTheForm(t *testing.T) {
	r := newRoom(t)
	r.write("greet")
	r.press(fyne.KeyReturn)
	r.window.Canvas().Focus(r.pane.edit.folder)
	for _, want := range []fyne.Focusable{r.pane.edit.shortcut, r.pane.edit.title, r.pane.edit.text} {
		r.window.Canvas().FocusNext()
		// Links and buttons between stand in the way where they are shown.
		for range 4 {
			if _, field := r.window.Canvas().Focused().(*kit.Field); field {
				break
			}
			r.window.Canvas().FocusNext()
		}
		if got := r.window.Canvas().Focused(); got != want {
			t.Fatalf("Tab leads to %T %v", got, got)
		}
	}
}

func TestFolders(t *testing.T) {
	r := newRoom(t)
	for _, want := range []string{"All responses, 4", "No folder, 1", "Information, 1", "Takeover, 2"} {
		if _, ok := stage.Called[*folderRow](r.pane.Content(), want); !ok {
			t.Errorf("there is no folder %q", want)
		}
	}
	r.pane.list.enter(folderKey + "Takeover")
	r.wantListed("call-asked greet")
	r.write("customer")
	r.wantListed("call-asked greet")
	r.press(fyne.KeyEscape)
	r.pane.list.enter(folderKey)
	r.wantListed("close")
	// A folder that empties is left.
	r.byLena("close", func(c *script.Response) { c.Folder = "Takeover" })
	r.render()
	r.wantListed("close call-asked greet info")
}

// A new response begins in the folder that is shown.
func TestNewInAFolder(t *testing.T) {
	r := newRoom(t)
	r.pane.list.enter(folderKey + "Takeover")
	r.stroke(fyne.KeyN)
	if got := r.pane.edit.folder.Text; got != "Takeover" {
		t.Errorf("the folder is %q", got)
	}
	r.wantSays("New response", "Nothing has changed")
	r.stroke(fyne.KeyS)
	r.wantAsked("")
}

func TestFolderHints(t *testing.T) {
	r := newRoom(t)
	r.stroke(fyne.KeyN)
	r.window.Canvas().Focus(r.pane.edit.folder)
	r.write("info")
	r.wantSays("↓ Information")
	r.press(fyne.KeyDown)
	if got := r.pane.edit.folder.Text; got != "Information" {
		t.Errorf("the folder is %q", got)
	}
}

// The form explains its blanks, and shows the text as a customer would read it.
func TestSlotsAreExplained(t *testing.T) {
	r := newRoom(t)
	r.write("info")
	r.press(fyne.KeyReturn)
	r.wantSays("{topic} is filled by hand each time: this program does not know it")
	r.press(fyne.KeyEscape)
	r.press(fyne.KeyEscape)
	r.write("greet")
	r.press(fyne.KeyReturn)
	r.wantSays("{customer} "+script.About("customer"), "here “Nisha”, from the customer's record", "Hi Nisha, I'm Asha from")
}

func TestWhatTheLineAtTheFootSays(t *testing.T) {
	r := newRoom(t)
	for _, c := range []struct {
		link   app.LinkState
		unsent int
		want   string
	}{
		{app.LinkLive, 0, "Shared with every desk"},
		{app.LinkLive, 1, "1 change on the way to the hub"},
		{app.LinkOffline, 0, "Works without a network"},
		{app.LinkOffline, 2, "2 changes saved here, waiting for the hub"},
	} {
		r.Snap.Link.State, r.Snap.Shelves.Waiting = c.link, map[chat.Shelf]int{chat.ShelfCanned: c.unsent}
		r.render()
		r.wantSays(c.want)
	}
}

func TestEmptyStates(t *testing.T) {
	r := openRoom(t, map[string]string{}, script.Library{})
	r.wantSays("The library is empty", "No responses yet")
	r.Snap.Loading = app.Progress{Got: 1, Of: 9}
	r.render()
	r.wantSays("The library is on its way")
	r.Snap.Loading = app.Progress{}
	r.lib = starter()
	r.render()
	r.wantSays("No response is open", "Ctrl+N")
	r.wantSilence("The library is empty", "No responses yet")
}

// look.md 5: nothing moves under the pointer; the line above says that there is
// another order.
func TestRowsStayUnderTheHand(t *testing.T) {
	r := newRoom(t)
	test.MoveMouse(r.window.Canvas(), fyne.NewPos(300, 200))
	r.byLena("close", func(c *script.Response) { c.Shortcut, c.Title = "zz", "Farewell" })
	r.render()
	r.wantListed("close call-asked greet info")
	r.wantSays("The list changed", "Farewell") // in its place, as it is now
	r.tap("The list changed")
	r.wantListed("call-asked greet info close")

	r.byLena("close", func(c *script.Response) { c.Shortcut = "a" })
	r.render()
	r.wantListed("call-asked greet info close")
	test.MoveMouse(r.window.Canvas(), fyne.NewPos(800, 200))
	r.wantListed("close call-asked greet info")
}

func TestRowsStayAfterAKey(t *testing.T) {
	r := newRoom(t)
	r.press(fyne.KeyDown)
	r.byLena("close", func(c *script.Response) { c.Shortcut = "zz" })
	r.render()
	r.wantListed("close call-asked greet info")
	r.Pass(still)
	r.pane.Tick()
	r.wantListed("call-asked greet info close")
	if got := r.pane.list.rows.Selected(); got != "close" {
		t.Errorf("the mark went to %q", got)
	}
}

func TestCount(t *testing.T) {
	r := newRoom(t)
	s := r.Snapshot()
	s.Shelves.Canned = r.lib
	if n, tone := r.pane.Count(s); n != 0 || tone != kit.Grey {
		t.Errorf("%d in tone %v", n, tone)
	}
	r.tear("greet", "one", "two")
	s.Shelves.Canned = r.lib
	s.Shelves.Refused = []app.RefusedEdit{{Shelf: chat.ShelfCanned, Record: "info"}, {Shelf: chat.ShelfHandover, Record: "other"}}
	if n, tone := r.pane.Count(s); n != 2 || tone != kit.Amber {
		t.Errorf("%d in tone %v", n, tone)
	}
}

// A snapshot that brings nothing touches nothing.
func TestRenderTouchesWhatChanged(t *testing.T) {
	r := newRoom(t)
	r.write("greet")
	r.press(fyne.KeyReturn)
	r.pane.list.ids = r.pane.list.ids[:1:1]
	r.render()
	if len(r.pane.list.ids) != 1 {
		t.Error("the list was made again although no record changed")
	}
}

// What strangers and colleagues typed does no harm: it is shown as text, and
// what may not be drawn is left out without being taken out of the response.
func TestOddTexts(t *testing.T) {
	r := newRoom(t)
	odd := script.Response{
		Folder: "<b>x</b>", Shortcut: "od\u202ed", Title: "<script>alert(1)</script> \u202eevil\ue000",
		Text: "$(rm) {customer}\u202e `x`\ttab \ue001 👩‍💻 हिन्दी",
	}
	next, v, err := r.lib.Put("odd", odd, record.Revision{}, lena, r.Now())
	if err != nil {
		t.Fatal(err)
	}
	r.lib = next
	r.render()
	r.write("script")
	r.press(fyne.KeyDown)
	r.wantSays("<script>alert(1)</script> evil")
	for _, o := range stage.Texts(r.pane.Content()) {
		if strings.ContainsAny(o.Text, "\u202e\ue000\ue001\x00") {
			t.Errorf("%q is drawn", o.Text)
		}
	}
	// Somebody who edits the title alone keeps the text to the byte.
	r.press(fyne.KeyReturn)
	r.window.Canvas().Focus(r.pane.edit.title)
	r.write("My ")
	r.stroke(fyne.KeyS)
	r.render()
	now, _ := r.lib.Get("odd")
	if now.Content.Text != odd.Text || now.Content.Shortcut != odd.Shortcut || now.Revision.Number != v.Revision.Number+1 {
		t.Errorf("saved %+v", now.Content)
	}
}

// A title with a control character is refused in words; nothing is sent.
func TestAControlCharacterIsRefused(t *testing.T) {
	r := newRoom(t)
	r.write("greet")
	r.press(fyne.KeyReturn)
	r.pane.edit.title.SetText("Bell \x07 rings")
	r.wantSays("Title has a control character")
	r.stroke(fyne.KeyS)
	r.wantAsked("")
}

func TestShortcutsThatThePaneDoesNotUse(t *testing.T) {
	r := newRoom(t)
	r.stroke(fyne.KeyK)
	if len(r.passed) != 1 {
		t.Errorf("passed on: %v", r.passed)
	}
	if r.pane.Shortcut(&fyne.ShortcutPaste{}) {
		t.Error("the pane took Paste")
	}
}

// 10,000 responses: few rows exist, and the list is walked to its end.
func TestTenThousand(t *testing.T) {
	r := openRoom(t, map[string]string{}, thousands(t, script.MaxResponses))
	if n := r.pane.list.rows.VisibleRows(); n > 20 {
		t.Errorf("%d rows exist", n)
	}
	r.wantSays("10000 responses")
	r.pane.list.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	r.pane.list.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEnd})
	if got := r.pane.list.rows.Selected(); got != "r-09999" {
		t.Errorf("the end is %q", got)
	}
	r.write("refund")
	r.wantSays("The best 200")
	if n := len(r.pane.list.ids); n != hitsMost {
		t.Errorf("%d are listed", n)
	}
}

// BenchmarkKey is one letter in the search over 10,000 responses, rows drawn.
func BenchmarkKey(b *testing.B) {
	r := openRoom(b, map[string]string{}, thousands(b, script.MaxResponses))
	words := []string{"r", "re", "ref", "refu", "refund of case 77", "look into", "zq", "case 9", ""}
	for i := 0; b.Loop(); i++ {
		r.pane.list.search.Text = words[i%len(words)]
		r.pane.list.find()
	}
}

// BenchmarkIdleRender is a snapshot that brings nothing, over 10,000 responses.
func BenchmarkIdleRender(b *testing.B) {
	r := openRoom(b, map[string]string{}, thousands(b, script.MaxResponses))
	r.write("s77")
	r.press(fyne.KeyReturn)
	s := r.Snapshot()
	s.Shelves.Canned = r.lib
	for b.Loop() {
		r.pane.Render(s)
	}
}

// BenchmarkRenderOne is a snapshot in which one of 10,000 responses changed.
func BenchmarkRenderOne(b *testing.B) {
	r := openRoom(b, map[string]string{}, thousands(b, script.MaxResponses))
	one := r.lib
	v, _ := one.Get("r-00077")
	c := v.Content
	c.Title = "Changed"
	two, _, err := one.Put(v.ID, c, v.Revision, lena, r.Now().Add(time.Second))
	if err != nil {
		b.Fatal(err)
	}
	s, u := r.Snapshot(), r.Snapshot()
	s.Shelves.Canned, u.Shelves.Canned = one, two
	for b.Loop() {
		r.pane.Render(u)
		r.pane.Render(s)
	}
}
