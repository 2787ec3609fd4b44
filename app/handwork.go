package app

import (
	"bytes"
	"errors"
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/shift/checklist"
	"floorwalker/app/shift/handover"
	"floorwalker/app/view"
)

// Signer signs with the key of whoever works at this desk (D-05). Its methods may
// wait for the keychain, for as long as it takes to unlock, and are called from
// goroutines of the desk's.
type Signer = handover.Signer

// ErrNoKey answers a signature at a desk that has no key.
var ErrNoKey = errors.New("this desk has no key to sign with")

// AttachSigner gives the desk its key, before Run. A desk without one can do all
// but sign.
func (d *Desk) AttachSigner(s Signer) { d.errands.signer = s }

// signing runs work with the key on a goroutine of its own, and what it returns on
// the desk's. Errors go to got.
func (d *Desk) signing(got func(error), work func(Signer) (chat.Wish, error)) {
	s := d.errands.signer
	switch {
	case d.me.Agent == "":
		got(ErrNobody)
		return
	case s == nil:
		got(ErrNoKey)
		return
	case !d.live:
		got(ErrAway)
		return
	}
	d.errands.work.Go(func() {
		w, err := work(s)
		d.later(func() {
			if err != nil {
				got(err)
				return
			}
			d.demand("", w, got)
		})
	})
}

// later hands f to the desk's goroutine from one of its own, unless the desk ends
// first.
func (d *Desk) later(f func()) {
	select {
	case d.ops <- f:
	case <-d.errands.ctx.Done():
	}
}

// demand asks for something whose answer somebody waits for.
func (d *Desk) demand(id chat.ChatID, body chat.Wish, got func(error)) {
	if !d.live {
		got(ErrAway)
		return
	}
	cmd := chat.Command{ID: d.cfg.NewID(), Chat: id, Body: body}
	d.calls.answers[cmd.ID] = got
	d.wishes[cmd.ID] = cmd
	w, err := d.outbox.Add(cmd)
	if err != nil {
		delete(d.wishes, cmd.ID)
		d.answer(cmd.ID, err)
		return
	}
	if w.State != WaitSent {
		d.answered(w)
	}
}

func (d *Desk) signHandover(shift string, to chat.AgentID, note string, notes map[string]string, got func(error)) {
	now, _ := d.cfg.Clock.Now()
	items := handover.Collect(d.floor, d.shelves.followUps.book, d.me.Agent, now, d.edition)
	doc := handover.Build(d.floor, d.edition, handover.Brief{
		Shift: shift, From: d.me.Agent, To: to, At: now, Note: note, Notes: notes, Items: items,
		Checks: checks(checklist.Leaving(d.listed(shift, now))),
	})
	d.signing(got, func(s Signer) (chat.Wish, error) {
		f, err := handover.Sign(doc, s)
		if err != nil {
			return nil, err
		}
		packed, err := f.Pack()
		return &chat.SignHandover{Shift: shift, To: to, Document: packed}, err
	})
}

// checks are lines of a checklist as a document has them.
func checks(items []checklist.Item) []handover.Check {
	all := make([]handover.Check, len(items))
	for i, it := range items {
		all[i] = handover.Check{ID: it.ID, Words: it.Words, Done: it.Done, Why: it.Why}
	}
	return all
}

// acknowledgeHandover signs for items and, once the hub has handed them over,
// writes this person into the records among them: chats and what they owe change
// hands at the hub, and records are everybody's.
func (d *Desk) acknowledgeHandover(hash string, items []string, got func(error)) {
	now, _ := d.cfg.Clock.Now()
	me := d.me.Agent
	h, ok := d.floor.Handover(hash)
	if !ok {
		got(errors.New("this handover is not on the floor any more"))
		return
	}
	taken := func(err error) {
		if err == nil {
			d.takeRecords(&h, items)
		}
		got(err)
	}
	d.signing(taken, func(s Signer) (chat.Wish, error) {
		mark, err := handover.SignAck(hash, items, me, now, s)
		return &chat.AcknowledgeHandover{Hash: hash, Items: items, Signature: mark}, err
	})
}

