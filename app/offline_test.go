package app

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
)

// offline breaks the connection of s.
func offline(s *stage) {
	s.stream.setUp(false)
	s.desk.Connection(Link{State: LinkOffline})
	s.settle()
	s.stream.take()
}

// online brings it back; nothing was missed but these events.
func online(s *stage, missed ...chat.Event) *Snapshot {
	s.stream.setUp(true)
	s.desk.Welcome(me)
	s.desk.Connection(Link{State: LinkReading})
	s.give(missed...)
	s.desk.Live("again")
	s.desk.Connection(Link{State: LinkLive})
	return s.settle()
}

// What waited goes by itself if it is young and nobody else did anything in its
// chat; else it asks again (issue 3, the outbox).
func TestWhatWaitedGoesOrAsks(t *testing.T) {
	for _, c := range []struct {
		what  string
		after time.Duration
		since func(s *stage) []chat.Event
		words string // why it is held; "" if it goes
	}{
		{"young", 59 * time.Second, nil, ""},
		{"old", 61 * time.Second, nil, held(HoldOld)},
		{"the customer wrote", time.Second, func(s *stage) []chat.Event { return []chat.Event{s.ev("c", said("wait"))} }, held(HoldChanged)},
		{"my own earlier line came", time.Second, func(s *stage) []chat.Event { return []chat.Event{posted(s, "earlier", "hi")} }, ""},
		{"a trigger fired", time.Second, func(s *stage) []chat.Event { return []chat.Event{s.alert("c")} }, ""},
		{"ben took it", time.Second, func(s *stage) []chat.Event {
			return []chat.Event{s.ev("c", &chat.ChatTakenOver{Agent: "ben"})}
		}, held(HoldChanged)},
	} {
		mine(t, func(t *testing.T, s *stage) {
			offline(s)
			s.desk.Post("c", "Hello")
			s.sleep(c.after)
			var missed []chat.Event
			if c.since != nil {
				missed = c.since(s)
			}
			l := one(t, online(s, missed...))
			want(t, c.what, []any{l.Held, l.Words, slices.Contains(s.stream.take(), "PostMessage c")}, []any{c.words != "", c.words, c.words == ""})
			if c.words == "" {
				return
			}
			s.desk.Again("c", l.ID, false)
			l = one(t, s.settle())
			want(t, c.what+", confirmed", []any{l.State, l.Held, s.stream.take()}, []any{chat.DeliveryPending, false, []string{"PostMessage c"}})
		})
	}
}

// A wish that is no line is never held in secret: it is given up aloud.
func TestAnOldWishIsGivenUpAloud(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(s.opened("bot")...)
		offline(s)
		s.desk.TakeOver("bot", "")
		s.sleep(2 * time.Minute)
		ns := online(s).Notices
		want(t, "told", []any{len(ns), ns[len(ns)-1].Words, ns[len(ns)-1].Bad}, []any{2, "Taking over was not asked for again: " + held(HoldOld), true})
		want(t, "sent", s.stream.take(), []string(nil))
		s.desk.TakeOver("bot", "")
		s.settle()
		want(t, "asked anew", s.stream.take(), []string{"TakeOver bot"})
	})
}

// A full disk takes no line, and the line keeps its words.
func TestALineThatTheDiskDoesNotTake(t *testing.T) {
	mine(t, func(t *testing.T, s *stage) {
		s.stream.take()
		s.cache.setFail(errors.New("no space left"))
		s.desk.Post("c", "Hello")
		l := one(t, s.settle())
		if l.State != chat.DeliveryFailed || l.Text != "Hello" || !strings.Contains(l.Words, "no space left") || len(s.stream.take()) > 0 {
			t.Errorf("the line: %+v", l)
		}
		s.cache.setFail(nil)
		s.desk.Again("c", l.ID, false)
		l = one(t, s.settle())
		want(t, "again", []any{l.State, l.Words, s.stream.take()}, []any{chat.DeliveryPending, "", []string{"PostMessage c"}})
	})
}

