package closing

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// questions makes the ticket's questions, in two columns and in the order in which
// they are asked: how it ended and what it was about, then who it was.
func (s *sheet) questions() (left, right *fyne.Container) {
	reason := s.list(ticket.FieldEndReason, func(*ticket.Ticket) []option {
		return choices(plainChoices(s.form().Reasons, func(r ticket.EndReason) ticket.Choice { return r.Choice }))
	}, func(t *ticket.Ticket) *ticket.ChoiceID { return &t.EndReason })
	kind := s.list(ticket.FieldEndDetail, func(t *ticket.Ticket) []option { return choices(details(s.form(), t)) },
		func(t *ticket.Ticket) *ticket.ChoiceID { return &t.EndDetail })
	kind.asked = func(t *ticket.Ticket) bool { return len(details(s.form(), t)) > 0 }
	note := s.line(ticket.FieldEndNote, "Why it ended so", 0, func(t *ticket.Ticket) *string { return &t.EndNote })
	note.asked = func(t *ticket.Ticket) bool { return s.reason(t).NeedsNote || t.EndNote != "" }
	confirmed := s.confirmed()
	fcr := s.decision(ticket.FieldFCR, func(t *ticket.Ticket) *ticket.YesNo { return &t.FCR })
	follow := s.decision(ticket.FieldFollowUp, func(t *ticket.Ticket) *ticket.YesNo { return &t.FollowUp })
	follow.fields = append(follow.fields, ticket.FieldObligations)
	follow.carry = func(to, from *ticket.Ticket) { to.FollowUp = from.FollowUp }
	next := s.line(ticket.FieldNextSteps, "What happens now, and who does it", 52, func(t *ticket.Ticket) *string { return &t.NextSteps })
	by := s.when(ticket.FieldResolveBy, func(t *ticket.Ticket) *chat.Instant { return &t.ResolveBy })
	call := s.when(ticket.FieldCallAt, func(t *ticket.Ticket) *chat.Instant { return &t.CallAt })
	for _, r := range []*row{next, by, call} {
		r.asked = s.unsolved
	}
	category, class := s.subjects()
	resolution, status := s.outcome()
	mood, method := s.tagged()
	topics := s.topics()
	subject := s.line(ticket.FieldSubject, "In one line", 0, func(t *ticket.Ticket) *string { return &t.Subject })
	s.rows = []*row{
		reason, kind, note, confirmed, resolution, status, fcr, follow, next, by, call, category, class, mood, method, topics, subject,
	}
	left = kit.NewColumn(8,
		kit.NewSection("How it ended"), pair(reason, kind), note.box, confirmed.box, pair(resolution, status), pair(fcr, follow),
		s.promise.content, next.box, pair(by, call),
		kit.NewSection("What it was about"), pair(category, class), pair(mood, method), topics.box, subject.box)
	return left, s.person()
}

// person makes the questions of the second column.
func (s *sheet) person() *fyne.Container {
	account := s.answer(ticket.FieldAccount, "Number, or ? and why not", func(t *ticket.Ticket) *ticket.Answer { return &t.Account })
	service := s.answer(ticket.FieldService, "Number, or ? and why not", func(t *ticket.Ticket) *ticket.Answer { return &t.Service })
	contact := s.answer(ticket.FieldContact, "Name, or ? and why not", func(t *ticket.Ticket) *ticket.Answer { return &t.Contact })
	phone := s.answer(ticket.FieldPhone, "With the country code, or ?", func(t *ticket.Ticket) *ticket.Answer { return &t.Phone })
	for r, at := range map[*row]func(t *ticket.Ticket) *ticket.Answer{
		account: func(t *ticket.Ticket) *ticket.Answer { return &t.Account }, service: func(t *ticket.Ticket) *ticket.Answer { return &t.Service },
		contact: func(t *ticket.Ticket) *ticket.Answer { return &t.Contact },
	} {
		r.hint = func(t *ticket.Ticket) string {
			if at(t).Unknown != "" {
				return "unknown"
			}
			return ""
		}
	}
	phone.hint = phoneHint
	mail := s.line(ticket.FieldMail, "Address", 0, func(t *ticket.Ticket) *string { return &t.Mail })
	copies := s.decision(ticket.FieldSendCopy, func(t *ticket.Ticket) *ticket.YesNo { return &t.SendCopy })
	priority := s.list(ticket.FieldPriority, func(*ticket.Ticket) []option { return choices(s.form().Priorities) },
		func(t *ticket.Ticket) *ticket.ChoiceID { return &t.Priority })
	assignee := s.assignee()
	summary := s.line(ticket.FieldSummary, "What the customer wanted and what was done", 96, func(t *ticket.Ticket) *string { return &t.Summary })
	notes := s.line(ticket.FieldNotes, "Never shown to the customer", 52, func(t *ticket.Ticket) *string { return &t.Notes })
	tags := s.tags()
	s.rows = append(s.rows, account, service, contact, phone, mail, copies, priority, assignee, summary, notes, tags)
	return kit.NewColumn(8,
		kit.NewSection("Who it was"), pair(account, service), pair(contact, phone), pair(mail, copies),
		kit.NewSection("The ticket"), pair(priority, assignee), summary.box, s.quoted, notes.box, tags.box)
}

