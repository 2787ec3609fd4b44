package ticket

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"floorwalker/app/chat"
)

// column ties a column of a CSV file to its place in a ticket.
type column struct {
	name  string
	get   func(*Ticket) string
	set   func(*Ticket, string) error
	check func(*Ticket) error
}

// unknown ends the name of the column that says why a value is unknown.
const unknown = "Unknown"

// columns is the one list of what a file holds, in its order. It is read-only
// after initialisation.
var columns = slices.Concat(chatColumns(), customerColumns(), topicColumns(), endColumns())

func chatColumns() []column {
	return []column{
		named(FieldRef, func(t *Ticket) *Ref { return &t.Ref }),
		named(FieldChat, func(t *Ticket) *chat.ChatID { return &t.Chat }),
		words(FieldDriver, func(t *Ticket) *string { return &t.Driver }),
		named(FieldChannel, func(t *Ticket) *chat.Channel { return &t.Channel }),
		{
			name:  string(FieldForm),
			get:   func(t *Ticket) string { return strconv.Itoa(t.Form) },
			set:   setForm,
			check: fine,
		},
		when(FieldCreated, func(t *Ticket) *chat.Instant { return &t.Created }),
		when(FieldOpened, func(t *Ticket) *chat.Instant { return &t.Opened }),
		when(FieldClosed, func(t *Ticket) *chat.Instant { return &t.Closed }),
		named(FieldHandled, func(t *Ticket) *Handling { return &t.Handled }),
	}
}

func customerColumns() []column {
	var all []column
	for _, a := range []struct {
		field Field
		at    func(*Ticket) *Answer
	}{
		{FieldAccount, func(t *Ticket) *Answer { return &t.Account }},
		{FieldService, func(t *Ticket) *Answer { return &t.Service }},
		{FieldContact, func(t *Ticket) *Answer { return &t.Contact }},
		{FieldPhone, func(t *Ticket) *Answer { return &t.Phone }},
	} {
		all = append(
			all,
			words(a.field, func(t *Ticket) *string { return &a.at(t).Value }),
			words(a.field+unknown, func(t *Ticket) *string { return &a.at(t).Unknown }),
		)
	}
	return append(
		all,
		words(FieldMail, func(t *Ticket) *string { return &t.Mail }),
		yesNo(FieldSendCopy, func(t *Ticket) *YesNo { return &t.SendCopy }),
	)
}

func topicColumns() []column {
	return []column{
		named(FieldCategory, func(t *Ticket) *ChoiceID { return &t.Category }),
		named(FieldClassification, func(t *Ticket) *ChoiceID { return &t.Classification }),
		named(FieldPriority, func(t *Ticket) *ChoiceID { return &t.Priority }),
		yesNo(FieldFCR, func(t *Ticket) *YesNo { return &t.FCR }),
		words(FieldSubject, func(t *Ticket) *string { return &t.Subject }),
		words(FieldSummary, func(t *Ticket) *string { return &t.Summary }),
		named(FieldSentiment, func(t *Ticket) *ChoiceID { return &t.Sentiment }),
		named(FieldMethod, func(t *Ticket) *ChoiceID { return &t.Method }),
		list(FieldTopics, func(t *Ticket) *[]ChoiceID { return &t.Topics }),
		list(FieldEscalated, func(t *Ticket) *[]string { return &t.Escalated }),
		list(FieldTags, func(t *Ticket) *[]string { return &t.Tags }),
	}
}

func endColumns() []column {
	return []column{
		yesNo(FieldFollowUp, func(t *Ticket) *YesNo { return &t.FollowUp }),
		list(FieldObligations, func(t *Ticket) *[]chat.ObligationID { return &t.Obligations }),
		named(FieldEndReason, func(t *Ticket) *ChoiceID { return &t.EndReason }),
		named(FieldEndDetail, func(t *Ticket) *ChoiceID { return &t.EndDetail }),
		words(FieldEndNote, func(t *Ticket) *string { return &t.EndNote }),
		named(FieldResolution, func(t *Ticket) *ChoiceID { return &t.Resolution }),
		named(FieldStatus, func(t *Ticket) *ChoiceID { return &t.Status }),
		named(FieldAssignee, func(t *Ticket) *chat.AgentID { return &t.Assignee }),
		named(FieldConfirmed, func(t *Ticket) *chat.MessageID { return &t.Confirmed }),
		words(FieldNotes, func(t *Ticket) *string { return &t.Notes }),
		words(FieldNextSteps, func(t *Ticket) *string { return &t.NextSteps }),
		when(FieldResolveBy, func(t *Ticket) *chat.Instant { return &t.ResolveBy }),
		when(FieldCallAt, func(t *Ticket) *chat.Instant { return &t.CallAt }),
		calls(),
		list(FieldByRule, func(t *Ticket) *[]Field { return &t.ByRule }),
	}
}

func fine(*Ticket) error { return nil }

// words is a column of what people write, whose lengths Check looks after.
func words(f Field, at func(*Ticket) *string) column {
	return column{
		string(f),
		func(t *Ticket) string { return *at(t) },
		func(t *Ticket, s string) error { *at(t) = s; return nil },
		fine,
	}
}

// named is a column of an id or a word of our own.
func named[S ~string](f Field, at func(*Ticket) *S) column {
	return column{
		string(f),
		func(t *Ticket) string { return string(*at(t)) },
		func(t *Ticket, s string) error { *at(t) = S(s); return nil },
		func(t *Ticket) error { return checkID(f, string(*at(t))) },
	}
}

func yesNo(f Field, at func(*Ticket) *YesNo) column {
	c := named(f, at)
	c.check = func(t *Ticket) error { return checkYesNo(f, *at(t)) }
	return c
}

func list[S ~string](f Field, at func(*Ticket) *[]S) column {
	return column{
		string(f),
		func(t *Ticket) string { return joinList(*at(t)) },
		func(t *Ticket, s string) error { *at(t) = splitList[S](s); return nil },
		func(t *Ticket) error {
			if n := len(*at(t)); n > maxList {
				return shapef(f, "has %d entries; at most %d are allowed", n, maxList)
			}
			for _, s := range *at(t) {
				if err := checkID(f, string(s)); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// stamp is how a file writes an instant. RFC 3339 is read.
const stamp = "2006-01-02T15:04:05.000Z07:00"

func when(f Field, at func(*Ticket) *chat.Instant) column {
	return column{
		string(f),
		func(t *Ticket) string {
			if at(t).IsZero() {
				return ""
			}
			return at(t).Time().Format(stamp)
		},
		func(t *Ticket, s string) error {
			*at(t) = 0
			if s == "" {
				return nil
			}
			when, err := time.Parse(time.RFC3339, s)
			if err != nil {
				return fmt.Errorf("%s is not a time such as 2026-01-31T09:30:00.000Z", f)
			}
			*at(t) = chat.InstantOf(when)
			return nil
		},
		func(t *Ticket) error { return checkInstant(f, *at(t)) },
	}
}

func setForm(t *Ticket, s string) (err error) {
	if t.Form = 0; s == "" {
		return nil
	}
	if t.Form, err = strconv.Atoi(s); err != nil {
		return errors.New("form is not a whole number")
	}
	return nil
}
