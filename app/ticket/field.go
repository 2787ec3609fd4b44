package ticket

import "slices"

// Field names a part of a ticket: its name in JSON, the head of its column in
// CSV, and what a [Problem] is about.
type Field string

// The fields. A name is never changed and never reused.
const (
	FieldRef            Field = "ref"
	FieldChat           Field = "chat"
	FieldDriver         Field = "driver"
	FieldChannel        Field = "channel"
	FieldForm           Field = "form"
	FieldCreated        Field = "created"
	FieldOpened         Field = "opened"
	FieldClosed         Field = "closed"
	FieldHandled        Field = "handled"
	FieldAccount        Field = "account"
	FieldService        Field = "service"
	FieldContact        Field = "contact"
	FieldPhone          Field = "phone"
	FieldMail           Field = "mail"
	FieldSendCopy       Field = "sendCopy"
	FieldCategory       Field = "category"
	FieldClassification Field = "classification"
	FieldPriority       Field = "priority"
	FieldFCR            Field = "fcr"
	FieldSubject        Field = "subject"
	FieldSummary        Field = "summary"
	FieldSentiment      Field = "sentiment"
	FieldMethod         Field = "method"
	FieldTopics         Field = "topics"
	FieldEscalated      Field = "escalated"
	FieldTags           Field = "tags"
	FieldFollowUp       Field = "followUp"
	FieldObligations    Field = "obligations"
	FieldEndReason      Field = "endReason"
	FieldEndDetail      Field = "endDetail"
	FieldEndNote        Field = "endNote"
	FieldResolution     Field = "resolution"
	FieldStatus         Field = "status"
	FieldAssignee       Field = "assignee"
	FieldConfirmed      Field = "confirmed"
	FieldNotes          Field = "notes"
	FieldNextSteps      Field = "nextSteps"
	FieldResolveBy      Field = "resolveBy"
	FieldCallAt         Field = "callAt"
	FieldCalls          Field = "calls"
	FieldByRule         Field = "byRule"
)

// Fields returns all of them in the order in which a ticket is read. The slice
// is the caller's.
func Fields() []Field {
	return []Field{
		FieldRef, FieldChat, FieldDriver, FieldChannel, FieldForm, FieldCreated, FieldOpened, FieldClosed, FieldHandled,
		FieldAccount, FieldService, FieldContact, FieldPhone, FieldMail, FieldSendCopy,
		FieldCategory, FieldClassification, FieldPriority, FieldFCR, FieldSubject, FieldSummary,
		FieldSentiment, FieldMethod, FieldTopics, FieldEscalated, FieldTags, FieldFollowUp, FieldObligations,
		FieldEndReason, FieldEndDetail, FieldEndNote, FieldResolution, FieldStatus, FieldAssignee, FieldConfirmed, FieldNotes,
		FieldNextSteps, FieldResolveBy, FieldCallAt, FieldCalls, FieldByRule,
	}
}

// Known reports whether f is one of [Fields].
func (f Field) Known() bool { return slices.Contains(Fields(), f) }
