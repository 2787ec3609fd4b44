package report

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
	"floorwalker/assets"
)

const (
	second = chat.Instant(1000)
	minute = 60 * second
	hour   = 60 * minute
	start  = chat.Instant(1_795_285_800_000) // 2026-11-22 00:00 in India
	finish = start + 24*hour
)

// office folds events and counts those of its day.
type office struct {
	t   testing.TB
	f   *chat.Floor
	y   *Tally
	now chat.Instant
	n   int
	log []chat.Event
}

func newOffice(t testing.TB) *office {
	return &office{t: t, f: chat.NewFloor(), y: NewTally("2026-11-22", start, finish), now: start + 10*hour}
}

func (o *office) do(id chat.ChatID, by chat.AgentID, b chat.Body) {
	o.t.Helper()
	o.n++
	e := chat.Event{ID: chat.EventID(fmt.Sprint("e", o.n)), At: o.now, Chat: id, By: by, Body: b}
	was := WasOf(o.f.Chat(id))
	ch := o.f.Apply(&e)
	if !ch.Applied {
		o.t.Fatalf("not applied: %+v", b)
	}
	o.log = append(o.log, e)
	if o.now >= start {
		o.y.Take(was, ch.Chat, &e)
	}
}

func (o *office) wait(d time.Duration) { o.now = o.now.Add(d) }

func (o *office) owe(id chat.ChatID, ob chat.Obligation, within time.Duration) {
	o.t.Helper()
	ob.Started, ob.Due = o.now, o.now.Add(within)
	o.do(id, "", &chat.ObligationStarted{Obligation: ob})
}

func (o *office) breach(id chat.ChatID, ob chat.ObligationID, who chat.AgentID) {
	o.t.Helper()
	o.do(id, "", &chat.ObligationBreached{Obligation: ob, Owner: who})
}

func (o *office) end(id chat.ChatID, ob chat.ObligationID, how string) {
	o.t.Helper()
	o.do(id, "", &chat.ObligationEnded{Obligation: ob, How: how})
}

func (o *office) day() Day { return o.y.Day(assets.Edition(), coverage.Figures{}, o.now) }

func (o *office) open(id chat.ChatID) {
	o.t.Helper()
	o.do(id, "", &chat.ChatOpened{Bot: true, Driver: "practice"})
}

func (o *office) save(id chat.ChatID, fcr ticket.YesNo, byRule ...ticket.Field) {
	o.t.Helper()
	raw, err := json.Marshal(ticket.Ticket{Ref: "T-1", Chat: id, Closed: o.now, FCR: fcr, ByRule: byRule, EndReason: "resolved", Resolution: "solved"})
	if err != nil {
		o.t.Fatal(err)
	}
	o.do(id, "", &chat.TicketSaved{Ref: "T-1", Ticket: raw})
}

func TestTakeoversInTime(t *testing.T) { // G-SLA-04, G-CHK-D3
	o := newOffice(t)
	for i, id := range []chat.ChatID{"in time", "late", "late and cleared", "cleared in time", "running", "over"} {
		o.open(id)
		o.owe(id, chat.Obligation{ID: "o", Kind: chat.OwedTakeOver}, 30*time.Second)
		o.wait(20 * time.Second)
		late := i == 1 || i == 2 || i == 5
		if late {
			o.wait(10 * time.Second)
			o.breach(id, "o", "asha")
			o.wait(5 * time.Second)
		}
		switch i {
		case 0, 1:
			o.end(id, "o", chat.EndedKept)
		case 2, 3:
			o.end(id, "o", chat.EndedVoid)
		}
	}
	got := o.day().TakeOver
	want := Kept{
		Of: 4, InTime: 1, Target: 30_000, Times: Times{N: 2, Median: 20_000, P95: 35_000, Max: 35_000}, Open: 1, Late: got.Late,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant\n%+v", got, want)
	}
	if len(got.Late) != 3 || got.Late[0].Chat != "late" || got.Late[0].Agent != "asha" || got.Late[0].Took != 35_000 || got.Late[2].Took != 0 {
		t.Errorf("%+v", got.Late)
	}
}

