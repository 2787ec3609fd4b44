package cover

import (
	"strings"

	"floorwalker/app"
	"floorwalker/ui/kit"
	"floorwalker/ui/way"
	"floorwalker/ui/words"
)

// Quit asks somebody who leaves something behind whether they mean it, with what it
// is; watched says what else quitting means, in sentences. It reports false if nothing
// is left behind, and then asks nothing. Quitting is never refused: a window that does
// not close would be killed, and say less.
func (p *Pane) Quit(s *app.Snapshot, watched string) bool {
	p.snap = s
	if len(p.behind()) == 0 {
		return false
	}
	if p.Opened() {
		p.close()
	}
	lines := kit.NewLinesField("")
	sheet := kit.NewSheet(kit.SheetData{}, lines)
	lines.Lines.OnWay = func(key string, _ int) {
		switch key {
		case "cover":
			p.close()
			p.End(p.snap)
		default:
			p.leaveTo(way.To(key))
		}
	}
	p.show(sheet, func() bool {
		p.opts.Quit()
		return true
	}, func(s *app.Snapshot) {
		lines.Set(p.behind()...)
		d := kit.SheetData{
			Title: "You leave something behind", Confirm: "Quit all the same", Danger: true,
			Text: strings.TrimSpace("Your shift has not ended. "+watched) + " What you sent goes; what is listed here stays as it is, and the leads see that you are gone.",
		}
		if len(p.behind()) == 0 { // somebody else has it meanwhile
			d.Title, d.Text, d.Danger, d.Confirm = "Quit Floorwalker?", watched, false, "Quit"
		}
		sheet.Set(d)
	})
	return true
}

// behind is what the person at this desk leaves if the program ends now.
func (p *Pane) behind() (ds []kit.LineData) {
	s := p.snap
	c := &s.Cover
	begun := !c.Begun.IsZero() && c.Ended.IsZero()
	if c.Mine && (begun || onRoster(s)) {
		d := kit.LineData{
			Key: "cover", Word: "You answer for the floor", Pill: kit.PillData{Word: "accountable", Tone: kit.Red}, Ways: []kit.ButtonData{{Word: "End of shift"}},
		}
		if !c.Until.IsZero() {
			d.Word += " until " + p.at(c.Until)
		}
		d.Text = "Nobody is asked when you quit: within " + words.Span(p.opts.Policy.Cover.Switch) + " it goes to " + p.heir() + "."
		ds = append(ds, d)
	}
	for i := range s.Leaving {
		it := &s.Leaving[i]
		if it.Done || !begun && len(it.Missing) == 0 {
			continue
		}
		d := way.Line(it)
		d.Ways = []kit.ButtonData{{Word: way.To(it.ID).Word()}}
		ds = append(ds, d)
	}
	return ds
}

// heir is who would answer for the floor next.
func (p *Pane) heir() string {
	for _, post := range p.snap.Cover.Chain {
		if !post.Me && able(post) == "" {
			return words.Label(post.Name)
		}
	}
	return "nobody: no one else of the roster is here"
}

// Blocked says why the person at this desk may not sign out, or "".
func Blocked(s *app.Snapshot) string {
	begun := !s.Cover.Begun.IsZero() && s.Cover.Ended.IsZero()
	if n := way.Left(s.Leaving); begun && n > 0 {
		return "You cannot sign out yet: " + stands(n) + ". Ctrl+Shift+3 lists them."
	}
	return ""
}
