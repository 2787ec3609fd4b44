package kit

import (
	"image"
	"slices"
)

// BubbleKind is whose words a bubble holds. Kinds differ in side, ground and
// shape, never in colour alone.
type BubbleKind uint8

// Their is the customer, at the left on white. Machine is the bot, at the right on
// grey. Ours is an agent, at the right on the blue wash. Memo is a note of the team,
// yellow with a bar. System is a centred line without a ground. Aside is a whisper
// between two of the team, violet with a bar and an outline.
const (
	Their BubbleKind = iota
	Machine
	Ours
	Memo
	System
	Aside
)

// BubbleData is one entry of a Thread.
type BubbleData struct {
	Kind BubbleKind
	// Caption stands above: "Rohan M. · 14:26", "Bot · confidence 0.58",
	// "You · delivered ✓✓", "Note · only the team sees this".
	Caption string
	// CaptionTone colours the caption, Red where sending failed.
	CaptionTone Tone
	// Action, unless empty, is a link beside the caption, for instance "Try again".
	Action string
	Text   string
	// Struck marks words that nobody got: they have a line through them, and the
	// caption says why.
	Struck bool
	// Attached, unless nil, is a file that came with the text.
	Attached *Attached
	// Highlights are the byte ranges of Text that are evidence.
	Highlights []Span
	// Asked are those that a rule has seen which somebody asks about.
	Asked []Span
}

func (d BubbleData) equal(e BubbleData) bool {
	return d.Kind == e.Kind && d.Caption == e.Caption && d.CaptionTone == e.CaptionTone &&
		d.Action == e.Action && d.Text == e.Text && slices.Equal(d.Highlights, e.Highlights) &&
		slices.Equal(d.Asked, e.Asked) && d.Struck == e.Struck &&
		(d.Attached == e.Attached || d.Attached != nil && e.Attached != nil && *d.Attached == *e.Attached)
}

// Attached is a file of a message. Nothing of it is read or opened here: a picture
// was made small and safe before, and everything else is words and a link.
type Attached struct {
	Name string
	Note string // "PDF · 1.2 MB", or why there is no picture
	Open string // the word of the link that opens it; empty is none
	// Picture, unless nil, is shown above; its place is kept from the beginning by
	// Width and Height, so that nothing moves when it comes.
	Picture       image.Image
	Width, Height int
}

// onRight says at which edge the bubble stands.
func (k BubbleKind) onRight() bool { return k == Machine || k == Ours }
