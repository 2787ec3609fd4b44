package outbox

import (
	"bytes"
	"encoding/json"
	"time"
	"unicode/utf8"

	"floorwalker/app/chat"
)

// The functions of this file are about what is saved on the shared shelves.

const (
	// MaxSaving and MaxSavingBytes bound the SaveRecord commands that are on
	// their way at a time. The next goes when one is answered, so a day's
	// work, or an import of a thousand, is never a flood: a reply to a customer
	// has at most this much before it on the connection. One always goes,
	// however large.
	MaxSaving      = 32
	MaxSavingBytes = 64 << 10

	// NotNow is how long saving pauses after the hub has said that it cannot at
	// present.
	NotNow = 10 * time.Second
)

// version returns the wish with its version on one line, as it goes over the
// wire, and in memory of its own. Anything else would be kept here and could
// not be read back.
func version(cmd chat.Command) (*chat.SaveRecord, error) {
	w, ok := cmd.Body.(*chat.SaveRecord)
	if !ok {
		return nil, nil
	}
	var b bytes.Buffer
	if err := json.Compact(&b, w.Version); err != nil {
		return nil, ErrInvalid
	}
	if cmd.Chat != "" || !w.Shelf.Valid() || b.Len() == 0 || b.Bytes()[0] != '{' || !utf8.Valid(b.Bytes()) {
		return nil, ErrInvalid
	}
	return &chat.SaveRecord{Shelf: w.Shelf, Version: b.Bytes()}, nil
}

// window is how much is on its way to the shelves.
type window struct{ n, bytes int }

// take reports whether a frame of this size may go too, and counts it.
func (w *window) take(size int) bool {
	if w.n > 0 && (w.n >= MaxSaving || w.bytes+size > MaxSavingBytes) {
		return false
	}
	w.n++
	w.bytes += size
	return true
}

// saving returns what is on its way to the shelves now.
func (o *Outbox) saving() (w window) {
	for _, it := range o.items {
		if it.State == Sent && it.class() == shelved {
			w.n++
			w.bytes += len(it.frame)
		}
	}
	return w
}

// pause is how long nothing may be saved yet. A time before the hub's "not now"
// is no pause: then a clock was moved.
func (o *Outbox) pause(now chat.Instant) time.Duration {
	if past := now.Sub(o.notNow); past >= 0 && past < NotNow {
		return NotNow - past
	}
	return 0
}

// chooseShelved returns what of the shelves goes by itself, in order. Neither
// age nor what happens in chats can hold it, nor can another command: a
// version knows what it replaces, so any order is right.
func (o *Outbox) chooseShelved(now chat.Instant) (going []*item) {
	w, full := o.saving(), o.pause(now) > 0
	for _, it := range o.items {
		if !it.waits() || it.class() != shelved {
			continue
		}
		if it.Who != "" && it.Who != o.who {
			it.hold(HeldOther)
			o.change(it)
			continue
		}
		if full = full || !w.take(len(it.frame)); !full {
			going = append(going, it)
		}
	}
	return going
}

// canSave reports whether a version that was given just now goes at once.
func (o *Outbox) canSave(it *item) bool {
	now, _ := o.cfg.Now()
	w := o.saving()
	return o.pause(now) == 0 && w.take(len(it.frame))
}

// later reports whether a refusal is about the hub, or this desk's connection,
// at this moment, and not about what was asked for.
func later(code chat.RefusalCode) bool {
	switch code {
	case chat.RefusedGone, chat.RefusedBusy, chat.RefusedNotStored, chat.RefusedOffline:
		return true
	}
	return false
}

// postpone puts a version that the hub cannot take at present back where it
// was. For a shelf that is no answer that a person could do anything about.
func (o *Outbox) postpone(it *item) {
	it.State, it.Why, it.Refusal = Queued, "", nil
	o.notNow, _ = o.cfg.Now()
	o.news = append(o.news, it.Entry) // the disk has it like that already
}

// free makes a version that was held for a reason that has gone wait again.
func (it *item) free() {
	it.State, it.Why = Queued, ""
	if it.Tried {
		it.State = Unsure
	}
}
