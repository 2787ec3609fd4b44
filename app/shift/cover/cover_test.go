package cover_test

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/cover"
)

func TestTheShiftBeginsByItself(t *testing.T) { // G-COV-01
	s := weekday(t)
	s.until(when(s.ed, "2026-11-23 09:59:59"))
	s.covers("", "")
	if w := cover.State(s.f, s.ed, s.now).Words; w != "NO COVER until 10:00, when Asha begins." {
		t.Error(w)
	}
	s.until(when(s.ed, "2026-11-23 10:00:00"))
	s.covers("asha", chat.RolePrimary)
	if c := s.f.Cover(); c.Shift != "2026-11-23-1000" || c.Since != when(s.ed, "2026-11-23 10:00:00") {
		t.Errorf("%+v", c)
	}
	s.until(when(s.ed, "2026-11-23 19:00:00"))
	s.covers("", "")
	if w := cover.State(s.f, s.ed, s.now).Words; w != "NO COVER until Tuesday 10:00, when Asha begins." {
		t.Error(w)
	}
	s.until(when(s.ed, "2026-11-28 12:00:00")) // a Saturday that nobody has (G-COV-03)
	st := cover.State(s.f, s.ed, s.now)
	if !strings.HasPrefix(st.Words, "NO COVER until Monday 10:00") || st.Covered || st.Agent != "" {
		t.Errorf("%+v", st)
	}
	s.until(when(s.ed, "2026-12-25 12:00:00")) // a holiday: the lead, with the backup behind (G-COV-04)
	s.covers("isha", chat.RoleLead)
	if st := cover.State(s.f, s.ed, s.now); len(st.Empty) != 1 || st.Empty[0] != policy.RolePrimary {
		t.Errorf("empty are %v", st.Empty)
	}
}

func TestThePrimaryAnswersFromTheBeginningWhereverTheyAre(t *testing.T) { // G-COV-01
	s := weekday(t)
	s.offline("asha")
	s.until(when(s.ed, "2026-11-23 10:00:00"))
	s.covers("asha", chat.RolePrimary)
	s.asked("rohan")
	s.wait(15 * time.Second)
	s.covers("isha", chat.RoleLead)
	s.wait(time.Hour)
	s.online("asha")
	s.covers("asha", chat.RolePrimary)
}

func TestCoverIsAskedForAndAccepted(t *testing.T) { // G-COV-02, A-56
	for _, c := range []struct {
		name     string
		leave    func(*stage)
		comeBack func(*stage)
	}{
		{"disconnected", func(s *stage) { s.offline("asha") }, func(s *stage) { s.online("asha") }},
		{"idle", func(s *stage) { s.idle("asha", true) }, func(s *stage) { s.idle("asha", false) }},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := working(t)
			c.leave(s)
			s.covers("asha", chat.RolePrimary)
			ask := s.asked("rohan")[0]
			if ask.Until != s.now.Add(15*time.Second) || ask.From != "asha" {
				t.Errorf("%+v", ask)
			}
			s.wait(14 * time.Second)
			s.must(cover.Answer(s.f, s.ed, s.now, "rohan", ask.Ask, true, ""))
			s.covers("rohan", chat.RoleSecondary)
			s.asked()
			if w := cover.State(s.f, s.ed, s.now).Words; !strings.Contains(w, "Rohan M. answers for the floor until 19:00: covers for Asha") {
				t.Error(w)
			}
			s.wait(time.Hour)
			c.comeBack(s)
			s.covers("asha", chat.RolePrimary)
		})
	}
}

func TestNobodyAcceptsSoTheLeadHasIt(t *testing.T) {
	s := working(t)
	s.idle("asha", true)
	s.wait(15*time.Second - time.Millisecond)
	s.covers("asha", chat.RolePrimary)
	s.wait(time.Millisecond)
	s.covers("isha", chat.RoleLead)
	s.asked()

	s = working(t)
	s.offline("asha")
	ask := s.asked("rohan")[0]
	if no := s.wish(cover.Answer(s.f, s.ed, s.now, "rohan", ask.Ask, false, " ")); no == nil {
		t.Error("a no without a reason was taken")
	}
	if no := s.wish(cover.Answer(s.f, s.ed, s.now, "isha", ask.Ask, true, "")); no == nil || no.Code != chat.RefusedRole {
		t.Errorf("somebody else's answer: %v", no)
	}
	s.must(cover.Answer(s.f, s.ed, s.now, "rohan", ask.Ask, false, "on the phone"))
	s.covers("isha", chat.RoleLead) // at once
	if no := s.wish(cover.Answer(s.f, s.ed, s.now, "rohan", ask.Ask, true, "")); no == nil || no.Code != chat.RefusedGone {
		t.Errorf("a late answer: %v", no)
	}
}

