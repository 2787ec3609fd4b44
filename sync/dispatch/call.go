package dispatch

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
	"floorwalker/storage/outgoing"
	"floorwalker/sync/courier"
)

// callMarker is in every line that says what came of a call.
var callMarker = []byte(`"` + string(chat.KindAttemptEnded) + `"`)

// called is an attempt on the log, with what its mail needs to know of the chat.
type called struct {
	seq     uint64
	at      chat.Instant
	attempt chat.Attempt
	chat    chat.ChatID

	customer chat.Customer
	ticket   []byte
	again    bool // the log had it before
}

// call takes in an event about an attempt, of which the customer is told if the hub
// has said so (G-FU-09).
func (b *batch) call(ctx context.Context, seq uint64, data []byte) error {
	if !bytes.Contains(data, callMarker) || b.hold || seq <= b.of.cursor.Sent {
		return nil
	}
	e, err := b.of.decode(data)
	if err != nil {
		return nil // a quotation in something that this version does not know
	}
	ended, ok := e.Body.(*chat.AttemptEnded)
	if !ok || ended.Attempt.Mail == "" || e.Chat == "" {
		return nil
	}
	return b.tell(ctx, &called{seq: seq, at: e.At, attempt: ended.Attempt, chat: e.Chat})
}

// tell makes the mail about an attempt; where it cannot be made, that is kept to be
// shown.
func (b *batch) tell(ctx context.Context, c *called) error {
	d, key := b.of, courier.Key(c.attempt.Mail)
	if _, relay := d.settings.mail(); !relay || d.cfg.Now().Sub(c.at.Time()) > CopyWithin {
		return nil
	}
	known, err := b.knows(key)
	if known || err != nil {
		return err
	}
	if err := d.look(ctx, c); err != nil || c.again {
		return err
	}
	p := courier.Parcel{
		Key: key, Kind: courier.Mail, To: ticket.AddressOf(c.ticket, &c.customer), Made: c.at.Time(),
		Series: string(c.ref()), Subject: "Our call to you, " + string(c.ref()), Body: callText(c, b.edition),
	}
	if err := p.Validate(); err != nil {
		b.unsent = append(b.unsent, outgoing.Unsent{
			Ref: string(key), Words: "The customer could not be told of a call: " + plainly(err) + ".",
		})
		return nil
	}
	b.parcels = append(b.parcels, p)
	return nil
}

// look reads the chat up to the attempt: who the customer was then, and what their
// ticket said.
func (d *Dispatcher) look(ctx context.Context, c *called) error {
	err := d.cfg.Journal.ReadChat(ctx, c.chat, func(seq uint64, data []byte) error {
		if seq >= c.seq {
			return errEnough
		}
		e, err := d.decode(data)
		if err != nil {
			return nil // of a later version
		}
		switch b := e.Body.(type) {
		case *chat.ChatOpened:
			c.customer = b.Customer
		case *chat.CustomerDescribed:
			c.customer = b.Customer
		case *chat.TicketSaved:
			c.ticket = b.Ticket
		case *chat.AttemptEnded:
			c.again = c.again || b.Attempt.ID == c.attempt.ID
		}
		return nil
	})
	if errors.Is(err, errEnough) {
		return nil
	}
	return err
}

// ref is the number of the ticket, which the key begins with.
func (c *called) ref() ticket.Ref {
	ref, _, _ := strings.Cut(c.attempt.Mail, ":")
	return ticket.Ref(ref)
}

// callText is what a customer is sent about a call: when it was, what came of it for
// them, and how to reach the team. What the caller noted stays in the house.
func callText(c *called, e *policy.Edition) []byte {
	zone := e.Policy.Cover.Location()
	const form = "15:04 on 2 January 2006 (MST)"
	a := &c.attempt
	var b strings.Builder
	name := strings.TrimSpace(c.customer.Name)
	if t, err := ticket.Decode(c.ticket); len(c.ticket) > 0 && err == nil && t.Contact.Value != "" {
		name = t.Contact.Value
	}
	if name == "" {
		name = e.Policy.Support.Salutation
	}
	fmt.Fprintf(&b, "Hello %s,\n\n%s\n", name, fmt.Sprintf(callWords(a.Outcome), team(e), a.Began.Time().In(zone).Format(form)))
	if !a.Again.IsZero() {
		fmt.Fprintf(&b, "As you asked, we will call you again at %s.\n", a.Again.Time().In(zone).Format(form))
	}
	fmt.Fprintf(&b, "Your reference number is %s.\n", c.ref())
	contact(&b, e)
	return []byte(clean(b.String()))
}

// callWords are what is said of an outcome, with places for the team and the time.
func callWords(outcome string) string {
	switch outcome {
	case chat.AttemptReached, chat.AttemptCallBack:
		return "this is to confirm that %s spoke to you by phone at %s."
	case chat.AttemptNoAnswer:
		return "%s tried to call you at %s and did not reach you."
	case chat.AttemptBusy:
		return "%s tried to call you at %s and your line was busy."
	case chat.AttemptWrong:
		return "%s tried to call you at %s, but the number that we have does not seem to be yours. Please tell us where we can reach you."
	}
	return "%s tried to call you at %s."
}
