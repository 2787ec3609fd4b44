package outbox

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// Errors of the methods. After any of them nothing has changed.
var (
	// ErrQuiet is for Observe and StopObserving, which are never kept.
	ErrQuiet = errors.New("outbox: this command is not kept")
	// ErrTooLong is for what the hub would not read.
	ErrTooLong = errors.New("outbox: the command is too long for the wire")
	// ErrInvalid is for a version of a record that is not a JSON object, or for
	// no shelf, or that names a chat: it could not be sent.
	ErrInvalid = errors.New("outbox: not a version of a record")
	// ErrUsedID is for an id that is empty or that waits here already.
	ErrUsedID = errors.New("outbox: the command's id is empty or in use")
	// ErrNoEntry says that no command of this id is here.
	ErrNoEntry = errors.New("outbox: there is no such command")
	// ErrNotHeld is for confirming what does not wait for a person.
	ErrNotHeld = errors.New("outbox: the command does not wait for a person")
	// ErrOther is for confirming what somebody else made, or for another floor.
	ErrOther = errors.New("outbox: somebody else made the command, or for another floor")
	// ErrUnknown is for confirming what this version cannot send.
	ErrUnknown = errors.New("outbox: this version does not know the command")
	// ErrFact is for discarding what has happened: nobody can take it back.
	ErrFact = errors.New("outbox: the command tells of what has happened")
	// ErrSent is for discarding what is on its way: its end must be seen.
	ErrSent = errors.New("outbox: the command is on its way")
	// ErrUnreadable says that entries are on the disk which nobody can read.
	// They stay there.
	ErrUnreadable = errors.New("outbox: a command that waits cannot be read")
)

// StoreError says that the disk did not take something.
type StoreError struct {
	Op  string
	Err error
}

// Error names the operation first.
func (e *StoreError) Error() string { return "outbox: " + e.Op + ": " + e.Err.Error() }

// Unwrap returns the cause, which has the words for people.
func (e *StoreError) Unwrap() error { return e.Err }

// Store keeps entries, which it does not look into.
type Store interface {
	// SaveOutbox puts entries on the disk, or forgets those that are nil, all
	// or none, and returns when that is done.
	SaveOutbox(changes map[chat.CommandID][]byte) error
	// LoadOutbox visits every entry that can be read; the bytes are the
	// caller's. It returns an error, after the visits, if others cannot.
	LoadOutbox(visit func(id chat.CommandID, entry []byte) error) error
}

// tryAgain is when a disk or a connection that said no is asked again.
const tryAgain = time.Second

// Config is what an outbox needs. All functions are required but Changed.
type Config struct {
	Store Store
	// Send hands a command to the connection. An error means that nothing was
	// sent.
	Send func(chat.Command) error
	// Knows reports whether the fold has the event.
	Knows func(chat.ChatID, chat.EventID) bool
	// Folded is how many events of a chat the fold has; false if the chat is
	// not on the floor. It must come to the same number after a restart. It
	// may leave out what nobody would think again for, such as how far an own
	// line came: whatever it counts holds the commands that wait.
	Folded func(chat.ChatID) (int, bool)
	// Now is hub time; uncertain is true while it is a guess.
	Now func() (now chat.Instant, uncertain bool)
	// Changed tells the new state of an entry, once for each change that did
	// not come from Add, Confirm or Discard. It may call the outbox.
	Changed func(Entry)
	// Who is who worked here, on which floor, when the program last ended, as
	// Live was told then; empty if that is not known. What is made before this
	// run's first Live is theirs. Without it such a command of a chat is held for
	// [HeldUnsigned], and a version of a record goes with whoever signs in.
	Who string
	// Salvaged says that the store was rebuilt from a damaged file. What was
	// discarded may be back then, so nothing in it goes by itself.
	Salvaged bool
}

