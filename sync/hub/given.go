package hub

import (
	"floorwalker/app/chat"
	"floorwalker/app/referee"
)

// given ends what the desks of somebody observe of a chat that was assigned to them:
// who serves a chat watches it no more (V-INV-03). By their own wish that ends with the
// wish; here nobody wished for anything.
func (h *Hub) given(e *committed) {
	b, ok := e.ev.Body.(*chat.ChatAccepted)
	if !ok || b.Rule == "" {
		return
	}
	fact := referee.AuditFact{
		ID: chat.CommandID(e.ev.ID), Kind: referee.AuditSteppedIn, At: e.ev.At, Chat: e.ev.Chat, Agent: b.Agent,
	}
	news := false
	h.sessions.each(func(s *session) {
		if s.who.Agent == b.Agent && s.observed(&fact) {
			news = true
		}
	})
	if news { // once, on however many desks they watched
		h.audit.write(fact, func(error) {})
	}
}
