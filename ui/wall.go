package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// wall is the strip over the board by which agents call for a lead (S-ESC-02,
// S-MULTI-04). It is on leads' desks only, and only while somebody calls.
type wall struct {
	content fyne.CanvasObject
	// over is the wall with the board below, which moves up when the wall goes.
	over   *fyne.Container
	banner *kit.Banner
	call   view.HelpCall
	more   int
}

func newWall(come func()) *wall {
	w := &wall{banner: kit.NewBanner(kit.BannerData{})}
	w.banner.OnButton = func(int) { come() }
	pad := theme.Px(8)
	w.content = container.New(layout.NewCustomPaddedLayout(pad, 0, pad, pad), w.banner)
	w.content.Hide()
	return w
}

func (w *wall) render(s *app.Snapshot, now chat.Instant) {
	if len(s.Help) == 0 {
		w.call = view.HelpCall{}
		w.show(false)
		return
	}
	w.call, w.more = s.Help[0], len(s.Help)-1
	w.tick(now)
	w.show(true)
}

func (w *wall) show(visible bool) {
	if kit.SetShown(w.content, visible) && w.over != nil {
		w.over.Refresh() // Fyne lays nothing out anew because of what was hidden in it
	}
}

// above puts the wall over a board.
func (w *wall) above(board fyne.CanvasObject) fyne.CanvasObject {
	w.over = container.NewBorder(w.content, nil, nil, nil, board)
	return w.over
}

// tick says how long the call has waited.
func (w *wall) tick(now chat.Instant) {
	if w.call.Chat == "" {
		return
	}
	d := kit.BannerData{
		Tone: kit.Amber, Title: w.call.Name + " needs help", Detail: words.For(max(now.Sub(w.call.At), 0)),
		Text:    "“" + w.call.Reason + "” · with " + words.Name(w.call.Customer),
		Buttons: []kit.ButtonData{{Word: "I come", Key: "F10", Kind: kit.Primary}},
	}
	if w.more > 0 {
		d.Foot = "and " + words.Count(w.more, "more call") + " for a lead"
	}
	w.banner.Set(d)
}
