package view

import (
	"time"

	"github.com/tidwall/btree"

	"floorwalker/app/chat"
)

// Book keeps the board of one person up to date, a chat at a time.
type Book struct {
	me     chat.AgentID
	within time.Duration
	names  func(chat.AgentID) string

	pages  [Sections]page
	cells  map[chat.ChatID]*place
	looked map[chat.ChatID]chat.Instant // of chats on the board and not
	gaps   map[chat.ChatID]bool
	gapAll bool
}

type page struct {
	items   *btree.BTreeG[item]
	version uint64
}

// place is where a chat stands on each page now.
type place struct {
	cell *cell
	key  key
	on   [Sections]bool
	look look
}

// NewBook returns an empty board for me. A chat must be looked at within the
// given time of its start; names turns an agent's id into a name.
func NewBook(me chat.AgentID, within time.Duration, names func(chat.AgentID) string) *Book {
	b := &Book{
		me: me, within: within, names: names,
		cells: make(map[chat.ChatID]*place), looked: make(map[chat.ChatID]chat.Instant),
		gaps: make(map[chat.ChatID]bool),
	}
	for i := range b.pages {
		b.pages[i].items = btree.NewBTreeGOptions(less, btree.Options{NoLocks: true})
	}
	return b
}

// Me changes whose board it is; the caller updates every chat afterwards.
func (b *Book) Me(me chat.AgentID) { b.me = me }

// Looked records that this person looked at a chat; the caller updates it.
func (b *Book) Looked(id chat.ChatID, at chat.Instant) {
	b.looked[id] = max(b.looked[id], at)
	if p := b.cells[id]; p != nil {
		p.look.looked(at)
	}
}

// LookedAt returns when this person last looked at the chat.
func (b *Book) LookedAt(id chat.ChatID) chat.Instant { return b.looked[id] }

// Gap marks chats whose lines are known to be incomplete; none means all.
func (b *Book) Gap(ids ...chat.ChatID) {
	b.gapAll = b.gapAll || len(ids) == 0
	for _, id := range ids {
		b.gaps[id] = true
	}
}

// Whole forgets every gap.
func (b *Book) Whole() {
	b.gapAll = false
	clear(b.gaps)
}

// HasGap reports whether lines of the chat are known to be missing.
func (b *Book) HasGap(id chat.ChatID) bool { return b.gapAll || len(b.gaps) > 0 && b.gaps[id] }

// Update brings the chat's row, and its place if that changed, up to date.
func (b *Book) Update(c *chat.Chat) {
	if !c.Active() {
		b.Remove(c.ID)
		return
	}
	p := b.cells[c.ID]
	if p == nil {
		p = &place{cell: &cell{id: c.ID}, look: look{at: b.looked[c.ID], within: b.within}}
		b.cells[c.ID] = p
	}
	p.look.gap = b.HasGap(c.ID)
	r := rowOf(c, b.me, &p.look, b.names)
	p.cell.row.Store(r)
	k := key{urgency: r.Urgency, due: r.Owed.Due, opened: r.Opened}
	if r.Owed.Kind == OwedLook {
		k.due = 0 // one's own reminder to look moves no row about, nor does looking
	}
	b.move(p, k, sectionsOf(r))
}

// Remove takes a chat off the board.
func (b *Book) Remove(id chat.ChatID) {
	if p := b.cells[id]; p != nil {
		b.move(p, p.key, [Sections]bool{})
		delete(b.cells, id)
	}
	delete(b.looked, id)
	delete(b.gaps, id)
}

// Clear empties the board, as a new snapshot begins; what was looked at stays.
func (b *Book) Clear() {
	for i := range b.pages {
		b.pages[i].items.Clear()
		b.pages[i].version++
	}
	clear(b.cells)
}

func (b *Book) move(p *place, k key, on [Sections]bool) {
	was := item{p.key, p.cell}
	is := item{k, p.cell}
	for s := range b.pages {
		if p.on[s] && (!on[s] || p.key != k) {
			b.pages[s].items.Delete(was)
			b.pages[s].version++
		}
		if on[s] && (!p.on[s] || p.key != k) {
			b.pages[s].items.Set(is)
			b.pages[s].version++
		}
	}
	p.key, p.on = k, on
}

func sectionsOf(r *Row) (on [Sections]bool) {
	on[All] = true
	on[Mine] = r.Mine
	on[Alerts] = r.Urgency <= Proactive
	on[Bot] = r.Speaking == chat.SpeakerBot
	on[Queue] = r.Stage == chat.StageQueued
	return on
}

// Boards returns the order of every section as it is now. It costs the same
// for ten chats and for ten thousand.
func (b *Book) Boards() [Sections]Board {
	var out [Sections]Board
	for i := range b.pages {
		out[i] = Board{b.pages[i].items.Copy(), b.pages[i].version}
	}
	return out
}

// Row returns the chat's row as it is now, or nil.
func (b *Book) Row(id chat.ChatID) *Row {
	if p := b.cells[id]; p != nil {
		return p.cell.row.Load()
	}
	return nil
}
