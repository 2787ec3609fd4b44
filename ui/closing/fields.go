package closing

import (
	"slices"
	"strings"

	"floorwalker/app/ticket"
	"floorwalker/ui/words"
)

// fieldWords name the fields of a ticket for people, where the name is not the
// team's own.
var fieldWords = map[ticket.Field]string{
	ticket.FieldService: "Service number", ticket.FieldContact: "Contact", ticket.FieldPhone: "Phone", ticket.FieldMail: "Mail",
	ticket.FieldSendCopy: "Send a copy by mail", ticket.FieldCategory: "Category", ticket.FieldClassification: "Classification",
	ticket.FieldPriority: "Priority", ticket.FieldFCR: "Solved at first contact", ticket.FieldSubject: "Subject",
	ticket.FieldSummary: "Summary", ticket.FieldSentiment: "Customer's mood", ticket.FieldMethod: "Resolved by",
	ticket.FieldTopics: "Topics", ticket.FieldEscalated: "Escalated to", ticket.FieldTags: "Other tags",
	ticket.FieldFollowUp: "Follow-up needed", ticket.FieldObligations: "What is owed", ticket.FieldEndReason: "End reason",
	ticket.FieldEndDetail: "Which kind", ticket.FieldEndNote: "Explanation", ticket.FieldResolution: "Resolution",
	ticket.FieldStatus: "Ticket status", ticket.FieldAssignee: "Assignee", ticket.FieldConfirmed: "Confirmed by",
	ticket.FieldNotes: "Notes for the team", ticket.FieldNextSteps: "Next steps", ticket.FieldResolveBy: "Solved by",
	ticket.FieldCallAt: "Call at",
}

func (s *sheet) fieldWord(f ticket.Field) string {
	if f == ticket.FieldAccount {
		if n := s.form().AccountName; n != "" {
			return n
		}
		return "Account"
	}
	if w, ok := fieldWords[f]; ok {
		return w
	}
	return string(f)
}

// list is a question that is answered by one choice.
func (s *sheet) list(f ticket.Field, options func(t *ticket.Ticket) []option, at func(t *ticket.Ticket) *ticket.ChoiceID) *row {
	p := newPick(s, "Type a part of it")
	r := &row{fields: []ticket.Field{f}, caption: s.fieldWord(f), focus: p.field}
	p.lost = s.unmatched(r)
	p.onPick = func(key string) {
		s.edit(r, func(t *ticket.Ticket) {
			*at(t) = ticket.ChoiceID(key)
			s.followed(f, t)
		})
	}
	r.load = func(t *ticket.Ticket) {
		p.options(options(t))
		p.choose(string(*at(t)))
	}
	r.carry = func(to, from *ticket.Ticket) { *at(to) = *at(from) }
	return r.build(p.object())
}

// unmatched says at a question that what is typed there is not in its list.
func (s *sheet) unmatched(r *row) func(bool) {
	return func(is bool) {
		said := ""
		if is {
			said = "nothing in the list is called that"
		}
		if r.said != said {
			r.said = said
			r.say(&s.ticket, s.problems())
		}
	}
}

// followed writes what follows from a choice: from the end reason the rest of how
// it ended, and a kind and a classification that no longer belong go.
func (s *sheet) followed(f ticket.Field, t *ticket.Ticket) {
	form := s.form()
	switch f {
	case ticket.FieldEndReason:
		if t.EndDetail != "" && !hasChoice(details(form, t), t.EndDetail) {
			t.EndDetail = ""
		}
		form.Follow(t)
		s.touch(ticket.FieldEndDetail, ticket.FieldResolution, ticket.FieldStatus)
	case ticket.FieldCategory:
		if t.Classification != "" && !hasChoice(classifications(form, t), t.Classification) {
			t.Classification = ""
			s.touch(ticket.FieldClassification)
		}
	}
}

// line is a question that is answered in words; high above 0 gives several lines.
func (s *sheet) line(f ticket.Field, placeholder string, high float32, at func(t *ticket.Ticket) *string) *row {
	r := &row{fields: []ticket.Field{f}, caption: s.fieldWord(f)}
	e := newText(s, placeholder, high, func(words string) {
		s.edit(r, func(t *ticket.Ticket) { *at(t) = words })
	})
	r.focus = e.field
	r.load = func(t *ticket.Ticket) {
		if strings.TrimSpace(e.field.Text) != *at(t) {
			e.set(*at(t))
		}
	}
	r.carry = func(to, from *ticket.Ticket) { *at(to) = *at(from) }
	return r.build(e.box)
}

