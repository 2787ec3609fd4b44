package checklist_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/policy"
	"floorwalker/app/shift/checklist"
)

func chatItem(id chat.ChatID) chat.HandoverItem {
	return chat.HandoverItem{ID: "chat:" + string(id), Kind: "chat", Chat: id, Title: "Chat with Tara"}
}

func owedItem(id chat.ChatID, o chat.ObligationID) chat.HandoverItem {
	return chat.HandoverItem{ID: "owed:" + string(id) + "/" + string(o), Kind: "call", Chat: id, Obligation: o}
}

func TestTheItemsOfTheEnd(t *testing.T) {
	s := newStage(t)
	var ids []string
	for _, it := range checklist.Leaving(s.in) {
		ids = append(ids, it.ID)
	}
	if got := strings.Join(ids, " "); got != "G-CHK-E1 G-CHK-E2 G-CHK-E3 G-CHK-E4 G-END-01 G-END-02" {
		t.Error(got)
	}
	no := checklist.Refusal(checklist.Leaving(s.in))
	if no == nil || no.Code == "" || no.Words != "The shift cannot end yet. Hand in the bot's errors: Nothing is handed in. Say “I saw none” if there was none. Publish the report: It is not published." {
		t.Errorf("%+v", no)
	}
	s.do("", "asha", &chat.BotErrorsSubmitted{Shift: today, NoneSeen: true})
	s.do("", "asha", &chat.ReportPublished{Shift: today, Report: []byte("{}")})
	if no := checklist.Refusal(checklist.Leaving(s.in)); no != nil {
		t.Errorf("%+v", no)
	}
}

func TestCallsAtTheEnd(t *testing.T) { // G-CHK-E1, G-OPS-04, A-14
	s := newStage(t)
	s.is("G-CHK-E1", true, 0, 0, "No call is open.")
	s.open("a", "Tara")
	s.owe("a", chat.Obligation{ID: "1", Kind: chat.OwedCall, Owner: "asha"})
	s.owe("a", chat.Obligation{ID: "2", Kind: chat.OwedCall, Owner: "asha", Due: s.in.Now.Add(20 * time.Hour)}) // also what is due tomorrow
	s.owe("a", chat.Obligation{ID: "3", Kind: chat.OwedCall, Owner: "rohan"})
	s.listed(followup.FollowUp{Customer: "Imran", Reason: "asked by mail", Due: s.in.Now, Assignee: "asha"}.Opened("asha", s.in.Now))
	s.is("G-CHK-E1", false, 0, 3, "3 calls are open.", "Call Imran", "Call Tara", "Call Tara, due 24 November")
	s.kept("a", "1")
	s.sign("h", "rohan", owedItem("a", "2"), chat.HandoverItem{ID: "follow-up:f1", Kind: "follow_up", Record: "f1"})
	s.is("G-CHK-E1", false, 0, 2, "2 calls are open.", "Call Imran, signed over and not acknowledged yet", "Call Tara, signed over")
	s.ack("h", "rohan", "follow-up:f1")
	s.is("G-CHK-E1", false, 0, 2, "2 calls are open.", "Call Imran, taken over, and still yours on the list", "Call Tara, signed over")
	s.assign("f1", "rohan") // his desk does that
	s.is("G-CHK-E1", false, 0, 1, "1 call is open.", "Call Tara, signed over")
	s.assign("f1", "asha") // he gives it back
	s.is("G-CHK-E1", false, 0, 2, "2 calls are open.", "Call Imran", "Call Tara, signed over")
	s.assign("f1", "rohan")
	s.do("", "isha", &chat.HandoverTaken{Hash: "h", Agent: "asha", Note: "I see to the rest"})
	s.do("a", "isha", &chat.ObligationHanded{Obligation: "2", To: "isha"}) // in the same decision
	s.is("G-CHK-E1", true, 0, 0, "No call is open.")
	s.do("a", "isha", &chat.ObligationHanded{Obligation: "2", To: "asha"}) // and it comes back
	s.is("G-CHK-E1", false, 0, 1, "1 call is open.", "Call Tara")
}