// phoneHint shows the number as it is kept (G-TKT-04).
func phoneHint(t *ticket.Ticket) string {
	switch {
	case t.Phone.Unknown != "":
		return "unknown"
	case strings.HasPrefix(t.Phone.Value, "+"):
		return "kept as " + t.Phone.Value
	}
	return ""
}

func (s *sheet) subjects() (category, class *row) {
	category = s.list(ticket.FieldCategory, func(*ticket.Ticket) []option {
		return choices(plainChoices(s.form().Categories, func(c ticket.Category) ticket.Choice { return c.Choice }))
	}, func(t *ticket.Ticket) *ticket.ChoiceID { return &t.Category })
	class = s.list(ticket.FieldClassification, func(t *ticket.Ticket) []option { return choices(classifications(s.form(), t)) },
		func(t *ticket.Ticket) *ticket.ChoiceID { return &t.Classification })
	class.hint = func(t *ticket.Ticket) string {
		if t.Category == "" {
			return "after the category"
		}
		return ""
	}
	return category, class
}

func (s *sheet) outcome() (resolution, status *row) {
	resolution = s.list(ticket.FieldResolution, func(*ticket.Ticket) []option { return choices(s.form().Resolutions) },
		func(t *ticket.Ticket) *ticket.ChoiceID { return &t.Resolution })
	status = s.list(ticket.FieldStatus, func(*ticket.Ticket) []option {
		return choices(plainChoices(s.form().Statuses, func(c ticket.Status) ticket.Choice { return c.Choice }))
	}, func(t *ticket.Ticket) *ticket.ChoiceID { return &t.Status })
	return resolution, status
}

func (s *sheet) tagged() (mood, method *row) {
	mood = s.list(ticket.FieldSentiment, func(*ticket.Ticket) []option { return choices(s.form().Sentiments) },
		func(t *ticket.Ticket) *ticket.ChoiceID { return &t.Sentiment })
	method = s.list(ticket.FieldMethod, func(*ticket.Ticket) []option { return choices(s.form().Methods) },
		func(t *ticket.Ticket) *ticket.ChoiceID { return &t.Method })
	return mood, method
}

// topics are at least one of the policy's (G-TAG-01).
func (s *sheet) topics() *row {
	r := &row{fields: []ticket.Field{ticket.FieldTopics}, caption: s.fieldWord(ticket.FieldTopics)}
	q := newSeveral(s, "Type a part of one", false, func(keys []string) {
		s.edit(r, func(t *ticket.Ticket) {
			t.Topics = nil
			for _, k := range keys {
				t.Topics = append(t.Topics, ticket.ChoiceID(k))
			}
		})
	})
	r.focus, q.lost = q.field, s.unmatched(r)
	r.load = func(t *ticket.Ticket) {
		q.options(choices(s.form().Topics))
		keys := make([]string, len(t.Topics))
		for i, id := range t.Topics {
			keys[i] = string(id)
		}
		q.show(keys)
	}
	r.carry = func(to, from *ticket.Ticket) { to.Topics = from.Topics }
	return r.build(q.object())
}

