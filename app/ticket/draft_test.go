package ticket

import (
	"strings"
	"testing"

	"floorwalker/app/chat"
)

// TestDraft: a ticket comes filled in with what the chat proves, and with
// nothing that only a person can know (G-TKT-02 to -10).
func TestDraft(t *testing.T) {
	f := guide()
	if err := f.Check(); err != nil {
		t.Fatal(err)
	}
	c := solved().
		do("asha", &chat.TagAdded{Tag: "login / panel issue"}).
		do("asha", &chat.TagAdded{Tag: "Escalated to Billing"}).
		do("asha", &chat.TagAdded{Tag: "vip"}).
		do("asha", &chat.TagAdded{Tag: "Positive"}).
		do("", &chat.ObligationStarted{Obligation: chat.Obligation{ID: "o1", Kind: "callback"}}).
		do("", &chat.ObligationStarted{Obligation: chat.Obligation{ID: "o2", Kind: "takeover"}}).
		do("asha", &chat.ChatClosed{Reason: "no response - went silent"}).chat()
	got := Draft(c, now+99_000, f)
	for _, w := range []struct {
		id        string
		got, want any
	}{
		{"A-21", got.Ref, RefOf(RefTicket, "practice 1", c.Opened)},
		{"G-TKT-02", got.Account, Answer{Value: "A-1036"}},
		{"G-TKT-03", got.Service, Answer{}},
		{"G-TKT-04", got.Contact, Answer{Value: "Asha"}},
		{"G-TKT-04", got.Phone, Answer{Value: "+442079460123"}},
		{"G-TKT-05", got.Category, ""},
		{"G-TKT-06", got.Priority, "normal"},
		{"G-TKT-07", got.FCR, ""},
		{"G-TKT-09", got.Sentiment, "positive"},
		{"G-TKT-10", got.FollowUp, Yes},
		{"G-TKT-10", got.Obligations, "[o1]"},
		{"G-TAG-02", got.Topics, "[login]"},
		{"G-TAG-10", got.Tags, "[Callback scheduled vip]"},
		{"G-TAG-11", got.Escalated, "[Billing]"},
		{"G-TAG-14", got.Method, ""},
		{"G-NR-03", got.EndReason + "/" + got.EndDetail, "no_response/went_silent"},
		{"A-29", got.Resolution + "/" + got.Status, "unconfirmed/closed"},
		{"A-51", got.Subject, "I cannot log in to the panel since this morning."},
		{"A-52", got.SendCopy, No}, // there is no address
		{"V-LEAVE-04", got.Assignee, "asha"},
		{"G-TKT-01", got.Handled, HandledBoth},
		{"G-TKT-01", got.Closed, c.Closed},
	} {
		expectSame(t, w.id, w.got, w.want)
	}
	// G-TAG-01 to -15: fields and tags are one fact.
	expectSame(t, "tags", f.TagsOf(&got), "[Callback scheduled Escalated to Billing Login / panel issue Positive vip]")
}

// TestDraftKeepsPrivateWords: notes and whispers never reach a ticket, of which a
// customer may get a copy (S-CLOSE-03, C-OBS-06).
func TestDraftKeepsPrivateWords(t *testing.T) {
	got := Draft(solved().chat(), now, guide())
	for _, secret := range []string{"Private", "Whispered"} {
		if strings.Contains(got.Summary+got.Subject+got.Notes, secret) {
			t.Errorf("%q is in %+v", secret, got)
		}
	}
}

// TestDraftLeavesContradictions: of two sentiments or methods neither is taken
// (G-TAG-13, G-TAG-14).
func TestDraftLeavesContradictions(t *testing.T) {
	c := solved()
	for _, tag := range []string{"Positive", "Negative", "Chat", "Bot"} {
		c.do("asha", &chat.TagAdded{Tag: tag})
	}
	f := guide()
	got := Draft(c.chat(), now, f)
	expectSame(t, "fields", string(got.Sentiment+got.Method), "")
	expectSame(t, "tags", got.Tags, "[Bot Chat Negative Positive]")
	var found []string
	for _, p := range f.Problems(&got) {
		if p.Field == FieldSentiment || p.Field == FieldMethod {
			found = append(found, p.ID+" "+p.Words)
		}
	}
	expectSame(t, "problems", strings.Join(found, "\n"), strings.Join([]string{
		`G-TAG-13 is needed`, `G-TAG-13 is contradicted by the tag "Negative": keep one of the two`, `G-TAG-13 is contradicted by the tag "Positive": keep one of the two`,
		`G-TAG-14 is needed`, `G-TAG-14 is contradicted by the tag "Bot": keep one of the two`, `G-TAG-14 is contradicted by the tag "Chat": keep one of the two`,
	}, "\n"))
}

