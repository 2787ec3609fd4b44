package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// rowHigh and folderHigh are heights at 100 %.
const (
	rowHigh    = 56
	folderHigh = 32
)

// rowData is what a row of the list shows; it is compared as a value.
type rowData struct {
	Shortcut, Title, Line, Folder string
	Mark                          kit.PillData
}

// row is one response: its shortcut as a cap, title, folder and first line.
type row struct {
	widget.BaseWidget
	ground
	data                rowData
	key                 *kit.KeyCap
	title, line, folder *kit.Words
	mark                *kit.Pill
}

var (
	_ kit.ListRow     = (*row)(nil)
	_ fyne.Accessible = (*row)(nil)
)

func newRow() *row {
	r := &row{
		ground: newGround(), key: kit.NewKeyCap(""), title: kit.NewStrong("").Yield(), line: kit.NewSecondary("").Yield(),
		folder: kit.NewCaption("").Yield().AlignRight(), mark: kit.NewBadge(kit.PillData{}),
	}
	r.ExtendBaseWidget(r)
	r.paint()
	return r
}

// Set shows d.
func (r *row) Set(d rowData) {
	if r.data == d {
		return
	}
	r.data = d
	if d.Shortcut != "" {
		r.key.Set(kit.Ellipsis("/"+kit.DisplayLine(d.Shortcut), theme.Px(capMost), theme.Size(theme.SizeBadge), fyne.TextStyle{Bold: true}))
	}
	kit.SetShown(r.key, d.Shortcut != "")
	r.title.Set(d.Title)
	r.line.Set(d.Line)
	r.folder.Set(d.Folder)
	r.mark.Set(d.Mark)
	kit.SetShown(r.mark, d.Mark.Word != "")
	r.arrange(r.Size())
}

// SetSelected marks the row whose response is open.
func (r *row) SetSelected(on bool) { r.selected = on; r.paint() }

// SetHovered marks the row under the pointer.
func (r *row) SetHovered(on bool) { r.hovered = on; r.paint() }

// SetFocused draws the ring of the keyboard's place.
func (r *row) SetFocused(on bool) { r.focused = on; r.paint() }

// CreateRenderer is called by Fyne.
func (r *row) CreateRenderer() fyne.WidgetRenderer { return drawing{r} }

// AccessibilityLabel reads the row.
func (r *row) AccessibilityLabel() string {
	s := kit.DisplayLine(r.data.Title)
	if r.data.Shortcut != "" {
		s = "/" + r.data.Shortcut + ", " + s
	}
	for _, more := range []string{r.data.Mark.Word, r.data.Folder, r.data.Line} {
		if more != "" {
			s += ", " + kit.DisplayLine(more)
		}
	}
	return s
}

// AccessibilityRole is a button: it opens the response.
func (r *row) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (r *row) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.wash, r.edge, r.key, r.title, r.mark, r.line, r.folder, r.ground.line, r.ring}
}

func (r *row) least() fyne.Size { return fyne.NewSize(theme.Px(220), theme.Px(rowHigh)) }
func (r *row) themed()          { r.paint() }

// capMost is the widest cap at 100 %: a long shortcut gives way to its title.
const capMost = 120

func (r *row) arrange(size fyne.Size) {
	if size.IsZero() {
		return
	}
	r.ground.arrange(size)
	side, high := theme.Px(14), theme.Px(20)
	x, right := side, size.Width-side
	if r.key.Visible() {
		place(r.key, x, theme.Px(8), r.key.Width(), high)
		x += r.key.Width() + theme.Px(8)
	}
	if r.mark.Visible() {
		w := r.mark.Width()
		right -= w
		place(r.mark, right, theme.Px(8), w, high)
		right -= theme.Px(8)
	}
	place(r.title, x, theme.Px(8), right-x, high)
	folder := min(r.folder.MinSize().Width, size.Width/3)
	if r.data.Folder != "" {
		folder = min(textWide(r.data.Folder), size.Width/3)
	}
	place(r.folder, size.Width-side-folder, theme.Px(30), folder, theme.Px(18))
	place(r.line, side, theme.Px(30), size.Width-2*side-folder-theme.Px(8), theme.Px(18))
}

// textWide is how wide a caption is.
func textWide(s string) float32 {
	return fyne.MeasureText(kit.DisplayLine(s), theme.Size(theme.SizeCaption), fyne.TextStyle{}).Width + 2
}