// takeRecords makes this person the one who calls for the records among items.
func (d *Desk) takeRecords(h *chat.Handover, items []string) {
	for _, it := range h.Items {
		if it.Record != "" && slices.Contains(items, it.ID) {
			d.takeRecord(it.Record)
		}
	}
}

func (d *Desk) takeHandover(hash string, agent chat.AgentID, note string, got func(error)) {
	now, _ := d.cfg.Clock.Now()
	me := d.me.Agent
	taken := func(err error) {
		if err == nil {
			d.takeRest(hash)
		}
		got(err)
	}
	d.signing(taken, func(s Signer) (chat.Wish, error) {
		mark, err := handover.SignTaken(hash, agent, note, me, now, s)
		return &chat.TakeHandover{Hash: hash, Agent: agent, Note: note, Signature: mark}, err
	})
}

// reconcileRecords writes this person into the records that they took and that still
// name who left: the program may have ended, or the hub been gone, between the hub's
// word and the writing. A record that was written since they took it stands as it is,
// so that what they gave back stays with whom they gave it to.
func (d *Desk) reconcileRecords() {
	if !d.live || d.me.Agent == "" {
		return
	}
	for _, h := range d.floor.Handovers() {
		for _, it := range h.Items {
			if it.Record == "" {
				continue
			}
			by, at, ok := h.Acked(it.ID)
			if !ok {
				by, at = h.Taken.By, h.Taken.At
			}
			if by == d.me.Agent && !at.IsZero() {
				d.takeLeft(it.Record, h.From, at)
			}
		}
	}
}

// takeRest takes the records that nobody had acknowledged of a handover that this
// person has just taken in writing.
func (d *Desk) takeRest(hash string) {
	h, _ := d.floor.Handover(hash)
	for _, it := range h.Missing() {
		if it.Record != "" {
			d.takeRecord(it.Record)
		}
	}
}

// registerKey makes the key of this desk known to the floor, where it is not: at
// the first sign-in, and again on another computer (D-05).
func (d *Desk) registerKey() {
	s := d.errands.signer
	if s == nil || !d.live || d.me.Agent == "" {
		return
	}
	d.errands.work.Go(func() {
		key, err := s.Key()
		d.later(func() {
			d.shift.keyWords = ""
			switch {
			case err != nil:
				d.shift.keyWords = "This desk cannot sign: " + err.Error()
			case d.floor.Key(d.me.Agent) == nil && !d.retired(key):
				d.wish("", &chat.RegisterKey{Key: key})
			}
			d.shift.key, d.shift.teamOld, d.stale = key, true, true
		})
	})
}

// retired reports whether a lead has retired this very key: it must not come back
// by itself.
func (d *Desk) retired(key []byte) bool {
	for _, k := range d.floor.Keys(d.me.Agent) {
		if bytes.Equal(k.Key, key) && !k.Until.IsZero() {
			return true
		}
	}
	return false
}

// keyState says whether this desk can sign.
func (d *Desk) keyState() view.HandoverKey {
	w := &d.shift
	known := d.floor.Keys(d.me.Agent)
	for _, k := range known {
		if bytes.Equal(k.Key, w.key) && k.Until.IsZero() {
			return view.HandoverKey{Registered: true, Since: k.Since}
		}
	}
	switch {
	case w.keyWords != "":
		return view.HandoverKey{Words: w.keyWords}
	case d.errands.signer == nil:
		return view.HandoverKey{Words: "This desk has no key to sign with."}
	case w.key == nil:
		return view.HandoverKey{Words: "The key of this desk is not open yet; connect once."}
	case d.retired(w.key):
		return view.HandoverKey{Retired: true, Words: "A lead has retired the key of this desk; it needs a new one."}
	case d.floor.Key(d.me.Agent) != nil:
		return view.HandoverKey{Words: "Another computer's key is registered for you; a lead has to retire it before you can sign here."}
	}
	return view.HandoverKey{Words: "The hub does not know this desk's key yet."}
}
