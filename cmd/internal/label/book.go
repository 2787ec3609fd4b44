package label

import (
	"slices"

	"floorwalker/app/chat"
)

// Place names a turn.
type Place struct {
	Chat    chat.ChatID
	Message chat.MessageID
}

// Book is what a journal says: which chats were drawn, and what was said of
// which turn.
type Book struct {
	// Drawn are the chats in the order in which they are labelled, each once.
	Drawn []chat.ChatID

	judged map[Place]Marks
	order  []Place // of judged, the newest last
}

func newBook() *Book { return &Book{judged: make(map[Place]Marks)} }

// Judged returns what was said of a turn; ok is false if nothing was, and the
// marks are empty if it was passed over.
func (b *Book) Judged(p Place) (marks Marks, ok bool) {
	marks, ok = b.judged[p]
	return marks, ok
}

// Last returns the turn that was judged last.
func (b *Book) Last() (Place, bool) {
	if len(b.order) == 0 {
		return Place{}, false
	}
	return b.order[len(b.order)-1], true
}

// WasDrawn returns the chats that were drawn, and those that have a judgement.
func (b *Book) WasDrawn() map[chat.ChatID]bool {
	all := make(map[chat.ChatID]bool, len(b.Drawn))
	for _, id := range b.Drawn {
		all[id] = true
	}
	for p := range b.judged {
		all[p.Chat] = true
	}
	return all
}

func (b *Book) take(e Entry) {
	for _, id := range e.Drawn {
		if !slices.Contains(b.Drawn, id) {
			b.Drawn = append(b.Drawn, id)
		}
	}
	if e.Chat == "" {
		return
	}
	p := Place{e.Chat, e.Message}
	if _, again := b.judged[p]; again {
		b.order = slices.DeleteFunc(b.order, func(o Place) bool { return o == p })
		delete(b.judged, p)
	}
	if !e.Undone {
		b.judged[p] = e.Marks
		b.order = append(b.order, p)
	}
}
