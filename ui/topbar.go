package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/view"
	"floorwalker/ui/cover"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// staleAfter is how long without a heartbeat the wall may be before it says
// so (D-15).
const staleAfter = 3 * time.Second

// topBar answers at one glance whether what is seen is live, who answers for the floor,
// and what time it is at the hub.
type topBar struct {
	opts    topOptions
	content fyne.CanvasObject
	row     *fyne.Container
	live    *kit.Pill
	retry   *kit.Link
	floor   *kit.Words
	me      *kit.Pill
	cover   *kit.Pill
	counts  *kit.Words
	dnd     *kit.Pill
	load    *kit.Pill         // chats of mine against the cap; it turns focus mode on and off
	calm    *kit.Words        // what focus mode stops, and what it does not
	away    *kit.Pill         // the chat systems that cannot be used
	outage  fyne.CanvasObject // away's place
	old     *kit.Pill         // that the floor's policy cannot be read here
	time    *kit.Clock
	mend    string // what is offered against the state
	said    string // the words beside the pills
	shown   *app.Snapshot
}

// topOptions are what the top bar needs of the window.
type topOptions struct {
	// Cover has the words for who answers for the floor.
	Cover *cover.Pane
	// What its parts do when they are pressed.
	Retry, DND, Focus, Mine, Asked, Outage func()
}

func newTopBar(o topOptions) *topBar {
	b := &topBar{
		opts: o, live: kit.NewPill(kit.PillData{Word: "Starting"}), retry: kit.NewLink("Retry now", o.Retry),
		floor: kit.NewSecondary(""), me: kit.NewPill(kit.PillData{}), cover: kit.NewPill(kit.PillData{}), counts: kit.NewSecondary(""),
		dnd: kit.NewPill(kit.PillData{Word: "Sound on"}), load: kit.NewPill(kit.PillData{}), calm: kit.NewSecondary("nothing new, alerts ring"), old: kit.NewPill(kit.PillData{}), away: kit.NewPill(kit.PillData{}), time: kit.NewSmallClock("00:00:00"),
	}
	b.retry.Hide()
	b.cover.Hide()
	centre := func(o fyne.CanvasObject) fyne.CanvasObject { return container.NewCenter(o) }
	gap := func() fyne.CanvasObject { return container.NewGridWrap(fyne.NewSize(theme.Px(4), 1)) }
	b.outage = centre(newTap(b.away, o.Outage))
	b.outage.Hide()
	name, floor, counts, calm := centre(kit.NewStrong("Floorwalker")), centre(b.floor), centre(b.counts), centre(b.calm)
	me, covering := centre(newTap(b.me, o.Mine)), centre(newTap(b.cover, o.Asked))
	b.row = container.New(&givingWay{first: []fyne.CanvasObject{counts, floor, calm, name, me, covering}}, name, gap(), centre(b.live), centre(b.retry), b.outage, gap(), floor, gap(), me, covering, gap(), centre(newTap(b.load, o.Focus)),
		calm, centre(b.old), layout.NewSpacer(), counts, gap(), centre(newTap(b.dnd, o.DND)), gap(), centre(b.time))
	high, side := theme.Px(6), theme.Px(16)
	b.content = container.NewVBox(container.New(layout.NewCustomPaddedLayout(high, high, side, side), b.row), kit.NewHairline())
	return b
}

// render shows the snapshot.
func (b *topBar) render(s *app.Snapshot, now string, age time.Duration, heard bool) {
	b.shown = s
	floor := floorName(s)
	b.floor.Set(floor)
	counts := watchedWords(s)
	b.counts.Set(counts)
	load := loadPill(s)
	b.load.Set(load)
	kit.SetShown(b.calm, s.Focus)
	b.old.Set(kit.PillData{Word: s.PolicyOld, Tone: kit.Amber})
	kit.SetShown(b.old, s.PolicyOld != "")
	away := outagePill(s)
	b.away.Set(away)
	kit.SetShown(b.outage, away.Word != "")
	sound := soundPill(s)
	b.dnd.Set(sound)
	if said := floor + s.Me.Name + counts + sound.Word + load.Word + s.PolicyOld + away.Word; said != b.said {
		b.said = said
		b.row.Refresh()
	}
	b.tick(now, age, heard)
}

// covering shows who answers for the floor, and whether that takes another width.
func (b *topBar) covering() (wider bool) {
	for pill, d := range map[*kit.Pill]kit.PillData{b.me: b.opts.Cover.Mine(b.shown), b.cover: b.opts.Cover.Cover(b.shown)} {
		wider = pill.Set(d) || wider
		wider = kit.SetShown(pill, d.Word != "") || wider
	}
	return wider
}

