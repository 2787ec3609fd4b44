package feed

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/link"
)

// strict is a sink that fails on what the package comment rules out.
type strict struct {
	t      *testing.T
	inside bool // a snapshot
}

func (s *strict) Reset(int)               { s.inside = true }
func (s *strict) Live(string)             { s.inside = false }
func (s *strict) Result(Result)           {}
func (s *strict) Gap([]chat.ChatID, bool) {}
func (s *strict) Status(Status)           {}
func (s *strict) Events(batch []Item) {
	for _, i := range batch {
		if len(i.Raw) == 0 || i.Event.ID == "" {
			s.t.Errorf("an item without content: %+v", i)
		}
	}
}

func (s *strict) Position(resume string) {
	if s.inside || resume == "" {
		s.t.Errorf("position %q, in a snapshot: %t", resume, s.inside)
	}
}

// FuzzReceive feeds messages, separated by NUL bytes, to one connection.
// Whatever they are, the sink's promises hold and the end has a reason.
func FuzzReceive(f *testing.F) {
	const (
		welcome = `{"k":"welcome","now":1}`
		event   = `{"id":"1","chat":"c","kind":"NotePosted","body":{"text":"x"}}`
	)
	f.Add([]byte(welcome + "\x00{\"k\":\"snapshot\",\"chats\":1}\x00{\"k\":\"events\",\"n\":1,\"r\":\"a\"}\n" + event + "\x00{\"k\":\"live\",\"r\":\"b\"}"))
	f.Add([]byte(welcome + "\x00{\"k\":\"behind\"}\x00{\"k\":\"events\",\"n\":1}\n" + event))
	f.Add([]byte(`{"k":"welcome","resumed":true}` + "\x00{\"k\":\"events\",\"n\":1,\"r\":\"a\"}\n" + event + "\n{}\x00{\"k\":\"pong\",\"n\":9}"))
	f.Add([]byte(`{"k":"bye","code":"bad_token"}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		mono := time.Duration(0)
		feed := New(Config{URL: "ws://hub.example.com", Resume: "r", Sink: &strict{t: t}, Local: func() (time.Time, time.Duration) {
			mono += time.Millisecond
			return time.Unix(0, int64(mono)), mono
		}})
		p := (*protocol)(feed)
		p.Hello(1)
		for _, message := range bytes.Split(data, []byte{0}) {
			state, err := p.Receive(1, message)
			if err == nil {
				if state != Greeting && !state.Connected() {
					t.Errorf("state %q", state)
				}
				continue
			}
			end, ok := errors.AsType[*link.EndError](err)
			if !ok || end.Reason.Code == "" || end.Reason.Words == "" {
				t.Errorf("%v", err)
			}
			return
		}
	})
}