// A lead's word lets nobody go while a record is still theirs by name (G-OPS-04): no
// other desk would call.
func TestARecordThatALeadTook(t *testing.T) {
	s := newStage(t)
	s.listed(followup.FollowUp{Customer: "Imran", Reason: "asked by mail", Due: s.in.Now, Assignee: "asha"}.Opened("asha", s.in.Now))
	s.sign("h", "rohan", chat.HandoverItem{ID: "follow-up:f1", Kind: "follow_up", Record: "f1"})
	s.do("", "isha", &chat.HandoverTaken{Hash: "h", Agent: "asha", Note: "I see to it"})
	s.is("G-CHK-E1", false, 0, 1, "1 call is open.", "Call Imran, taken over, and still yours on the list")
	s.assign("f1", "isha")
	s.is("G-CHK-E1", true, 0, 0, "No call is open.")
}

// Two who leave one after the other leave nothing to nobody (G-END-01, G-END-02).
func TestTwoWhoLeaveOneAfterTheOther(t *testing.T) {
	s := newStage(t)
	s.open("q", "Tara")
	s.do("q", "", &chat.ChatQueued{Reason: "asked for a person"})
	s.open("d", "Nisha")
	s.owe("d", chat.Obligation{ID: "t", Kind: chat.OwedTakeOver})
	s.sign("h", "isha", chatItem("q"), chat.HandoverItem{ID: "owed:d/t", Kind: "duty", Chat: "d", Obligation: "t"})
	s.ack("h", "isha", "chat:q") // nothing is handed on: nobody has it
	s.is("G-END-01", false, 1, 2, "1 customer waits", "takeover for Nisha, signed over")
	s.ack("h", "isha", "owed:d/t")
	s.is("G-END-01", true, 2, 2, "has gone over")

	s.in.Me = "isha" // while Asha is there she has what she took, and nothing else
	s.is("G-CHK-E4", false, 0, 1, "1 chat is open.", "Chat with Tara")
	s.is("G-END-02", false, 0, 1, "1 thing is open.", "takeover for Nisha")
	s.open("n", "Imran")
	s.do("n", "", &chat.ChatQueued{Reason: "asked for a person"})
	s.is("G-END-01", true, 0, 0, "Nobody waits for a person.")
	s.do("", "asha", &chat.ShiftEnded{Shift: today, Agent: "asha"}) // and stays connected
	s.is("G-END-01", false, 0, 1, "1 customer waits", "Chat with Imran")
	s.do("", "asha", &chat.ShiftStarted{Shift: today, Agent: "asha"})
	s.is("G-END-01", true, 0, 0, "Nobody waits for a person.")

	// What is filed for a later shift is that one's, and what somebody serves is theirs.
	s.do("q", "", &chat.NightFiled{Shift: "2026-11-24-1000", From: s.in.Now})
	s.is("G-CHK-E4", true, 0, 0, "No chat of yours is open.")
	s.do("d", "", &chat.ObligationHanded{Obligation: "t", To: "rohan"})
	s.is("G-END-02", true, 0, 0, "Nothing else is open.")
}

// Who took something last has it.
func TestWhoTookSomethingLast(t *testing.T) {
	s := newStage(t)
	s.open("d", "Nisha")
	s.owe("d", chat.Obligation{ID: "t", Kind: chat.OwedTakeOver})
	item := chat.HandoverItem{ID: "owed:d/t", Kind: "duty", Chat: "d", Obligation: "t"}
	s.sign("h", "rohan", item)
	s.ack("h", "rohan", item.ID)
	s.do("", "rohan", &chat.HandoverSigned{Shift: today, Hash: "r", To: "isha", Items: []chat.HandoverItem{item}})
	s.in.Me = "rohan"
	s.is("G-END-02", false, 0, 1, "1 thing is open.", "takeover for Nisha, signed over")
	s.ack("r", "isha", item.ID)
	s.is("G-END-02", true, 0, 0, "Nothing else is open.")
	s.in.Me = "isha"
	s.is("G-END-02", false, 0, 1, "1 thing is open.", "takeover for Nisha")
}

// What a lead took in writing and nobody owns is the lead's.
func TestALeadHasWhatTheyTook(t *testing.T) {
	s := newStage(t)
	s.open("q", "Tara")
	s.do("q", "", &chat.ChatQueued{Reason: "asked for a person"})
	s.sign("h", "rohan", chatItem("q"))
	s.do("", "isha", &chat.HandoverTaken{Hash: "h", Agent: "asha", Note: "I see to it"})
	s.is("G-END-01", true, 1, 1, "has gone over")
	s.in.Me = "isha"
	s.is("G-CHK-E4", false, 0, 1, "1 chat is open.", "Chat with Tara")
}

