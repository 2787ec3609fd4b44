package cover

import (
	"strconv"

	"floorwalker/app"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/way"
	"floorwalker/ui/words"
)

// leaving is the sheet at the end of a shift: what stands in the way, each with the
// way there, then the end, then the way out of the program (G-END, A-40).
type leaving struct {
	pane  *Pane
	shift string
	sheet *kit.Sheet
	lines *kit.LinesField
	asked bool // the end was asked for
	ways  map[string][]func()
}

// End opens the end of the shift. It returns in words why it does not.
func (p *Pane) End(s *app.Snapshot) (why string) {
	p.snap = s
	switch {
	case p.Opened():
		return ""
	case s.Cover.Shift == "":
		return "The roster has no shift to end: " + s.Cover.Words
	}
	l := &leaving{pane: p, shift: s.Cover.Shift, lines: kit.NewLinesField(""), ways: make(map[string][]func())}
	l.lines.Lines.OnWay = func(key string, i int) { l.ways[key][i]() }
	l.sheet = kit.NewSheet(l.data(), l.lines)
	p.show(l.sheet, l.confirm, func(*app.Snapshot) { l.follow() })
	return ""
}

func (l *leaving) ended() bool { return !l.pane.snap.Cover.Ended.IsZero() }

func (l *leaving) data() kit.SheetData {
	s := l.pane.snap
	left := way.Left(s.Leaving)
	switch {
	case l.ended():
		return kit.SheetData{
			Title: "Your shift has ended", Confirm: "Quit Floorwalker", Leave: "Stay",
			Text: "It ended at " + l.pane.at(s.Cover.Ended) + " and nothing of it is nobody's. You can stay and look, or quit.",
		}
	case left > 0:
		return kit.SheetData{
			Title: "End of shift", Confirm: "End my shift", Locked: words.Upper(stands(left)),
			Text: "What a shift leaves is finished, or goes over signed and is acknowledged, or a lead takes it in writing. Then you can go.",
		}
	case l.asked:
		return kit.SheetData{Title: "End of shift", Confirm: "End my shift", Text: "The hub is asked.", Locked: kit.LockedIf(s.Link.State == app.LinkLive, "The hub is asked")}
	}
	return kit.SheetData{Title: "End of shift", Confirm: "End my shift", Text: "Nothing stands in the way: everything of your shift is done, or somebody has it."}
}

// stands says how many things are in the way.
func stands(n int) string {
	if n == 1 {
		return "1 thing stands in the way"
	}
	return strconv.Itoa(n) + " things stand in the way"
}

func (l *leaving) follow() {
	var ds []kit.LineData
	clear(l.ways)
	if !l.ended() {
		ds = append(l.handed(), l.items()...)
	}
	if way.Left(l.pane.snap.Leaving) > 0 {
		l.asked = false
	}
	l.lines.Set(ds...)
	l.sheet.Set(l.data())
}

// handed are the lines of my signed documents that wait.
func (l *leaving) handed() (ds []kit.LineData) {
	p := l.pane
	for i := range p.snap.Handovers.Signed {
		h := &p.snap.Handovers.Signed[i]
		key := "handover " + h.Hash
		ds = append(ds, kit.LineData{
			Key: key, Word: "Your handover", Pill: handoverPill(h), Text: words.Upper(words.HandoverState(h, p.opts.Now(), p.at)) + ".",
			Ways: []kit.ButtonData{{Word: "Show"}},
		})
		l.ways[key] = []func(){func() { p.leaveTo(way.Handover) }}
	}
	return ds
}

func handoverPill(h *view.Handover) kit.PillData {
	switch {
	case h.Open == 0:
		return kit.PillData{Word: "acknowledged", Tone: kit.Green}
	case h.Raised:
		return kit.PillData{Word: "with the lead", Tone: kit.Red}
	}
	return kit.PillData{Word: words.Of(len(h.Items)-h.Open, len(h.Items)), Tone: kit.Amber}
}

// items are the lines of the list of the shift's end, what is missing first.
func (l *leaving) items() (ds []kit.LineData) {
	p := l.pane
	for _, done := range []bool{false, true} {
		for i := range p.snap.Leaving {
			it := &p.snap.Leaving[i]
			if it.Done != done {
				continue
			}
			d := way.Line(it)
			if !it.Done {
				place := way.To(it.ID)
				d.Ways = []kit.ButtonData{{Word: place.Word()}}
				l.ways[d.Key] = []func(){func() { p.leaveTo(place) }}
				if place != way.Handover && way.Handable(it.ID) {
					d.Ways = append(d.Ways, kit.ButtonData{Word: "Hand over"})
					l.ways[d.Key] = append(l.ways[d.Key], func() { p.leaveTo(way.Handover) })
				}
			}
			ds = append(ds, d)
		}
	}
	return ds
}

// confirm ends the shift, and once it has ended, the program.
func (l *leaving) confirm() bool {
	if l.ended() {
		l.pane.opts.Quit()
		return true
	}
	l.asked = true
	l.pane.opts.Desk.EndShift(l.shift)
	l.follow()
	return false
}
