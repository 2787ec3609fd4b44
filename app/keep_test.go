package app

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
)

func TestACompleteSnapshotReplacesTheCacheInOneSave(t *testing.T) {
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		c.items, c.kept = items(s.opened("old")...), true
		s.run()
		s.desk.Reset(2)
		s.give(s.opened("a")...)
		s.sleep(10 * time.Second)
		want(t, "saves of half a snapshot", len(c.now().saves), 0)
		s.desk.Connection(Link{State: LinkOffline}) // broken in the middle
		s.sleep(10 * time.Second)
		want(t, "saves of a broken one", len(c.now().saves), 0)
		s.goLive(s.opened("b", "d")...)
		s.sleep(time.Second)
		want(t, "saves", len(c.now().saves), 1)
		b := c.now().saves[0]
		want(t, "batch", []any{b.Reset, len(b.Items), b.Position.Resume, b.Position.Floor}, []any{true, 2, "live", "main"})
		want(t, "floor", c.floor().Active(), 2)
	})
}

func TestHalfASnapshotIsNotKeptAtTheEnd(t *testing.T) {
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		c.items, c.kept, c.pos = items(s.opened("old")...), true, Position{Resume: "r1"}
		s.run()
		s.desk.Reset(2)
		s.give(s.opened("a")...)
		s.desk.Position("r2")
		s.settle()
		s.stop()
		want(t, "cache", []any{len(c.now().saves), c.now().pos.Resume, len(c.now().items)}, []any{0, "r1", 1})
	})
}

// TestAPositionNeverOutrunsItsData: at every moment the cache holds each
// event that lies before its position, and at the end it holds all.
func TestAPositionNeverOutrunsItsData(t *testing.T) {
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		s.running(s.opened("c")...)
		s.sleep(time.Second)
		base := s.n
		for i := range 200 {
			if i == 60 {
				c.setFail(errors.New("disk full"))
			}
			if i == 120 {
				c.setFail(nil)
			}
			s.give(s.ev("c", said("x")))
			s.desk.Position(fmt.Sprint(s.n - base))
			s.sleep(37 * time.Millisecond)
			var pos int
			disk := c.now()
			_, _ = fmt.Sscan(disk.pos.Resume, &pos) // "live" is 0
			have := len(disk.items) - base
			if have < pos {
				t.Fatalf("the cache stands at %d and holds %d events", pos, have)
			}
		}
		s.stop()
		want(t, "at the end", []any{len(c.now().items) - base, c.now().pos.Resume}, []any{200, "200"})
		want(t, "floor", c.floor().Hash(), s.desk.floor.Hash())
	})
}

func TestAFailingCacheRaisesAnAlarmAndClearsIt(t *testing.T) {
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		s.running(s.opened("c")...)
		s.sleep(time.Second)
		c.setFail(errors.New("no space left"))
		s.give(s.ev("c", said("one")))
		s.desk.SaveDraft("c", "reply", "typed")
		got := s.sleep(time.Second)
		if !strings.Contains(got.Alarm, "no space left") {
			t.Errorf("alarm %q", got.Alarm)
		}
		want(t, "rows go on", got.Boards[0].Len()+1, 1)
		c.setFail(nil)
		got = s.sleep(2 * time.Second) // by itself, although nothing new came
		want(t, "alarm", got.Alarm, "")
		want(t, "kept", []any{len(c.now().items), c.now().drafts[draftKey{"c", "reply"}].Text}, []any{2, "typed"})
	})
}

func TestABacklogThatIsTooLargeStaysBehindAsAWhole(t *testing.T) {
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		s.running(s.opened("c")...)
		s.sleep(time.Second)
		c.setFail(errors.New("no space left"))
		big := make([]byte, backlogMost/4)
		for range 6 {
			e := s.ev("c", said("x"))
			s.desk.Events([]Item{{Raw: big, Event: e}})
			s.desk.Position("far")
			s.sleep(time.Second)
		}
		c.setFail(nil)
		s.give(s.ev("c", said("y")))
		got := s.sleep(5 * time.Second)
		want(t, "the cache is old but whole", []any{len(c.now().items), c.now().pos.Resume}, []any{1, "live"})
		if got.Alarm == "" {
			t.Error("nobody was told")
		}
		s.goLive(s.opened("d")...)
		got = s.sleep(5 * time.Second)
		want(t, "after a new snapshot", []any{len(c.now().items), got.Alarm}, []any{1, ""})
		want(t, "chat", c.now().items[0].Event.Chat, "d")
	})
}

