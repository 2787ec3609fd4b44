package rules

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/policy"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// changesMost is how many changes are listed before the rest is counted.
const changesMost = 40

// about is the right half: an entry in full, or what is known of the policy as a
// whole.
type about struct {
	p       *Pane
	content *fyne.Container
	column  *fyne.Container
	scroll  *container.Scroll
	old     *kit.Banner
	begin   *kit.Button
	why     *kit.Text
	foot    *fyne.Container

	key string // the entry that is open; empty is the whole
	of  int    // the version whose changes are shown; 0 is none
	day string // of the times that are shown
}

func newAbout(p *Pane) *about {
	a := &about{p: p, column: kit.NewColumn(8), old: kit.NewBanner(kit.BannerData{}), why: kit.NewQuietText("")}
	a.begin = kit.NewButton(kit.ButtonData{}, p.Edit)
	a.old.Hide()
	pad, half := theme.Px(20), theme.Px(10)
	a.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), a.column))
	a.foot = kit.NewColumn(6, container.NewHBox(a.begin), a.why)
	foot := container.NewVBox(kit.NewHairline(), container.New(layout.NewCustomPaddedLayout(half, half, pad, pad), a.foot))
	a.content = container.NewBorder(nil, foot, nil, nil, a.scroll)
	return a
}

// open shows an entry; nothing is the whole.
func (a *about) open(key string) {
	if key == a.key {
		return
	}
	a.key = key
	a.p.list.table.Select(key)
	a.scroll.Offset.Y = 0
	a.show()
}

// tick says days anew after midnight.
func (a *about) tick() {
	if a.day != a.today() {
		a.show()
	}
}

func (a *about) today() string {
	zone := a.p.edition.Policy.Cover.Location()
	return words.Date(a.p.opts.Now().Time().In(zone)).String()
}

// show says everything anew.
func (a *about) show() {
	if a.p.snap == nil {
		return
	}
	a.day = a.today()
	a.old.Set(kit.BannerData{
		Tone: kit.Red, Title: "An older policy is in force here", Text: a.p.snap.PolicyOld + " Update this program, or put a policy in force that it can read.",
	})
	kit.SetShown(a.old, a.p.snap.PolicyOld != "")
	e, ok := a.p.list.entry(a.key)
	if !ok {
		a.key = ""
		a.column.Objects = append([]fyne.CanvasObject{a.old}, a.whole()...)
	} else {
		a.column.Objects = append([]fyne.CanvasObject{a.old}, a.one(e)...)
	}
	a.showBegin()
	a.column.Refresh()
	a.scroll.Refresh()
}

// showBegin is the way to the text.
func (a *about) showBegin() {
	why := a.p.mayNotEdit()
	word := "Edit the policy"
	if a.p.edit.begun {
		word = "Go on with your changes"
	}
	a.begin.Set(kit.ButtonData{Word: word, Key: "Ctrl N", Locked: why})
	if why == "" && a.p.edit.begun {
		why = "You began version " + figure(a.p.edit.from+1) + " and did not save it."
	}
	if why == "" {
		why = "A change is seen by every desk at once, with your name and your reason."
	} else if !strings.HasSuffix(why, ".") {
		why += "."
	}
	a.why.Set(words.Upper(why))
	a.foot.Refresh()
	a.content.Refresh()
}

// one is an entry in full.
func (a *about) one(e policy.Entry) []fyne.CanvasObject {
	out := []fyne.CanvasObject{
		kit.NewTitle(e.Key).Yield(),
		kit.NewSecondary(spoken(e.Key) + " · from " + e.From).Yield(),
		gap(4), kit.NewSection("Value"),
	}
	list := a.p.edition.Items(e.Key)
	switch e.Key {
	case keySlots:
		out = append(out, a.ofRoster()...)
	case keyRoutes:
		return append(append(out, a.ofRoutes()...), gap(4), kit.NewLink("Everything about the policy", func() { a.open("") }))
	default:
		for i, item := range list {
			out = append(out, kit.NewText(figure(i+1)+". "+item))
		}
	}
	switch {
	case len(list) > 0:
	case e.Value == "":
		out = append(out, kit.NewQuietText("Nothing."))
	default:
		out = append(out, kit.NewText(e.Value))
	}
	for _, w := range a.warnings() {
		if w.Key == e.Key {
			out = append(out, gap(4), kit.NewBanner(kit.BannerData{Tone: kit.Amber, Title: "Not set up", Text: w.Words}))
		}
	}
	return append(out, gap(4), kit.NewLink("Everything about the policy", func() { a.open("") }))
}