func TestADocumentOfAnotherShiftIsNone(t *testing.T) {
	s := newStage(t)
	s.listed(followup.FollowUp{Customer: "Imran", Reason: "asked by mail", Due: s.in.Now, Assignee: "asha"}.Opened("asha", s.in.Now))
	s.do("", "asha", &chat.HandoverSigned{
		Shift: "2026-11-20-1000", Hash: "old", To: "rohan", Items: []chat.HandoverItem{{ID: "follow-up:f1", Kind: "follow_up", Record: "f1"}},
	})
	s.ack("old", "rohan", "follow-up:f1")
	s.is("G-CHK-E1", false, 0, 1, "1 call is open.", "Call Imran, due")
}

func TestBotErrorsAtTheEnd(t *testing.T) { // G-CHK-E2, A-10
	s := newStage(t)
	s.is("G-CHK-E2", false, 0, 0, "Nothing is handed in.")
	s.open("a", "Tara")
	s.owe("a", chat.Obligation{ID: "w", Kind: chat.OwedWriteUp})
	s.is("G-CHK-E2", false, 0, 1, "1 error of the bot is not written up.", "Write up")
	s.do("a", "asha", &chat.BotErrorWritten{Obligation: "w"})
	s.kept("a", "w")
	s.do("", "rohan", &chat.BotErrorsSubmitted{Shift: today, Count: 1})
	s.is("G-CHK-E2", true, 0, 0, "1 error handed in at 18:30 by Rohan M.")
	s.do("a", "asha", &chat.BotErrorWritten{Message: "m"})
	s.is("G-CHK-E2", false, 0, 0, "1 error of the bot is written up since it was handed in")
	s.do("", "rohan", &chat.BotErrorsSubmitted{Shift: today, NoneSeen: true})
	s.is("G-CHK-E2", true, 0, 0, "“I saw none”, 18:30, Rohan M.")
}

func TestTheReportAtTheEnd(t *testing.T) { // G-CHK-E3, A-41
	s := newStage(t)
	s.do("", "rohan", &chat.ReportPublished{Shift: "2026-11-20-1000", Report: []byte("{}")})
	s.is("G-CHK-E3", false, 0, 0, "It is not published.")
	s.do("", "rohan", &chat.ReportPublished{Shift: today, Report: []byte("{}")})
	s.is("G-CHK-E3", true, 0, 0, "Published at 18:30 by Rohan M.")
}

// A report that does not say how the shift ended is none of its end.
func TestAReportThatIsHoursOld(t *testing.T) { // G-CHK-E3
	s := newStage(t)
	published := func(at, left string, done bool, why string) {
		t.Helper()
		s.at(at)
		s.do("", "rohan", &chat.ReportPublished{Shift: today, Report: []byte("{}")})
		s.at(left)
		s.is("G-CHK-E3", done, 0, 0, why)
	}
	const old = "More than an hour of the shift has gone by since; publish it again."
	published("2026-11-23 08:30:00", "2026-11-23 18:30:00", false, old)                 // before it began
	published("2026-11-23 10:05:00", "2026-11-23 11:00:00", true, "Published at 10:05") // who goes early
	published("2026-11-23 10:05:00", "2026-11-23 11:06:00", false, old)
	published("2026-11-23 10:05:00", "2026-11-23 20:00:00", false, "Published at 10:05 by Rohan M.. "+old)
	published("2026-11-23 17:59:00", "2026-11-23 19:30:00", false, old)
	published("2026-11-23 18:00:00", "2026-11-23 19:30:00", true, "Published at 18:00") // of its last hour
	published("2026-11-23 19:05:00", "2026-11-24 09:00:00", true, "by Rohan M.")        // of after its end
}

