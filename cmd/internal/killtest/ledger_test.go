package killtest

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"floorwalker/app/chat"
)

// ledger is what was promised to somebody.
type ledger struct {
	mu sync.Mutex // guards all below
	// posted are the customers' lines that the hub acknowledged, by text.
	posted map[string]promise
	order  []string // the texts of all lines, in the order of writing
	index  map[string]int
	stored map[string]bool // agents' lines that the desk was told are stored
}

type promise struct {
	chat chat.ChatID
	seq  uint64
}

func newLedger() *ledger {
	return &ledger{posted: make(map[string]promise), index: make(map[string]int), stored: make(map[string]bool)}
}

// wrote notes a line before it is sent: it may be on the log from here on.
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

// heard notes what the desk says about the agent's lines.
func (l *ledger) heard(word, text string) {
	if word == wordSent {
		l.wrote(text)
		return
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.stored[text] = true
}

func (l *ledger) counts() (posted, stored int) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.posted), len(l.stored)
}

// logged is one event of the log.
type logged struct {
	seq uint64
	ev  chat.Event
}

// check compares the log with what was promised and returns what is wrong.
func (l *ledger) check(log []logged) []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	c := checker{ledger: l, at: make(map[string]logged), ids: make(map[string]uint64), last: make(map[string]int)}
	for i, e := range log {
		if want := uint64(i) + 1; e.seq != want {
			c.wrong("event %d has number %d", want, e.seq)
		}
		c.event(e)
	}
	c.promises()
	return c.found
}

type checker struct {
	ledger *ledger
	at     map[string]logged // where each text stands
	ids    map[string]uint64 // chat and event id → number
	last   map[string]int    // chat and speaker → index of the newest line
	found  []string
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
	m, ok := e.ev.Body.(*chat.MessagePosted)
	if !ok || m.From != chat.SpeakerCustomer && m.From != chat.SpeakerAgent {
		return
	}
	if first, twice := c.at[m.Text]; twice {
		c.wrong("line %q is there twice, as %d and as %d", m.Text, first.seq, e.seq)
	}
	c.at[m.Text] = e
	i, known := c.ledger.index[m.Text]
	if !known {
		c.wrong("nobody wrote line %q", m.Text)
		return
	}
	who := string(e.ev.Chat) + "\x00" + string(m.From)
	if last, ok := c.last[who]; ok && i < last {
		c.wrong("line %q stands behind %q", m.Text, c.ledger.order[last])
	}
	c.last[who] = i
}

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
	for text := range c.ledger.stored {
		if _, ok := c.at[text]; !ok {
			c.wrong("the agent was shown that line %q is stored, and it is not there", text)
		}
	}
	slices.Sort(c.found)
}

func words(found []string) string { return strings.Join(found[:min(len(found), 20)], "\n") }
