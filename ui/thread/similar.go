package thread

import "floorwalker/app/chat"

// TicketDesk counts what was solved before; the answer comes from a goroutine of the
// desk's.
type TicketDesk interface {
	SimilarTickets(id chat.ChatID, got func(resolved int, err error))
}

// similar is how many resolved tickets are like each chat's. Without an answer there
// are none: nobody is told that others were helped unless they were.
type similar struct {
	of    *Pane
	known map[chat.ChatID]int
}

// count answers at once, and asks the first time.
func (s *similar) count(id chat.ChatID) int {
	if n, ok := s.known[id]; ok || s.of.opts.Tickets == nil {
		return n
	}
	s.known[id] = 0
	s.of.opts.Tickets.SimilarTickets(id, func(n int, err error) {
		s.of.opts.Post(func() {
			if err != nil {
				return
			}
			s.known[id] = n
			if t := s.of.shown; t != nil && t.ID == id && s.of.reply.guide.opened() {
				s.of.reply.guide.show(t)
			}
		})
	})
	return 0
}
