package livehelperchat

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/settle"
)

// visit is one look at one chat. The room is held for as long as it takes.
type visit struct {
	d       *Driver
	r       *room
	row     *chatRow
	sink    driver.KnownSink
	settler *settle.Settler
	now     time.Time
	heard   time.Time // when the row was asked for
	known   driver.Known
	knows   bool
	moved   bool
}

// toldAgain is for how long after something moved the state is told although the row
// looks as before: what was doubted then may be believed now.
const toldAgain = time.Minute

// run brings what is new to the log. A state that the bot has now stands before its
// lines, and every other behind the lines that led to it, so that no line is refused
// that the customer has seen.
func (v *visit) run(ctx context.Context) error {
	v.known, v.knows = v.sink.Known(ctx, v.r.id)
	if err := v.meet(ctx); err != nil {
		return err
	}
	wasOver := !v.r.closed.IsZero()
	dirty := v.r.dirty.Swap(false)
	if err := v.tell(ctx, dirty, wasOver); err != nil {
		v.r.dirty.Store(true)
		return err
	}
	v.r.row, v.r.has = *v.row, true
	switch {
	case v.row.Status != statusClosed:
		v.r.closed = time.Time{}
	case !wasOver:
		v.r.closed = v.now
	}
	if v.moved {
		v.r.moved = v.now
	}
	return nil
}

// tell tells the state and the lines, in the order that run promises.
func (v *visit) tell(ctx context.Context, dirty, wasOver bool) error {
	over := v.row.Status == statusClosed
	if over && v.past(dirty, wasOver) {
		return nil
	}
	changed := v.changed(dirty)
	before := changed && v.stateFirst()
	if before && (!over || !v.knows) {
		if err := v.settle(ctx, true); err != nil {
			return err
		}
	}
	if err := v.read(ctx, dirty, over && !wasOver); err != nil {
		return err
	}
	if changed && (!before || over) {
		if err := v.settle(ctx, false); err != nil {
			return err
		}
	}
	return v.typing(ctx)
}

// past reports whether a chat that is over was told to be so, or never was on the floor
// and is not at the server any more.
func (v *visit) past(dirty, wasOver bool) bool {
	return wasOver && !dirty || !v.knows && v.row.Time == 0
}

// changed reports whether the state may be another than the hub knows.
func (v *visit) changed(dirty bool) bool {
	if v.r.sameState(v.row) {
		return dirty || v.now.Before(v.r.settled)
	}
	v.r.settled = v.now.Add(toldAgain)
	v.moved = v.moved || v.r.has
	return true
}

// stateFirst reports whether the lines can only be told once the state is.
func (v *visit) stateFirst() bool {
	return !v.knows || !v.known.Open || v.row.Status == statusBot && !v.known.Bot
}

// settle tells what the row says of who serves the chat and of all else that is no
// line. A chat that came and went while nobody looked is opened before its lines.
func (v *visit) settle(ctx context.Context, opening bool) error {
	st, err := v.state(ctx)
	if err != nil {
		return err
	}
	if opening && !st.Open {
		st.Open, st.Says = true, settle.SaysOpen|settle.SaysCustomer
	}
	facts := v.settler.Facts(ctx, st)
	v.moved = v.moved || len(facts) > 0
	return settle.Deliver(ctx, v.sink, facts...)
}

// state is the row in the floor's words.
func (v *visit) state(ctx context.Context) (settle.State, error) {
	c := v.row
	st := settle.State{
		Chat: v.r.id, Heard: v.heard, Says: settle.SaysOpen | settle.SaysOwner | settle.SaysTags | settle.SaysCustomer,
		Open: c.Status != statusClosed, Bot: c.Status == statusBot, Channel: chat.ChannelWebsite,
		Customer: customer(c), Tags: v.d.tags.of(c),
	}
	st.Site = site(st.Customer.Page)
	if len(c.SubjectIDs) == 0 && len(c.Subject) == 0 && v.row.Status == statusClosed {
		st.Says &^= settle.SaysTags // one chat alone comes without them
	}
	team, err := v.d.team(ctx, c.Department)
	if err != nil {
		return st, err
	}
	st.Choice = team
	switch {
	case c.Status == statusActive && c.Owner > 0:
		st.Owner, err = v.owner(ctx)
	case c.Status == statusActive, c.Status == statusPending:
		st.Queue = team
	}
	if !st.Open {
		st.Reason = "ended on the chat platform"
	}
	return st, err
}

