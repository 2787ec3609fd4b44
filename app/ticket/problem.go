package ticket

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"floorwalker/app/typed"
)

// Problem is something that keeps a ticket from being complete (S-CLOSE-04). It
// is shown where the field is.
type Problem struct {
	Field Field
	// Words say what to do, after the field's name.
	Words string
	// ID is the requirement that asks for it.
	ID string
}

// Problems returns everything that is wrong with a ticket by this form, in the
// order of [Fields]. There is none if and only if it is complete (G-CHK-C6).
func (f *Form) Problems(t *Ticket) []Problem {
	p := problems{f: f, t: t}
	if err := t.Normal().Check(); err != nil {
		var shape *ShapeError
		if errors.As(err, &shape) {
			p.add(shape.Field, "", "%s", shape.Words)
		}
	}
	p.customer()
	p.subject()
	p.tags()
	p.followUp()
	p.end()
	p.promises()
	order := Fields()
	slices.SortStableFunc(p.found, func(a, b Problem) int { return slices.Index(order, a.Field) - slices.Index(order, b.Field) })
	return p.found
}

// problems collects what is wrong with one ticket.
type problems struct {
	f     *Form
	t     *Ticket
	found []Problem
}

func (p *problems) add(field Field, id, format string, args ...any) {
	p.found = append(p.found, Problem{field, fmt.Sprintf(format, args...), id})
}

// Words of which several fields make use.
const (
	needed   = "is needed"
	notAList = "is %q, which is not in the list"
)

func (p *problems) customer() {
	account := p.f.AccountName
	if account == "" {
		account = "the account"
	}
	p.answer(FieldAccount, "G-TKT-02", p.t.Account, needed+": "+account)
	p.answer(FieldService, "G-TKT-03", p.t.Service, needed)
	if v := p.t.Service.Value; v != "" && p.f.Service != nil && !p.f.Service.MatchString(v) {
		p.add(FieldService, "G-TKT-03", "does not look like a service number")
	}
	p.answer(FieldContact, "G-TKT-04", p.t.Contact, needed)
	p.answer(FieldPhone, "G-TKT-04", p.t.Phone, needed)
	if v := p.t.Phone.Value; v != "" && !isE164(v, p.f.Assigned) {
		p.add(FieldPhone, "G-TKT-04", "must be a number with its country code, such as +12025550143")
	}
	if p.t.Mail != "" && !isMail(p.t.Mail) {
		p.add(FieldMail, "V-END-01", "is no address")
	}
	if p.t.Mail == "" && p.t.SendCopy == Yes {
		p.add(FieldMail, "V-END-01", "is needed to send a copy")
	}
}

func (p *problems) answer(field Field, id string, a Answer, missing string) {
	switch {
	case !a.Given():
		p.add(field, id, "%s", missing)
	case a.Value != "":
	case !slices.Contains(p.f.Unknown, field):
		p.add(field, id, "must not be unknown")
	case utf8.RuneCountInString(a.Unknown) < p.f.NoteMin:
		p.add(field, id, "is unknown: say why in at least %d characters", p.f.NoteMin)
	}
}

func (p *problems) subject() {
	category := p.f.category(p.t.Category)
	p.choice(FieldCategory, "G-TKT-05", names(p.f.Categories, func(c Category) Choice { return c.Choice }), p.t.Category)
	p.choice(FieldClassification, "G-TKT-05", category.Classifications, p.t.Classification)
	p.choice(FieldPriority, "G-TKT-06", p.f.Priorities, p.t.Priority)
	p.yesNo(FieldFCR, "G-TKT-07", p.t.FCR)
	if p.t.FCR == Yes && p.t.Status != "" && !p.f.status(p.t.Status).Done {
		p.add(FieldFCR, "G-TKT-07", "cannot be yes while something is still to be done")
	}
	if p.t.Subject == "" {
		p.add(FieldSubject, "V-END-01", needed)
	}
	if strings.TrimSpace(p.t.Summary) == "" {
		p.add(FieldSummary, "G-TKT-08", needed)
	}
}

func (p *problems) choice(field Field, id string, list []Choice, chosen ChoiceID) {
	switch {
	case chosen == "":
		p.add(field, id, needed)
	case !has(list, chosen):
		p.add(field, id, notAList, chosen)
	}
}

