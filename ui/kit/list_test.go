package kit_test

import (
	"fmt"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// counted is a source of n chats that counts what a list asks of it.
type counted struct {
	keys  []string
	binds map[string]int
}

func newCounted(n int) *counted {
	c := &counted{binds: map[string]int{}}
	for i := range n {
		c.keys = append(c.keys, fmt.Sprintf("chat-%05d", i))
	}
	return c
}

func (c *counted) Len() int         { return len(c.keys) }
func (c *counted) Key(i int) string { return c.keys[i] }
func (c *counted) Bind(i int, row *kit.Row) {
	c.binds[c.keys[i]]++
	row.Set(kit.RowData{Name: c.keys[i], Channel: "Website", When: "5 s ago", Who: "BOT", Line: "hello", Duty: "eyes on", Clock: "1:00"})
}

func (c *counted) total() int {
	n := 0
	for _, v := range c.binds {
		n += v
	}
	return n
}

func shownList(tb testing.TB, n int) (*kit.List[*kit.Row], *counted, fyne.Window) {
	tb.Helper()
	test.NewTempApp(tb).Settings().SetTheme(theme.New(theme.Options{Mode: theme.Light}))
	l := newRowList(false)
	src := newCounted(n)
	w := test.NewTempWindow(tb, l)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(400, 840))
	l.SetSource(src)
	return l, src, w
}

func TestListMakesOnlyTheRowsInSight(t *testing.T) {
	l, src, w := shownList(t, 10_000)
	if got := l.VisibleRows(); got < 10 || got > 12 {
		t.Fatalf("%d rows exist for a view of ten, want 10 to 12", got)
	}
	if src.total() > 12 {
		t.Fatalf("%d rows were bound to open the list, want at most 12", src.total())
	}
	test.Scroll(w.Canvas(), fyne.NewPos(200, 400), 0, -84*5000)
	if got := l.VisibleRows(); got > 12 {
		t.Fatalf("%d rows exist after a long scroll", got)
	}
	if src.binds["chat-05003"] != 1 {
		t.Error("the row scrolled to is not shown")
	}
}

// E-Q-04: one changed chat costs one row.
func TestListRefreshKeyTouchesOneRow(t *testing.T) {
	l, src, _ := shownList(t, 1000)
	clear(src.binds)
	l.RefreshKey("chat-00003")
	l.RefreshKey("chat-00900") // out of sight
	if src.total() != 1 || src.binds["chat-00003"] != 1 {
		t.Fatalf("bound %v, want chat-00003 once", src.binds)
	}
}

func TestListKeepsTheReadersLineWhenOrderChanges(t *testing.T) {
	l, src, w := shownList(t, 1000)
	test.Scroll(w.Canvas(), fyne.NewPos(200, 400), 0, -84*100-20)
	before := l.Offset()
	src.keys = append([]string{"new-1", "new-2"}, src.keys...)
	l.Refresh()
	if got := l.Offset() - before; got != 2*84 {
		t.Fatalf("the view moved by %v px, want the height of the two rows above", got)
	}
}

func TestListFollowsTheTopWhenNobodyIsThere(t *testing.T) {
	l, src, _ := shownList(t, 1000)
	src.keys = append([]string{"urgent"}, src.keys...)
	l.Refresh()
	if l.Offset() != 0 || src.binds["urgent"] != 1 {
		t.Fatal("a list at its top hides what came first")
	}
}

func TestListHoldsStillUnderThePointer(t *testing.T) {
	l, src, w := shownList(t, 1000)
	inside := []bool{}
	l.OnPointer = func(in bool) { inside = append(inside, in) }
	test.MoveMouse(w.Canvas(), fyne.NewPos(100, 100))
	src.keys = append([]string{"urgent"}, src.keys...)
	l.Refresh()
	if l.Offset() != 84 {
		t.Fatalf("offset = %v under the pointer, want 84: the row must stay", l.Offset())
	}
	if !slices.Equal(inside, []bool{true}) {
		t.Fatalf("pointer reported as %v", inside)
	}
}

// Every action works by key.
func TestListKeys(t *testing.T) {
	l, _, w := shownList(t, 1000)
	w.Canvas().Focus(l)
	var opened []string
	l.OnOpen = func(key string) { opened = append(opened, key) }
	press := func(k fyne.KeyName) { l.TypedKey(&fyne.KeyEvent{Name: k}) }
	for _, tc := range []struct {
		key  fyne.KeyName
		want string
	}{
		{fyne.KeyDown, "chat-00001"},
		{fyne.KeyDown, "chat-00002"},
		{fyne.KeyUp, "chat-00001"},
		{fyne.KeyPageDown, "chat-00010"},
		{fyne.KeyPageUp, "chat-00001"},
		{fyne.KeyEnd, "chat-00999"},
		{fyne.KeyDown, "chat-00999"},
		{fyne.KeyHome, "chat-00000"},
	} {
		press(tc.key)
		if l.Cursor() != tc.want {
			t.Fatalf("after %s the cursor is %s, want %s", tc.key, l.Cursor(), tc.want)
		}
	}
	press(fyne.KeyReturn)
	if !slices.Equal(opened, []string{"chat-00000"}) || l.Selected() != "chat-00000" {
		t.Fatalf("opened %v, selected %s", opened, l.Selected())
	}
	passed := fyne.KeyName("")
	l.OnKey = func(e *fyne.KeyEvent) { passed = e.Name }
	press(fyne.KeyEscape)
	if passed != fyne.KeyEscape {
		t.Error("a key the list does not use was swallowed")
	}
}

func TestListSelectionBelongsToTheKey(t *testing.T) {
	l, src, w := shownList(t, 50)
	test.TapCanvas(w.Canvas(), fyne.NewPos(100, 84*2+10))
	if l.Selected() != "chat-00002" {
		t.Fatalf("selected %q by a click on the third row", l.Selected())
	}
	slices.Reverse(src.keys)
	l.Refresh()
	if l.Selected() != "chat-00002" || l.Cursor() != "chat-00002" {
		t.Error("selection moved with the order")
	}
	src.keys = src.keys[:3]
	l.Refresh()
	if l.VisibleRows() != 3 || l.Offset() != 0 {
		t.Errorf("%d rows at offset %v after the list became short", l.VisibleRows(), l.Offset())
	}
	src.keys = nil
	l.Refresh()
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	if l.VisibleRows() != 0 {
		t.Error("an empty list shows rows")
	}
}

func BenchmarkListRefreshKey(b *testing.B) {
	l, _, _ := shownList(b, 10_000)
	b.ReportAllocs()
	for b.Loop() {
		l.RefreshKey("chat-00004")
	}
}

func BenchmarkListScroll(b *testing.B) {
	l, _, w := shownList(b, 10_000)
	b.ReportAllocs()
	step := float32(-42)
	for b.Loop() {
		if l.Offset() > 800_000 || l.Offset() == 0 {
			step = -step
			if l.Offset() == 0 {
				step = -42
			}
		}
		test.Scroll(w.Canvas(), fyne.NewPos(200, 400), 0, step)
	}
}

func BenchmarkListReorder(b *testing.B) {
	l, src, w := shownList(b, 10_000)
	test.Scroll(w.Canvas(), fyne.NewPos(200, 400), 0, -84*5000)
	b.ReportAllocs()
	i := 0
	for b.Loop() {
		src.keys[5000+i%8], src.keys[5001+i%8] = src.keys[5001+i%8], src.keys[5000+i%8]
		l.Refresh()
		i++
	}
}
