package ui

// openWhy shows why the chat on screen has an alert, or has none, in the side
// panel's place, and puts the keyboard there (D-01).
func (s *Shell) openWhy() {
	if s.page != pageFloor {
		s.turn(pageFloor)
	}
	if !s.why.Opened() {
		s.side.Content().Hide()
		s.why.Content().Show()
		s.split.Keep(sidePane, true)
		s.why.Open(s.opts.Desk.Snapshot())
	}
	s.window.Canvas().Focus(s.why.Focusable())
}

// closeWhy gives the side panel its place back.
func (s *Shell) closeWhy() {
	if !s.why.Opened() {
		return
	}
	had := s.window.Canvas().Focused() == s.why.Focusable()
	s.why.Close()
	s.why.Content().Hide()
	s.side.Content().Show()
	s.split.Keep(sidePane, false)
	if had {
		s.board.FocusRows()
	}
}

// toggleWhy is the key of the panel: it opens it, brings the keyboard to it, and
// from there closes it.
func (s *Shell) toggleWhy() {
	if s.why.Opened() && s.window.Canvas().Focused() == s.why.Focusable() {
		s.closeWhy()
		return
	}
	s.openWhy()
}
