package score

import (
	"container/list"

	"floorwalker/app/chat"
)

// recent is the chats that were heard of last, at most a fixed number.
type recent struct {
	most  int
	order *list.List // of chat.ChatID, the newest first
	at    map[chat.ChatID]*list.Element
}

func newRecent(most int) recent {
	return recent{most: most, order: list.New(), at: make(map[chat.ChatID]*list.Element)}
}

// use notes that a chat was heard of. If there are too many then, it drops and
// returns the one that was not heard of for longest.
func (r *recent) use(id chat.ChatID) (old chat.ChatID, full bool) {
	if e, ok := r.at[id]; ok {
		r.order.MoveToFront(e)
		return "", false
	}
	r.at[id] = r.order.PushFront(id)
	if len(r.at) <= r.most {
		return "", false
	}
	old, _ = r.order.Remove(r.order.Back()).(chat.ChatID)
	delete(r.at, old)
	return old, true
}
