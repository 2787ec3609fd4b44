package thread

import (
	"fyne.io/fyne/v2"

	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// titleRow is the first line of the head: the customer's name, then the
// channel's pill, who answers, by which rule it came, and since when. The name never
// gives way: where there is too little room the age goes first, then the channel, then
// the rule, then the pill that the ladder repeats.
type titleRow struct{}

// The places of a title row's objects.
const (
	titleName = iota
	titleChannel
	titleSpeaking
	titleRoute
	titleAge
)

// routeLeast is the width under which the rule of a chat says nothing, at 100 %.
const routeLeast = 110

// Layout implements fyne.Layout.
func (titleRow) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	gap := theme.Px(8)
	widths := make([]float32, len(objects))
	left := size.Width
	for _, i := range []int{titleName, titleSpeaking, titleRoute, titleChannel, titleAge} {
		want, between := objects[i].MinSize().Width, gap
		if i == titleName {
			between = 0
			want = min(want, left)
		}
		if i == titleRoute && want > 0 { // it is shortened before it goes
			want = min(want, left-between)
			if want < theme.Px(routeLeast) && want < objects[i].MinSize().Width {
				continue
			}
		}
		if want+between > left || !objects[i].Visible() {
			continue
		}
		widths[i] = want
		left -= want + between
	}
	x := float32(0)
	for i, o := range objects {
		if i == titleAge {
			x = size.Width - widths[i]
		}
		o.Resize(fyne.NewSize(widths[i], o.MinSize().Height))
		o.Move(fyne.NewPos(x, (size.Height-o.MinSize().Height)/2))
		if widths[i] > 0 {
			x += widths[i] + gap
		}
	}
}

// MinSize implements fyne.Layout; in a narrow pane the name is shortened.
func (titleRow) MinSize(objects []fyne.CanvasObject) fyne.Size {
	high := float32(0)
	for _, o := range objects {
		high = max(high, o.MinSize().Height)
	}
	return fyne.NewSize(theme.Px(80), high)
}

// set changes words and says whether they changed.
func set(w *kit.Words, text string) bool {
	was := w.AccessibilityLabel()
	w.Set(text)
	return w.AccessibilityLabel() != was
}

// since is how the chat stands in time, at the right of the head.
func since(t *view.Thread) string {
	switch t.Stance {
	case view.Ended:
		return "ended: " + brief(t.Why)
	case view.Yours:
		return "yours since " + words.At(t.Owned)
	}
	return "open since " + words.At(t.Opened)
}
