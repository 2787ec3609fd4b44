package killtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// story builds a log and the ledger that fits it.
type story struct {
	ledger *ledger
	log    []logged
}

// add puts an event on the log; by is empty for the hub.
func (s *story) add(id chat.ChatID, by chat.AgentID, eventID string, b chat.Body) {
	seq := uint64(len(s.log) + 1)
	s.log = append(s.log, logged{seq, chat.Event{ID: chat.EventID(eventID), Chat: id, By: by, Body: b}})
}

// say is add with the ledger's part: it was written, and somebody was told.
func (s *story) say(id chat.ChatID, by chat.AgentID, b chat.Body) {
	e := chat.Event{By: by, Body: b}
	said, _ := sayingOf(&e)
	seq := uint64(len(s.log) + 1)
	s.add(id, by, fmt.Sprint("e", seq), b)
	if said.customer {
		s.ledger.wrote(said.text)
		s.ledger.acknowledged(id, said.text, seq)
		return
	}
	s.ledger.heard(wordSent, said.kind+" "+said.text)
	s.ledger.heard(wordStored, said.kind+" "+said.text)
}

// step is a change of company, with its line for the customer.
func (s *story) step(id chat.ChatID, by chat.AgentID, command string, b chat.Body) {
	s.add(id, by, command, b)
	s.add(id, by, command+"/1", &chat.MessagePosted{From: chat.SpeakerSystem, Text: "somebody came or went"})
}

func version(text string) []byte { return []byte(`{"content":{"text":"` + text + `"}}`) }

// good returns a log of two chats with all that happens, and the ledger that
// fits it. The places that the tests damage are constants below.
func good() (*ledger, []logged) {
	s := &story{ledger: newLedger()}
	for i := range 4 { // 0 to 11
		s.say("a", "", &chat.MessagePosted{From: chat.SpeakerCustomer, Text: fmt.Sprint("a ", i)})
		s.say("b", "", &chat.MessagePosted{From: chat.SpeakerCustomer, Text: fmt.Sprint("b ", i)})
		s.say("b", "asha", &chat.MessagePosted{From: chat.SpeakerAgent, Text: fmt.Sprint("agent b ", i)})
	}
	s.add("a", "", "open", &chat.ChatOpened{})
	s.step("a", "asha", "take", &chat.ChatTakenOver{Agent: "asha"}) // 13
	s.step("a", "ben", "join", &chat.AgentJoined{Agent: "ben"})     // 15
	s.ledger.heard(wordStored, "join a")
	s.say("a", "ben", &chat.NotePosted{Text: "note 1"})                                                                                         // 17
	s.say("a", "asha", &chat.WhisperPosted{To: "ben", Text: "whisper 1"})                                                                       // 18
	s.say("a", "asha", &chat.TagAdded{Tag: "tag 1"})                                                                                            // 19
	s.say("a", "asha", &chat.OfferMade{Offer: chat.Offer{ID: "o", Kind: chat.OfferForward, From: "asha", To: "ben", Note: "please take this"}}) // 20
	s.say("a", "ben", &chat.OfferAccepted{Offer: "o", Agent: "ben"})                                                                            // 21
	s.step("a", "ben", "forward", &chat.ChatForwarded{From: "asha", To: "ben", Offer: "o"})                                                     // 22
	s.say("", "asha", &chat.RecordSaved{Shelf: chat.ShelfCanned, Version: version("edit 1")})                                                   // 24
	s.add("", "", "starter", &chat.RecordSaved{Shelf: chat.ShelfCanned, Version: version("what a floor begins with")})                          // 25
	s.say("", "ben", &chat.RecordSaved{Shelf: chat.ShelfCanned, Version: version("edit 2")})                                                    // 26
	s.say("", "ben", &chat.AttemptEnded{Attempt: chat.Attempt{ID: "t1", Record: "r", Note: "call 1"}})                                          // 27
	return s.ledger, s.log
}

// Where things stand in the good log.
const (
	atTold, atJoin, atNote, atWhisper, atTag, atOffer, atAccept, atForward, atEdit, atLast, atCall = 14, 15, 17, 18, 19, 20, 21, 22, 24, 26, 27
)

// renumber makes the numbers of a changed log gapless again.
func renumber(log []logged) []logged {
	for i := range log {
		log[i].seq = uint64(i) + 1
	}
	return log
}

func without(at int) func([]logged) []logged {
	return func(g []logged) []logged { return renumber(slices.Delete(g, at, at+1)) }
}

