package checklist_test

import (
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/coverage"
	"floorwalker/app/followup"
	"floorwalker/app/report"
	"floorwalker/app/shift/checklist"
)

func TestTheSevenOfTheDay(t *testing.T) {
	s := newStage(t)
	var ids []string
	for _, it := range checklist.Daily(s.in) {
		ids = append(ids, it.ID)
	}
	if got := strings.Join(ids, " "); got != "G-CHK-D1 G-CHK-D2 G-CHK-D3 G-CHK-D4 G-CHK-D5 G-CHK-D6 G-CHK-D7" {
		t.Error(got)
	}
	// Without the hub's figures nothing that needs them is called done.
	for _, id := range []string{"G-CHK-D2", "G-CHK-D3", "G-CHK-D5", "G-CHK-D6"} {
		s.is(id, false, 0, 0, "has not told")
	}
}

func TestOvernight(t *testing.T) { // G-CHK-D1, G-ON-02
	s := newStage(t)
	s.is("G-CHK-D1", true, 0, 0, "No chat came at night.")
	for _, id := range []chat.ChatID{"Tara", "Nisha"} {
		s.open(id, string(id))
		s.do(id, "", &chat.NightFiled{Shift: today, From: s.in.Now})
	}
	s.open("later", "of tomorrow")
	s.do("later", "", &chat.NightFiled{Shift: "2026-11-24-1000", From: s.in.Now})
	s.is("G-CHK-D1", false, 0, 2, "0 of 2 reviewed", "Nisha", "Tara")
	s.do("Tara", "asha", &chat.NightReviewed{Call: true})
	s.is("G-CHK-D1", false, 1, 2, "1 of 2 reviewed", "Nisha")
	s.do("Nisha", "asha", &chat.NightReviewed{Note: "a test of ours"})
	s.is("G-CHK-D1", true, 2, 2, "2 of 2 reviewed")
}

func TestWatched(t *testing.T) { // G-CHK-D2, G-QUAL-03, A-12
	s := newStage(t)
	s.open("a", "Tara")
	full := coverage.Figures{Machine: coverage.Machine{Lines: 10, Judged: 10}, Eyes: coverage.Eyes{Due: 4, Seen: 4}}
	s.figures(func(d *report.Day) { d.Coverage = full })
	s.is("G-CHK-D2", true, 4, 4, "judged 100% (10 of 10) of the lines; people looked in time at 100% (4 of 4)")
	s.figures(func(d *report.Day) { d.Coverage = coverage.Figures{} })
	s.is("G-CHK-D2", true, 0, 0, "judged – (0 of 0) of the lines; people looked in time at – (0 of 0).")
	at := s.in.Now
	clock := at.Time().In(s.in.Edition.Zone()).Format("15:04:05")
	s.figures(func(d *report.Day) {
		d.Coverage.Eyes = coverage.Eyes{Due: 4, Seen: 2, Gaps: []coverage.Gap{{Chat: "a", From: at, To: at + 5000, Accountable: "rohan"}, {Chat: "gone", From: at, Open: true}}}
	})
	s.is("G-CHK-D2", false, 2, 4, "people looked in time at 50%", "Tara: Not looked at from "+clock, "Chat gone: Not looked at since "+clock+", NO COVER")
	s.figures(func(d *report.Day) {
		d.Coverage = full
		d.Coverage.Machine.Judged, d.Coverage.Machine.Missed = 9, []coverage.Unjudged{{Chat: "a", Message: "m", At: at}}
	})
	s.is("G-CHK-D2", false, 4, 4, "judged 90% (9 of 10) of the lines", "Tara: a line of "+clock+" was not judged")
}

func TestTakeOversOfTheDay(t *testing.T) { // G-CHK-D3, G-SLA-04
	s := newStage(t)
	s.open("a", "Tara")
	s.figures(func(*report.Day) {})
	s.is("G-CHK-D3", true, 0, 0, "No takeover was needed.")
	s.figures(func(d *report.Day) { d.TakeOver = report.Kept{Of: 3, InTime: 3} })
	s.is("G-CHK-D3", true, 3, 3, "3 of 3 takeovers in time.")
	s.figures(func(d *report.Day) {
		d.TakeOver = report.Kept{Of: 3, InTime: 2, Late: []report.Case{{Chat: "a", Agent: "rohan", At: s.in.Now}}}
	})
	s.is("G-CHK-D3", false, 2, 3, "2 of 3 takeovers in time.", "Tara: late at")
}

