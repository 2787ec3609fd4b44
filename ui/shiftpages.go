package ui

import (
	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/script"
	"floorwalker/app/view"
	"floorwalker/ui/checklist"
	"floorwalker/ui/cover"
	"floorwalker/ui/handover"
	"floorwalker/ui/overnight"
	"floorwalker/ui/way"
)

// shiftPages makes the pages of the night and of a shift.
func (s *Shell) shiftPages(handOn func(fyne.Shortcut)) {
	canvas := s.window.Canvas
	s.pages[pageOvernight] = overnight.New(overnight.Options{
		Desk: s.opts.Desk, Policy: s.opts.Policy, Now: s.now, Post: s.opts.Loop.Post,
		Shortcut: handOn, Focus: canvas().Focus, Window: canvas, OpenChat: s.open,
		Uncertain: s.uncertain, Library: s.library, Dial: s.opts.Dial,
	})
	s.pages[pageHandover] = handover.New(handover.Options{
		Desk: s.opts.Desk, Policy: s.opts.Policy, Now: s.now, Post: s.opts.Loop.Post,
		Shortcut: handOn, Focus: canvas().Focus, Window: canvas, OpenChat: s.open, OpenFollowUp: s.openFollowUp, Keep: s.opts.Keep,
	})
	o := checklist.Options{
		Desk: s.opts.Desk, Policy: s.opts.Policy, Now: s.now, Post: s.opts.Loop.Post,
		Shortcut: handOn, Focus: canvas().Focus, Window: canvas, Go: s.goTo, OpenChat: s.open, Peek: s.opts.Desk.Open,
	}
	s.checklist = checklist.New(o)
	s.pages[pageChecklist] = s.checklist
	s.pages[pageReport] = checklist.NewReport(o)
}

// coverSheets makes the sheets by which people come, pause and go.
func (s *Shell) coverSheets(handOn func(fyne.Shortcut)) {
	s.cover = cover.New(cover.Options{
		Desk: s.opts.Desk, Policy: s.opts.Policy, Now: s.now, Uncertain: s.uncertain, Post: s.opts.Loop.Post,
		Shortcut: handOn, Window: s.window.Canvas, Tests: s.opts.Tests, Go: s.goTo, Open: s.open, Quit: s.gone,
	})
}

// library is the newest canned library.
func (s *Shell) library() script.Library { return s.opts.Desk.Snapshot().Shelves.Canned }

// goTo shows the place where something that is missing is dealt with.
func (s *Shell) goTo(to way.Place) {
	switch to {
	case way.Mine:
		s.pick(view.Mine)
	case way.Floor:
		s.pick(view.All)
	case way.FollowUps:
		s.turn(pageFollowUps)
	case way.Overnight:
		s.turn(pageOvernight)
	case way.Tickets:
		s.turn(pageTickets)
	case way.Handover:
		s.turn(pageHandover)
	case way.Report:
		s.turn(pageReport)
	case way.Checklist:
		s.turn(pageChecklist)
	case way.BotErrors:
		s.turn(pageChecklist)
		s.checklist.BotErrors()
	}
}

// groupShift is the group of what concerns cover and shift.
const groupShift = "Shift"

// shiftActions are how one comes, pauses and goes.
func (s *Shell) shiftActions() []action {
	return []action{
		{groupShift, "Begin or end the shift", fyne.Key3, ctrlShift, s.answered(s.beginOrEnd)},
		{groupShift, "Take a break, or I am back", fyne.Key4, ctrlShift, s.answered(s.cover.Pause)},
		{groupShift, "I cover for who asks", fyne.Key1, ctrlShift, s.answered(s.cover.Accept)},
		{groupShift, "I cannot cover", fyne.Key2, ctrlShift, s.answered(s.cover.Decline)},
		{groupShift, "I answer for the floor now", "", 0, s.answered(s.cover.Take)},
		{groupShift, "A lead: let somebody take their break", "", 0, s.answered(s.cover.LetGo)},
		{groupShift, "Test sound, notifications and clock", "", 0, s.answered(s.cover.Start)},
	}
}

// beginOrEnd is the one key for both: a shift that was begun is ended.
func (s *Shell) beginOrEnd(snap *app.Snapshot) string {
	if snap.Cover.Begun.IsZero() && snap.Cover.Ended.IsZero() {
		return s.cover.Start(snap)
	}
	return s.cover.End(snap)
}

// pressMine is a click on one's own role: it begins the shift, ends a break, or asks for
// one.
func (s *Shell) pressMine() {
	snap := s.opts.Desk.Snapshot()
	do := s.cover.Pause
	if cover.Due(snap) {
		do = s.cover.Start
	}
	s.answered(do)()
}

// answered is a key of a shift: why it did nothing stands at the foot.
func (s *Shell) answered(do func(*app.Snapshot) string) func() {
	return func() {
		if why := do(s.opts.Desk.Snapshot()); why != "" {
			s.status.tell(why, s.opts.Machine())
		}
	}
}

// signInAgain asks for another token, unless the person at this desk leaves something
// that is nobody else's.
func (s *Shell) signInAgain() {
	if why := cover.Blocked(s.opts.Desk.Snapshot()); why != "" {
		s.status.tell(why, s.opts.Machine())
		return
	}
	s.AskToSignIn("")
}
