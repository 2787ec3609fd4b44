package closing

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// promising is what a follow-up rests on: what is owed already, and one more, made
// here (G-TKT-10).
type promising struct {
	sheet   *sheet
	content *fyne.Container
	note    *kit.Words
	owed    *kit.Text
	kind    *kit.Segmented
	calls   bool
	at      *moment
	words   *text
	make    *kit.Button
	said    string
	made    int // obligations when the last one was asked for
}

func newPromising(s *sheet) *promising {
	p := &promising{sheet: s, note: kit.NewCaption("").Yield(), owed: kit.NewQuietText(""), kind: kit.NewSegmented(), calls: true, made: -1}
	p.at = newMoment(s, func(chat.Instant) { p.refresh() })
	p.words = newText(s, "What was promised, in one line", 0, func(w string) { p.said = w; p.refresh() })
	p.words.field.OnKey = func(e *fyne.KeyEvent) bool {
		if isEnter(e) {
			p.promise()
			return true
		}
		return s.key(e)
	}
	p.kind.OnPick = func(i int) { p.calls = i == 0; p.refresh() }
	p.kind.OnKey = func(e *fyne.KeyEvent) { s.key(e) }
	p.make = kit.NewButton(kit.ButtonData{}, p.promise)
	p.make.OnKey = func(e *fyne.KeyEvent) { s.key(e) }
	head := container.New(captioned{}, kit.NewSecondary("What is owed"), p.note)
	p.content = kit.NewColumn(4, head, p.owed, container.New(beside{12}, p.kind, p.at.field), container.NewBorder(nil, nil, nil, p.make, p.words.field))
	p.content.Hide()
	return p
}

// promise asks the hub to make the obligation.
func (p *promising) promise() {
	s := p.sheet
	if p.locked() != "" {
		return
	}
	kind := chat.OwedPromise
	if p.calls {
		kind = chat.OwedCall
	}
	p.made = len(s.owing())
	s.pane.opts.Desk.Promise(s.chat, chat.PromiseTo{Kind: kind, Due: p.at.at, Words: p.said})
	p.refresh()
	s.next()
}

func (p *promising) locked() string {
	switch {
	case p.made >= 0:
		return "on its way"
	case p.at.at.IsZero():
		return "say by when"
	case p.said == "":
		return "say what"
	}
	return ""
}

// refresh shows it where a follow-up is needed, and reports whether that takes
// another height.
func (p *promising) refresh() bool {
	s := p.sheet
	owed := s.owing()
	if p.made >= 0 && len(owed) > p.made {
		p.made, p.said = -1, ""
		p.words.set("")
		p.at.show(0)
	}
	text := ""
	for i, o := range owed {
		if i > 0 {
			text += "\n"
		}
		text += "✓ " + words.DutyFull(o.Kind) + ", " + s.shown(o.Due)
		if o.Words != "" {
			text += ": " + o.Words
		}
	}
	changed := p.owed.Set(text)
	changed = kit.SetShown(p.owed, text != "") || changed
	p.kind.Set(kit.Segment{Word: "A call", Selected: p.calls, Tone: kit.Blue}, kit.Segment{Word: "Something else", Selected: !p.calls, Tone: kit.Blue})
	p.make.Set(kit.ButtonData{Word: "Promise it", Key: "Enter", Locked: p.locked()})
	said, tone := "", kit.Grey
	switch {
	case p.at.wrong != "":
		said, tone = p.at.wrong, kit.Red
	case !p.at.at.IsZero():
		said = s.shown(p.at.at)
	case len(owed) == 0:
		said, tone = "nothing yet: say by when and what", kit.Red
	}
	p.note.SetTone(tone)
	p.note.Set(said)
	return kit.SetShown(p.content, p.asked()) || changed
}

// asked says whether a follow-up is, or has to be, that no time in the ticket
// promises already.
func (p *promising) asked() bool {
	s := p.sheet
	t := &s.ticket
	return (t.FollowUp == ticket.Yes || s.needsFollowUp(t)) && !s.unsolved(t)
}

// needsFollowUp reports whether what ended so leaves something owed (E-END-03).
func (s *sheet) needsFollowUp(t *ticket.Ticket) bool {
	r := s.reason(t)
	for _, d := range r.Details {
		if d.ID == t.EndDetail && d.NeedsFollowUp {
			return true
		}
	}
	return r.NeedsFollowUp
}
