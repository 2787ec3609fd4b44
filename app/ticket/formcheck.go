package ticket

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/nyaruka/phonenumbers"

	"floorwalker/app/chat"
	"floorwalker/app/typed"
)

// ErrForm is in every [*FormError].
var ErrForm = errors.New("ticket: form cannot be used")

// FormError says which list of a form is wrong and how.
type FormError struct {
	List  string
	Words string
}

// Error implements error.
func (e *FormError) Error() string { return e.List + " " + e.Words }

// Unwrap returns ErrForm.
func (e *FormError) Unwrap() error { return ErrForm }

func formf(list, format string, args ...any) *FormError {
	return &FormError{list, fmt.Sprintf(format, args...)}
}

// Check returns a [*FormError] for the first thing that would keep a ticket from
// ever being complete, or nil. Tickets are drafted and judged by any form: this
// is for whoever reads a policy.
func (f *Form) Check() error {
	for _, l := range f.lists() {
		if err := l.check(); err != nil {
			return err
		}
	}
	if f.Region != "" && phonenumbers.GetCountryCodeForRegion(f.Region) == 0 {
		return formf("region", "%q is no country in two letters", f.Region)
	}
	if f.Escalated != "" && strings.Count(f.Escalated, teamSlot) != 1 {
		return formf("escalated", "must have %s in it once", teamSlot)
	}
	for _, u := range f.Unknown {
		if !slices.Contains(answers(), u) {
			return formf("unknown", "%q can never be unknown", u)
		}
	}
	if err := f.checkLinks(); err != nil {
		return err
	}
	return f.checkPreset()
}

// checkPreset tries the preset on a chat of which nothing is known: a rule that
// leaves something open there would leave it open every night.
func (f *Form) checkPreset() error {
	if f.Preset == (Preset{}) {
		return nil
	}
	t := Draft(&chat.Chat{ID: "nothing known"}, 0, f)
	f.Complete(&t)
	for _, p := range f.Problems(&t) {
		return formf("preset", "does not complete a ticket: %s %s", p.Field, p.Words)
	}
	return nil
}

// answers are the fields that are an Answer.
func answers() []Field { return []Field{FieldAccount, FieldService, FieldContact, FieldPhone} }

func (l choices) check() error {
	if len(l.all) == 0 {
		return formf(l.name, "must not be empty")
	}
	for i, c := range l.all {
		if c.ID == "" || typed.Line(string(c.ID)) != string(c.ID) || checkID("", string(c.ID)) != nil {
			return formf(l.name, "has the id %q, which is none", c.ID)
		}
		if typed.Line(c.Name) == "" {
			return formf(l.name, "has no name for %q", c.ID)
		}
		for _, o := range l.all[:i] {
			if o.ID == c.ID || strings.EqualFold(o.Name, c.Name) {
				return formf(l.name, "has %q twice", c.Name)
			}
		}
	}
	return nil
}

// checkLinks sees to it that every choice that another part of the form names
// is in its list.
func (f *Form) checkLinks() error {
	statuses := names(f.Statuses, func(s Status) Choice { return s.Choice })
	preset := f.reason(f.Preset.Reason)
	type link struct {
		where string
		list  []Choice
		id    ChoiceID
	}
	links := []link{
		{"bot", f.Methods, f.Bot},
		{"usual priority", f.Priorities, f.Usual.Priority},
		{"usual status", statuses, f.Usual.Status},
		{"preset category", names(f.Categories, func(c Category) Choice { return c.Choice }), f.Preset.Category},
		{"preset classification", f.category(f.Preset.Category).Classifications, f.Preset.Classification},
		{"preset priority", f.Priorities, f.Preset.Priority},
		{"preset status", statuses, f.Preset.Status},
		{"preset sentiment", f.Sentiments, f.Preset.Sentiment},
		{"preset method", f.Methods, f.Preset.Method},
		{"preset topic", f.Topics, f.Preset.Topic},
		{"preset reason", names(f.Reasons, func(r EndReason) Choice { return r.Choice }), f.Preset.Reason},
		{"preset detail", preset.details(), f.Preset.Detail},
		{"preset resolution", f.Resolutions, f.Preset.Resolution},
	}
	for _, r := range f.Reasons {
		links = append(links, link{"resolution of " + r.Name, f.Resolutions, r.Resolution}, link{"status of " + r.Name, statuses, r.Status})
	}
	for _, l := range links {
		if l.id != "" && !has(l.list, l.id) {
			return formf(l.where, "is %q, which is not in its list", l.id)
		}
	}
	return nil
}