func TestAShortAbsenceMovesNothing(t *testing.T) {
	s := working(t)
	s.offline("asha")
	s.wait(2 * time.Second)
	s.online("asha")
	s.covers("asha", chat.RolePrimary)
	s.asked()
	s.wait(time.Minute)
	s.covers("asha", chat.RolePrimary)
	// A hub that starts again has lost everybody for a moment.
	s.offline("asha", "isha", "rohan")
	s.wait(5 * time.Second)
	s.online("rohan", "asha", "isha")
	s.wait(time.Minute)
	s.covers("asha", chat.RolePrimary)
}

func TestWhereNobodyIsThere(t *testing.T) {
	s := working(t)
	s.offline("rohan", "isha")
	s.idle("asha", true)
	s.wait(time.Minute)
	s.covers("asha", chat.RolePrimary) // idle, and nobody else is connected
	s.offline("asha")
	s.wait(time.Minute)
	s.covers("isha", chat.RoleLead)
	if w := cover.State(s.f, s.ed, s.now).Words; !strings.Contains(w, "they are not connected") {
		t.Error(w)
	}
	s.online("meera") // a backup never comes in by themselves (G-COV-04)
	s.wait(time.Minute)
	s.covers("isha", chat.RoleLead)
	s.must(cover.Take(s.f, s.ed, s.now, "meera", "nobody else is here"))
	s.covers("meera", chat.RoleBackup)
	s.online("rohan")
	s.covers("meera", chat.RoleBackup)
	s.idle("asha", false)
	s.online("asha")
	s.covers("asha", chat.RolePrimary)
}

func TestTheFirstPersonWhoIsThere(t *testing.T) {
	s := working(t)
	s.offline("isha")
	s.join("vikram", "Vikram", chat.RoleSecondary) // on no roster
	s.online("vikram")
	s.offline("asha")
	s.asked("rohan")
	s.wait(15 * time.Second)
	s.covers("rohan", chat.RoleSecondary) // who has not answered, and is the first
	s.offline("rohan")
	s.wait(15 * time.Second)
	s.covers("vikram", chat.RoleSecondary)
	s.online("rohan")
	s.covers("vikram", chat.RoleSecondary)
	s.tell(&chat.AgentRevoked{Agent: "vikram"})
	s.asked("rohan")
}

func TestABreakNeedsCoverFirst(t *testing.T) { // D-12
	s := working(t)
	s.online("meera")
	s.must(cover.Ask(s.f, s.ed, s.now, "cmd", "asha", "", "lunch"))
	asks := s.asked("isha", "meera", "rohan") // the backup too: it is a break (G-COV-04)
	if no := s.wish(cover.Ask(s.f, s.ed, s.now, "cmd2", "asha", "", "")); no == nil || no.Code != chat.RefusedBusy {
		t.Errorf("asked twice: %v", no)
	}
	if !s.f.Agent("asha").Break.IsZero() {
		t.Fatal("the break began before anybody accepted")
	}
	s.must(cover.Answer(s.f, s.ed, s.now, "meera", asks[1].Ask, true, ""))
	s.covers("meera", chat.RoleBackup)
	if a := s.f.Agent("asha"); a.Break != s.now || a.BreakCover != "meera" {
		t.Errorf("%+v", a)
	}
	s.asked()
	s.wait(20 * time.Minute)
	s.offline("meera")
	s.asked("rohan")
	s.must(cover.Answer(s.f, s.ed, s.now, "rohan", s.f.Cover().Asks[0].Ask, true, ""))
	s.covers("rohan", chat.RoleSecondary)
	s.must(cover.End(s.f, "asha"))
	s.covers("asha", chat.RolePrimary)
	if no := s.wish(cover.End(s.f, "asha")); no == nil {
		t.Error("a break ended twice")
	}
}

func TestABreakThatNobodyCovers(t *testing.T) { // D-12
	s := working(t)
	s.must(cover.Ask(s.f, s.ed, s.now, "cmd", "asha", "rohan", ""))
	s.asked("rohan")
	s.wait(15 * time.Second)
	s.asked()
	s.covers("asha", chat.RolePrimary)
	if !s.f.Agent("asha").Break.IsZero() {
		t.Fatal("the break began although nobody accepted")
	}
	if no := s.wish(cover.Override(s.f, s.ed, s.now, "rohan", "asha", "she needs to eat")); no == nil || no.Code != chat.RefusedRole {
		t.Errorf("not a lead: %v", no)
	}
	if no := s.wish(cover.Override(s.f, s.ed, s.now, "isha", "asha", "ok")); no == nil {
		t.Error("a lead let her go without a reason")
	}
	s.must(cover.Override(s.f, s.ed, s.now, "isha", "asha", "she needs to eat"))
	s.covers("isha", chat.RoleLead)
	if s.f.Agent("asha").Break.IsZero() {
		t.Error("no break")
	}
	s.offline("rohan", "isha")
	s.must(cover.End(s.f, "asha"))
	if no := s.wish(cover.Ask(s.f, s.ed, s.now, "cmd3", "asha", "", "")); no == nil || no.Code != chat.RefusedOffline {
		t.Errorf("nobody is there to be asked: %v", no)
	}
	if no := s.wish(cover.Ask(s.f, s.ed, s.now, "cmd4", "asha", "rohan", "")); no == nil || no.Words != "Rohan M. is not connected." {
		t.Errorf("%v", no)
	}
}

