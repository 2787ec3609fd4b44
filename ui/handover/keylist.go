package handover

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/shift/handover"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// keyList is whose signatures count and since when: the keys that the hub has registered,
// by person. A lead retires one here, with a reason, so that its owner's desk makes
// another (D-05).
type keyList struct {
	pane    *Pane
	content fyne.CanvasObject
	table   *kit.Table
	empty   *kit.EmptyState

	scroll              *container.Scroll
	column              *fyne.Container
	title               *kit.Words
	state, figures, why *kit.Text
	retire              *kit.Button

	rows    []handover.KnownKey
	at      string
	sending bool
	news    string // what became of the last wish
}

func newKeyList(p *Pane) *keyList {
	d := &keyList{pane: p}
	d.table = kit.NewTable(
		kit.Column{Caption: "Person", Least: 150, Share: 2}, kit.Column{Caption: "Key begins", Least: 110, Priority: 2},
		kit.Column{Caption: "Since", Least: 110, Share: 1, Priority: 1}, kit.Column{Caption: "State", Least: 150, Share: 1},
	)
	d.table.OnOpen, d.table.OnCursor = d.show, d.show
	d.table.OnRune = d.rune
	d.empty = kit.NewEmptyState(kit.EmptyData{
		Title: "No key is registered yet", Text: "Each desk makes its own when somebody signs in there, keeps it in the keychain, and tells the hub its public half. They stand here then.",
	})
	d.title, d.state, d.figures, d.why = kit.NewTitle("").Yield(), kit.NewQuietText(""), kit.NewText(""), kit.NewQuietText("")
	d.retire = kit.NewButton(kit.ButtonData{}, d.Retire)
	d.column = kit.NewColumn(8, d.title, d.state, container.NewHBox(d.retire), d.why, section("The public key"), d.figures)
	pad := theme.Px(20)
	d.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), d.column))
	d.scroll.Hide()
	d.content = kit.NewSplit(0,
		kit.SplitPane{Content: container.NewStack(d.table, d.empty), Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), d.scroll), Size: 430, Min: 340},
	)
	return d
}

// keyOf names a row: a key that was retired and registered again has two.
func keyOf(k *handover.KnownKey) string {
	return string(k.Agent) + " " + k.Key + " " + strconv.FormatInt(int64(k.Since), 10)
}

func (d *keyList) render(s *app.Snapshot) {
	d.rows = nil
	if s.Handovers.Keys != nil {
		d.rows = slices.Clone(s.Handovers.Keys.Keys)
	}
	slices.SortStableFunc(d.rows, func(a, b handover.KnownKey) int { // what signs now, then what did, the newest first
		switch {
		case a.Until.IsZero() != b.Until.IsZero():
			return cmp.Compare(a.Until, b.Until)
		case a.Until.IsZero():
			return cmp.Or(strings.Compare(a.Name, b.Name), strings.Compare(string(a.Agent), string(b.Agent)))
		}
		return cmp.Compare(b.Until, a.Until)
	})
	rows := make([]kit.TableRow, len(d.rows))
	for i := range d.rows {
		k := &d.rows[i]
		pill := kit.PillData{Word: "in force", Tone: kit.Green}
		if !k.Until.IsZero() {
			pill = kit.PillData{Word: "retired " + d.pane.clock(k.Until)}
		}
		rows[i] = kit.TableRow{Key: keyOf(k), Cells: []kit.Cell{
			{Text: words.Name(k.Name), Strong: k.Until.IsZero()}, {Text: inFours(k.Key, 8)}, {Text: d.pane.clock(k.Since)}, {Pill: pill},
		}}
	}
	d.table.Set(rows)
	kit.SetShown(d.empty, len(rows) == 0)
	if d.opened() == nil && len(d.rows) > 0 {
		d.at = keyOf(&d.rows[0])
		d.table.Select(d.at)
	}
	d.fill()
}

// inFours is a key in figures that can be read to somebody; most is how many, 0 all.
func inFours(key string, most int) string {
	if most > 0 && len(key) > most {
		key = key[:most]
	}
	var b strings.Builder
	for i, r := range key {
		if i > 0 && i%4 == 0 {
			b.WriteByte(' ')
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (d *keyList) opened() *handover.KnownKey {
	for i := range d.rows {
		if keyOf(&d.rows[i]) == d.at {
			return &d.rows[i]
		}
	}
	return nil
}

// show puts a key beside the table.
func (d *keyList) show(key string) {
	if d.at != key {
		d.at, d.news = key, ""
	}
	d.table.Select(key)
	d.fill()
}

func (d *keyList) fill() {
	k := d.opened()
	kit.SetShown(d.scroll, k != nil)
	if k == nil {
		return
	}
	p := d.pane
	d.title.Set(words.Name(k.Name))
	d.figures.Set(inFours(k.Key, 0))
	state := "Registered " + p.clock(k.Since) + ". What it signs is " + words.Label(words.Name(k.Name)) + "'s."
	if !k.Until.IsZero() {
		state = "Registered " + p.clock(k.Since) + ", retired " + p.clock(k.Until) + ": “" + kit.DisplayLine(k.Reason) + "”\nWhat it signed before then stays signed."
	}
	d.state.Set(state)
	why := ""
	switch {
	case !p.live():
		why = "it needs the hub, which is not connected"
	case d.sending:
		why = "the hub is asked"
	}
	d.retire.Set(kit.ButtonData{Word: "Retire this key…", Key: "R", Locked: why})
	kit.SetShown(d.retire, k.Until.IsZero())
	text := "Retired, it signs nothing more, and " + words.Label(words.Name(k.Name)) + " makes a new one on the handover page. Do so when a computer is lost or somebody leaves."
	switch {
	case why != "":
		text = words.Upper(why) + "."
	case d.news != "":
		text = d.news
	}
	d.why.Set(text)
	kit.SetShown(d.why, k.Until.IsZero())
	d.column.Refresh()
}

// Retire asks a lead why a key is to sign nothing more.
func (d *keyList) Retire() {
	k, p := d.opened(), d.pane
	if k == nil || d.retire.Disabled() || !d.retire.Visible() {
		return
	}
	agent, name := k.Agent, words.Label(words.Name(k.Name))
	reason := kit.NewLineField("Why", "The computer was lost, they have left, …", minTaking)
	text := "What " + name + " signed so far stays signed. Nothing can be signed with it any more, and this cannot be undone; " + name + "'s desk makes a new key when they ask it to."
	if agent == p.snap.Me.Agent {
		text = "What you signed so far stays signed. Nothing can be signed with it any more, and this cannot be undone; your desk makes a new key when you ask it to."
	}
	sheet := kit.NewSheet(kit.SheetData{Title: "Retire the key of " + name, Confirm: "Retire it", Text: text}, reason)
	sheet.OnShortcut = p.opts.Shortcut
	sheet.OnConfirm = func() bool {
		d.sending, d.news = true, ""
		p.opts.Desk.RetireKey(agent, reason.Text(), func(err error) {
			p.opts.Post(func() {
				d.sending = false
				if err != nil {
					d.news = "Not retired: " + err.Error()
				}
				d.fill()
			})
		})
		d.fill()
		return true
	}
	kit.ShowSheet(p.opts.Window(), sheet)
}

func (d *keyList) tick() {}

func (d *keyList) focus() { d.pane.focusTable(d.table, len(d.rows)) }

func (d *keyList) shortcut(s fyne.Shortcut) bool { return shelf.Keys{}.Use(s) }

func (d *keyList) rune(r rune) {
	d.pane.letter(r, d.table, d.show, map[rune]func(){'r': d.Retire})
}
