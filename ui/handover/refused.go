package handover

import (
	"slices"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// renderRefused shows the first edit that the hub did not take.
func (p *Pane) renderRefused(all []app.RefusedEdit) {
	var off []app.RefusedEdit
	for _, r := range all {
		if r.Shelf == chat.ShelfHandover {
			off = append(off, r)
		}
	}
	if slices.Equal(off, p.off) {
		return
	}
	p.off = off
	if len(off) > 0 {
		d := kit.BannerData{
			Tone: kit.Red, Title: "Not saved at the hub", Text: words.Sentence(off[0].Words) + " The text is still on this desk.",
			Buttons: []kit.ButtonData{{Word: "Open it"}, {Word: "Let go of it"}},
		}
		if len(off) > 1 {
			d.Foot = words.Count(len(off)-1, "more change") + " not saved"
		}
		p.refused.Set(d)
	}
	kit.SetShown(p.refused, len(off) > 0)
	p.top.Refresh()
}

func (p *Pane) refusedPressed(i int) {
	switch {
	case len(p.off) == 0:
	case i == 0:
		p.Open(p.off[0].Record)
	default:
		p.opts.Desk.DropRefused(p.off[0].Command)
	}
}
