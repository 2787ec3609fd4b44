package ticket

import (
	"slices"
	"strings"
	"unicode"

	"floorwalker/app/chat"
	"floorwalker/app/typed"
)

// Lengths in characters of what is taken from a chat. A tag of maxWord is within
// maxID in any script.
const (
	maxSubject = 120
	maxWord    = 30
)

// Draft returns the ticket of a chat, filled in with what the chat proves; the
// rest is empty. It may be asked for before the chat has ended. Whispers and notes
// never get into a ticket.
func Draft(c *chat.Chat, now chat.Instant, f *Form) Ticket {
	t := Ticket{
		Ref:     RefOf(RefTicket, string(c.ID), c.Opened),
		Chat:    c.ID,
		Driver:  typed.Shorten(typed.Line(c.Driver), maxWord),
		Channel: chat.Channel(typed.Shorten(typed.Line(string(c.Channel)), maxWord)),
		Form:    max(f.Version, 0),
		Created: inRange(now),
		Opened:  inRange(c.Opened),
		Closed:  inRange(c.Closed),
		Handled: handled(c),

		Priority: f.Usual.Priority,
		Status:   f.Usual.Status,
		SendCopy: f.Usual.SendCopy,
		Assignee: assignee(c),
	}
	t.draftCustomer(c, f)
	quotes := Summarise(c)
	t.Summary = SummaryText(quotes)
	if len(quotes) > 0 && quotes[0].From == chat.SpeakerCustomer {
		t.Subject = typed.Shorten(quotes[0].Text, maxSubject)
	}
	t.draftTags(c, f)
	if t.Method == "" && (t.Handled == HandledBot || t.Handled == HandledNobody) {
		t.Method = f.Bot
	}
	t.draftObligations(c, f)
	t.draftEnd(c, f)
	t.TakeCalls(c)
	t.goOn(c)
	if t.Mail == "" && t.SendCopy == Yes {
		t.SendCopy = No
	}
	return t.Normal()
}

func inRange(i chat.Instant) chat.Instant {
	if checkInstant("", i) != nil {
		return 0
	}
	return i
}

func handled(c *chat.Chat) Handling {
	var bot, agent bool
	for i := range c.Messages {
		bot = bot || c.Messages[i].From == chat.SpeakerBot
		agent = agent || c.Messages[i].From == chat.SpeakerAgent
	}
	switch {
	case bot && agent:
		return HandledBoth
	case agent:
		return HandledAgent
	case bot:
		return HandledBot
	}
	return HandledNobody
}

// assignee is who serves the chat, else who wrote in it last: a chat that has
// ended has no owner.
func assignee(c *chat.Chat) chat.AgentID {
	if c.Owner != "" {
		return c.Owner
	}
	for i := len(c.Messages) - 1; i >= 0; i-- {
		if m := &c.Messages[i]; m.From == chat.SpeakerAgent && m.Agent != "" {
			return m.Agent
		}
	}
	return ""
}

// draftCustomer takes what the backend knows of the visitor (G-TKT-02, G-TKT-04).
// No service number is there, and none is guessed from what somebody typed.
func (t *Ticket) draftCustomer(c *chat.Chat, f *Form) {
	t.Account.Value = typed.Shorten(typed.Line(c.Customer.Account), maxLine)
	if name := typed.Line(c.Customer.Name); !isPlaceholder(name) {
		t.Contact.Value = typed.Shorten(name, maxLine)
	}
	for _, number := range []string{c.Customer.Phone, c.Customer.Contact} {
		if phone, ok := ParsePhone(typed.Line(number), f.Region, f.Assigned); ok && t.Phone.Value == "" {
			t.Phone.Value = phone
		}
	}
	t.Mail = MailOf(&c.Customer)
}

// isPlaceholder reports whether a name is what backends put in the place of
// one, such as "Visitor 1029".
func isPlaceholder(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	return !slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "visitor", "guest", "customer", "client", "user", "anonymous", "unknown", "undefined", "null", "none":
			return false
		}
		return strings.ContainsFunc(w, unicode.IsLetter)
	})
}

