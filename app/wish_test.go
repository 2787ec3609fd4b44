package app

import (
	"testing"
	"time"

	"floorwalker/app/alert"
	"floorwalker/app/chat"
)

func TestObserving(t *testing.T) { // V-INV-01: the audit knows, whatever way a chat came on screen
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(append(s.opened("a", "b", "mine"), s.ev("mine", &chat.ChatAccepted{Agent: "asha"}))...)
		step := func(what string, do func(), sent ...string) {
			t.Helper()
			do()
			s.settle()
			want(t, what, s.stream.take(), sent)
		}
		step("open", func() { s.desk.Open("a") }, "Observe a")
		step("open again", func() { s.desk.Open("a") })
		step("switch", func() { s.desk.Open("b") }, "StopObserving a", "Observe b")
		step("to mine", func() { s.desk.Open("mine") }, "StopObserving b")
		step("from mine", func() { s.desk.Open("a") }, "Observe a")
		step("connection breaks", func() { s.desk.Connection(Link{State: LinkOffline}) })
		step("and is back", func() {
			s.desk.Connection(Link{State: LinkReading})
			s.desk.Live("r")
			s.desk.Connection(Link{State: LinkLive})
		}, "Observe a")
		step("I take it", func() {
			s.give(s.ev("a", &chat.TakeOverClaimed{Agent: "asha"}), s.ev("a", &chat.ChatTakenOver{Agent: "asha"}))
		})
		step("ben takes it from me", func() { s.give(s.ev("a", &chat.ChatTakenOver{Agent: "ben"})) }, "Observe a")
		step("my claim fails", func() {
			s.give(s.ev("a", &chat.TakeOverClaimed{Agent: "asha"}), s.ev("a", &chat.TakeOverReverted{Agent: "asha"}))
		}, "Observe a") // stepping in ended the first one
		step("it ends", func() { s.give(s.ev("a", &chat.ChatClosed{})) })
		step("close the pane", func() { s.desk.Open("") }, "StopObserving a")
		step("open what has ended", func() { s.desk.Open("a") })
		step("open what is not there yet", func() { s.desk.Open("new") })
		step("it comes", func() { s.give(s.opened("new")...) }, "Observe new")
		want(t, "notices", len(s.desk.Snapshot().Notices), 1) // of the claim that failed
	})
}

func TestObservingIsTriedAgainIfItWasNotSent(t *testing.T) { // V-INV-01
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(s.opened("a")...)
		s.stream.setUp(false) // too much waits for the socket
		s.desk.Open("a")
		s.settle()
		s.stream.setUp(true)
		s.give(s.ev("a", said("x")))
		s.settle()
		want(t, "sent", s.stream.take(), []string{"Observe a"})
		want(t, "notices", len(s.desk.Snapshot().Notices), 0)
	})
}

func TestTakeOver(t *testing.T) { // G-ROLE-04, S-ACC-03, G-TRIG-11
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(append(s.opened("bot"), s.ev("queued", &chat.ChatOpened{}))...)
		s.desk.TakeOver("queued", "")
		s.desk.TakeOver("bot", "looks sad")
		s.settle()
		want(t, "reason", s.stream.last().Body.(*chat.TakeOver).Reason, "looks sad")
		cmd := s.stream.last()
		want(t, "commands", s.stream.take(), []string{"AcceptChat queued", "TakeOver bot"})
		s.desk.Result(cmd.ID, &chat.Refusal{Code: chat.RefusedTaken, Words: "Ben has it."})
		s.desk.Result(cmd.ID, &chat.Refusal{Words: "twice"})
		s.desk.Result("never sent", &chat.Refusal{Words: "whose?"})
		got := s.settle()
		want(t, "notices", []any{len(got.Notices), got.Notices[0].Words, got.Notices[0].Chat}, []any{1, "Ben has it.", "bot"})
		s.desk.Acknowledge("bot", "human")
		s.desk.Dismiss("bot", "human", "joking")
		s.settle()
		want(t, "commands", s.stream.take(), []string{"AcknowledgeAlert bot", "DismissTrigger bot"})
		s.desk.Connection(Link{State: LinkOffline})
		want(t, "refused, and three unanswered", len(s.settle().Notices), 4)
	})
}

