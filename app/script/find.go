package script

import (
	"fmt"
	"time"

	"floorwalker/app/record"
	"floorwalker/app/typed"
)

// Slots that other rules ask about.
const (
	slotCallWithin = "call_within"
	slotCallWhen   = "call_when"
)

// Slots of the message that closes what is not solved, which are filled from
// what is agreed on in the close dialog (G-CLOSE-05 to -07).
const (
	SlotNextSteps = "next_steps"
	SlotResolveBy = "resolve_by"
	SlotCallAt    = "call_at"
)

// Slots of what a customer is told of a callback (G-CB-10, G-CB-11), which are
// filled from what was agreed on.
const (
	SlotRef  = "ref"
	SlotWhen = "when"
)

// finder finds the value of one slot.
type finder struct {
	// find returns the value and its source; "" if it is not known. A slot
	// without it is filled by hand.
	find func(*Known) (string, Source)
	// fact marks what an agent cannot overrule by typing.
	fact bool
	// lacks says in words why it is empty, where that needs saying.
	lacks string
	// about tells the editor of a response what the slot is.
	about string
}

// finders are the slots that this program knows. Any other name may be used in
// a response and is filled by hand. Read-only.
var finders = map[string]finder{
	"customer":        {find: findCustomer, about: "the customer's name, or the salutation from the settings"},
	"agent":           {find: findAgent, about: "your name"},
	"team":            {find: setting("team", func(s *Settings) string { return s.Team }), about: "the team's name", lacks: "The team's name is not set in the settings."},
	"phone":           {find: setting("phone", func(s *Settings) string { return s.Phone }), about: "the support number", lacks: "The support number is not set in the settings."},
	"email":           {find: setting("email", func(s *Settings) string { return s.Email }), about: "the support address", lacks: "The support address is not set in the settings."},
	"issue":           {find: findIssue, about: "the customer's first line that says something, shortened"},
	"query":           {find: findQuery, about: "the customer's latest question, shortened"},
	"action":          {find: findAction, about: "what the customer said they want to do"},
	"problem":         {find: findProblem, about: "what the customer said goes wrong"},
	"first_action":    {about: "the first thing that you will do"},
	"info_needed":     {about: "what you need to know"},
	"wrote_at":        {find: findWroteAt, about: "the time of the customer's first line, in their time zone"},
	"wrote_when":      {find: findWroteWhen, about: "the day of it: today, yesterday, on Friday"},
	"daypart":         {find: findDaypart, about: "morning, afternoon or evening where the customer is"},
	slotCallWithin:    {find: findCallWithin, fact: true, about: "how soon a promised call comes, from the policy"},
	slotCallWhen:      {find: findCallWhen, fact: true, about: "right now if the dialler opens next, else how soon"},
	"closes_in":       {find: findClosesIn, fact: true, about: "how soon after the warning a silent chat closes, from the policy"},
	SlotNextSteps:     {about: "what happens next, from the close dialog", lacks: "Say what the next steps are."},
	SlotResolveBy:     {about: "by when it is solved, from the close dialog", lacks: "Say by when it is solved."},
	SlotCallAt:        {about: "when the customer is called, from the close dialog", lacks: "Say when the customer is called."},
	SlotRef:           {about: "the reference number of a callback", lacks: "There is no callback yet, so it has no number."},
	SlotWhen:          {about: "when a callback comes", lacks: "Say when the customer is called."},
	"ticket":          {find: findTicket, about: "the number of the ticket"},
	"resolved_ticket": {find: findResolved, fact: true, about: "the number of a ticket that was looked up and is resolved", lacks: "No ticket was looked up, or it is not resolved yet."},
	"resolved_by":     {find: findResolvedBy, fact: true, about: "who resolved that ticket", lacks: "No ticket was looked up, it is not resolved yet, or it does not say by whom."},
}

// conditions are those that a clause may have. Read-only.
var conditions = map[string]func(*Known) (Source, bool){
	// nobody claims experience that the tickets do not show.
	"similar": func(k *Known) (Source, bool) {
		return Source{Kind: SourceTicket, Field: fmt.Sprintf("%d resolved like this", k.Similar)}, k.Similar > 0
	},
	// G-CLOSE-07: a call is spoken of only where one is agreed on.
	"call": func(k *Known) (Source, bool) {
		return Source{Kind: SourceTyped, Field: SlotCallAt}, record.Tidy(k.Typed[SlotCallAt]) != ""
	},
}

const conditionNames = "similar, call"

// About returns one line about a slot for who edits responses, or "" for one
// that is filled by hand because this program does not know it.
func About(slot string) string { return finders[slot].about }

func setting(name string, of func(*Settings) string) func(*Known) (string, Source) {
	return func(k *Known) (string, Source) {
		return typed.Line(of(&k.Settings)), Source{Kind: SourceSetting, Field: name}
	}
}

func findAgent(k *Known) (string, Source) {
	return typed.Line(k.Agent), Source{Kind: SourceDesk, Field: "agent"}
}

func findCallWithin(k *Known) (string, Source) {
	return spanWords(k.Policy.Silence.Call), Source{Kind: SourcePolicy, Field: "silence.call"}
}

func findCallWhen(k *Known) (string, Source) {
	if k.CallNext {
		return "right now", Source{Kind: SourceDesk, Field: "dialler"}
	}
	v, s := findCallWithin(k)
	if v != "" {
		v = "within " + v
	}
	return v, s
}

func findClosesIn(k *Known) (string, Source) {
	return spanWords(k.Policy.Silence.Close - k.Policy.Silence.Warn), Source{Kind: SourcePolicy, Field: "silence.close"}
}

func findTicket(k *Known) (string, Source) {
	return typed.Line(k.Ticket.Ref), Source{Kind: SourceTicket, Field: "ref"}
}

func findResolved(k *Known) (string, Source) {
	if !k.Ticket.Resolved {
		return "", Source{}
	}
	return findTicket(k)
}

func findResolvedBy(k *Known) (string, Source) {
	if !k.Ticket.Resolved || typed.Line(k.Ticket.Ref) == "" {
		return "", Source{}
	}
	return typed.Line(k.Ticket.Person), Source{Kind: SourceTicket, Field: "person"}
}

// spanWords returns d as people say it, in whole hours, minutes or seconds; ""
// for what is not positive.
func spanWords(d time.Duration) string {
	unit, name := time.Second, "second"
	switch {
	case d < time.Second:
		return ""
	case d%time.Hour == 0:
		unit, name = time.Hour, "hour"
	case d%time.Minute == 0:
		unit, name = time.Minute, "minute"
	}
	if d/unit == 1 {
		return "1 " + name
	}
	return fmt.Sprintf("%d %ss", d/unit, name)
}
