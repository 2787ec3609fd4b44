package followup_test

import (
	"fmt"
	"iter"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/record"
	"floorwalker/assets"
)

// floor is a floor by hand with one chat, c, whose customer is owed a call, o.
type floor struct {
	*chat.Floor
	n  int
	ed *policy.Edition
}

func newFloor() *floor { return floorOf(chat.Customer{Name: "Asha", Contact: "098765 43210"}) }

func floorOf(c chat.Customer) *floor {
	f := &floor{Floor: chat.NewFloor(), ed: assets.Edition()}
	f.do("c", now, "", &chat.ChatOpened{Driver: "fake", Customer: c})
	f.do("c", now, "", &chat.MessagePosted{Message: "m1", From: chat.SpeakerCustomer, Text: "The save button does nothing."})
	return f
}

func (f *floor) do(id chat.ChatID, at chat.Instant, by chat.AgentID, b chat.Body) {
	f.n++
	f.Apply(&chat.Event{ID: chat.EventID(fmt.Sprintf("e%04d", f.n)), Chat: id, At: at, By: by, Body: b})
}

func (f *floor) owe(id chat.ChatID, o chat.Obligation) {
	o.Kind = chat.OwedCall
	f.do(id, o.Started, "", &chat.ObligationStarted{Obligation: o})
}

// tried is an attempt that has ended.
func (f *floor) tried(o chat.ObligationID, began, end chat.Instant, outcome string) {
	f.n++
	id := chat.AttemptID(fmt.Sprintf("a%04d", f.n))
	f.do("c", end, "rohan", &chat.AttemptEnded{Gap: f.ed.Policy.FollowUp.Gap, Attempt: chat.Attempt{
		ID: id, Obligation: o, Began: began, Ended: end, Outcome: outcome,
	}})
}

func (f *floor) line(t *testing.T, k followup.Key) followup.Line {
	t.Helper()
	l, ok := followup.Find(followup.Lines(f.Floor, followup.List{}, followup.Unsent{}, f.ed), k)
	if !ok {
		t.Fatalf("no line for %+v", k)
	}
	return l
}

var callO = followup.Key{Chat: "c", Obligation: "o"}

// the plan is there at once, the term is for the first attempt, and what has
// been tried moves the rest.
func TestThePlanIsThereAtOnce(t *testing.T) {
	f := newFloor()
	f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour, Owner: "rohan", Reason: chat.CallSilent})
	l := f.line(t, callO)
	if want := []chat.Instant{now, now + hour, now + 2*hour}; !slices.Equal(l.Plan, want) || l.Due != now+2*hour || l.Next != 0 || !l.Urgent {
		t.Errorf("%+v", l)
	}
	if l.Stage(now) != followup.StageDue || l.Late(now+2*hour) || !l.Late(now+2*hour+1) {
		t.Errorf("it is %s, late %t", l.Stage(now), l.Late(now+2*hour+1))
	}
	f.tried("o", now+10*minute, now+12*minute, chat.AttemptNoAnswer)
	l = f.line(t, callO)
	if want := []chat.Instant{now + 10*minute, now + 72*minute, now + 132*minute}; !slices.Equal(l.Plan, want) || l.Due != now+72*minute || l.Next != l.Due {
		t.Errorf("after one attempt: %+v", l)
	}
	if l.Stage(l.Next-1) != followup.StageWaiting || l.Stage(l.Next) != followup.StageDue {
		t.Errorf("%s, and then %s", l.Stage(l.Next-1), l.Stage(l.Next))
	}
	f.do("c", now+80*minute, "rohan", &chat.AttemptBegan{Attempt: "x", Obligation: "o", Began: now + 80*minute})
	if l = f.line(t, callO); l.Stage(now+81*minute) != followup.StageRunning {
		t.Errorf("on the phone it is %s", l.Stage(now+81*minute))
	}
}

