package app

import (
	"reflect"
	"strings"
	"time"

	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/shift/checklist"
	"floorwalker/app/shift/cover"
	"floorwalker/app/shift/handover"
	"floorwalker/app/view"
)

// What is shown of the shift comes in two parts. Who answers for the floor and how
// far handovers have come cost the team, and are made anew whenever that has
// changed. What would be handed over now and what is still to be done cost the
// whole floor: they are made anew at most once in [shiftTime], after something has
// happened that they may depend on, and shown only if they are different.

// shiftTime is how old what is shown of the shift may be.
const shiftTime = time.Second

// shiftwork is what a desk shows of the shift.
type shiftwork struct {
	teamOld  bool         // something about the team has changed since
	heard    chat.Instant // when the newest of that was
	asked    chat.Instant // when cover was
	standing cover.Standing
	cover    view.Cover
	handed   view.Handovers

	// asks are the questions of this person's that wait for an answer, and answer is
	// the last that came.
	asks   map[chat.AskID]chat.CoverAsk
	answer view.CoverAnswer

	old     bool         // something on the floor has happened since
	made    chat.Instant // when these were
	draft   []handover.Item
	daily   []checklist.Item
	leaving []checklist.Item

	night  view.Night
	nights uint64 // of the book, when night was made

	today    Today
	fetching bool

	// calls is what the bell was told last of the floor as a whole.
	calls alert.Team

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
	w, now := &d.shift, d.shiftNow()
	if w.teamOld || past(w.asked, now) {
		d.makeTeam(now)
	}
	if w.old && past(w.made, now) {
		d.makeLists(now)
	}
	if n := d.book.Nights(); n != w.nights {
		w.night, w.nights = d.book.Night(&d.edition.Policy), n
	}
	s.Cover, s.Handovers, s.Daily, s.Leaving = w.cover, w.handed, w.daily, w.leaving
	s.Handovers.Draft = w.draft
	s.Night, s.Day = w.night, w.today
	d.callTeam()
}

// shiftNow is hub time for what is shown of the shift: not before what was heard last
// of the team. A desk's clock may be a little behind the hub's, and a shift that has
// begun by the hub's word must not be shown as the one before.
func (d *Desk) shiftNow() chat.Instant {
	now, _ := d.cfg.Clock.Now()
	return max(now, d.shift.heard)
}

// past reports whether something that was made at a time may be made anew.
func past(made, now chat.Instant) bool {
	age := now.Sub(made)
	return made.IsZero() || age >= shiftTime || age < 0
}

// makeTeam makes anew what costs the team.
func (d *Desk) makeTeam(now chat.Instant) {
	w := &d.shift
	w.teamOld, w.asked = false, max(now, 1)
	w.standing = cover.State(d.floor, d.edition, now)
	w.cover = view.CoverOf(d.floor, w.standing, d.me.Agent)
	w.cover.Answer = w.answer
	w.handed = view.HandoversOf(d.floor, d.me.Agent, d.me.Role)
	w.handed.Shift, w.handed.Key = w.cover.Shift, d.keyState()
}

// makeLists makes anew what costs the whole floor, and reports whether it is
// different.
func (d *Desk) makeLists(now chat.Instant) (news bool) {
	w := &d.shift
	w.old, w.made = false, max(now, 1)
	var draft []handover.Item
	var daily, leaving []checklist.Item
	if d.me.Agent != "" {
		draft = handover.Collect(d.floor, d.shelves.followUps.book, d.me.Agent, now, d.edition)
		in := d.listed(w.cover.Shift, now)
		daily, leaving = checklist.Daily(in), checklist.Leaving(in)
	}
	news = !reflect.DeepEqual(draft, w.draft) || !reflect.DeepEqual(daily, w.daily) || !reflect.DeepEqual(leaving, w.leaving)
	if news { // what is the same stays the same to whoever compares
		w.draft, w.daily, w.leaving = draft, daily, leaving
	}
	return news
}

// renewShift is what the timer does after something has happened: it shows the
// lists if they are different by now.
func (d *Desk) renewShift() {
	now := d.shiftNow()
	if d.shift.old && past(d.shift.made, now) && d.makeLists(now) {
		d.stale = true
	}
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
		d.shift.teamOld, d.shift.old = true, true
		d.shift.heard = max(d.shift.heard, e.At)
		d.onAnswer(e)
		return
	}
	switch e.Body.(type) {
	case *chat.MessagePosted, *chat.MessageDelivered, *chat.CustomerTyped, *chat.NotePosted, *chat.WhisperPosted,
		*chat.TagAdded, *chat.TagRemoved:
		// What goes over changes with the clocks that they start or end.
	default:
		d.shift.old = true
	}
}

// accountable reports whether this person answers for the floor now. With nobody
// who does, while somebody should, it is every lead.
func (d *Desk) accountable() bool {
	c := d.floor.Cover()
	switch {
	case d.cfg.Alone:
		return true
	case c.Agent != "":
		return c.Agent == d.me.Agent
	case !d.uncovered().IsZero():
		return d.me.Role == chat.RoleLead
	}
	return d.me.Role == chat.RolePrimary
}

// uncovered returns since when nobody has been accountable although a shift runs,
// zero if somebody is or nobody has to be.
func (d *Desk) uncovered() chat.Instant {
	st := &d.shift.standing
	if d.cfg.Alone || !d.live || !st.Written || !st.Covered || st.Agent != "" {
		return 0
	}
	return max(st.Since, st.Shift.Start)
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
	t.Record, t.Failed = d.nextRecord(), d.newestFailure()
	t.Mention, t.Outage, t.Recovery, t.Overload = d.talk.mention(d), d.outages.outage(d), d.outages.back, d.loads.over
	return t
}

// newestFailure is the desk, not this one, at which something failed last (C-TRF-02).
func (d *Desk) newestFailure() (t alert.SelfTest) {
	for _, f := range d.shift.cover.Failed {
		if f.Agent == d.me.Agent || f.At < t.At {
			continue
		}
		names := make([]string, len(f.Checks))
		for i, c := range f.Checks {
			names[i] = c.Name
		}
		t = alert.SelfTest{Agent: f.Name, At: f.At, Checks: strings.Join(names, ", ")}
	}
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

// callTeam tells the bell what the floor as a whole calls for, if that is news,
// while nothing is missing here.
func (d *Desk) callTeam() {
	if !d.live || d.me.Agent == "" {
		return
	}
	if t := d.teamCalls(); t != d.shift.calls {
		d.shift.calls, d.rung = t, true
		d.call(d.bell.Team(t, d.moment()))
	}
}
