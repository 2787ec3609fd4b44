package handover

import (
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/ui/internal/stage"
)

// What is being written from both is a draft until somebody decides.
func TestWhatIsWrittenFromBothIsKept(t *testing.T) {
	o := mine(t)
	o.by(stage.Me, "n", o.get("n").Rewrite("Elsewhere."))
	o.render()
	o.ctrl(fyne.KeyS)
	o.pane.sides.Compare.OnDraft("Both in one") // as a key does
	o.key(fyne.KeyEscape)
	if o.desk.Drafts["handover/n/both"] != "Both in one" {
		t.Fatalf("kept: %v", o.desk.Drafts)
	}
	o.ctrl(fyne.KeyS)
	if got := o.pane.sides.Compare.Draft(); got != "Both in one" {
		t.Fatalf("brought back %q", got)
	}
	o.pane.sides.Compare.OnWrite("Both in one")
	o.render()
	if len(o.desk.Drafts) != 0 || o.get("n").Text != "Both in one" {
		t.Errorf("kept after the decision: %v", o.desk.Drafts)
	}
}
