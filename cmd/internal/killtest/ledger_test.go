package killtest

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"sync"

	"floorwalker/app/chat"
	"floorwalker/app/referee"
)

// ledger is what was promised to somebody.
type ledger struct {
	mu sync.Mutex // guards all below
	// posted are the customers' lines that the hub acknowledged, by text.
	posted map[string]promise
	order  []string // all texts, in the order of writing
	index  map[string]int
	// stored is what a desk showed as done, by text, and kept as saved on its
	// own disk; the value is the kind.
	stored map[string]string
	// joins counts by chat how often a desk showed that its agent had joined.
	joins map[chat.ChatID]int
}

type promise struct {
	chat chat.ChatID
	seq  uint64
}

func newLedger() *ledger {
	return &ledger{
		posted: make(map[string]promise), index: make(map[string]int), stored: make(map[string]string),
		joins: make(map[chat.ChatID]int),
	}
}

// wrote notes a text before it is sent: it may be on the log from here on.
func (l *ledger) wrote(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if _, ok := l.index[text]; !ok {
		l.index[text] = len(l.order)
		l.order = append(l.order, text)
	}
}

// acknowledged notes the hub's answer to a customer's line.
func (l *ledger) acknowledged(id chat.ChatID, text string, seq uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.posted[text] = promise{id, seq}
}

// heard notes what a desk says about what its agent did: a kind and a text.
func (l *ledger) heard(word, what string) {
	kind, text, _ := strings.Cut(what, " ")
	if word == wordSent {
		l.wrote(text)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if kind == kindJoin {
		l.joins[chat.ChatID(text)]++
		return
	}
	l.stored[text] = kind
}

// done is how much was promised to agents.
func (l *ledger) done() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.stored)
}

// counts says how much was promised, by kind.
func (l *ledger) counts() map[string]int {
	l.mu.Lock()
	defer l.mu.Unlock()
	n := map[string]int{"customer": len(l.posted)}
	for _, kind := range l.stored {
		n[kind]++
	}
	for _, joins := range l.joins {
		n[kindJoin] += joins
	}
	return n
}

// logged is one event of the log.
type logged struct {
	seq uint64
	ev  chat.Event
}

// saying is what somebody wrote, as an event has it.
type saying struct {
	kind, text string
	customer   bool
}

// sayingOf returns what an event has of somebody's words; false if it is the
// hub's own.
func sayingOf(e *chat.Event) (saying, bool) {
	switch b := e.Body.(type) {
	case *chat.MessagePosted:
		return saying{kindLine, b.Text, b.From == chat.SpeakerCustomer}, b.From == chat.SpeakerCustomer || b.From == chat.SpeakerAgent
	case *chat.NotePosted:
		return saying{kind: kindNote, text: b.Text}, true
	case *chat.WhisperPosted:
		return saying{kind: kindWhisper, text: b.Text}, true
	case *chat.TagAdded:
		return saying{kind: kindTag, text: b.Tag}, b.Tag != referee.TagForwarded
	case *chat.OfferMade:
		return saying{kind: kindOffer, text: b.Offer.Note}, true
	case *chat.OfferAccepted:
		return saying{kind: kindAnswer, text: string(b.Offer)}, true
	case *chat.AttemptEnded:
		kind, _, _ := strings.Cut(b.Attempt.Note, " ")
		return saying{kind: kind, text: b.Attempt.Note}, true
	case *chat.RecordSaved:
		if b.Shelf == chat.ShelfFollowUps {
			return saying{}, false // their texts are the calls', and the digest of the shelf sees them
		}
		var v struct{ Content struct{ Text string } }
		if json.Unmarshal(b.Version, &v) != nil {
			return saying{kind: kindEdit, text: "a version that is not JSON"}, true
		}
		return saying{kind: kindEdit, text: v.Content.Text}, e.By != "" // the hub's own are what a floor begins with
	}
	return saying{}, false
}

// check compares the log with what was promised and returns what is wrong.
func (l *ledger) check(log []logged) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := checker{
		ledger: l, at: make(map[string]logged), kinds: make(map[string]string), ids: make(map[string]uint64), calls: make(map[chat.AttemptID]uint64),
		last: make(map[string]int), company: newCompany(),
	}
	for i, e := range log {
		if want := uint64(i) + 1; e.seq != want {
			c.wrong("event %d has number %d", want, e.seq)
		}
		c.event(e)
		c.found = append(c.found, c.company.event(&e.ev)...)
	}
	c.promises()
	c.found = append(c.found, c.company.end(l.joins)...)
	slices.Sort(c.found)
	return c.found
}

type checker struct {
	ledger  *ledger
	at      map[string]logged // where each text stands
	kinds   map[string]string // and as what
	ids     map[string]uint64 // chat and event id → number
	calls   map[chat.AttemptID]uint64
	last    map[string]int // chat, author and kind → index of the newest text
	company *company
	found   []string
}

func (c *checker) wrong(format string, a ...any) {
	c.found = append(c.found, fmt.Sprintf(format, a...))
}

// event sees that nothing is there twice, from nowhere, or out of order.
func (c *checker) event(e logged) {
	key := string(e.ev.Chat) + "\x00" + string(e.ev.ID)
	if at, twice := c.ids[key]; twice {
		c.wrong("event %q of chat %q is there as %d and as %d", e.ev.ID, e.ev.Chat, at, e.seq)
	}
	c.ids[key] = e.seq
	if b, ok := e.ev.Body.(*chat.AttemptEnded); ok {
		if at, twice := c.calls[b.Attempt.ID]; twice {
			c.wrong("attempt %q ended as %d and as %d", b.Attempt.ID, at, e.seq)
		}
		c.calls[b.Attempt.ID] = e.seq
	}
	s, ok := sayingOf(&e.ev)
	if !ok {
		return
	}
	if first, twice := c.at[s.text]; twice {
		c.wrong("%s %q is there twice, as %d and as %d", s.kind, s.text, first.seq, e.seq)
	}
	c.at[s.text], c.kinds[s.text] = e, s.kind
	i, known := c.ledger.index[s.text]
	if !known {
		c.wrong("nobody wrote %s %q", s.kind, s.text)
		return
	}
	who := strings.Join([]string{string(e.ev.Chat), string(e.ev.By), s.kind, fmt.Sprint(s.customer)}, "\x00")
	if last, ok := c.last[who]; ok && i < last && !calls(s.kind) {
		c.wrong("%s %q stands behind %q", s.kind, s.text, c.ledger.order[last])
	}
	c.last[who] = i
}

// calls reports whether texts of a kind are about calls, which are told in order
// for each call only.
func calls(kind string) bool { return kind == kindCall || kind == kindOffline }

// promises sees that what somebody was told is stored is there.
func (c *checker) promises() {
	for text, p := range c.ledger.posted {
		switch e, ok := c.at[text]; {
		case !ok:
			c.wrong("line %q was acknowledged as %d and is not there", text, p.seq)
		case e.seq != p.seq || e.ev.Chat != p.chat:
			c.wrong("line %q was acknowledged as %d of %q and stands as %d of %q", text, p.seq, p.chat, e.seq, e.ev.Chat)
		}
	}
	for text, kind := range c.ledger.stored {
		if c.kinds[text] != kind {
			c.wrong("an agent was shown that %s %q is stored, and it is there as %q", kind, text, c.kinds[text])
		}
	}
}

func words(found []string) string { return strings.Join(found[:min(len(found), 20)], "\n") }
