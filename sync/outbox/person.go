package outbox

import (
	"cmp"
	"slices"

	"floorwalker/app/chat"
)

// The methods of this file are the person's side.

// Add takes a command, puts it on the disk, and sends it at once if the feed is
// live and nothing of its chat waits before it. The entry is Queued or Sent.
// After an error the command is not here and was not sent: ErrQuiet,
// ErrTooLong, ErrInvalid, ErrUsedID, ErrUnknown, or a *StoreError, such as for a
// full disk.
func (o *Outbox) Add(cmd chat.Command) (Entry, error) { return o.add(cmd, "") }

// AddHeld takes a command that is to wait for the person from the beginning,
// because of [HeldGap] for instance.
func (o *Outbox) AddHeld(cmd chat.Command, why Hold) (Entry, error) { return o.add(cmd, why) }

// AddAll takes many commands, such as those of an import, in one transaction,
// all or none. They go with the next Flush, as far as they may. The errors are
// Add's.
func (o *Outbox) AddAll(cmds []chat.Command) ([]Entry, error) {
	its := make([]*item, 0, len(cmds))
	forget := func() {
		for _, it := range its {
			delete(o.byID, it.Command.ID)
			delete(o.dirty, it.Command.ID)
		}
	}
	for _, cmd := range cmds {
		it, err := o.prepare(cmd)
		if err != nil {
			forget()
			return nil, err
		}
		its = append(its, it)
		o.byID[cmd.ID], o.dirty[cmd.ID] = it, struct{}{}
	}
	if err := o.write("add"); err != nil {
		forget()
		return nil, err
	}
	all := make([]Entry, len(its))
	for i, it := range its {
		all[i] = it.Entry
	}
	o.items = append(o.items, its...)
	return all, nil
}

// prepare makes the entry of a command that may be taken.
func (o *Outbox) prepare(cmd chat.Command) (*item, error) {
	switch classOf(cmd.Body) {
	case undecided:
		return nil, ErrUnknown
	case quiet:
		return nil, ErrQuiet
	}
	if cmd.ID == "" || o.byID[cmd.ID] != nil || o.told[cmd.ID] != nil {
		return nil, ErrUsedID
	}
	switch w, err := version(cmd); {
	case err != nil:
		return nil, err
	case w != nil:
		cmd.Body = w
	}
	cmd.By = "" // the hub's to say
	it := &item{Entry: Entry{Command: cmd}, frame: frameOf(cmd)}
	if tooLong(it.frame) {
		return nil, ErrTooLong
	}
	o.stamp(it)
	it.Made, it.Confirmed = it.Confirmed, 0
	return it, nil
}

func (o *Outbox) add(cmd chat.Command, why Hold) (Entry, error) {
	it, err := o.prepare(cmd)
	if err != nil {
		return Entry{}, err
	}
	if why != "" {
		it.hold(why)
	}
	direct := o.direct(it)
	it.Tried = direct
	o.byID[cmd.ID] = it
	begun := o.supersede(it)
	if err := o.save("add", it); err != nil {
		delete(o.byID, cmd.ID)
		delete(o.dirty, cmd.ID)
		o.reinstate(begun)
		return Entry{}, err
	}
	o.items = append(o.items, it)
	if begun != nil {
		begun.State, begun.Why, begun.Refusal = Done, "", nil
		o.remove(begun)
		o.news = append(o.news, begun.Entry) // told with the next burst
	}
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
// has decided not to confirm it first. What is saved waits behind what was
// saved before, as long as that waits, and for room on the connection; a chat's
// commands do not wait for what is saved.
func (o *Outbox) direct(it *item) bool {
	if !o.live || it.State != Queued {
		return false
	}
	switch it.class() {
	case fact:
		return o.canTell(it)
	case shelved:
		if !o.canSave(it) {
			return false
		}
	}
	return !o.afterCalls(it) && !slices.ContainsFunc(o.items, func(e *item) bool {
		return e != it && e.waits() && e.class() != fact && e.Command.Chat == it.Command.Chat
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
// ErrSent, ErrFact or a *StoreError.
func (o *Outbox) Discard(id chat.CommandID) error {
	it := o.byID[id]
	switch {
	case it == nil:
		return ErrNoEntry
	case it.State == Sent:
		return ErrSent
	case it.class() == fact && it.waits():
		return ErrFact
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
		if it := cmp.Or(o.byID[id], o.told[id]); it != nil {
			changes[id] = it.encode()
		}
	}
	if err := o.cfg.Store.SaveOutbox(changes); err != nil {
		return &StoreError{Op: op, Err: err}
	}
	clear(o.dirty)
	return nil
}
