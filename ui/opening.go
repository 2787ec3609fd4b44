package ui

import "floorwalker/app/chat"

// open shows a chat.
func (s *Shell) open(id chat.ChatID) {
	s.rest(id)
	s.opened = id
	s.opts.Desk.Open(id)
	if s.page != pageFloor && id != "" {
		s.turn(pageFloor)
	}
}

// rest takes the keyboard out of a box as another chat is asked for: what is
// typed until that chat is on screen is meant for it, and must not go to the one
// that is left. It comes back when the box is the new chat's.
func (s *Shell) rest(id chat.ChatID) {
	if canvas := s.window.Canvas(); id != s.opened && s.thread.Writing(canvas.Focused()) {
		canvas.Unfocus()
		s.writeOn = id
	}
}

// resume gives the keyboard back once the chat that was asked for is drawn.
func (s *Shell) resume(drawn chat.ChatID) {
	if s.writeOn == "" || s.writeOn != drawn {
		return
	}
	s.writeOn = ""
	if s.window.Canvas().Focused() == nil && !s.covered() {
		s.thread.Resume()
	}
}

// OpenFromOutside shows the chat of a notification that was clicked, and
// raises the window: somebody asked for it.
func (s *Shell) OpenFromOutside(id chat.ChatID) {
	s.opts.Loop.Post(func() {
		s.open(id)
		s.window.RequestFocus()
	})
}

func (s *Shell) step(by int, alertsOnly bool) {
	if id, ok := s.board.Step(s.opened, by, alertsOnly); ok {
		s.open(id)
	}
}

func (s *Shell) openCursor() {
	if id := s.board.Cursor(); id != "" {
		s.open(id)
	}
}
