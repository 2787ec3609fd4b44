package kit_test

import (
	"fmt"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"
	"fyne.io/fyne/v2/test"
	fynetheme "fyne.io/fyne/v2/theme"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// TestGallery draws the widgets into FLOORWALKER_PICTURES for eyes to judge; without
// the variable it only builds and draws them, so that nothing here may panic.
func TestGallery(t *testing.T) {
	dir := os.Getenv("FLOORWALKER_PICTURES")
	for _, o := range []struct {
		name string
		opts theme.Options
	}{
		{"light", theme.Options{Mode: theme.Light}},
		{"dark", theme.Options{Mode: theme.Dark}},
		{"contrast", theme.Options{Mode: theme.Light, Contrast: true}},
		{"large", theme.Options{Mode: theme.Light, Scale: 1.5}},
	} {
		t.Run(o.name, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(theme.New(o.opts))
			for name, make := range scenes() {
				w := test.NewTempWindow(t, container.NewStack(kit.NewGround(theme.Background), make()))
				w.SetPadded(false)
				w.Resize(sizes[name])
				img := w.Canvas().Capture()
				if img.Bounds().Dx() == 0 || flat(img.At, img.Bounds().Dx(), img.Bounds().Dy()) {
					t.Errorf("%s drew nothing", name)
				}
				if dir == "" {
					continue
				}
				keepPicture(t, filepath.Join(dir, fmt.Sprintf("%s-%s.png", name, o.name)), img)
			}
		})
	}
}

func keepPicture(t *testing.T, path string, img image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, img); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// flat reports that every sampled pixel has one colour.
func flat(at func(x, y int) color.Color, w, h int) bool {
	first := at(0, 0)
	for y := 0; y < h; y += 3 {
		for x := 0; x < w; x += 3 {
			if at(x, y) != first {
				return false
			}
		}
	}
	return true
}

var sizes = map[string]fyne.Size{
	"board": fyne.NewSize(404, 860), "compact": fyne.NewSize(404, 400), "thread": fyne.NewSize(590, 860),
	"slots": fyne.NewSize(590, 660), "tags": fyne.NewSize(330, 220), "compare": fyne.NewSize(860, 620), "compared": fyne.NewSize(420, 860),
	"table": fyne.NewSize(880, 480), "narrow": fyne.NewSize(420, 480), "frames": fyne.NewSize(620, 900), "sheet": fyne.NewSize(900, 760), "when": fyne.NewSize(640, 420), "picker": fyne.NewSize(420, 440), "slash": fyne.NewSize(590, 520), "ladders": fyne.NewSize(760, 260),
	"steps": fyne.NewSize(590, 520), "files": fyne.NewSize(590, 560),
	"own": fyne.NewSize(590, 860), "side": fyne.NewSize(320, 860), "small": fyne.NewSize(760, 120), "measures": fyne.NewSize(280, 720), "empty": fyne.NewSize(760, 300),
}

func scenes() map[string]func() fyne.CanvasObject {
	return map[string]func() fyne.CanvasObject{
		"slots": slotsScene, "tags": tagsScene, "compare": compareScene, "compared": compareScene,
		"table": tableScene, "narrow": tableScene, "frames": frames, "sheet": sheetScene, "when": whenScene, "picker": pickerScene, "slash": slashScene, "ladders": ladders,
		"steps": stepsScene, "files": filesScene,
		"board": func() fyne.CanvasObject { return board(false) }, "compact": func() fyne.CanvasObject { return board(true) },
		"thread": observing, "own": own, "empty": empty, "small": small, "side": side, "measures": measuresScene,
	}
}

func pill(word string, tone kit.Tone) kit.PillData { return kit.PillData{Word: word, Tone: tone} }

func rows() []kit.RowData {
	return []kit.RowData{
		{
			Name: "Rohan M.", Channel: "WhatsApp", When: "12 s ago", Who: "BOT", Line: "again same answer, this is third time I am asking",
			Badges: [3]kit.PillData{pill("Frustrated 0.91", kit.Red), pill("Bot repeats ×3", kit.Amber)},
			Duty:   "take over", Clock: "0:18", Urgency: kit.Red,
		},
		{
			Name: "Sana K.", Channel: "Website", When: "6 s ago", Who: "BOT", Line: "can i talk to someone please",
			Badges: [3]kit.PillData{pill("Asks for a person", kit.Red)}, Duty: "take over", Clock: "0:24", Urgency: kit.Red,
		},
		{
			Name: "मीरा वर्मा", Channel: "WhatsApp", When: "19 s ago", Who: "BOT", Line: "मेरा रिचार्ज अभी तक नहीं हुआ",
			Badges: [3]kit.PillData{pill("Billing", kit.Amber), pill("Confidence 0.58", kit.Amber)},
			Duty:   "take over", Clock: "1:41", Urgency: kit.Amber,
		},
		{
			Name: "Dev P.", Channel: "Website", When: "1 min ago", Who: "YOU", Line: "ok let me check the panel",
			Badges: [3]kit.PillData{pill("Login issue", kit.Grey)}, Duty: "owed reply", Clock: "0:52", Urgency: kit.Amber,
		},
		{
			Name: "Anita T.", Channel: "WhatsApp", When: "2 min ago", Who: "YOU", Line: "Thank you, it is working now 🙏",
			Badges: [3]kit.PillData{pill("Resolving", kit.Green)}, Duty: "close 2 of 3", Clock: "4:10",
		},
		{
			Name: "Joy B.", Channel: "Website", When: "48 s ago", Who: "BOT", Line: "what are the charges for extra users on the plan",
			Badges: [3]kit.PillData{pill("Calm", kit.Grey)}, Duty: "eyes on", Clock: "1:12",
		},
		{
			Name: "Leela S.", Channel: "Website", When: "2 min ago", Who: "QUEUE", Line: "waiting for an agent",
			Badges: [3]kit.PillData{pill("Queue 2 min", kit.Blue)}, Duty: "accept", Clock: "0:40",
		},
	}
}