// isMail is a rough look: one sign in the middle, no blanks. Whether mail
// arrives is known only by sending some.
func isMail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	return ok && name != "" && strings.Trim(host, ".") == host && strings.Contains(host, ".") &&
		!strings.ContainsAny(host, "@") && !strings.ContainsFunc(s, unicode.IsSpace) && !strings.ContainsAny(s, `<>,;:"()[]\`)
}

// draftTags sorts the chat's tags into the fields that they belong to. Two that
// exclude each other stay where they are, for a person to decide (G-TAG-13,
// G-TAG-14).
func (t *Ticket) draftTags(c *chat.Chat, f *Form) {
	var sentiments, methods []string
	for _, tag := range c.Tags[:min(len(c.Tags), maxList)] {
		tag = typed.Shorten(typed.Line(tag), maxWord)
		if _, ok := find(f.Sentiments, tag); ok {
			sentiments = append(sentiments, tag)
		} else if _, ok := find(f.Methods, tag); ok {
			methods = append(methods, tag)
		} else if id, ok := find(f.Topics, tag); ok {
			t.Topics = append(t.Topics, id)
		} else if team, ok := f.escalatedTo(tag); ok && team != "" {
			t.Escalated = append(t.Escalated, team)
		} else {
			t.Tags = append(t.Tags, tag)
		}
	}
	t.Sentiment = t.onlyOne(f.Sentiments, sentiments)
	t.Method = t.onlyOne(f.Methods, methods)
}

// onlyOne returns the choice that all tags mean; where they mean several, it
// keeps them as tags.
func (t *Ticket) onlyOne(list []Choice, tags []string) (one ChoiceID) {
	for _, tag := range tags {
		id, _ := find(list, tag)
		if one != "" && id != one {
			t.Tags = append(t.Tags, tags...)
			return ""
		}
		one = id
	}
	return one
}

// draftObligations takes what still runs: a chat's promises outlive it
// (G-TKT-10, G-TAG-10).
func (t *Ticket) draftObligations(c *chat.Chat, f *Form) {
	for i := range c.Obligations {
		o := &c.Obligations[i]
		if slices.Contains(f.FollowUpKinds, o.Kind) {
			t.Obligations = append(t.Obligations, o.ID)
			t.FollowUp = Yes
		}
		if f.Callback != "" && slices.Contains(f.CallbackKinds, o.Kind) {
			t.Tags = append(t.Tags, f.Callback)
		}
	}
}

// draftEnd reads the reason from the words that the chat was closed with: those
// of a reason, or of a reason and its detail with a hyphen or a slash between
// (G-NR-03). A chat that goes on says how it will end only where the customer has
// confirmed that it is solved, or has had the last message of a silence.
func (t *Ticket) draftEnd(c *chat.Chat, f *Form) {
	words := typed.Line(c.ClosedWhy)
	for _, r := range f.Reasons {
		if _, ok := find([]Choice{r.Choice}, words); ok {
			t.EndReason = r.ID
		}
		for _, d := range r.Details {
			if strings.EqualFold(words, string(r.ID+"/"+d.ID)) || strings.EqualFold(words, r.Name+" - "+d.Name) {
				t.EndReason, t.EndDetail = r.ID, d.ID
			}
		}
	}
	t.Confirmed = c.Confirmed
	if t.EndReason == "" {
		t.EndNote = typed.Shorten(words, maxText) // What somebody said is kept, if not understood.
	}
	if t.EndReason == "" && words == "" {
		if r, d, ok := f.WentSilent(); ok && c.Confirmed == "" && finishing(c) {
			t.EndReason, t.EndDetail = r.ID, d.ID
		} else if c.Confirmed != "" {
			t.EndReason = f.confirmedReason()
		}
	}
	f.Follow(t)
}

// finishing reports whether nothing but the end is left to do. Where nobody has
// confirmed anything, that is so behind the last message to a silent customer.
func finishing(c *chat.Chat) bool {
	return slices.ContainsFunc(c.Obligations, func(o chat.Obligation) bool { return o.Kind == chat.OwedFinish })
}

// WentSilent returns the reason and the detail of a customer who was there and
// stopped answering, if the form has them under the ids that ship.
func (f *Form) WentSilent() (EndReason, Detail, bool) {
	for _, r := range f.Reasons {
		for _, d := range r.Details {
			if r.ID == "no_response" && d.ID == "went_silent" {
				return r, d, true
			}
		}
	}
	return EndReason{}, Detail{}, false
}

// confirmedReason is the reason of a chat whose customer has said that it is
// solved, if there is one such reason alone (S-FLOW-04).
func (f *Form) confirmedReason() (reason ChoiceID) {
	for _, r := range f.Reasons {
		if r.NeedsConfirmed {
			if reason != "" {
				return ""
			}
			reason = r.ID
		}
	}
	return reason
}
