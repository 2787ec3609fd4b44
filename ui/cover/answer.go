package cover

import (
	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Accept answers for the floor, as somebody has asked. It returns in words why it does
// not.
func (p *Pane) Accept(s *app.Snapshot) (why string) {
	p.snap = s
	a, ok := asked(s)
	if !ok {
		return "Nobody asks you to cover."
	}
	p.opts.Desk.AnswerCover(a.Ask, true, "")
	return ""
}

// Decline says no to such a question, with a reason, so that the next one is asked at
// once. It returns in words why it does not.
func (p *Pane) Decline(s *app.Snapshot) (why string) {
	p.snap = s
	a, ok := asked(s)
	switch {
	case !ok:
		return "Nobody asks you to cover."
	case p.Opened():
		return ""
	}
	name := words.Label(a.FromName)
	reason := kit.NewLineField("Your reason for "+name, "In a call, on my way, …", minReason)
	data := kit.SheetData{Title: "You do not cover " + name, Confirm: "Say no", Text: without(a)}
	sheet := kit.NewSheet(data, reason)
	p.show(sheet, func() bool {
		p.opts.Desk.AnswerCover(a.Ask, false, reason.Text())
		return true
	}, func(s *app.Snapshot) {
		d := data
		if now, still := asked(s); !still || now.Ask != a.Ask {
			d.Locked = "The question has been answered, or has run out."
			d.Text = d.Locked
		} else {
			d.Text += " " + left(a.Until, p.opts.Now()) + " left before that happens by itself."
		}
		sheet.Set(d)
	})
	return ""
}

// without says what comes of it when nobody says yes (D-12, A-56).
func without(a view.CoverAsk) string {
	if a.Break {
		return words.Label(a.FromName) + " stays then, and may ask somebody else."
	}
	return "It goes to the lead then."
}

// Take answers for the floor from now on, with a reason. It returns in words why it
// does not.
func (p *Pane) Take(s *app.Snapshot) (why string) {
	p.snap = s
	switch {
	case s.Cover.Mine:
		return "You answer for the floor already."
	case p.Opened():
		return ""
	}
	text := "Nobody answers for the floor now."
	if !s.Cover.Nobody {
		text = words.Name(s.Cover.Name) + " answers for the floor now, and is told that you do from then on."
	}
	reason := kit.NewLineField("Why", "They had to leave, …", minReason)
	sheet := kit.NewSheet(kit.SheetData{Title: "Answer for the floor", Confirm: "I answer for it", Text: text}, reason)
	p.show(sheet, func() bool {
		p.opts.Desk.TakeCover(reason.Text())
		return true
	}, nil)
	return ""
}

// LetGo lets somebody have their break although nobody has said yes: a lead's word,
// with a reason, which is logged. It returns in words why it does not.
func (p *Pane) LetGo(s *app.Snapshot) (why string) {
	p.snap = s
	switch {
	case s.Me.Role != chat.RoleLead:
		return "Only a lead lets somebody take a break that nobody covers."
	case p.Opened():
		return ""
	}
	whom := goers(s)
	if len(whom) == 0 {
		return "Nobody on the roster waits for a break."
	}
	segments := make([]kit.Segment, len(whom))
	for i, w := range whom {
		segments[i] = kit.Segment{Word: words.Label(w.name), Selected: i == 0 && w.asks}
	}
	who := kit.NewChoiceField("Who", segments...)
	reason := kit.NewLineField("Why", "I look after the floor myself, …", minReason)
	sheet := kit.NewSheet(kit.SheetData{
		Title: "Let somebody take their break", Confirm: "Let them go",
		Text: "Nobody has said that they cover. The break begins at once, the floor is yours meanwhile, and your reason is logged.",
	}, who, reason)
	p.show(sheet, func() bool {
		p.opts.Desk.OverrideBreak(whom[who.Picked()].id, reason.Text())
		return true
	}, nil)
	return ""
}

// goer is somebody who might go on a break.
type goer struct {
	id   chat.AgentID
	name string
	asks bool
}

// goers are the people of the chain who are not on a break, whoever asks first.
func goers(s *app.Snapshot) (out []goer) {
	asks := func(post view.CoverPost) bool {
		for _, a := range s.Cover.Asks {
			if a.From == post.Agent {
				return true
			}
		}
		return false
	}
	for _, first := range []bool{true, false} {
		for _, post := range s.Cover.Chain {
			if !post.Me && post.Online && post.Break.IsZero() && asks(post) == first {
				out = append(out, goer{post.Agent, post.Name, first})
			}
		}
	}
	return out
}
