package library

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// edit opens a response and types in front of its text.
func (r *room) edit(shortcut, typed string) {
	r.t.Helper()
	r.pane.Focus()
	r.press(fyne.KeyEscape)
	r.write(shortcut)
	r.press(fyne.KeyReturn)
	if typed != "" {
		r.write(typed)
	}
}

func (r *room) content(id record.ID) script.Response { return r.lib.Heads(id)[0].Content }

func (r *room) saveLock() string {
	b, ok := stage.Called[*kit.Button](r.pane.edit.content, "Save, Ctrl S")
	if !ok {
		r.t.Fatal("there is no Save")
	}
	_, lock, _ := strings.Cut(b.AccessibilityLabel(), "locked: ")
	return lock
}

func TestSave(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "")
	r.wantSays("Nothing has changed")
	r.stroke(fyne.KeyS)
	r.wantAsked("")
	r.write("Well, ")
	if why := r.saveLock(); why != "" {
		t.Errorf("Save is locked: %s", why)
	}
	r.stroke(fyne.KeyS)
	r.wantAsked(`put greet on 1 "Greeting"`)
	r.render()
	if got := r.content("greet").Text; got != "Well, Hi {customer}, I'm {agent} from {team}." {
		t.Errorf("saved %q", got)
	}
	r.wantSays("Written by you", "revision 2", "Saved, for every desk")
	if len(r.drafts) != 0 {
		t.Errorf("kept after saving: %v", r.drafts)
	}
	// The second save stands on the first.
	r.write("now ")
	r.stroke(fyne.KeyS)
	r.wantAsked(`put greet on 2 "Greeting"`)
}

// The answer and the snapshot with what was saved come in either order.
func TestTheSnapshotBeforeTheAnswer(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "A")
	r.hold = true
	r.stroke(fyne.KeyS)
	r.wantSays("Being saved…")
	r.write("B") // while it is under way
	r.stroke(fyne.KeyS)
	r.wantAsked(`put greet on 1 "Greeting"`) // one save at a time
	r.release()
	if why := r.saveLock(); why != "" {
		t.Errorf("Save is locked: %s", why)
	}
	r.stroke(fyne.KeyS)
	r.wantAsked(`put greet on 2 "Greeting"`)
	r.render()
	if got := r.content("greet").Text; !strings.HasPrefix(got, "ABHi") {
		t.Errorf("saved %q", got)
	}
	r.wantSilence("meanwhile")
}

// Somebody else's version came over ours before we saw it.
func TestASaveThatIsNeverSeen(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "A")
	r.stroke(fyne.KeyS)
	r.byLena("greet", func(c *script.Response) { c.Text = "Lena's" })
	r.render()
	for range patience + 2 {
		r.pane.Tick()
	}
	r.wantSays("Changed meanwhile by agent lena")
	r.tap("Show it")
	r.wantSays("Lena's")
}

func TestNew(t *testing.T) {
	r := newRoom(t)
	r.stroke(fyne.KeyN)
	r.write("Refund")
	if why := r.saveLock(); why != "Text must not be empty" {
		t.Errorf("Save is locked: %q", why)
	}
	r.press(fyne.KeyReturn) // on to the text
	r.write("We refund {amount}.")
	r.wantListed("+new close call-asked greet info")
	r.stroke(fyne.KeyS)
	r.wantAsked(`put  on 0 "Refund"`)
	r.render()
	r.wantListed("new1 close call-asked greet info")
	if got := r.pane.list.rows.Selected(); got != "new1" {
		t.Errorf("the mark is on %q", got)
	}
	r.wantSays("Written by you", "revision 1")
	r.write(" Soon.")
	r.stroke(fyne.KeyS)
	r.wantAsked(`put new1 on 1 "Refund"`)
}

func TestDuplicate(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "")
	r.stroke(fyne.KeyD)
	r.wantSays("New response")
	if e := r.pane.edit; e.shortcut.Text != "" || e.title.Text != "Greeting (copy)" || !strings.HasPrefix(e.text.Text, "Hi {customer}") {
		t.Errorf("the copy is %+v", e.current())
	}
	// A second copy must not push the first out of its place.
	r.edit("info", "")
	r.stroke(fyne.KeyD)
	if r.pane.edit.now.id != "info" {
		t.Error("a copy took the place of another that was not saved")
	}
	if b, _ := stage.Called[*kit.Button](r.pane.Content(), "Duplicate"); !strings.Contains(b.AccessibilityLabel(), "Another new response is not saved yet") {
		t.Error("the button does not say why")
	}
	r.pane.open(newKey)
	r.stroke(fyne.KeyS)
	r.wantAsked(`put  on 0 "Greeting (copy)"`)
}

