package chatwoot

import (
	"hash/fnv"
	"slices"
	"strconv"
	"sync"
	"time"

	"floorwalker/app/chat"
)

const (
	// looksBack is how many lines of a chat are looked at again for changes. It is below
	// the hundred that one request brings, so that new ones come with it.
	looksBack = 80
	// remembers is how many lines' digests are kept.
	remembers = 200
	// keepsOver is how long a chat that has ended is remembered. One that is heard of later
	// is read from its beginning, and compared with what the hub has.
	keepsOver = time.Hour
)

// room is what the driver remembers of one chat. Whoever works on the chat holds mu.
type room struct {
	mu sync.Mutex
	// met says that the chat was read from its beginning.
	met bool
	// sure is the line up to which the hub has every one, as REST had them.
	sure number
	// digests are of the newest lines that the hub has.
	digests map[number]digests
	edits   map[number]int
	// gist is the ownership that was settled last, and order its updated_at.
	gist  string
	order int64
	// checked is the updated_at of the last look at all of its newest lines.
	checked int64
	// contact is the customer's number.
	contact number
	// ours are the newest lines that the customer's side can confirm.
	ours []ourLine
	// read is the line that was confirmed last.
	read number
	// over is when it was seen to have ended, or to be none of ours; zero while it is open.
	over time.Time
}

// ourLine is a line of an agent or of the system.
type ourLine struct {
	id      number
	message chat.MessageID
	at      int64 // Unix seconds
}

// room returns the memory of a chat.
func (d *Driver) room(id chat.ChatID) *room {
	d.mu.Lock()
	defer d.mu.Unlock()
	r := d.rooms[id]
	if r == nil {
		r = &room{digests: make(map[number]digests), edits: make(map[number]int)}
		d.rooms[id] = r
	}
	return r
}

// forgetRooms drops chats that ended long ago. It belongs to the goroutine of Run, while
// nobody works on a chat.
func (d *Driver) forgetRooms() {
	now := d.cfg.Now()
	d.mu.Lock()
	defer d.mu.Unlock()
	for id, r := range d.rooms {
		if !r.mu.TryLock() {
			continue
		}
		if !r.over.IsZero() && now.Sub(r.over) > keepsOver {
			delete(d.rooms, id)
			delete(d.behind, id)
		}
		r.mu.Unlock()
	}
}

// roomsOf returns the chats of a customer.
func (d *Driver) roomsOf(contact number) []chat.ChatID {
	d.mu.Lock()
	rooms := make(map[chat.ChatID]*room, len(d.rooms))
	for id, r := range d.rooms {
		rooms[id] = r
	}
	d.mu.Unlock()
	var ids []chat.ChatID
	for id, r := range rooms {
		r.mu.Lock()
		if r.contact == contact {
			ids = append(ids, id)
		}
		r.mu.Unlock()
	}
	slices.Sort(ids)
	return ids
}

// noted is what is new about a line.
type noted struct{ line, text, more bool }

// note remembers a line and says what is new: all of it, its text, or something else.
func (r *room) note(m *message) noted {
	d := digest(m)
	old, seen := r.digests[m.ID]
	r.digests[m.ID] = d
	return noted{line: !seen, text: seen && old.text != d.text, more: seen && old.more != d.more}
}

// lookFrom is the line behind which a second look begins.
func (r *room) lookFrom() number {
	ids := r.ids()
	if len(ids) <= looksBack {
		return 0
	}
	return ids[len(ids)-looksBack-1]
}

func (r *room) ids() []number {
	ids := make([]number, 0, len(r.digests))
	for id := range r.digests {
		ids = append(ids, id)
	}
	slices.Sort(ids)
	return ids
}

// tidy forgets all but the newest lines.
func (r *room) tidy() {
	if len(r.digests) <= 2*remembers {
		return
	}
	ids := r.ids()
	for _, id := range ids[:len(ids)-remembers] {
		delete(r.digests, id)
		delete(r.edits, id)
	}
}

// close keeps of a chat that has ended only how far it was read.
func (r *room) close() {
	r.digests, r.edits = make(map[number]digests), make(map[number]int)
	r.ours, r.gist = nil, ""
}

// ended notes whether the chat has.
func (r *room) ended(yes bool, now time.Time) {
	switch {
	case !yes:
		r.over = time.Time{}
	case r.over.IsZero():
		r.over = now
	}
}

// post remembers a line that can be confirmed.
func (r *room) post(l ourLine) {
	r.ours = append(r.ours, l)
	slices.SortFunc(r.ours, func(a, b ourLine) int { return int(a.id - b.id) })
	r.ours = r.ours[max(0, len(r.ours)-20):]
}

// digests are of a line's text and of what else may change.
type digests struct{ text, more uint64 }

func digest(m *message) digests {
	a := &m.Attributes.v
	more := []string{m.Status.v, strconv.FormatBool(a.Deleted.v)}
	if r := a.Values.v.Rating.v; r != nil {
		more = append(more, strconv.FormatInt(int64(r.Stars), 10), r.Words.v)
	}
	return digests{text: hashOf(m.Content.v), more: hashOf(more...)}
}

func hashOf(parts ...string) uint64 {
	h := fnv.New64a()
	for _, s := range parts {
		_, _ = h.Write([]byte(s))
		_, _ = h.Write([]byte{0})
	}
	return h.Sum64()
}