// Outbox is the commands of one desk. See the package comment for its rules.
type Outbox struct {
	cfg   Config
	items []*item // by Order
	byID  map[chat.CommandID]*item
	// told are facts that the hub has, and that this disk keeps for [Linger].
	told  map[chat.CommandID]*item
	dirty map[chat.CommandID]struct{} // what the disk does not have yet
	order uint64                      // the last that was given
	live  bool
	who   string // agent and floor, as of the last Live
	jam   bool   // Send said no since the last Flush
	news  []Entry
	// notNow is when the hub last said that it cannot save at present.
	notNow chat.Instant
}

// New returns an empty outbox; Load fills it.
func New(cfg Config) *Outbox {
	return &Outbox{cfg: cfg, who: cfg.Who, byID: make(map[chat.CommandID]*item), told: make(map[chat.CommandID]*item), dirty: make(map[chat.CommandID]struct{})}
}

// Load reads the disk, once, before anything else, and returns what is there
// as Pending does. After an error, which wraps [ErrUnreadable] or is the
// store's, the outbox works with what could be read, and the person has to be
// told that something could not.
func (o *Outbox) Load() ([]Entry, error) {
	unreadable := 0
	err := o.cfg.Store.LoadOutbox(func(id chat.CommandID, b []byte) error {
		it, err := decode(id, b)
		if err != nil {
			unreadable++
			return nil
		}
		o.restore(it)
		return nil
	})
	if err != nil {
		err = &StoreError{Op: "load", Err: err}
	}
	if unreadable > 0 {
		err = errors.Join(err, fmt.Errorf("%w (%d of them)", ErrUnreadable, unreadable))
	}
	slices.SortFunc(o.items, func(a, b *item) int {
		return cmp.Or(cmp.Compare(a.Order, b.Order), cmp.Compare(a.Command.ID, b.Command.ID))
	})
	return o.Pending(), err
}

func (o *Outbox) restore(it *item) {
	switch {
	case it.class() == undecided:
		it.hold(HeldUnknown)
	case it.State == Held && it.Why == HeldUnknown && it.lasting():
		it.free() // the program was updated since
	case it.State == Held && it.Why == HeldUnknown:
		it.Why = HeldOld // as above
	case o.cfg.Salvaged && it.waits() && it.class() != fact:
		it.hold(HeldSalvaged)
		o.dirty[it.Command.ID] = struct{}{}
	}
	o.items = append(o.items, it)
	o.byID[it.Command.ID] = it
	o.order = max(o.order, it.Order)
}

// Pending returns all commands that have not ended, in their order.
func (o *Outbox) Pending() []Entry {
	all := make([]Entry, len(o.items))
	for i, it := range o.items {
		all[i] = it.Entry
	}
	return all
}

// Entry returns one of them.
func (o *Outbox) Entry(id chat.CommandID) (Entry, bool) {
	it := o.byID[id]
	if it == nil {
		return Entry{}, false
	}
	return it.Entry, true
}

// Next returns how long the outbox may be left alone before Flush has
// something to do by time alone; false if it has not.
func (o *Outbox) Next() (after time.Duration, ok bool) {
	soonest := func(d time.Duration) {
		if !ok || d < after {
			after, ok = max(d, 0), true
		}
	}
	now, _ := o.cfg.Now()
	saving := o.saving()
	for _, it := range o.items {
		switch {
		case it.State == Sent:
			soonest(MaxAge - now.Sub(it.sentAt) + time.Millisecond)
		case !it.waits() || !o.live:
		case it.class() == fact:
			if o.inTurn(it) { // if it is not, an answer makes it
				soonest(max(tryAgain, o.pause(now)))
			}
		case it.class() != shelved:
			soonest(tryAgain)
		case saving.take(len(it.frame)): // if there is no room, an answer makes it
			soonest(max(tryAgain, o.pause(now)))
		}
	}
	for _, it := range o.told {
		soonest(Linger - now.Sub(it.toldAt).Abs())
	}
	if len(o.dirty) > 0 {
		soonest(tryAgain)
	}
	return after, ok
}

// tooLong reports whether the hub would not read the frame.
func tooLong(frame []byte) bool { return len(frame) > wire.MaxFromDesk }

func (it *item) hold(why Hold) { it.State, it.Why, it.Refusal = Held, why, nil }