// owner is who serves an active chat. Those whom the server does not know are served
// for under the name of the key's own operator.
func (v *visit) owner(ctx context.Context) (chat.AgentID, error) {
	own := v.d.own()
	if v.row.Owner != own.ID || v.d.onFloor(&own) != "" {
		return v.d.agent(ctx, v.row.Owner)
	}
	if v.r.served != "" {
		return v.r.served, nil
	}
	if v.known.Owner != "" { // from before a restart
		v.r.served = v.known.Owner
		return v.known.Owner, nil
	}
	return v.d.agent(ctx, v.row.Owner)
}

// meet compares the room with what the hub has of the chat from an earlier life: the
// server's lines, which may have been changed since, and the hub's own, whose numbers at
// the server nobody knows any more.
func (v *visit) meet(ctx context.Context) error {
	if v.r.met || !v.knows {
		v.r.met = true
		return nil
	}
	lines, err := v.sink.Lines(ctx, v.r.id)
	if err != nil {
		return err
	}
	v.r.ours = nil
	for i := range lines {
		e := &lines[i].Event
		b, ok := e.Body.(*chat.MessagePosted)
		if !ok || b.Via != "" {
			continue
		}
		if rest, theirs := strings.CutPrefix(string(e.ID), v.r.eventPrefix()); theirs {
			if n, err := strconv.ParseInt(rest, 10, 64); err == nil {
				v.r.lines[number(n)] = &line{id: b.Message, text: b.Text, seen: true, logged: true, masked: b.Masked}
			}
		} else if b.From == chat.SpeakerAgent || b.From == chat.SpeakerSystem {
			v.r.ours = append(v.r.ours, own{id: b.Message, text: outgoing(b.Text), at: e.At.Time(), file: b.File != nil, masked: b.Masked})
		}
	}
	v.r.met = true
	return nil
}

// rewrittenEvery is how often a chat is read as a whole because of hints, which a
// visitor can forge.
const rewrittenEvery = 5 * time.Second

// extent says how much of a chat is read: nothing, what is behind the newest line, or
// all of it.
type extent int

const (
	nothing extent = iota
	behind
	everything
)

// extent finds out what has to be read.
func (v *visit) extent(dirty, last bool) extent {
	r := v.r
	age := v.now.Sub(r.whole)
	again := v.d.cfg.Again
	if v.now.Sub(r.moved) >= 10*again { // nothing is going on in it
		again *= 10
	}
	arrived := v.row.SubSub == subSubDelivered && r.row.SubSub != subSubDelivered && len(r.sent) > 0
	switch {
	case r.whole.IsZero(), last, arrived, age >= again, age >= rewrittenEvery && r.rewritten.Swap(false):
		return everything
	case dirty, v.row.LastMsg != r.readFor:
		return behind
	}
	return nothing
}

// read brings the chat's lines.
func (v *visit) read(ctx context.Context, dirty, last bool) error {
	r := v.r
	much := v.extent(dirty, last)
	if much == nothing {
		return nil
	}
	after := r.newest
	if much == everything {
		after = 0
	}
	rows, complete, err := v.d.api.messages(ctx, r.n, after)
	if errors.Is(err, errMissing) { // it was deleted
		return nil
	}
	if err != nil {
		return err
	}
	slices.SortFunc(rows, func(a, b messageRow) int { return int(a.ID - b.ID) })
	rows = slices.CompactFunc(rows, func(a, b messageRow) bool { return a.ID == b.ID })
	// An answer with holes, or without a line, proves of no line that it is gone.
	proof := much == everything && complete && len(rows) > 0
	facts, err := v.facts(ctx, rows, proof)
	if err != nil {
		return err
	}
	if err := settle.Deliver(ctx, v.sink, facts...); err != nil {
		return err
	}
	if v.r.has && len(rows) > 0 && rows[len(rows)-1].ID > r.newest {
		v.d.health.Heard(v.here(rows[len(rows)-1].Time))
	}
	v.learn(rows)
	if proof {
		v.forgetGone(rows)
	}
	if much == everything {
		r.whole = v.now
	}
	r.readFor = v.row.LastMsg
	v.moved = v.moved || len(facts) > 0
	return nil
}

// here is a time of the server's by our clock; zero if it is none.
func (v *visit) here(n number) time.Time {
	at := n.moment()
	if at.IsZero() {
		return at
	}
	return at.Add(-time.Duration(v.d.ahead.Load()) * time.Second)
}

// facts are those of the lines that were read, and of those that are gone.
func (v *visit) facts(ctx context.Context, rows []messageRow, proof bool) ([]chat.Event, error) {
	var facts []chat.Event
	for i := range rows {
		more, err := v.line(ctx, &rows[i])
		if err != nil {
			return nil, err
		}
		facts = append(facts, more...)
	}
	if proof {
		facts = append(facts, v.takenBack(rows)...)
	}
	return facts, nil
}
