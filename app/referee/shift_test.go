package referee

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

func TestShifts(t *testing.T) {
	started := func(t *testing.T) *stand {
		s := rostered(t)
		s.ok(t, "asha", "", "begin", &chat.StartShift{Shift: today})
		return s
	}
	erred := func(floor func(*testing.T) *stand) func(*testing.T) *stand {
		return given(floor, &chat.BotErrorWritten{Question: "a", Answer: "b", Expected: "c"})
	}
	owing := given(started, &chat.ObligationStarted{Obligation: chat.Obligation{ID: "write", Kind: chat.OwedWriteUp, Due: start}})
	over := given(started, &chat.ObligationStarted{Obligation: chat.Obligation{ID: "write", Kind: chat.OwedWriteUp, Owner: "rohan", Due: start}})
	start := func(shift string, checks ...chat.SelfCheck) func(*testing.T, *stand) chat.Wish {
		return just(&chat.StartShift{Shift: shift, Checks: checks})
	}
	errs := func(none bool) func(*testing.T, *stand) chat.Wish {
		return just(&chat.SubmitBotErrors{Shift: today, NoneSeen: none})
	}
	publish := func(report string) func(*testing.T, *stand) chat.Wish {
		return just(&chat.PublishReport{Shift: today, Report: []byte(report)})
	}
	for _, tc := range []asked{
		// C-TRF-02: with what was tested.
		{name: "begin", floor: rosteredOf, by: "asha", wish: start(today, chat.SelfCheck{Name: "sound", Words: "no device"}), kinds: "ShiftStarted"},
		{name: "begin the next", floor: rosteredOf, by: "rohan", wish: start(next), kinds: "ShiftStarted"},
		{name: "begin twice", floor: started, by: "asha", wish: start(today)},
		{name: "begin one that is not on the roster", floor: rosteredOf, by: "asha", wish: start("2026-11-22-1000"), code: chat.RefusedInvalid, words: "no shift of that name"},
		{name: "begin none", floor: rosteredOf, by: "asha", wish: start(""), code: chat.RefusedInvalid, words: "no shift of that name"},
		{name: "with too many tests", floor: rosteredOf, by: "asha", wish: start(today, make([]chat.SelfCheck, maxChecks+1)...), code: chat.RefusedTooLong},
		{name: "without a policy", floor: withoutPolicy(rosteredOf), by: "asha", wish: start(today), code: chat.RefusedBusy, words: "policy"},

		{name: "end what was not begun", floor: rosteredOf, by: "asha", wish: just(&chat.EndShift{Shift: today}), code: chat.RefusedInvalid, words: "not begun"},

		// G-OPS-02, A-10, G-CHK-E2.
		{name: "none seen", floor: started, by: "asha", wish: errs(true), kinds: "BotErrorsSubmitted"},
		{name: "some seen", floor: erred(started), by: "asha", wish: errs(false), kinds: "BotErrorsSubmitted"},
		{name: "nothing said", floor: started, by: "asha", wish: errs(false), code: chat.RefusedInvalid, words: "say outright"},
		{name: "none seen, and one written", floor: erred(started), by: "asha", wish: errs(true), code: chat.RefusedInvalid, words: "1 error of the bot is written up"},
		// What was signed over is somebody else's, and the log does not wait for it (D-05).
		{name: "one signed over", floor: over, by: "asha", wish: errs(false), kinds: "BotErrorsSubmitted"},
		{name: "none seen, and one signed over", floor: over, by: "asha", wish: errs(true), code: chat.RefusedInvalid, words: "1 error of the bot is somebody else's to write up"},
		{name: "one not written up", floor: owing, by: "asha", wish: errs(true), code: chat.RefusedInvalid, words: "1 error of the bot is not written up yet"},
		{name: "of another shift", floor: started, by: "asha", wish: just(&chat.SubmitBotErrors{Shift: "2026-11-22-1000"}), code: chat.RefusedInvalid, words: "no shift of that name"},

		// G-OPS-05, G-CHK-E3.
		{name: "publish", floor: started, by: "asha", wish: publish(ofToday(1)), kinds: "ReportPublished"},
		{name: "publish an empty one", floor: started, by: "asha", wish: publish("{}"), code: chat.RefusedInvalid, words: "no report"},
		{name: "publish one of another form", floor: started, by: "asha", wish: publish(`{"version":2,"date":"2026-11-23"}`), code: chat.RefusedInvalid, words: "no report"},
		{name: "publish one of no day", floor: started, by: "asha", wish: publish(`{"version":1}`), code: chat.RefusedInvalid, words: "another day"},
		{name: "publish another day's", floor: started, by: "asha", wish: publish(`{"version":1,"date":"2026-11-22"}`), code: chat.RefusedInvalid, words: "another day"},
		{name: "publish nothing", floor: started, by: "asha", wish: publish(""), code: chat.RefusedInvalid, words: "no report"},
		{name: "publish what is no report", floor: started, by: "asha", wish: publish(`[1]`), code: chat.RefusedInvalid, words: "no report"},
		{name: "publish a torn one", floor: started, by: "asha", wish: publish(`{"version":`), code: chat.RefusedInvalid, words: "no report"},
		{name: "publish a book", floor: started, by: "asha", wish: publish(`{"a":"` + strings.Repeat("a", maxReport) + `"}`), code: chat.RefusedTooLong},
		{name: "publish another shift's", floor: started, by: "asha", wish: just(&chat.PublishReport{Shift: "2020-01-01-1000", Report: []byte("{}")}), code: chat.RefusedInvalid},
	} {
		tc.team = true
		t.Run(tc.name, tc.run)
	}
}

