package library

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/app/script"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// nth presses the n-th button that is called so.
func (r *room) nth(n int, word string) {
	r.t.Helper()
	for _, b := range stage.Find[*kit.Button](r.pane.Content()) {
		if strings.HasPrefix(b.AccessibilityLabel(), word) {
			if n--; n < 0 {
				b.Tapped(nil)
				r.render()
				return
			}
		}
	}
	r.t.Fatalf("there are not enough %q:\n%s", word, stage.Read(r.pane.Content()))
}

// late is a save that came after somebody else's.
func late(t *testing.T) *room {
	t.Helper()
	r := newRoom(t)
	r.edit("greet", "Typed ")
	r.byLena("greet", func(c *script.Response) { c.Text = "Lena's" })
	r.stroke(fyne.KeyS)
	r.render()
	r.take()
	r.wantSays("“Greeting” was changed while you wrote", "Yours", "Typed Hi", "agent lena", "Lena's")
	if len(r.drafts) == 0 {
		t.Fatal("the text is kept nowhere")
	}
	return r
}

func TestALateSaveKeepMine(t *testing.T) {
	r := late(t)
	r.nth(0, "Keep this one")
	r.wantAsked(`put greet on 2 "Greeting"`)
	r.wantSays("Written by you", "revision 3", "Nothing has changed")
	if got := r.content("greet").Text; !strings.HasPrefix(got, "Typed") || len(r.drafts) != 0 {
		t.Errorf("the library has %q, kept is %v", got, r.drafts)
	}
}

func TestALateSaveKeepTheirs(t *testing.T) {
	r := late(t)
	r.nth(1, "Keep this one")
	r.wantAsked("")
	r.wantSays("Lena's", "Written by agent lena")
	// Even that can be taken back.
	r.tap("Bring them back")
	if got := r.pane.edit.text.Text; !strings.HasPrefix(got, "Typed") {
		t.Errorf("brought back %q", got)
	}
}

func TestALateSaveKeepBoth(t *testing.T) {
	r := late(t)
	r.tap("Keep both as they are for now")
	r.wantAsked("keep both of greet")
	if n := len(r.lib.Heads("greet")); n != 2 {
		t.Fatalf("%d versions", n)
	}
	r.wantSays("two versions", "There are two versions", "To settle")
	if len(r.drafts) != 0 {
		t.Errorf("kept: %v", r.drafts)
	}
}

func TestALateSaveWrittenFromBoth(t *testing.T) {
	r := late(t)
	r.pane.sides.Compare.OnWrite("Both in one")
	if got := r.pane.edit.current(); got.Text != "Both in one" || got.Title != "Greeting" {
		t.Fatalf("in the form is %+v", got)
	}
	r.stroke(fyne.KeyS)
	r.render()
	r.wantAsked(`put greet on 2 "Greeting"`)
	if got := r.content("greet").Text; got != "Both in one" {
		t.Errorf("the library has %q", got)
	}
}

// Whoever goes on typing, or presses Enter once more, decides nothing.
func TestTypingIntoTheSides(t *testing.T) {
	r := late(t)
	r.press(fyne.KeyReturn)
	r.wantAsked("")
	if r.content("greet").Text != "Lena's" || !strings.HasPrefix(r.pane.edit.text.Text, "Typed") {
		t.Error("a key that was meant for the text decided")
	}
}

func TestALateSaveThatIsLeft(t *testing.T) {
	r := late(t)
	r.press(fyne.KeyEscape)
	r.wantAsked("")
	r.wantSays("Changed meanwhile by agent lena")
	if got := r.pane.edit.text.Text; !strings.HasPrefix(got, "Typed") || len(r.drafts) == 0 {
		t.Errorf("Escape left %q, kept %v", got, r.drafts)
	}
}

// Somebody saves once more while both sides are on screen.
func TestAThirdVersionComes(t *testing.T) {
	r := late(t)
	r.byLena("greet", func(c *script.Response) { c.Text = "Lena's second" })
	r.nth(0, "Keep this one") // pressed before it was drawn
	r.wantSays("Lena's second", "was changed while you wrote")
	r.take()
	r.nth(0, "Keep this one")
	r.wantAsked(`put greet on 3 "Greeting"`)
	r.wantSays("revision 4")
}

func TestTwoVersionsAreSettled(t *testing.T) {
	r := newRoom(t)
	r.tear("greet", "Mine", "Hers")
	r.render()
	r.wantSays("To settle", "two versions")
	r.pane.list.enter(quarrels)
	r.wantListed("greet")
	r.pane.Focus()
	r.press(fyne.KeyDown)
	r.wantSays("There are two versions") // walking does not throw anything over the list
	r.press(fyne.KeyReturn)
	r.wantSays("“Greeting” has two versions", "Mine", "Hers", "Asha", "agent lena")
	r.nth(1, "Keep this one")
	r.wantAsked(`settle greet of 2 deleted false "Hers"`)
	if hs := r.lib.Heads("greet"); len(hs) != 1 || hs[0].Content.Text != "Hers" {
		t.Errorf("the library has %v", hs)
	}
	r.wantSays("revision 3", "Nothing has changed")
	r.wantSilence("To settle", "two versions")
	r.wantListed("close call-asked greet info") // the folder that emptied was left
}

