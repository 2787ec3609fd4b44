package kit

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"floorwalker/ui/theme"
)

// VersionField is one named part of a version.
type VersionField struct{ Name, Value string }

// Version is one of several that people made of the same thing without knowing of
// each other.
type Version struct {
	Key    string // distinct
	Who    string // "Asha"
	When   string // "today 14:02, offline"
	Fields []VersionField
}

func (v Version) value(name string) string {
	for _, f := range v.Fields {
		if f.Name == name {
			return f.Value
		}
	}
	return ""
}

func sameVersion(a, b Version) bool {
	return a.Key == b.Key && a.Who == b.Who && a.When == b.When && slices.Equal(a.Fields, b.Fields)
}

// Compare shows versions side by side with what differs marked, and ends the
// conflict by choice: one of them, a new one written from both, or neither for now.
// Nothing is lost by looking, and nothing is chosen by itself.
type Compare struct {
	widget.BaseWidget
	// OnKeep is told which version is kept.
	OnKeep func(key string)
	// OnKeepBoth is told that all stay as they are for now.
	OnKeepBoth func()
	// OnWrite is told the text written from both, never blank.
	OnWrite func(text string)
	// OnDraft is told of every change of the text that is being written from both,
	// so that it can be kept; empty is nothing.
	OnDraft func(text string)
	// OnEscape is told of Esc.
	OnEscape func()
	// OnShortcut receives shortcuts that writing does not use.
	OnShortcut func(s fyne.Shortcut)

	versions []Version
	cards    []*versionCard
	both     *Button
	ask      *label
	field    *Field
	write    *Button
	reason   *label
	line     *box
}

var (
	_ fyne.Widget     = (*Compare)(nil)
	_ fyne.Accessible = (*Compare)(nil)
	_ Tall            = (*Compare)(nil)
)

// NewCompare makes a comparison of nothing.
func NewCompare() *Compare {
	c := &Compare{
		ask:    newLabel(theme.SizeSecondary, theme.Ink, true),
		field:  newField("Begin with either and take over what the other says", true),
		reason: newLabel(theme.SizeCaption, theme.InkTwo, false),
		line:   newBox(theme.Line, 0),
	}
	c.ask.set("Or write one from both")
	c.both = NewButton(ButtonData{Word: "Keep both as they are for now"}, func() {
		if c.OnKeepBoth != nil {
			c.OnKeepBoth()
		}
	})
	c.write = NewButton(ButtonData{Word: "Keep this text", Key: "Ctrl Enter", Kind: Primary}, c.submit)
	c.both.OnKey, c.write.OnKey = c.leave, c.leave
	c.field.OnChanged = c.changed
	c.field.OnKey = func(e *fyne.KeyEvent) bool { c.leave(e); return e.Name == fyne.KeyEscape }
	c.field.OnShortcut = func(s fyne.Shortcut) {
		if confirming(s) {
			c.submit()
		} else {
			call(c.OnShortcut, s)
		}
	}
	c.ExtendBaseWidget(c)
	c.say()
	return c
}

// Set shows versions; what somebody is writing stays.
func (c *Compare) Set(versions []Version) {
	if slices.EqualFunc(versions, c.versions, sameVersion) {
		return
	}
	c.versions = slices.Clone(versions)
	for len(c.cards) < len(versions) {
		i := len(c.cards)
		card := newVersionCard(func() { call(c.OnKeep, c.versions[i].Key) })
		card.keep.OnKey = c.leave
		card.copy.OnTapped = func() { c.begin(i) }
		c.cards = append(c.cards, card)
	}
	c.cards = c.cards[:len(versions)]
	names, differing := c.differences()
	for i, v := range versions {
		c.cards[i].set(v, names, differing)
	}
	relayout(c)
}

// differences is all names in the order of their first use, and which of them have
// not the same value everywhere.
func (c *Compare) differences() (names []string, differing map[string]bool) {
	differing = map[string]bool{}
	for _, v := range c.versions {
		for _, f := range v.Fields {
			if !slices.Contains(names, f.Name) {
				names = append(names, f.Name)
			}
		}
	}
	for _, name := range names {
		for _, v := range c.versions[1:] {
			if v.value(name) != c.versions[0].value(name) {
				differing[name] = true
			}
		}
	}
	return names, differing
}

// begin puts the differing values of version i into the entry, behind what is
// there already.
func (c *Compare) begin(i int) {
	names, differing := c.differences()
	var parts []string
	if c.field.Text != "" {
		parts = append(parts, c.field.Text)
	}
	for _, name := range names {
		if v := c.versions[i].value(name); differing[name] && v != "" {
			parts = append(parts, v)
		}
	}
	c.field.SetText(strings.Join(parts, "\n"))
	focusOn(c, c.field)
}

// SetDraft writes text into the entry and tells nobody.
func (c *Compare) SetDraft(text string) {
	tell := c.OnDraft
	c.OnDraft = nil
	c.field.SetText(text)
	c.OnDraft = tell
}

// Draft is what is being written from both.
func (c *Compare) Draft() string { return c.field.Text }

func (c *Compare) changed(text string) {
	c.say()
	call(c.OnDraft, text)
}

// Focusable is the first version's button.
func (c *Compare) Focusable() fyne.Focusable {
	if len(c.cards) > 0 {
		return c.cards[0].keep
	}
	return c.both
}

func (c *Compare) leave(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyEscape && c.OnEscape != nil {
		c.OnEscape()
	}
}

func (c *Compare) submit() {
	if text := strings.TrimSpace(c.field.Text); text != "" {
		call(c.OnWrite, text)
	}
}

// say shows why the text cannot be kept yet.
func (c *Compare) say() {
	d := c.write.data
	d.Locked = ""
	if strings.TrimSpace(c.field.Text) == "" {
		d.Locked = "Nothing is written yet"
	}
	c.write.Set(d)
	if c.reason.set(d.Locked) {
		relayout(c)
	}
}

// AccessibilityLabel reads who made the versions and what differs.
func (c *Compare) AccessibilityLabel() string {
	if len(c.versions) == 0 {
		return "Nothing to compare"
	}
	var who, what []string
	for _, v := range c.versions {
		who = append(who, v.Who+", "+v.When)
	}
	names, differing := c.differences()
	for _, name := range names {
		if differing[name] {
			what = append(what, name)
		}
	}
	return "Versions of " + strings.Join(who, "; ") + ". They differ in " + strings.Join(what, ", ")
}

// AccessibilityRole is a container.
func (c *Compare) AccessibilityRole() fyne.AccessibleRole { return fyne.AccessibleRoleContainer }
