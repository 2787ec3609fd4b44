package hub

import (
	"floorwalker/app/chat"
	"floorwalker/sync/log"
)

// subjectOf returns where on the log an event goes; owning says that it changes
// who serves the chat, or who answers for the floor, of which there is one winner.
func subjectOf(e *chat.Event) (s log.Subject, owning bool) {
	if b, ok := e.Body.(*chat.RecordSaved); ok {
		return log.Shelf(b.Shelf), false
	}
	if e.Chat == "" {
		switch e.Body.(type) {
		case *chat.CoverChanged: // of which there is one winner, too
			return log.Cover(), true
		case *chat.AttemptBegan, *chat.AttemptEnded, *chat.CallPlaced: // of a follow-up that has no chat
			return log.Shelf(chat.ShelfFollowUps), false
		}
		return log.Team(), false
	}
	switch e.Body.(type) {
	case *chat.ChatOpened, *chat.ChatQueued, *chat.ChatAccepted, *chat.TakeOverClaimed,
		*chat.ChatTakenOver, *chat.TakeOverReverted, *chat.ChatClosed,
		*chat.ChatForwarded, *chat.AgentLeft, *chat.ChatReturned:
		return log.ChatOwn(e.Chat), true
	case *chat.MessagePosted, *chat.NotePosted, *chat.MessageDelivered, *chat.WhisperPosted,
		*chat.MessageEdited, *chat.MessageRemoved:
		return log.ChatMessages(e.Chat), false
	default:
		return log.ChatFacts(e.Chat), false
	}
}
