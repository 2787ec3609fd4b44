package app

import (
	"slices"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/view"
)

// mayWait says of every kind whether it may wait for the merging window in a
// chat that nobody is looking at. A new kind needs a line here, on purpose.
var mayWait = map[chat.Kind]bool{
	chat.KindChatOpened: true, chat.KindCustomerDescribed: true, chat.KindMessagePosted: true,
	chat.KindMessageDelivered: true, chat.KindNotePosted: true, chat.KindChatClosed: true,
	chat.KindTriggerCleared: true, chat.KindObligationStarted: true, chat.KindObligationEnded: true,
	chat.KindAgentAdded: true, chat.KindAgentRevoked: true, chat.KindPresenceChanged: true,

	chat.KindWhisperPosted: true, chat.KindAgentJoined: true, chat.KindTagAdded: true, chat.KindTagRemoved: true,
	chat.KindOfferAccepted: true, chat.KindRecordSaved: true,

	chat.KindObligationPaused: true, chat.KindObligationResumed: true, chat.KindObligationAttempted: true,
	chat.KindChatStepped: true, chat.KindResolutionConfirmed: true, chat.KindRatingAsked: true, chat.KindRatingGiven: true,
	chat.KindIdentityVerified: true, chat.KindHandedToChannel: true, chat.KindTicketSaved: true,
	chat.KindCustomerTyped: true, chat.KindBotLineRejected: true,

	chat.KindObligationBreached: false, chat.KindObligationHanded: false, chat.KindHelpAsked: false, // 2 s (S-ESC-02)
	chat.KindHelpAnswered: false, chat.KindFocusChanged: false, chat.KindPolicyChanged: false,

	chat.KindCallbackOffered: true, chat.KindCallbackConfirmed: true, chat.KindNightFiled: true, chat.KindNightReviewed: true,
	chat.KindBotErrorWritten: true, chat.KindBotErrorsSubmitted: true, chat.KindReportPublished: true,
	chat.KindKeyRegistered: true, chat.KindKeyRetired: true, chat.KindIdleChanged: true, chat.KindShiftStarted: true,
	chat.KindShiftEnded: true,

	chat.KindAttemptBegan: false, chat.KindAttemptEnded: false, chat.KindCallPlaced: false, chat.KindNightUnlocked: false, // two may be at one phone
	chat.KindCoverChanged: false, chat.KindCoverAsked: false, chat.KindCoverAnswered: false, // 15 s
	chat.KindBreakBegan: false, chat.KindBreakEnded: false, chat.KindHandoverSigned: false, chat.KindHandoverAcknowledged: false,
	chat.KindHandoverRaised: false, chat.KindHandoverTaken: false,

	chat.KindMessageEdited: true, chat.KindMessageRemoved: true, chat.KindChatRouted: true, chat.KindTranscriptAsked: true,
	chat.KindCustomerBlocked: true, chat.KindBackendDescribed: true, chat.KindTeamPosted: true, // unless it is before one's eyes
	chat.KindChatReturned: false, chat.KindGroupChanged: false, chat.KindBackendDid: false, chat.KindBackendChanged: false,

	chat.KindOfferMade: false, chat.KindOfferReturned: false, chat.KindChatForwarded: false, chat.KindAgentLeft: false,
	chat.KindChatQueued: false, chat.KindChatAccepted: false, chat.KindTakeOverClaimed: false,
	chat.KindChatTakenOver: false, chat.KindTakeOverReverted: false, chat.KindTriggerDismissed: false,
	chat.KindAlertAcknowledged: false, chat.KindTriggerConfirmed: false, chat.KindTriggerRaised: true, // as a notice; an alert is below
}

type novelty struct{}

func (novelty) Kind() chat.Kind { return "Novelty" }

func TestEveryKindIsUrgentUnlessItMayWait(t *testing.T) {
	for _, k := range chat.Kinds() {
		wait, known := mayWait[k]
		if !known {
			t.Errorf("%s is in nobody's list; may it wait?", k)
		}
		want(t, string(k), urgent(chat.NewBody(k)), !wait)
	}
	want(t, "kinds in the list", len(mayWait), len(chat.Kinds()))
	want(t, "an unknown kind", urgent(novelty{}), true)
	want(t, "an alert", urgent(&chat.TriggerRaised{Trigger: chat.Trigger{Level: chat.LevelAlert}}), true)
}

func TestUrgentNowTheRestInAWindow(t *testing.T) { // look.md, architecture "Rules"
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.run()
		s.goLive(s.opened("open", "mine", "other")...)
		s.give(s.ev("mine", &chat.ChatAccepted{Agent: "asha"}))
		s.desk.Open("open")
		s.sleep(time.Second)
		for _, c := range []struct {
			what   string
			e      chat.Event
			urgent bool
		}{
			{"a line elsewhere", s.ev("other", said("a")), false},
			{"a line in the open chat", s.ev("open", said("b")), true},
			{"a line in my chat", s.ev("mine", said("c")), true},
			{"an alert elsewhere", s.alert("other"), true},
			{"a colleague came", s.ev("", &chat.PresenceChanged{Agent: "asha", Presence: chat.PresenceOnline}), false},
		} {
			s.told()
			at := time.Now()
			s.give(c.e)
			s.settle()
			told := s.told()
			want(t, c.what+", at once", len(told) == 1, c.urgent)
			for len(told) == 0 && time.Since(at) < time.Second {
				s.sleep(time.Millisecond)
				told = s.told()
			}
			if took := time.Since(at); took > mergeTime || len(told) != 1 || told[0].urgent != c.urgent {
				t.Errorf("%s: %d snapshots after %v, %+v", c.what, len(told), took, told)
			}
			s.sleep(time.Second)
			want(t, c.what+", snapshots after that", len(s.told()), 0)
		}
	})
}

