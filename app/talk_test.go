package app

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// wrote is a line of Ben's, in a room or beside a chat.
func (s *stage) wrote(in chat.ChatID, room, text string, mentions ...chat.AgentID) chat.Event {
	e := s.ev(in, &chat.TeamPosted{Message: chat.MessageID("m" + text), Room: room, Thread: in, Name: "Ben", Text: text, Mentions: mentions})
	e.By = "ben"
	return e
}

// C-INT-01: what is said in the channel is unread until it was before the person's eyes,
// also after a restart; their own lines never are.
func TestTheChannelIsRead(t *testing.T) {
	teamed(t, nil, func(t *testing.T, s *stage) {
		s.running(append(people(s), s.wrote("", "", "before anybody came"))...)
		want(t, "what was said before they came", s.settle().Channel.Unread, 0)
		s.sleep(time.Second)
		s.give(s.wrote("", "", "one"), s.wrote("", "", "two"))
		own := s.wrote("", "", "mine")
		own.By = "asha"
		s.give(own)
		got := s.sleep(time.Second)
		room := got.Channel.Rooms[0]
		want(t, "unread", []any{got.Channel.Unread, room.Unread, room.First, len(room.Lines)}, []any{2, 2, 1, 4})
		s.desk.ReadChannel("")
		want(t, "read", s.settle().Channel.Unread, 0)
		s.give(s.wrote("", "", "three"))
		want(t, "before their eyes", s.sleep(time.Second).Channel.Unread, 0)
		s.desk.LeaveChannel()
		s.give(s.wrote("", "", "four"))
		want(t, "after they looked away", s.sleep(time.Second).Channel.Unread, 1)
		s.stop()
		again := newStageBy(t, s.cache, s.desk.Snapshot().Edition)
		want(t, "after a restart, without a hub", again.desk.Snapshot().Channel.Unread, 1)
		again.run()
		again.goLive(append(people(again), s.wrote("", "", "three"), s.wrote("", "", "five"), s.wrote("", "", "six"))...)
		want(t, "and with it", again.sleep(time.Second).Channel.Unread, 2)
	})
}

// A line beside a chat that names me is counted, calls me, and calls no more once I have
// read it; so does one in the channel, and a note by being looked at.
func TestAMentionCalls(t *testing.T) { // C-INT-01
	teamed(t, nil, func(t *testing.T, s *stage) {
		s.running(append(people(s), s.opened("c", "d")...)...)
		s.settle()
		s.caller.take()
		s.give(s.wrote("c", "", "somebody?"))
		s.sleep(time.Second)
		want(t, "names nobody", s.caller.take(), []string{})
		s.give(s.wrote("c", "", "@asha please look", "asha"))
		got := s.sleep(time.Second)
		want(t, "called", s.caller.take(), []string{"Show c"})
		row := got.Boards[view.All].Row(0)
		want(t, "the row", row.ID, "c")
		want(t, "in the row", []any{row.Beside, row.Mentioned}, []any{2, 1})
		s.desk.Open("c")
		got = s.settle()
		want(t, "in the thread", []any{len(got.Thread.Side.Lines), got.Thread.Side.Unread, got.Thread.Side.Mentions, got.Thread.Side.First}, []any{2, 2, 1, 0})
		s.desk.ReadBeside("c", true)
		got = s.settle()
		want(t, "read", []any{got.Thread.Side.Unread, got.Thread.Row.Beside, got.Thread.Row.Mentioned}, []any{0, 0, 0})
		want(t, "called no more", s.caller.take(), []string{"Withdraw c"})
		s.desk.ReadBeside("c", false)

		s.give(s.wrote("", "", "@asha here too", "asha"))
		s.sleep(time.Second)
		want(t, "in the channel", []any{s.caller.take(), s.settle().Channel.Mentions}, []any{[]string{"Show "}, 1})
		s.desk.ReadChannel("")
		s.sleep(time.Second)
		want(t, "read there", s.caller.take(), []string{"Withdraw "})

		note := s.ev("d", &chat.NotePosted{Message: "n", Name: "Ben", Text: "@asha mind the tax", Mentions: []chat.AgentID{"asha"}})
		note.By = "ben"
		s.give(note)
		s.sleep(time.Second)
		want(t, "in a note", []any{s.caller.take(), mentionedIn(s.settle(), "d")}, []any{[]string{"Show d"}, 1})
		s.desk.Open("d")
		s.settle()
		s.sleep(time.Second)
		want(t, "looked at", []any{s.caller.take(), mentionedIn(s.settle(), "d")}, []any{[]string{"Withdraw d"}, 0})
	})
}

// A mention that came while the hub was away is told with the rest, once.
func TestAMentionWhileAway(t *testing.T) {
	teamed(t, nil, func(t *testing.T, s *stage) {
		s.running(append(people(s), s.opened("c")...)...)
		s.settle()
		offline(s)
		s.sleep(time.Minute)
		s.caller.take()
		named := s.wrote("c", "", "@asha", "asha")
		s.goLive(append(append(people(s), s.opened("c")...), named)...)
		s.sleep(time.Second)
		want(t, "called", s.caller.take(), []string{"Show c"})
		s.goLive(append(append(people(s), s.opened("c")...), named)...)
		s.sleep(5 * time.Minute)
		want(t, "and no more", s.caller.take(), []string{"Withdraw c"})
	})
}

// mentionedIn is what the row of a chat says.
func mentionedIn(got *Snapshot, id chat.ChatID) int {
	all := got.Boards[view.All]
	for i := range all.Len() {
		if r := all.Row(i); r.ID == id {
			return r.Mentioned
		}
	}
	return -1
}