// whole is what is known of the policy itself.
func (a *about) whole() []fyne.CanvasObject {
	e := a.p.edition
	out := []fyne.CanvasObject{kit.NewTitle(e.Policy.Floor.Name).Yield(), kit.NewText(a.since())}
	if ws := a.warnings(); len(ws) > 0 {
		out = append(out, gap(8), kit.NewSection("Not set up"))
		for i, w := range ws {
			out = append(out, kit.NewText(w.Words))
			if i+1 == len(ws) || ws[i+1].Key != w.Key {
				out = append(out, kit.NewLink(w.Key, func() { a.goTo(w.Key) }))
			}
		}
	}
	out = append(out, gap(8), kit.NewSection("Changes"))
	if len(a.p.snap.Policies) == 0 {
		return append(out, kit.NewQuietText("Nobody has changed the policy since this floor began. Who changes it, when and why, stands here."))
	}
	for i := range a.p.snap.Policies {
		out = append(out, a.change(i)...)
	}
	return out
}

// since says which version is in force and by whom.
func (a *about) since() string {
	v := a.p.edition.Policy.Version
	for _, p := range a.p.snap.Policies {
		if p.Version == v {
			return "Version " + figure(v) + " is in force since " + a.p.clock(p.At) + " (" + by(p) + ")."
		}
	}
	return "Version " + figure(v) + " is in force, as it comes with the program."
}

// by names who changed a policy.
func by(p app.PolicyVersion) string {
	if p.Name == "" {
		return "whoever runs the hub"
	}
	return p.Name
}

// change is one version with its reason, and what it changed if that is asked for.
func (a *about) change(i int) []fyne.CanvasObject {
	p := a.p.snap.Policies[i]
	out := []fyne.CanvasObject{
		kit.NewStrong("Version " + figure(p.Version) + " · " + by(p) + " · " + a.p.clock(p.At)).Yield(),
		kit.NewText(p.Reason),
	}
	if i+1 == len(a.p.snap.Policies) {
		return append(out, gap(4)) // what was before it, nobody here knows
	}
	if a.of != p.Version {
		return append(out, kit.NewLink("What it changed", func() { a.of = p.Version; a.show() }), gap(4))
	}
	out = append(out, kit.NewLink("Hide what it changed", func() { a.of = 0; a.show() }))
	before, err := policy.ParseEdition(a.p.snap.Policies[i+1].File)
	if err == nil {
		var after *policy.Edition
		if after, err = policy.ParseEdition(p.File); err == nil {
			return append(append(out, differences(policy.Diff(before, after))...), gap(4))
		}
	}
	return append(out, kit.NewQuietText("One of the two versions cannot be read here: "+err.Error()+"."), gap(4))
}

// goTo opens an entry and brings its row into sight.
func (a *about) goTo(key string) {
	a.p.list.search.SetText("")
	a.open(key)
	a.p.list.table.ScrollTo(key)
}

// differences are changes, a few lines each. That the version is another one goes
// without saying.
func differences(changes []policy.Change) []fyne.CanvasObject {
	changes = slices.DeleteFunc(slices.Clone(changes), func(c policy.Change) bool { return c.Key == "version" })
	var out []fyne.CanvasObject
	for i, c := range changes {
		if i == changesMost {
			return append(out, kit.NewQuietText("And "+figure(len(changes)-i)+" more."))
		}
		out = append(append(out, kit.NewStrong(c.Key).Yield()), difference(c)...)
	}
	return out
}

// difference is one change: before and after, or what a list has lost and gained.
func difference(c policy.Change) []fyne.CanvasObject {
	if !c.List {
		return []fyne.CanvasObject{kit.NewQuietText("was " + orNothing(c.From)), kit.NewText("now " + orNothing(c.To))}
	}
	var out []fyne.CanvasObject
	for _, item := range c.Removed {
		out = append(out, kit.NewQuietText("without: "+item))
	}
	for _, item := range c.Added {
		out = append(out, kit.NewText("with: "+item))
	}
	if len(out) == 0 {
		out = append(out, kit.NewText("in another order"))
	}
	return out
}

func orNothing(s string) string {
	if s == "" {
		return nothing
	}
	return s
}

// gap is empty space of a height at 100 %.
func gap(h float32) fyne.CanvasObject {
	return container.NewGridWrap(fyne.NewSize(1, theme.Px(h)))
}