// What waited survives the program, and so does the text of a chat that has
// left the floor.
func TestWhatWaitsSurvivesTheProgram(t *testing.T) {
	cache := newCache()
	bubble(t, cache, func(t *testing.T, s *stage) {
		s.running(append(s.opened("c"), s.ev("c", &chat.ChatAccepted{Agent: "asha"}))...)
		offline(s)
		s.desk.Post("c", "Hello")
		s.desk.TakeOver("c", "again")
		s.settle()
		s.stop()
		events := s.n
		s = newStage(t, cache)
		s.n = events
		s.run()
		s.desk.Open("c")
		got := s.settle()
		want(t, "after the start", []any{one(t, got).Text, one(t, got).Queued, len(got.Notices)}, []any{"Hello", true, 1})
		want(t, "unasked", s.stream.take(), []string(nil))
		l := one(t, online(s))
		want(t, "live", s.stream.take(), []string{"PostMessage c", "TakeOver c"})
		s.give(posted(s, l.ID, "Hello"))
		s.desk.Result(l.ID, nil)
		want(t, "in the end", len(s.settle().Thread.Pending), 0)
		s.sleep(2 * time.Second)
		want(t, "on disk", len(cache.now().outbox), 1)
	})
}

// A person can let go of what waits, and of nothing that is on its way.
func TestDiscardingWhatIsHeld(t *testing.T) {
	mine(t, func(t *testing.T, s *stage) {
		offline(s)
		s.desk.Post("c", "Hello")
		s.sleep(2 * time.Minute)
		l := one(t, online(s))
		want(t, "held", l.Held, true)
		s.desk.Discard("c", l.ID)
		want(t, "gone", []any{len(s.settle().Thread.Pending), len(s.cache.now().outbox)}, []any{0, 0})
	})
}

// A line that was typed before the gap was found is held by it (D-15).
func TestAGapHoldsWhatWaitedBeforeIt(t *testing.T) {
	mine(t, func(t *testing.T, s *stage) {
		offline(s)
		s.desk.Post("c", "Hello")
		s.desk.Gap([]chat.ChatID{"c"})
		l := one(t, online(s))
		want(t, "held", []any{l.Held, l.Words, s.stream.take()}, []any{true, held(HoldChanged), []string(nil)})
		s.desk.Again("c", l.ID, false)
		l = one(t, s.settle())
		want(t, "asked", []any{l.Gap, l.Words}, []any{true, missingWords})
		s.desk.Again("c", l.ID, true)
		s.settle()
		want(t, "sent", s.stream.take(), []string{"PostMessage c"})
	})
}

// A line whose chat has gone from the floor is told of with its text, for
// nothing else shows it, and is still there if the chat comes back.
func TestALineOfAChatThatHasLeft(t *testing.T) {
	for _, c := range []struct {
		what string
		gone func(s *stage)
	}{
		{"a snapshot without it", func(s *stage) { s.goLive(s.opened("another")...) }},
		{"pushed off by later ones", func(s *stage) {
			closed := []chat.Event{s.ev("c", &chat.ChatClosed{})}
			for i := range chat.KeepClosed {
				time.Sleep(time.Millisecond)
				id := chat.ChatID(fmt.Sprint("later", i))
				closed = append(closed, s.ev(id, &chat.ChatOpened{Bot: true}), s.ev(id, &chat.ChatClosed{}))
			}
			online(s, closed...)
		}},
	} {
		mine(t, func(t *testing.T, s *stage) {
			offline(s)
			s.desk.Post("c", "Hello")
			s.settle()
			s.stream.setUp(true)
			c.gone(s)
			got := s.settle()
			if ns := got.Notices; got.Thread != nil || len(ns) != 1 || !strings.Contains(ns[0].Words, "Hello") || !ns[0].Bad {
				t.Fatalf("%s: told %+v", c.what, ns)
			}
			s.give(s.opened("c")...)
			want(t, c.what+", back", one(t, s.settle()).Words, held(HoldLeft))
			want(t, c.what+", sent", slices.Contains(s.stream.take(), "PostMessage c"), false)
		})
	}
}

// The event of a command ends it, whether or not its answer comes too.
func TestAnEventEndsWhatWaits(t *testing.T) {
	mine(t, func(t *testing.T, s *stage) {
		s.desk.Post("c", "Hello")
		l := one(t, s.settle())
		want(t, "on disk", len(s.cache.now().outbox), 1)
		s.give(posted(s, l.ID, "Hello"))
		want(t, "in the end", []any{len(s.settle().Thread.Pending), len(s.cache.now().outbox)}, []any{0, 0})
	})
}