func TestWhoAnswersForNothingNeedsNoCover(t *testing.T) {
	s := working(t)
	s.must(cover.Ask(s.f, s.ed, s.now, "cmd", "rohan", "", ""))
	if s.f.Agent("rohan").Break.IsZero() {
		t.Error("no break")
	}
	s.offline("asha")
	s.asked("isha") // the secondary is away, so the lead is told that it comes
	if no := s.wish(cover.Answer(s.f, s.ed, s.now, "isha", s.f.Cover().Asks[0].Ask, false, "no")); no == nil {
		t.Error("a lead refused what comes to them anyway")
	}
	s.wait(15 * time.Second)
	s.covers("isha", chat.RoleLead)
	s.until(when(s.ed, "2026-11-23 19:00:00"))
	if !s.f.Agent("rohan").Break.IsZero() {
		t.Error("the break went on after the shift")
	}
}

// G-END-02: who has ended the shift answers for nothing, however long their program
// stays connected.
func TestWhoHasGoneHomeAnswersForNothing(t *testing.T) {
	const today = "2026-11-23-1000"
	s := working(t)
	s.tell(&chat.ShiftStarted{Shift: today, Agent: "asha"}, &chat.ShiftStarted{Shift: today, Agent: "rohan"})
	s.wait(time.Hour)
	s.tell(&chat.ShiftEnded{Shift: today, Agent: "rohan"})
	s.covers("asha", chat.RolePrimary)
	s.asked()
	s.tell(&chat.ShiftEnded{Shift: today, Agent: "asha"})
	ask := s.asked("isha")[0] // and not Rohan, who has gone as well
	if ask.From != "asha" || ask.Why != "Asha is done with this shift" {
		t.Errorf("%+v", ask)
	}
	s.wait(15 * time.Second)
	s.covers("isha", chat.RoleLead)
	s.offline("asha") // a line that breaks and comes back is no coming back
	s.online("asha")
	s.covers("isha", chat.RoleLead)
	if no := s.wish(cover.Take(s.f, s.ed, s.now, "asha", "I am still here")); no == nil || !strings.Contains(no.Words, "ended this shift") {
		t.Errorf("%v", no)
	}
	s.wait(time.Minute)
	s.tell(&chat.ShiftStarted{Shift: today, Agent: "asha"})
	s.covers("asha", chat.RolePrimary)
	s.until(when(s.ed, "2026-11-24 10:00:00")) // Rohan's next shift is another one
	s.offline("asha")
	s.asked("rohan")
}

// A question for a break that was put while the rule's own ran out does not make the
// switch last longer.
func TestAQuestionOnTopOfAQuestion(t *testing.T) {
	s := working(t)
	s.offline("asha")
	s.asked("rohan")
	s.wait(10 * time.Second)
	s.must(cover.Ask(s.f, s.ed, s.now, "late", "asha", "rohan", "lunch"))
	s.wait(5 * time.Second)
	s.covers("isha", chat.RoleLead)
}

func TestALeadTakesCover(t *testing.T) {
	s := working(t)
	if no := s.wish(cover.Take(s.f, s.ed, s.now, "asha", "she has it already")); no == nil || no.Code != chat.RefusedTaken {
		t.Errorf("%v", no)
	}
	s.must(cover.Take(s.f, s.ed, s.now, "isha", "an outage of the vendor"))
	s.covers("isha", chat.RoleLead)
	s.idle("rohan", true)
	s.wait(time.Hour)
	s.covers("isha", chat.RoleLead)
	s.offline("isha")
	s.covers("asha", chat.RolePrimary) // who is there, at once
}

func TestNobodyQuitsWhoAnswersForTheFloor(t *testing.T) { // ux.md: tray, do not disturb
	s := working(t)
	if w, ok := cover.MayGo(s.f, s.ed, s.now, "asha"); ok || w != "You answer for the floor until 19:00. Ask somebody to cover first: Isha, Rohan M." {
		t.Error(w, ok)
	}
	if _, ok := cover.MayGo(s.f, s.ed, s.now, "rohan"); !ok {
		t.Error("who answers for nothing may go")
	}
	s.offline("rohan", "isha")
	if w, ok := cover.MayGo(s.f, s.ed, s.now, "asha"); ok || !strings.Contains(w, "nobody else is here") {
		t.Error(w, ok)
	}
	s.until(when(s.ed, "2026-11-23 19:00:00"))
	if _, ok := cover.MayGo(s.f, s.ed, s.now, "asha"); !ok {
		t.Error("the shift is over")
	}
}

