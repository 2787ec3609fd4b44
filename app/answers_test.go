package app

import (
	"testing"
	"testing/synctest"
	"time"

	"floorwalker/app/alert"
	"floorwalker/app/chat"
	"floorwalker/app/report"
)

// D-12, A-56: what somebody says to my question stands in the snapshot until I ask again,
// and a no is said at once with its reason; what the rules asked is no question of mine.
func TestWhyABreakWasRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStageBy(t, newCache(), rostered())
		time.Sleep(30 * time.Hour)
		s.running(append(people(s), s.ev("", &chat.CoverChanged{Agent: "asha", Role: chat.RolePrimary}))...)
		ask := func(id chat.AskID) chat.Event {
			return s.ev("", &chat.CoverAsked{Ask: id, From: "asha", To: "ben", Why: "lunch", Until: now().Add(15 * time.Second)})
		}
		s.give(ask("q"), s.ev("", &chat.CoverAnswered{Ask: "q", Agent: "ben", Reason: "I am on the phone"}))
		snap := s.sleep(time.Second)
		got := snap.Cover.Answer
		want(t, "a no", []any{got.ToName, got.Answered, got.Accepted, got.Reason, got.Why, len(snap.Cover.Asks)},
			[]any{"Ben", true, false, "I am on the phone", "lunch", 0})
		last := snap.Notices[len(snap.Notices)-1]
		want(t, "said", []any{last.Words, last.Bad}, []any{"Ben says no: I am on the phone", true})

		s.give(ask("r"))
		got = s.sleep(time.Second).Cover.Answer
		want(t, "asked again", got.Ask, chat.AskID(""))
		s.give(s.ev("", &chat.CoverAnswered{Ask: "r", Reason: "nobody answered in 15s"}))
		snap = s.sleep(time.Second)
		want(t, "no answer", []any{snap.Cover.Answer.Answered, snap.Notices[len(snap.Notices)-1].Words},
			[]any{false, "Ben has not answered; your break has not begun."})

		said := len(snap.Notices)
		s.give(ask("u"), s.ev("", &chat.CoverAnswered{Ask: "u", Agent: "ben", Accepted: true}))
		snap = s.sleep(time.Second)
		want(t, "a yes", []any{snap.Cover.Answer.Accepted, len(snap.Notices)}, []any{true, said})
		s.give(ask("cover:turn:1"), s.ev("", &chat.CoverAnswered{Ask: "cover:turn:1", Agent: "ben", Reason: "away"}))
		snap = s.sleep(time.Second)
		want(t, "the rules' question", []any{snap.Cover.Answer.Ask, len(snap.Notices)}, []any{chat.AskID("u"), said})
	})
}

// A question that cover went on without is not remembered for ever.
func TestAQuestionThatWentAway(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.running(people(s)...)
		for _, id := range []chat.AskID{"q", "r", "u"} {
			s.give(s.ev("", &chat.CoverAsked{Ask: id, From: "asha", To: "ben", Until: now().Add(time.Second)}),
				s.ev("", &chat.CoverChanged{Agent: "asha"}), s.ev("", &chat.CoverChanged{Agent: "ben"}))
			s.settle()
		}
		want(t, "remembered", len(s.desk.shift.asks), 1)
	})
}

// P0, A-56: a question to cover rings for as long as it waits, which is 15 s, and its end
// takes it back.
func TestAQuestionRingsForItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStageBy(t, newCache(), rostered())
		time.Sleep(30 * time.Hour)
		s.running(append(people(s), s.ev("", &chat.CoverChanged{Agent: "ben", Role: chat.RoleSecondary}))...)
		s.caller.take()
		s.give(s.ev("", &chat.CoverAsked{Ask: "q", From: "ben", To: "asha", Until: now().Add(15 * time.Second)}))
		s.sleep(14 * time.Second)
		cause := alert.CauseCoverAsked
		want(t, "shown at once, and rung at 5 s and 10 s", s.caller.causes(), []alert.Cause{cause, cause, cause})
		s.sleep(time.Second)
		s.give(s.ev("", &chat.CoverAnswered{Ask: "q", Reason: "nobody answered in 15s"}))
		s.sleep(time.Second)
		want(t, "and taken back", s.caller.causes(), []alert.Cause{cause})
		s.sleep(time.Minute)
		want(t, "and silent", s.caller.causes(), []alert.Cause(nil))
	})
}