// What is wrong is said at its field and beside the button, while it is typed.
func TestWhatIsWrong(t *testing.T) {
	for _, c := range []struct{ name, field, text, want string }{
		{"a taken shortcut", "shortcut", "CALL", "/CALL is that of “Asks for a call” already"},
		{"two words", "shortcut", "a b", "Shortcut must be one word without a slash"},
		{"no title", "title", " ", "Title must not be empty"},
		{"a stray bracket", "text", "Dear [name]", "Text has a stray '['; a blank is written {name}"},
		{"an open brace", "text", "Dear {name", "Text has a { without its }"},
		{"an unknown condition", "text", "{?moon:full}", "a clause is {?condition:words}"},
		{"too long", "text", strings.Repeat("x", script.MaxText+1), "Text has 8001 characters; at most 8000 are allowed"},
		{"too long a folder", "folder", strings.Repeat("x", 61), "Folder has 61 characters; at most 60 are allowed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := newRoom(t)
			r.edit("greet", "")
			e := r.pane.edit
			map[string]*kit.Field{"folder": e.folder, "shortcut": e.shortcut, "title": e.title, "text": e.text}[c.field].SetText(c.text)
			if why := r.saveLock(); !strings.Contains(why, c.want) {
				t.Errorf("Save is locked: %q, want %q", why, c.want)
			}
			r.stroke(fyne.KeyS)
			r.wantAsked("")
		})
	}
}

// What the desk refuses stays in the form, with the reason.
func TestTheDeskRefuses(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{record.Invalidf("title", "is rude"), "Title is rude"},
		{script.ErrFull, "The library is full"},
		{record.ErrTooLarge, "edited too often"},
		{record.ErrUnknown, "your text stays here"},
		{errors.New("not saved: the disk is full"), "Not saved: the disk is full"},
	} {
		r := newRoom(t)
		r.edit("greet", "A")
		r.broken = c.err
		r.stroke(fyne.KeyS)
		r.wantSays(c.want)
		if !strings.HasPrefix(r.pane.edit.text.Text, "AHi") || len(r.drafts) == 0 {
			t.Errorf("%v: the text went", c.err)
		}
		r.broken = nil
		r.write("B")
		r.wantSilence(c.want)
		r.stroke(fyne.KeyS)
		r.render()
		r.wantSays("Saved, for every desk")
	}
}

func TestDeleteAndUndo(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "Typed ")
	r.tap("Delete")
	r.wantAsked("")
	over := r.window.Canvas().Overlays().Top()
	if !stage.Says(over, "Delete this response?", "/greet finds nothing any more", "This can be undone", "did not save goes too") {
		t.Errorf("the question is %q", stage.Read(over))
	}
	r.press(fyne.KeyEscape) // asks once, and No is an answer
	r.wantAsked("")
	r.tap("Delete")
	r.tap("Delete, Ctrl Enter")
	r.wantAsked("delete greet on 1")
	r.wantSays("“Greeting” was deleted", "Undo")
	r.pane.Focus()
	r.press(fyne.KeyEscape)
	r.wantListed("close call-asked info")
	if len(r.drafts) != 0 {
		t.Errorf("kept: %v", r.drafts)
	}
	// It can be undone from elsewhere too.
	r.edit("info", "")
	r.tap("Undo delete")
	r.wantAsked(`put greet on 2 "Greeting"`)
	r.press(fyne.KeyEscape)
	r.pane.list.search.SetText("")
	r.wantListed("close call-asked greet info")
	r.wantSays("revision 3", "Hi {customer}")
	r.wantSilence("Undo delete")
}

func TestUndoOfATakenShortcut(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "")
	r.tap("Delete")
	r.tap("Delete, Ctrl Enter")
	r.byLena("info", func(c *script.Response) { c.Shortcut = "greet" })
	r.render()
	r.tap("Undo")
	r.wantSays("is that of", "was deleted") // it says why, and can be tried again
}

