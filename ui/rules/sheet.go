package rules

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// sheet is what the editor looks like: the text at the left, and at the right what it
// means.
type sheet struct {
	e      *editor
	title  *kit.Words
	state  *kit.Banner
	late   *kit.Banner
	differ *fyne.Container
	scroll *container.Scroll
	save   *kit.Button
	drop   *kit.Button
	said   *kit.Text
	foot   *fyne.Container
	right  *fyne.Container
	told   string // the changes that are shown
}

func newSheet(e *editor) sheet {
	s := sheet{
		e: e, title: kit.NewTitle("").Yield(), state: kit.NewBanner(kit.BannerData{}), late: kit.NewBanner(kit.BannerData{}),
		differ: kit.NewColumn(6), said: kit.NewQuietText(""),
	}
	s.save = kit.NewButton(kit.ButtonData{}, e.Save)
	s.drop = kit.NewButton(kit.ButtonData{}, e.Discard)
	s.state.OnButton = func(int) { e.goToError() }
	s.late.OnButton = func(int) { e.GoOn() }
	return s
}

func (s *sheet) build() *fyne.Container {
	pad, half := theme.Px(20), theme.Px(10)
	leave := kit.NewButton(kit.ButtonData{Word: "Leave it for now", Key: "Esc"}, s.e.Leave)
	s.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(0, half, 0, 0), s.differ))
	top := kit.NewColumn(10, s.title, s.state, s.late)
	s.foot = kit.NewColumn(8, kit.NewSection("Reason"), s.e.reason,
		container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Px(8), theme.Px(8)), s.save, leave, s.drop), s.said)
	s.right = container.NewBorder(
		container.New(layout.NewCustomPaddedLayout(pad, half, pad, pad), top),
		container.NewVBox(kit.NewHairline(), container.New(layout.NewCustomPaddedLayout(half, half, pad, pad), s.foot)),
		nil, nil, container.New(layout.NewCustomPaddedLayout(0, 0, pad, pad), s.scroll))
	left := container.New(layout.NewCustomPaddedLayout(half, half, half, half), s.e.text)
	return container.NewStack(kit.NewGround(theme.Pane), kit.NewSplit(0,
		kit.SplitPane{Content: left, Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.PaneTwo), s.right), Size: 430, Min: 340}))
}

// show says everything that does not stand in the text.
func (s *sheet) show() {
	e := s.e
	next := figure(e.from + 1)
	s.title.Set("Policy, version " + next)
	s.showState()
	s.showLate()
	s.showChanges()
	why := e.locked()
	d := kit.ButtonData{Word: "Save as version " + next, Key: "Ctrl S", Locked: why}
	if why == "" {
		d.Kind = kit.Primary
	}
	s.save.Set(d)
	gone := kit.LockedIf(e.sent != nil, "it is on its way")
	s.drop.Set(kit.ButtonData{Word: "Discard", Locked: gone})
	said := "What you write is kept on this desk. It is in force everywhere once it is saved."
	switch {
	case e.trouble != "":
		said = e.trouble
	case e.sent != nil:
		said = "On its way to the hub."
	case why != "":
		said = words.Upper(why) + ". " + said
	}
	s.said.Set(said)
	s.foot.Refresh()
	s.right.Refresh()
}

// showState says whether the text is a policy.
func (s *sheet) showState() {
	e := s.e
	d := kit.BannerData{}
	switch {
	case e.wrong != nil && e.wrong.Line > 0:
		d = kit.BannerData{
			Tone: kit.Red, Title: fmt.Sprintf("Line %d, column %d", e.wrong.Line, e.wrong.Column),
			Text: joined(e.wrong.Key, e.wrong.Words), Buttons: []kit.ButtonData{{Word: "Go there", Key: "F8"}},
		}
	case e.wrong != nil:
		d = kit.BannerData{Tone: kit.Red, Title: "This is no policy", Text: words.Upper(e.wrong.Words) + "."}
	case e.restored:
		d = kit.BannerData{Tone: kit.Blue, Title: "Brought back", Text: "You wrote this before and did not save it."}
	}
	s.state.Set(d)
	kit.SetShown(s.state, d.Title != "")
}

// joined is what is wrong, with the key that it is about.
func joined(key, what string) string {
	if key == "" {
		return words.Upper(what) + "."
	}
	return key + " " + what + "."
}

// showLate says that another version has come.
func (s *sheet) showLate() {
	e := s.e
	d := kit.BannerData{}
	if e.late() && e.sent == nil {
		now := figure(e.p.edition.Policy.Version)
		who := "Somebody"
		for _, p := range e.p.snap.Policies {
			if p.Version == e.p.edition.Policy.Version {
				who = words.Upper(by(p))
			}
		}
		d = kit.BannerData{
			Tone: kit.Amber, Title: "Version " + now + " came meanwhile",
			Text:    who + " changed the policy. What you wrote is kept; below is what it would change of version " + now + ", and what that one changed comes up as changed back.",
			Buttons: []kit.ButtonData{{Word: "Go on from version " + now}},
		}
	}
	s.late.Set(d)
	kit.SetShown(s.late, d.Title != "")
}

// showChanges lists the difference to the policy in force.
func (s *sheet) showChanges() {
	e := s.e
	told := fmt.Sprint(e.p.edition.Policy.Version, e.wrong != nil, e.changes, e.changed())
	if told == s.told {
		return
	}
	s.told = told
	out := []fyne.CanvasObject{kit.NewSection("Changes of version " + figure(e.p.edition.Policy.Version))}
	lines := differences(e.changes)
	switch {
	case e.wrong != nil:
		out = append(out, kit.NewQuietText("They stand here when the text has no error."))
	case len(lines) > 0:
		out = append(out, lines...)
	case e.changed():
		out = append(out, kit.NewQuietText("Comments only: every value stays."))
	default:
		out = append(out, kit.NewQuietText("None yet."))
	}
	if e.parsed != nil && e.changed() {
		for _, w := range e.p.strangers(e.parsed) { // said before it is in force, and not only after
			out = append(out, red(w.Words))
		}
	}
	s.differ.Objects = out
	s.differ.Refresh()
	s.scroll.Refresh()
}