// tags are the chat's others, of one's own words too (E-ACT-09). What belongs
// into a field shows its problem there.
func (s *sheet) tags() *row {
	r := &row{fields: []ticket.Field{ticket.FieldTags, ticket.FieldEscalated}, caption: s.fieldWord(ticket.FieldTags)}
	q := newSeveral(s, "Type one", true, func(keys []string) {
		s.edit(r, func(t *ticket.Ticket) { t.Tags = keys })
	})
	r.focus = q.field
	r.load = func(t *ticket.Ticket) {
		known := make([]option, len(s.known))
		for i, k := range s.known {
			known[i] = option{key: k, name: k}
		}
		q.options(known)
		q.show(t.Tags)
	}
	r.carry = func(to, from *ticket.Ticket) { to.Tags = from.Tags }
	r.hint = func(t *ticket.Ticket) string {
		if len(t.Escalated) > 0 {
			return "and escalated to " + strings.Join(t.Escalated, ", ")
		}
		return ""
	}
	return r.build(q.object())
}

// assignee may be anybody of the team, and nobody (V-LEAVE-04).
func (s *sheet) assignee() *row {
	p := newPick(s, "Nobody")
	r := &row{fields: []ticket.Field{ticket.FieldAssignee}, caption: s.fieldWord(ticket.FieldAssignee), focus: p.field}
	p.lost = s.unmatched(r)
	p.onPick = func(key string) { s.edit(r, func(t *ticket.Ticket) { t.Assignee = chat.AgentID(key) }) }
	r.load = func(t *ticket.Ticket) {
		p.options(s.people())
		p.choose(string(t.Assignee))
	}
	r.carry = func(to, from *ticket.Ticket) { to.Assignee = from.Assignee }
	return r.build(p.object())
}

func (s *sheet) people() []option {
	list := []option{{key: string(s.me.Agent), name: s.me.Name, detail: "you"}}
	for _, c := range s.team {
		o := option{key: string(c.ID), name: c.Name}
		if !c.Online {
			o.detail = "offline"
		}
		list = append(list, o)
	}
	return list
}

// confirmed is the customer's line that says that the solution works (S-FLOW-04);
// the newest lines stand first.
func (s *sheet) confirmed() *row {
	p := newPick(s, "Which of the customer's lines says so")
	r := &row{fields: []ticket.Field{ticket.FieldConfirmed}, caption: s.fieldWord(ticket.FieldConfirmed), focus: p.field}
	p.lost = s.unmatched(r)
	p.onPick = func(key string) {
		s.edit(r, func(t *ticket.Ticket) { t.Confirmed = chat.MessageID(key) })
		if id := chat.MessageID(key); s.thread != nil && s.thread.Confirmed != id {
			s.pane.opts.Desk.ConfirmResolution(s.chat, id)
		}
	}
	r.load = func(t *ticket.Ticket) {
		p.options(s.customerLines())
		p.choose(string(t.Confirmed))
	}
	r.carry = func(to, from *ticket.Ticket) { to.Confirmed = from.Confirmed }
	r.asked = func(t *ticket.Ticket) bool { return s.reason(t).NeedsConfirmed || t.Confirmed != "" }
	return r.build(p.object())
}

// customerLines are those of the customer's that stand behind an answer of a person,
// the newest first: only such a line can say that the answer works.
func (s *sheet) customerLines() []option {
	if s.thread == nil {
		return nil
	}
	var list []option
	answered := false
	for i := range s.thread.Messages {
		switch m := &s.thread.Messages[i]; {
		case m.From == chat.SpeakerAgent && m.At >= s.thread.Owned:
			answered = true
		case m.From == chat.SpeakerCustomer && answered:
			list = append(list, option{key: string(m.ID), name: "“" + kit.DisplayLine(m.Text) + "”", detail: words.At(m.At)})
		}
	}
	slices.Reverse(list)
	return list
}

func (s *sheet) reason(t *ticket.Ticket) ticket.EndReason {
	for _, r := range s.form().Reasons {
		if r.ID == t.EndReason {
			return r
		}
	}
	return ticket.EndReason{}
}

// unsolved reports whether the ticket promises something (G-CLOSE-05 to -07).
func (s *sheet) unsolved(t *ticket.Ticket) bool {
	for _, c := range s.form().Statuses {
		if c.ID == t.Status {
			return !c.Done
		}
	}
	return false
}
