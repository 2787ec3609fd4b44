package main

import (
	"fmt"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// life is how many events a chat has, its opening and closing among them.
const life = 50

// traffic makes the events of a floor on which so many chats are open at any
// time. They take turns, so that neighbours in the log are never of one chat,
// and come and go evenly.
type traffic struct {
	chats int
	text  string
	// derived says that triggers and obligations are among the events; a hub
	// makes its own.
	derived bool
	// run tells the ids of one run from those of another.
	run string
	n   int
}

// newTraffic makes events of about so many bytes on the wire, where they are lines.
func newTraffic(run string, chats, bytes int, derived bool) *traffic {
	t := &traffic{run: run, chats: chats, derived: derived}
	e := line("practice/"+run+"-000000-0000/00", chat.ChatID("practice:"+run+"-000000-0000"), 2, "")
	e.At = 1_800_000_000_000
	t.text = prose(bytes - len(wire.AppendEvent(nil, &e)))
	return t
}

// prose is text of n bytes as customers write it: two scripts, quotation
// marks and line ends, which all cost a decoder more than plain letters do.
func prose(n int) string {
	const sentence = "Incoming calls do not \"come in\" on my number since morning, मीरा.\n"
	onWire := len(sentence) + 3 // what JSON escapes
	s := strings.Repeat(sentence, n/onWire+1)
	return strings.ToValidUTF8(s[:max(n-3*(n/onWire), 1)], "")
}

// next returns the next event.
func (t *traffic) next() chat.Event {
	slot, turn := t.n%t.chats, t.n/t.chats
	t.n++
	k := turn + slot%(life-1)
	at := k % life
	id := chat.ChatID(fmt.Sprintf("practice:%s-%06d-%04d", t.run, slot, k/life))
	e := line(fmt.Sprintf("practice/%s-%06d-%04d/%02d", t.run, slot, k/life, at), id, at, t.text)
	e.At = chat.Instant(1_800_000_000_000 + int64(t.n))
	switch {
	case turn == 0 || at == 0:
		e.ID += "/opened"
		e.Body = &chat.ChatOpened{
			Bot: true, Driver: "practice", Channel: chat.ChannelWebsite,
			Customer: chat.Customer{Name: "Rohan M.", Contact: "+91 00000 00000", Page: "https://shop.example.com/bills"},
		}
	case at == life-1:
		e.Body = &chat.ChatClosed{Reason: "The customer left."}
	case t.derived:
		t.derive(&e, at)
	}
	return e
}

// derive makes some of the events those that follow from others.
func (t *traffic) derive(e *chat.Event, at int) {
	const rule = "low_confidence"
	owed := chat.ObligationID(fmt.Sprint("takeover/", at/10))
	switch at % 10 {
	case 3:
		e.Body = &chat.TriggerRaised{Trigger: chat.Trigger{
			Rule: rule, Version: 1, Policy: 1, Tier: chat.TierProactive, Level: chat.LevelAlert, RaisedAt: e.At,
			Score: chat.ScoreOf(4100), Threshold: chat.ScoreOf(7000),
		}}
	case 4:
		e.Body = &chat.ObligationStarted{Obligation: chat.Obligation{ID: owed, Kind: chat.OwedTakeOver, Started: e.At, Due: e.At + 120_000, Rule: rule}}
	case 6:
		e.Body = &chat.ObligationEnded{Obligation: owed, How: "void"}
	case 7:
		e.Body = &chat.TriggerCleared{Rule: rule}
	}
}

// line is a message of the customer or of the bot, in turns.
func line(id string, c chat.ChatID, at int, text string) chat.Event {
	m := &chat.MessagePosted{Message: chat.MessageID(id), From: chat.SpeakerCustomer, Name: "Rohan M.", Text: text}
	if at%2 == 0 {
		m.From, m.Name, m.Confidence = chat.SpeakerBot, "Bot", chat.ScoreOf(9200)
	}
	return chat.Event{ID: chat.EventID(id), Chat: c, Body: m}
}
