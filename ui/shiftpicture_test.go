package ui

import (
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/shift/checklist"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
)

// shiftScenes are what the whole window looks like on a shift.
var shiftScenes = map[string]func(h *house){
	"floor": func(*house) {},
	"asked": func(h *house) {
		h.Snap.Cover.Asks = []view.CoverAsk{{
			CoverAsk: chat.CoverAsk{Ask: "q", From: "lena", To: stage.Me, Why: "Lunch, back at two", Until: h.Now().Add(12 * time.Second)},
			FromName: "लक्ष्मी नारायण त्रिपाठी of the Very Long Name", Mine: true,
		}}
	},
	"nobody": func(h *house) {
		h.Snap.Cover = view.Cover{Nobody: true, Words: "NO COVER since 19:00. Lena comes at 10:00 tomorrow."}
	},
	"checklist": func(h *house) { h.stroke(fyne.Key9, ctrlShift) },
	"handover":  func(h *house) { h.stroke(fyne.Key9, ctrl) },
	"keys":      func(h *house) { h.shell.showKeys() },
}

// TestShiftPictures draws the window for eyes to judge ([stage.Pictures]).
func TestShiftPictures(t *testing.T) {
	stage.Pictures(t, "shift", shiftScenes, stage.Looks()[:2], func(t *testing.T, scene func(*house), look stage.Look) fyne.Canvas {
		h := onShift(t)
		look.Wear()
		h.window.Resize(fyne.NewSize(1280, 800))
		h.Do("a", stage.Opened("Ada"), stage.Said("my calls do not arrive"))
		h.Do("b", stage.Opened("रोहन महाराजाधिराज"), stage.Said("recharge नहीं हुआ"), stage.Alert("recharge"))
		for i := range 7 {
			h.Snap.Daily = append(h.Snap.Daily, checklist.Item{ID: "G-CHK-D" + string(rune('1'+i)), Words: "Something of the day", Done: i < 5, Why: "As it stands."})
		}
		h.Snap.Handovers.Shift = "2026-03-02-1000"
		h.show("a")
		scene(h)
		h.render()
		h.window.Canvas().Refresh(h.window.Content())
		return h.window.Canvas()
	})
}
