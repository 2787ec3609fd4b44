package ui

// openWhy shows why the chat on screen has an alert, or has none, in the side
// panel's place, and puts the keyboard there (D-01). A window that is too narrow for
// both shows it instead of the board, never instead of the conversation.
func (s *Shell) openWhy() {
	if s.page != pageFloor {
		s.turn(pageFloor)
	}
	if !s.why.Opened() {
		s.hideBeside()
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
			s.closeBeside()
		}
		focus()
	}
}

// openBeside shows what the team says about the chat on screen in the side panel's place,
// and puts the keyboard there (C-INT-01).
func (s *Shell) openBeside() {
	snap := s.opts.Desk.Snapshot()
	if snap.Thread == nil {
		s.thread.NoChat()
		return
	}
	if s.page != pageFloor {
		s.turn(pageFloor)
	}
	if !s.beside.Opened() {
		if s.why.Opened() {
			s.why.Close()
			s.why.Content().Hide()
		}
		s.side.Content().Hide()
		s.beside.Content().Show()
		s.split.Keep(sidePane, boardPane)
		s.beside.Open(snap)
	}
	s.window.Canvas().Focus(s.beside.Focusable())
}

// hideBeside takes the panel away; what is written in it stays with its chat.
func (s *Shell) hideBeside() {
	if s.beside.Opened() {
		s.beside.Close()
		s.beside.Content().Hide()
	}
}

// closeBeside gives the side panel its place back.
func (s *Shell) closeBeside() {
	if !s.beside.Opened() {
		return
	}
	had := s.window.Canvas().Focused() == s.beside.Focusable()
	s.hideBeside()
	s.side.Content().Show()
	s.split.Release()
	if had {
		s.board.FocusRows()
	}
}

// toggleBeside is the key of the panel, as [Shell.toggleWhy] is that of the other.
func (s *Shell) toggleBeside() {
	if s.beside.Opened() && s.window.Canvas().Focused() == s.beside.Focusable() {
		s.closeBeside()
		return
	}
	s.openBeside()
}
