package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/theme"
)

// A ledger loses no word in a narrow column: it grows instead, and says for each cell
// under which caption it stands.
func TestALedgerGrowsInsteadOfLosingWords(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	l := NewLedger(LedgerColumn{"What", 1}, LedgerColumn{"How", 2})
	long := strings.Repeat("a note, because the system has no field for it ", 6)
	l.Set(LedgerRow{Key: "a", Cells: []LedgerCell{{Word: "Join"}, {Pill: PillData{Word: "emulated"}, Text: long}}})
	wide, narrow := l.HeightFor(900), l.HeightFor(300)
	if narrow <= wide {
		t.Errorf("%v px high at 300, %v at 900", narrow, wide)
	}
	l.Resize(fyne.NewSize(300, narrow))
	if got := l.AccessibilityLabel(); !strings.Contains(got, "How: emulated "+strings.TrimSpace(long)) || !strings.HasPrefix(got, "What: Join") {
		t.Errorf("it reads %q", got)
	}
	if l.Set(l.said...) {
		t.Error("the same rows are something new")
	}
	if !l.Set() || l.HeightFor(300) >= narrow {
		t.Error("it does not let go of its rows")
	}
}
