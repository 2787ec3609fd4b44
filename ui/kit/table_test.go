package kit_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

func newTable() *kit.Table {
	return kit.NewTable(
		kit.Column{Caption: "Due", Least: 90, Clock: true},
		kit.Column{Caption: "Customer", Least: 150, Share: 1},
		kit.Column{Caption: "Promised because", Least: 180, Share: 3, Priority: 1},
		kit.Column{Caption: "Attempts", Least: 150, Priority: 2},
		kit.Column{Caption: "Owner", Least: 100, Priority: 3},
	)
}

func dots(d ...kit.Dot) (out [kit.DotsMax]kit.Dot) {
	copy(out[:], d)
	return out
}

func followUps() []kit.TableRow {
	row := func(key, due string, tone kit.Tone, name, number, why, detail string, attempts kit.Cell, owner string) kit.TableRow {
		r := kit.TableRow{Key: key, Cells: []kit.Cell{
			{Text: due, Tone: tone}, {Text: name, Detail: number, Strong: true}, {Text: why, Detail: detail}, attempts, {Text: owner},
		}}
		if tone == kit.Red {
			r.Tone = kit.Red
		}
		return r
	}
	return []kit.TableRow{
		row("f1", "−0:06", kit.Red, "Nisha G.", "+91 00000 00001", "Went silent at 12:20, told “call within 2 hours”", "urgent · chat 12:04 · late", kit.Cell{Text: "next now", Dots: dots(kit.DotFull, kit.DotNext, kit.DotOpen)}, "You"),
		row("f2", "0:22", kit.Amber, "Imran Q.", "+91 00000 00002", "Billing dispute, agreed to a call at 15:00", "callback CB-7K2M · confirmed", kit.Cell{Text: "first", Dots: dots(kit.DotNext, kit.DotOpen, kit.DotOpen)}, "You"),
		row("f3", "1:10", kit.Grey, "मीरा वर्मा", "+91 00000 00003", "सेटअप चरण 4 पर छूट गया 🙏", "standard · today", kit.Cell{Text: "from 15:12", Dots: dots(kit.DotFull, kit.DotFull, kit.DotNext)}, "You"),
		row("f4", "2:40", kit.Grey, "A customer with a name that goes on and on", "+91 00000 00004", "Upset about last night's delay, 24-hour check that needs a very long reason", "escalated ES-3D9Q", kit.Cell{Dots: dots(kit.DotNext, kit.DotOpen, kit.DotOpen)}, "Team lead"),
		row("f5", "WhatsApp", kit.Grey, "Rita D.", "+91 00000 00005", "Three calls not answered: message is unlocked", "sent through the chat platform only", kit.Cell{Pill: pill("send", kit.Green), Dots: dots(kit.DotFull, kit.DotFull, kit.DotFull)}, "You"),
	}
}

func tableScene() fyne.CanvasObject {
	t := newTable()
	t.Set(followUps())
	t.Select("f2")
	t.Focusable().FocusGained()
	return container.NewStack(kit.NewGround(theme.Pane), t)
}

func manyRows(n int) []kit.TableRow {
	base, out := followUps(), make([]kit.TableRow, n)
	for i := range out {
		out[i] = base[i%len(base)]
		out[i].Key = fmt.Sprintf("f-%05d", i)
	}
	return out
}

func shownTable(tb testing.TB, rows []kit.TableRow) (*kit.Table, fyne.Window) {
	tb.Helper()
	test.NewTempApp(tb).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	t := newTable()
	w := test.NewTempWindow(tb, t)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(880, 36+62*10))
	t.Set(rows)
	return t, w
}

func TestTableMakesOnlyTheRowsInSight(t *testing.T) {
	tab, w := shownTable(t, manyRows(10_000))
	if n := tab.VisibleRows(); n < 10 || n > 12 {
		t.Fatalf("%d rows exist for a view of ten", n)
	}
	test.Scroll(w.Canvas(), fyne.NewPos(200, 300), 0, -62*5000)
	if n := tab.VisibleRows(); n > 12 {
		t.Fatalf("%d rows exist after a long scroll", n)
	}
}

