package followups

import "floorwalker/app/record"

// bothKind names the draft of a text that is being written from both.
func bothKind(id record.ID) string { return draftKind(id) + "/both" }

// keepDraft keeps what is being written from both until it is decided.
func (s *sides) keepDraft(text string) {
	if s.shown() {
		s.pane.opts.Desk.SaveDraft("", bothKind(s.id), text)
	}
}

// recall brings back what was being written from both before the comparison was left.
func (s *sides) recall() {
	p, id := s.pane, s.id
	p.opts.Desk.Draft("", bothKind(id), func(text string) {
		p.opts.Post(func() {
			if s.id == id && s.compare.Draft() == "" {
				s.compare.SetDraft(text)
			}
		})
	})
}

// forget lets go of it once somebody has decided.
func (s *sides) forget(id record.ID) { s.pane.opts.Desk.SaveDraft("", bothKind(id), "") }
