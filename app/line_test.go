package app

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// mine is a desk that serves and shows the chat c.
func mine(t *testing.T, f func(t *testing.T, s *stage)) {
	t.Helper()
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.run()
		s.goLive(append(s.opened("c"), s.ev("c", &chat.ChatAccepted{Agent: "asha"}))...)
		s.desk.Open("c")
		s.settle()
		f(t, s)
	})
}

// posted is the event that a command of mine becomes.
func posted(s *stage, id chat.CommandID, text string) chat.Event {
	e := s.ev("c", &chat.MessagePosted{Message: chat.MessageID(id), From: chat.SpeakerAgent, Text: text})
	e.ID, e.By = chat.EventID(id), "asha"
	return e
}

// one returns the one line that waits.
func one(t *testing.T, got *Snapshot) view.PendingLine {
	t.Helper()
	if len(got.Thread.Pending) != 1 {
		t.Fatalf("%d lines wait: %+v", len(got.Thread.Pending), got.Thread.Pending)
	}
	return got.Thread.Pending[0]
}

func TestALineBecomesAMessage(t *testing.T) { // architecture: a delivery state from Enter on
	mine(t, func(t *testing.T, s *stage) {
		s.desk.Post("c", "Hello")
		l := one(t, s.settle())
		want(t, "line", []any{l.State, l.Text, l.Note, l.Gap}, []any{chat.DeliveryPending, "Hello", false, false})
		s.desk.Discard("c", l.ID) // it must be seen how it ends
		s.desk.Again("c", l.ID, true)
		want(t, "still waits, once", []any{one(t, s.settle()).State, s.stream.take()}, []any{chat.DeliveryPending, []string{"PostMessage c"}})
		s.desk.Result(l.ID, nil)
		one(t, s.settle())
		s.give(posted(s, l.ID, "Hello"))
		got := s.settle()
		want(t, "pending", len(got.Thread.Pending), 0)
		want(t, "message", got.Thread.Messages[0].Text, "Hello")
		s.desk.Note("c", "psst")
		l = one(t, s.settle())
		want(t, "note", []any{l.Note, s.stream.last().Body.Name()}, []any{true, chat.NamePostNote})
		s.desk.Post("c", " \n ")
		one(t, s.settle()) // white space is no line
	})
}

func TestARefusedLineKeepsItsWords(t *testing.T) {
	mine(t, func(t *testing.T, s *stage) {
		s.desk.Post("c", "Hello")
		l := one(t, s.settle())
		s.desk.Result(l.ID, &chat.Refusal{Code: chat.RefusedClosed, Words: "the chat is closed."})
		l = one(t, s.settle())
		want(t, "state", []any{l.State, l.Words}, []any{chat.DeliveryFailed, "Not sent: the chat is closed."})
		want(t, "no notice beside it", len(s.desk.Snapshot().Notices), 0)
		first := s.stream.last()
		s.desk.Again("c", l.ID, false)
		want(t, "again", []any{one(t, s.settle()).State, s.stream.last().ID, s.stream.last().Body.(*chat.PostMessage).DespiteGap},
			[]any{chat.DeliveryPending, first.ID, false})
		s.desk.Result(l.ID, &chat.Refusal{Words: "no."})
		s.desk.Discard("c", l.ID)
		want(t, "discarded", len(s.settle().Thread.Pending), 0)
	})
}

func TestABrokenConnectionLeavesALineUnsure(t *testing.T) {
	for _, c := range []struct {
		what    string
		arrived bool
		resumed bool
	}{
		{"it had arrived, resumed", true, true},
		{"it had not, resumed", false, true},
		{"it had arrived, snapshot", true, false},
		{"it had not, snapshot", false, false},
	} {
		mine(t, func(t *testing.T, s *stage) {
			s.desk.Post("c", "Hello")
			l := one(t, s.settle())
			s.stream.take()
			s.desk.Connection(Link{State: LinkOffline})
			want(t, c.what, one(t, s.settle()).State, chat.DeliveryUnsure)
			s.desk.Connection(Link{State: LinkReading})
			if !c.resumed {
				s.desk.Reset(1)
				s.give(append(s.opened("c"), s.ev("c", &chat.ChatAccepted{Agent: "asha"}))...)
			}
			if c.arrived {
				s.give(posted(s, l.ID, "Hello"))
			}
			s.desk.Live("r2")
			got := s.settle()
			sent := s.stream.take()
			if c.arrived {
				want(t, c.what, []any{len(got.Thread.Pending), len(got.Thread.Messages), len(sent)}, []any{0, 1, 0})
				return
			}
			// It is young and nobody did anything else: the same id goes once
			// more, which has one effect whatever the hub has seen.
			want(t, c.what, []any{one(t, got).State, one(t, got).ID, sent}, []any{chat.DeliveryPending, l.ID, []string{"PostMessage c"}})
		})
	}
}