func TestTheRosterChanges(t *testing.T) {
	s := working(t)
	changed := *s.ed
	changed.Roster = []policy.RosterSlot{
		slot(policy.DayWeekday, policy.RolePrimary, "rohan"), slot(policy.DayWeekday, policy.RoleLead, "isha"),
	}
	s.ed = &changed
	s.tell(&chat.PolicyChanged{Version: 2})
	s.covers("rohan", chat.RolePrimary)

	gone := *s.ed
	gone.Roster = nil
	s.ed = &gone
	s.tell(&chat.PolicyChanged{Version: 3})
	s.covers("", "")
	st := cover.State(s.f, s.ed, s.now)
	if st.Written || st.Agent != "asha" || st.Role != chat.RolePrimary || !strings.Contains(st.Words, "the roster names nobody") {
		t.Errorf("%+v", st)
	}

	short := changed
	short.Roster = []policy.RosterSlot{{Day: policy.DayWeekday, Role: policy.RolePrimary, Agent: "asha", Window: policy.Window{From: 9 * 60, To: 10 * 60}}}
	s.ed = &short
	s.tell(&chat.PolicyChanged{Version: 4})
	s.covers("", "")
	s.until(when(s.ed, "2026-11-24 09:00:00"))
	s.covers("asha", chat.RolePrimary)
}

func TestAPlaceThatEndsWithinTheShift(t *testing.T) {
	s := weekday(t)
	ed := *s.ed
	ed.Roster = []policy.RosterSlot{
		{Day: policy.DayWeekday, Role: policy.RolePrimary, Agent: "asha", Window: policy.Window{From: 10 * 60, To: 14 * 60}},
		slot(policy.DayWeekday, policy.RoleSecondary, "rohan"), slot(policy.DayWeekday, policy.RoleLead, "isha"),
	}
	s.ed = &ed
	s.tell(&chat.PolicyChanged{Version: 2})
	s.until(when(s.ed, "2026-11-23 13:59:59"))
	s.covers("asha", chat.RolePrimary)
	s.until(when(s.ed, "2026-11-23 14:00:00"))
	s.covers("rohan", chat.RoleSecondary) // by the roster, which names no primary any more
	s.offline("rohan", "isha")
	s.wait(time.Minute)
	s.covers("asha", chat.RoleSecondary)
	s.until(when(s.ed, "2026-11-23 19:00:00"))
	s.covers("", "")
}

func TestARosterThatNamesNobody(t *testing.T) {
	s := weekday(t)
	s.ed = of("Asia/Kolkata", nil)
	s.tell(&chat.PolicyChanged{Version: 2})
	s.wait(24 * time.Hour)
	s.covers("", "")
	s.must(cover.Ask(s.f, s.ed, s.now, "cmd", "asha", "", ""))
	asks := s.asked("isha", "rohan")
	s.must(cover.Answer(s.f, s.ed, s.now, "rohan", asks[1].Ask, true, ""))
	if a := s.f.Agent("asha"); a.Break.IsZero() || a.BreakCover != "rohan" {
		t.Errorf("%+v", a)
	}
	s.covers("", "") // nobody is held to a shift
	s.wait(time.Minute)
	s.asked()
	s.must(cover.End(s.f, "asha"))
	s.offline("isha", "rohan")
	s.must(cover.Ask(s.f, s.ed, s.now, "cmd2", "asha", "", ""))
	if s.f.Agent("asha").Break.IsZero() {
		t.Error("somebody alone at a trial cannot have a break")
	}
	if _, ok := cover.MayGo(s.f, s.ed, s.now, "asha"); !ok {
		t.Error("nobody is kept at a trial")
	}
	if no := s.wish(cover.Take(s.f, s.ed, s.now, "rohan", "because I want to")); no == nil {
		t.Error("cover was taken where there is none")
	}
}

func TestTheChainSaysWhoIsThere(t *testing.T) {
	s := working(t)
	s.idle("rohan", true)
	chain := cover.State(s.f, s.ed, s.now).Chain
	var got []string
	for _, l := range chain {
		got = append(got, string(l.Role)+" "+l.Name+": "+l.Words)
	}
	want := "primary Asha: answers for the floor; secondary Rohan M.: not at the desk; lead Isha: here; backup Meera: not connected"
	if strings.Join(got, "; ") != want {
		t.Errorf("%s", strings.Join(got, "; "))
	}
}