func TestWhatALineSays(t *testing.T) {
	f := newFloor()
	f.owe("c", chat.Obligation{
		ID: "o", Started: now, Due: now + 9*hour, Owner: "rohan", Reason: chat.CallBilling, Ref: "CB-7", Unconfirmed: true,
		Words: "the second bill", Number: "+91 98765 43211",
	})
	f.owe("c", chat.Obligation{ID: "p", Started: now, Due: now + 20*hour, Cause: chat.CauseSilence})
	l, p := f.line(t, callO), f.line(t, followup.Key{Chat: "c", Obligation: "p"})
	if l.Reason != chat.CallBilling || l.Why != "the second bill" || l.Ref != "CB-7" || !l.Unconfirmed || l.Urgent || l.Owner != "rohan" {
		t.Errorf("%+v", l)
	}
	if l.Phone.Dial != "+919876543211" || l.Phone.Shown != "+91 98765 43211" || p.Phone.Dial != "+919876543210" {
		t.Errorf("%+v, %+v", l.Phone, p.Phone)
	}
	if p.Reason != chat.CallSilent || p.Why != "The save button does nothing." || p.Customer != "Asha" || p.Chat != "c" {
		t.Errorf("%+v", p)
	}
}

// The call that the customer has asked for at a time is planned for that time, and
// may come sooner than a gap after they were spoken to.
func TestTheCustomersOwnTimeWins(t *testing.T) {
	f := newFloor()
	f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 20*minute, Reason: chat.CallAgain})
	if l := f.line(t, callO); l.Plan[0] != now+20*minute || l.Next != 0 {
		t.Errorf("%+v", l)
	}
	l := followup.List{}
	l = add(t, l, "r", sample())
	f.do("", now+5*minute, "a1", &chat.AttemptEnded{Gap: f.ed.Policy.FollowUp.Gap, Attempt: chat.Attempt{
		ID: "x", Record: "r", Began: now, Ended: now + 5*minute, Outcome: chat.AttemptCallBack, Again: now + 25*minute,
	}})
	rec, _ := followup.Find(followup.Lines(f.Floor, l, followup.Unsent{}, f.ed), followup.Key{Record: "r"})
	if rec.Next != now+25*minute || rec.Due != rec.Next || !rec.Late(rec.Due+1) {
		t.Errorf("%+v", rec)
	}
	who := followup.Who{Me: rec.Owner, Online: true, Now: now + 6*minute, Edition: f.ed}
	if v := followup.May(&rec, who); v.OK || !strings.Contains(v.Words, "They asked to be called again") || !strings.HasSuffix(v.Words, "in 19 min.") {
		t.Errorf("it says %q", v.Words)
	}
}

// Another attempt may not begin before the gap is over, and is late only a while
// after that.
func TestAnotherAttemptHasAWhile(t *testing.T) {
	f := newFloor()
	f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour})
	f.tried("o", now, now+minute, chat.AttemptNoAnswer)
	l := f.line(t, callO)
	if next := now + minute + hour; l.Next != next || l.Late(next+15*minute) || !l.Late(next+15*minute+1) {
		t.Errorf("%+v", l)
	}
}

