package wire

import "floorwalker/app/chat"

// shiftBody describes shifts, and who answers for the floor.
func shiftBody(c *codec, b chat.Body) bool {
	switch b := b.(type) {
	case *chat.ShiftStarted:
		word(c, "shift", &b.Shift)
		str(c, "agent", &b.Agent)
		list(c, "checks", &b.Checks, selfCheck)
	case *chat.ShiftEnded:
		word(c, "shift", &b.Shift)
		str(c, "agent", &b.Agent)
	case *chat.ReportPublished:
		word(c, "shift", &b.Shift)
		embed(c, "report", &b.Report)
	case *chat.CoverChanged:
		str(c, "agent", &b.Agent)
		word(c, "role", &b.Role)
		word(c, "shift", &b.Shift)
		str(c, "why", &b.Why)
	case *chat.CoverAsked:
		str(c, "ask", &b.Ask)
		str(c, "from", &b.From)
		str(c, "to", &b.To)
		str(c, "why", &b.Why)
		num(c, "until", &b.Until)
	case *chat.CoverAnswered:
		str(c, "ask", &b.Ask)
		str(c, "agent", &b.Agent)
		flag(c, "accepted", &b.Accepted)
		str(c, "reason", &b.Reason)
	case *chat.BreakBegan:
		str(c, "agent", &b.Agent)
		str(c, "cover", &b.Cover)
		str(c, "override", &b.Override)
	case *chat.BreakEnded:
		str(c, "agent", &b.Agent)
	case *chat.IdleChanged:
		str(c, "agent", &b.Agent)
		flag(c, "on", &b.On)
	default:
		return false
	}
	return true
}

func selfCheck(c *codec, s *chat.SelfCheck) {
	word(c, "name", &s.Name)
	flag(c, "ok", &s.OK)
	str(c, "words", &s.Words)
}

// shiftWish describes the wishes about them.
func shiftWish(c *codec, w chat.Wish) bool {
	switch w := w.(type) {
	case *chat.StartShift:
		word(c, "shift", &w.Shift)
		list(c, "checks", &w.Checks, selfCheck)
	case *chat.EndShift:
		word(c, "shift", &w.Shift)
	case *chat.PublishReport:
		word(c, "shift", &w.Shift)
		embed(c, "report", &w.Report)
	case *chat.AskCover:
		str(c, "to", &w.To)
		str(c, "reason", &w.Reason)
	case *chat.AnswerCover:
		str(c, "ask", &w.Ask)
		flag(c, "accept", &w.Accept)
		str(c, "reason", &w.Reason)
	case *chat.TakeCover:
		str(c, "reason", &w.Reason)
	case *chat.OverrideBreak:
		str(c, "agent", &w.Agent)
		str(c, "reason", &w.Reason)
	case *chat.SetIdle:
		flag(c, "on", &w.On)
	case *chat.EndBreak:
		// nothing beside the name
	default:
		return false
	}
	return true
}
