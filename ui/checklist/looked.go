package checklist

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// readAgain is how old the figures of who looked may become while they are on screen.
const readAgain = 10 * time.Second

// looked is who looked at what today: the machine's share and people's, which are never
// added up, and every gap by chat and second with who answered for it (D-10, A-12,
// G-QUAL-03). Leads are shown everybody's looks, others the team's (D-03); the hub tells
// each what they may know.
type looked struct {
	report  *Report
	content fyne.CanvasObject

	shares        *fyne.Container
	machine, eyes *number
	about         *kit.Text
	table         *kit.Table
	empty         *kit.EmptyState
	open, again   *kit.Button
	shown         bool
	figures       coverage.Figures
	at            chat.Instant // when the hub said so; zero is never
	whole         bool         // every gap is among them, and not the first only
	failed        string
	reading       bool
	asked         chat.Instant
	me            app.Me
	chats         map[string]chat.ChatID // by row
	drawn         bool                   // the figures stand in the rows
	ready         listing                // of the newest figures; nil rows are still to be made
}

// number is one of the two numbers.
type number struct {
	content *fyne.Container
	value   *kit.Words
	text    *kit.Text
	state   *kit.Pill
}

func newNumber(caption string) *number {
	s := &number{value: kit.NewTitle(""), text: kit.NewQuietText(""), state: kit.NewPill(kit.PillData{})}
	s.content = kit.NewColumn(4, kit.NewSection(caption), container.NewHBox(s.value, container.NewCenter(s.state)), s.text)
	return s
}

func (s *number) set(value, text string, d kit.PillData) {
	s.value.Set(value)
	s.text.Set(text)
	s.state.Set(d)
	kit.SetShown(s.state, d.Word != "")
	s.content.Refresh()
}

func newLooked(r *Report) *looked {
	l := &looked{report: r, machine: newNumber("By machine"), eyes: newNumber("By people"), about: kit.NewQuietText("")}
	l.table = kit.NewTable(
		kit.Column{Caption: "Chat", Least: 170, Share: 2}, kit.Column{Caption: "From – to", Least: 170, Share: 1},
		kit.Column{Caption: "Unseen", Least: 150}, kit.Column{Caption: "What for", Least: 130, Share: 1, Priority: 1},
		kit.Column{Caption: "Accountable", Least: 120, Share: 1},
	)
	l.table.OnOpen = l.openRow
	l.table.OnRune = func(c rune) { r.rune(c) }
	l.empty = kit.NewEmptyState(kit.EmptyData{Title: "Reading who looked", Text: "The hub counts every look, and names every gap."})
	l.open = kit.NewButton(kit.ButtonData{Word: "Open the chat", Key: "Enter"}, func() { l.openRow(l.table.Cursor()) })
	l.again = kit.NewButton(kit.ButtonData{Word: "Read again", Key: "R"}, r.fetch)
	side := theme.Px(20)
	l.shares = container.NewGridWithColumns(2, l.machine.content, l.eyes.content)
	top := container.NewVBox(container.New(layout.NewCustomPaddedLayout(theme.Px(14), theme.Px(12), side, side), kit.NewColumn(10, l.shares, l.about)), kit.NewHairline())
	foot := container.NewVBox(kit.NewHairline(), container.New(layout.NewCustomPaddedLayout(theme.Px(12), theme.Px(12), side, side), container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Px(8), theme.Px(8)), l.open, l.again)))
	l.content = container.NewBorder(top, foot, nil, nil, container.NewStack(l.table, l.empty))
	return l
}

// fetch has the hub say who looked, once at a time.
func (l *looked) fetch() {
	r := l.report
	if l.reading {
		return
	}
	l.reading, l.asked = true, r.opts.Now()
	asks := l.me
	s := r.snap
	r.opts.Desk.Coverage(func(f coverage.Figures, err error) {
		var ls listing
		if s != nil && err == nil { // ten thousand gaps take a while, so it is done here and not on the UI thread
			ls = l.listed(s, &f)
		}
		r.opts.Post(func() {
			l.reading = false
			switch {
			case asks != l.me: // what another person may know
			case err != nil:
				l.failed = err.Error()
			default:
				l.failed, l.figures, l.whole, l.at, l.drawn = "", f, true, max(r.opts.Now(), 1), false
				l.ready = ls
			}
			if r.snap != nil {
				l.render(r.snap)
			}
		})
	})
}