func (p *problems) yesNo(field Field, id string, a YesNo) {
	switch a {
	case Yes, No:
	case "":
		p.add(field, id, "must be answered with yes or no")
	default:
		p.add(field, id, "is %q, which is neither yes nor no", a)
	}
}

// tags holds the fields that are tags to their numbers: one sentiment, one
// method, at least one topic, and each escalation with its team.
func (p *problems) tags() {
	p.choice(FieldSentiment, "G-TAG-13", p.f.Sentiments, p.t.Sentiment)
	p.choice(FieldMethod, "G-TAG-14", p.f.Methods, p.t.Method)
	if len(p.t.Topics) == 0 {
		p.add(FieldTopics, "G-TAG-01", "needs at least one")
	}
	for _, id := range p.t.Topics {
		if !has(p.f.Topics, id) {
			p.add(FieldTopics, "G-TAG-01", notAList, id)
		}
	}
	for _, team := range p.t.Escalated {
		if typed.Line(team) == "" {
			p.add(FieldEscalated, "G-TAG-11", "names no team")
		}
	}
	for _, tag := range p.t.Tags {
		p.stray(tag)
	}
}

// stray finds a tag that belongs into a field: a second sentiment, say.
func (p *problems) stray(tag string) {
	const words = "is contradicted by the tag %q: keep one of the two"
	if id, ok := find(p.f.Sentiments, tag); ok && id != p.t.Sentiment {
		p.add(FieldSentiment, "G-TAG-13", words, tag)
	}
	if id, ok := find(p.f.Methods, tag); ok && id != p.t.Method {
		p.add(FieldMethod, "G-TAG-14", words, tag)
	}
	if team, ok := p.f.escalatedTo(tag); ok && !slices.Contains(p.t.Escalated, team) {
		p.add(FieldEscalated, "G-TAG-11", "does not name the team of the tag %q", tag)
	}
}

func (p *problems) followUp() {
	p.yesNo(FieldFollowUp, "G-TKT-10", p.t.FollowUp)
	if p.t.FollowUp == Yes && len(p.t.Obligations) == 0 {
		p.add(FieldObligations, "G-TKT-10", "must have what the follow-up is: nothing is owed yet")
	}
}

func (p *problems) end() {
	reason := p.f.reason(p.t.EndReason)
	p.choice(FieldEndReason, "E-END-00", names(p.f.Reasons, func(r EndReason) Choice { return r.Choice }), p.t.EndReason)
	switch {
	case len(reason.Details) > 0:
		p.choice(FieldEndDetail, "E-END-02", reason.details(), p.t.EndDetail)
	case p.t.EndDetail != "":
		p.add(FieldEndDetail, "E-END-02", "belongs to another end reason")
	}
	if reason.NeedsNote && utf8.RuneCountInString(strings.TrimSpace(p.t.EndNote)) < max(p.f.NoteMin, 1) {
		p.add(FieldEndNote, "E-END-05", "needs an explanation of at least %d characters", max(p.f.NoteMin, 1))
	}
	if p.f.needsFollowUp(p.t) && (p.t.FollowUp != Yes || len(p.t.Obligations) == 0) {
		p.add(FieldFollowUp, "E-END-03", "must be yes, with what is owed, for this end reason")
	}
	if reason.NeedsConfirmed && p.t.Confirmed == "" {
		p.add(FieldConfirmed, "S-FLOW-04", "needs the customer's line that says so")
	}
	p.choice(FieldResolution, "S-CLOSE-02", p.f.Resolutions, p.t.Resolution)
	p.choice(FieldStatus, "V-END-01", names(p.f.Statuses, func(s Status) Choice { return s.Choice }), p.t.Status)
}

// promises are due where something is still to be done.
func (p *problems) promises() {
	status := p.f.status(p.t.Status)
	if status.ID == "" || status.Done {
		return
	}
	if strings.TrimSpace(p.t.NextSteps) == "" {
		p.add(FieldNextSteps, "G-CLOSE-05", needed+" while the ticket is open")
	}
	if p.t.ResolveBy.IsZero() {
		p.add(FieldResolveBy, "G-CLOSE-06", needed+" while the ticket is open")
	}
	if p.t.CallAt.IsZero() {
		p.add(FieldCallAt, "G-CLOSE-07", needed+" while the ticket is open")
	}
}
