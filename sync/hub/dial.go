package hub

import (
	"cmp"
	"context"
	"errors"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/record"
	"floorwalker/sync/wire"
)

// Dialler is [Config.Tickets] where it can tell a telephone system to dial
// (policy dial.hook); sync/dispatch fulfils it. Dial returns nil when the system has
// said yes, else why not, in words.
type Dialler interface {
	Dial(ctx context.Context, call wire.Dial) error
}

// dialWithin is how old an attempt may be when a telephone is made to ring for it.
const dialWithin = time.Minute

var (
	errNoDialler = errors.New("this hub has no way to the telephone system")
	errNotDialed = errors.New("no number that can be dialled is known")
	errDialLate  = errors.New("it is too late for that")
)

// dial makes the telephone of whoever has just begun an attempt ring, where the policy
// names a system that can. What was begun with the hub away was dialled by hand, and
// is news of that only; so is what stood on the log when this hub started. The
// answer is a fact, so that the caller sees when to dial by hand. It is called from
// the loop.
func (x *effects) dial(e *chat.Event, b *chat.AttemptBegan) {
	c := x.hub.core
	if b.Offline || c.edition.Policy.Dial.Hook == "" || c.glance().Sub(b.Began) > dialWithin {
		return
	}
	call := wire.Dial{Attempt: b.Attempt, Agent: e.By, Began: b.Began}
	call.Number, call.Ref = c.dialled(e.Chat, b)
	in := e.Chat
	// A queue of its own: a line to the customer does not wait for a telephone.
	x.add(chat.ChatID("dial\x00"+string(b.Attempt)), func(ctx context.Context) {
		x.placed(in, b, x.ring(ctx, call))
	})
}

// dialled returns the number of the call that an attempt is for, and what to quote.
func (c *core) dialled(id chat.ChatID, b *chat.AttemptBegan) (number, ref string) {
	if id == "" {
		if v, ok := c.calls.now().Get(record.ID(b.Record)); ok && !v.Deleted {
			l := followup.RecordLine(c.floor, v, followup.Unsent{}, c.edition)
			return l.Phone.Dial, l.Ref
		}
		return "", ""
	}
	ct := c.floor.Chat(id)
	if ct == nil {
		return "", ""
	}
	l, _ := followup.Find(followup.LinesOf(ct, followup.Unsent{}, c.edition), followup.Key{Chat: id, Obligation: b.Obligation})
	return l.Phone.Dial, cmp.Or(l.Ref, ct.TicketRef)
}

// ring asks the telephone system.
func (x *effects) ring(ctx context.Context, call wire.Dial) error {
	d, ok := x.hub.cfg.Tickets.(Dialler)
	switch {
	case !ok:
		return errNoDialler
	case call.Number == "":
		return errNotDialed
	}
	left := dialWithin - x.hub.now().Sub(call.Began)
	if left <= 0 {
		return errDialLate
	}
	ctx, cancel := context.WithTimeout(ctx, left)
	defer cancel()
	return d.Dial(ctx, call)
}

// placed tells what the telephone system said.
func (x *effects) placed(in chat.ChatID, b *chat.AttemptBegan, err error) {
	fact := &chat.CallPlaced{Attempt: b.Attempt, Obligation: b.Obligation, Record: b.Record, How: chat.PlacedYes}
	if err != nil {
		fact.How, fact.Words = chat.PlacedFailed, "Dial by hand; the telephone system did not: "+err.Error()+"."
	}
	x.report(func(c *core) []chat.Event {
		if in != "" && c.floor.Chat(in) == nil {
			return nil
		}
		return []chat.Event{{ID: chat.EventID(b.Attempt) + "/placed", Chat: in, Body: fact}}
	})
}