func TestFirstResponseHasAGoalToo(t *testing.T) { // G-SLA-01: 30 s to aim at, 60 s at most
	o := newOffice(t)
	for i, took := range []time.Duration{10, 30, 31, 60} {
		id := chat.ChatID(fmt.Sprint(i))
		o.open(id)
		o.owe(id, chat.Obligation{ID: "o", Kind: chat.OwedFirstResponse, Owner: "asha"}, time.Minute)
		o.wait(took * time.Second)
		o.end(id, "o", chat.EndedKept)
	}
	if got := o.day().FirstResponse; got.Of != 4 || got.InTime != 4 || got.InGoal != 2 || got.Goal != 30_000 || got.Median != 30_000 {
		t.Errorf("%+v", got)
	}
}

func TestWhatRanOutYesterdayWasCountedThen(t *testing.T) {
	o := newOffice(t)
	o.now = start - hour
	o.open("a")
	o.owe("a", chat.Obligation{ID: "o", Kind: chat.OwedResolution, Owner: "asha"}, 12*time.Minute)
	o.owe("a", chat.Obligation{ID: "p", Kind: chat.OwedCall, Owner: "asha"}, 3*time.Hour)
	o.now = start - 48*minute
	o.breach("a", "o", "asha")
	o.now = start + hour
	o.do("a", "asha", &chat.NotePosted{Message: "n", Text: "x"})
	o.end("a", "o", chat.EndedKept)
	d := o.day()
	if d.Resolution.Of != 0 || d.Calls.Due != 1 || d.Calls.Open != 1 {
		t.Errorf("%+v %+v", d.Resolution, d.Calls)
	}
	o.wait(time.Hour)
	o.end("a", "p", chat.EndedKept)
	if d := o.day(); d.Calls.Kept != 1 || d.Calls.Due != 1 || d.Calls.Late != 0 || d.Calls.Open != 0 {
		t.Errorf("%+v", d.Calls)
	}
}

func TestCalls(t *testing.T) { // G-OPS-04, A-63
	o := newOffice(t)
	o.open("a")
	for i, how := range []string{chat.EndedKept, chat.EndedFailed, chat.EndedVoid, "", "tomorrow"} {
		id := chat.ObligationID(fmt.Sprint(i))
		within := time.Hour
		if how == "tomorrow" {
			within = 20 * time.Hour
		}
		o.owe("a", chat.Obligation{ID: id, Kind: chat.OwedCall, Owner: "asha"}, within)
		if i == 1 {
			o.now += hour
			o.breach("a", id, "asha")
		}
		if i < 3 {
			o.end("a", id, how)
		}
	}
	att := func(id chat.AttemptID, began chat.Instant, outcome string) {
		o.do("a", "asha", &chat.AttemptEnded{
			Attempt: chat.Attempt{ID: id, Obligation: "3", By: "asha", Began: began, Ended: began + minute, Outcome: outcome}, Gap: time.Hour,
		})
	}
	att("1", o.now, chat.AttemptNoAnswer)
	att("3", o.now+70*minute, chat.AttemptReached)
	att("2", o.now+30*minute, chat.AttemptNoAnswer) // told late: it was early, and makes the next one so
	att("0", o.now, chat.AttemptNotMade)
	o.do("a", "asha", &chat.MessagePosted{Message: "w", From: chat.SpeakerAgent, Text: "We called.", Via: chat.ChannelWhatsApp})
	o.do("a", "asha", &chat.CallbackOffered{Reason: chat.CallBilling})
	got := o.day().Calls
	got.LateList = nil
	want := Calls{Due: 3, Kept: 1, Failed: 1, Late: 1, Open: 2, Attempts: 3, Reached: 1, Early: 2, Texts: 1, Offered: 1}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("%+v\nwant\n%+v", got, want)
	}
}

func TestSatisfaction(t *testing.T) { // A-07, G-QUAL-02, G-ON-13
	o := newOffice(t)
	for i, stars := range []int{5, 5, 4, 3, 2, 1} {
		id := chat.ChatID(fmt.Sprint(i))
		o.open(id)
		if i > 3 {
			o.do(id, "", &chat.NightFiled{Shift: "s", From: o.now + hour})
		}
		o.do(id, "", &chat.RatingGiven{Stars: 1})
		o.do(id, "", &chat.RatingGiven{Stars: stars}) // the last word counts
	}
	d := o.day()
	if want := (CSAT{Stars: [5]int{0, 0, 1, 1, 2}, N: 4, Mean: 425, Five: 50, Satisfied: 75, TargetMean: 500}); d.CSAT != want {
		t.Errorf("%+v", d.CSAT)
	}
	if want := (CSAT{Stars: [5]int{1, 1}, N: 2, Mean: 150, Target: 90}); d.Delayed != want {
		t.Errorf("%+v", d.Delayed)
	}
	if d.Night.Filed != 2 {
		t.Errorf("%d of the night", d.Night.Filed)
	}
}

