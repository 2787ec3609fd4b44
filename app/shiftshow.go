package app

import (
	"time"

	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/shift/checklist"
	"floorwalker/app/shift/cover"
	"floorwalker/app/shift/handover"
	"floorwalker/app/view"
)

// What is shown of the shift is made from the whole floor: what would be handed
// over, and what is still to be done. So it is made anew at most once in
// [shiftTime], and only after something has happened that it depends on.

// shiftTime is how old what is shown of the shift may be.
const shiftTime = time.Second

// shiftwork is what a desk shows of the shift.
type shiftwork struct {
	old     bool         // something has happened since made
	made    chat.Instant // when the rest was
	cover   view.Cover
	handed  view.Handovers
	daily   []checklist.Item
	leaving []checklist.Item

	night  view.Night
	nights uint64 // of the book, when night was made

	today    Today
	fetching bool

	// key is the desk's public key once the keychain has given it, and keyWords why
	// it has not.
	key      []byte
	keyWords string

	// idle is what SetIdle said last, and told what the hub has heard of it on this
	// connection.
	idle, told bool
}

// showShift fills in what is shown of the shift.
func (d *Desk) showShift(s *Snapshot) {
	w := &d.shift
	now, _ := d.cfg.Clock.Now()
	if w.due(now) {
		d.makeShift(now)
	}
	if n := d.book.Nights(); d.teamOld || n != w.nights {
		w.night, w.nights = d.book.Night(&d.edition.Policy), n
	}
	s.Cover, s.Handovers, s.Daily, s.Leaving = w.cover, w.handed, w.daily, w.leaving
	s.Night, s.Day = w.night, w.today
}

// due reports whether what depends on the whole floor is to be made anew.
func (w *shiftwork) due(now chat.Instant) bool {
	age := now.Sub(w.made)
	return w.old && (w.made.IsZero() || age >= shiftTime || age < 0)
}

// makeShift makes anew what depends on the whole floor.
func (d *Desk) makeShift(now chat.Instant) {
	w := &d.shift
	w.old, w.made = false, max(now, 1)
	w.cover = view.CoverOf(d.floor, cover.State(d.floor, d.edition, now), d.me.Agent)
	w.handed = view.HandoversOf(d.floor, d.me.Agent, d.me.Role)
	w.handed.Shift, w.handed.Key = w.cover.Shift, d.keyState()
	if d.me.Agent == "" {
		w.daily, w.leaving = nil, nil
		return
	}
	w.handed.Draft = handover.Collect(d.floor, d.shelves.followUps.book, d.me.Agent, now, d.edition)
	in := d.listed(w.cover.Shift, now)
	w.daily, w.leaving = checklist.Daily(in), checklist.Leaving(in)
}

// listed is what the checklists are computed from.
func (d *Desk) listed(shift string, now chat.Instant) checklist.Input {
	in := checklist.Input{
		Floor: d.floor, FollowUps: d.shelves.followUps.book, Shift: shift, Me: d.me.Agent, Now: now, Edition: d.edition,
	}
	if today := &d.shift.today; !today.At.IsZero() {
		day := today.Day // what was handed out is never changed
		in.Day, in.Coverage = &day, &day.Coverage
	}
	return in
}

// onShift notes an event that changes what is shown of the shift.
func (d *Desk) onShift(c *chat.Chat, e *chat.Event) {
	if c == nil {
		d.shift.old = true
		return
	}
	switch e.Body.(type) {
	case *chat.MessageDelivered, *chat.CustomerTyped, *chat.NotePosted, *chat.TagAdded, *chat.TagRemoved:
	case *chat.MessagePosted:
		// A line alone changes nothing that goes over, but the clock it starts may.
	default:
		d.shift.old = true
	}
}

// accountable reports whether this person answers for the floor now.
func (d *Desk) accountable() bool {
	c := d.floor.Cover()
	switch {
	case d.cfg.Alone:
		return true
	case c.Agent != "":
		return c.Agent == d.me.Agent
	case d.uncovered() > 0:
		return d.me.Role == chat.RoleLead
	}
	return d.me.Role == chat.RolePrimary
}

// uncovered returns since when nobody has been accountable although a shift runs,
// zero if somebody is or nobody has to be.
func (d *Desk) uncovered() chat.Instant {
	c := d.floor.Cover()
	if c.Agent != "" || c.Since.IsZero() || d.cfg.Alone || !d.live {
		return 0
	}
	now, _ := d.cfg.Clock.Now()
	st := cover.State(d.floor, d.edition, now)
	if !st.Covered || !st.Written || st.Agent != "" {
		return 0
	}
	return max(c.Since, st.Shift.Start)
}

// teamCalls is what the floor as a whole calls this person for.
func (d *Desk) teamCalls() alert.Team {
	t := alert.Team{NoCover: d.uncovered()}
	for _, a := range d.floor.Cover().Asks {
		if a.To == d.me.Agent && t.Ask.Ask == "" {
			t.Ask, t.From = a, d.nameOf(a.From)
		}
	}
	if w := d.shift.handed.Waiting; len(w) > 0 {
		h := &w[0]
		t.Handover = alert.Handover{
			Hash: h.Hash, From: h.FromName, Signed: h.Handover.Signed, Due: h.Due, Raised: h.Handover.Raised, Items: h.Open,
		}
	}
	if n := &d.shift.night; n.Left() > 0 {
		t.Review = alert.Review{From: n.From, Due: n.Review, Left: n.Left(), Of: n.Of()}
	}
	t.Record = d.nextRecord()
	return t
}

// nextRecord is the nearest call of this person's that belongs to no chat.
func (d *Desk) nextRecord() alert.Record {
	for v := range d.shelves.followUps.book.OpenOf(d.me.Agent) {
		f := v.Content
		return alert.Record{
			Customer: f.Customer, Words: f.Reason, Made: f.Created, Due: f.Due,
			Standard: f.Due.Sub(f.Created) > d.edition.Policy.FollowUp.Urgent.Within,
		}
	}
	return alert.Record{}
}

// callTeam tells the bell what the floor as a whole calls for, while nothing is
// missing here.
func (d *Desk) callTeam() {
	if !d.live || d.me.Agent == "" {
		return
	}
	d.rung = true
	d.call(d.bell.Team(d.teamCalls(), d.moment()))
}
