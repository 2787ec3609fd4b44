package kit_test

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// onPane stands o on a pane with room around it.
func onPane(o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewStack(kit.NewGround(theme.Pane), container.NewPadded(container.NewPadded(o)))
}

func sheetScene() fyne.CanvasObject {
	f := forwardSheet()
	f.to.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	f.why.Pick(1)
	f.note.SetText("Sure")
	return onPane(kit.NewColumn(0, f.sheet))
}

func whenScene() fyne.CanvasObject {
	at := kit.NewWhenField("Call at", "14:30, or tomorrow 10:00", quickWhen(), parseWhen)
	at.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
	why := kit.NewLineField("Reason", "Said to the customer", 1)
	return onPane(kit.NewColumn(0, kit.NewSheet(kit.SheetData{Title: "मीरा वर्मा को कॉल करें 📞", Confirm: "Promise it", Text: "A callback is a promise with a clock."}, at, why)))
}

func pickerScene() fyne.CanvasObject {
	p := kit.NewPicker("Forward to", "A name or a department")
	p.Set(people())
	p.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	return onPane(p)
}

func slashScene() fyne.CanvasObject {
	p := kit.NewSlashPicker()
	p.Open(slashRows(8))
	p.Key(&fyne.KeyEvent{Name: fyne.KeyDown})
	th := kit.NewThread()
	th.SetSource(conversation())
	return container.NewBorder(nil, kit.NewFrame(kit.FrameData{Kind: kit.Yours}, kit.NewComposer()), nil, nil, kit.NewOver(th, p))
}

func ladders() fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for _, w := range []float32{740, 640, 480, 320, 180} {
		s := longLadder()
		lines = append(lines, container.NewHBox(container.NewGridWrap(fyne.NewSize(w, 36), s)))
	}
	return onPane(container.NewVBox(lines...))
}

// frames stand under each other, to be told apart at a glance.
func frames() fyne.CanvasObject {
	box := func(hint string) *kit.Composer {
		c := kit.NewComposer()
		c.SetPlaceholder(hint)
		return c
	}
	return container.NewPadded(kit.NewColumn(12,
		kit.NewFrame(kit.FrameData{
			Kind: kit.Invisible, Word: "Invisible", Title: "Nobody can tell that you are here.",
			Text: "You cannot write from here. Step in with Whisper, Join or Take over.",
		}, nil),
		kit.NewFrame(kit.FrameData{Kind: kit.Whispering}, box("Write to the agent")),
		kit.NewFrame(kit.FrameData{Kind: kit.Joined}, box("Write to everybody")),
		kit.NewFrame(kit.FrameData{Kind: kit.Yours}, box("Write to the customer")),
		kit.NewFrame(kit.FrameData{Kind: kit.Noting}, box("Write to the team")),
	))
}
