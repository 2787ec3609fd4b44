package closing

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app/ticket"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// row is one question of the ticket: its caption with what is wrong behind it, so
// that nothing moves when a problem comes or goes, and its answer.
type row struct {
	// fields are what it fills; problems of any of them stand here.
	fields  []ticket.Field
	caption string
	focus   fyne.Focusable
	// load shows what a ticket has.
	load func(t *ticket.Ticket)
	// carry copies a person's answer into a fresh draft.
	carry func(to, from *ticket.Ticket)
	// asked says whether the question is one for this ticket; nil is always.
	asked func(t *ticket.Ticket) bool
	// hint is said where nothing is wrong.
	hint func(t *ticket.Ticket) string

	name *kit.Words
	note *kit.Words
	said string // what the hub said of it
	box  *fyne.Container
}

func (r *row) build(answer fyne.CanvasObject) *row {
	r.name, r.note = kit.NewSecondary(r.caption), kit.NewCaption("").Yield()
	head := container.New(captioned{}, r.name, r.note)
	r.box = kit.NewColumn(2, head, answer)
	return r
}

func (r *row) fills(f ticket.Field) bool { return slices.Contains(r.fields, f) }

// say shows what is wrong, or the hint, and reports whether something is.
func (r *row) say(t *ticket.Ticket, problems []ticket.Problem) bool {
	words, tone := "", kit.Grey
	if r.hint != nil {
		words = r.hint(t)
	}
	if i := slices.IndexFunc(problems, func(p ticket.Problem) bool { return r.fills(p.Field) }); i >= 0 {
		words, tone = brief(problems[i].Words), kit.Amber
	}
	if r.said != "" {
		words, tone = r.said, kit.Red
	}
	r.note.SetTone(tone)
	r.note.Set(words)
	return tone != kit.Grey
}

// brief is what is missing in the few words that there is room for; what is wrong
// is said in full.
func brief(words string) string {
	switch {
	case words == "must be answered with yes or no":
		return "yes or no?"
	case strings.HasPrefix(words, "is needed while"):
		return "needed while it is open"
	case strings.HasPrefix(words, "is needed"):
		return "needed"
	}
	return words
}

// captioned lays a caption out at the left and gives what is left to the words
// behind it.
type captioned struct{}

// Layout implements fyne.Layout.
func (captioned) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	w := min(objects[0].MinSize().Width, size.Width)
	objects[0].Move(fyne.Position{})
	objects[0].Resize(fyne.NewSize(w, size.Height))
	gap := theme.Px(8)
	objects[1].Move(fyne.NewPos(w+gap, 0))
	objects[1].Resize(fyne.NewSize(max(size.Width-w-gap, 0), size.Height))
}

// MinSize implements fyne.Layout.
func (captioned) MinSize(objects []fyne.CanvasObject) fyne.Size {
	m := objects[0].MinSize()
	return fyne.NewSize(m.Width, max(m.Height, theme.Px(18)))
}

// beside lays out what is visible side by side, each as wide as the other.
type beside struct{ gap float32 }

// Layout implements fyne.Layout.
func (b beside) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	n := 0
	for _, o := range objects {
		if o.Visible() {
			n++
		}
	}
	if n == 0 {
		return
	}
	gap := theme.Px(b.gap)
	w, x := (size.Width-gap*float32(n-1))/float32(n), float32(0)
	for _, o := range objects {
		if o.Visible() {
			o.Move(fyne.NewPos(x, 0))
			o.Resize(fyne.NewSize(w, size.Height))
			x += w + gap
		}
	}
}

// MinSize implements fyne.Layout.
func (b beside) MinSize(objects []fyne.CanvasObject) fyne.Size {
	var m fyne.Size
	for _, o := range objects {
		if o.Visible() {
			m = m.Max(fyne.NewSize(theme.Px(80), o.MinSize().Height))
		}
	}
	return m
}

// pair stands questions side by side.
func pair(rows ...*row) *fyne.Container {
	c := container.New(beside{12})
	for _, r := range rows {
		c.Add(r.box)
	}
	return c
}
