package outbox

import (
	"slices"

	"floorwalker/app/chat"
)

// The methods of this file are the person's side.

// Add takes a command, puts it on the disk, and sends it at once if the feed is
// live and nothing of its chat waits before it. The entry is Queued or Sent.
// After an error the command is not here and was not sent: ErrQuiet,
// ErrTooLong, ErrUsedID, or a *StoreError, such as for a full disk.
func (o *Outbox) Add(cmd chat.Command) (Entry, error) { return o.add(cmd, "") }

// AddHeld takes a command that is to wait for the person from the beginning,
// because of [HeldGap] for instance.
func (o *Outbox) AddHeld(cmd chat.Command, why Hold) (Entry, error) { return o.add(cmd, why) }

func (o *Outbox) add(cmd chat.Command, why Hold) (Entry, error) {
	switch cmd.Body.(type) {
	case nil:
		return Entry{}, ErrUnknown
	case *chat.Observe, *chat.StopObserving:
		return Entry{}, ErrQuiet
	}
	if cmd.ID == "" || o.byID[cmd.ID] != nil {
		return Entry{}, ErrUsedID
	}
	cmd.By = "" // the hub's to say
	it := &item{Entry: Entry{Command: cmd}, frame: frameOf(cmd)}
	if tooLong(it.frame) {
		return Entry{}, ErrTooLong
	}
	o.stamp(it)
	it.Made, it.Confirmed = it.Confirmed, 0
	if why != "" {
		it.hold(why)
	}
	direct := o.direct(it)
	it.Tried = direct
	o.byID[cmd.ID] = it
	if err := o.save("add", it); err != nil {
		delete(o.byID, cmd.ID)
		delete(o.dirty, cmd.ID)
		return Entry{}, err
	}
	o.items = append(o.items, it)
	if direct {
		o.send(it)
	}
	return it.Entry, nil
}

// stamp makes it queue up last, as of now.
func (o *Outbox) stamp(it *item) {
	it.Confirmed, it.Uncertain = o.cfg.Now()
	it.Basis = o.basis(it.Command.Chat)
	it.State, it.Why, it.Refusal, it.Who = Queued, "", nil, o.who
	it.Order = o.order + 1
	o.order = it.Order
}

func (o *Outbox) basis(id chat.ChatID) int {
	if n, ok := o.cfg.Folded(id); ok {
		return n
	}
	return -1
}

// direct reports whether a command that the person has just given goes at
// once. What of its chat is held does not stop it: the person sees that, and
// has decided not to confirm it first.
func (o *Outbox) direct(it *item) bool {
	return o.live && it.State == Queued && !slices.ContainsFunc(o.items, func(e *item) bool {
		return e != it && e.Command.Chat == it.Command.Chat && e.waits()
	})
}

// Confirm lets a held command go, or a refused one once more, under its old
// id, as of now. One that was held for [HeldGap] insists (D-15). It is on the
// disk when Confirm returns nil; after an error it is as it was: ErrNoEntry,
// ErrNotHeld, ErrOther, ErrUnknown or a *StoreError.
func (o *Outbox) Confirm(id chat.CommandID) (Entry, error) {
	it := o.byID[id]
	switch {
	case it == nil:
		return Entry{}, ErrNoEntry
	case it.State != Held && it.State != Refused:
		return it.Entry, ErrNotHeld
	case it.Why == HeldUnknown:
		return it.Entry, ErrUnknown
	case it.Why == HeldOther || o.who != "" && it.Who != "" && it.Who != o.who:
		return it.Entry, ErrOther
	}
	was := *it
	if post, ok := it.Command.Body.(*chat.PostMessage); ok && it.Why == HeldGap {
		insists := *post
		insists.DespiteGap = true
		it.Command.Body = &insists
		it.frame = frameOf(it.Command)
	}
	o.stamp(it)
	if it.Who == "" {
		it.Who = was.Who
	}
	direct := o.direct(it)
	it.Tried = it.Tried || direct
	if err := o.save("confirm", it); err != nil {
		*it = was
		return it.Entry, err
	}
	o.items = append(slices.DeleteFunc(o.items, func(e *item) bool { return e == it }), it)
	if direct {
		o.send(it)
	}
	return it.Entry, nil
}

// Discard forgets a command that is not on its way. If it was Tried, that is
// not the same as taking it back: an effect that it had, or still has, comes
// as an event like any other. After an error it is still here: ErrNoEntry,
// ErrSent or a *StoreError.
func (o *Outbox) Discard(id chat.CommandID) error {
	it := o.byID[id]
	switch {
	case it == nil:
		return ErrNoEntry
	case it.State == Sent:
		return ErrSent
	}
	delete(o.byID, id)
	if err := o.save("discard", it); err != nil {
		o.byID[id] = it
		return err
	}
	o.remove(it)
	return nil
}

func (o *Outbox) remove(it *item) {
	delete(o.byID, it.Command.ID)
	o.items = slices.DeleteFunc(o.items, func(e *item) bool { return e == it })
}

// save writes it, and with it all that is not on the disk yet.
func (o *Outbox) save(op string, it *item) error {
	_, was := o.dirty[it.Command.ID]
	o.dirty[it.Command.ID] = struct{}{}
	err := o.write(op)
	if err != nil && !was {
		delete(o.dirty, it.Command.ID)
	}
	return err
}

// write puts what is dirty on the disk, in one transaction.
func (o *Outbox) write(op string) error {
	if len(o.dirty) == 0 {
		return nil
	}
	changes := make(map[chat.CommandID][]byte, len(o.dirty))
	for id := range o.dirty {
		changes[id] = nil
		if it := o.byID[id]; it != nil {
			changes[id] = it.encode()
		}
	}
	if err := o.cfg.Store.SaveOutbox(changes); err != nil {
		return &StoreError{Op: op, Err: err}
	}
	clear(o.dirty)
	return nil
}
