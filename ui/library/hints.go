package library

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// hintsMost is how many folders are offered, each shortened to hintWide px.
const (
	hintsMost = 3
	hintWide  = 84
)

// hints offers folders that exist, below the field of the folder. Its line is
// there also where it has nothing to offer, so that nothing below moves.
type hints struct {
	e     *editor
	line  *fyne.Container
	links [hintsMost]*kit.Link
	names []string
}

func newHints(e *editor) *hints {
	h := &hints{e: e}
	row := container.NewHBox()
	for i := range h.links {
		h.links[i] = kit.NewLink("", func() { h.take(i) })
		h.links[i].Hide()
		row.Add(h.links[i])
	}
	h.line = container.NewStack(container.NewGridWrap(fyne.NewSize(1, theme.Px(18))), row)
	return h
}

// show offers the folders whose names have what is typed, those that begin
// with it first.
func (h *hints) show() {
	typed := strings.ToLower(strings.TrimSpace(h.e.folder.Text))
	var begin, within []string
	for _, f := range h.e.p.folders {
		name, isFolder := strings.CutPrefix(f.key, folderKey)
		low := strings.ToLower(name)
		switch {
		case !isFolder || name == "" || low == typed:
		case strings.HasPrefix(low, typed):
			begin = append(begin, name)
		case strings.Contains(low, typed):
			within = append(within, name)
		}
	}
	names := append(begin, within...)
	names = names[:min(len(names), hintsMost)]
	if slices.Equal(names, h.names) {
		return
	}
	h.names = names
	for i, l := range h.links {
		if i < len(names) {
			word := kit.Ellipsis(kit.DisplayLine(names[i]), theme.Px(hintWide), theme.Size(theme.SizeCaption), fyne.TextStyle{Bold: true})
			if i == 0 {
				word = "↓ " + word
			}
			l.Set(word)
		}
		kit.SetShown(l, i < len(names))
	}
	h.line.Refresh()
}

// take writes an offered folder into the field, and says whether there was one.
func (h *hints) take(i int) bool {
	if i >= len(h.names) {
		return false
	}
	h.e.folder.SetText(h.names[i])
	h.e.p.opts.Focus(h.e.folder)
	return true
}