func TestTwoVersionsWrittenIntoOne(t *testing.T) {
	r := newRoom(t)
	r.tear("greet", "Mine", "Hers")
	r.render()
	r.edit("greet", "")
	r.pane.sides.Compare.OnWrite("Ours")
	r.wantSays("One from both", "Saving ends the conflict")
	if len(r.drafts) == 0 {
		t.Error("what was written is kept nowhere")
	}
	r.window.Canvas().Focus(r.pane.edit.title)
	r.write("My ")
	r.stroke(fyne.KeyS)
	r.render()
	r.wantAsked(`settle greet of 2 deleted false "Ours"`)
	if hs := r.lib.Heads("greet"); len(hs) != 1 || hs[0].Content.Title != "My Greeting" {
		t.Errorf("the library has %v", hs)
	}
	r.wantSays("Saved, for every desk")
}

// A draft that settles a conflict still does so after a crash.
func TestTheSettlingDraftSurvives(t *testing.T) {
	r := newRoom(t)
	r.tear("greet", "Mine", "Hers")
	r.render()
	r.edit("greet", "")
	r.pane.sides.Compare.OnWrite("Ours")
	again := openRoom(t, r.drafts, r.lib)
	again.edit("greet", "")
	again.wantSays("One from both")
	again.stroke(fyne.KeyS)
	again.wantAsked(`settle greet of 2 deleted false "Ours"`)
}

func TestThreeVersionsAreSettledTwoByTwo(t *testing.T) {
	r := newRoom(t)
	was := r.lib
	r.tear("greet", "One", "Two")
	next, v, err := was.Put("greet", script.Response{Title: "Greeting", Shortcut: "greet", Text: "Three"}, was.Heads("greet")[0].Revision, "joy", r.Now()-9)
	if err != nil || next.Len() == 0 {
		t.Fatal(err)
	}
	r.lib = r.lib.Merge(v)
	r.render()
	r.edit("greet", "")
	r.nth(0, "Keep this one")
	r.wantSays("has two versions", "Two") // the older of the three comes last
	r.nth(0, "Keep this one")
	if hs := r.lib.Heads("greet"); len(hs) != 1 || hs[0].Revision.Number != 4 {
		t.Errorf("the library has %v", hs)
	}
}

// Somebody else settles it while both sides are on screen.
func TestSomebodyElseSettles(t *testing.T) {
	r := newRoom(t)
	r.tear("greet", "Mine", "Hers")
	r.render()
	r.edit("greet", "")
	hs := r.lib.Heads("greet")
	next, _, err := r.lib.Settle("greet", hs[1].Content, false, lena, r.Now(), hs[0].Revision, hs[1].Revision)
	if err != nil {
		t.Fatal(err)
	}
	r.lib = next
	r.render()
	r.wantSilence("has two versions")
	r.wantSays("Written by agent lena", "revision 3")
}

// A conflict is not settled over a text that is being typed.
func TestTypedTextBesideTwoVersions(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "Typed ")
	r.tear("greet", "Mine", "Hers")
	r.render()
	r.wantSays("There are two versions", "Save or discard what you typed")
	r.press(fyne.KeyEscape)
	r.press(fyne.KeyReturn)
	if r.pane.sides.content.Visible() {
		t.Error("the sides are shown over a text that is not saved")
	}
}

func TestASettlingThatFails(t *testing.T) {
	r := newRoom(t)
	r.tear("greet", "Mine", "Hers")
	r.render()
	r.edit("greet", "")
	r.broken = errDisk
	r.nth(0, "Keep this one")
	r.wantSays("Not saved: the disk is full", "has two versions")
	r.broken = nil
	r.nth(0, "Keep this one")
	r.wantSays("revision 3")
}

// While two sides wait for an answer, no key works on what they hide.
func TestKeysBehindTheSides(t *testing.T) {
	r := late(t)
	r.stroke(fyne.KeyS)
	r.stroke(fyne.KeyD)
	r.pane.Import()
	r.wantAsked("")
	r.wantSays("was changed while you wrote")
}

// Whoever comes back to the page finds the keyboard in what is shown: Esc leaves the
// comparison, and what is typed reaches nothing that lies below it.
func TestAComparisonHasTheKeyboard(t *testing.T) {
	r := late(t)
	for name, come := range map[string]func(){
		"the page's key": r.pane.Focus,
		"a click beside": func() {
			test.Tap(stage.Find[*kit.Ground](r.pane.sides.content)[0])
		},
	} {
		r.window.Canvas().Unfocus()
		come()
		if got := r.window.Canvas().Focused(); got != fyne.Focusable(r.pane.sides.Back) {
			t.Fatalf("%s: the keyboard is in %T", name, got)
		}
	}
	searched := r.pane.list.search.Text
	r.write("zz")
	if r.pane.list.search.Text != searched {
		t.Error("letters went into the search below")
	}
	r.press(fyne.KeyEscape)
	r.wantSays("Typed Hi")
	if r.pane.sides.shown() {
		t.Fatal("Esc does not leave")
	}
}

// Ctrl+N leaves a comparison undecided and begins a response.
func TestANewResponseFromAComparison(t *testing.T) {
	r := late(t)
	r.stroke(fyne.KeyN)
	r.render()
	r.wantSays("New response")
	r.wantAsked("")
	if len(r.lib.Heads("greet")) != 1 || !strings.Contains(strings.Join(r.pane.drafts.homeless(true), " ")+r.drafts[draftKind+"greet"], "Typed") {
		t.Errorf("what was typed is gone: %v", r.drafts)
	}
}