// ofToday is a report of today's figures, which are these.
func ofToday(opened int) string {
	return fmt.Sprintf(`{"version":1,"date":"2026-11-23","chats":{"opened":%d}}`, opened)
}

// A shift that goes on over midnight is of two days, and no other is.
func TestTheDaysOfAShift(t *testing.T) {
	s := rostered(t)
	for i := range s.edition.Roster {
		s.edition.Roster[i].Window = policy.Window{From: 20 * 60, To: 28 * 60}
	}
	s.now = chat.InstantOf(time.Date(2026, 11, 23, 21, 0, 0, 0, s.edition.Zone()))
	s.elapse()
	const night = "2026-11-23-2000"
	if id := s.Cover().Shift; id != night {
		t.Fatal(id)
	}
	for date, ok := range map[string]bool{"2026-11-22": false, "2026-11-23": true, "2026-11-24": true, "2026-11-25": false, "today": false} {
		_, no := s.decide("asha", "", chat.CommandID("p"+date), &chat.PublishReport{Shift: night, Report: []byte(`{"version":1,"date":"` + date + `"}`)})
		if (no == nil) != ok {
			t.Errorf("%s: %v", date, no)
		}
	}
}

// Once per shift, and the newest counts: the same again is no news.
func TestTheNewestCounts(t *testing.T) {
	s := rostered(t)
	s.ok(t, "asha", "", "one", &chat.SubmitBotErrors{Shift: today, NoneSeen: true})
	if d := s.ok(t, "asha", "", "two", &chat.SubmitBotErrors{Shift: today, NoneSeen: true}); len(d.Events) > 0 {
		t.Errorf("the same again: %+v", d)
	}
	s.put("c", &chat.BotErrorWritten{Question: "a"})
	s.ok(t, "rohan", "", "three", &chat.SubmitBotErrors{Shift: today})
	if got := s.Shift(today).BotErrors; got.By != "rohan" || got.Count != 1 || got.NoneSeen {
		t.Errorf("%+v", got)
	}
	s.ok(t, "asha", "", "p1", &chat.PublishReport{Shift: today, Report: []byte(ofToday(1))})
	s.ok(t, "rohan", "", "p2", &chat.PublishReport{Shift: today, Report: []byte(ofToday(2))})
	if got := s.Shift(today).Report; got.By != "rohan" || string(got.Report) != ofToday(2) {
		t.Errorf("%+v", got)
	}
}