// watchedWords says how much of the day people and the machine have watched (D-10,
// G-QUAL-03), and how many chats there are until the first figures came.
func watchedWords(s *app.Snapshot) string {
	of := &s.Day.Coverage
	if s.Day.At.IsZero() || of.Eyes.Due == 0 && of.Machine.Lines == 0 {
		return words.Count(s.Boards[view.All].Len(), "chat") + " · " + words.Count(s.Boards[view.Alerts].Len(), "alert")
	}
	return "Watched by people " + words.Percent(of.Eyes.Seen, of.Eyes.Due) + " · by machine " + words.Percent(of.Machine.Judged, of.Machine.Lines)
}

// loadPill is how many chats are mine of how many I may be given, and that I have
// asked to finish them first, which stops no alert (S-MULTI-05, A-39).
func loadPill(s *app.Snapshot) kit.PillData {
	mine := 0
	s.Boards[view.Mine].Each(func(r *view.Row) bool {
		if r.Mine {
			mine++
		}
		return true
	})
	most := 0
	if s.Edition != nil {
		most = s.Edition.CapOf(s.Me.Agent)
	}
	d := kit.PillData{Word: "Load " + words.Of(mine, most)}
	if mine >= most {
		d.Tone = kit.Amber
	}
	if s.Focus {
		return kit.PillData{Word: d.Word + " · focus", Tone: kit.Violet}
	}
	return d
}

func soundPill(s *app.Snapshot) kit.PillData {
	if !s.DND {
		return kit.PillData{Word: "Sound on"}
	}
	word := "Do not disturb"
	if s.Held > 0 {
		word = fmt.Sprintf("Do not disturb · %d held", s.Held)
	}
	return kit.PillData{Word: word, Tone: kit.Amber}
}

// tick lets the age of the wall and the time run. It redraws only what changed:
// without a graphics card a frame costs as much as a second of everything else.
func (b *topBar) tick(now string, age time.Duration, heard bool) {
	b.time.Set(now, kit.Grey)
	if b.shown == nil {
		return
	}
	d, mend := livePill(b.shown, age, heard)
	word := ""
	switch {
	case mend && b.shown.Link.State == app.LinkRefused:
		word = "Sign in…"
	case mend:
		word = "Retry now"
	}
	wider := b.live.Set(d)
	wider = b.covering() || wider
	if word != b.mend {
		b.mend, wider = word, true
		b.retry.Set(word)
		if word == "" {
			b.retry.Hide()
		} else {
			b.retry.Show()
		}
	}
	if wider {
		b.row.Refresh()
	}
}

// wholeSeconds rounds an age up, so that the wall never claims to be younger
// than it is; a little over a whole second, as the beat of every second
// brings, is that second.
func wholeSeconds(age time.Duration) int {
	const slack = 200 * time.Millisecond
	return max(1, int((age+time.Second-slack)/time.Second))
}

// livePill says whether what is on the wall is now, and if not, as of when.
func livePill(s *app.Snapshot, age time.Duration, heard bool) (d kit.PillData, retry bool) {
	asOf := ""
	if !s.Link.AsOf.IsZero() {
		asOf = " · as of " + words.AtSecond(s.Link.AsOf)
	}
	switch s.Link.State {
	case app.LinkLive:
		if age > staleAfter || !heard {
			return kit.PillData{Word: "Not heard for " + words.Clock(age), Tone: kit.Amber, Dot: true}, true
		}
		if s.GapAll {
			return kit.PillData{Word: "Lines may be missing", Tone: kit.Amber, Dot: true}, false
		}
		return kit.PillData{Word: fmt.Sprintf("Live · %d s old", wholeSeconds(age)), Tone: kit.Green, Dot: true}, false
	case app.LinkReading:
		if s.Loading.Of > 0 {
			return kit.PillData{Word: fmt.Sprintf("Reading %d of %d chats", s.Loading.Got, s.Loading.Of), Tone: kit.Blue, Dot: true}, false
		}
		return kit.PillData{Word: "Catching up", Tone: kit.Blue, Dot: true}, false
	case app.LinkDialing:
		return kit.PillData{Word: "Connecting" + asOf, Tone: kit.Amber, Dot: true}, false
	case app.LinkRefused:
		return kit.PillData{Word: "Not let in" + asOf, Tone: kit.Red, Dot: true}, true
	default:
		return kit.PillData{Word: "Offline" + asOf, Tone: kit.Amber, Dot: true}, true
	}
}