func TestRepeatedEventsAreNotKeptTwice(t *testing.T) {
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		open := s.opened("c")
		s.running(open...)
		line, unknown := s.ev("c", said("x")), chat.Event{ID: "u", Chat: "c"}
		s.give(line, unknown)
		s.give(open[0], line)
		s.sleep(time.Second)
		want(t, "lines in the cache", len(c.now().items), 3) // the unknown one for a later version
	})
}

func TestAChatThatComesBackIsKept(t *testing.T) { // E-Q-04
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		s.running(s.opened("c")...)
		s.give(s.ev("c", &chat.ChatClosed{}))
		var ends []chat.Event
		for i := range chat.KeepClosed {
			time.Sleep(time.Millisecond) // closing times tell which one is the oldest
			id := chat.ChatID(fmt.Sprint("other", i))
			ends = append(ends, s.opened(id)[0], s.ev(id, &chat.ChatClosed{}))
		}
		s.sleep(time.Second)
		s.give(append(ends, s.opened("c")...)...) // dropped and back in one burst
		s.sleep(time.Second)
		want(t, "on the floor", s.desk.floor.Chat("c") != nil, true)
		want(t, "cache", c.floor().Hash(), s.desk.floor.Hash())
	})
}

func TestADraftIsKeptWithinASecond(t *testing.T) { // ux 4.6
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		s.run() // offline
		k := draftKey{"c", "reply"}
		typed := time.Now()
		for i := range 100 {
			s.desk.SaveDraft("c", "reply", strings.Repeat("x", i+1))
			s.sleep(10 * time.Millisecond)
			if c.now().drafts[k].Text == "" && time.Since(typed) > time.Second {
				t.Fatal("typing for a second, and nothing is kept")
			}
		}
		s.sleep(time.Second)
		want(t, "kept", c.now().drafts[k].Text, strings.Repeat("x", 100))
		s.desk.SaveDraft("c", "note", "the last thing I typed")
		s.stop() // at once
		want(t, "kept at the end", c.now().drafts[draftKey{"c", "note"}].Text, "the last thing I typed")

		again := newStage(t, c)
		again.run()
		var got string
		again.desk.Draft("c", "reply", func(text string) { got = text })
		again.settle()
		want(t, "survives", len(got), 100)
		again.desk.SaveDraft("c", "reply", "")
		again.sleep(time.Second)
		if _, there := c.now().drafts[k]; there {
			t.Error("an emptied draft is still kept")
		}
		want(t, "nothing else was written", len(c.now().saves), 0)
	})
}

func TestLooksAreKept(t *testing.T) {
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		s.running(s.opened("c")...)
		s.desk.Open("c")
		s.sleep(time.Second)
		at := c.now().looked["c"]
		s.desk.Foreground(false)
		s.give(s.ev("c", said("nobody looks")))
		got := s.sleep(time.Second)
		want(t, "behind another window", []any{c.now().looked["c"], got.Thread.Row.Unseen.IsZero()}, []any{at, false})
		s.desk.Foreground(true)
		got = s.sleep(time.Second)
		want(t, "in front again", []any{c.now().looked["c"] > at, got.Thread.Row.Unseen}, []any{true, 0})
	})
}

func TestTheEndKeepsEverything(t *testing.T) {
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		s.running(s.opened("c")...)
		s.give(s.ev("c", said("the last line")))
		s.desk.Position("r9")
		s.desk.Connection(Link{State: LinkOffline})
		s.desk.Open("c")
		s.stop() // without waiting for any timer
		want(t, "items", []any{len(c.now().items), c.now().pos.Resume, c.now().looked["c"].IsZero()}, []any{2, "r9", false})
	})
}

// TestWhatWaitsAtTheEndIsKept: the desk is told to stop while inputs wait for
// it. Which it hears first is chance, so it is tried often.
func TestWhatWaitsAtTheEndIsKept(t *testing.T) {
	for range 20 {
		c := newCache()
		bubble(t, c, func(t *testing.T, s *stage) {
			ctx, cancel := context.WithCancel(context.Background())
			cancel()
			s.goLive(s.opened("a")...)
			s.desk.SaveDraft("a", "reply", "typed")
			s.desk.Run(ctx)
			want(t, "kept", []any{len(c.now().items), c.now().drafts[draftKey{"a", "reply"}].Text}, []any{1, "typed"})
		})
	}
}
