package board

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// topics is the line under the filter: each topic with its count (G-SCOPE-02), and
// the filter for existing customers (G-SCOPE-01). Pressed once a word narrows the
// rows, pressed again it lets all through.
type topics struct {
	pane    *Pane
	content fyne.CanvasObject
	row     *fyne.Container
	links   [view.Topics]*kit.Link
	scope   *kit.Link
	counts  [view.Topics]int
	said    string
}

// scopeWord names the built-in filter.
const scopeWord = "Existing: web + WhatsApp"

func newTopics(p *Pane) *topics {
	t := &topics{pane: p, row: container.New(inLine{})}
	for topic := view.AnyTopic + 1; topic < view.Topics; topic++ {
		t.links[topic] = kit.NewLink("", func() { p.pickTopic(topic) })
		t.row.Add(t.links[topic])
	}
	t.scope = kit.NewLink(scopeWord, p.ToggleScope)
	t.row.Add(t.scope)
	pad := theme.Px(8)
	t.content = container.New(layout.NewCustomPaddedLayout(0, 0, pad+4, pad+4), t.row)
	t.mark()
	return t
}

// render shows the counts.
func (t *topics) render(counts [view.Topics]int) {
	if counts != t.counts {
		t.counts = counts
		t.mark()
	}
}

// mark shows what is chosen, with a tick before its word.
func (t *topics) mark() {
	said := ""
	tick := func(on bool, word string) string {
		if on {
			word = "✓ " + word
		}
		said += word
		return word
	}
	for topic := view.AnyTopic + 1; topic < view.Topics; topic++ {
		word := fmt.Sprintf("%s %d", words.Topic(topic), t.counts[topic])
		t.links[topic].Set(tick(t.pane.wanted.Topic == topic, word))
	}
	t.scope.Set(tick(t.pane.wanted.Scope, scopeWord))
	if said != t.said {
		t.said = said
		t.row.Refresh()
	}
}

// pickTopic narrows the board down to one topic, or lets all through again.
func (p *Pane) pickTopic(topic view.Topic) {
	if p.wanted.Topic == topic {
		topic = view.AnyTopic
	}
	p.wanted.Topic = topic
	p.topics.mark()
	p.apply()
}

// NextTopic narrows the board down to the next topic, and after the last one to
// all.
func (p *Pane) NextTopic() {
	p.wanted.Topic = (p.wanted.Topic + 1) % view.Topics
	p.topics.mark()
	p.apply()
}

// ToggleScope puts existing customers from the website and from WhatsApp before
// all others, which are said to be out of scope, or ends that.
func (p *Pane) ToggleScope() {
	p.wanted.Scope = !p.wanted.Scope
	p.topics.mark()
	p.apply()
}

// inLine puts words side by side and leaves out those that find no room; a key
// reaches them all the same.
type inLine struct{}

// Layout implements fyne.Layout.
func (inLine) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	x := float32(0)
	for _, o := range objects {
		m := o.MinSize()
		kit.SetShown(o, x+m.Width <= size.Width)
		o.Resize(fyne.NewSize(m.Width, size.Height))
		o.Move(fyne.NewPos(x, 0))
		x += m.Width + theme.Px(12)
	}
}

// MinSize implements fyne.Layout; it asks for no width.
func (inLine) MinSize(objects []fyne.CanvasObject) fyne.Size {
	high := float32(0)
	for _, o := range objects {
		high = max(high, o.MinSize().Height)
	}
	return fyne.NewSize(0, high)
}