// TestDraftOfVisitors: what backends write where they know nothing is not taken
// for something.
func TestDraftOfVisitors(t *testing.T) {
	for _, c := range []struct {
		name, contact              string
		wantName, wantMail, wantNo string
	}{
		{"Visitor 1029", "", "", "", ""},
		{"  Rohan   M. ", "rohan@example.com", "Rohan M.", "rohan@example.com", ""},
		{"anonymous", "+1 (202) 555-0143", "", "", "+12025550143"},
		{"आशा", "not a number 12", "आशा", "", ""},
		{"Guest", "two@at@example.com", "", "", ""},
	} {
		got := Draft(open(chat.Customer{Name: c.name, Contact: c.contact}, true).chat(), now, guide())
		expectSame(t, c.name, []string{got.Contact.Value, got.Mail, got.Phone.Value}, []string{c.wantName, c.wantMail, c.wantNo})
	}
}

// TestBotsOwn: a chat that only the bot answered gets a ticket that a rule
// completes, and the ticket says so (A-22, G-TKT-01).
func TestBotsOwn(t *testing.T) {
	f := guide()
	c := open(chat.Customer{Name: "Visitor 7"}, true).
		say(chat.SpeakerCustomer, "How do I recharge my number?").
		say(chat.SpeakerBot, "You can recharge on the page Plans.").
		do("", &chat.ChatClosed{Reason: "left"}).chat()
	got := Draft(c, now, f)
	expectSame(t, "handled", got.Handled, HandledBot)
	expectSame(t, "G-TAG-14", got.Method, "bot")
	f.Complete(&got)
	if ps := f.Problems(&got); len(ps) > 0 {
		t.Errorf("problems after a rule completed it: %+v", ps)
	}
	expectSame(t, "G-TKT-07", got.FCR, No)
	expectSame(t, "the reason's note", got.EndNote, "Ended with no person there: left")
	expectSame(t, "by rule", got.ByRule, "[account category classification contact endNote endReason fcr followUp phone resolution sentiment service status topics]")

	before := got
	f.Complete(&got)
	expectSame(t, "completed twice", got, before)
}

// TestNoRuleDropsACall: who went silent is owed a call, and a rule that completes
// the ticket does not say otherwise (A-30, G-NR-04).
func TestNoRuleDropsACall(t *testing.T) {
	f := guide()
	got := Draft(open(chat.Customer{}, true).do("", &chat.ChatClosed{Reason: "no_response/went_silent"}).chat(), now, f)
	f.Complete(&got)
	expectSame(t, "problems", said(f.Problems(&got)), "[followUp G-TKT-10 followUp E-END-03]")
}

// TestChatThatComesBack: it ends twice and has one ticket (G-TKT-01).
func TestChatThatComesBack(t *testing.T) {
	s := solved().do("asha", &chat.ChatClosed{Reason: "others"})
	first := Draft(s.chat(), now+30_000, guide())
	s.n += 100_000 // more than a day later
	s.do("", &chat.ChatOpened{Bot: true}).do("", &chat.ChatClosed{Reason: "left"})
	second := Draft(s.chat(), now+200_000_000, guide())
	if second.Closed-first.Closed < 86_400_000 {
		t.Fatalf("it came back too soon: %d", second.Closed-first.Closed)
	}
	expectSame(t, "number", second.Ref, first.Ref)
	if d := Compare([]chat.ChatID{s.id}, []Ticket{first, second}); !d.Empty() {
		t.Errorf("differences: %+v", d)
	}
}

// S-FLOW-04: what the customer has confirmed is in the draft, with what follows
// from it; nothing is said of a chat that nobody has confirmed.
func TestDraftOfWhatIsConfirmed(t *testing.T) {
	f := guide()
	s := solved()
	if d := Draft(s.chat(), now, f); d.Confirmed != "" || d.EndReason != "" {
		t.Errorf("before: confirmed by %q, reason %q", d.Confirmed, d.EndReason)
	}
	s.do("asha", &chat.ResolutionConfirmed{Message: "m10"})
	if d := Draft(s.chat(), now, f); d.Confirmed != "m10" || d.EndReason != "resolved" || d.Resolution != "solved" || d.FCR != "" {
		t.Errorf("confirmed by %q, reason %q, resolution %q, first contact %q", d.Confirmed, d.EndReason, d.Resolution, d.FCR)
	}
	f.Reasons = append(f.Reasons, EndReason{Choice: Choice{"also", "Also resolved"}, NeedsConfirmed: true})
	if d := Draft(s.chat(), now, f); d.Confirmed != "m10" || d.EndReason != "" {
		t.Errorf("with two such reasons: %q", d.EndReason)
	}
}

// G-NR-03, A-30: behind the last message to a silent customer the draft says so.
func TestDraftOfASilence(t *testing.T) {
	s := solved().do("", &chat.ObligationStarted{Obligation: chat.Obligation{ID: "f", Kind: chat.OwedFinish, Due: now}})
	if d := Draft(s.chat(), now, guide()); d.EndReason != "no_response" || d.EndDetail != "went_silent" || d.Resolution != "unconfirmed" {
		t.Errorf("reason %q, %q, resolution %q", d.EndReason, d.EndDetail, d.Resolution)
	}
	f := guide()
	f.Reasons = f.Reasons[:1]
	if d := Draft(s.chat(), now, f); d.EndReason != "" {
		t.Errorf("by a form without it: %q", d.EndReason)
	}
}