// Three failed calls leave a message to send, and then nothing; a kept call leaves
// nothing at once.
func TestStagesAfterTheEnd(t *testing.T) { // G-FU-08, A-16
	f := newFloor()
	f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour})
	for i := range chat.Instant(3) {
		f.tried("o", now+i*hour+i*minute, now+i*hour+i*minute, chat.AttemptBusy)
	}
	at := now + 3*hour
	if l := f.line(t, callO); l.Stage(at) != followup.StageWhatsApp || !l.Spent {
		t.Errorf("%s: %+v", l.Stage(at), l)
	}
	f.do("c", at, "", &chat.ObligationEnded{Obligation: "o", How: chat.EndedFailed})
	l := f.line(t, callO)
	if l.Stage(at) != followup.StageWhatsApp || !l.Ended || l.Late(at+hour) {
		t.Errorf("%s: %+v", l.Stage(at), l)
	}
	f.do("c", at, "rohan", &chat.MessagePosted{Message: "w", From: chat.SpeakerAgent, Text: "We called.", Via: chat.ChannelWhatsApp})
	if l = f.line(t, callO); l.Stage(at) != followup.StageOver || l.Late(at+hour) {
		t.Errorf("%s: %+v", l.Stage(at), l)
	}
	if v := followup.May(&l, followup.Who{Online: true, Now: at, Edition: f.ed}); v.Words != "3 calls failed, and a message was sent by WhatsApp." {
		t.Errorf("it says %q", v.Words)
	}
	f.owe("c", chat.Obligation{ID: "p", Started: now, Due: now + 9*hour})
	f.tried("p", at, at+minute, chat.AttemptReached)
	f.do("c", at, "", &chat.ObligationEnded{Obligation: "p", How: chat.EndedKept})
	if l = f.line(t, followup.Key{Chat: "c", Obligation: "p"}); l.Stage(at+hour) != followup.StageOver {
		t.Errorf("a kept call is %s", l.Stage(at+hour))
	}
}

// A desk's own attempts count before the hub has them, and as often as they were.
func TestUnsentAttemptsCount(t *testing.T) { // D-04
	f := newFloor()
	f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour})
	cmds := []chat.Command{
		{ID: "n", Chat: "c", Body: &chat.PostNote{Text: "x"}},
		{ID: "a1", Chat: "c", Body: &chat.BeginAttempt{Obligation: "o", Began: now}},
		{ID: "e1", Chat: "c", Body: &chat.EndAttempt{Attempt: "a1", Obligation: "o", Began: now, Ended: now + minute, Outcome: chat.AttemptBusy}},
		{ID: "a2", Chat: "c", Body: &chat.BeginAttempt{Obligation: "o", Began: now + 30*minute}},
		{ID: "a3", Body: &chat.BeginAttempt{Record: "r", Began: now}},
	}
	mine := followup.UnsentOf("rohan", f.ed.Policy.FollowUp.Gap, slices.Values(cmds))
	lines := func() []followup.Line { return followup.LinesOf(f.Chat("c"), mine, f.ed) }
	l := lines()[0]
	if a, running := l.Log.Running(); !running || a.ID != "a2" || a.By != "rohan" || l.Log.Failed() != 1 || len(l.Log) != 2 {
		t.Errorf("%+v", l.Log)
	}
	f.do("c", now, "rohan", &chat.AttemptEnded{Gap: f.ed.Policy.FollowUp.Gap, Attempt: chat.Attempt{
		ID: "a1", Obligation: "o", Began: now, Ended: now + minute, Outcome: chat.AttemptBusy,
	}})
	if again := lines()[0]; !reflect.DeepEqual(again.Plan, l.Plan) || len(again.Log) != 2 {
		t.Errorf("known twice, it is %+v", again.Log)
	}
	if rec := followup.RecordLine(f.Floor, version(t, "r"), mine, f.ed); len(rec.Log) != 1 {
		t.Errorf("%+v", rec.Log)
	}
}

// Who was reached is not called again, even while only this desk knows of it; the check
// after a delay also needs what they said.
func TestAnUnsentReachedCallIsOver(t *testing.T) { // D-04, A-63, G-ONESC-03
	for _, tc := range []struct {
		reason        chat.CallReason
		outcome, note string
		over          bool
	}{
		{chat.CallOvernight, chat.AttemptReached, "", true},
		{chat.CallOvernight, chat.AttemptBusy, "", false},
		{chat.CallOvernight, chat.AttemptCallBack, "", false},
		{chat.CallDelayCheck, chat.AttemptReached, " ", false},
		{chat.CallDelayCheck, chat.AttemptReached, "All is well.", true},
	} {
		f := newFloor()
		f.owe("c", chat.Obligation{ID: "o", Started: now, Due: now + 2*hour, Reason: tc.reason})
		mine := followup.UnsentOf("rohan", f.ed.Policy.FollowUp.Gap, slices.Values([]chat.Command{{ID: "e1", Chat: "c", Body: &chat.EndAttempt{
			Attempt: "a1", Obligation: "o", Began: now, Ended: now + minute, Outcome: tc.outcome, Note: tc.note,
		}}}))
		l := followup.LinesOf(f.Chat("c"), mine, f.ed)[0]
		if over := l.Stage(now+2*hour) == followup.StageOver; over != tc.over {
			t.Errorf("%s, %s %q: it is %s", tc.reason, tc.outcome, tc.note, l.Stage(now+2*hour))
		}
	}
}