// fixed is a list's source over values.
type fixed struct{ rows []kit.RowData }

func (f fixed) Len() int                 { return len(f.rows) }
func (f fixed) Key(i int) string         { return f.rows[i].Name }
func (f fixed) Bind(i int, row *kit.Row) { row.Set(f.rows[i]) }
func newRowList(compact bool) *kit.List[*kit.Row] {
	h := float32(kit.RowCosy)
	if compact {
		h = kit.RowCompact
	}
	return kit.NewList(func() *kit.Row { return kit.NewRow(compact) }, func() float32 { return theme.Px(h) })
}

func board(compact bool) fyne.CanvasObject {
	l := newRowList(compact)
	l.SetSource(fixed{rows()})
	l.Select("Rohan M.")
	l.FocusGained()
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	l.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	return container.NewStack(kit.NewGround(theme.Pane), l)
}

type talk struct {
	keys  []string
	items []kit.BubbleData
}

func (s *talk) Len() int                  { return len(s.items) }
func (s *talk) Key(i int) string          { return s.keys[i] }
func (s *talk) Item(i int) kit.BubbleData { return s.items[i] }
func (s *talk) add(d kit.BubbleData) {
	s.keys = append(s.keys, fmt.Sprint("m", len(s.keys)))
	s.items = append(s.items, d)
}

func conversation() *talk {
	s := &talk{}
	s.add(kit.BubbleData{Kind: kit.Their, Caption: "Rohan M. · 14:26", Text: "incoming calls are not coming on my number since morning"})
	s.add(kit.BubbleData{Kind: kit.Machine, Caption: "Bot · confidence 0.74", Text: "Please check that call forwarding is switched on in your panel under Settings → Numbers."})
	s.add(kit.BubbleData{Kind: kit.Their, Caption: "Rohan M. · 14:29", Text: "already on. still not working"})
	repeat := "Please check that call forwarding is switched on in your panel."
	s.add(kit.BubbleData{Kind: kit.Machine, Caption: "Bot · confidence 0.58", Text: repeat, Highlights: []kit.Span{{To: len(repeat)}}})
	s.add(kit.BubbleData{Kind: kit.Their, Caption: "Rohan M. · 14:31", Text: "again same answer, this is third time", Highlights: []kit.Span{{From: 19, To: 37}}})
	s.add(kit.BubbleData{Kind: kit.Their, Caption: "Rohan M. · 14:31", Text: "मेरा नंबर अभी तक बंद है, कृपया जल्दी करें 🙏"})
	s.add(kit.BubbleData{Kind: kit.System, Text: "You took over at 14:32:22 · the customer was told once"})
	s.add(kit.BubbleData{Kind: kit.Memo, Caption: "Note · only the team sees this", Text: "Forwarding verified on in his screenshot. Check trunk of this number first."})
	s.add(kit.BubbleData{Kind: kit.Ours, Caption: "You · delivered ✓✓", Text: "Hi Rohan, I'm from the support team. I've been following your conversation about incoming calls not reaching your number, and I'll personally help you get this resolved right away."})
	s.add(kit.BubbleData{Kind: kit.Ours, Caption: "You · not sent: the line is down", CaptionTone: kit.Red, Action: "Try again", Text: "One moment please."})
	return s
}

func ladder(yours bool) *kit.Segmented {
	if yours {
		return kit.NewSegmented(
			kit.Segment{Word: "Observe"}, kit.Segment{Word: "Whisper"}, kit.Segment{Word: "Join", Locked: "You own this chat"},
			kit.Segment{Word: "Yours", Selected: true, Tone: kit.Blue}, kit.Segment{Word: "Forward", Key: "F"},
			kit.Segment{Word: "Invite", Key: "I"}, kit.Segment{Word: "Escalate", Key: "L"}, kit.Segment{Word: "Close…", Key: "X"})
	}
	return kit.NewSegmented(
		kit.Segment{Word: "Observing", Selected: true, Tone: kit.Violet}, kit.Segment{Word: "Whisper", Key: "W"}, kit.Segment{Word: "Join", Key: "J"},
		kit.Segment{Word: "Take over", Key: "T"}, kit.Segment{Word: "Forward", Key: "F"}, kit.Segment{Word: "Invite", Key: "I", Locked: "opens at 14:40"})
}