func TestFollowUpsOfTheDay(t *testing.T) { // G-CHK-D4, G-OPS-04
	s := newStage(t)
	s.figures(func(*report.Day) {})
	s.is("G-CHK-D4", true, 0, 0, "No call is open today.")
	s.open("a", "Tara")
	s.owe("a", chat.Obligation{ID: "call", Kind: chat.OwedCall})
	s.owe("a", chat.Obligation{ID: "tomorrow", Kind: chat.OwedCall, Due: s.in.Now.Add(20 * time.Hour)})
	s.listed(followup.FollowUp{Customer: "Imran", Reason: "asked by mail", Due: s.in.Now.Add(time.Minute)}.Opened("asha", s.in.Now))
	s.is("G-CHK-D4", false, 0, 2, "2 calls are open. 1 more is due later.", "Imran, due 18:3", "Tara, due 18:5")
	s.kept("a", "call")
	s.figures(func(d *report.Day) { d.Calls.Kept = 1 })
	s.is("G-CHK-D4", false, 1, 2, "1 call is open.", "Imran")
	f, _ := s.in.FollowUps.Get("f1")
	list, _, err := s.in.FollowUps.Put("f1", f.Content.Complete("asha", s.in.Now, "done"), f.Revision, "asha", s.in.Now)
	if err != nil {
		t.Fatal(err)
	}
	s.in.FollowUps = list
	s.is("G-CHK-D4", true, 1, 1, "No call is open today. 1 more is due later.")
}

func TestBotErrorsOfTheDay(t *testing.T) { // G-CHK-D5, G-OPS-02, A-10
	s := newStage(t)
	s.figures(func(*report.Day) {})
	s.is("G-CHK-D5", false, 0, 0, "Say “I saw none”")
	s.open("a", "Tara")
	s.owe("a", chat.Obligation{ID: "w", Kind: chat.OwedWriteUp})
	s.is("G-CHK-D5", false, 0, 1, "0 entries in the log today; 1 is not written up.", "Tara")
	s.do("a", "asha", &chat.BotErrorWritten{Obligation: "w"})
	s.kept("a", "w")
	s.figures(func(d *report.Day) { d.Bot.Written = 1 })
	s.is("G-CHK-D5", true, 1, 1, "1 entry in the log today.")

	s = newStage(t)
	s.figures(func(*report.Day) {})
	s.do("", "asha", &chat.BotErrorsSubmitted{Shift: today, NoneSeen: true})
	s.is("G-CHK-D5", true, 0, 0, "“I saw none”.")
}

func TestTicketsOfTheDay(t *testing.T) { // G-CHK-D6, G-TKT-01
	s := newStage(t)
	s.figures(func(d *report.Day) { d.Chats = report.Chats{Closed: 3, Ticketed: 2, Without: []chat.ChatID{"x"}} })
	s.is("G-CHK-D6", false, 2, 3, "3 chats closed, 1 without a ticket.", "Chat x")
	s.figures(func(d *report.Day) { d.Chats = report.Chats{Closed: 3, Ticketed: 3} })
	s.is("G-CHK-D6", true, 3, 3, "3 chats closed, 0 without a ticket.")
}

func TestTheDaysReport(t *testing.T) { // G-CHK-D7, A-41
	s := newStage(t)
	s.is("G-CHK-D7", false, 0, 0, "It is not published.")
	s.do("", "rohan", &chat.ReportPublished{Shift: today, Report: []byte("{}")})
	s.is("G-CHK-D7", true, 0, 0, "Published at 18:30 by Rohan M..")

	s = newStage(t) // published by another shift of the same day
	s.figures(func(d *report.Day) { d.Published = []report.Published{{Shift: "other", By: "isha", At: s.in.Now}} })
	s.is("G-CHK-D7", true, 0, 0, "by Isha.")
}