// C-TRF-02: what failed at a colleague's desk rings at a lead's, softly, and at nobody
// else's.
func TestAFailedSelfTestRingsAtLeads(t *testing.T) {
	for role, rung := range map[chat.Role][]alert.Cause{chat.RoleLead: {alert.CauseSelfTest}, chat.RolePrimary: nil} {
		synctest.Test(t, func(t *testing.T) {
			s := newStageBy(t, newCache(), rostered())
			time.Sleep(30 * time.Hour)
			s.running(append(people(s), s.ev("", &chat.CoverChanged{Agent: "asha", Role: chat.RolePrimary}))...)
			who := me
			who.Role = role
			s.desk.Welcome(who)
			shift := s.sleep(time.Second).Cover.Shift
			s.caller.take()
			s.give(s.ev("", &chat.ShiftStarted{Shift: shift, Agent: "ben", Checks: []chat.SelfCheck{{Name: "clock", OK: true}, {Name: "sound"}}}),
				s.ev("", &chat.ShiftStarted{Shift: shift, Agent: "asha", Checks: []chat.SelfCheck{{Name: "sound"}}})) // at this desk: no news
			s.sleep(time.Second)
			want(t, string(role), s.caller.causes(), rung)
		})
	}
}

// D-12: nobody who answers for the floor by the roster goes silent before somebody covers;
// what is off already may be turned off.
func TestWhoIsAccountableIsDisturbed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newStageBy(t, newCache(), rostered())
		time.Sleep(30 * time.Hour)
		s.running(append(people(s), s.ev("", &chat.CoverChanged{Agent: "asha", Role: chat.RolePrimary}))...)
		s.desk.SetDND(true)
		snap := s.settle()
		want(t, "refused", []any{snap.DND, snap.Notices[len(snap.Notices)-1].Words},
			[]any{false, "Do not disturb stays off. You answer for the floor until 19:00. Ask somebody to cover first: Ben, Lena."})
		said := len(snap.Notices)
		s.desk.SetDND(false)
		want(t, "off", len(s.settle().Notices), said)
		s.give(s.ev("", &chat.CoverChanged{Agent: "ben", Role: chat.RoleSecondary}))
		s.desk.SetDND(true)
		want(t, "covered", s.settle().DND, true)
	})
}

// D-03: what a lead was told of the day is not shown to who works here next, nor are
// answers to questions that they did not ask.
func TestAnotherPersonIsToldNothingOfTheLast(t *testing.T) {
	guided(t, func(t *testing.T, s *stage) {
		s.desk.AttachDays(&fakeDays{day: report.Day{Date: "2000-01-01"}})
		s.running(people(s)...)
		s.give(s.ev("", &chat.CoverAsked{Ask: "q", From: "asha", To: "ben", Until: now().Add(time.Second)}),
			s.ev("", &chat.CoverAnswered{Ask: "q", Agent: "ben", Reason: "no"}))
		got := s.sleep(time.Second)
		want(t, "before", []any{got.Day.Date, got.Cover.Answer.Reason}, []any{"2000-01-01", "no"})
		other := me
		other.Role = chat.RoleSecondary
		s.desk.Welcome(other)
		got = s.sleep(time.Second)
		want(t, "in another role", []any{got.Day.At.IsZero(), got.Cover.Answer.Reason}, []any{true, "no"})
		other.Agent = "ben"
		s.desk.Welcome(other)
		want(t, "as somebody else", s.sleep(time.Second).Cover.Answer.Reason, "")
	})
}
