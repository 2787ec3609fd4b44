package ticket

import (
	"fmt"
	"regexp"
	"slices"
	"testing"

	"floorwalker/app/chat"
)

// now is some instant on 22 November 2026.
const now chat.Instant = 1_795_341_600_000

// guide is a form with the lists of the guide and starters where it has none
//
func guide() *Form {
	return &Form{
		Version: 3, AccountName: "BAN", Region: "IN", NoteMin: 10,
		Service:    regexp.MustCompile(`^[A-Z]{2}-[0-9]{4,8}$`),
		Unknown:    []Field{FieldAccount, FieldService, FieldContact, FieldPhone},
		Categories: []Category{{Choice{"technical", "Technical"}, pairs("login", "Login", "calls", "Calls")}, {Choice{"billing", "Billing"}, pairs("invoice", "Invoice")}, {Choice{"other", "Other"}, pairs("unsorted", "Unsorted")}},
		Priorities: pairs("low", "Low", "normal", "Normal", "urgent", "Urgent"),
		Statuses:   []Status{{Choice{"open", "Open"}, false}, {Choice{"closed", "Closed"}, true}},
		Reasons: []EndReason{
			{Choice: Choice{"resolved", "Customer issue resolved"}, Resolution: "solved", Status: "closed", NeedsConfirmed: true},
			{Choice: Choice{"no_response", "No response"}, Details: []Detail{{Choice{"never_engaged", "Never engaged"}, false}, {Choice{"went_silent", "Went silent"}, true}}, Resolution: "unconfirmed", Status: "closed"},
			{Choice: Choice{"contact_later", "Will be contacted"}, Status: "open", NeedsFollowUp: true},
			{Choice: Choice{"no_enquiry", "No valid enquiry"}, Status: "closed"},
			{Choice: Choice{"others", "Others"}, NeedsNote: true},
		},
		Resolutions: pairs("solved", "Solved", "unconfirmed", "Not confirmed", "escalated", "Escalated"),
		Sentiments:  pairs("positive", "Positive", "neutral", "Neutral", "negative", "Negative"),
		Methods:     pairs("chat", "Chat", "bot", "Bot", "callback", "Phone callback", "whatsapp", "WhatsApp", "screen_share", "Screen share", "ticket", "Ticket"),
		Topics:      pairs("connectivity", "Incoming/outgoing connectivity issue", "login", "Login / panel issue", "user", "User addition or deletion", "ivr", "IVR flow edit", "invoice", "Invoice or billing query", "recharge", "Recharge request", "renewal", "Renewal pending", "integration", "Integration required", "waba", "WABA related", "none", "No topic"),
		Escalated:   "Escalated to {team}",
		Callback:    "Callback scheduled", CallbackKinds: []chat.ObligationKind{"callback"}, FollowUpKinds: []chat.ObligationKind{"callback", "call"},
		Bot:   "bot",
		Usual: Usual{Priority: "normal", SendCopy: Yes},
		Preset: Preset{
			Category: "other", Classification: "unsorted", Priority: "normal", Status: "closed", Sentiment: "neutral", Method: "chat",
			Topic: "none", Reason: "others", Resolution: "unconfirmed", Unknown: "Not given in the chat.", Summary: "No line was written.",
			Subject: "No line was written", EndNote: "Ended with no person there",
		},
	}
}

func pairs(words ...string) []Choice {
	var cs []Choice
	for p := range slices.Chunk(words, 2) {
		cs = append(cs, Choice{ChoiceID(p[0]), p[1]})
	}
	return cs
}

// stage folds a chat from events, a second apart.
type stage struct {
	floor *chat.Floor
	id    chat.ChatID
	n     int
}

func open(customer chat.Customer, bot bool) *stage {
	s := &stage{floor: chat.NewFloor(), id: "practice 1"}
	return s.do("", &chat.ChatOpened{Customer: customer, Channel: chat.ChannelWebsite, Bot: bot, Driver: "practice"})
}

func (s *stage) do(by chat.AgentID, b chat.Body) *stage {
	s.n++
	s.floor.Apply(&chat.Event{ID: chat.EventID(fmt.Sprint("e", s.n)), At: now + chat.Instant(s.n)*1000, Chat: s.id, By: by, Body: b})
	return s
}

func (s *stage) say(from chat.Speaker, text string) *stage {
	by := chat.AgentID("")
	if from == chat.SpeakerAgent {
		by = "asha"
	}
	return s.do(by, &chat.MessagePosted{Message: chat.MessageID(fmt.Sprint("m", s.n)), From: from, Text: text})
}

func (s *stage) chat() *chat.Chat { return s.floor.Chat(s.id) }

// solved is a chat with both parts.
func solved() *stage {
	return open(chat.Customer{Name: "Asha", Contact: "+44 20 7946 0123", Account: "A-1036"}, true).
		say(chat.SpeakerCustomer, "Hello! I cannot log in to the panel since this morning. It says error 403.").
		say(chat.SpeakerBot, "Please clear the cookies of your browser. Was this helpful?").
		say(chat.SpeakerCustomer, "I did that twice and the panel still shows error 403").
		do("asha", &chat.ChatTakenOver{Agent: "asha"}).
		do("asha", &chat.NotePosted{Message: "note", Name: "Asha", Text: "Private thought about the panel login error."}).
		do("asha", &chat.WhisperPosted{Message: "whisper", To: "ravi", Name: "Asha", Text: "Whispered word about the panel login error."}).
		say(chat.SpeakerAgent, "Hello Asha, I have read the whole chat.").
		say(chat.SpeakerAgent, "Your panel login was locked after the error 403, so I unlocked the login.").
		say(chat.SpeakerCustomer, "Now the panel works again. Thank you so much!").
		say(chat.SpeakerAgent, "Thank you for your time, have a good day.")
}

// whole is a ticket without a problem.
func whole() Ticket {
	f := guide()
	t := Draft(solved().do("asha", &chat.ChatClosed{Reason: "Customer issue resolved"}).chat(), now+60_000, f)
	t.Service.Value, t.Mail = "AB-12345", "asha@example.com"
	t.Category, t.Classification = "technical", "login"
	t.FCR, t.FollowUp, t.SendCopy = Yes, No, Yes
	t.Sentiment, t.Method, t.Topics = "positive", "chat", []ChoiceID{"login"}
	t.Confirmed = "m10"
	return t
}

func said(ps []Problem) []string {
	var lines []string
	for _, p := range ps {
		lines = append(lines, string(p.Field)+" "+p.ID)
	}
	return lines
}

func expectSame(tb testing.TB, what string, got, want any) {
	tb.Helper()
	if g, w := fmt.Sprintf("%+v", got), fmt.Sprintf("%+v", want); g != w {
		tb.Errorf("%s:\n got %s\nwant %s", what, g, w)
	}
}