// take chooses the newest figures that this desk has: those of this page name every gap,
// and those of the day, which outlive a restart, only the first.
func (l *looked) take(s *app.Snapshot) {
	if s.Me != l.me {
		l.me, l.figures, l.at, l.whole, l.failed, l.drawn = s.Me, coverage.Figures{}, 0, false, "", false
		l.ready = listing{}
	}
	if day := &s.Day; !l.whole && day.At > l.at {
		l.figures, l.at, l.drawn, l.ready = day.Coverage, day.At, false, listing{}
	}
}

func (l *looked) render(s *app.Snapshot) {
	l.take(s)
	if !l.shown {
		return
	}
	none := l.at.IsZero()
	kit.SetShown(l.shares, !none)
	if !l.drawn {
		l.drawn = true
		l.head(s)
		if l.ready.rows == nil {
			l.ready = l.listed(s, &l.figures)
		}
		l.put(l.ready)
	}
	kit.SetShown(l.empty, none || len(l.chats) == 0)
	l.empty.Set(l.emptyData())
	l.open.Set(kit.ButtonData{Word: "Open the chat", Key: "Enter", Locked: kit.LockedIf(len(l.chats) == 0, "there is no gap")})
}

func (l *looked) head(s *app.Snapshot) {
	m, e := &l.figures.Machine, &l.figures.Eyes
	d := kit.PillData{Word: "all", Tone: kit.Green}
	if m.Judged < m.Lines {
		d = kit.PillData{Word: words.Count(m.Lines-m.Judged, "line") + " not judged", Tone: kit.Red}
	}
	if m.Lines == 0 {
		d.Word = ""
	}
	l.machine.set(share(m.Judged, m.Lines), fmt.Sprintf("%d of %s judged by the rules.", m.Judged, words.Count(m.Lines, "line")), d)
	d = kit.PillData{Word: "all", Tone: kit.Green}
	if e.Seen < e.Due {
		d = kit.PillData{Word: words.Count(e.Due-e.Seen, "gap"), Tone: kit.Amber}
	}
	if e.Due == 0 {
		d.Word = ""
	}
	text := fmt.Sprintf("%d of %s in time.", e.Seen, words.Count(e.Due, "look"))
	if e.Night > 0 {
		text += " " + words.Upper(words.Count(e.Night, "chat")) + " of the night beside, with clocks of their own."
	}
	l.eyes.set(share(e.Seen, e.Due), text, d)
	whose := "The team's looks are counted here."
	if s.Me.Role == chat.RoleLead {
		whose = "Everybody's looks are counted here, leads' too."
	}
	about := "Two numbers, never added up. A look is due within " + words.Span(l.report.opts.Policy.EyesOn.Within) + " of a chat's start and of each alert. " + whose
	if missing := e.Due - e.Seen - len(e.Gaps); missing > 0 {
		about += fmt.Sprintf(" Only the first %d gaps stand here until the hub has told the others.", len(e.Gaps))
	}
	l.about.Set(about)
}

func (l *looked) emptyData() kit.EmptyData {
	m, e := &l.figures.Machine, &l.figures.Eyes
	switch {
	case l.at.IsZero() && l.failed != "":
		return kit.EmptyData{Title: "Not known here", Text: words.Upper(l.failed) + "."}
	case l.at.IsZero():
		return kit.EmptyData{Title: "Reading who looked", Text: "The hub counts every look, and names every gap."}
	case m.Lines == 0 && e.Due == 0:
		return kit.EmptyData{Title: "Nothing to look at yet", Text: "Gaps stand here by chat and second, with who answered for the floor."}
	}
	return kit.EmptyData{Title: "No gap", Text: "Every chat was looked at in time, and every line was judged."}
}

// listing is gaps as rows, and the chat of each.
type listing struct {
	rows  []kit.TableRow
	chats map[string]chat.ChatID
}

// put shows a listing.
func (l *looked) put(ls listing) {
	l.chats = ls.chats
	l.table.Set(ls.rows)
	if l.chats[l.table.Cursor()] == "" {
		l.table.Next() // the first in sight, so that Enter opens it
	}
}

