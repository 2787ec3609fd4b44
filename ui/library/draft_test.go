package library

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app/script"
)

// What is typed survives another record, another page and a crash.
func TestDraftsAreKept(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "Typed ")
	r.edit("info", "Also ")
	r.stroke(fyne.KeyN)
	r.write("Begun")
	r.wantAsked("")
	r.edit("greet", "")
	if got := r.pane.edit.text.Text; !strings.HasPrefix(got, "Typed Hi") {
		t.Errorf("the draft came back as %q", got)
	}
	r.wantSays("What you had typed is back", "not saved")

	again := openRoom(t, r.drafts, r.lib) // after kill -9
	again.wantListed("+new close call-asked greet info")
	again.edit("info", "")
	if got := again.pane.edit.text.Text; !strings.HasPrefix(got, "Also Glad") {
		t.Errorf("after a crash the draft is %q", got)
	}
	again.pane.open(newKey)
	if got := again.pane.edit.title.Text; got != "Begun" {
		t.Errorf("after a crash the new response is %q", got)
	}
	again.edit("greet", "")
	again.stroke(fyne.KeyS)
	again.wantAsked(`put greet on 1 "Greeting"`)
}

// A draft that comes late from the disk takes nothing from the hand.
func TestALateDraft(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "Typed ")
	older := strings.Replace(r.drafts["library/greet"], "Typed ", "Older ", 1)
	if older == r.drafts["library/greet"] {
		t.Fatalf("kept is %v", r.drafts)
	}
	r.drafts["library/greet"] = older
	r.pane.drafts.recall()
	r.render()
	if got := r.pane.edit.text.Text; !strings.HasPrefix(got, "Typed") {
		t.Errorf("the text became %q", got)
	}
	r.edit("info", "")
	r.edit("greet", "")
	if got := r.pane.edit.text.Text; !strings.HasPrefix(got, "Typed") {
		t.Errorf("the draft became %q", got)
	}

	// Where nothing is typed it is shown at once.
	again := newRoom(t)
	again.edit("greet", "")
	again.drafts["library/unsaved"], again.drafts["library/greet"] = "greet", older
	again.pane.drafts.recall()
	again.render()
	again.wantSays("What you had typed is back", "Older Hi")

	// Nor is it lost where both versions are settled first.
	third := newRoom(t)
	third.tear("greet", "Mine", "Hers")
	third.render()
	third.edit("greet", "")
	third.drafts["library/unsaved"], third.drafts["library/greet"] = "greet", older
	third.pane.drafts.recall()
	third.render()
	third.nth(1, "Keep this one")
	third.wantSays("Older Hi", "Changed meanwhile by you")
}

// A draft that is older than the library is not saved over it.
func TestAnOldDraftDoesNotOverwrite(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "Typed ")
	r.byLena("greet", func(c *script.Response) { c.Text = "Lena's" })
	again := openRoom(t, r.drafts, r.lib)
	again.edit("greet", "")
	again.wantSays("Changed meanwhile by agent lena")
	again.stroke(fyne.KeyS)
	again.wantSays("was changed while you wrote", "Typed Hi", "Lena's")
	if got := again.content("greet").Text; got != "Lena's" {
		t.Errorf("the library has %q", got)
	}
}

// Typing back what stands saved is no draft.
func TestTypingBack(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "x")
	r.press(fyne.KeyBackspace)
	r.wantSays("Nothing has changed")
	if len(r.drafts) != 0 {
		t.Errorf("kept: %v", r.drafts)
	}
}

func TestDiscardAndBringBack(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "Typed ")
	r.tap("Discard")
	r.wantSays("Your changes were discarded", "Nothing has changed")
	if len(r.drafts) != 0 {
		t.Errorf("kept: %v", r.drafts)
	}
	r.tap("Bring them back")
	if got := r.pane.edit.text.Text; !strings.HasPrefix(got, "Typed Hi") || len(r.drafts) == 0 {
		t.Errorf("brought back %q, kept %v", got, r.drafts)
	}
	r.stroke(fyne.KeyS)
	r.wantAsked(`put greet on 1 "Greeting"`)
}

// News about the open response changes nothing under the hand.
func TestNewsWhileTyping(t *testing.T) {
	r := newRoom(t)
	r.edit("greet", "Typed ")
	place := func() fyne.Position {
		r.window.Canvas().Capture() // lays out what asks for another size
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(r.pane.edit.text)
	}
	before := place()
	r.byLena("greet", func(c *script.Response) { c.Text = "Lena's" })
	r.render()
	r.wantSays("Changed meanwhile by agent lena")
	if after := place(); after != before {
		t.Errorf("the line that is typed moved from %v to %v", before, after)
	}
	if got := r.pane.edit.text.Text; !strings.HasPrefix(got, "Typed Hi") {
		t.Fatalf("the text became %q", got)
	}
	r.tap("Compare")
	r.wantSays("was changed while you wrote", "Yours", "not saved yet", "Typed Hi", "Lena's")
	r.press(fyne.KeyEscape)
	r.wantSays("Changed meanwhile by agent lena")
	r.wantAsked("")
}

// Where nothing is typed and nobody is in the form, it follows.
func TestNewsWhileReading(t *testing.T) {
	r := newRoom(t)
	r.write("greet")
	r.press(fyne.KeyDown)
	r.byLena("greet", func(c *script.Response) { c.Text = "Lena's" })
	r.render()
	if got := r.pane.edit.text.Text; got != "Lena's" {
		t.Errorf("on screen is %q", got)
	}
	r.press(fyne.KeyReturn) // somebody is in the form now
	r.byLena("greet", func(c *script.Response) { c.Text = "Again" })
	r.render()
	if got := r.pane.edit.text.Text; got != "Lena's" {
		t.Errorf("under the hand the text became %q", got)
	}
	r.tap("Show it")
	if got := r.pane.edit.text.Text; got != "Again" {
		t.Errorf("shown is %q", got)
	}
}
