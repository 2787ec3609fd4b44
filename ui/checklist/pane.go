package checklist

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/policy"
	"floorwalker/app/shift/checklist"
	"floorwalker/ui/kit"
	"floorwalker/ui/shelf"
	"floorwalker/ui/theme"
	"floorwalker/ui/way"
	"floorwalker/ui/words"
)

// Desk is what the pages ask of the console. Answers come on the desk's goroutine.
type Desk interface {
	WriteBotError(id chat.ChatID, w chat.WriteBotError)
	SubmitBotErrors(shift string, noneSeen bool)
	FetchDay()
	Coverage(got func(coverage.Figures, error))
	PublishReport(shift string, got func(error))
	SaveDraft(id chat.ChatID, kind, text string)
	Draft(id chat.ChatID, kind string, got func(text string))
}

// Options are what the pages need of the house.
type Options struct {
	Desk   Desk
	Policy *policy.Policy
	// Now is hub time.
	Now func() chat.Instant
	// Here is the zone of this machine's clock; nil is [time.Local]. Where the
	// workspace's differs, each time names it.
	Here *time.Location
	// Post runs a function on the UI thread.
	Post func(func())
	// Shortcut is offered keys with a modifier that these pages do not use.
	Shortcut func(fyne.Shortcut)
	// Focus puts the keyboard somewhere.
	Focus func(fyne.Focusable)
	// Window is where sheets are laid over the page.
	Window func() fyne.Canvas
	// Go shows a place, OpenChat a chat; Peek has a chat read without showing it.
	Go       func(way.Place)
	OpenChat func(chat.ChatID)
	Peek     func(chat.ChatID)
}

// Pane is the page of the two lists and of the bot's errors.
type Pane struct {
	opts    Options
	content fyne.CanvasObject
	count   *kit.Pill
	sync    *kit.Words
	daily   *kit.Lines
	leaving *kit.Lines
	shift   *kit.Text
	left    *fyne.Container
	empty   *kit.EmptyState
	errors  *botErrors
	snap    *app.Snapshot
}

// New makes a page without lines.
func New(o Options) *Pane {
	if o.Here == nil {
		o.Here = time.Local
	}
	p := &Pane{
		opts: o, count: kit.NewPill(kit.PillData{}), sync: kit.NewSecondary("").Yield().AlignRight(),
		daily: kit.NewLines(), leaving: kit.NewLines(), shift: kit.NewQuietText(""),
	}
	p.daily.OnWay = func(key string, i int) { p.press(p.snap.Daily, key, i) }
	p.leaving.OnWay = func(key string, i int) { p.press(p.snap.Leaving, key, i) }
	p.empty = kit.NewEmptyState(kit.EmptyData{Title: "Reading the lists", Text: "They compute themselves from what has happened; nothing is ticked by hand."})
	p.errors = newBotErrors(p)
	side, pad := theme.Px(20), theme.Px(10)
	head := container.NewBorder(nil, nil, container.NewHBox(kit.NewTitle("Checklist"), container.NewCenter(p.count)), nil, p.sync)
	top := container.NewVBox(container.New(layout.NewCustomPaddedLayout(pad, pad, side, side), head), kit.NewHairline())
	p.left = kit.NewColumn(6, kit.NewSection("Today"), p.daily, gap(), kit.NewSection("Before you go"), p.shift, p.leaving)
	lists := container.NewStack(container.NewVScroll(container.New(layout.NewCustomPaddedLayout(side, side, side, side), p.left)), p.empty)
	p.content = container.NewStack(kit.NewGround(theme.Pane), container.NewBorder(top, nil, nil, nil, kit.NewSplit(0,
		kit.SplitPane{Content: lists, Min: 420},
		kit.SplitPane{Content: container.NewStack(kit.NewGround(theme.Pane), p.errors.content), Size: 430, Min: 340},
	)))
	return p
}

func gap() fyne.CanvasObject { return container.NewGridWrap(fyne.NewSize(1, theme.Px(8))) }

// Content returns the page's object.
func (p *Pane) Content() fyne.CanvasObject { return p.content }

// Render shows the snapshot's lists.
func (p *Pane) Render(s *app.Snapshot) {
	p.snap = s
	kit.SetShown(p.empty, len(s.Daily)+len(s.Leaving) == 0)
	kit.SetShown(p.left, len(s.Daily)+len(s.Leaving) > 0)
	changed := p.daily.Set(lines(s.Daily)...)
	changed = p.leaving.Set(lines(s.Leaving)...) || changed
	changed = p.shift.Set(p.shiftWords(s)) || changed
	done, of := tally(s)
	d := kit.PillData{}
	if of > 0 {
		d = kit.PillData{Word: words.Of(done, of), Tone: kit.Grey}
		if done == of {
			d.Tone = kit.Green
		}
	}
	if p.count.Set(d) || kit.SetShown(p.count, of > 0) {
		p.content.Refresh()
	}
	p.sync.Set(asOf(s, p.clock))
	p.errors.render(s)
	if changed {
		p.left.Refresh()
	}
}