func TestChatsAtTheEnd(t *testing.T) { // G-CHK-E4, G-END-02, A-40
	begin := func(t *testing.T) *stage {
		s := newStage(t)
		s.open("a", "Tara")
		s.is("G-CHK-E4", true, 0, 0, "No chat of yours is open.")
		s.serve("a", "asha")
		s.is("G-CHK-E4", false, 0, 1, "1 chat is open.", "Chat with Tara")
		return s
	}
	s := begin(t)
	s.do("a", "asha", &chat.ChatClosed{})
	s.is("G-CHK-E4", true, 0, 0, "No chat of yours is open.")

	s = begin(t) // a lead acknowledges
	s.sign("h", "rohan", chatItem("a"))
	s.is("G-CHK-E4", false, 0, 1, "1 chat is open.", "signed over and not acknowledged yet")
	s.ack("h", "isha", "chat:a")
	s.do("a", "isha", &chat.ChatForwarded{From: "asha", To: "isha"}) // in the same decision
	s.is("G-CHK-E4", true, 0, 0, "No chat of yours is open.")
	s.do("a", "asha", &chat.ChatForwarded{From: "isha", To: "asha"}) // and it comes back
	s.is("G-CHK-E4", false, 0, 1, "1 chat is open.", "Chat with Tara")

	s = begin(t) // a colleague acknowledges, and the chat is still hers
	s.sign("h", "rohan", chatItem("a"))
	s.ack("h", "rohan", "chat:a")
	s.is("G-CHK-E4", false, 0, 1, "1 chat is open.", "signed over")

	// The same, and the chat is his: it needs the lead all the same.
	s.do("a", "rohan", &chat.ChatForwarded{From: "asha", To: "rohan"})
	s.is("G-CHK-E4", false, 0, 1, "a lead acknowledges", "a lead has to acknowledge it too")
	s.ack("h", "isha", "chat:a")
	s.is("G-CHK-E4", true, 0, 0, "No chat of yours is open.")

	s = begin(t) // he closes it
	s.sign("h", "rohan", chatItem("a"))
	s.ack("h", "rohan", "chat:a")
	s.do("a", "rohan", &chat.ChatForwarded{From: "asha", To: "rohan"})
	s.do("a", "rohan", &chat.ChatClosed{})
	s.is("G-CHK-E4", true, 0, 0, "No chat of yours is open.")

	s = begin(t) // a lead takes it in writing; somebody else may not
	s.sign("h", "rohan", chatItem("a"))
	s.do("", "isha", &chat.HandoverTaken{Hash: "h", Agent: "rohan", Note: "of another person"})
	s.is("G-CHK-E4", false, 0, 1, "1 chat is open.", "signed over")
	s = begin(t)
	s.sign("h", "rohan", chatItem("a"))
	s.do("", "isha", &chat.HandoverTaken{Hash: "h", Agent: "asha", Note: "I see to it"})
	s.do("a", "isha", &chat.ChatForwarded{From: "asha", To: "isha"})
	s.is("G-CHK-E4", true, 0, 0, "No chat of yours is open.")

	s = begin(t) // forwarded in the ordinary way, to somebody who accepted
	s.do("a", "asha", &chat.ChatForwarded{From: "asha", To: "rohan"})
	s.is("G-CHK-E4", true, 0, 0, "No chat of yours is open.")
}

func TestACustomerOfTheLastMinutes(t *testing.T) { // G-END-01
	s := newStage(t)
	s.open("bot", "Nisha") // the bot serves her, and nobody is needed
	s.is("G-END-01", true, 0, 0, "Nobody waits for a person.")
	s.open("a", "Tara")
	s.do("a", "", &chat.ChatQueued{Reason: "asked for a person"})
	s.owe("bot", chat.Obligation{ID: "t", Kind: chat.OwedTakeOver})
	s.is("G-END-01", false, 0, 2, "2 customers wait for a person.", "takeover for Nisha", "Chat with Tara")

	// It falls to who answers for the floor, and to nobody else as long as they are there.
	s.in.Me = "rohan"
	s.is("G-END-01", true, 0, 0, "Nobody waits for a person.")
	s.do("", "", &chat.PresenceChanged{Agent: "asha", Presence: chat.PresenceOffline})
	s.is("G-END-01", false, 0, 2, "2 customers wait for a person.", "Nisha", "Tara")
	s.in.Me = "asha"
	s.is("G-END-01", false, 0, 2, "2 customers wait for a person.", "Nisha", "Tara")
	s.serve("a", "rohan")
	s.kept("bot", "t")
	s.is("G-END-01", true, 0, 0, "Nobody waits for a person.")

	// Who comes after the shift is of the next one.
	s.open("n", "Imran")
	s.do("n", "", &chat.NightFiled{Shift: "2026-11-24-1000", From: s.in.Now.Add(15 * time.Hour)})
	s.do("n", "", &chat.ChatQueued{Reason: "nobody is on cover"})
	s.owe("n", chat.Obligation{ID: "r", Kind: chat.OwedReview, Due: s.in.Now.Add(16 * time.Hour)})
	s.is("G-END-01", true, 0, 0, "Nobody waits for a person.")
	s.is("G-END-02", true, 0, 0, "Nothing else is open.")
}