func TestALineThatWaitsWhileTheFloorIsReadIsUnsureToo(t *testing.T) {
	mine(t, func(t *testing.T, s *stage) {
		s.desk.Post("c", "Hello")
		l := one(t, s.settle())
		s.desk.Connection(Link{State: LinkReading}) // fell behind; the connection holds
		want(t, "behind", one(t, s.settle()).State, chat.DeliveryPending)
		s.desk.Connection(Link{State: LinkOffline})
		want(t, "broken", one(t, s.settle()).State, chat.DeliveryUnsure)
		s.desk.Again("c", l.ID, false)
		s.settle()
		s.give(posted(s, l.ID, "Hello"))
		s.desk.Result(l.ID, nil)
		want(t, "in the end", len(s.settle().Thread.Pending), 0)
	})
}

func TestOffline(t *testing.T) {
	mine(t, func(t *testing.T, s *stage) {
		offline(s)
		s.desk.Post("c", "Hello")
		l := one(t, s.settle())
		want(t, "line", []any{l.State, l.Queued, l.Words}, []any{chat.DeliveryPending, true, "Waits for the connection."})
		s.desk.TakeOver("c", "")
		got := s.settle()
		want(t, "notice", []any{len(got.Notices), got.Notices[0].Bad, got.Notices[0].Words, got.Notices[0].Chat, got.Notices[0].N},
			[]any{1, false, "Taking over waits for the connection.", "c", 1})
		s.stream.take()
		s.desk.Retry()
		s.settle()
		want(t, "retried", s.stream.take(), []string{"RetryNow "})
		for range 2 * maxNotices {
			s.desk.TakeOver("c", "")
		}
		ns := s.settle().Notices
		want(t, "notices", []any{len(ns), ns[len(ns)-1].N}, []any{maxNotices, 2*maxNotices + 1})
		online(s)
		want(t, "each goes once", s.stream.take(), []string{"PostMessage c", "TakeOver c"})
	})
}

func TestAKnownGapHoldsALineBack(t *testing.T) { // D-15
	for _, c := range []struct {
		what string
		gap  func(s *stage)
		held bool
	}{
		{"no gap", func(*stage) {}, false},
		{"this chat", func(s *stage) { s.desk.Gap([]chat.ChatID{"c"}) }, true},
		{"another chat", func(s *stage) { s.desk.Gap([]chat.ChatID{"d"}) }, false},
		{"any chat", func(s *stage) { s.desk.Gap(nil) }, true},
		{"still reading", func(s *stage) { s.desk.Connection(Link{State: LinkReading}) }, true},
	} {
		mine(t, func(t *testing.T, s *stage) {
			c.gap(s)
			s.settle()
			s.stream.take()
			s.desk.Post("c", "Hello")
			got := s.settle()
			l := one(t, got)
			want(t, c.what+", held back", []any{l.State == chat.DeliveryFailed, l.Gap, len(s.stream.take()) == 0}, []any{c.held, c.held, c.held})
			if !c.held {
				return
			}
			want(t, c.what, l.Words, missingWords)
			s.desk.Again("c", l.ID, false)
			s.settle()
			want(t, c.what+", again", len(s.stream.take()), 0)
			s.desk.Note("c", "a note is for the team, and is not held")
			s.desk.Again("c", l.ID, true)
			s.settle()
			if !s.desk.Snapshot().GapAll && !s.desk.Snapshot().Thread.Gap {
				want(t, c.what+", before the floor is whole", s.stream.take(), []string(nil))
				s.desk.Live("read")
				s.settle()
			}
			cmd := s.stream.last()
			want(t, c.what+", insisting", []any{cmd.ID, cmd.Body.(*chat.PostMessage).DespiteGap, s.stream.take()}, []any{l.ID, true, []string{"PostNote c", "PostMessage c"}})
		})
	}
}

func TestGapMarksAndWhole(t *testing.T) { // D-15
	mine(t, func(t *testing.T, s *stage) {
		s.desk.Gap(nil)
		got := s.settle()
		want(t, "gap", []any{got.GapAll, got.Thread.Gap, got.Boards[view.All].Row(0).Gap}, []any{true, true, true})
		s.goLive(append(s.opened("c"), s.ev("c", &chat.ChatAccepted{Agent: "asha"}))...)
		got = s.settle()
		want(t, "whole", []any{got.GapAll, got.Thread.Gap, got.Boards[view.All].Row(0).Gap}, []any{false, false, false})
	})
}
