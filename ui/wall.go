package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/cover"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// wall is the strip over the board: somebody asks the person at this desk to cover,
// nobody answers for the floor (G-COV-03), or agents call for a lead (S-ESC-02,
// S-MULTI-04), which is on leads' desks only.
type wall struct {
	content *fyne.Container
	// over is the wall with the board below, which moves up when the wall goes.
	over  *fyne.Container
	cover *cover.Pane

	banner, asked, nobody, failed, away *kit.Banner
	test                                view.FailedTest // that the banner is about
	seen                                map[chat.AgentID]chat.Instant

	call view.HelpCall
	more int
	snap *app.Snapshot
	now  chat.Instant
}

func newWall(pane *cover.Pane, come, accept, decline, look func()) *wall {
	w := &wall{cover: pane, banner: kit.NewBanner(kit.BannerData{}), asked: kit.NewBanner(kit.BannerData{}), nobody: kit.NewBanner(kit.BannerData{}), failed: kit.NewBanner(kit.BannerData{}), away: kit.NewBanner(kit.BannerData{}), seen: make(map[chat.AgentID]chat.Instant)}
	w.failed.OnButton = func(int) {
		w.seen[w.test.Agent] = w.test.At
		w.tick(w.now)
	}
	w.banner.OnButton = func(int) { come() }
	w.away.OnButton = func(int) { look() }
	w.asked.OnButton = func(i int) {
		if i == 0 {
			accept()
		} else {
			decline()
		}
	}
	pad := theme.Px(8)
	w.content = container.New(layout.NewCustomPaddedLayout(pad, 0, pad, pad), container.NewVBox(w.asked, w.nobody, w.away, w.banner, w.failed))
	w.content.Hide()
	return w
}

func (w *wall) render(s *app.Snapshot, now chat.Instant) {
	w.snap = s
	w.call = view.HelpCall{}
	if len(s.Help) > 0 {
		w.call, w.more = s.Help[0], len(s.Help)-1
	}
	w.tick(now)
}

// above puts the wall over a board.
func (w *wall) above(board fyne.CanvasObject) fyne.CanvasObject {
	w.over = container.NewBorder(w.content, nil, nil, nil, board)
	return w.over
}

// tick brings what each banner says up to date, and shows those that have something to
// say.
func (w *wall) tick(now chat.Instant) {
	if w.snap == nil {
		return
	}
	asked, isAsked := w.cover.Asked(w.snap)
	nobody, isNobody := w.cover.Nobody(w.snap)
	failed, test, isFailed := w.cover.Failed(w.snap, func(f view.FailedTest) bool { return w.seen[f.Agent] == f.At })
	away, isAway := outage(w.snap, now)
	w.test, w.now = test, now
	w.failed.Set(failed)
	help := w.call.Chat != ""
	w.asked.Set(asked)
	w.nobody.Set(nobody)
	w.away.Set(away)
	w.banner.Set(w.helpWords(now))
	changed := kit.SetShown(w.asked, isAsked)
	changed = kit.SetShown(w.nobody, isNobody) || changed
	changed = kit.SetShown(w.away, isAway) || changed
	changed = kit.SetShown(w.banner, help) || changed
	changed = kit.SetShown(w.failed, isFailed) || changed
	changed = kit.SetShown(w.content, isAsked || isNobody || isAway || help || isFailed) || changed
	if changed && w.over != nil {
		w.over.Refresh() // Fyne lays nothing out anew because of what was hidden in it
	}
}

// helpWords says how long the call for a lead has waited.
func (w *wall) helpWords(now chat.Instant) kit.BannerData {
	if w.call.Chat == "" {
		return kit.BannerData{}
	}
	d := kit.BannerData{
		Tone: kit.Amber, Title: w.call.Name + " needs help", Detail: words.For(max(now.Sub(w.call.At), 0)),
		Text:    "“" + w.call.Reason + "” · with " + words.Name(w.call.Customer),
		Buttons: []kit.ButtonData{{Word: "I come", Key: "F10", Kind: kit.Primary}},
	}
	if w.more > 0 {
		d.Foot = "and " + words.Count(w.more, "more call") + " for a lead"
	}
	return d
}