// asOf says how old the figures are that come from the hub.
func asOf(s *app.Snapshot, clock func(chat.Instant) string) string {
	switch {
	case s.Day.Failed != "":
		return "Figures: " + s.Day.Failed
	case s.Day.At.IsZero():
		return "The day's figures were not read yet"
	case s.Link.State != app.LinkLive:
		return "Offline · figures as of " + clock(s.Day.At)
	}
	return "Figures as of " + clock(s.Day.At)
}

// tally counts what of the day's list is done.
func tally(s *app.Snapshot) (done, of int) {
	for i := range s.Daily {
		if s.Daily[i].Done {
			done++
		}
	}
	return done, len(s.Daily)
}

func (p *Pane) shiftWords(s *app.Snapshot) string {
	c := &s.Cover
	left := way.Left(s.Leaving)
	switch {
	case c.Shift == "":
		return c.Words
	case !c.Ended.IsZero():
		return "You ended your shift at " + p.clock(c.Ended) + "."
	case left == 0:
		return "Nothing stands in the way of the end of your shift: Ctrl+Shift+3."
	}
	return "A shift ends, Ctrl+Shift+3, when all of these are done, or what is left is signed over and acknowledged."
}

// lines draws a list, each line with the way to where it is done.
func lines(items []checklist.Item) (ds []kit.LineData) {
	for i := range items {
		it := &items[i]
		d := way.Line(it)
		if !it.Done {
			d.Ways = []kit.ButtonData{{Word: way.To(it.ID).Word()}}
			if only := oneChat(it); only != "" {
				d.Ways = append(d.Ways, kit.ButtonData{Word: "Open the chat"})
			}
		}
		ds = append(ds, d)
	}
	return ds
}

// oneChat is the chat that an item lacks, if it is a single one.
func oneChat(it *checklist.Item) chat.ChatID {
	if len(it.Missing) == 1 {
		return it.Missing[0].Chat
	}
	return ""
}

// press goes to where an item is done.
func (p *Pane) press(items []checklist.Item, key string, i int) {
	for j := range items {
		if it := &items[j]; it.ID == key {
			switch to := way.To(it.ID); {
			case i == 1:
				p.opts.OpenChat(oneChat(it))
			case to == way.BotErrors:
				p.errors.focus()
			default:
				p.opts.Go(to)
			}
		}
	}
}

// Tick lets clocks run.
func (p *Pane) Tick() {
	if p.snap != nil {
		p.errors.render(p.snap)
	}
}

// Focus puts the keyboard on the first thing to do.
func (p *Pane) Focus() {
	p.opts.Desk.FetchDay()
	for _, l := range []*kit.Lines{p.daily, p.leaving} {
		if f := l.First(); f != nil {
			p.opts.Focus(f)
			return
		}
	}
	p.errors.focus()
}

// BotErrors puts the keyboard into the log of the bot's errors.
func (p *Pane) BotErrors() { p.errors.focus() }

// Shortcut runs what a key with a modifier does on this page, and says whether it
// does anything.
func (p *Pane) Shortcut(s fyne.Shortcut) bool {
	return shelf.Keys{fyne.KeyS: p.errors.Submit, fyne.KeyN: p.errors.WriteNext}.Use(s)
}

// Count is the figure in the rail: what of the day's list is not done. It asks for
// nobody, so it has no colour.
func (p *Pane) Count(s *app.Snapshot) (n int, tone kit.Tone) {
	done, of := tally(s)
	return of - done, kit.Grey
}

// Figure is what the rail prints instead of a number: "5/7".
func (p *Pane) Figure(s *app.Snapshot) string {
	done, of := tally(s)
	if of == 0 {
		return ""
	}
	return strconv.Itoa(done) + "/" + strconv.Itoa(of)
}

// clock is a time of day in the workspace's zone.
func (p *Pane) clock(i chat.Instant) string { return at(&p.opts, i) }

func at(o *Options, i chat.Instant) string {
	t := i.Time().In(o.Policy.Cover.Location())
	return words.When(t, o.Now().Time().In(o.Policy.Cover.Location())) + words.Place(t, o.Here)
}
