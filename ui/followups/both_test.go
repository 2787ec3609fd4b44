package followups

import (
	"testing"

	"fyne.io/fyne/v2"
)

// What is being written from both is a draft until somebody decides.
func TestWhatIsWrittenFromBothIsKept(t *testing.T) {
	o := meeting(t)
	o.ctrl(fyne.KeyS)
	o.pane.sides.Compare.OnDraft("Both in one") // as a key does
	o.key(fyne.KeyEscape)
	if o.desk.Drafts["followups/f-late/both"] != "Both in one" {
		t.Fatalf("kept: %v", o.desk.Drafts)
	}
	o.ctrl(fyne.KeyS)
	if got := o.pane.sides.Compare.Draft(); got != "Both in one" {
		t.Fatalf("brought back %q", got)
	}
	o.keepButton("Keep You")
	if len(o.desk.Drafts) != 0 {
		t.Errorf("kept after the decision: %v", o.desk.Drafts)
	}
}
