package checklist

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// Report is the page of the day's figures, each with how many it was made from, and of
// their publishing (G-OPS-05, A-41); its second part is who looked at what (D-10).
type Report struct {
	opts    Options
	content fyne.CanvasObject
	date    *kit.Words
	sync    *kit.Words
	state   *kit.Pill
	table   *kit.Table
	empty   *kit.EmptyState

	column    *fyne.Container
	title     *kit.Words
	about     *kit.Text
	cases     *kit.Lines
	publish   *kit.Button
	again     *kit.Button
	said      *kit.Text
	published *kit.Text

	tabs    *kit.Segmented
	day     fyne.CanvasObject // the first part; the second is looked
	looked  *looked
	loads   *loads
	figures []figure
	at      string
	sending bool
	news    string
	snap    *app.Snapshot
}

// NewReport makes a page without figures.
func NewReport(o Options) *Report {
	if o.Here == nil {
		o.Here = time.Local
	}
	r := &Report{
		opts: o, date: kit.NewSecondary(""), sync: kit.NewSecondary("").Yield().AlignRight(), state: kit.NewPill(kit.PillData{}), cases: kit.NewLines(),
		title: kit.NewTitle("").Yield(), about: kit.NewQuietText(""), said: kit.NewQuietText(""), published: kit.NewQuietText(""),
	}
	r.table = kit.NewTable(
		kit.Column{Caption: "Figure", Least: 190, Share: 2}, kit.Column{Caption: "Today", Least: 96},
		kit.Column{Caption: "Made from", Least: 130, Share: 1, Priority: 1}, kit.Column{Caption: "Target", Least: 110, Share: 1, Priority: 2},
	)
	r.table.OnOpen, r.table.OnCursor = r.show, r.show
	r.table.OnRune = r.rune
	r.empty = kit.NewEmptyState(kit.EmptyData{Button: kit.ButtonData{Word: "Read them now", Key: "R"}})
	r.empty.OnButton = r.fetch
	r.cases.OnWay = func(key string, _ int) { r.open(key) }
	r.publish = kit.NewButton(kit.ButtonData{}, r.Publish)
	r.again = kit.NewButton(kit.ButtonData{Word: "Read again", Key: "R"}, r.fetch)
	r.column = kit.NewColumn(8, r.title, r.about, r.cases)
	side, pad := theme.Px(20), theme.Px(10)
	r.tabs = kit.NewSegmented()
	r.tabs.OnPick = r.Turn
	r.looked = newLooked(r)
	r.loads = newLoads(r)
	head := container.NewBorder(nil, nil, container.NewHBox(kit.NewTitle("Report"), container.NewCenter(r.date), container.NewCenter(r.state)), nil, r.sync)
	top := container.NewVBox(container.New(layout.NewCustomPaddedLayout(pad, pad, side, side), kit.NewColumn(10, head, r.tabs)), kit.NewHairline())
	foot := container.NewVBox(kit.NewHairline(), container.New(layout.NewCustomPaddedLayout(theme.Px(12), theme.Px(12), side, side),
		kit.NewColumn(8, container.NewHBox(r.publish, r.again), r.said, r.published)))
	right := container.NewBorder(nil, foot, nil, nil, container.NewVScroll(container.New(layout.NewCustomPaddedLayout(side, side, side, side), r.column)))
	r.day = kit.NewSplit(0,
		kit.SplitPane{Content: container.NewStack(r.table, r.empty), Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), right), Size: 400, Min: 320},
	)
	r.content = container.NewStack(kit.NewGround(theme.Pane), container.NewBorder(top, nil, nil, nil, container.NewStack(r.day, r.looked.content, r.loads.content)))
	r.bring()
	return r
}

// Content returns the page's object.
func (r *Report) Content() fyne.CanvasObject { return r.content }

// Render shows the snapshot's figures.
func (r *Report) Render(s *app.Snapshot) {
	r.snap = s
	none := s.Day.At.IsZero()
	kit.SetShown(r.empty, none)
	if none {
		text := "The hub counts them as things happen. They are read whenever this page is turned to."
		if s.Day.Failed != "" {
			text = words.Upper(s.Day.Failed) + "."
		}
		r.empty.Set(kit.EmptyData{Title: "No figures yet", Text: text, Button: kit.ButtonData{Word: "Read them now", Key: "R"}})
	}
	r.figures = figuresOf(&s.Day.Day)
	if none {
		r.figures = nil
	}
	rows := make([]kit.TableRow, len(r.figures))
	for i, f := range r.figures {
		rows[i] = kit.TableRow{Key: f.key, Cells: []kit.Cell{
			{Text: f.word}, {Text: f.value, Strong: true, Tone: f.tone, Detail: f.detail}, {Text: f.from}, {Text: f.target},
		}}
	}
	r.table.Set(rows)
	r.date.Set(s.Day.Date)
	if r.at == "" && len(r.figures) > 0 {
		r.at = r.figures[0].key
		r.table.Select(r.at)
	}
	r.looked.render(s)
	r.loads.render(s)
	r.age(s)
	r.head(s)
	r.fill()
	r.lock(s)
}

// age says how old what is on screen is.
func (r *Report) age(s *app.Snapshot) {
	if r.looked.shown {
		r.sync.Set(r.looked.asOf(s))
		return
	}
	if r.loads.shown {
		r.sync.Set("as it is now")
		return
	}
	r.sync.Set(asOf(s, r.clock))
}

// Turn shows one of the parts: 0 the figures, 1 who looked, 2 how chats are shared.
func (r *Report) Turn(i int) {
	r.looked.shown, r.loads.shown = i == 1, i == 2
	r.bring()
	if r.snap != nil {
		r.Render(r.snap)
	}
	r.Focus()
}

