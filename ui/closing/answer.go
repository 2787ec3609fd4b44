package closing

import (
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// text is an entry for words, of one line or of several.
type text struct {
	field *kit.Field
	high  float32 // at 100 %; 0 is one line
	quiet bool
	box   fyne.CanvasObject
}

// newText makes an entry; high above 0 is that of one with several lines.
func newText(house *sheet, placeholder string, high float32, changed func(string)) *text {
	t := &text{field: kit.NewField(placeholder), high: high}
	if high > 0 {
		t.field.MultiLine = true
		t.field.Wrapping = fyne.TextWrapWord
		t.field.Scroll = fyne.ScrollVerticalOnly
	}
	t.field.OnChanged = func(s string) {
		if !t.quiet {
			changed(s)
		}
	}
	t.field.OnShortcut = house.shortcut
	t.field.OnFocus = func(on bool) {
		if on {
			house.reveal(t.field)
		}
	}
	t.field.OnKey = func(e *fyne.KeyEvent) bool {
		if high == 0 && isEnter(e) {
			house.next()
			return true
		}
		return house.key(e)
	}
	t.box = t.field
	if high > 0 {
		t.box = container.New(fixed{high}, t.field)
	}
	return t
}

func (t *text) set(s string) {
	if t.field.Text != s {
		t.quiet = true
		t.field.SetText(s)
		t.quiet = false
	}
}

func isEnter(e *fyne.KeyEvent) bool { return e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter }

// fixed is a layout of one height, in px at 100 %.
type fixed struct{ high float32 }

// Layout implements fyne.Layout.
func (f fixed) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		o.Move(fyne.Position{})
		o.Resize(size)
	}
}

// MinSize implements fyne.Layout.
func (f fixed) MinSize([]fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(theme.Px(80), theme.Px(f.high))
}

// yesNo is a question that Y and N answer. Nothing answers it beforehand.
type yesNo struct {
	steps  *kit.Segmented
	picked func(yes bool)
	answer int // -1 is none
}

func newYesNo(house *sheet, picked func(yes bool)) *yesNo {
	q := &yesNo{steps: kit.NewSegmented(), picked: picked, answer: -2}
	q.show(-1)
	q.steps.OnPick = func(i int) { q.say(i) }
	q.steps.OnKey = func(e *fyne.KeyEvent) { house.key(e) }
	q.steps.OnRune = func(r rune) {
		if i := strings.IndexRune("yn", unicode.ToLower(r)); i >= 0 {
			q.say(i)
			house.next()
		}
	}
	return q
}

func (q *yesNo) say(i int) {
	q.show(i)
	q.picked(i == 0)
}

// show selects Yes (0), No (1) or neither (-1).
func (q *yesNo) show(i int) {
	if i == q.answer {
		return
	}
	q.answer = i
	q.steps.Set(
		kit.Segment{Word: "Yes", Key: "Y", Selected: i == 0, Tone: kit.Blue},
		kit.Segment{Word: "No", Key: "N", Selected: i == 1, Tone: kit.Blue},
	)
}

// several is a pick that keeps what is chosen as chips above it. Backspace in the
// empty line takes the last one away.
type several struct {
	*pick
	chosen []option
	chips  []*kit.Button
	row    *fyne.Container // of chips
	box    *fyne.Container
	told   func(keys []string)
	any    bool // words that are no option are taken too
}

func newSeveral(house *sheet, placeholder string, anyWords bool, told func(keys []string)) *several {
	s := &several{pick: newPick(house, placeholder), told: told, any: anyWords, row: container.New(&wrapping{})}
	s.box = kit.NewColumn(4, s.row, s.pick.field)
	s.row.Hide()
	s.matches = s.open
	s.onPick = s.add
	key := s.field.OnKey
	s.field.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyBackspace && s.field.Text == "" && len(s.chosen) > 0 {
			s.remove(s.chosen[len(s.chosen)-1].key)
			return true
		}
		return key(e)
	}
	return s
}

// open are the options that are not chosen yet and match; of free words the ones
// that are typed, too.
func (s *several) open(words string) []option {
	var left []option
	same := false
	for _, o := range s.byName(words) {
		if found(s.chosen, o.key).key == "" {
			left = append(left, o)
		}
		same = same || strings.EqualFold(o.name, words)
	}
	if s.any && words != "" && !same {
		left = append(left, option{key: words, name: words, detail: "new"})
	}
	return left
}

func (s *several) add(key string) {
	s.pick.chosen, s.pick.shown = "", ""
	s.put("")
	o := found(s.all, key)
	if o.key == "" {
		o = option{key: key, name: key}
	}
	if found(s.chosen, key).key == "" {
		s.list(append(s.chosen[:len(s.chosen):len(s.chosen)], o))
		s.tell()
	}
}

func (s *several) remove(key string) {
	var left []option
	for _, o := range s.chosen {
		if o.key != key {
			left = append(left, o)
		}
	}
	s.list(left)
	s.tell()
}

func (s *several) tell() {
	keys := make([]string, len(s.chosen))
	for i, o := range s.chosen {
		keys[i] = o.key
	}
	s.told(keys)
}

// show shows what is chosen.
func (s *several) show(keys []string) {
	list := make([]option, len(keys))
	for i, k := range keys {
		list[i] = found(s.all, k)
		if list[i].key == "" {
			list[i] = option{key: k, name: k}
		}
	}
	s.list(list)
}

func (s *several) list(chosen []option) {
	s.chosen = chosen
	for len(s.chips) < len(chosen) {
		i := len(s.chips)
		chip := kit.NewButton(kit.ButtonData{}, func() {
			if i < len(s.chosen) {
				s.remove(s.chosen[i].key)
			}
		})
		chip.OnKey = func(e *fyne.KeyEvent) { s.house.key(e) }
		s.chips = append(s.chips, chip)
		s.row.Add(chip)
	}
	for i, c := range s.chips {
		if i < len(chosen) {
			c.Set(kit.ButtonData{Word: chosen[i].name + " ✕"})
		}
		kit.SetShown(c, i < len(chosen))
	}
	kit.SetShown(s.row, len(chosen) > 0)
	s.house.grow()
}

func (s *several) object() fyne.CanvasObject { return s.box }

// wrapping lays objects out from left to right, and breaks into lines.
type wrapping struct{ width float32 }

// Layout implements fyne.Layout.
func (w *wrapping) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w.width = size.Width
	w.flow(objects, true)
}

// MinSize implements fyne.Layout.
func (w *wrapping) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(theme.Px(80), w.flow(objects, false))
}

func (w *wrapping) flow(objects []fyne.CanvasObject, place bool) float32 {
	width := w.width
	if width == 0 {
		width = theme.Px(200)
	}
	shown := make([]fyne.CanvasObject, 0, len(objects))
	for _, o := range objects {
		if o.Visible() {
			shown = append(shown, o)
		}
	}
	return kit.Flow(shown, width, theme.Px(6), place)
}