func TestTableSelectionBelongsToTheKey(t *testing.T) {
	rows := manyRows(50)
	tab, w := shownTable(t, rows)
	var opened []string
	tab.OnOpen = func(key string) { opened = append(opened, key) }
	test.TapCanvas(w.Canvas(), fyne.NewPos(200, 36+62*2+10))
	turned := slices.Clone(rows)
	slices.Reverse(turned)
	tab.Set(turned)
	if tab.Selected() != "f-00002" || tab.Cursor() != "f-00002" {
		t.Fatalf("selected %q, cursor %q after the order changed", tab.Selected(), tab.Cursor())
	}
	press(w, fyne.KeyHome, fyne.KeyReturn)
	if !slices.Equal(opened, []string{"f-00002", "f-00049"}) {
		t.Fatalf("opened %v", opened)
	}
}

// Columns leave by priority, and none that is left loses its least width.
func TestTableColumnsLeaveByPriority(t *testing.T) {
	tab, w := shownTable(t, followUps())
	for _, tc := range []struct {
		width float32
		want  []string
	}{
		{880, nil},
		{720, nil},
		{660, []string{"Owner"}},
		{500, []string{"Attempts", "Owner"}},
		{340, []string{"Promised because", "Attempts", "Owner"}},
	} {
		w.Resize(fyne.NewSize(tc.width, 400))
		if got := tab.Hidden(); !slices.Equal(got, tc.want) {
			t.Errorf("at %v hidden %v, want %v", tc.width, got, tc.want)
		}
		if says(t, tab, "Team lead") != (len(tc.want) == 0) {
			t.Errorf("at %v it reads %q", tc.width, read(t, tab))
		}
	}
}

// A clock that ticks moves nothing beside it and touches no other cell.
func TestTableClockTicksInItsPlace(t *testing.T) {
	tab, _ := shownTable(t, followUps())
	texts := func() map[string]fyne.Position {
		out := map[string]fyne.Position{}
		for _, o := range drawn[*canvas.Text](t, tab) {
			out[o.Text] = fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
		}
		return out
	}
	before := texts()
	next := followUps()
	next[1].Cells[0].Text = "0:11"
	tab.Set(next)
	after := texts()
	if after["0:11"] != before["0:22"] || after["0:11"].IsZero() {
		t.Fatalf("the clock moved from %v to %v", before["0:22"], after["0:11"])
	}
	delete(before, "0:22")
	for text, at := range before {
		if text != "" && after[text] != at {
			t.Errorf("%q moved from %v to %v", text, at, after[text])
		}
	}
}

func BenchmarkTableSetClocks10000(b *testing.B) {
	one, two := manyRows(10_000), manyRows(10_000)
	for i := range two {
		two[i].Cells = slices.Clone(two[i].Cells)
		two[i].Cells[0].Text = "0:11"
	}
	tab, _ := shownTable(b, one)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%2 == 0 {
			tab.Set(two)
		} else {
			tab.Set(one)
		}
	}
}

func BenchmarkTableReorder10000(b *testing.B) {
	one := manyRows(10_000)
	two := append(slices.Clone(one[1:]), one[0])
	tab, w := shownTable(b, one)
	test.Scroll(w.Canvas(), fyne.NewPos(200, 300), 0, -62*5000)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if i%2 == 0 {
			tab.Set(two)
		} else {
			tab.Set(one)
		}
	}
}

func BenchmarkTableScroll10000(b *testing.B) {
	tab, w := shownTable(b, manyRows(10_000))
	b.ReportAllocs()
	step := float32(-31)
	for b.Loop() {
		if tab.Offset() > 600_000 {
			step = 31
		} else if tab.Offset() == 0 {
			step = -31
		}
		test.Scroll(w.Canvas(), fyne.NewPos(200, 300), 0, step)
	}
}