func TestARefusalOfTheDesksOwnWishIsNoNews(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(s.opened("a")...)
		s.desk.Open("a")
		s.settle()
		s.desk.Result(s.stream.last().ID, &chat.Refusal{Words: "no"})
		s.desk.Open("")
		s.settle()
		s.desk.Connection(Link{State: LinkOffline})
		want(t, "notices", len(s.settle().Notices), 0)
	})
}

func TestCalls(t *testing.T) { // ux 4.3
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		c.items, c.kept = items(append(s.opened("a"), s.alert("a"))...), true
		s = newStage(t, c)
		s.n = 100
		s.run()
		s.sleep(time.Minute)
		want(t, "for what is cached", s.caller.take(), []string(nil))
		s.goLive(append(s.opened("a", "b"), s.alert("a"), s.alert("b"))...)
		s.settle()
		want(t, "for a snapshot", s.caller.take(), []string{"RollUp "})
		s.sleep(2 * time.Second)
		s.give(append(s.opened("d"), s.alert("d"))...)
		s.settle()
		want(t, "for an alert while live", s.caller.take(), []string{"Show d"})
		s.give(s.ev("d", &chat.TriggerCleared{Rule: "human"}))
		s.settle()
		want(t, "when its reason has gone", s.caller.take(), []string{"Withdraw d"})
	})
}

func TestAnAlertRingsAgainByItself(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(s.opened("a")...)
		s.give(s.alert("a"))
		s.settle()
		want(t, "first", s.caller.take(), []string{"Show a"})
		s.sleep(alert.RepeatEvery + time.Second)
		want(t, "second", s.caller.take(), []string{"Ring a"})
		s.sleep(time.Minute)
		want(t, "then it has moved on", s.caller.take(), []string{"Ring a"})
	})
}

// TestAnEarlierRingIsNotLate: the bell's timer runs for something far away
// when something near comes.
func TestAnEarlierRingIsNotLate(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.desk.edition.Policy.Ring.Secondary = time.Hour
		s.run()
		s.desk.Welcome(Me{Agent: "asha", Role: chat.RoleSecondary})
		s.desk.Reset(2)
		s.give(s.opened("far", "near")...)
		s.desk.Live("r")
		s.give(s.alert("far")) // rings here in an hour
		s.settle()
		s.desk.Welcome(Me{Agent: "asha", Role: chat.RolePrimary})
		s.give(s.alert("near"))
		s.settle()
		want(t, "first", s.caller.take(), []string{"Show near"})
		s.sleep(alert.RepeatEvery + 100*time.Millisecond)
		if got := s.caller.take(); len(got) == 0 {
			t.Error("nothing rang")
		}
	})
}

func TestDoNotDisturb(t *testing.T) { // ux 4.3
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(s.opened("a", "b")...)
		s.desk.SetDND(true)
		s.give(s.ev("a", &chat.ChatQueued{Reason: "asked"}), s.ev("b", &chat.ChatQueued{Reason: "asked"}))
		got := s.settle()
		want(t, "held", []any{got.DND, got.Held, s.caller.take()}, []any{true, 2, []string(nil)})
		s.desk.SetDND(false)
		got = s.settle()
		want(t, "after", []any{got.DND, got.Held, s.caller.take()}, []any{false, 0, []string{"RollUp "}})
	})
}

func TestNothingCallsForTheChatBeforeMyEyes(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(s.opened("a")...)
		s.desk.Open("a")
		s.give(s.alert("a"))
		s.settle()
		want(t, "in front", s.caller.take(), []string(nil))
		s.desk.Foreground(false)
		s.settle()
		want(t, "behind", s.caller.take(), []string{"Show a"})
	})
}
