package ticket

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/typed"
)

// Ticket is what is kept of a chat that ended. Its JSON names are for ever: new
// ones may be added, with omitzero; none may change its meaning.
type Ticket struct {
	// Ref is the number that people quote.
	Ref Ref `json:"ref"`
	// Chat is whose ticket it is, and the link to the transcript (S-ESC-01).
	Chat    chat.ChatID  `json:"chat"`
	Driver  string       `json:"driver,omitempty"`
	Channel chat.Channel `json:"channel,omitempty"`
	// Form is the version of the policy whose lists were used.
	Form int `json:"form"`
	// Created is when it was drafted, Opened and Closed are the chat's; all in
	// hub time.
	Created chat.Instant `json:"created"`
	Opened  chat.Instant `json:"opened,omitzero"`
	Closed  chat.Instant `json:"closed,omitzero"`
	// Handled says who answered, from the lines.
	Handled Handling `json:"handled"`

	// Account is the guide's BAN (G-TKT-02, A-23), Service the number that the
	// chat is about (G-TKT-03), Contact and Phone are who to reach and where, in
	// E.164 (G-TKT-04).
	Account Answer `json:"account,omitzero"`
	Service Answer `json:"service,omitzero"`
	Contact Answer `json:"contact,omitzero"`
	Phone   Answer `json:"phone,omitzero"`
	// Mail is where a copy goes; SendCopy says whether (V-END-01, A-52).
	Mail     string `json:"mail,omitempty"`
	SendCopy YesNo  `json:"sendCopy,omitempty"`

	// Classification is one of those of the category (G-TKT-05).
	Category       ChoiceID `json:"category,omitempty"`
	Classification ChoiceID `json:"classification,omitempty"`
	Priority       ChoiceID `json:"priority,omitempty"` // G-TKT-06
	// FCR is whether the first contact resolved it (G-TKT-07, A-25).
	FCR     YesNo  `json:"fcr,omitempty"`
	Subject string `json:"subject,omitempty"` // V-END-01, A-51
	Summary string `json:"summary,omitempty"` // G-TKT-08

	Sentiment ChoiceID   `json:"sentiment,omitempty"` // G-TKT-09, G-TAG-13
	Method    ChoiceID   `json:"method,omitempty"`    // G-TAG-14
	Topics    []ChoiceID `json:"topics,omitempty"`    // G-TAG-01 to -09
	// Escalated are the teams that the chat was escalated to (G-TAG-11, G-TAG-15).
	Escalated []string `json:"escalated,omitempty"`
	// Tags are the chat's others. All lists are in order, each entry once.
	Tags []string `json:"tags,omitempty"`

	// FollowUp says whether somebody is still owed something; Obligations are
	// what (G-TKT-10, S-FLOW-05).
	FollowUp    YesNo               `json:"followUp,omitempty"`
	Obligations []chat.ObligationID `json:"obligations,omitempty"`

	// EndReason is why the chat ended (E-END-00), EndDetail which kind of that
	// EndNote its explanation (E-END-05).
	EndReason ChoiceID `json:"endReason,omitempty"`
	EndDetail ChoiceID `json:"endDetail,omitempty"`
	EndNote   string   `json:"endNote,omitempty"`
	// Resolution is the resolution category (S-CLOSE-02), Status where the ticket
	// stands (V-END-01).
	Resolution ChoiceID `json:"resolution,omitempty"`
	Status     ChoiceID `json:"status,omitempty"`
	// Assignee has the ticket (V-LEAVE-04); it may be nobody.
	Assignee chat.AgentID `json:"assignee,omitempty"`
	// Confirmed is the customer's line that says the solution works (S-FLOW-04).
	Confirmed chat.MessageID `json:"confirmed,omitempty"`
	// Notes are for the team only (S-CLOSE-03) and never part of a customer's copy.
	Notes string `json:"notes,omitempty"`

	// What an unresolved chat promises: the next steps, by when, and when the
	// customer is called (G-CLOSE-05 to -07).
	NextSteps string       `json:"nextSteps,omitempty"`
	ResolveBy chat.Instant `json:"resolveBy,omitzero"`
	CallAt    chat.Instant `json:"callAt,omitzero"`

	// Calls are the attempts to phone the customer, oldest first (G-FU-09). They are
	// facts of the chat and no field that people fill in.
	Calls []Call `json:"calls,omitempty"`

	// ByRule are the fields that [Form.Complete] has filled and nobody has
	// looked at since.
	ByRule []Field `json:"byRule,omitempty"`
}

// Answer is a value, or the reason why there is none. At most one of the
// two is set.
type Answer struct {
	Value string `json:"value,omitempty"`
	// Unknown is why it is unknown, in words.
	Unknown string `json:"unknown,omitempty"`
}

// Given reports whether either is set.
func (a Answer) Given() bool { return a != Answer{} }

// YesNo is an answer that nothing presets; empty is not answered.
type YesNo string

// The two answers.
const (
	Yes YesNo = "yes"
	No  YesNo = "no"
)

// Handling is who answered the customer.
type Handling string

// A chat in which only the customer wrote was handled by nobody.
const (
	HandledNobody Handling = "nobody"
	HandledBot    Handling = "bot"
	HandledAgent  Handling = "agent"
	HandledBoth   Handling = "both"
)

// Normal returns the ticket as it is kept: lines without stray blanks, texts
// with "\n" at line ends, lists in order, nothing invisible. Normal of what is
// normal is the same.
func (t Ticket) Normal() Ticket {
	for _, s := range t.lines() {
		*s.at = typed.Line(*s.at)
	}
	for _, s := range t.texts() {
		*s.at = typed.Text(*s.at)
	}
	t.Topics = normalList(t.Topics)
	t.Escalated = normalList(t.Escalated)
	t.Tags = normalList(t.Tags)
	t.Obligations = normalList(t.Obligations)
	t.ByRule = normalList(t.ByRule)
	t.Calls = normalCalls(t.Calls)
	return t
}

// normalList returns a list of its own, in order, each entry once, nil if it
// has none.
func normalList[S ~string](list []S) []S {
	var kept []S
	for _, s := range list {
		if s := S(typed.Line(string(s))); s != "" {
			kept = append(kept, s)
		}
	}
	slices.Sort(kept)
	return slices.Compact(kept)
}

// place is a piece of a ticket that people write, and how long it may be, in
// characters.
type place struct {
	field Field
	at    *string
	limit int
}

// Lengths in characters. The longest ticket still fits into a frame.
const (
	maxLine = 200
	maxText = 4_000
)

func (t *Ticket) lines() []place {
	return []place{
		{FieldDriver, &t.Driver, maxLine},
		{FieldAccount, &t.Account.Value, maxLine},
		{FieldAccount, &t.Account.Unknown, maxLine},
		{FieldService, &t.Service.Value, maxLine},
		{FieldService, &t.Service.Unknown, maxLine},
		{FieldContact, &t.Contact.Value, maxLine},
		{FieldContact, &t.Contact.Unknown, maxLine},
		{FieldPhone, &t.Phone.Value, maxLine},
		{FieldPhone, &t.Phone.Unknown, maxLine},
		{FieldMail, &t.Mail, maxLine},
		{FieldSubject, &t.Subject, maxLine},
	}
}

func (t *Ticket) texts() []place {
	return []place{
		{FieldSummary, &t.Summary, maxText},
		{FieldEndNote, &t.EndNote, maxText},
		{FieldNotes, &t.Notes, maxText},
		{FieldNextSteps, &t.NextSteps, maxText},
	}
}
