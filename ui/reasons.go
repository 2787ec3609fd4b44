package ui

// openWhy shows why the chat on screen has an alert, or has none, in the side
// panel's place, and puts the keyboard there (D-01). A window that is too narrow for
// both shows it instead of the board, never instead of the conversation.
func (s *Shell) openWhy() {
	if s.page != pageFloor {
		s.turn(pageFloor)
	}
	if !s.why.Opened() {
		s.side.Content().Hide()
		s.why.Content().Show()
		s.split.Keep(sidePane, boardPane)
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
	s.split.Release()
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

// toRows puts the keyboard into the list of chats, or into its filter; what stands in
// their place goes first.
func (s *Shell) toRows(focus func()) func() {
	return func() {
		if s.split.Folded(boardPane) {
			s.closeWhy()
		}
		focus()
	}
}
