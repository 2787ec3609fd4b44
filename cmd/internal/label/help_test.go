package label

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// terminal is a screen that plays keys and keeps what was shown.
type terminal struct {
	keys  []rune
	shown strings.Builder
	fails error
	// before, if set, is called before each key.
	before func()
}

func (s *terminal) Show(text string) error {
	s.shown.WriteString(text)
	return s.fails
}

func (s *terminal) Key() (rune, error) {
	if s.before != nil {
		s.before()
	}
	if len(s.keys) == 0 {
		return 0, io.EOF
	}
	k := s.keys[0]
	s.keys = s.keys[1:]
	return k, nil
}

// floor makes the lines of a log.
type floor struct {
	lines [][]byte
	n     int
}

func (f *floor) add(id chat.ChatID, by chat.AgentID, b chat.Body) {
	f.n++
	e := chat.Event{ID: chat.EventID(fmt.Sprint("e", f.n)), At: chat.Instant(f.n * 10_000), Chat: id, By: by, Body: b}
	f.lines = append(f.lines, wire.AppendEvent(nil, &e))
}

func (f *floor) post(id chat.ChatID, m string, from chat.Speaker, text string) {
	f.add(id, "", &chat.MessagePosted{Message: chat.MessageID(m), From: from, Text: text})
}

// raise raises a trigger of a rule with messages as its evidence.
func (f *floor) raise(id chat.ChatID, rule chat.RuleID, by chat.AgentID, messages ...string) {
	t := chat.Trigger{Rule: rule, Level: chat.LevelAlert, MarkedBy: by}
	for _, m := range messages {
		t.Evidence = append(t.Evidence, chat.Evidence{Message: chat.MessageID(m), To: 1})
	}
	f.add(id, by, &chat.TriggerRaised{Trigger: t})
}

// two returns a log of two chats, one of which an agent takes.
func two() *floor {
	f := new(floor)
	f.add("", "", &chat.AgentAdded{Agent: "a1", Name: "Asha", Role: chat.RoleLead})
	f.add("c1", "", &chat.ChatOpened{Customer: chat.Customer{Name: "Rohan M.", Contact: "+91 00000 00001"}, Bot: true})
	f.post("c1", "m1", chat.SpeakerCustomer, "it does not ring")
	f.add("c2", "", &chat.ChatOpened{Customer: chat.Customer{Name: "Kavita"}, Bot: true})
	f.post("c2", "m1", chat.SpeakerCustomer, "hello, Kavita here")
	f.post("c1", "m2", chat.SpeakerBot, "Hi Rohan, have you tried a reset?")
	f.add("c1", "a1", &chat.NotePosted{Message: "n1", Name: "Asha", Text: "a secret of the team"})
	f.post("c1", "m3", chat.SpeakerCustomer, "twice!!")
	f.post("c1", "m4", chat.SpeakerAgent, "I am Asha, let me look")
	f.post("c1", "m5", chat.SpeakerCustomer, "at last")
	return f
}

// threads reads all chats of a log.
func (f *floor) threads() []*Thread {
	var c Census
	for _, l := range f.lines {
		c.Event(l)
	}
	r := NewReading(c.Chats())
	for _, l := range f.lines {
		r.Event(l)
	}
	return r.Threads()
}

func journal(t *testing.T, path string) *Journal {
	t.Helper()
	j, err := OpenJournal(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = j.Close() })
	return j
}

func journalPath(t *testing.T) string {
	t.Helper()
	return filepath.Join(t.TempDir(), "labels", "journal.jsonl")
}

var errScreen = errors.New("the screen broke")
