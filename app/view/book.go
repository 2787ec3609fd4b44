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
	cells  map[chat.ChatID]*cell
	of     map[*chat.Chat]*cell         // the same by the chat itself, which is found sooner
	looked map[chat.ChatID]chat.Instant // of chats on the board and not
	gaps   map[chat.ChatID]bool
	gapAll bool
	// watched are the chats that others watch, with how many do.
	watched map[chat.ChatID]int
	// unsent are the chats with lines of this person's that wait for them.
	unsent map[chat.ChatID]int
	// beside are the chats with lines in their side thread that this person has not
	// read, mentioned those with lines that name them.
	beside, mentioned map[chat.ChatID]int
	// department is this person's, for the chats that wait for it.
	department string
	// help are the chats whose agent has called for a lead, and escalated those
	// that wait in Escalations.
	help, escalated map[chat.ChatID]*chat.Chat
	// owing are the chats, closed ones among them, that owe what outlives them.
	owing map[chat.ChatID]*chat.Chat
	// owed changes when what Duties returns may have.
	owed uint64
	// night are the chats, closed ones among them, that came while nobody was
	// there; nights changes when what Night returns may have.
	night  map[chat.ChatID]*chat.Chat
	nights uint64
	// round changes when something did that rows of any chat may depend on.
	round uint64
}

// page is a section's rows in order. The alerts are the first rows of All,
// which is sorted by urgency first, so that section has no tree of its own.
type page struct {
	items   *btree.BTreeG[item]
	n       int
	version uint64
	topics  [Topics]int
}

// degree makes the pieces of a tree small. A board that was given out shares
// them, so the first row that moves in a piece afterwards copies it; on a large
// floor hardly two rows move in the same one.
const degree = 8

// NewBook returns an empty board for me. A chat must be looked at within the
// given time of its start; names turns an agent's id into a name.
func NewBook(me chat.AgentID, within time.Duration, names func(chat.AgentID) string) *Book {
	b := &Book{
		me: me, within: within, names: names,
		cells: make(map[chat.ChatID]*cell), of: make(map[*chat.Chat]*cell),
		looked: make(map[chat.ChatID]chat.Instant), gaps: make(map[chat.ChatID]bool), round: 1,
		watched: make(map[chat.ChatID]int), unsent: make(map[chat.ChatID]int),
		beside: make(map[chat.ChatID]int), mentioned: make(map[chat.ChatID]int),
		help: make(map[chat.ChatID]*chat.Chat), escalated: make(map[chat.ChatID]*chat.Chat),
		owing: make(map[chat.ChatID]*chat.Chat), night: make(map[chat.ChatID]*chat.Chat),
	}
	for i := range b.pages {
		if Section(i) == Alerts {
			continue
		}
		b.pages[i].items = btree.NewBTreeGOptions(less, btree.Options{NoLocks: true, Degree: degree})
	}
	return b
}

// Me changes whose board it is; the caller updates every chat afterwards.
func (b *Book) Me(me chat.AgentID) {
	b.me = me
	b.round++
}

// Department says which team this person is of; the caller updates every chat if that
// is news.
func (b *Book) Department(name string) (news bool) {
	if b.department == name {
		return false
	}
	b.department = name
	b.round++
	return true
}

