package library

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
)

// What is being written from both is a draft: it survives Esc and the end of the
// program, and goes once it is decided. Nobody's text is lost.
func TestWhatIsWrittenFromBothIsKept(t *testing.T) {
	r := newRoom(t)
	r.tear("greet", "mine", "hers")
	r.render()
	r.pane.sides.heads("greet")
	r.render()
	r.window.Canvas().Focus(r.pane.sides.Back)
	r.pane.sides.Compare.OnDraft("Bot") // as a key does
	r.pane.sides.Compare.OnDraft("Both in one")
	r.press(fyne.KeyEscape)
	if r.pane.sides.shown() || r.drafts["library/greet/both"] != "Both in one" {
		t.Fatalf("kept: %v", r.drafts)
	}
	again := openRoom(t, r.drafts, r.lib)
	again.pane.sides.heads("greet")
	again.render()
	if got := again.pane.sides.Compare.Draft(); got != "Both in one" {
		t.Fatalf("brought back %q", got)
	}
	again.pane.sides.write("Both in one")
	again.render()
	if again.drafts["library/greet/both"] != "" || !strings.Contains(again.drafts[draftKind+"greet"], "Both in one") {
		t.Errorf("it is kept twice, or nowhere: %v", again.drafts)
	}

	r = newRoom(t)
	r.tear("greet", "mine", "hers")
	r.render()
	r.pane.sides.heads("greet")
	r.pane.sides.Compare.OnDraft("unwanted")
	r.nth(0, "Keep this one")
	if len(r.drafts) != 0 {
		t.Errorf("kept after the decision: %v", r.drafts)
	}
}