func TestChatsAndTickets(t *testing.T) { // G-TKT-01, G-OPS-03, G-CHK-D6, G-QUAL-01
	o := newOffice(t)
	for i, id := range []chat.ChatID{"bot", "yes", "no", "rule", "bare", "back"} {
		o.open(id)
		o.wait(time.Minute)
		if i > 0 {
			o.do(id, "asha", &chat.ChatTakenOver{Agent: "asha"})
		}
		switch i {
		case 0, 2:
			o.save(id, ticket.No)
		case 1:
			o.save(id, ticket.Yes)
		case 3:
			o.save(id, ticket.No, ticket.FieldFCR)
		}
		o.do(id, "", &chat.ChatClosed{Reason: "x"})
		if i == 5 {
			o.open(id)
		}
	}
	d := o.day()
	if want := (Chats{Opened: 7, Closed: 5, ByBot: 1, Ticketed: 4, Without: []chat.ChatID{"bare"}}); !reflect.DeepEqual(d.Chats, want) {
		t.Errorf("%+v", d.Chats)
	}
	if want := (FCR{Yes: 1, No: 3, ByRule: 1, Percent: 25, Target: 90, Final: finish.Add(7 * 24 * time.Hour)}); d.FCR != want {
		t.Errorf("%+v", d.FCR)
	}
	if want := (Times{N: 5, Median: int64(minute), P95: int64(minute), Max: int64(minute)}); d.BotTime != want {
		t.Errorf("%+v", d.BotTime)
	}
	if d.Ends["resolved"] != 4 || d.Resolutions["solved"] != 4 {
		t.Errorf("%v %v", d.Ends, d.Resolutions)
	}
}

func TestBotErrorsAlertsAndWhatTheTeamDid(t *testing.T) { // G-OPS-02, A-62, G-OPS-05, D-12
	o := newOffice(t)
	o.open("a")
	raise := func(r chat.RuleID, tier chat.Tier, l chat.Level) {
		o.do("a", "", &chat.TriggerRaised{Trigger: chat.Trigger{Rule: r, Tier: tier, Level: l}})
	}
	raise(policy.RuleBotWrong, chat.TierImmediate, chat.LevelNotice)
	raise(policy.RuleBotWrong, chat.TierImmediate, chat.LevelAlert)
	raise(policy.RuleBotWrong, chat.TierImmediate, chat.LevelAlert)
	raise(policy.RuleStuck, chat.TierProactive, chat.LevelAlert)
	o.do("a", "asha", &chat.TriggerDismissed{Rule: policy.RuleBotWrong, Reason: "it was right"})
	o.owe("a", chat.Obligation{ID: "w", Kind: chat.OwedWriteUp}, time.Hour)
	o.owe("a", chat.Obligation{ID: "v", Kind: chat.OwedWriteUp}, time.Hour)
	o.do("a", "asha", &chat.BotErrorWritten{Obligation: "w", Message: "m", Status: "open"})
	o.do("a", "asha", &chat.BotErrorWritten{Obligation: "w", Message: "m", Status: "done"})
	o.end("a", "w", chat.EndedKept)
	o.do("a", "", &chat.BotLineRejected{Message: "l"})
	o.do("", "asha", &chat.BotErrorsSubmitted{Shift: "s", NoneSeen: true})
	o.do("", "asha", &chat.ReportPublished{Shift: "s", Report: []byte("{}")})
	o.do("", "", &chat.CoverAsked{Ask: "q", From: "asha", To: "rohan"})
	o.do("", "", &chat.CoverAnswered{Ask: "q"})
	o.do("", "isha", &chat.BreakBegan{Agent: "asha", Override: "she has to eat"})
	o.do("", "", &chat.CoverChanged{Agent: "isha"})
	d := o.day()
	if want := (Bot{Written: 1, Owed: 1, NoneSeen: true, Rejected: 1, LateLines: 1}); d.Bot != want {
		t.Errorf("%+v", d.Bot)
	}
	if want := (Alerts{Raised: 2, Dismissed: 1, Immediate: 1, ImmediateDismissed: 1}); d.Alerts != want {
		t.Errorf("%+v", d.Alerts)
	}
	if want := (Cover{Changes: 1, Asked: 1, Refused: 1, Breaks: 1, Overridden: 1}); d.Cover != want {
		t.Errorf("%+v", d.Cover)
	}
	if want := []Published{{"s", "asha", o.now}}; !slices.Equal(d.Published, want) {
		t.Errorf("%+v", d.Published)
	}
}

