package ui

import (
	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/view"
)

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

// besideAsked opens the side thread of a chat that was asked for because of it, once that
// chat is drawn.
func (s *Shell) besideAsked(t *view.Thread) {
	if s.besideOn == "" || s.besideOn != t.ID {
		return
	}
	s.besideOn = ""
	if t.Side.Mentions > 0 || t.Side.Unread > 0 { // else it is a note among the lines
		s.openBeside()
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

// OpenNotification shows what a notification is about that was clicked, and raises the
// window: a chat, what the team says beside it, the channel, or how the chat systems are.
// What is about the floor as a whole raises the window alone.
func (s *Shell) OpenNotification(k alert.Key) {
	switch {
	case k.Cause == alert.CauseMention:
		s.opts.Loop.Post(func() {
			s.openMention(k.Chat)
			s.window.RequestFocus()
		})
	case k.Cause == alert.CauseBackend:
		s.opts.Loop.Post(func() {
			s.toBackends()
			s.window.RequestFocus()
		})
	case k.Chat != "":
		s.OpenFromOutside(k.Chat)
	}
}

// openMention shows where somebody named the person at this desk: a room of the channel,
// or a chat, whose side thread opens if that is where it is.
func (s *Shell) openMention(id chat.ChatID) {
	if id == "" {
		s.channel.OpenMention(s.opts.Desk.Snapshot())
		s.turn(pageChannel)
		return
	}
	s.open(id)
	s.besideOn = id
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
