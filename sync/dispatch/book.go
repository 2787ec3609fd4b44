package dispatch

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/storage/outgoing"
	"floorwalker/sync/courier"
	"floorwalker/sync/wire"
)

// The words that resolved tickets are counted by.
const (
	countTopic = "topic/"
	countClass = "class/"
)

// entryOf returns the ticket as it is kept.
func entryOf(f *found, form *ticket.Form) outgoing.Entry {
	t := &f.ticket
	return outgoing.Entry{
		Ref: string(t.Ref), Chat: t.Chat, At: cmp.Or(t.Closed, t.Created), Seq: f.seq, Ticket: f.line, Counts: countsOf(t, form),
	}
}

// countsOf returns what a ticket counts for, if a person has resolved it: nobody
// says of others whom a bot helped that they have helped them. What the team
// writes where it knows nothing is no likeness.
func countsOf(t *ticket.Ticket, form *ticket.Form) []string {
	done := slices.ContainsFunc(form.Statuses, func(s ticket.Status) bool { return s.ID == t.Status && s.Done })
	if !done || t.Handled != ticket.HandledAgent && t.Handled != ticket.HandledBoth {
		return nil
	}
	var words []string
	for _, topic := range t.Topics {
		if topic != form.Preset.Topic {
			words = append(words, countTopic+string(topic))
		}
	}
	if t.Classification != "" && t.Classification != form.Preset.Classification {
		words = append(words, countClass+string(t.Category)+"/"+string(t.Classification))
	}
	slices.Sort(words)
	return slices.Compact(words)
}

// page is how many tickets are read at once.
const page = 250

// Tickets returns those that the query chooses, the newest first, after it has read
// on. They end early at an error, which the function returns.
func (d *Dispatcher) Tickets(ctx context.Context, q wire.TicketQuery) (iter.Seq[ticket.Ticket], func() error) {
	failed := d.CatchUp(ctx)
	words := strings.Fields(strings.ToLower(q.Words))
	return func(yield func(ticket.Ticket) bool) {
		given := 0
		for at, more := outgoing.Place(nil), failed == nil; more; more = at != nil {
			if failed = ctx.Err(); failed != nil {
				return
			}
			var list []outgoing.Entry
			if list, at, failed = d.store.List(at, page); failed != nil {
				return
			}
			for i := range list {
				if list[i].At < q.Since {
					return // all behind it are older still
				}
				t, ok := chosen(&q, &list[i], words)
				if !ok {
					continue
				}
				if given++; !yield(t) || given == q.Limit {
					return
				}
			}
		}
	}, func() error { return failed }
}

func chosen(q *wire.TicketQuery, e *outgoing.Entry, words []string) (t ticket.Ticket, ok bool) {
	if q.Until != 0 && e.At >= q.Until || !mayHave(e.Ticket, words) {
		return t, false
	}
	// It was made normal when it was kept.
	return t, json.Unmarshal(e.Ticket, &t) == nil && has(&t, words)
}

// mayHave tells most tickets that do not have the words without decoding them. A word
// that JSON writes otherwise is looked for in what is decoded.
func mayHave(raw []byte, words []string) bool {
	if len(words) == 0 {
		return true
	}
	raw = bytes.ToLower(raw)
	for _, w := range words {
		if !strings.ContainsAny(w, "\"\\<>&\u2028\u2029") && !bytes.Contains(raw, []byte(w)) {
			return false
		}
	}
	return true
}

