package chat_test

import (
	"fmt"
	"slices"
	"testing"

	"floorwalker/app/chat"
)

func TestWhatAChatRemembersOfCalls(t *testing.T) {
	f := chat.NewFloor()
	n := 0
	do := func(b chat.Body) {
		t.Helper()
		n++
		before := f.Hash()
		f.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint(n)), At: chat.Instant(n) * 1_000, Chat: "c", By: "asha", Body: b})
		if f.Hash() == before {
			t.Errorf("the hash does not show %T", b)
		}
	}
	do(&chat.ChatOpened{Bot: true})
	c := f.Chat("c")
	do(&chat.MessagePosted{Message: "m1", From: chat.SpeakerCustomer, Text: "Hello"})
	do(&chat.TriggerRaised{Trigger: chat.Trigger{Rule: "a", Level: chat.LevelNotice}})
	do(&chat.TriggerRaised{Trigger: chat.Trigger{Rule: "b", Level: chat.LevelAlert}})
	do(&chat.TriggerRaised{Trigger: chat.Trigger{Rule: "c", Level: chat.LevelAlert}})
	do(&chat.TriggerDismissed{Rule: "c"})
	if c.Heard != 2_000 || !slices.Equal(c.Alerted, []chat.RuleID{"b"}) {
		t.Errorf("heard at %d, alerted %v", c.Heard, c.Alerted)
	}
	do(&chat.NightFiled{Shift: "s", From: 9_000})
	do(&chat.NightReviewed{Call: true, Note: "a note"})
	do(&chat.NightUnlocked{Reason: "asked"})
	do(&chat.AttemptEnded{Attempt: chat.Attempt{ID: "2", Began: 9_500, Ended: 9_600, Outcome: chat.AttemptReached}})
	do(&chat.AttemptEnded{Attempt: chat.Attempt{ID: "1", Began: 9_100, Ended: 9_200, Outcome: chat.AttemptReached}}) // told late
	do(&chat.AttemptEnded{Attempt: chat.Attempt{ID: "0", Began: 9_050, Ended: 9_060, Outcome: chat.AttemptBusy}})
	do(&chat.ObligationStarted{Obligation: chat.Obligation{ID: "k", Kind: chat.OwedCall, Reason: chat.CallDelayCheck, Unconfirmed: true}})
	want := chat.Night{
		Shift: "s", From: 9_000, Reviewed: 8_000, ReviewedBy: "asha", Call: true, Note: "a note",
		Unlocked: "asked", UnlockedBy: "asha", Contact: 9_100, Upset: 13_000,
	}
	if c.Night != want || !c.Night.Filed() || c.CallOwed != 13_000 {
		t.Errorf("%+v, a call owed since %d", c.Night, c.CallOwed)
	}
	do(&chat.CallbackOffered{Reason: chat.CallFrustrated, Override: "why"})
	do(&chat.CallbackConfirmed{Obligation: "k", Message: "m1"})
	do(&chat.BotErrorWritten{Message: "m1", Cause: "a gap"})
	if o := c.Offered; len(o) != 1 || o[0] != (chat.CallbackOffer{Reason: chat.CallFrustrated, Override: "why", At: 14_000, By: "asha"}) {
		t.Errorf("offered %+v", o)
	}
	if b := c.BotErrors; len(b) != 1 || b[0].Cause != "a gap" || b[0].By != "asha" || c.Obligations[0].Unconfirmed {
		t.Errorf("written %+v, owed %+v", b, c.Obligations)
	}
	do(&chat.ChatTakenOver{Agent: "rohan"})
	do(&chat.ChatStepped{Step: chat.StepResolving})
	do(&chat.ChatClosed{})
	if c.ServedBy != "rohan" || c.LeftAt != chat.StepResolving || len(c.Unanswered) != 2 {
		t.Errorf("left by %q at %q with %+v", c.ServedBy, c.LeftAt, c.Unanswered)
	}
	do(&chat.ChatOpened{})
	if c.ServedBy != "" || c.LeftAt != "" || c.Unanswered != nil || c.Alerted != nil || c.Night.Filed() || c.Offered != nil {
		t.Errorf("what comes back is not new: %+v", c)
	}
	if len(c.Calls) != 3 || len(c.BotErrors) != 1 {
		t.Errorf("calls %+v, errors %+v", c.Calls, c.BotErrors)
	}
}

// What is owed after the close keeps its chat on the floor: a promise, and the work that
// proves itself by being written.
func TestWhatOutlives(t *testing.T) {
	for _, k := range []chat.ObligationKind{chat.OwedCall, chat.OwedReview, chat.OwedWriteUp} {
		if !k.Outlives() {
			t.Errorf("%s ends with its chat", k)
		}
	}
	for _, k := range []chat.ObligationKind{chat.OwedNightAck, chat.OwedNightResolve} {
		if k.Outlives() {
			t.Errorf("%s outlives its chat", k)
		}
	}
}

func TestCallReasons(t *testing.T) {
	six := chat.CallReasons()
	for _, r := range six {
		if !r.Offered() {
			t.Errorf("%s is not offered", r)
		}
	}
	if len(six) != 6 || chat.CallTechnical.Offered() || chat.CallReason("").Offered() {
		t.Error("more than the six are offered") // G-CB-07
	}
}