// Looked records that this person looked at a chat; the caller updates it.
func (b *Book) Looked(id chat.ChatID, at chat.Instant) {
	b.looked[id] = max(b.looked[id], at)
	if p := b.cells[id]; p != nil {
		p.look.looked(at)
		p.round = 0 // a look is owed no more
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

// Unsent says how many lines of this person's wait for them in a chat; the
// caller updates it if it is on the floor.
func (b *Book) Unsent(id chat.ChatID, n int) { b.count(b.unsent, id, n) }

// count keeps a figure that a row shows and no event changes, and reports
// whether it is another one.
func (b *Book) count(in map[chat.ChatID]int, id chat.ChatID, n int) (news bool) {
	if n == in[id] {
		return false
	}
	if n == 0 {
		delete(in, id)
	} else {
		in[id] = n
	}
	if p := b.cells[id]; p != nil {
		p.round = 0
	}
	return true
}

// HasGap reports whether lines of the chat are known to be missing.
func (b *Book) HasGap(id chat.ChatID) bool { return b.gapAll || len(b.gaps) > 0 && b.gaps[id] }

// Update brings the chat's row, and its place if that changed, up to date.
func (b *Book) Update(c *chat.Chat) {
	if !c.Active() {
		b.Remove(c.ID)
		b.owe(c)
		b.file(c)
		return
	}
	p := b.of[c]
	if p == nil {
		p = b.enter(c)
	}
	if !b.fits(p) {
		b.rebuild(p)
	}
	p.show(b.me)
}

// enter gives c a cell, or the one that its namesake had on another floor.
func (b *Book) enter(c *chat.Chat) *cell {
	p := b.cells[c.ID]
	if p == nil {
		p = &cell{id: c.ID, look: look{at: b.looked[c.ID]}}
		b.cells[c.ID] = p
	} else {
		delete(b.of, p.chat)
		p.look.forget()
	}
	p.chat, p.round = c, 0
	b.of[c] = p
	return p
}

// fits reports whether nothing but lines has changed since p's base was built.
func (b *Book) fits(p *cell) bool {
	return p.revision == p.chat.Revision && p.round == b.round && p.look.gap == b.HasGap(p.id) &&
		(p.chat.Owner == "" || p.base.Server == b.names(p.chat.Owner))
}

func (b *Book) rebuild(p *cell) {
	p.look.gap = b.HasGap(p.id)
	r := baseOf(p.chat, b.me, &p.look, b.within, b.names)
	r.Watchers, r.Unsent = b.watched[p.id], b.unsent[p.id]
	r.Beside, r.Mentioned = b.beside[p.id], b.mentioned[p.id]
	to := b.routed(p.chat)
	r.Routed, r.ForMe = to.Words(), b.forMe(p.chat)
	p.base, p.revision, p.round = r, p.chat.Revision, b.round
	among(b.help, p.chat, r.Help)
	among(b.escalated, p.chat, r.Escalated)
	b.owe(p.chat)
	b.file(p.chat)
	k := key{urgency: r.Urgency, due: r.Owed.Due, opened: r.Opened}
	if r.Owed.Kind == OwedLook {
		k.due = 0 // one's own reminder to look moves no row about, nor does looking
	}
	b.move(p, k, sectionsOf(r), r.Topic)
}

// Remove takes a chat off the board.
func (b *Book) Remove(id chat.ChatID) {
	if p := b.cells[id]; p != nil {
		b.move(p, p.key, [Sections]bool{}, p.topic)
		delete(b.cells, id)
		delete(b.of, p.chat)
	}
	delete(b.looked, id)
	delete(b.gaps, id)
	delete(b.watched, id)
	delete(b.beside, id)
	delete(b.mentioned, id)
	delete(b.help, id)
	delete(b.escalated, id)
	b.forgive(id)
	b.unfile(id)
}

// Clear empties the board, as a new snapshot begins; what was looked at stays.
func (b *Book) Clear() {
	for i := range b.pages {
		p := &b.pages[i]
		p.n, p.topics = 0, [Topics]int{}
		p.version++
		if p.items != nil {
			p.items.Clear()
		}
	}
	clear(b.cells)
	clear(b.of)
	clear(b.help)
	clear(b.escalated)
	clear(b.owing)
	clear(b.night)
	b.owed++
	b.nights++
}

func (b *Book) move(p *cell, k key, on [Sections]bool, topic Topic) {
	for s := range b.pages {
		was, is, moved := p.on[s], on[s], p.key != k
		if was {
			b.pages[s].topics[p.topic]--
		}
		if is {
			b.pages[s].topics[topic]++
		}
		if was && (!is || moved) {
			b.pages[s].take(item{p.key, p})
		}
		if is && (!was || moved) {
			b.pages[s].put(item{k, p})
		}
	}
	p.key, p.on, p.topic = k, on, topic
}

func (p *page) take(it item) {
	p.n--
	p.version++
	if p.items != nil {
		p.items.Delete(it)
	}
}

func (p *page) put(it item) {
	p.n++
	p.version++
	if p.items != nil {
		p.items.Set(it)
	}
}

func sectionsOf(r *Row) (on [Sections]bool) {
	on[All] = true
	on[Mine] = r.Mine || r.Joined
	on[Alerts] = r.Urgency <= Proactive
	on[Bot] = r.Speaking == chat.SpeakerBot
	on[Queue] = r.Stage == chat.StageQueued
	on[Escalations] = r.Escalated
	return on
}

// Boards returns the order of every section as it is now. It costs the same
// for ten chats and for ten thousand.
func (b *Book) Boards() [Sections]Board {
	var out [Sections]Board
	for i := range b.pages {
		if p := &b.pages[i]; p.items != nil {
			out[i] = Board{items: p.items.Copy(), n: p.n, Version: p.version, Topics: p.topics}
		}
	}
	alerts := &b.pages[Alerts]
	out[Alerts] = Board{items: out[All].items, n: alerts.n, Version: alerts.version, Topics: alerts.topics}
	out[Escalations].Oldest = oldest(b.escalated)
	return out
}

// Row returns the chat's row as it is now, or nil.
func (b *Book) Row(id chat.ChatID) *Row {
	if p := b.cells[id]; p != nil {
		return p.row()
	}
	return nil
}