func TestASteadyStreamIsNotPutOff(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(s.opened("c")...)
		for range 1000 { // a line each millisecond
			s.give(s.ev("c", said("x")))
			s.sleep(time.Millisecond)
		}
		if n := len(s.told()); n < 19 || n > 21 {
			t.Errorf("%d snapshots in a second of windows of %v", n, mergeTime)
		}
	})
}

func TestABurstIsOneSnapshot(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.goLive(s.opened("a", "b", "c")...) // before the desk runs: all of it waits
		s.run()
		got := s.settle()
		told := s.told()
		want(t, "snapshots", len(told), 1)
		want(t, "urgent", told[0].urgent, true)
		want(t, "rows", got.Boards[view.All].Len(), 3)
		want(t, "link", got.Link.State, LinkLive)
		want(t, "me", got.Me, me)
	})
}

func TestCachedFloorBeforeAnyConnection(t *testing.T) { // look.md: offline too
	c := newCache()
	bubble(t, c, func(t *testing.T, s *stage) {
		c.items, c.kept = items(append(s.opened("a", "b"), s.ev("a", said("hi")))...), true
		c.pos = Position{Floor: "main", Resume: "r7", At: now()}
		c.looked["a"] = now()
		s2 := newStage(t, c)
		got := s2.desk.Snapshot()
		want(t, "rows", got.Boards[view.All].Len(), 2)
		want(t, "cached", []any{got.Cached, got.Link.State, got.Link.AsOf}, []any{true, LinkOffline, c.pos.At})
		want(t, "position", s2.pos.Resume, "r7")
		want(t, "told before New returned", len(s2.told()), 0)
		want(t, "seen before", []any{s2.desk.book.Row("a").Unseen, s2.desk.book.Row("a").Owed.Kind}, []any{0, ""})
		s2.run()
		s2.desk.Open("a")
		got = s2.settle()
		if got.Thread == nil || got.Thread.ID != "a" || len(got.Thread.Messages) != 1 {
			t.Errorf("the thread of a cached chat: %+v", got.Thread)
		}
		// The hub resumes: nothing is read anew, and nothing is cached any more.
		s2.desk.Connection(Link{State: LinkReading})
		s2.n = 100
		s2.give(s2.ev("b", said("more")))
		want(t, "still cached", s2.settle().Cached, true)
		s2.desk.Live("r8")
		got = s2.settle()
		want(t, "live", []any{got.Cached, got.Loading, got.Boards[view.All].Len()}, []any{false, Progress{}, 2})
	})
}

func TestLoadingCountsAndEnds(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.run()
		s.desk.Reset(5)
		s.give(s.opened("a", "b")...)
		want(t, "half way", s.sleep(time.Second).Loading, Progress{2, 5})
		s.desk.Live("r")
		want(t, "at its end", s.settle().Loading, Progress{})
		s.give(s.opened("c")...)
		want(t, "later", s.sleep(time.Second).Loading, Progress{})
	})
}

func TestAThreadIsNeverHalfAChange(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(s.opened("c")...)
		s.desk.Open("c")
		old := s.settle()
		s.give(s.ev("c", said("one")), s.ev("c", said("two")))
		got := s.settle()
		want(t, "old thread", len(old.Thread.Messages), 0)
		want(t, "new thread", len(got.Thread.Messages), 2)
		want(t, "its row", got.Thread.Row.LastText, "two")
		s.desk.Open("")
		if s.settle().Thread != nil {
			t.Error("a closed pane still has a thread")
		}
	})
}

func TestANewNameIsSeenOnTheRows(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		add := func(name string) chat.Event { return s.ev("", &chat.AgentAdded{Agent: "ben", Name: name}) }
		s.running(slices.Concat([]chat.Event{add("Ben")}, s.opened("c"), []chat.Event{s.ev("c", &chat.ChatAccepted{Agent: "ben"})})...)
		want(t, "before", s.desk.Snapshot().Boards[view.All].Row(0).Server, "Ben")
		s.give(add("Benny"))
		want(t, "after", s.sleep(mergeTime).Boards[view.All].Row(0).Server, "Benny")
	})
}

func TestFloorHashAnswersAfterTheEnd(t *testing.T) {
	bubble(t, newCache(), func(t *testing.T, s *stage) {
		s.running(s.opened("c")...)
		want(t, "hash", s.desk.FloorHash() == s.desk.floor.Hash(), true)
		s.stop()
		want(t, "after the end", s.desk.FloorHash(), "")
	})
}
