package dispatch

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"slices"
	"strings"
	"unicode/utf8"

	"floorwalker/app/ticket"
	"floorwalker/storage/outgoing"
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
	e := d.cfg.Edition()
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
