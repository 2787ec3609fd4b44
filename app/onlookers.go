package app

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
	"floorwalker/app/view"
)

// maxStrangers is how many chats that are not on the floor are remembered: the
// audit stream may tell of a chat before the ordinary one has opened it, and it
// tells of all that have ever been.
const maxStrangers = 64

// onlookers is what this desk knows of who watches whom. It is there for leads
// only, and in memory only: on a disk it would outlive the role of whoever read
// it, and say who was watched (D-03).
type onlookers struct {
	auditor Auditor
	// term counts the persons and roles at this desk.
	term uint64
	// known is set while the stream is read.
	known     bool
	sights    map[chat.ChatID]*sight
	strangers []chat.ChatID
	// served are chats that this person serves, or has served until then.
	served map[chat.ChatID]service
	// gone is when each agent was last seen to be offline.
	gone map[chat.AgentID]chat.Instant
}

// service is this person's last serving of a chat.
type service struct {
	until chat.Instant
	lasts bool
}

func newOnlookers() onlookers {
	return onlookers{
		term: 1, sights: make(map[chat.ChatID]*sight), served: make(map[chat.ChatID]service),
		gone: make(map[chat.AgentID]chat.Instant),
	}
}

// drop forgets a chat that is not on the floor any more.
func (w *onlookers) drop(id chat.ChatID) {
	delete(w.sights, id)
	delete(w.served, id)
}

// AttachAuditor gives the desk its way to the audit stream, before Run. A desk
// without one does not know who watches, whoever works at it.
func (d *Desk) AttachAuditor(a Auditor) { d.onlookers.auditor = a }

// follow has the audit stream read exactly while the person is known to be a
// lead: the role that a desk remembers of an earlier connection is not asked
// with (D-03).
func (d *Desk) follow() {
	switch {
	case d.onlookers.auditor == nil:
	case d.live && d.me.Role == chat.RoleLead:
		d.onlookers.auditor.Follow(d.onlookers.term)
	default:
		d.onlookers.auditor.Follow(0)
	}
}

// otherEyes forgets everything when somebody else works here, or with another
// role, or for another floor.
func (d *Desk) otherEyes(now Me) {
	if was := d.me; was.Agent == now.Agent && was.Role == now.Role && was.Floor == now.Floor {
		return
	}
	d.onlookers.term++
	d.onlookers.known = false
	d.unsee()
	if d.me.Agent != now.Agent || d.me.Floor != now.Floor {
		clear(d.onlookers.served)
		clear(d.onlookers.gone)
	}
}

// unsee forgets what was told.
func (d *Desk) unsee() {
	for id := range d.onlookers.sights {
		d.forgetSight(id)
	}
	d.onlookers.strangers = nil
}

func (d *Desk) forgetSight(id chat.ChatID) {
	delete(d.onlookers.sights, id)
	d.countWatchers(id)
}

// AuditBegan says that the audit stream is read, anew or on from where it was.
func (d *Desk) AuditBegan(term uint64, anew bool) {
	d.told(term, func() {
		if anew {
			d.unsee()
		}
		d.onlookers.known = true
		d.countAll()
	})
}

// AuditEnded says that the audit stream is not read for now.
func (d *Desk) AuditEnded(term uint64) {
	d.told(term, func() {
		d.onlookers.known = false
		d.countAll()
	})
}

// AuditFacts folds what the audit stream tells.
func (d *Desk) AuditFacts(term uint64, facts []referee.AuditFact) {
	d.told(term, func() {
		for i := range facts {
			d.see(&facts[i])
		}
	})
}

// told takes what belongs to this term; what is left of another is nothing that
// the person who works here now may see.
func (d *Desk) told(term uint64, f func()) {
	d.do(func() {
		if term == d.onlookers.term && d.me.Role == chat.RoleLead {
			f()
			d.stale = true
		}
	})
}

// see folds one fact, unless the person serves its chat or did so then: the hub
// leaves those out, and a fact that was on its way must not get past it.
func (d *Desk) see(f *referee.AuditFact) {
	w := &d.onlookers
	c := d.floor.Chat(f.Chat)
	if f.Agent == d.me.Agent || slices.Contains(f.Serving, d.me.Agent) || c != nil && d.serves(c) {
		return
	}
	if had, ok := w.served[f.Chat]; ok && f.At <= had.until {
		return
	}
	s := w.sights[f.Chat]
	if s == nil {
		s = &sight{}
		w.sights[f.Chat] = s
		if c == nil {
			d.strange(f.Chat)
		}
	}
	s.fold(f, w.gone[f.Agent])
	d.countWatchers(f.Chat)
}