func observing() fyne.CanvasObject {
	th := kit.NewThread()
	th.SetSource(conversation())
	banner := kit.NewBanner(kit.BannerData{
		Tone: kit.Red, Title: "Frustrated 0.91", Detail: "alert at 0.80",
		Text: "Said “third time”; the bot gave the same answer 3 times; short, sharper replies.", Foot: "rule frustration v3 · policy 12",
		Buttons: []kit.ButtonData{{Word: "Take over", Key: "Ctrl ⇧ T", Kind: kit.Primary}, {Word: "Why"}, {Word: "Dismiss…"}},
	})
	frame := kit.NewFrame(kit.FrameData{
		Kind: kit.Invisible, Word: "Invisible", Title: "Nobody can tell that you are here.",
		Text: "You cannot write from here. Step in with Whisper, Join or Take over.",
	}, nil)
	head := container.NewHBox(kit.NewTitle("Rohan M."), kit.NewPill(pill("WhatsApp", kit.Grey)), kit.NewPill(pill("Bot is answering", kit.Grey)))
	top := kit.NewColumn(8, head, ladder(false), kit.NewHairline(), banner)
	return container.NewBorder(top, frame, nil, nil, th)
}

func own() fyne.CanvasObject {
	th := kit.NewThread()
	th.SetSource(conversation())
	c := kit.NewComposer()
	c.SetText("I understand you're trying to receive calls on your number and are facing no incoming calls since morning. I'll personally take care of this for you.")
	c.SetHints(kit.Hint{Key: "Tab", Word: "next blank"}, kit.Hint{Key: "Enter", Word: "send"}, kit.Hint{Key: "/", Word: "canned"}, kit.Hint{Key: "#", Word: "article"})
	c.SetHeld("One blank is empty")
	frame := kit.NewFrame(kit.FrameData{Kind: kit.Yours}, c)
	note := kit.NewComposer()
	note.SetPlaceholder("Only the team will see this")
	note.SetSend("Add note")
	noting := kit.NewFrame(kit.FrameData{Kind: kit.Noting, Word: "Note", Title: "Only the team sees this."}, note)
	whisper := kit.NewComposer()
	whisper.SetLocked("Whisper opens once an agent owns the chat.")
	whispering := kit.NewFrame(kit.FrameData{Kind: kit.Whispering}, whisper)
	return container.NewBorder(ladder(true), kit.NewColumn(8, frame, noting, whispering), nil, nil, th)
}

func empty() fyne.CanvasObject {
	return kit.NewSplit(1,
		kit.SplitPane{Content: kit.NewEmptyState(kit.EmptyData{Title: "No chats yet", Text: "Chats appear here the moment a customer writes."}), Size: 240, Min: 160},
		kit.SplitPane{Content: kit.NewEmptyState(kit.EmptyData{Icon: fynetheme.MailComposeIcon(), Title: "Nothing is open", Text: "Pick a chat at the left, or press Ctrl K and type a name.", Button: kit.ButtonData{Word: "Open the loudest", Kind: kit.Primary}}), Min: 240},
		kit.SplitPane{Content: kit.NewEmptyState(kit.EmptyData{Title: "Details"}), Size: 160, Min: 120, FoldBelow: 600},
	)
}

func side() fyne.CanvasObject {
	bar := kit.NewBar()
	bar.Set(0.4, kit.Red)
	return container.NewVBox(
		kit.NewSection("Owed on this chat"), kit.NewKeyValue("Take over", "0:18"), bar,
		kit.NewHairline(), kit.NewSection("Customer"),
		kit.NewKeyValue("Account", "BAN-204417"), kit.NewKeyValue("Service number", "+91 00000 00000"),
		kit.NewKeyValue("Came from a very long place", "/panel/numbers/with/a/very/long/tail"),
		kit.NewTitle("Title"), kit.NewBody("Body"), kit.NewStrong("Strong"), kit.NewSecondary("Secondary"), kit.NewCaption("Caption"),
	)
}

func small() fyne.CanvasObject {
	return container.NewVBox(
		container.NewHBox(
			kit.NewPill(kit.PillData{Word: "Live · 0.3 s old", Tone: kit.Green, Dot: true}), kit.NewPill(pill("You are primary until 19:00", kit.Blue)),
			kit.NewPill(pill("Sound on", kit.Grey)), kit.NewKeyCap("Ctrl K"), kit.NewKeyCap("W"), kit.NewAvatar("मीरा वर्मा"), kit.NewAvatar("Rohan M."), kit.NewClock("14:32"),
		),
		container.NewHBox(
			kit.NewButton(kit.ButtonData{Word: "Take over", Key: "Ctrl ⇧ T", Kind: kit.Primary}, nil), kit.NewButton(kit.ButtonData{Word: "Why"}, nil),
			kit.NewButton(kit.ButtonData{Word: "Erase", Kind: kit.Danger}, nil), kit.NewButton(kit.ButtonData{Word: "Send", Kind: kit.Primary, Locked: "One blank is empty"}, nil),
			layout.NewSpacer(), kit.NewLink("Show all", nil),
		),
	)
}
