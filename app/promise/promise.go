package promise

import (
	"time"

	"floorwalker/app/chat"
)

// Kind is what is promised.
type Kind string

// The kinds of promises.
const (
	Call   Kind = "call"   // a phone call
	Write  Kind = "write"  // a message or an answer in writing, other than a mail
	Mail   Kind = "mail"   // an e-mail
	Update Kind = "update" // news, by whatever way
	Fix    Kind = "fix"    // something works again
	Refund Kind = "refund" // money goes back
	Visit  Kind = "visit"  // somebody comes
	Other  Kind = "other"  // something else, by a time that is named
)

// Basis is how a text says when.
type Basis string

// The ways to say when.
const (
	// Within is a length from now: "in two hours", "between four and five".
	Within Basis = "within"
	// By is a limit: "by 5 pm", "before Friday".
	By Basis = "by"
	// At is a time, a day or a part of one: "at 5", "tomorrow morning".
	At Basis = "at"
	// Vague is no time that a clock could keep: "shortly", "once it is done",
	// or nothing at all.
	Vague Basis = "vague"
)

// Promise is one thing that a text promises to the customer.
type Promise struct {
	Kind Kind
	// From and To are the bytes of the text that say it, with the time where
	// that stands beside it: Words is text[From:To].
	From, To int
	Words    string
	// Due is the last instant at which the promise is kept. It is 0 unless
	// DueKnown, and never before the now that Find was given.
	Due      chat.Instant
	DueKnown bool
	Basis    Basis
}

// MaxText is how many bytes of a text are read: as many as a message may have,
// so nothing that can be sent goes unread (D-11: no silent drops).
const MaxText = 32 << 10

// MaxPromises bounds what is found in one text.
const MaxPromises = 32

// Options are what "end of day" and "working day" mean to the team.
type Options struct {
	// DayEnd is when the working day ends, since midnight; 0 means 19:00. A
	// promise for a day without an hour is due then.
	DayEnd time.Duration
	// Off are the days of the week that are no working days; none at all means
	// Saturday and Sunday.
	Off [7]bool
}

const defaultDayEnd = 19 * time.Hour

// completed returns o with its defaults; a DayEnd beyond the day is no time.
func (o Options) completed() Options {
	if o.DayEnd <= 0 || o.DayEnd >= 24*time.Hour {
		o.DayEnd = defaultDayEnd
	}
	free := 0
	for _, off := range o.Off {
		if off {
			free++
		}
	}
	if free == 0 || free == len(o.Off) {
		o.Off = [7]bool{time.Saturday: true, time.Sunday: true}
	}
	return o
}

// Find returns what text promises to the customer who gets it at now, in the
// order of the text; their ranges of bytes may touch and share a time, and
// never begin at the same byte. Times are read in loc, which is the customer's
// zone; nil means UTC.
func Find(text string, now chat.Instant, loc *time.Location, o Options) []Promise {
	if loc == nil {
		loc = time.UTC
	}
	if len(text) > MaxText {
		text = text[:MaxText]
	}
	f := finder{text: text, clock: clock{now: now, here: now.Time().In(loc), options: o.completed()}}
	for rest := (scanner{text: text}); len(f.found) < MaxPromises && rest.more(); {
		f.sentence = rest.next(f.sentence[:0])
		f.read()
	}
	return f.found
}
