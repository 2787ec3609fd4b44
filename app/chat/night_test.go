package chat_test

import (
	"fmt"
	"slices"
	"testing"

	"floorwalker/app/chat"
)

// remembered folds bodies into a chat, a second apart, each by asha. Each must change
// what the floor's hash says.
type remembered struct {
	t     *testing.T
	floor *chat.Floor
	n     int
}

func (r *remembered) do(bodies ...chat.Body) *chat.Chat {
	r.t.Helper()
	for _, b := range bodies {
		r.n++
		before := r.floor.Hash()
		r.floor.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint(r.n)), At: chat.Instant(r.n) * 1_000, Chat: "c", By: "asha", Body: b})
		if r.floor.Hash() == before {
			r.t.Errorf("the hash does not show %T", b)
		}
	}
	return r.floor.Chat("c")
}

func remember(t *testing.T) *remembered { return &remembered{t: t, floor: chat.NewFloor()} }

func TestWhatAChatRemembersOfAlerts(t *testing.T) {
	r := remember(t)
	c := r.do(
		&chat.ChatOpened{Bot: true}, &chat.MessagePosted{Message: "m1", From: chat.SpeakerCustomer, Text: "Hello"},
		&chat.TriggerRaised{Trigger: chat.Trigger{Rule: "a", Level: chat.LevelNotice}},
		&chat.TriggerRaised{Trigger: chat.Trigger{Rule: "b", Level: chat.LevelAlert}},
		&chat.TriggerRaised{Trigger: chat.Trigger{Rule: "c", Level: chat.LevelAlert}},
		&chat.TriggerDismissed{Rule: "c"},
	)
	if c.Heard != 2_000 || !slices.Equal(c.Alerted, []chat.RuleID{"b"}) {
		t.Errorf("heard at %d, alerted %v", c.Heard, c.Alerted)
	}
	r.do(&chat.ChatTakenOver{Agent: "rohan"}, &chat.ChatStepped{Step: chat.StepResolving}, &chat.ChatClosed{})
	if c.ServedBy != "rohan" || c.LeftAt != chat.StepResolving || len(c.Unanswered) != 2 {
		t.Errorf("left by %q at %q with %+v", c.ServedBy, c.LeftAt, c.Unanswered)
	}
	r.do(&chat.ChatOpened{})
	if c.ServedBy != "" || c.LeftAt != "" || c.Unanswered != nil || c.Alerted != nil {
		t.Errorf("what comes back is not new: %+v", c)
	}
}

func TestWhatAChatRemembersOfANight(t *testing.T) {
	r := remember(t)
	reached := func(id string, began chat.Instant, outcome string) chat.Body {
		return &chat.AttemptEnded{Attempt: chat.Attempt{ID: chat.AttemptID(id), Began: began, Ended: began + 100, Outcome: outcome}}
	}
	c := r.do(
		&chat.ChatOpened{Bot: true}, &chat.NightFiled{Shift: "s", From: 9_000}, &chat.NightReviewed{Call: true, Note: "a note"},
		&chat.NightUnlocked{Reason: "asked"}, reached("2", 9_500, chat.AttemptReached),
		reached("1", 9_100, chat.AttemptReached), // told late
		reached("0", 9_050, chat.AttemptBusy),
		&chat.ObligationStarted{Obligation: chat.Obligation{ID: "k", Kind: chat.OwedCall, Reason: chat.CallDelayCheck}},
	)
	want := chat.Night{
		Shift: "s", From: 9_000, Reviewed: 3_000, ReviewedBy: "asha", Call: true, Note: "a note",
		Unlocked: "asked", UnlockedBy: "asha", Contact: 9_100, Upset: 8_000,
	}
	if c.Night != want || !c.Night.Filed() || c.CallOwed != 8_000 {
		t.Errorf("%+v, a call owed since %d", c.Night, c.CallOwed)
	}
	r.do(&chat.ChatClosed{}, &chat.ChatOpened{})
	if c.Night.Filed() || len(c.Calls) != 3 {
		t.Errorf("of what comes back the night is %+v, the calls %+v", c.Night, c.Calls)
	}
}

func TestWhatAChatRemembersOfCalls(t *testing.T) {
	r := remember(t)
	c := r.do(
		&chat.ChatOpened{Bot: true},
		&chat.ObligationStarted{Obligation: chat.Obligation{ID: "k", Kind: chat.OwedCall, Unconfirmed: true}},
		&chat.CallbackOffered{Reason: chat.CallFrustrated, Override: "why"},
		&chat.CallbackConfirmed{Obligation: "k", Message: "m1"}, &chat.BotErrorWritten{Message: "m1", Cause: "a gap"},
	)
	if o := c.Offered; len(o) != 1 || o[0] != (chat.CallbackOffer{Reason: chat.CallFrustrated, Override: "why", At: 3_000, By: "asha"}) {
		t.Errorf("offered %+v", o)
	}
	if b := c.BotErrors; len(b) != 1 || b[0].Cause != "a gap" || b[0].By != "asha" || c.Obligations[0].Unconfirmed {
		t.Errorf("written %+v, owed %+v", b, c.Obligations)
	}
	r.do(&chat.ChatClosed{}, &chat.ChatOpened{})
	if c.Offered != nil || len(c.BotErrors) != 1 {
		t.Errorf("of what comes back were offered %+v, written %+v", c.Offered, c.BotErrors)
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
