package killtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// good returns a log of two chats and the ledger that fits it.
func good() (*ledger, []logged) {
	l := newLedger()
	var log []logged
	add := func(id chat.ChatID, from chat.Speaker, text string) {
		seq := uint64(len(log) + 1)
		log = append(log, logged{seq, chat.Event{
			ID: chat.EventID(fmt.Sprint("e", seq)), Chat: id, Body: &chat.MessagePosted{From: from, Text: text},
		}})
		if l.wrote(text); from == chat.SpeakerCustomer {
			l.acknowledged(id, text, seq)
			return
		}
		l.heard(wordSent, text)
		l.heard(wordStored, text)
	}
	for i := range 4 {
		add("a", chat.SpeakerCustomer, fmt.Sprint("a ", i))
		add("b", chat.SpeakerCustomer, fmt.Sprint("b ", i))
		add("b", chat.SpeakerAgent, fmt.Sprint("agent b ", i))
	}
	return l, log
}

// renumber makes the numbers of a changed log gapless again.
func renumber(log []logged) []logged {
	for i := range log {
		log[i].seq = uint64(i) + 1
	}
	return log
}

// TestTheCheckerNotices damages a good log in each way that matters.
func TestTheCheckerNotices(t *testing.T) {
	if l, log := good(); len(l.check(log)) != 0 {
		t.Fatalf("a good log is found wrong: %s", words(l.check(log)))
	}
	tests := []struct {
		name   string
		damage func([]logged) []logged
		want   string
	}{
		{"a customer's line dropped", func(g []logged) []logged { return renumber(slices.Delete(g, 3, 4)) }, "is not there"},
		{"the last line dropped", func(g []logged) []logged { return g[:len(g)-2] }, "is not there"},
		{"an agent's line dropped", func(g []logged) []logged { return g[:len(g)-1] }, "the agent was shown"},
		{"a hole in the numbers", func(g []logged) []logged { return slices.Delete(g, 3, 4) }, "has number"},
		{"an event twice", func(g []logged) []logged { return renumber(append(g, g[0])) }, "is there as"},
		{"a line twice", func(g []logged) []logged {
			e := g[0]
			e.ev.ID = "another"
			return renumber(append(g, e))
		}, "is there twice"},
		{"two lines swapped", func(g []logged) []logged {
			g[0], g[3] = g[3], g[0]
			return renumber(g)
		}, "stands behind"},
		{"two of the agent's swapped", func(g []logged) []logged {
			g[2], g[5] = g[5], g[2]
			return renumber(g)
		}, "stands behind"},
		{"a line from nowhere", func(g []logged) []logged {
			e := g[0]
			e.ev.ID, e.ev.Body = "x", &chat.MessagePosted{From: chat.SpeakerCustomer, Text: "x"}
			return renumber(append(g, e))
		}, "nobody wrote"},
		{"a line in another chat", func(g []logged) []logged { g[9].ev.Chat = "c"; return g }, `stands as 10 of "c"`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l, log := good()
			if found := words(l.check(tt.damage(log))); !strings.Contains(found, tt.want) {
				t.Errorf("found %q, want %q", found, tt.want)
			}
		})
	}
}
