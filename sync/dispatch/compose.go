package dispatch

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/secret"
	"floorwalker/app/ticket"
	"floorwalker/sync/courier"
)

// found is a ticket on the log.
type found struct {
	seq    uint64
	at     chat.Instant
	ticket ticket.Ticket
	line   []byte // as package ticket writes it, without the line end
}

// read returns the ticket of an event, covered, or why there is none.
func read(seq uint64, at chat.Instant, b *chat.TicketSaved) (found, error) {
	t, err := ticket.Decode(b.Ticket)
	if err != nil {
		return found{}, err
	}
	t = covered(t)
	line, err := ticket.Encode(t)
	if err != nil {
		return found{}, err
	}
	return found{seq: seq, at: at, ticket: t, line: line}, nil
}

// covered hides secrets in what people wrote: a ticket goes into spreadsheets and to
// other systems.
func covered(t ticket.Ticket) ticket.Ticket {
	for _, s := range []*string{&t.Subject, &t.Summary, &t.EndNote, &t.Notes, &t.NextSteps} {
		*s = secret.Mask(*s)
	}
	t.Calls = slices.Clone(t.Calls)
	for i := range t.Calls {
		t.Calls[i].Note = secret.Mask(t.Calls[i].Note)
	}
	return t.Normal()
}

// The ends of keys, which say what is delivered.
const (
	keyHook = ":hook:"
	keyCopy = ":copy:"
)

// hookParcel is a ticket on its way to the team's own system.
func hookParcel(f *found, hook string) (courier.Parcel, error) {
	var body bytes.Buffer
	if err := ticket.WriteJSON(&body, one(f.ticket)); err != nil {
		return courier.Parcel{}, err
	}
	return courier.Parcel{
		Key: courier.Key(string(f.ticket.Ref) + keyHook + digest(hook, string(f.line))), Kind: courier.Webhook,
		To: hook, Series: string(f.ticket.Ref), Body: body.Bytes(), Made: f.at.Time(),
	}, nil
}

func one(t ticket.Ticket) iter.Seq[ticket.Ticket] { return slices.Values([]ticket.Ticket{t}) }

// digest is short enough for a key, and long enough for all tickets of a team.
func digest(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		fmt.Fprintf(h, "%d:%s", len(p), p)
	}
	return hex.EncodeToString(h.Sum(nil)[:12])
}

// wantsCopy reports whether the customer is sent one.
func wantsCopy(t *ticket.Ticket) bool { return t.SendCopy == ticket.Yes && t.Mail != "" }

// copyParcel is a customer's copy.
func copyParcel(f *found, lines []said, e *policy.Edition) (courier.Parcel, error) {
	t := &f.ticket
	p := courier.Parcel{
		Key: copyKey(f), Kind: courier.Mail, To: t.Mail, Series: string(t.Ref), Made: f.at.Time(),
		Subject: "Your conversation with " + team(e) + ", " + string(t.Ref), Body: copyText(t, lines, e),
	}
	return p, p.Validate()
}

// copyKey has the time at which the chat ended; of one that goes on, each copy was
// asked for by itself, when the ticket was saved (V-LEAVE-03).
func copyKey(f *found) courier.Key {
	t := &f.ticket
	return courier.Key(string(t.Ref) + keyCopy + digest(strings.ToLower(t.Mail), fmt.Sprint(cmp.Or(t.Closed, f.at))))
}

func team(e *policy.Edition) string {
	if e.Policy.Support.Team != "" {
		return e.Policy.Support.Team
	}
	return "our support"
}

// said is a line that the customer saw.
type said struct {
	message chat.MessageID
	at      chat.Instant
	from    chat.Speaker
	name    string
	text    string
	file    string
	lost    bool // it failed to be sent
}

// enough ends the reading of a chat.
var errEnough = errors.New("enough")