// strange remembers a chat that may yet be opened; the oldest that was not is
// forgotten.
func (d *Desk) strange(id chat.ChatID) {
	w := &d.onlookers
	w.strangers = append(w.strangers, id)
	if len(w.strangers) <= maxStrangers {
		return
	}
	oldest := w.strangers[0]
	w.strangers = slices.Delete(w.strangers, 0, 1)
	if d.floor.Chat(oldest) == nil {
		d.forgetSight(oldest)
	}
}

// serves reports whether the person serves a chat, or is about to, as the hub
// judges it.
func (d *Desk) serves(c *chat.Chat) bool {
	return c.Serves(d.me.Agent) || c.Claim.Open() && c.Claim.Agent == d.me.Agent
}

// witness notes of an event of the ordinary stream what it means for who may
// know who watches. It is noted on every desk, because a role may come later;
// nothing of it depends on anybody's watching.
func (d *Desk) witness(ch chat.Change, e *chat.Event) {
	if ch.Chat != nil {
		d.serving(ch.Chat, e)
		return
	}
	if b, ok := e.Body.(*chat.PresenceChanged); ok && b.Presence != chat.PresenceOnline {
		d.onlookers.gone[b.Agent] = max(d.onlookers.gone[b.Agent], e.At)
		d.countAll()
	}
}

// serving forgets a chat when its person comes to serve it, and notes until
// when they do.
func (d *Desk) serving(c *chat.Chat, e *chat.Event) {
	w := &d.onlookers
	is := d.serves(c)
	if !is && len(w.served) == 0 && len(w.sights) == 0 {
		return
	}
	had := w.served[c.ID]
	switch {
	case is:
		w.served[c.ID] = service{max(e.At, had.until), true}
		if w.sights[c.ID] != nil {
			d.forgetSight(c.ID)
		}
	case had.lasts:
		w.served[c.ID] = service{max(e.At, had.until), false}
	}
	if _, opened := e.Body.(*chat.ChatOpened); opened && w.sights[c.ID] != nil {
		d.countWatchers(c.ID) // it was told of before it was here
	}
}

// tidyOnlookers forgets the chats that a new snapshot does not have.
func (d *Desk) tidyOnlookers() {
	for id := range d.onlookers.sights {
		if d.floor.Chat(id) == nil {
			d.forgetSight(id)
		}
	}
	for id := range d.onlookers.served {
		if d.floor.Chat(id) == nil {
			delete(d.onlookers.served, id)
		}
	}
	d.onlookers.strangers = nil
}

// countWatchers brings the row of a chat up to date.
func (d *Desk) countWatchers(id chat.ChatID) {
	n := 0
	if s := d.onlookers.sights[id]; s != nil && d.onlookers.known {
		n = len(d.watchersOf(s))
	}
	if !d.book.Watched(id, n) {
		return // such as when a colleague who watches another chat goes offline
	}
	if c := d.floor.Chat(id); c != nil {
		d.dirty[id], d.stale = c, true
	}
}

// countAll brings all rows up to date.
func (d *Desk) countAll() {
	for id := range d.onlookers.sights {
		d.countWatchers(id)
	}
}

// watchersOf returns who watches now, without those who went offline since.
func (d *Desk) watchersOf(s *sight) []stretch {
	var now []stretch
	for _, n := range s.now {
		if n.since > d.onlookers.gone[n.agent] {
			now = append(now, n)
		}
	}
	return now
}

// watchOf returns what the person may know about who watches c, or nil.
func (d *Desk) watchOf(c *chat.Chat) *view.Watch {
	w := &d.onlookers
	if w.auditor == nil || d.me.Role != chat.RoleLead || d.serves(c) {
		return nil
	}
	_, part := w.served[c.ID]
	v := &view.Watch{Known: w.known, Part: part}
	s := w.sights[c.ID]
	if s == nil {
		return v
	}
	if w.known {
		for _, n := range d.watchersOf(s) {
			v.Now = append(v.Now, view.Watcher{Agent: n.agent, Name: d.nameOf(n.agent), Since: n.since})
		}
	}
	v.Log = slices.Clone(s.log)
	for i := range v.Log {
		v.Log[i].Name = d.nameOf(v.Log[i].Agent)
	}
	return v
}
