package ticket

import (
	"slices"
	"unicode/utf8"
)

// Complete answers, by the form's preset, what nobody has answered, and writes
// into [Ticket.ByRule] which fields it has filled. It is for chats that no person
// closes: the bot's own, and those that ended in silence. What is there
// already stays, right or wrong.
func (f *Form) Complete(t *Ticket) {
	p := &f.Preset
	t.byRule(FieldCategory, fill(&t.Category, p.Category))
	if t.Category == p.Category {
		t.byRule(FieldClassification, fill(&t.Classification, p.Classification))
	}
	t.byRule(FieldSentiment, fill(&t.Sentiment, p.Sentiment))
	t.byRule(FieldMethod, fill(&t.Method, p.Method))
	if len(t.Topics) == 0 && p.Topic != "" {
		t.Topics = []ChoiceID{p.Topic}
		t.byRule(FieldTopics, true)
	}
	t.byRule(FieldFCR, fill(&t.FCR, No)) // G-TKT-07: never yes.
	t.byRule(FieldSubject, fill(&t.Subject, p.Subject))
	t.byRule(FieldSummary, fill(&t.Summary, p.Summary))
	t.completeEnd(f)
	if !f.needsFollowUp(t) { // No rule says that a promised call is not owed.
		t.byRule(FieldFollowUp, fill(&t.FollowUp, No))
	}
	for _, a := range []struct {
		field Field
		at    *Answer
	}{{FieldAccount, &t.Account}, {FieldService, &t.Service}, {FieldContact, &t.Contact}, {FieldPhone, &t.Phone}} {
		if !a.at.Given() && slices.Contains(f.Unknown, a.field) {
			t.byRule(a.field, fill(&a.at.Unknown, p.Unknown))
		}
	}
	*t = t.Normal()
}

func (t *Ticket) completeEnd(f *Form) {
	p := &f.Preset
	if fill(&t.EndReason, p.Reason) {
		t.byRule(FieldEndReason, true)
		t.completeNote(f)
		f.Follow(t)
	}
	if t.EndReason == p.Reason {
		t.byRule(FieldEndDetail, fill(&t.EndDetail, p.Detail))
	}
	t.byRule(FieldPriority, fill(&t.Priority, p.Priority))
	t.byRule(FieldResolution, fill(&t.Resolution, p.Resolution))
	t.byRule(FieldStatus, fill(&t.Status, p.Status))
}

// completeNote explains an end reason that needs it. Words that are too short for
// an explanation stay at its end.
func (t *Ticket) completeNote(f *Form) {
	if !f.reason(t.EndReason).NeedsNote || utf8.RuneCountInString(t.EndNote) >= f.NoteMin || f.Preset.EndNote == "" {
		return
	}
	note := f.Preset.EndNote
	if t.EndNote != "" {
		note += ": " + t.EndNote
	}
	t.EndNote = note
	t.byRule(FieldEndNote, true)
}

// fill writes value where nothing is, and reports whether it did.
func fill[S ~string](at *S, value S) bool {
	if *at != "" || value == "" {
		return false
	}
	*at = value
	return true
}

func (t *Ticket) byRule(field Field, filled bool) {
	if filled {
		t.ByRule = append(slices.Clone(t.ByRule), field)
	}
}
