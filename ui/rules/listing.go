package rules

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/policy"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// listing is the left half: the search and the register.
type listing struct {
	p       *Pane
	content fyne.CanvasObject
	search  *kit.Field
	count   *kit.Words
	version *kit.Pill
	table   *kit.Table
	none    *kit.EmptyState

	all   []policy.Entry
	open  map[string]bool // keys with a warning
	shown []policy.Entry
}

func newListing(p *Pane) *listing {
	l := &listing{
		p: p, search: kit.NewField("Search: a key, a value, a requirement"), count: kit.NewCaption(""),
		version: kit.NewPill(kit.PillData{}), none: kit.NewEmptyState(kit.EmptyData{}),
		table: kit.NewTable(
			kit.Column{Caption: "Group", Least: 112, Priority: 1},
			kit.Column{Caption: "Key", Least: 180, Share: 2},
			kit.Column{Caption: "Value", Least: 180, Share: 3},
		),
	}
	l.search.OnChanged = func(string) { l.find() }
	l.search.OnKey = l.searchKey
	l.search.OnShortcut = p.handOn
	l.table.OnOpen = func(key string) { p.about.open(key) }
	l.table.OnCursor = func(key string) { p.about.open(key) }
	l.none.Hide()
	l.content = l.build()
	return l
}

func (l *listing) build() fyne.CanvasObject {
	pad, side := theme.Px(10), theme.Px(20)
	head := kit.NewColumn(10,
		container.NewHBox(kit.NewTitle("Policy"), container.NewCenter(l.version)),
		container.NewBorder(nil, nil, nil, container.NewCenter(l.count), l.search))
	over := container.NewVBox(container.New(layout.NewCustomPaddedLayout(pad, pad, side, side), head), kit.NewHairline())
	return container.NewStack(kit.NewGround(theme.Pane),
		container.NewBorder(over, nil, nil, nil, container.NewStack(l.table, l.none)))
}

// take shows another edition.
func (l *listing) take(e *policy.Edition) {
	l.all, l.open = policy.Register(e), make(map[string]bool)
	for _, key := range openKeys(e) {
		l.open[key] = true
	}
	if l.version.Set(kit.PillData{Word: "version " + figure(e.Policy.Version), Tone: kit.Blue}) {
		l.content.Refresh()
	}
	l.find()
}

// find lists what has every word of the search.
func (l *listing) find() {
	wanted := strings.Fields(strings.ToLower(l.search.Text))
	l.shown = l.shown[:0]
	for _, e := range l.all {
		if hasAll(strings.ToLower(e.Key+" "+spoken(e.Key)+" "+e.Value+" "+e.From), wanted) {
			l.shown = append(l.shown, e)
		}
	}
	l.table.Set(l.rows())
	l.count.Set(words.Count(len(l.shown), "entry"))
	if len(l.shown) != 1 {
		l.count.Set(figure(len(l.shown)) + " entries")
	}
	l.none.Set(kit.EmptyData{
		Title: "Nothing has all of these words", Text: "Keys are found by what they are called, by their value, and by the requirement they come from, such as G-SLA-01.",
	})
	kit.SetShown(l.none, len(l.shown) == 0 && len(l.all) > 0)
}

func hasAll(in string, wanted []string) bool {
	for _, w := range wanted {
		if !strings.Contains(in, w) {
			return false
		}
	}
	return true
}

// rows are the entries; the first of each group says so in bold.
func (l *listing) rows() []kit.TableRow {
	rows := make([]kit.TableRow, 0, len(l.shown))
	last := ""
	for _, e := range l.shown {
		g := group(e.Key)
		value := kit.Cell{Text: orNothing(oneLine(e.Value))}
		if l.open[e.Key] {
			value.Pill = kit.PillData{Word: "not set up", Tone: kit.Amber}
		}
		rows = append(rows, kit.TableRow{Key: e.Key, Cells: []kit.Cell{
			{Text: spoken(g), Strong: g != last}, {Text: e.Key, Detail: e.From}, value,
		}})
		last = g
	}
	return rows
}

// searchKey walks into the rows, and empties the search.
func (l *listing) searchKey(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyPageDown, fyne.KeyReturn, fyne.KeyEnter:
		l.p.opts.Focus(l.table.Focusable())
		l.p.about.open(l.table.Cursor()) // the keyboard comes to the first row, or where it was
	case fyne.KeyEscape:
		if l.search.Text == "" {
			l.p.about.open("")
		}
		l.search.SetText("")
	default:
		return false
	}
	return true
}

// entry returns what the register has at a key.
func (l *listing) entry(key string) (policy.Entry, bool) {
	for _, e := range l.all {
		if e.Key == key {
			return e, true
		}
	}
	return policy.Entry{}, false
}