// again appends a copy of an event under another id.
func again(at int) func([]logged) []logged {
	return func(g []logged) []logged {
		e := g[at]
		e.ev.ID = "another"
		return renumber(append(g, e))
	}
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
		{"a customer's line dropped", without(3), "is not there"},
		{"the last text dropped", without(atLast), `edit "edit 2" is stored`},
		{"an agent's line dropped", without(11), "an agent was shown"},
		{"a hole in the numbers", func(g []logged) []logged { return slices.Delete(g, 3, 4) }, "has number"},
		{"an event twice", func(g []logged) []logged { return renumber(append(g, g[0])) }, "is there as"},
		{"a line twice", again(0), "is there twice"},
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
		{"a note dropped", without(atNote), `note "note 1" is stored`},
		{"a whisper dropped", without(atWhisper), `whisper "whisper 1" is stored`},
		{"a whisper told as a note", func(g []logged) []logged {
			g[atWhisper].ev.Body = &chat.NotePosted{Text: "whisper 1"}
			return g
		}, `it is there as "note"`},
		{"a whisper twice", again(atWhisper), "is there twice"},
		{"a tag dropped", without(atTag), `tag "tag 1" is stored`},
		{"a tag twice", again(atTag), "is there twice"},
		{"an offer dropped", without(atOffer), "is accepted and not open"},
		{"an offer accepted twice", again(atAccept), "is accepted and not open"},
		{"a forward twice", again(atForward), `it goes from asha to ben and is "ben"'s`},
		{"a call dropped", without(atCall), `call "call 1" is stored`},
		{"a call twice", again(atCall), `call "call 1" is there twice`},
		{"an attempt that ended twice", func(g []logged) []logged {
			e := g[atCall]
			e.ev.ID, e.ev.Body = "another", &chat.AttemptEnded{Attempt: chat.Attempt{ID: "t1", Record: "r", Note: "call 2"}}
			return renumber(append(g, e))
		}, `attempt "t1" ended as 28 and as 29`},
		{"an edit dropped", without(atEdit), `edit "edit 1" is stored`},
		{"an edit twice", again(atEdit), `edit "edit 1" is there twice`},
		{"an edit from nowhere", func(g []logged) []logged {
			g[atEdit].ev.Body = &chat.RecordSaved{Shelf: chat.ShelfCanned, Version: version("other words")}
			return g
		}, `nobody wrote edit "other words"`},
		{"two edits of two people in another order", func(g []logged) []logged {
			g[atEdit].ev.By = "ben"
			g[atEdit], g[atLast] = g[atLast], g[atEdit]
			return renumber(g)
		}, "stands behind"},
		{"an offer answered and returned", func(g []logged) []logged {
			e := g[atAccept]
			e.ev.ID, e.ev.Body = "back", &chat.OfferReturned{Offer: "o", How: chat.ReturnedExpired}
			return renumber(append(g, e))
		}, "is returned and not open"},
		{"a takeover twice", func(g []logged) []logged {
			e := g[atTold-1]
			e.ev.ID = "another"
			return renumber(slices.Insert(g, atJoin, e))
		}, "takes it over and has it"},
		{"a leave of nobody", func(g []logged) []logged {
			e := g[atJoin]
			e.ev.ID, e.ev.Body = "gone", &chat.AgentLeft{Agent: "lena"}
			return renumber(append(g, e))
		}, "leaves and is not there"},
		{"a joining dropped", without(atJoin), "joined a, and did 0 times"},
		{"a joining twice", again(atJoin), "is there already"},
		{"nobody told of a takeover", without(atTold), "told 0 times"},
		{"told twice of a takeover", func(g []logged) []logged {
			e := g[atTold]
			e.ev.ID = "take/2"
			return renumber(append(g, e))
		}, "told 2 times"},
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

// TestTheDigestsNotice damages what the desks' shelves and whispers are
// compared with.
func TestTheDigestsNotice(t *testing.T) {
	_, log := good()
	if whispered(log, "ben") != digest([]string{"whisper 1"}) || whispered(log, "asha") != whispered(log, "ben") {
		t.Error("author and receiver have not the same")
	}
	if whispered(log, "lena") != digest(nil) {
		t.Error("somebody else has a whisper")
	}
	if digest([]string{"a"}) == digest([]string{"a", "a"}) || digest([]string{"a", "b"}) != digest([]string{"b", "a"}) {
		t.Error("the digest sees an order, or not what is there twice")
	}
}
