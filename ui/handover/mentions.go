package handover

import (
	"cmp"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/view"
	"floorwalker/ui/words"
)

// chatNames finds the customers of chats. A chat that is over has left the boards
// and goes by its id.
func chatNames(s *app.Snapshot, ids []chat.ChatID) map[chat.ChatID]string {
	names := make(map[chat.ChatID]string, len(ids))
	for _, id := range ids {
		names[id] = "Chat " + brief(string(id)) + ", not open any more"
	}
	if s == nil || len(ids) == 0 {
		return names
	}
	left := len(names)
	s.Boards[view.All].Each(func(r *view.Row) bool {
		if _, wanted := names[r.ID]; wanted {
			names[r.ID] = words.Name(r.Customer)
			left--
		}
		return left > 0
	})
	return names
}

// followUpName says which follow-up is meant.
func (p *notesPane) followUpName(id record.ID) string {
	if p.snap == nil {
		return brief(string(id))
	}
	v, ok := p.snap.Shelves.FollowUps.Get(id)
	if !ok {
		return "Follow-up " + brief(string(id)) + ", not there any more"
	}
	f := v.Content
	s := cmp.Or(f.Customer, f.Phone) + " · " + f.Reason
	if !f.IsOpen() {
		return s + " · done"
	}
	return s + " · due " + p.clock(f.Due)
}

// myChats are the chats that the person at this desk serves.
func myChats(s *app.Snapshot) (ids []chat.ChatID) {
	if s == nil {
		return nil
	}
	s.Boards[view.Mine].Each(func(r *view.Row) bool {
		if r.Mine {
			ids = append(ids, r.ID)
		}
		return true
	})
	return ids
}

// myFollowUps are the open follow-ups that the person at this desk is to call.
func myFollowUps(s *app.Snapshot) (ids []record.ID) {
	if s == nil || s.Me.Agent == "" {
		return nil
	}
	for v := range s.Shelves.FollowUps.OpenOf(s.Me.Agent) {
		ids = append(ids, v.ID)
	}
	return ids
}