func TestCover(t *testing.T) {
	onBreak := func(t *testing.T) *stand {
		s := rostered(t)
		s.ok(t, "meera", "", "let", &chat.OverrideBreak{Agent: "asha", Reason: "Nobody else is here."})
		return s
	}
	asking := func(t *testing.T) *stand {
		s := rostered(t)
		s.ok(t, "asha", "", "ask", &chat.AskCover{To: "rohan", Reason: "lunch"})
		return s
	}
	answer := func(yes bool, why string) func(*testing.T, *stand) chat.Wish {
		return just(&chat.AnswerCover{Ask: "ask", Accept: yes, Reason: why})
	}
	for _, tc := range []asked{
		// D-12, A-56: cover first.
		{name: "ask", floor: rosteredOf, by: "asha", wish: just(&chat.AskCover{To: "rohan", Reason: "lunch"}), kinds: "CoverAsked"},
		{name: "ask twice", floor: asking, by: "asha", wish: just(&chat.AskCover{To: "meera"}), code: chat.RefusedBusy, words: "asked already"},
		{name: "ask who is offline", floor: rosteredOf, by: "asha", wish: just(&chat.AskCover{To: "tariq"}), code: chat.RefusedOffline, words: "Tariq"},
		{name: "a long reason", floor: rosteredOf, by: "asha", wish: just(&chat.AskCover{To: "rohan", Reason: strings.Repeat("a", MaxReason+1)}), code: chat.RefusedTooLong},
		{name: "no, without a word", floor: asking, by: "rohan", wish: answer(false, ""), code: chat.RefusedInvalid, words: "why you cannot cover"},
		{name: "no", floor: asking, by: "rohan", wish: answer(false, "I am on a call."), kinds: "CoverAnswered"},
		{name: "a break without cover, by one's own word", floor: rosteredOf, by: "rohan", wish: just(&chat.OverrideBreak{Agent: "asha", Reason: "She looks tired."}), code: chat.RefusedRole},
		{name: "a break without cover", floor: rosteredOf, by: "meera", wish: just(&chat.OverrideBreak{Agent: "asha"}), code: chat.RefusedInvalid, words: "without cover"},
		{name: "without a policy", floor: withoutPolicy(rosteredOf), by: "asha", wish: just(&chat.TakeCover{}), code: chat.RefusedBusy, words: "policy"},

		{name: "away from the desk", floor: rosteredOf, by: "bela", wish: just(&chat.SetIdle{On: true}), kinds: "IdleChanged"},
		{name: "at the desk, as before", floor: rosteredOf, by: "bela", wish: just(&chat.SetIdle{})},
		{name: "in a chat", floor: rosteredOf, by: "bela", wish: just(&chat.SetIdle{On: true}), code: chat.RefusedInvalid, words: "belongs to no chat"},
	} {
		tc.team = tc.name != "in a chat"
		t.Run(tc.name, tc.run)
	}

	s := asking(t)
	s.ok(t, "rohan", "", "yes", &chat.AnswerCover{Ask: "ask", Accept: true})
	if c := s.Cover(); c.Agent != "rohan" || s.Agent("asha").Break.IsZero() || s.Agent("asha").BreakCover != "rohan" {
		t.Errorf("an accepted break: %+v", c)
	}
	s.now = s.now.Add(time.Hour)
	s.ok(t, "asha", "", "back", &chat.EndBreak{})
	if !s.Agent("asha").Break.IsZero() || s.Cover().Agent != "asha" {
		t.Errorf("back: %+v", s.Cover())
	}
	s = onBreak(t)
	if s.Agent("asha").Break.IsZero() || s.Cover().Agent != "meera" {
		t.Errorf("let go: %+v", s.Cover())
	}
	if _, no := s.decide("bela", "", "end", &chat.EndBreak{}); no == nil {
		t.Error("nobody's break ends")
	}
}

func TestKeys(t *testing.T) { // D-05
	key := func(p pen) []byte { k, _ := p.Key(); return k }
	registered := func(t *testing.T) *stand {
		s := rostered(t)
		s.register(t)
		return s
	}
	retired := func(t *testing.T) *stand {
		s := registered(t)
		s.ok(t, "meera", "", "retire", &chat.RetireKey{Agent: "asha", Reason: "Her computer was stolen."})
		return s
	}
	for _, tc := range []asked{
		{name: "the first key", floor: rosteredOf, by: "asha", wish: just(&chat.RegisterKey{Key: key("asha")}), kinds: "KeyRegistered"},
		{name: "the same again", floor: registered, by: "asha", wish: just(&chat.RegisterKey{Key: key("asha")})},
		{name: "another beside it", floor: registered, by: "asha", wish: just(&chat.RegisterKey{Key: key("new")}), code: chat.RefusedBusy, words: "retire it first"},
		{name: "a colleague's", floor: registered, by: "omarNot", wish: just(&chat.RegisterKey{Key: key("asha")}), code: chat.RefusedRole},
		{name: "what is no key", floor: rosteredOf, by: "asha", wish: just(&chat.RegisterKey{Key: []byte("short")}), code: chat.RefusedInvalid, words: "no key"},
		{name: "one that was retired", floor: retired, by: "asha", wish: just(&chat.RegisterKey{Key: key("asha")}), code: chat.RefusedInvalid, words: "registered before"},
		{name: "a new one after that", floor: retired, by: "asha", wish: just(&chat.RegisterKey{Key: key("new")}), kinds: "KeyRegistered"},
		{name: "retire", floor: registered, by: "meera", wish: just(&chat.RetireKey{Agent: "asha", Reason: "A new computer."}), kinds: "KeyRetired"},
		{name: "retire one's own", floor: registered, by: "asha", wish: just(&chat.RetireKey{Agent: "asha", Reason: "A new computer."}), code: chat.RefusedRole},
		{name: "retire without a word", floor: registered, by: "meera", wish: just(&chat.RetireKey{Agent: "asha"}), code: chat.RefusedInvalid, words: "why this key"},
		{name: "retire nobody's", floor: retired, by: "meera", wish: just(&chat.RetireKey{Agent: "asha", Reason: "Once more."}), code: chat.RefusedGone, words: "no key"},
		{name: "retire a stranger's", floor: registered, by: "meera", wish: just(&chat.RetireKey{Agent: "nobody", Reason: "A new computer."}), code: chat.RefusedInvalid, words: "Nobody on the team"},
	} {
		tc.team = true
		t.Run(tc.name, tc.run)
	}
	s := registered(t)
	if _, no := s.decide("asha", "", "steal", &chat.RegisterKey{Key: key("rohan")}); no == nil || !strings.Contains(no.Words, "a colleague's") {
		t.Errorf("a colleague's key: %v", no)
	}
}