// listed lists the gaps, those first that are open still and then the newest, below the
// lines that no rule has judged. It may be called on any goroutine.
func (l *looked) listed(s *app.Snapshot, f *coverage.Figures) listing {
	names := namesOf(s)
	zone := l.report.opts.Policy.Cover.Location() // costs a file, so once and not for each row
	name := func(id chat.ChatID) kit.Cell {
		if n := names[id]; n != "" {
			return kit.Cell{Text: words.Name(n), Strong: true}
		}
		return kit.Cell{Text: "Chat " + string(id), Detail: "not on the floor now"}
	}
	gaps := slices.Clone(f.Eyes.Gaps)
	slices.SortStableFunc(gaps, func(a, b coverage.Gap) int {
		if a.Open != b.Open {
			if a.Open {
				return -1
			}
			return 1
		}
		if a.Open {
			return cmp.Compare(a.From, b.From)
		}
		return cmp.Compare(b.From, a.From)
	})
	chats := make(map[string]chat.ChatID, len(gaps)+len(f.Machine.Missed))
	rows := make([]kit.TableRow, 0, cap(gaps)+len(f.Machine.Missed))
	add := func(key string, id chat.ChatID, row kit.TableRow) {
		for _, twice := chats[key]; twice; _, twice = chats[key] {
			key += "+"
		}
		row.Key, chats[key] = key, id
		rows = append(rows, row)
	}
	for _, m := range f.Machine.Missed {
		add("line "+string(m.Chat)+" "+string(m.Message), m.Chat, kit.TableRow{Tone: kit.Red, Cells: []kit.Cell{
			name(m.Chat), {Text: m.At.Time().In(zone).Format(time.TimeOnly) + words.Place(m.At.Time().In(zone), l.report.opts.Here)}, {Pill: kit.PillData{Word: "not judged", Tone: kit.Red}}, {Text: "A line"}, {Text: "The machine"},
		}})
	}
	for i := range gaps {
		g := &gaps[i]
		key := string(g.Chat) + " " + string(g.Rule) + " " + strconv.FormatInt(int64(g.Since), 10)
		add(key, g.Chat, l.row(s, g, name(g.Chat), zone))
	}
	return listing{rows, chats}
}

// row is one gap, with times of day in the workspace's zone.
func (l *looked) row(s *app.Snapshot, g *coverage.Gap, who kit.Cell, zone *time.Location) kit.TableRow {
	unseen := kit.Cell{Text: fmt.Sprintf("%d s", int64(g.Length()/time.Second)), Strong: true}
	if g.Length() >= 2*time.Minute {
		unseen.Detail = words.Span(g.Length())
	}
	row := kit.TableRow{}
	from, to := g.From.Time().In(zone), g.To.Time().In(zone)
	until := to.Format(time.TimeOnly)
	if g.Open {
		unseen.Pill, row.Tone, until = kit.PillData{Word: "still unseen", Tone: kit.Red}, kit.Red, "now"
	}
	what := kit.Cell{Text: "The start"}
	if g.Rule != "" {
		what = kit.Cell{Text: "An alert", Detail: words.Short(g.Rule)}
	}
	by := kit.Cell{Text: "NO COVER", Tone: kit.Red, Strong: true}
	if g.Accountable != "" {
		by = kit.Cell{Text: s.NameOf(g.Accountable)}
	}
	row.Cells = []kit.Cell{who, {Text: from.Format(time.TimeOnly) + " – " + until + words.Place(from, l.report.opts.Here)}, unseen, what, by}
	return row
}

// namesOf is what customers are called, as far as this desk knows their chats.
func namesOf(s *app.Snapshot) map[chat.ChatID]string {
	names := make(map[chat.ChatID]string)
	for i := range s.Calls {
		names[s.Calls[i].Key.Chat] = s.Calls[i].Customer
	}
	for i := range s.Duties {
		names[s.Duties[i].Chat] = s.Duties[i].Customer
	}
	s.Boards[view.All].Each(func(r *view.Row) bool {
		names[r.ID] = r.Customer
		return true
	})
	return names
}

// openRow shows the chat of a gap.
func (l *looked) openRow(key string) {
	if id := l.chats[key]; id != "" {
		l.report.opts.OpenChat(id)
	}
}

// asOf says how old it is.
func (l *looked) asOf(s *app.Snapshot) string {
	at := l.report.clock
	switch {
	case l.at.IsZero() && l.failed != "":
		return "Not read: " + l.failed
	case l.at.IsZero():
		return "Not read yet"
	case s.Link.State != app.LinkLive:
		return "Offline · as of " + at(l.at)
	case l.failed != "":
		return "As of " + at(l.at) + " · not read since: " + l.failed
	}
	return "As of " + at(l.at)
}

// tick keeps what is on screen young.
func (l *looked) tick(s *app.Snapshot) {
	if l.shown && s.Link.State == app.LinkLive && l.report.opts.Now().Sub(l.asked) >= readAgain {
		l.fetch()
	}
}

// focus puts the keyboard into the gaps, also where there are none yet: they may come.
func (l *looked) focus() { l.report.opts.Focus(l.table.Focusable()) }