// bring shows the part that was turned to.
func (r *Report) bring() {
	kit.SetShown(r.day, !r.looked.shown && !r.loads.shown)
	kit.SetShown(r.looked.content, r.looked.shown)
	kit.SetShown(r.loads.content, r.loads.shown)
	r.tabs.Set(
		kit.Segment{Word: "Figures", Key: "1", Selected: !r.looked.shown && !r.loads.shown, Tone: kit.Blue},
		kit.Segment{Word: "Who looked", Key: "2", Selected: r.looked.shown, Tone: kit.Blue},
		kit.Segment{Word: "Loads", Key: "3", Selected: r.loads.shown, Tone: kit.Blue},
	)
}

// rune runs the letters that are printed on the buttons and tabs.
func (r *Report) rune(c rune) {
	switch c {
	case 'r', 'R':
		r.fetch()
	case '1', '2', '3':
		r.Turn(int(c - '1'))
	}
}

func (r *Report) head(s *app.Snapshot) {
	d := kit.PillData{Word: "not published", Tone: kit.Grey}
	if n := len(s.Day.Published); n > 0 {
		d = kit.PillData{Word: "published " + r.clock(s.Day.Published[n-1].At), Tone: kit.Green}
	}
	if s.Day.At.IsZero() {
		d.Word = ""
	}
	if r.state.Set(d) || kit.SetShown(r.state, d.Word != "") {
		r.content.Refresh()
	}
}

// show puts a figure beside the table.
func (r *Report) show(key string) {
	r.at = key
	r.table.Select(key)
	r.fill()
}

// fill says what a figure is made of.
func (r *Report) fill() {
	f, ok := r.opened()
	kit.SetShown(r.column, ok)
	if !ok {
		return
	}
	r.title.Set(f.word)
	r.about.Set(strings.Join(f.about, "\n"))
	ds := make([]kit.LineData, 0, len(f.cases))
	for i, c := range f.cases {
		d := kit.LineData{Key: f.key + " " + words.Figure(i), Word: c.word, Text: c.text, Pill: c.pill}
		if c.chat != "" {
			d.Ways = []kit.ButtonData{{Word: "Open"}}
		}
		ds = append(ds, d)
	}
	r.cases.Set(ds...)
	r.column.Refresh()
}

func (r *Report) opened() (figure, bool) {
	for _, f := range r.figures {
		if f.key == r.at {
			f.cases = r.casesOf(f)
			return f, true
		}
	}
	return figure{}, false
}

// open shows the chat of a case.
func (r *Report) open(key string) {
	f, ok := r.opened()
	if !ok {
		return
	}
	for i, c := range f.cases {
		if f.key+" "+words.Figure(i) == key && c.chat != "" {
			r.opts.OpenChat(c.chat)
		}
	}
}

// lock says whether the report can be published, and if not, why.
func (r *Report) lock(s *app.Snapshot) {
	why := ""
	switch {
	case s.Cover.Shift == "":
		why = "there is no shift to publish it for"
	case s.Link.State != app.LinkLive:
		why = "publishing needs the hub, which is not connected"
	case r.sending:
		why = "it is being published"
	}
	word := "Publish"
	if len(s.Day.Published) > 0 {
		word = "Publish again"
	}
	r.publish.Set(kit.ButtonData{Word: word, Key: "Ctrl S", Kind: kit.Primary, Locked: why})
	text := r.news
	switch {
	case text != "":
	case why != "":
		text = words.Upper(why) + "."
	default:
		text = "The figures are read anew and published in your name, with the time."
	}
	r.said.Set(text)
	var lines []string
	for _, p := range s.Day.Published {
		lines = append(lines, r.clock(p.At)+" by "+s.NameOf(p.By)+", shift "+p.Shift)
	}
	if len(lines) == 0 && r.news != publishedNews {
		lines = []string{"Nobody has published today's report."}
	}
	r.published.Set(strings.Join(lines, "\n"))
}

// publishedNews is said until something else is asked for.
const publishedNews = "Published in your name."

// Publish publishes the day's figures.
func (r *Report) Publish() {
	if r.snap == nil || r.publish.Disabled() {
		return
	}
	r.sending, r.news = true, ""
	r.lock(r.snap)
	r.opts.Desk.PublishReport(r.snap.Cover.Shift, func(err error) {
		r.opts.Post(func() {
			r.sending = false
			if err != nil {
				r.news = "Not published: " + err.Error()
			} else {
				r.news = publishedNews
				r.opts.Desk.FetchDay() // which has it in its list
			}
			r.lock(r.snap)
		})
	})
}

func (r *Report) fetch() {
	r.opts.Desk.FetchDay()
	if r.looked.shown {
		r.looked.fetch()
	}
}

// Tick lets the age of the figures run.
func (r *Report) Tick() {
	if r.snap != nil {
		r.looked.tick(r.snap)
		r.age(r.snap)
	}
}

// Focus puts the keyboard into the figures, and has them read.
func (r *Report) Focus() {
	r.fetch()
	switch {
	case r.looked.shown:
		r.looked.focus()
		return
	case r.loads.shown:
		r.opts.Focus(r.loads.list)
		return
	}
	if len(r.figures) == 0 {
		r.opts.Focus(r.again)
		return
	}
	r.opts.Focus(r.table.Focusable())
}

// Shortcut runs what a key with a modifier does on this page, and says whether it
// does anything.
func (r *Report) Shortcut(s fyne.Shortcut) bool {
	return shelf.Keys{fyne.KeyS: r.Publish, fyne.KeyR: r.fetch}.Use(s)
}

// Count is nought: a report asks for nobody.
func (r *Report) Count(*app.Snapshot) (n int, tone kit.Tone) { return 0, kit.Grey }

func (r *Report) clock(i chat.Instant) string { return at(&r.opts, i) }
