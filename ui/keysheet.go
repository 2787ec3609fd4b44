package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// columnWidths are those of the sheet, so that all of it stands in the smallest
// window that a desk has, 1280 × 800.
var columnWidths = [...]float32{232, 336, 270, 304}

// showKeys shows every key, made from the table of actions.
func (s *Shell) showKeys() {
	columns := []*fyne.Container{kit.NewColumn(3), kit.NewColumn(3), kit.NewColumn(3), kit.NewColumn(3)}
	at, group := -1, ""
	var column *fyne.Container
	for _, a := range s.table {
		if a.group != group {
			group = a.group
			at = min(at+1, len(columns)-1)
			column = columns[at]
			column.Objects = append(column.Objects, kit.NewSection(group))
		}
		column.Objects = append(column.Objects, keyLine(a.word, a.keys()))
	}
	column = columns[2]
	column.Objects = append(column.Objects, kit.NewSection("While writing"),
		keyLine("Send", "Enter"), keyLine("New line", "Shift+Enter"), keyLine("A canned response", "/"), keyLine("A solution article", "#"),
		keyLine("The next empty slot", "Tab"), keyLine("Leave the box", "Esc"))
	row := container.NewHBox()
	for i, c := range columns {
		if i > 0 {
			row.Add(container.NewGridWrap(fyne.NewSize(theme.Px(18), 0)))
		}
		row.Add(container.NewVBox(container.NewGridWrap(fyne.NewSize(theme.Px(columnWidths[i]), 0)), c))
	}
	var popup *widget.PopUp
	closing := kit.NewButton(kit.ButtonData{Word: "Close", Key: "Esc", Kind: kit.Primary}, func() { popup.Hide() })
	closing.OnKey = s.typedKey // Escape, with the keyboard on the button
	body := container.NewBorder(kit.NewTitle("Keys"), container.NewHBox(closing), nil, nil, row)
	popup = widget.NewModalPopUp(container.NewPadded(container.NewPadded(body)), s.window.Canvas())
	popup.Show()
	s.sheet = popup
	s.window.Canvas().Focus(closing)
}

func keyLine(word, key string) fyne.CanvasObject {
	if key == "" {
		key = "Ctrl+K"
	}
	return container.NewBorder(nil, nil, nil, kit.NewKeyCap(key), kit.NewSecondary(word).Yield())
}
