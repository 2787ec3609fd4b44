package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/theme"
)

// strange are texts that strangers send, by what is strange about them.
var strange = map[string]string{
	"control":    "a\x00b\x1b[31mred\x07\x7f\u0085c\r\nd\te",
	"turned":     "invoice \u202Egnp.exe\u202C \u2066hidden\u2069 \u200Fend",
	"endless":    strings.Repeat("wortohneende", 417),
	"words":      strings.Repeat("many short words ", 294),
	"emoji":      "👩‍👩‍👧‍👦🏳️‍🌈🇮🇳👍🏽❤️ ok 🙏",
	"combining":  "Z" + strings.Repeat("\u0301\u0323", 300) + "algo",
	"devanagari": "मेरा नंबर अभी तक बंद है, कृपया जल्दी करें क्षत्रिय",
	"arabic":     "مرحبا، حسابي لا يعمل 123",
	"broken":     "half a rune \xf0\x9f\x91 and \xff\xfe",
	"blank":      " \u00a0\u200b\u3000\n\n\n",
	"unassigned": "\U000E0FFF\uE000\uFFFF\U0010FFFF",
}

// fill puts a stranger's text everywhere that it can stand.
func (h *house) fill(text string) {
	id := chat.ChatID("s")
	h.Do(id, &chat.ChatOpened{Bot: true, Channel: chat.Channel(text), Customer: chat.Customer{
		Name: text, Contact: text, Account: text, Page: text, Locale: text,
		Before: []chat.PastChat{{At: stage.Start, Summary: text}},
	}}, stage.Said("hello"), &chat.MessagePosted{Message: "m", From: chat.SpeakerCustomer, Text: text},
		stage.Answered("Which number is it about?", 5800),
		stage.Fired(policy.RuleHumanRequest, chat.TierImmediate, chat.LevelAlert,
			chat.Evidence{Message: "m", From: 0, To: len(text), Words: text}))
	h.Do("q", stage.Opened(text), &chat.ChatQueued{Reason: text})
	for i := range 6 {
		h.Do(chat.ChatID(fmt.Sprint("n", i)), stage.Opened("Rohan M."), stage.Said("my line is dead since morning"))
	}
	h.show(id)
}

// looks are themes and sizes (ux 4.4), the smallest and the largest text among
// them.
var looks = map[string]look{
	"light-80":     {Mode: theme.Light, Scale: theme.ScaleMin},
	"dark-200":     {Mode: theme.Dark, Scale: theme.ScaleMax},
	"dark-150":     {Mode: theme.Dark, Scale: 1.5},
	"contrast-100": {Mode: theme.Light, Contrast: true, Scale: 1},
}

// look.md and E-GEN-01: whatever a stranger sends is drawn, in every theme and
// at every size, and pushes nothing out of a window of 1280 × 800.
// FLOORWALKER_PICTURES names a folder for the pictures.
func TestStrangeTextIsDrawn(t *testing.T) {
	size := fyne.NewSize(1280, 800)
	for at, l := range looks {
		for name, text := range strange {
			t.Run(at+"/"+name, func(t *testing.T) {
				h := newHouse(t).enter()
				l.Width, l.Height = size.Width, size.Height
				h.shell.look = l
				h.shell.restyle()
				h.fill(text)
				h.stays(size)
				h.picture(fmt.Sprintf("%s-%s", at, name))
				h.Do("s", stage.Taken(stage.Me)...)
				h.Do("s", stage.Wrote(text, chat.DeliveryPending))
				h.render()
				h.stays(size)
				h.picture(fmt.Sprintf("%s-%s-mine", at, name))
			})
		}
	}
}

// stays holds the window to its size: Fyne grows one that is too small.
func (h *house) stays(size fyne.Size) {
	h.t.Helper()
	h.window.Resize(size)
	stage.LayOut(h.window.Content())
	least := h.window.Content().MinSize()
	// Twice the size needs more than 800 px of height beside an alert in long
	// words; a text of one and a half fits always.
	if least.Width > size.Width || least.Height > size.Height && h.shell.look.Scale <= 1.5 {
		h.t.Errorf("the content wants %v", least)
	}
}

func (h *house) picture(name string) {
	h.t.Helper()
	dir := os.Getenv("FLOORWALKER_PICTURES")
	if dir == "" {
		return
	}
	stage.KeepPicture(h.t, filepath.Join(dir, name+".png"), h.window.Canvas().Capture())
}

// Any text at all: nothing panics, and nothing that turns the direction of
// writing or hides is drawn.
func TestAnyTextIsDrawn(t *testing.T) {
	h := newHouse(t).enter()
	n := 0
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringOf(rapid.OneOf(rapid.Rune(), rapid.SampledFrom([]rune("\u202E\u2066\u200D\u0301\x00\x1b\n👍क्")))).Draw(rt, "text")
		n++
		id := chat.ChatID(fmt.Sprint("r", n))
		h.Do(id, stage.Opened(text), stage.Said(text))
		h.show(id)
		for _, o := range stage.Texts(h.window.Content()) {
			if strings.ContainsAny(o.Text, "\u202A\u202B\u202D\u202E\u2066\u2067\u2068\x00\x1b\n") {
				rt.Fatalf("%q is drawn", o.Text)
			}
		}
		h.Do(id, &chat.ChatClosed{})
	})
}
