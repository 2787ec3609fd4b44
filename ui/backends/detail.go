package backends

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// detail is what is known of one system.
type detail struct {
	content fyne.CanvasObject
	column  *fyne.Container
	title   *kit.Words
	state   *kit.Pill
	head    *fyne.Container
	words   *kit.Banner
	since   *kit.KeyValue
	last    *kit.KeyValue
	lag     *kit.KeyValue
	again   *kit.KeyValue
	quota   *kit.KeyValue
	bar     *kit.Bar
	rights  *kit.Words
	missing *kit.Lines
	can     *kit.Words
	summary *kit.Text
	ledger  *kit.Ledger
}

func newDetail() *detail {
	d := &detail{
		title: kit.NewTitle("").Yield(), state: kit.NewPill(kit.PillData{}), words: kit.NewBanner(kit.BannerData{}),
		since: kit.NewKeyValue("", ""), last: kit.NewKeyValue("", ""), lag: kit.NewKeyValue("", ""), again: kit.NewKeyValue("", ""), quota: kit.NewKeyValue("", ""),
		bar: kit.NewBar(), rights: kit.NewSection("What its credentials are not allowed"), missing: kit.NewLines(),
		can: kit.NewSection("What it can do"), summary: kit.NewQuietText(""),
		ledger: kit.NewLedger(kit.LedgerColumn{Caption: "Operation", Share: 26}, kit.LedgerColumn{Caption: "How", Share: 40}, kit.LedgerColumn{Caption: "What the customer sees", Share: 34}),
	}
	d.head = container.NewBorder(nil, nil, nil, container.NewCenter(d.state), d.title)
	facts := container.New(&narrow{}, kit.NewColumn(8, d.since, d.last, d.lag, d.quota, d.bar, d.again))
	d.column = kit.NewColumn(8, d.head, d.words, facts, d.rights, d.missing, d.can, d.summary, d.ledger)
	side := theme.Px(20)
	d.content = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(theme.Px(14), side, side, side), d.column))
	d.words.Hide()
	return d
}

// show says all of a system; fresh says that its figures are of now.
func (d *detail) show(s *system, now chat.Instant, fresh bool) {
	changed := set(d.title, words.Backend(s.Title, s.Name))
	changed = d.state.Set(pill(s.State)) || changed
	d.words.Set(banner(s))
	changed = kit.SetShown(d.words, s.Words != "") || changed
	d.since.Set("In this state since", when(s.Since, now), kit.Grey)
	changed = d.figures(s, now, fresh) || changed
	lines := rightLines(s.Missing)
	changed = d.missing.Set(lines...) || changed
	changed = kit.SetShown(d.rights, len(lines) > 0) || changed
	changed = kit.SetShown(d.missing, len(lines) > 0) || changed
	rows := ledger(s.can)
	changed = d.summary.Set(summary(s)) || changed
	changed = d.ledger.Set(rows...) || changed
	changed = kit.SetShown(d.ledger, len(rows) > 0) || changed
	if changed {
		d.content.Refresh()
	}
}

// figures are what the hub was asked for.
func (d *detail) figures(s *system, now chat.Instant, fresh bool) (changed bool) {
	for _, o := range []*kit.KeyValue{d.last, d.lag, d.again, d.quota} {
		changed = kit.SetShown(o, s.counted) || changed
	}
	changed = kit.SetShown(d.bar, s.counted && s.Limit > 0) || changed
	if !s.counted {
		return changed
	}
	last := "nothing yet"
	if !s.LastEvent.IsZero() {
		last = when(s.LastEvent, now)
	}
	d.last.Set("Last heard of", last, kit.Grey)
	lag, late := lagWords(s, fresh)
	d.lag.Set("How late news comes", lag, late)
	quota, share, full := quotaWords(s)
	d.quota.Set("Calls to it", quota, full)
	d.bar.Set(share, full)
	d.again.Set("Tried to connect again", times(s.Reconnects), kit.Grey)
	return changed
}

func times(n int) string {
	switch n {
	case 0:
		return "never"
	case 1:
		return "once"
	}
	return fmt.Sprintf("%d times", n)
}

// when is an instant and how long ago it is.
func when(i, now chat.Instant) string {
	if i.IsZero() {
		return "not known"
	}
	at := words.AtSecond(i)
	if now.Sub(i) >= 24*time.Hour {
		at = words.Day(i) + ", " + words.At(i)
	}
	return at + " · " + words.Ago(max(now.Sub(i), 0))
}

// slow is a lag that people notice.
const slow = 5 * time.Second

func lagWords(s *system, fresh bool) (string, kit.Tone) {
	switch {
	case down(s.State):
		return "nothing comes now", kit.Red
	case s.LastEvent.IsZero():
		return "not known yet", kit.Grey
	}
	said, tone := "under a second", kit.Grey
	switch {
	case s.Lag >= slow:
		said, tone = words.Span(s.Lag.Round(time.Second)), kit.Amber
	case s.Lag >= time.Second:
		said = fmt.Sprintf("%.1f s", s.Lag.Seconds())
	}
	if s.State == chat.BackendPolling {
		said += ", asked for regularly"
	}
	if !fresh {
		said += ", as it was then"
	}
	return said, tone
}

// quotaWords say how much of the vendor's quota is used; full says that little is left.
func quotaWords(s *system) (said string, share float32, full kit.Tone) {
	window := "in all"
	if s.Window > 0 {
		window = "in " + words.Span(s.Window)
		if s.Window == 24*time.Hour {
			window = "in a day"
		}
	}
	if s.Limit <= 0 {
		return fmt.Sprintf("%d %s · it names no limit", s.Used, window), 0, kit.Grey
	}
	share = float32(s.Used) / float32(s.Limit)
	said = fmt.Sprintf("%d of %d %s", s.Used, s.Limit, window)
	switch {
	case s.Used >= s.Limit:
		return said + " · used up", 1, kit.Red
	case share >= 0.8:
		return said + " · nearly used up", share, kit.Amber
	}
	return said, share, kit.Green
}

// banner says what is the matter and what to do.
func banner(s *system) kit.BannerData {
	d := kit.BannerData{Tone: tone(s.State), Title: words.BackendState(s.State), Text: s.Words}
	if d.Tone == kit.Green { // it works, with something to say about it
		d.Tone = kit.Grey
	}
	if down(s.State) {
		d.Foot = "Its chats stand as they were then. What you write to their customers waits or is refused, and says so."
	}
	return d
}

// rightLines are the rights that are missing, those first without which nothing works.
func rightLines(all []app.MissingRight) []kit.LineData {
	var must, should []kit.LineData
	for _, r := range all {
		l := kit.LineData{Key: r.Name, Word: r.Name, Text: r.Without, Pill: kit.PillData{Word: "missing", Tone: kit.Amber}}
		if r.Needed {
			l.Pill = kit.PillData{Word: "needed", Tone: kit.Red}
			must = append(must, l)
			continue
		}
		should = append(should, l)
	}
	return append(must, should...)
}

func set(w *kit.Words, text string) bool {
	was := w.AccessibilityLabel()
	w.Set(text)
	return w.AccessibilityLabel() != was
}
