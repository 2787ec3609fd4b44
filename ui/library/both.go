package library

import "floorwalker/app/record"

// bothKind names the draft of a text that is being written from both.
func bothKind(id record.ID) string { return draftKind + string(id) + "/both" }

// keepDraft keeps what is being written from both until it is decided.
func (s *sidesView) keepDraft(text string) {
	if s.q != nil {
		s.p.opts.Desk.SaveDraft("", bothKind(s.q.a.ID), text)
	}
}

// recall brings back what was being written from both before the comparison was left.
func (s *sidesView) recall() {
	p, id := s.p, s.q.a.ID
	p.opts.Desk.Draft("", bothKind(id), func(text string) {
		p.opts.Post(func() {
			if s.q != nil && s.q.a.ID == id && s.compare.Draft() == "" {
				s.compare.SetDraft(text)
			}
		})
	})
}

// forget lets go of it once somebody has decided.
func (s *sidesView) forget(id record.ID) { s.p.opts.Desk.SaveDraft("", bothKind(id), "") }
