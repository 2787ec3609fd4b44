package library

import (
	"cmp"
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/app/script"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// Keys of the entries above the folders. A folder's key is its name behind
// folderKey, so that no name is taken for one of these.
const (
	everything = "all"
	quarrels   = "quarrels"
	folderKey  = "in "
)

// folder is one entry of the list of folders.
type folder struct {
	key, name string
	count     int
	tone      kit.Tone
}

// foldersOf lists what can be chosen, with counts: all, those to settle if
// there are any, and each folder.
func foldersOf(l script.Library, open int) []folder {
	counts := make(map[string]int)
	for v := range l.All() {
		counts[v.Content.Folder]++
	}
	fs := []folder{{everything, "All responses", l.Len(), kit.Grey}}
	if open > 0 {
		fs = append(fs, folder{quarrels, "To settle", open, kit.Amber})
	}
	from := len(fs)
	for name, n := range counts {
		fs = append(fs, folder{folderKey + name, folderWord(name), n, kit.Grey})
	}
	slices.SortFunc(fs[from:], func(a, b folder) int { return cmp.Compare(a.key, b.key) })
	return fs
}

func folderWord(name string) string {
	if name == "" {
		return "No folder"
	}
	return name
}

// folderRow is one folder with its count.
type folderRow struct {
	widget.BaseWidget
	ground
	name, count *kit.Words
	data        folder
}

var (
	_ kit.ListRow     = (*folderRow)(nil)
	_ fyne.Accessible = (*folderRow)(nil)
)

func newFolderRow() *folderRow {
	r := &folderRow{ground: newGround(), name: kit.NewSecondary("").Yield(), count: kit.NewSecondary("").AlignRight()}
	r.ExtendBaseWidget(r)
	r.paint()
	return r
}

// Set shows f.
func (r *folderRow) Set(f folder) {
	if r.data == f {
		return
	}
	r.data = f
	r.name.Set(f.name)
	r.count.Set(strconv.Itoa(f.count))
	r.name.SetTone(f.tone)
	r.count.SetTone(f.tone)
	r.arrange(r.Size())
}

// SetSelected marks the folder that is shown.
func (r *folderRow) SetSelected(on bool) { r.selected = on; r.paint() }

// SetHovered marks the folder under the pointer.
func (r *folderRow) SetHovered(on bool) { r.hovered = on; r.paint() }

// SetFocused draws the ring of the keyboard's place.
func (r *folderRow) SetFocused(on bool) { r.focused = on; r.paint() }

// CreateRenderer is called by Fyne.
func (r *folderRow) CreateRenderer() fyne.WidgetRenderer { return drawing{r} }

// AccessibilityLabel is the folder and its count.
func (r *folderRow) AccessibilityLabel() string {
	return kit.DisplayLine(r.data.name) + ", " + strconv.Itoa(r.data.count)
}

// AccessibilityRole is a button.
func (r *folderRow) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleButton }

func (r *folderRow) parts() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.wash, r.edge, r.name, r.count, r.ring}
}
func (r *folderRow) least() fyne.Size { return fyne.NewSize(theme.Px(90), theme.Px(folderHigh)) }
func (r *folderRow) themed()          { r.paint() }

func (r *folderRow) arrange(size fyne.Size) {
	if size.IsZero() {
		return
	}
	r.ground.arrange(size)
	side, gap := theme.Px(12), theme.Px(6)
	count := r.count.MinSize().Width + 2
	place(r.name, side, 0, size.Width-2*side-count-gap, size.Height)
	place(r.count, size.Width-side-count, 0, count, size.Height)
}

// folderSource is what the list of folders reads.
type folderSource struct{ p *Pane }

// Len implements kit.ListSource.
func (s folderSource) Len() int { return len(s.p.folders) }

// Key implements kit.ListSource.
func (s folderSource) Key(i int) string { return s.p.folders[i].key }

// Bind implements kit.ListSource.
func (s folderSource) Bind(i int, r *folderRow) { r.Set(s.p.folders[i]) }
