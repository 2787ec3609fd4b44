package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// EmptyData is what an EmptyState says: what would appear here, and how.
type EmptyData struct {
	Icon   fyne.Resource // optional
	Title  string
	Text   string
	Button ButtonData // shown if it has a word
}

// EmptyState stands where there is nothing to show.
type EmptyState struct {
	widget.BaseWidget
	// OnButton is told that the button was pressed.
	OnButton func()

	data   EmptyData
	icon   *widget.Icon
	title  *label
	text   *Text
	button *Button
}

var (
	_ fyne.Widget     = (*EmptyState)(nil)
	_ fyne.Accessible = (*EmptyState)(nil)
)

// NewEmptyState makes one.
func NewEmptyState(d EmptyData) *EmptyState {
	e := &EmptyState{
		icon:  widget.NewIcon(nil),
		title: newLabel(theme.SizeTitle, theme.Ink, true),
		text:  NewQuietText(""),
	}
	e.text.centre = true
	e.button = NewButton(ButtonData{}, func() {
		if e.OnButton != nil {
			e.OnButton()
		}
	})
	e.ExtendBaseWidget(e)
	e.Set(d)
	return e
}

// Set shows d.
func (e *EmptyState) Set(d EmptyData) {
	e.data = d
	e.icon.SetResource(d.Icon)
	show(e.icon, d.Icon != nil)
	e.title.set(d.Title)
	e.text.Set(d.Text)
	e.button.Set(d.Button)
	show(e.button, d.Button.Word != "")
	relayout(e)
}

// CreateRenderer is called by Fyne.
func (e *EmptyState) CreateRenderer() fyne.WidgetRenderer { return drawing{e} }

// AccessibilityLabel reads title and text.
func (e *EmptyState) AccessibilityLabel() string { return e.data.Title + ". " + e.data.Text }

// AccessibilityRole is text.
func (e *EmptyState) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleText }

func (e *EmptyState) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{e.icon, e.title.Text, e.text, e.button}
}

func (e *EmptyState) least() fyne.Size { return fyne.NewSize(unit(200), unit(120)) }

func (e *EmptyState) themed() {
	e.icon.Refresh()
	e.title.themed()
	e.text.Refresh()
	e.button.Refresh()
}

// arrange stands the block a little above the middle, where the eye looks.
func (e *EmptyState) arrange(size fyne.Size) {
	room := max(min(size.Width-2*unit(20), unit(360)), 1)
	words := e.text.HeightFor(room)
	high := unit(28) + words
	if e.icon.Visible() {
		high += unit(48)
	}
	if e.button.Visible() {
		high += unit(44)
	}
	y := max((size.Height-high)*0.42, 0)
	if e.icon.Visible() {
		e.icon.Resize(fyne.NewSquareSize(unit(36)))
		e.icon.Move(fyne.NewPos((size.Width-unit(36))/2, y))
		y += unit(48)
	}
	e.title.fit(size.Width)
	e.title.putIn((size.Width-e.title.wide)/2, y, unit(24))
	y += unit(28)
	e.text.Resize(fyne.NewSize(room, words))
	e.text.Move(fyne.NewPos((size.Width-room)/2, y))
	m := e.button.MinSize()
	e.button.Resize(m)
	e.button.Move(fyne.NewPos((size.Width-m.Width)/2, y+words+unit(14)))
}