// has reports whether every word is in the ticket.
func has(t *ticket.Ticket, words []string) bool {
	if len(words) == 0 {
		return true
	}
	all := []string{
		string(t.Ref), string(t.Chat), t.Contact.Value, t.Phone.Value, t.Account.Value, t.Service.Value, t.Mail,
		string(t.Category), string(t.Classification), string(t.Priority), string(t.Status), string(t.Sentiment), string(t.Assignee),
		t.Subject, t.Summary, t.Notes, t.EndNote, t.NextSteps, strings.Join(t.Tags, "\n"), strings.Join(t.Escalated, "\n"),
	}
	for _, topic := range t.Topics {
		all = append(all, string(topic))
	}
	text := strings.ToLower(strings.Join(all, "\n"))
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// Similar returns how many tickets a person has resolved that are about the same as a
// chat with these tags, of which the customer wrote these words: its topics are among
// the tags, or the name of its classification in the words. It is the
// largest of the counts and so never too many.
func (d *Dispatcher) Similar(ctx context.Context, tags []string, text string) (int, error) {
	if err := d.CatchUp(ctx); err != nil {
		return 0, err
	}
	e, err := d.cfg.Edition(ctx)
	if err != nil {
		return 0, err
	}
	var words []string
	for _, topic := range e.Form.Topics {
		if slices.Contains(tags, topic.Name) {
			words = append(words, countTopic+string(topic.ID))
		}
	}
	text = strings.ToLower(text)
	for _, category := range e.Form.Categories {
		for _, class := range category.Classifications {
			if named(class.Name, text) {
				words = append(words, countClass+string(category.ID)+"/"+string(class.ID))
			}
		}
	}
	most := 0
	for _, w := range words {
		n, err := d.store.Count(w)
		if err != nil {
			return 0, err
		}
		most = max(most, n)
	}
	return most, nil
}

// named reports whether a text has all telling words of one of the things that a name
// joins, such as "incoming" of "Incoming or outgoing calls".
func named(name, text string) bool {
	for _, joint := range []string{" or ", " and ", ","} {
		name = strings.ReplaceAll(name, joint, "/")
	}
	for thing := range strings.SplitSeq(strings.ToLower(name), "/") {
		telling, missing := 0, false
		for w := range strings.FieldsSeq(thing) {
			if utf8.RuneCountInString(w) >= 4 {
				telling++
				missing = missing || !strings.Contains(text, w)
			}
		}
		if telling > 0 && !missing {
			return true
		}
	}
	return false
}

// mostParcels is how many parcels one answer has.
const mostParcels = 500

// Outgoing returns what leaves the house, and what does not.
func (d *Dispatcher) Outgoing(ctx context.Context) (wire.Outgoing, error) {
	var o wire.Outgoing
	e, err := d.cfg.Edition(ctx)
	if err != nil {
		return o, err
	}
	if o.Tickets, err = d.store.Tickets(); err != nil {
		return o, err
	}
	unsent, err := d.store.Unsent()
	if err != nil {
		return o, err
	}
	for _, u := range unsent {
		o.Unsent = append(o.Unsent, wire.UnsentTicket{Ticket: u.Ref, Words: u.Words})
	}
	state, words := d.settings.now()
	_, relay := d.settings.mail()
	if state == settingsGood {
		o.Hook, o.Copies = e.Tickets.Hook, e.Tickets.MailCopies && relay
	}
	o.Words = d.words(e.Tickets.Hook, e.Tickets.MailCopies && !relay, state, words)
	waiting := make([]wire.OutgoingParcel, 0)
	for _, s := range d.courier.Pending() {
		if s.State == courier.Undeliverable {
			o.Undeliverable++
			o.Parcels = append(o.Parcels, parcelOf(&s))
			continue
		}
		o.Waiting++
		waiting = append(waiting, parcelOf(&s))
	}
	o.Parcels = append(o.Parcels, waiting...)
	o.Parcels = o.Parcels[:min(len(o.Parcels), mostParcels)]
	return o, nil
}

// words says what is wrong or switched off.
func (d *Dispatcher) words(hook string, unmailed bool, state settingsState, bad string) (all []string) {
	add := func(s string) {
		if s != "" {
			all = append(all, s)
		}
	}
	switch state {
	case settingsAbsent:
		add("No ticket leaves the house: the hub has no file " + SettingsName + ". Tickets are kept here and can be exported.")
	case settingsBad:
		add(bad + " Until it is mended no new ticket is sent; none is lost.")
	case settingsGood:
		if bad != "" {
			add(bad + " What it said before holds.")
		}
		if _, ok := d.settings.hook(hook); hook != "" && !ok {
			add(fmt.Sprintf("The policy sends tickets to %q, and %s has no webhook of that name.", hook, SettingsName))
		}
		if hook == "" {
			add("The policy names no ticket system, so tickets are kept here only.")
		}
		if unmailed {
			add("Customers get no copies: " + SettingsName + " has no mail server.")
		}
	}
	add(d.store.Recovered())
	d.telling.Lock()
	add(d.trouble)
	d.telling.Unlock()
	return all
}

func parcelOf(s *courier.Slip) wire.OutgoingParcel {
	ref, _, _ := strings.Cut(string(s.Key), ":")
	p := wire.OutgoingParcel{
		Key: string(s.Key), Kind: string(s.Kind), To: s.To, Ticket: ref, State: string(s.State), Made: chat.InstantOf(s.Made),
		Attempts: s.Attempts, Maybe: s.Maybe, Words: s.Words,
	}
	if s.Kind == courier.Mail {
		p.To = coveredAddress(s.To)
	}
	if !s.Last.IsZero() {
		p.Last = chat.InstantOf(s.Last)
	}
	if s.State == courier.Waiting {
		p.Due = chat.InstantOf(s.Due)
	}
	return p
}

// coveredAddress shows of an address what tells two customers apart.
func coveredAddress(s string) string {
	name, domain, _ := strings.Cut(s, "@")
	_, n := utf8.DecodeRuneInString(name)
	return name[:n] + "…@" + domain
}

// ErrNoParcel says that no parcel of this key can be sent again.
var ErrNoParcel = errors.New("there is no such parcel any more: it has arrived meanwhile, or is on its way")

// Retry sends a parcel again, or all that are undeliverable if key is empty, and
// returns how many.
func (d *Dispatcher) Retry(key string) (int, error) {
	if key == "" {
		return d.retryAll()
	}
	err := d.courier.Retry(courier.Key(key))
	switch {
	case errors.Is(err, courier.ErrUnknownKey), errors.Is(err, courier.ErrUnderWay):
		return 0, ErrNoParcel
	case err != nil:
		return 0, err
	}
	return 1, nil
}

func (d *Dispatcher) retryAll() (n int, err error) {
	for _, s := range d.courier.Pending() {
		if s.State != courier.Undeliverable {
			continue
		}
		switch err := d.courier.Retry(s.Key); {
		case errors.Is(err, courier.ErrUnknownKey), errors.Is(err, courier.ErrUnderWay):
			continue
		case err != nil:
			return n, err
		}
		n++
	}
	return n, nil
}

// Figures are for the hub's metrics.
func (d *Dispatcher) Figures() (waiting, undeliverable int) {
	for _, s := range d.courier.Pending() {
		if s.State == courier.Undeliverable {
			undeliverable++
		} else {
			waiting++
		}
	}
	return waiting, undeliverable
}
