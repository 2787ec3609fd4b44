package policy

import (
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// maxChoices is how many choices one list of a ticket may have.
const maxChoices = 60

// formFields are the lists that a ticket is filled in by.
func formFields(e *Edition) []field {
	f := &e.Form
	return []field{
		{"ticket.account_name", "G-TKT-02, A-23", line(&f.AccountName, checkName)},
		{"ticket.region", "G-TKT-04", line(&f.Region, orNone(checkName))},
		{"ticket.assigned", "G-TKT-04", flag{&f.Assigned}},
		{"ticket.service", "G-TKT-03", pattern{&f.Service}},
		{"ticket.unknown", "G-TKT-02, G-TKT-03, A-23", list[ticket.Field]{&f.Unknown, 0, 4, "field", known(
			ticket.FieldAccount, ticket.FieldService, ticket.FieldContact, ticket.FieldPhone)}},
		{"ticket.categories", "G-TKT-05, A-24", table[ticket.Category]{&f.Categories, 1, maxChoices, "category", categoryFields}},
		{"ticket.priorities", "G-TKT-06, A-24", choiceTable(&f.Priorities, "priority")},
		{"ticket.statuses", "V-END-01", table[ticket.Status]{&f.Statuses, 1, maxChoices, "status", statusFields}},
		{"ticket.reasons", "E-END-00..05, A-29..31", table[ticket.EndReason]{&f.Reasons, 1, maxChoices, "end reason", reasonFields}},
		{"ticket.resolutions", "S-CLOSE-02, A-24", choiceTable(&f.Resolutions, "resolution")},
		{"ticket.sentiments", "G-TKT-09, G-TAG-13", choiceTable(&f.Sentiments, "sentiment")},
		{"ticket.methods", "G-TAG-14, A-26", choiceTable(&f.Methods, "method")},
		{"ticket.topics", "G-TAG-01..09", choiceTable(&f.Topics, "topic")},
		{"ticket.bot", "G-TAG-14", line(&f.Bot, checkIdent)},
		{"ticket.follow_up", "G-TKT-10", kinds(&f.FollowUpKinds)},
		{"ticket.usual.priority", "ours", line(&f.Usual.Priority, orNone(checkIdent))},
		{"ticket.usual.status", "ours", line(&f.Usual.Status, orNone(checkIdent))},
		{"ticket.usual.send_copy", "A-52", oneOf[ticket.YesNo]{&f.Usual.SendCopy, []ticket.YesNo{ticket.Yes, ticket.No, ""}}},
	}
}

// presetFields are what a rule answers where no person does.
func presetFields(e *Edition) []field {
	p := &e.Form.Preset
	id := func(key string, to *ticket.ChoiceID) field {
		return field{"ticket.preset." + key, "A-22", line(to, orNone(checkIdent))}
	}
	words := func(key string, to *string) field {
		return field{"ticket.preset." + key, "A-22", line(to, checkText)}
	}
	return []field{
		id("category", &p.Category), id("classification", &p.Classification),
		id("priority", &p.Priority), id("status", &p.Status),
		id("sentiment", &p.Sentiment), id("method", &p.Method), id("topic", &p.Topic),
		id("reason", &p.Reason), id("detail", &p.Detail), id("resolution", &p.Resolution),
		words("unknown", &p.Unknown), words("summary", &p.Summary),
		words("subject", &p.Subject), words("end_note", &p.EndNote),
	}
}

// tagFields are the tags that the program sets by itself.
func tagFields(e *Edition) []field {
	f := &e.Form
	return []field{
		{"tags.escalated", "G-TAG-11", line(&f.Escalated, checkName)},
		{"tags.callback", "G-TAG-10", line(&f.Callback, checkName)},
		{"tags.callback_kinds", "G-TAG-10", kinds(&f.CallbackKinds)},
		{"tags.dissatisfied", "G-TAG-12", line(&e.Tags.Dissatisfied, checkName)},
	}
}

// kinds are obligations that outlive the chat.
func kinds(to *[]chat.ObligationKind) value {
	return list[chat.ObligationKind]{to, 1, 4, "kind", known(chat.OwedCall, chat.OwedPromise, chat.OwedEscalation, chat.OwedConfirm)}
}

func choiceTable(to *[]ticket.Choice, noun string) value {
	return table[ticket.Choice]{to, 1, maxChoices, noun, choiceFields}
}

func choiceFields(c *ticket.Choice) []field {
	return []field{
		{key: "id", value: line(&c.ID, checkIdent)},
		{key: "name", value: line(&c.Name, checkName)},
	}
}

func categoryFields(c *ticket.Category) []field {
	return append(choiceFields(&c.Choice),
		field{key: "classifications", value: choiceTable(&c.Classifications, "classification")})
}

func statusFields(s *ticket.Status) []field {
	return append(choiceFields(&s.Choice), field{key: "done", value: flag{&s.Done}})
}

// reasonFields are A-29's table: what follows from an end reason.
func reasonFields(r *ticket.EndReason) []field {
	return append(choiceFields(&r.Choice),
		field{key: "resolution", value: line(&r.Resolution, orNone(checkIdent))},
		field{key: "status", value: line(&r.Status, orNone(checkIdent))},
		field{key: "note", value: flag{&r.NeedsNote}},
		field{key: "follow_up", value: flag{&r.NeedsFollowUp}},
		field{key: "confirmed", value: flag{&r.NeedsConfirmed}},
		field{key: "details", value: table[ticket.Detail]{&r.Details, 0, maxChoices, "detail", detailFields}})
}

func detailFields(d *ticket.Detail) []field {
	return append(choiceFields(&d.Choice), field{key: "follow_up", value: flag{&d.NeedsFollowUp}})
}