// decision is a question that is answered by yes or no; it begins unanswered.
func (s *sheet) decision(f ticket.Field, at func(t *ticket.Ticket) *ticket.YesNo) *row {
	r := &row{fields: []ticket.Field{f}, caption: s.fieldWord(f)}
	q := newYesNo(s, func(yes bool) {
		s.edit(r, func(t *ticket.Ticket) {
			*at(t) = ticket.No
			if yes {
				*at(t) = ticket.Yes
			}
		})
	})
	r.focus = q.steps
	r.load = func(t *ticket.Ticket) {
		q.show(slices.Index([]ticket.YesNo{ticket.Yes, ticket.No}, *at(t)))
	}
	r.carry = func(to, from *ticket.Ticket) { *at(to) = *at(from) }
	return r.build(q.steps)
}

// unknowns are reasons why something is not known, offered behind a "?".
var unknowns = []string{
	"the customer did not give it", "not needed for this question", "no account with us yet", "the customer left before it was asked",
}

// unknownSign begins a reason why a value is unknown.
const unknownSign = "?"

// answer is a question that is answered by a value, or behind a "?" by the reason
// why there is none.
func (s *sheet) answer(f ticket.Field, placeholder string, at func(t *ticket.Ticket) *ticket.Answer) *row {
	r := &row{fields: []ticket.Field{f}, caption: s.fieldWord(f)}
	p := newPick(s, placeholder)
	p.free = func(string) bool { return true }
	p.matches = func(text string) []option {
		why, ok := strings.CutPrefix(text, unknownSign)
		if !ok {
			return nil
		}
		var list []option
		for _, w := range unknowns {
			if strings.Contains(w, strings.ToLower(strings.TrimSpace(why))) {
				list = append(list, option{key: unknownSign + " " + w, name: unknownSign + " " + w})
			}
		}
		return list
	}
	write := func(text string) {
		s.edit(r, func(t *ticket.Ticket) { *at(t) = answered(f, text, s.form()) })
	}
	p.onText, p.onPick = write, write
	r.focus = p.field
	r.load = func(t *ticket.Ticket) {
		if answered(f, p.field.Text, s.form()) != *at(t) || p.field.Text == "" {
			p.put(written(*at(t)))
		}
	}
	r.carry = func(to, from *ticket.Ticket) { *at(to) = *at(from) }
	return r.build(p.object())
}

// answered reads what is written in the line of an answer. A number is kept in
// E.164 as soon as it can be (G-TKT-04).
func answered(f ticket.Field, text string, form *ticket.Form) ticket.Answer {
	text = strings.TrimSpace(text)
	if why, ok := strings.CutPrefix(text, unknownSign); ok {
		return ticket.Answer{Unknown: strings.TrimSpace(why)}
	}
	if f == ticket.FieldPhone {
		if number, ok := ticket.ParsePhone(text, form.Region, form.Assigned); ok {
			text = number
		}
	}
	return ticket.Answer{Value: text}
}

func written(a ticket.Answer) string {
	if a.Unknown != "" {
		return unknownSign + " " + a.Unknown
	}
	return a.Value
}

// choices turns a list of the policy's into options.
func choices(cs []ticket.Choice) []option {
	list := make([]option, len(cs))
	for i, c := range cs {
		list[i] = option{key: string(c.ID), name: words.Upper(c.Name)}
	}
	return list
}

func hasChoice(cs []ticket.Choice, id ticket.ChoiceID) bool {
	return slices.ContainsFunc(cs, func(c ticket.Choice) bool { return c.ID == id })
}

func details(f *ticket.Form, t *ticket.Ticket) []ticket.Choice {
	for _, r := range f.Reasons {
		if r.ID == t.EndReason {
			return plainChoices(r.Details, func(d ticket.Detail) ticket.Choice { return d.Choice })
		}
	}
	return nil
}

func classifications(f *ticket.Form, t *ticket.Ticket) []ticket.Choice {
	for _, c := range f.Categories {
		if c.ID == t.Category {
			return c.Classifications
		}
	}
	return nil
}

func plainChoices[T any](list []T, of func(T) ticket.Choice) []ticket.Choice {
	cs := make([]ticket.Choice, len(list))
	for i, e := range list {
		cs[i] = of(e)
	}
	return cs
}
