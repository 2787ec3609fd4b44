package kit_test

import (
	"image"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// TestGalleryOver draws a sheet over a window, which the scenes cannot show.
func TestGalleryOver(t *testing.T) {
	dir := os.Getenv("FLOORWALKER_PICTURES")
	for name, opts := range map[string]theme.Options{"light": {Mode: theme.Light}, "dark": {Mode: theme.Dark}} {
		test.NewTempApp(t).Settings().SetTheme(theme.New(opts))
		w := test.NewTempWindow(t, container.NewStack(kit.NewGround(theme.Background), observing()))
		w.SetPadded(false)
		w.Resize(fyne.NewSize(900, 760))
		f := forwardSheet()
		hide := kit.ShowSheet(w.Canvas(), f.sheet)
		press(w, fyne.KeyReturn)
		img := w.Canvas().Capture()
		if flat(img.At, img.Bounds().Dx(), img.Bounds().Dy()) {
			t.Error("nothing is drawn")
		}
		if dir != "" {
			keepPicture(t, filepath.Join(dir, "over-"+name+".png"), img)
		}
		hide()
	}
}

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

func slotsScene() fyne.CanvasObject {
	d := ownTheProblem()
	many := ownTheProblem()
	many.Title, many.Locked = "सब भरा हुआ है", "The text asks for a credential"
	many.Slots[2] = kit.Slot{Name: "what exactly", Value: "a trunk with a name so long that it has to be shortened somewhere, and the customer's own number", Source: "from you, a moment ago"}
	return container.NewPadded(kit.NewColumn(12,
		kit.NewFrame(kit.FrameData{Kind: kit.Yours}, kit.NewSlots(d)),
		kit.NewFrame(kit.FrameData{Kind: kit.Yours}, kit.NewSlots(many)),
	))
}

func tagsScene() fyne.CanvasObject {
	t := kit.NewTags()
	t.Set([]string{"Incoming connectivity", "VIP", "बिल 🙏", "A tag that somebody made far too long for any chip"}, []string{"Billing", "Bill shock"})
	t.Focusable().TypedRune('b')
	t.Focusable().TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	return onPane(t)
}

func compareScene() fyne.CanvasObject {
	c := kit.NewCompare()
	c.Set(twoVersions())
	return onPane(container.NewVScroll(kit.NewColumn(0, c)))
}

// stepsScene is the second step of a takeover with one blank empty, and advice.
func stepsScene() fyne.CanvasObject {
	tabs, box, advice := kit.NewStepTabs(), kit.NewSlotBox(), kit.NewAdvice()
	tabs.Set(kit.StepTabsData{At: 1, Time: "0:14", Tabs: []kit.StepTab{
		{Word: "Greet", Note: "in 8 s", Done: true}, {Word: "Own the problem", Note: "10 to 20 s"}, {Word: "First step", Note: "20 to 30 s"},
	}})
	box.Set(ownTheProblem())
	box.SetHints(kit.Hint{Key: "Enter", Word: "send"}, kit.Hint{Key: "Tab", Word: "next blank"}, kit.Hint{Key: "Esc", Word: "own words"})
	advice.Set(
		kit.AdviceLine{Tone: kit.Red, Text: "Never ask for a one-time password; ask for a screenshot (G-SEC-01).", Button: kit.ButtonData{Word: "Ask for a screenshot", Key: "F2"}},
		kit.AdviceLine{Tone: kit.Amber, Text: "One question at a time (G-COMM-02)."},
		kit.AdviceLine{Tone: kit.Blue, Text: "Becomes: call due 16:40."},
		kit.AdviceLine{Text: "invoice.pdf · 1.2 of 3 MB are at the hub.", Button: kit.ButtonData{Word: "Take it away"}},
	)
	return kit.NewColumn(0, kit.NewFrame(kit.FrameData{Kind: kit.Yours}, kit.NewColumn(0, tabs, box, advice)),
		kit.NewFrame(kit.FrameData{Kind: kit.Alarmed, Word: "Careful", Title: "The bot may still speak.", Text: "Nobody has confirmed that it is stopped."}, nil))
}

// filesScene is messages with files, and a line that nobody got.
func filesScene() fyne.CanvasObject {
	picture := image.NewGray(image.Rect(0, 0, 320, 200))
	return kit.NewColumn(10,
		kit.NewBubble(kit.BubbleData{Caption: "मीरा वर्मा · 14:26", Text: "see this 😟", Attached: &kit.Attached{Name: "screenshot.png", Note: "Picture · 413 KB", Open: "Save…", Picture: picture, Width: 1280, Height: 800}}),
		kit.NewBubble(kit.BubbleData{Caption: "मीरा वर्मा · 14:27", Attached: &kit.Attached{Name: "बिल-जनवरी.pdf", Note: "PDF · 1.2 MB", Open: "Save…"}}),
		kit.NewBubble(kit.BubbleData{Kind: kit.Machine, Struck: true, CaptionTone: kit.Amber, Caption: "The bot said this too late", Text: "Have you tried to restart your phone? Many customers find that this helps at once."}),
	)
}
