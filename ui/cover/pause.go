package cover

import (
	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// minReason is the shortest reason that the hub takes, in characters.
const minReason = 3

// Pause is the key for a break: it asks for one, shows the question that is under way,
// or ends the break (G-COV-02, D-12). It returns in words why it does nothing.
func (p *Pane) Pause(s *app.Snapshot) (why string) {
	p.snap = s
	if p.Opened() {
		return ""
	}
	if !s.Cover.Break.IsZero() {
		p.opts.Desk.EndBreak()
		return ""
	}
	if a, ok := sent(s); ok {
		p.waitFor(a)
		return ""
	}
	return p.askForBreak()
}

// sent is the question that the person at this desk waits for.
func sent(s *app.Snapshot) (view.CoverAsk, bool) {
	for _, a := range s.Cover.Asks {
		if a.Sent {
			return a, true
		}
	}
	return view.CoverAsk{}, false
}

// askForBreak opens the sheet in which somebody is asked to cover.
func (p *Pane) askForBreak() (why string) {
	posts := others(&p.snap.Cover)
	if len(posts) == 0 {
		return "The roster has nobody who could cover you now; a lead can let you go."
	}
	whom := kit.NewChoiceField("Who covers", choices(posts)...)
	if len(posts) > 0 && whom.Picked() >= 0 && able(posts[whom.Picked()]) != "" {
		whom.Pick(-1)
	}
	reason := kit.NewLineField("What for", "Lunch, a break, an appointment", minReason)
	reason.SetText("Break")
	sheet := kit.NewSheet(kit.SheetData{
		Title: "Take a break", Confirm: "Ask",
		Text: "Somebody has to say yes first: until then the floor is yours and the break has not begun. Without an answer within " +
			words.Span(p.opts.Policy.Cover.Switch) + " you may ask again, or somebody else.",
	}, whom, reason)
	p.show(sheet, func() bool {
		post := posts[whom.Picked()]
		p.opts.Desk.AskCover(post.Agent, reason.Text())
		p.close()
		p.waitFor(view.CoverAsk{
			CoverAsk: chat.CoverAsk{From: p.snap.Me.Agent, To: post.Agent, Why: reason.Text()}, ToName: post.Name, Sent: true,
		})
		return false // the next sheet has its place already
	}, nil)
	return ""
}

// others is the chain without the person at this desk, whoever can come first.
func others(c *view.Cover) (out []view.CoverPost) {
	for _, can := range []bool{true, false} {
		for _, post := range c.Chain {
			if !post.Me && post.Agent != "" && (able(post) == "") == can {
				out = append(out, post)
			}
		}
	}
	return out
}

func choices(posts []view.CoverPost) []kit.Segment {
	out := make([]kit.Segment, len(posts))
	for i, post := range posts {
		out[i] = kit.Segment{Word: words.Label(post.Name) + " · " + RoleWord(post.Role), Locked: able(post), Selected: i == 0 && able(post) == ""}
	}
	return out
}

// waiting is the sheet after somebody was asked, until there is an answer.
type waiting struct {
	pane  *Pane
	ask   view.CoverAsk
	seen  bool       // the question was in a snapshot
	old   chat.AskID // whose answer was known before this was asked
	since chat.Instant
	sheet *kit.Sheet
	lines *kit.LinesField
}

// waitFor shows how a question goes.
func (p *Pane) waitFor(a view.CoverAsk) {
	w := &waiting{pane: p, ask: a, seen: a.Ask != "", old: p.snap.Cover.Answer.Ask, since: p.opts.Now(), lines: kit.NewLinesField("")}
	w.lines.Lines.OnWay = func(key string, _ int) { w.again(chat.AgentID(key)) }
	w.sheet = kit.NewSheet(w.data(), w.lines)
	p.show(w.sheet, w.confirm, func(s *app.Snapshot) { w.follow(s) })
}

// state is what is known of the question.
type state int

const (
	stateSending state = iota
	stateWaiting
	stateGranted
	stateRefused
)

// sendTime is how long a question may take to the hub before the sheet says that it
// is not there.
const sendTime = chat.Instant(5_000)

func (w *waiting) state() state {
	s := w.pane.snap
	if !s.Cover.Break.IsZero() {
		return stateGranted
	}
	if _, ok := sent(s); ok {
		return stateWaiting
	}
	if _, no := w.answer(); !no && !w.seen && w.pane.opts.Now() < w.since+sendTime {
		return stateSending
	}
	return stateRefused
}

// answer is what was said to the question; false while nothing was.
func (w *waiting) answer() (view.CoverAnswer, bool) {
	a := w.pane.snap.Cover.Answer
	return a, a.Ask != "" && a.Ask != w.old && a.To == w.ask.To
}

// refused says that there is no yes, and why as far as somebody said.
func (w *waiting) refused() kit.SheetData {
	name := words.Label(w.ask.ToName)
	next := "The floor is yours and your break has not begun. Ask again or somebody else; a lead can let you go, in writing."
	if a, ok := w.answer(); ok && a.Answered {
		return kit.SheetData{Title: name + " says no", Confirm: "Stay", Leave: "Close", Text: "“" + kit.DisplayLine(a.Reason) + "”\n" + next}
	}
	return kit.SheetData{Title: "Nobody has said yes", Confirm: "Stay", Leave: "Close", Text: name + " has not answered in time. " + next}
}

func (w *waiting) data() kit.SheetData {
	name := words.Label(w.ask.ToName)
	switch w.state() {
	case stateGranted:
		by := w.pane.snap.Cover.BreakBy
		d := kit.SheetData{Title: "Your break has begun", Confirm: "Good", Leave: "Close", Text: "Somebody covers the floor. Ctrl+Shift+4 says that you are back."}
		if by != "" {
			d.Text = words.Label(by) + " covers the floor. Ctrl+Shift+4 says that you are back."
		}
		return d
	case stateRefused:
		return w.refused()
	}
	return kit.SheetData{
		Title: "Waiting for " + name, Confirm: "Wait in the background", Leave: "Close",
		Text: "The floor is yours until there is a yes. You can work on: a no is said at the foot of the window, with its reason, and the top bar shows when your break has begun.",
	}
}

func (w *waiting) follow(s *app.Snapshot) {
	if a, ok := sent(s); ok {
		w.ask, w.seen = a, true
	}
	w.sheet.Set(w.data())
	var ds []kit.LineData
	switch w.state() {
	case stateSending:
		ds = append(ds, kit.LineData{Key: "", Word: words.Name(w.ask.ToName), Pill: kit.PillData{Word: "being asked"}, Text: w.ask.Why})
	case stateWaiting:
		ds = append(ds, kit.LineData{
			Key: "", Word: words.Name(w.ask.ToName), Text: w.ask.Why,
			Pill: kit.PillData{Word: left(w.ask.Until, w.pane.opts.Now()) + " left", Tone: kit.Amber},
		})
	case stateRefused:
		for _, post := range others(&s.Cover) {
			d := kit.LineData{Key: string(post.Agent), Word: words.Name(post.Name), Text: RoleWord(post.Role), Ways: []kit.ButtonData{{Word: "Ask"}}}
			if no := able(post); no != "" {
				d.Pill, d.Ways[0].Locked = kit.PillData{Word: no}, no
			}
			if post.Agent == w.ask.To {
				d.Pill, d.Ways[0].Word = kit.PillData{Word: "has not answered", Tone: kit.Amber}, "Ask again"
				if a, ok := w.answer(); ok && a.Answered {
					d.Pill.Word = "said no"
				}
			}
			ds = append(ds, d)
		}
	}
	w.lines.Set(ds...)
}

// again asks somebody.
func (w *waiting) again(to chat.AgentID) {
	for _, post := range w.pane.snap.Cover.Chain {
		if post.Agent == to {
			w.ask, w.seen, w.since = view.CoverAsk{CoverAsk: chat.CoverAsk{To: to, Why: w.ask.Why}, ToName: post.Name}, false, w.pane.opts.Now()
			w.old = w.pane.snap.Cover.Answer.Ask
			w.pane.opts.Desk.AskCover(to, w.ask.Why)
			w.follow(w.pane.snap)
			w.sheet.Finish()
			return
		}
	}
}

func (w *waiting) confirm() bool { return true }