// transcript returns the lines that the customer saw up to an event.
func (d *Dispatcher) transcript(ctx context.Context, id chat.ChatID, upTo uint64) ([]said, error) {
	var lines []said
	at := make(map[chat.MessageID]int)
	err := d.cfg.Journal.ReadChat(ctx, id, func(seq uint64, data []byte) error {
		if seq > upTo {
			return errEnough
		}
		e, err := d.decode(data)
		if err != nil {
			return nil // of a later version: nothing that this one could quote
		}
		switch b := e.Body.(type) {
		case *chat.MessagePosted:
			if l, ok := line(&e, b); ok {
				at[l.message] = len(lines)
				lines = append(lines, l)
			}
		case *chat.MessageDelivered:
			if i, ok := at[b.Message]; ok {
				lines[i].lost = b.Delivery == chat.DeliveryFailed
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return nil, err
	}
	return slices.DeleteFunc(lines, func(l said) bool { return l.lost }), nil
}

func line(e *chat.Event, b *chat.MessagePosted) (said, bool) {
	switch b.From {
	case chat.SpeakerCustomer, chat.SpeakerBot, chat.SpeakerAgent:
	default:
		return said{}, false
	}
	l := said{message: b.Message, at: e.At, from: b.From, name: b.Name, text: secret.Mask(b.Text), lost: b.Delivery == chat.DeliveryFailed}
	if b.File != nil {
		l.file = b.File.Name
	}
	return l, true
}

// maxTranscript bounds the lines of a copy in bytes; the oldest ones stay out.
const maxTranscript = courier.MaxBody / 2

// copyText is what a customer is sent. It has nothing of the ticket but its number and
// what was promised: the other words are the team's own.
func copyText(t *ticket.Ticket, lines []said, e *policy.Edition) []byte {
	zone := e.Policy.Cover.Location()
	var b strings.Builder
	name := t.Contact.Value
	if name == "" {
		name = e.Policy.Support.Salutation
	}
	fmt.Fprintf(&b, "Hello %s,\n\nhere is a copy of your conversation with %s", name, team(e))
	if !t.Opened.IsZero() {
		fmt.Fprintf(&b, " on %s", t.Opened.Time().In(zone).Format("2 January 2006"))
	}
	fmt.Fprintf(&b, ".\nYour reference number is %s.\n", t.Ref)
	promised(&b, t, zone)
	b.WriteString("\n")
	write(&b, lines, zone)
	contact(&b, e)
	return []byte(clean(b.String()))
}

func promised(b *strings.Builder, t *ticket.Ticket, zone *time.Location) {
	const form = "15:04 on 2 January 2006 (MST)"
	if !t.CallAt.IsZero() {
		fmt.Fprintf(b, "We will call you by %s.\n", t.CallAt.Time().In(zone).Format(form))
	}
	if !t.ResolveBy.IsZero() {
		fmt.Fprintf(b, "We expect to have it resolved by %s.\n", t.ResolveBy.Time().In(zone).Format(form))
	}
}

func write(b *strings.Builder, lines []said, zone *time.Location) {
	texts, size, from := make([]string, len(lines)), 0, 0
	for i := len(lines) - 1; i >= 0; i-- {
		texts[i] = lines[i].write(zone)
		if size += len(texts[i]); size > maxTranscript {
			from = i + 1
			break
		}
	}
	if from > 0 {
		fmt.Fprintf(b, "(%d earlier lines are left out.)\n", from)
	}
	for _, text := range texts[from:] {
		b.WriteString(text)
	}
}

func (l *said) write(zone *time.Location) string {
	who := l.name
	switch {
	case l.from == chat.SpeakerCustomer:
		who = "You"
	case who == "" && l.from == chat.SpeakerBot:
		who = "Assistant"
	case who == "":
		who = "Support"
	}
	text := strings.ReplaceAll(strings.TrimSpace(l.text), "\n", "\n        ")
	if l.file != "" {
		text = strings.TrimSpace(text + " [file: " + l.file + "]")
	}
	return fmt.Sprintf("[%s] %s: %s\n", l.at.Time().In(zone).Format("15:04"), who, text)
}

func contact(b *strings.Builder, e *policy.Edition) {
	s := &e.Policy.Support
	if s.Phone == "" && s.Mail == "" {
		return
	}
	b.WriteString("\nYou can reach us")
	if s.Phone != "" {
		b.WriteString(" by phone at " + s.Phone)
	}
	if s.Phone != "" && s.Mail != "" {
		b.WriteString(" or")
	}
	if s.Mail != "" {
		b.WriteString(" by e-mail at " + s.Mail)
	}
	b.WriteString(".\n")
}

// clean leaves out what a mail must not have: a stranger may have written it.
func clean(s string) string {
	s = strings.ToValidUTF8(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"), "\uFFFD")
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || 0x7f <= r && r < 0xa0 {
			return -1
		}
		return r
	}, s)
}