func TestADayComesBackFromItsJSON(t *testing.T) {
	o := newOffice(t)
	randomDay(o, rand.New(rand.NewPCG(1, 2)), 50)
	d := o.day()
	d.Coverage = coverage.Figures{Eyes: coverage.Eyes{Due: 2, Seen: 1, Gaps: []coverage.Gap{{Chat: "a", From: start}}}}
	raw, err := json.Marshal(d)
	if err != nil {
		t.Fatal(err)
	}
	var back Day
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back, d) {
		t.Error("the day that comes back is another")
	}
}

// A day in which everything is late goes into one event all the same: 64 KiB.
func TestAPublishedDayIsBounded(t *testing.T) {
	o := newOffice(t)
	long := strings.Repeat("x", 90)
	cov := coverage.Figures{}
	for i := range 3 * GapsMax {
		id := chat.ChatID(fmt.Sprint(long, i))
		o.open(id)
		for _, kind := range append(owedKinds, chat.OwedCall) {
			ob := chat.Obligation{ID: chat.ObligationID(fmt.Sprint(long, kind, o.n)), Kind: kind, Reason: chat.CallOvernight}
			o.owe(id, ob, time.Second)
			o.breach(id, ob.ID, chat.AgentID(long))
		}
		o.do(id, "", &chat.ChatClosed{})
		o.do("", chat.AgentID(long), &chat.ReportPublished{Shift: "2026-11-22-1000", Report: []byte("{}")})
		cov.Eyes.Gaps = append(cov.Eyes.Gaps, coverage.Gap{Chat: id, From: start, To: finish, Since: start, Accountable: chat.AgentID(long), Rule: "customer_repeat"})
		cov.Machine.Missed = append(cov.Machine.Missed, coverage.Unjudged{Chat: id, Message: chat.MessageID(long), At: start})
	}
	d := o.y.Day(assets.Edition(), cov, o.now)
	raw, err := json.Marshal(d)
	if err != nil || len(raw) >= 64<<10 {
		t.Errorf("%d bytes, %v", len(raw), err)
	}
	if len(d.TakeOver.Late) != ListMax || d.TakeOver.Of-d.TakeOver.InTime != 3*GapsMax || len(d.Chats.Without) != ListMax || len(d.Coverage.Eyes.Gaps) != GapsMax || len(d.Published) != publishedMax {
		t.Errorf("%d late of %d, %d without, %d gaps, %d published", len(d.TakeOver.Late), d.TakeOver.Of, len(d.Chats.Without), len(d.Coverage.Eyes.Gaps), len(d.Published))
	}
	t.Logf("%d bytes", len(raw))
}

func TestWhatIsOpenIsTheFloors(t *testing.T) {
	o := newOffice(t)
	o.now = start - 20*hour
	o.open("quiet") // nothing happens on it today, so no tally of today hears of it
	o.owe("quiet", chat.Obligation{ID: "c", Kind: chat.OwedCall, Reason: chat.CallOvernight}, 30*time.Hour)
	o.owe("quiet", chat.Obligation{ID: "w", Kind: chat.OwedWriteUp}, 30*time.Hour)
	o.now = start + hour
	d := o.day()
	if d.Calls.Open != 0 {
		t.Fatalf("%+v", d.Calls)
	}
	d.Stand(o.f)
	if d.Calls.Open != 1 || d.Calls.Due != 1 || d.Bot.Owed != 1 || d.Night.Call.Open != 1 {
		t.Errorf("%+v %+v", d.Calls, d.Bot)
	}
}

func BenchmarkTake(b *testing.B) { // the cost of an event does not grow with the day
	for _, n := range []int{100, 5000} {
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			o := newOffice(b)
			for i := range n {
				o.open(chat.ChatID(fmt.Sprint(i)))
			}
			c := o.f.Chat("7")
			e := &chat.Event{At: o.now, Chat: "7", Body: &chat.RatingGiven{Stars: 4}}
			for b.Loop() {
				o.y.Take(WasOf(c), c, e)
			}
		})
	}
}
