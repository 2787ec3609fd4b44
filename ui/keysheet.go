package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// showKeys shows every key, made from the table of actions.
func (s *Shell) showKeys() {
	left, right := kit.NewColumn(6), kit.NewColumn(6)
	column := left
	group := ""
	for _, a := range s.table {
		if a.group != group {
			group = a.group
			if group != "Go" {
				column = right
			}
			column.Objects = append(column.Objects, kit.NewSection(group))
		}
		column.Objects = append(column.Objects, keyLine(a.word, a.keys()))
	}
	right.Objects = append(right.Objects, kit.NewSection("While writing"),
		keyLine("Send", "Enter"), keyLine("New line", "Shift+Enter"), keyLine("Leave the box", "Esc"))
	wide := func(c *fyne.Container) fyne.CanvasObject {
		return container.NewVBox(container.NewGridWrap(fyne.NewSize(theme.Px(330), 0)), c)
	}
	var popup *widget.PopUp
	closing := kit.NewButton(kit.ButtonData{Word: "Close", Key: "Esc", Kind: kit.Primary}, func() { popup.Hide() })
	closing.OnKey = s.typedKey // Escape, with the keyboard on the button
	body := container.NewBorder(kit.NewTitle("Keys"), container.NewHBox(closing), nil, nil,
		container.NewHBox(wide(left), container.NewGridWrap(fyne.NewSize(theme.Px(24), 0)), wide(right)))
	popup = widget.NewModalPopUp(container.NewPadded(container.NewPadded(body)), s.window.Canvas())
	popup.Show()
	s.sheet = popup
	s.window.Canvas().Focus(closing)
}

func keyLine(word, key string) fyne.CanvasObject {
	if key == "" {
		key = "Ctrl+K"
	}
	return container.NewBorder(nil, nil, nil, kit.NewKeyCap(key), kit.NewBody(word).Yield())
}
