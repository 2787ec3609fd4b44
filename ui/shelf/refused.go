package shelf

import (
	"slices"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Refused tells of the edits of one shelf that the hub did not take: the first of
// them in words, the others as a figure.
type Refused struct {
	Banner *kit.Banner
	// OnOpen is told which record shall be shown, OnDrop which edit is let go of.
	OnOpen func(record.ID)
	OnDrop func(chat.CommandID)

	shelf chat.Shelf
	off   []app.RefusedEdit
}

// NewRefused tells of nothing yet and is not shown.
func NewRefused(shelf chat.Shelf) *Refused {
	r := &Refused{Banner: kit.NewBanner(kit.BannerData{}), shelf: shelf}
	r.Banner.Hide()
	r.Banner.OnButton = r.pressed
	return r
}

// Render shows those of the shelf and says whether anything is drawn anew.
func (r *Refused) Render(all []app.RefusedEdit) bool {
	var off []app.RefusedEdit
	for _, e := range all {
		if e.Shelf == r.shelf {
			off = append(off, e)
		}
	}
	if slices.Equal(off, r.off) {
		return false
	}
	r.off = off
	if len(off) > 0 {
		d := kit.BannerData{
			Tone: kit.Red, Title: "Not saved at the hub", Text: words.Sentence(off[0].Words) + " The text is still on this desk.",
			Buttons: []kit.ButtonData{{Word: "Open it"}, {Word: "Let go of it"}},
		}
		if len(off) > 1 {
			d.Foot = words.Count(len(off)-1, "more change") + " not saved"
		}
		r.Banner.Set(d)
	}
	kit.SetShown(r.Banner, len(off) > 0)
	return true
}

func (r *Refused) pressed(i int) {
	switch {
	case len(r.off) == 0:
	case i == 0:
		r.OnOpen(r.off[0].Record)
	default:
		r.OnDrop(r.off[0].Command)
	}
}
