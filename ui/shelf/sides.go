package shelf

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/record"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// KeyMine is the key of a version that is not among the records: what was typed here.
const KeyMine = "mine"

// Subject is what a page knows of its records, and does with a choice.
type Subject[T record.Content[T]] struct {
	// Kind names the draft of a record.
	Kind func(record.ID) string
	// Heads are the versions of a record as they are now.
	Heads func(record.ID) []record.Version[T]
	// Apart reports whether somebody has to choose between them.
	Apart func(record.ID) bool
	// Say is the title over the comparison, and a sentence.
	Say func() (title, text string)
	// Version says who made a version, when, and what is in it.
	Version func(record.Version[T]) kit.Version
	// Theirs is told that what the records have is kept; what was typed here goes.
	Theirs func()
	// Settle is told which content ends the conflict.
	Settle func(T)
	// Closed is told that the page stands there again.
	Closed func()
}

// Sides is a comparison of the versions of one record, as they are merged. It stands
// over the page until somebody has chosen, here or elsewhere, or leaves.
type Sides[T record.Content[T]] struct {
	*Comparison
	Content *fyne.Container
	ID      record.ID          // empty while it is not shown
	Mine    *record.Version[T] // an edit that met a change; nil between versions that are all among the records
	Heads   []record.Version[T]

	of    Subject[T]
	page  fyne.CanvasObject
	title *kit.Words
	said  *kit.Text
}

// NewSides compares nothing yet and is hidden. Back and Esc close it; what is written
// from both is for the page to take, by Compare.OnWrite and Compare.OnKeepBoth.
func NewSides[T record.Content[T]](d Door, of Subject[T]) *Sides[T] {
	s := &Sides[T]{of: of, title: kit.NewTitle("").Yield(), said: kit.NewQuietText("")}
	d.Leave = s.Close
	s.Comparison = NewComparison(d)
	s.Compare.OnKeep = s.keep
	pad := theme.Px(20)
	column := kit.NewColumn(12, container.NewBorder(nil, nil, nil, s.Back, s.title), s.said, s.Compare)
	s.Content = s.Over(container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), column)))
	s.Content.Hide()
	return s
}

// On returns page with the comparison over it.
func (s *Sides[T]) On(page fyne.CanvasObject) *fyne.Container {
	s.page = page
	return container.NewStack(page, s.Content)
}

// Shown reports whether the comparison is what stands on the page.
func (s *Sides[T]) Shown() bool { return s.ID != "" }

// Open shows the versions that are among the records.
func (s *Sides[T]) Open(id record.ID) { s.start(id, nil) }

// Meet shows an edit of this desk beside what its author had not seen.
func (s *Sides[T]) Meet(mine record.Version[T]) { s.start(mine.ID, &mine) }

func (s *Sides[T]) start(id record.ID, mine *record.Version[T]) {
	s.ID, s.Mine = id, mine
	s.Begin(s.of.Kind(id))
	s.Content.Show()
	s.page.Hide()
	s.Render()
	if s.Shown() {
		s.Recall()
		s.Focus()
	}
}

// Close decides nothing.
func (s *Sides[T]) Close() {
	if !s.Shown() {
		return
	}
	s.ID, s.Mine, s.Heads = "", nil, nil
	s.End()
	s.Content.Hide()
	s.page.Show()
	s.of.Closed()
}

// Render brings the versions up to date; what is being written from both stays.
func (s *Sides[T]) Render() {
	if !s.Shown() {
		return
	}
	s.Heads = s.of.Heads(s.ID)
	if s.Mine == nil && !s.of.Apart(s.ID) {
		s.Close() // somebody else has chosen
		return
	}
	s.Compare.Set(s.versions())
	title, text := s.of.Say()
	s.title.Set(title)
	s.said.Set(text)
	s.Content.Refresh()
}

func (s *Sides[T]) versions() []kit.Version {
	var out []kit.Version
	if s.Mine != nil {
		v := s.of.Version(*s.Mine)
		v.Key, v.Who, v.When = KeyMine, "You", "not saved yet"
		out = append(out, v)
	}
	for _, h := range s.Heads {
		v := s.of.Version(h)
		v.Key = h.Revision.String()
		if h.Deleted {
			v.When += ", deleted"
		}
		out = append(out, v)
	}
	return out
}

// Seen are the revisions that stand on the screen.
func (s *Sides[T]) Seen() []record.Revision { return Revisions(s.Heads) }

// Revisions are those of vs, in their order.
func Revisions[T record.Content[T]](vs []record.Version[T]) []record.Revision {
	out := make([]record.Revision, len(vs))
	for i, v := range vs {
		out[i] = v.Revision
	}
	return out
}

// Decided lets go of what was being written from both.
func (s *Sides[T]) Decided(id record.ID) { s.Forget(s.of.Kind(id)) }

// keep ends the conflict with one of the versions.
func (s *Sides[T]) keep(key string) {
	i := slices.IndexFunc(s.Heads, func(h record.Version[T]) bool { return h.Revision.String() == key })
	switch {
	case i >= 0 && len(s.Heads) == 1: // theirs is what there is; mine goes
		s.of.Theirs()
	case i >= 0:
		s.of.Settle(s.Heads[i].Content)
	case s.Mine != nil && key == KeyMine:
		s.of.Settle(s.Mine.Content)
	}
}