func TestDeletedMeanwhile(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "Typed ")
	next, _, err := r.lib.Delete("greet", r.lib.Heads("greet")[0].Revision, lena, r.Now())
	if err != nil {
		t.Fatal(err)
	}
	r.lib = next
	r.render()
	r.wantSays("Deleted meanwhile by agent lena")
	r.stroke(fyne.KeyS)
	r.render()
	r.wantSays("In the library", "deleted", "stays", "Typed Hi")
	r.nth(0, "Keep this one")
	if v, ok := r.lib.Get("greet"); !ok || !strings.HasPrefix(v.Content.Text, "Typed") {
		t.Error("the text was not written back")
	}
}

func TestDeleteOfWhatChanged(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "")
	r.tap("Delete")
	r.byLena("greet", func(c *script.Response) { c.Text = "Lena's" })
	r.tap("Delete, Ctrl Enter")
	r.wantSays("deleted", "Lena's", "was changed while you wrote")
	r.nth(0, "Keep this one") // delete all the same
	if _, ok := r.lib.Get("greet"); ok {
		t.Error("it is still there")
	}
}

// An edit that the hub did not take is marked, says why, and can be let go of.
func TestRefusedEdits(t *testing.T) {
	r := newRoom(t)
	r.Snap.Shelves.Refused = []app.RefusedEdit{
		{Command: "c1", Shelf: chat.ShelfCanned, Record: "greet", Words: "You may not edit responses."},
		{Command: "c2", Shelf: chat.ShelfHandover, Record: "info", Words: "Not this."},
	}
	r.render()
	r.wantSays("not taken", "1 change not taken by the hub")
	r.edit("greet", "")
	r.wantSays("The hub did not take this change", "You may not edit responses.")
	r.tap("Discard the change")
	r.wantAsked("drop c1")
	r.edit("info", "")
	r.wantSilence("Not this.")
	r.Snap.Shelves.Refused = nil
	r.render()
	r.wantSilence("not taken")
}

// An answer belongs to the response that was saved, whatever is open by now.
func TestAnAnswerToWhatIsNoLongerOpen(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "Typed ")
	r.hold = true
	r.stroke(fyne.KeyS)
	r.edit("info", "Also ")
	r.release()
	if got, mark := r.pane.edit.now.id, r.pane.list.rows.Selected(); got != "info" || mark != "info" {
		t.Errorf("open is %q, the mark is on %q", got, mark)
	}
	if _, kept := r.pane.drafts.get("greet"); kept {
		t.Error("the saved text is still called not saved")
	}
	if _, kept := r.pane.drafts.get("info"); !kept {
		t.Error("the text being typed is not kept")
	}
}

// What was typed in a response that somebody deleted is still to be found.
func TestTheDraftOfADeletedResponse(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "Typed ")
	next, _, err := r.lib.Delete("greet", r.lib.Heads("greet")[0].Revision, lena, r.Now())
	if err != nil {
		t.Fatal(err)
	}
	again := openRoom(t, r.drafts, next)
	again.wantListed("greet close call-asked info")
	again.press(fyne.KeyDown)
	again.wantSays("Deleted meanwhile by agent lena", "not saved")
	if got := again.pane.edit.text.Text; !strings.HasPrefix(got, "Typed") {
		t.Errorf("on screen is %q", got)
	}
	again.tap("Discard")
	again.wantListed("close call-asked info")
}

// A click opens a response and leaves the keyboard in the search.
func TestAClick(t *testing.T) {
	r := newRoom(t)
	at := fyne.NewPos(300, 170)
	test.MoveMouse(r.window.Canvas(), at)
	test.TapCanvas(r.window.Canvas(), at)
	if o := r.pane.edit.now; o == nil || o.id != "call-asked" {
		t.Fatalf("open is %+v", o)
	}
	if r.window.Canvas().Focused() != fyne.Focusable(r.pane.list.search) {
		t.Error("the click took the keyboard from the search")
	}
}

// BenchmarkTyping is one letter in a text of 2,000 characters, beside 10,000
// responses; the entry's own layout is most of it.
func BenchmarkTyping(b *testing.B) {
	r := openRoom(b, map[string]string{}, thousands(b, script.MaxResponses))
	r.edit("s77", "")
	r.pane.edit.text.SetText(strings.Repeat("Dear {customer}, hello. ", 2_000/24))
	for b.Loop() {
		r.pane.edit.text.TypedRune('x')
		r.pane.edit.text.TypedKey(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	}
}
