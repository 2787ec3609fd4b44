package cover

import (
	"strings"
	"time"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// RoleWord is what somebody of the chain is called in a sentence.
func RoleWord(r chat.Role) string {
	switch r {
	case chat.RoleLead:
		return "lead"
	case chat.RoleSecondary:
		return "secondary"
	case chat.RoleBackup:
		return "backup"
	case chat.RolePrimary:
		return "primary"
	}
	return "agent"
}

// Mine is the top bar's word for the person at this desk: the role and until when, the
// break, or that the shift has not been begun. No word is none.
func (p *Pane) Mine(s *app.Snapshot) kit.PillData {
	c := &s.Cover
	switch {
	case s.Me.Name == "":
		return kit.PillData{}
	case !c.Break.IsZero():
		d := kit.PillData{Word: "On a break since " + p.at(c.Break), Tone: kit.Amber}
		if c.BreakBy != "" {
			d.Word += " · " + words.Label(c.BreakBy) + " covers"
		}
		return d
	case Due(s) && c.Mine && !c.Until.IsZero():
		return kit.PillData{Word: words.Upper(RoleWord(c.Role)) + " until " + p.at(c.Until) + " · begin Ctrl ⇧ 3", Tone: kit.Amber}
	case Due(s):
		return kit.PillData{Word: words.Label(s.Me.Name) + " · begin your shift Ctrl ⇧ 3", Tone: kit.Amber}
	case c.Mine && !c.Until.IsZero():
		return kit.PillData{Word: "You are " + RoleWord(c.Role) + " until " + p.at(c.Until), Tone: kit.Blue}
	case c.Mine:
		return kit.PillData{Word: "You answer for the floor", Tone: kit.Blue}
	}
	return kit.PillData{Word: words.Label(s.Me.Name) + " · " + RoleWord(s.Me.Role), Tone: kit.Grey}
}

// Cover is the top bar's word for who answers for the floor, or for who would next.
func (p *Pane) Cover(s *app.Snapshot) kit.PillData {
	c := &s.Cover
	if a, ok := asked(s); ok {
		left := max(a.Until.Sub(p.opts.Now()), 0)
		return kit.PillData{Word: words.Label(a.FromName) + " asks you to cover · " + words.Countdown(left) + " · Ctrl ⇧ 1", Tone: kit.Amber, Dot: true}
	}
	switch {
	case c.Nobody:
		return kit.PillData{Word: "NO COVER", Tone: kit.Red, Dot: true}
	case c.Mine:
		return behind(c)
	case c.Name != "":
		return kit.PillData{Word: "Cover: " + words.Label(c.Name) + " (" + RoleWord(c.Role) + ")"}
	}
	return kit.PillData{}
}

// behind says who answers when the person at this desk cannot.
func behind(c *view.Cover) kit.PillData {
	for _, post := range c.Chain {
		if post.Me || post.Covers {
			continue
		}
		if able(post) == "" {
			return kit.PillData{Word: "Cover: " + words.Label(post.Name) + " (" + RoleWord(post.Role) + ")"}
		}
	}
	return kit.PillData{Word: "Nobody behind you", Tone: kit.Amber}
}

// able says why somebody cannot answer for the floor now, or "".
func able(post view.CoverPost) string {
	switch {
	case post.Agent == "":
		return "nobody"
	case !post.Online:
		return "not connected"
	case !post.Break.IsZero():
		return "on a break"
	case post.Idle:
		return "away from the desk"
	}
	return ""
}

// asked is the question that waits for the person at this desk.
func asked(s *app.Snapshot) (view.CoverAsk, bool) {
	for _, a := range s.Cover.Asks {
		if a.Mine {
			return a, true
		}
	}
	return view.CoverAsk{}, false
}

// Asked is the banner of such a question, for the wall; false if there is none.
func (p *Pane) Asked(s *app.Snapshot) (kit.BannerData, bool) {
	a, ok := asked(s)
	if !ok {
		return kit.BannerData{}, false
	}
	left := max(a.Until.Sub(p.opts.Now()), 0)
	return kit.BannerData{
		Tone: kit.Amber, Title: asksWord(a), Detail: words.Countdown(left) + " left",
		Text: p.why(a) + " If you say nothing: " + without(a),
		Buttons: []kit.ButtonData{
			{Word: "I cover", Key: "Ctrl ⇧ 1", Kind: kit.Primary}, {Word: "No…", Key: "Ctrl ⇧ 2"},
		},
	}, true
}

// asksWord says who asks: somebody who wants a break, or the rules for who has gone.
func asksWord(a view.CoverAsk) string {
	if a.Break {
		return words.Label(a.FromName) + " asks you to cover"
	}
	return "Can you cover for " + words.Label(a.FromName) + "?"
}

func (p *Pane) why(a view.CoverAsk) string {
	switch {
	case a.Why == "":
		return "They gave no reason."
	case !a.Break:
		return kit.DisplayLine(a.Why) + "."
	}
	return "“" + kit.DisplayLine(a.Why) + "”."
}

// Nobody is the banner of a floor that nobody answers for; false if somebody does
// (G-COV-03).
func (p *Pane) Nobody(s *app.Snapshot) (kit.BannerData, bool) {
	if !s.Cover.Nobody || s.Link.State != app.LinkLive {
		return kit.BannerData{}, false
	}
	return kit.BannerData{Tone: kit.Red, Title: "NO COVER", Text: s.Cover.Words}, true
}

// Failed is the banner by which a lead hears that alerts may be missed at a desk
// (C-TRF-02); seen says which of them were read already.
func (p *Pane) Failed(s *app.Snapshot, seen func(view.FailedTest) bool) (kit.BannerData, view.FailedTest, bool) {
	if s.Me.Role != chat.RoleLead {
		return kit.BannerData{}, view.FailedTest{}, false
	}
	for _, f := range s.Cover.Failed {
		if f.Agent == s.Me.Agent || seen(f) {
			continue
		}
		var text []string
		for _, c := range f.Checks {
			text = append(text, words.Upper(c.Name)+": "+c.Words)
		}
		return kit.BannerData{
			Tone: kit.Amber, Title: "Alerts may be missed at " + words.Label(f.Name) + "'s desk",
			Text: kit.DisplayLine("Since " + p.at(f.At) + ". " + strings.Join(text, " ")), Buttons: []kit.ButtonData{{Word: "Seen"}},
		}, f, true
	}
	return kit.BannerData{}, view.FailedTest{}, false
}

// Line is what the foot of the window says of cover while no wall is in sight; "" is
// nothing.
func (p *Pane) Line(s *app.Snapshot) string {
	a, ok := asked(s)
	if !ok {
		return ""
	}
	return words.Label(a.FromName) + " asks you to cover: Ctrl+Shift+1 accepts, Ctrl+Shift+2 declines, " + words.Countdown(max(a.Until.Sub(p.opts.Now()), 0)) + " left"
}

// Due says that a shift of the person at this desk runs that they have not begun.
func Due(s *app.Snapshot) bool {
	c := &s.Cover
	return c.Running && c.Shift != "" && c.Begun.IsZero() && c.Ended.IsZero() && onRoster(s)
}

// onRoster reports whether the person at this desk is of the shift.
func onRoster(s *app.Snapshot) bool {
	for _, post := range s.Cover.Chain {
		if post.Me {
			return true
		}
	}
	return false
}

// left is a span as a countdown that never runs below nought.
func left(until, now chat.Instant) string {
	return words.Countdown(max(until.Sub(now), time.Duration(0)))
}
