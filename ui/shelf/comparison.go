package shelf

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
)

// Drafts is where a desk keeps what is typed. It answers on its own goroutine.
type Drafts interface {
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
}

// Door is what a comparison needs of its page.
type Door struct {
	Drafts Drafts
	// Post runs a function on the UI thread.
	Post func(func())
	// Focus puts the keyboard into one of the page's fields.
	Focus func(fyne.Focusable)
	// Shortcut receives keys with a modifier that writing does not use.
	Shortcut func(fyne.Shortcut)
	// Leave is told of Back and of Esc.
	Leave func()
}

// Comparison is versions side by side with a way back, to be laid over a whole page:
// a text needs its width. What is being written from both is a draft of the desk
// until it is decided; leaving changes nothing.
type Comparison struct {
	Compare *kit.Compare
	Back    *kit.Button

	door Door
	kind string // of the draft; empty while nothing is compared
}

// NewComparison compares nothing yet.
func NewComparison(d Door) *Comparison {
	c := &Comparison{Compare: kit.NewCompare(), door: d}
	c.Compare.OnDraft = c.keep
	c.Compare.OnEscape, c.Compare.OnShortcut = d.Leave, d.Shortcut
	c.Back = kit.NewButton(kit.ButtonData{Word: "Back", Key: "Esc"}, d.Leave)
	c.Back.OnKey = func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyEscape {
			d.Leave()
		}
	}
	return c
}

// Over lays body on a ground that keeps clicks from the page beneath.
func (c *Comparison) Over(body fyne.CanvasObject) *fyne.Container {
	ground := kit.NewGround(theme.Pane)
	ground.OnTapped = c.Focus
	return container.NewStack(ground, body)
}

// Focus gives the keyboard to Back: Esc leaves from there, and whoever types on, or
// presses Enter once too often, decides nothing.
func (c *Comparison) Focus() { c.door.Focus(c.Back) }

// Begin compares something else; kind names the draft of its record.
func (c *Comparison) Begin(kind string) {
	c.kind = bothKind(kind)
	c.Compare.SetDraft("")
}

// End lets nothing be kept any more. What was kept stays.
func (c *Comparison) End() { c.kind = "" }

// Recall brings back what was being written from both before it was left.
func (c *Comparison) Recall() {
	kind := c.kind
	c.door.Drafts.Draft("", kind, func(text string) {
		c.door.Post(func() {
			if c.kind == kind && c.Compare.Draft() == "" {
				c.Compare.SetDraft(text)
			}
		})
	})
}

// Forget lets go of it once somebody has decided.
func (c *Comparison) Forget(kind string) { c.door.Drafts.SaveDraft("", bothKind(kind), "") }

func (c *Comparison) keep(text string) {
	if c.kind != "" {
		c.door.Drafts.SaveDraft("", c.kind, text)
	}
}

// bothKind names the draft of a text that is being written from both, beside the
// draft of the record.
func bothKind(kind string) string { return kind + "/both" }
