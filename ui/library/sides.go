package library

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
)

// quarrel is two versions of one response that do not know of each other.
type quarrel struct {
	kind quarrelKind
	a, b script.Version // a is the person's own or the file's, where it is either
	// was are the heads when something was decided; the decision is seen once
	// they are others. quiet does not begin with the next conflict then.
	was    []record.Revision
	sent   bool
	quiet  bool
	waited int
}

type quarrelKind int

const (
	ofHeads quarrelKind = iota // two desks wrote apart
	ofEdit                     // an edit came too late
	ofFile                     // a row of a file is older than the library
)

// sidesView shows a quarrel over the whole pane: a text needs its width.
type sidesView struct {
	*shelf.Comparison
	p       *Pane
	content fyne.CanvasObject
	title   *kit.Words
	about   *kit.Text
	why     *kit.Words
	scroll  *container.Scroll
	q       *quarrel
}

const (
	sideA = "a"
	sideB = "b"
)

func newSidesView(p *Pane) *sidesView {
	s := &sidesView{p: p, title: kit.NewTitle("").Yield(), about: kit.NewQuietText(""), why: kit.NewCaption("").Yield()}
	s.why.SetTone(kit.Red)
	s.Comparison = shelf.NewComparison(shelf.Door{
		Drafts: p.opts.Desk, Post: p.opts.Post, Focus: p.opts.Focus, Shortcut: p.handOn, Leave: s.leave,
	})
	s.Compare.OnKeep, s.Compare.OnKeepBoth, s.Compare.OnWrite = s.keep, s.keepBoth, s.write
	pad := theme.Px(16)
	head := container.New(layout.NewCustomPaddedLayout(pad/2, pad/2, pad, pad),
		kit.NewColumn(4, container.NewBorder(nil, nil, nil, s.Back, s.title), s.about, s.why))
	s.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, pad, pad, pad), kit.NewColumn(0, s.Compare)))
	s.content = s.Over(container.NewBorder(head, nil, nil, nil, s.scroll))
	return s
}

// shown reports whether the comparison is what stands on the page.
func (s *sidesView) shown() bool { return s.q != nil && s.content.Visible() }

// heads shows the first two of the versions that stand beside each other.
func (s *sidesView) heads(id record.ID) {
	hs := s.p.lib.Heads(id)
	if len(hs) > 1 {
		s.show(&quarrel{kind: ofHeads, a: hs[0], b: hs[1]})
	}
}

// edit shows an edit beside what its author had not seen.
func (s *sidesView) edit(c *script.Conflict) {
	s.show(&quarrel{kind: ofEdit, a: c.Mine, b: c.Theirs})
}

// file shows a row of a file beside what the library has.
func (s *sidesView) file(c *script.Conflict) {
	s.show(&quarrel{kind: ofFile, a: c.Mine, b: c.Theirs})
}

func (s *sidesView) show(q *quarrel) {
	same := s.q != nil && s.q.a.ID == q.a.ID
	s.q = q
	if !same {
		s.Begin(draftKind + string(q.a.ID))
		s.scroll.ScrollToTop()
		s.Recall()
	}
	s.render()
	s.p.turn(s.content)
	s.Focus()
}

func (s *sidesView) render() {
	q := s.q
	title, about := titled(q.b.Content), ""
	switch q.kind {
	case ofHeads:
		title += " has two versions"
		about = "Two desks wrote it without knowing of each other. Neither is lost: keep one, or write one from both."
	case ofEdit:
		title += " was changed while you wrote"
		about = "Neither is lost: keep one, write one from both, or keep both for now and let somebody settle it."
	case ofFile:
		title += " is newer here than in the file" + s.p.report.place()
		about = "The row was written from an older version. Keep one, write one from both, or keep both for now."
	}
	s.title.Set(title)
	s.about.Set(about)
	s.why.Set("")
	s.Compare.Set([]kit.Version{s.version(sideA, q.a), s.version(sideB, q.b)})
	s.content.Refresh()
}

func (s *sidesView) version(key string, v script.Version) kit.Version {
	out := kit.Version{Key: key, Who: orElse(s.p.names[v.By], s.p.who(v.By)), When: s.p.when(v.Updated)}
	switch {
	case key == sideA && s.q.kind == ofEdit:
		out.Who, out.When = "Yours", "not saved yet"
	case key == sideA && s.q.kind == ofFile:
		out.Who, out.When = "In the file", ""
	case v.By == "":
		out.Who = "Came with the program"
	}
	r := v.Content
	if s.q.a.Deleted || s.q.b.Deleted {
		state := "stays"
		if v.Deleted {
			state = "deleted"
		}
		out.Fields = append(out.Fields, kit.VersionField{Name: "In the library", Value: state})
	}
	cut := r.Shortcut
	if cut != "" {
		cut = "/" + cut
	}
	out.Fields = append(out.Fields, kit.VersionField{Name: "Title", Value: r.Title}, kit.VersionField{Name: "Shortcut", Value: cut},
		kit.VersionField{Name: "Folder", Value: r.Folder}, kit.VersionField{Name: "Text", Value: r.Text})
	return out
}