func TestNothingIsLeftToNobody(t *testing.T) { // G-END-02
	s := newStage(t)
	s.open("a", "Tara")
	s.owe("a", chat.Obligation{ID: "p", Kind: chat.OwedPromise, Owner: "asha"})
	s.owe("a", chat.Obligation{ID: "of nobody", Kind: chat.OwedConfirm})
	s.owe("a", chat.Obligation{ID: "of Rohan", Kind: chat.OwedPromise, Owner: "rohan"})
	s.owe("a", chat.Obligation{ID: "of a team", Kind: chat.OwedEscalation, Owner: chat.OwnerQueue("Billing")})
	s.is("G-END-02", false, 0, 3, "3 things are open.", "Tara", "Tara", "Tara")
	s.do("a", "rohan", &chat.ObligationHanded{Obligation: "p", To: "rohan"})
	s.do("a", "rohan", &chat.ObligationHanded{Obligation: "of nobody", To: "rohan"})
	s.do("a", "isha", &chat.ObligationHanded{Obligation: "of a team", To: "isha"})
	s.is("G-END-02", true, 0, 0, "Nothing else is open.")

	// What was handed to her and she never acknowledged is hers to settle.
	s.do("", "rohan", &chat.HandoverSigned{Shift: today, Hash: "h", To: "asha", Items: []chat.HandoverItem{{ID: "owed:a/p", Kind: "promise", Chat: "a", Obligation: "p"}}})
	s.is("G-END-02", false, 0, 1, "1 thing is open.", "Promise to Tara")
}

// G-CHK: items are computed, not self-declared. Whatever is put into a list is a
// fold of the log or the policy; there is nothing in it that a hand could set, and
// no command whose subject is an item.
func TestNothingCanBeTickedByHand(t *testing.T) {
	in := reflect.TypeFor[checklist.Input]()
	for i := range in.NumField() {
		switch f := in.Field(i); f.Type.Kind() {
		case reflect.Bool, reflect.Map, reflect.Func, reflect.Slice, reflect.Interface:
			t.Errorf("Input.%s is a %v: who sets it?", f.Name, f.Type)
		}
	}
	for _, name := range chat.CommandNames() {
		for _, word := range []string{"Tick", "Item", "Checklist", "Done"} {
			if strings.Contains(strings.ReplaceAll(string(name), "Ticket", ""), word) {
				t.Errorf("the command %s is about an item", name)
			}
		}
	}
	s := newStage(t)
	s.open("a", "Tara")
	s.serve("a", "asha")
	items := checklist.Leaving(s.in)
	for i := range items {
		items[i].Done = true // what was handed out is the caller's, and changes nothing
	}
	s.is("G-CHK-E4", false, 0, 1, "1 chat is open.", "Chat with Tara")
}

func TestARefusalIsBounded(t *testing.T) {
	s := newStage(t)
	for i := range 9 {
		id := chat.ChatID(strings.Repeat("c", i+1))
		s.open(id, "Tara "+string(id))
		s.serve(id, "asha")
	}
	no := checklist.Refusal(checklist.Leaving(s.in))
	if no == nil || !strings.Contains(no.Words, "9 chats are open.") || !strings.Contains(no.Words, "And 6 more.") || strings.Count(no.Words, "Chat with") != 3 {
		t.Errorf("%+v", no)
	}
}

func TestARosterThatNamesNobody(t *testing.T) {
	s := newStage(t)
	ed := *s.in.Edition
	ed.Roster = []policy.RosterSlot{}
	s.in.Edition = &ed
	s.do("", "", &chat.CoverChanged{})
	s.open("a", "Tara")
	s.do("a", "", &chat.ChatQueued{Reason: "asked for a person"})
	s.is("G-END-01", false, 0, 1, "1 customer waits for a person.", "Tara")
	s.in.Me = "rohan" // Asha is there, and the first who is asked
	s.is("G-END-01", true, 0, 0, "Nobody waits for a person.")
}
