package dispatch

import (
	"bytes"
	"context"
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/storage/outgoing"
	"floorwalker/sync/courier"
	"floorwalker/sync/wire"
)

// marker is in every line of a ticket, and in few others: most events need not be
// decoded to be passed over.
var marker = []byte(`"` + string(chat.KindTicketSaved) + `"`)

// decode reads a line of the log.
func (d *Dispatcher) decode(data []byte) (chat.Event, error) { return wire.DecodeEvent(data, nil) }

// batch is what one transaction will keep.
type batch struct {
	of      *Dispatcher
	hold    bool // no parcels are made
	edition *policy.Edition
	tickets []outgoing.Entry
	parcels []courier.Parcel
	unsent  []outgoing.Unsent
}

// any reports whether there is something to be kept.
func (b *batch) any() bool { return len(b.tickets)+len(b.parcels)+len(b.unsent) > 0 }

// event takes in one event, most of which are neither tickets nor calls.
func (b *batch) event(ctx context.Context, seq uint64, data []byte) error {
	if err := b.call(ctx, seq, data); err != nil {
		return err
	}
	if !bytes.Contains(data, marker) {
		return nil
	}
	e, err := b.of.decode(data)
	if err != nil {
		return nil // a quotation in something that this version does not know
	}
	saved, ok := e.Body.(*chat.TicketSaved)
	if !ok {
		return nil
	}
	f, err := read(seq, e.At, saved)
	if err != nil {
		// The nightly check will miss it, and so it is seen.
		b.of.cfg.Logger.Warn("a ticket on the log cannot be read", "event", seq, "error", err)
		return nil
	}
	entry := entryOf(&f, &b.edition.Form)
	if !b.hold && seq > b.of.cursor.Sent {
		entry.Unsent, err = b.send(ctx, &f)
	}
	b.tickets = append(b.tickets, entry)
	return err
}

// send makes the parcels of a ticket; words say why one of them cannot be made.
func (b *batch) send(ctx context.Context, f *found) (words string, err error) {
	d := b.of
	if state, _ := d.settings.now(); state != settingsGood {
		return "", nil
	}
	if name := b.edition.Tickets.Hook; name != "" {
		p, err := hookParcel(f, name)
		if err == nil {
			err = p.Validate()
		}
		if err != nil {
			return "It could not be made ready for the ticket system: " + err.Error() + ".", nil
		}
		b.parcels = append(b.parcels, p)
	}
	if _, relay := d.settings.mail(); !relay || !b.edition.Tickets.MailCopies || !wantsCopy(&f.ticket) {
		return "", nil
	}
	if d.cfg.Now().Sub(f.at.Time()) > CopyWithin {
		return "", nil
	}
	known, err := b.knows(copyKey(f))
	if known || err != nil {
		return "", err
	}
	lines, err := d.transcript(ctx, f.ticket.Chat, f.seq)
	if err != nil {
		return "", err
	}
	p, err := copyParcel(f, lines, b.edition)
	if err != nil {
		return "The customer's copy could not be made: " + plainly(err) + ".", nil
	}
	b.parcels = append(b.parcels, p)
	return "", nil
}

// plainly leaves out whose error it is.
func plainly(err error) string {
	const of = "courier: not a parcel that can be delivered: "
	words := err.Error()
	if len(words) > len(of) && words[:len(of)] == of {
		return words[len(of):]
	}
	return words
}

// knows reports whether a copy was made already, before or in this batch.
func (b *batch) knows(key courier.Key) (bool, error) {
	for i := range b.parcels {
		if b.parcels[i].Key == key {
			return true, nil
		}
	}
	return b.of.courier.Known(key)
}

// cursor is where the dispatcher stands when all up to an event is kept.
func (b *batch) cursor(at uint64) outgoing.Cursor {
	c := b.of.cursor
	c.Read = max(c.Read, at)
	if !b.hold {
		c.Sent = max(c.Sent, at)
	}
	return c
}

// keep keeps the batch, which is of the events up to at, and begins another.
func (b *batch) keep(at uint64) error {
	was := b.of.cursor
	b.of.cursor = b.cursor(at)
	err := b.of.keep(b.parcels, b.tickets, b.unsent)
	if err != nil {
		b.of.cursor = was
	}
	b.parcels, b.tickets, b.unsent = nil, nil, nil
	return err
}

// keep hands parcels to the courier, and keeps tickets, what could not be sent and the
// cursor with them.
func (d *Dispatcher) keep(parcels []courier.Parcel, tickets []outgoing.Entry, unsent []outgoing.Unsent) error {
	err := d.courier.SendAll(parcels, func(letters []courier.Letter) error {
		return d.store.Take(outgoing.Batch{Letters: letters, Tickets: tickets, Unsent: unsent, Cursor: d.cursor})
	})
	if err != nil {
		return fmt.Errorf("keeping tickets: %w", err)
	}
	d.kept = d.cursor
	return nil
}