func version(t *testing.T, id record.ID) followup.Version {
	t.Helper()
	v, ok := add(t, followup.List{}, id, sample()).Get(id)
	if !ok {
		t.Fatal("no version")
	}
	return v
}

// The list that goes on with what changed is the list that is read anew, in the
// same order, however often.
func TestReplaceIsTheWholeList(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		f, l := newFloor(), followup.List{}
		list := followup.Lines(f.Floor, l, followup.Unsent{}, f.ed)
		for i := range rapid.IntRange(1, 25).Draw(rt, "steps") {
			c := chat.ChatID(fmt.Sprintf("c%d", rapid.IntRange(0, 4).Draw(rt, "chat")))
			o := chat.ObligationID(fmt.Sprintf("o%d", rapid.IntRange(0, 2).Draw(rt, "call")))
			at := now + chat.Instant(i)*minute
			switch rapid.IntRange(0, 4).Draw(rt, "what") {
			case 0:
				if f.Chat(c) == nil {
					f.do(c, at, "", &chat.ChatOpened{Driver: "fake"})
				}
				f.owe(c, chat.Obligation{ID: o, Started: at, Due: at + chat.Instant(rapid.IntRange(0, 3).Draw(rt, "due"))*hour})
			case 1:
				f.do(c, at, "rohan", &chat.AttemptEnded{Attempt: chat.Attempt{ID: chat.AttemptID(fmt.Sprint("a", i)), Obligation: o, Began: at, Ended: at + 1, Outcome: chat.AttemptBusy}})
			case 2:
				f.do(c, at, "", &chat.ObligationEnded{Obligation: o, How: chat.EndedVoid})
			case 3:
				l = add(t, l, record.ID(fmt.Sprint("r", i)), sample().Reschedule(at))
			case 4:
				list = followup.Replace(list, "nobody", nil)
			}
			if ch := f.Chat(c); ch != nil {
				list = followup.Replace(list, c, followup.LinesOf(ch, followup.Unsent{}, f.ed))
			}
			list = followup.Replace(list, "", followup.RecordLines(f.Floor, l, followup.Unsent{}, f.ed))
			if whole := followup.Lines(f.Floor, l, followup.Unsent{}, f.ed); !reflect.DeepEqual(keys(slices.Values(list)), keys(slices.Values(whole))) {
				rt.Fatalf("%v, anew %v", keys(slices.Values(list)), keys(slices.Values(whole)))
			}
		}
	})
}

func keys(lines iter.Seq[followup.Line]) (ks []string) {
	for l := range lines {
		ks = append(ks, fmt.Sprint(l.Key, l.Due, len(l.Log)))
	}
	return ks
}

func BenchmarkReplace(b *testing.B) {
	f, l := newFloor(), followup.List{}
	for i := range 200 {
		id := chat.ChatID(fmt.Sprintf("x%03d", i))
		f.do(id, now, "", &chat.ChatOpened{Driver: "fake", Customer: chat.Customer{Name: "Asha", Contact: "098765 43210"}})
		f.owe(id, chat.Obligation{ID: "o", Started: now, Due: now + chat.Instant(i)*minute})
	}
	list := followup.Lines(f.Floor, l, followup.Unsent{}, f.ed)
	b.ReportAllocs()
	for b.Loop() {
		list = followup.Replace(list, "x100", followup.LinesOf(f.Chat("x100"), followup.Unsent{}, f.ed))
	}
}
