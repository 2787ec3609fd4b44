package ticket

import (
	"cmp"
	"regexp"
	"slices"
	"strings"

	"floorwalker/app/chat"
)

// ChoiceID names a choice for ever. It is written into tickets and exports, so
// it is as neutral as the name.
type ChoiceID string

// Choice is one line of a list.
type Choice struct {
	ID ChoiceID
	// Name is what people read and, for a tag, what the chat has.
	Name string
}

// Category is a choice with choices of its own (G-TKT-05).
type Category struct {
	Choice
	Classifications []Choice
}

// Status is where a ticket stands (V-END-01).
type Status struct {
	Choice
	// Done says that nothing more happens. A ticket that is not done promises
	// something (G-CLOSE-05 to -07).
	Done bool
}

// Detail is one kind of an end reason. Both kinds of no response are one reason,
// and only one of them makes a call mandatory.
type Detail struct {
	Choice
	NeedsFollowUp bool
}

// EndReason is why a chat ended (E-END-00 to -05), and what follows from that,
// so that nobody says the same thing twice.
type EndReason struct {
	Choice
	// Details are the kinds of it, of which one has to be chosen.
	Details []Detail
	// Resolution and Status follow from the reason; empty where they do not.
	Resolution, Status ChoiceID
	NeedsNote          bool // E-END-05
	NeedsFollowUp      bool // E-END-03
	NeedsConfirmed     bool // S-FLOW-04
}

// Form is what a ticket is filled in by: the lists of the policy, and what they
// ask for.
type Form struct {
	// Version is the policy's.
	Version int
	// AccountName is what this team calls the account.
	AccountName string
	// Region is the country of numbers without a country code, in two letters
	// of ISO 3166; Assigned is explained at [ParsePhone].
	Region   string
	Assigned bool
	// Service is what a service number looks like; nil is any line.
	Service *regexp.Regexp
	// Unknown are those of account, service, contact and phone that may be
	// unknown with a reason. The guide names the first two; a ticket for every
	// anonymous visitor needs all four (G-TKT-01).
	Unknown []Field
	// NoteMin is the least length of an explanation or a reason in characters
	// (E-END-05).
	NoteMin int

	Categories  []Category
	Priorities  []Choice
	Statuses    []Status
	Reasons     []EndReason
	Resolutions []Choice
	Sentiments  []Choice
	Methods     []Choice
	Topics      []Choice
	// Escalated is the tag of an escalation, with "{team}" in it (G-TAG-11).
	Escalated string
	// Callback is the tag of a chat with an obligation of CallbackKinds (G-TAG-10).
	Callback      string
	CallbackKinds []chat.ObligationKind
	// FollowUpKinds are the obligations that a "yes" to "follow-up required" may
	// rest on (G-TKT-10).
	FollowUpKinds []chat.ObligationKind

	// Bot is the method of a chat in which no person wrote.
	Bot ChoiceID
	// Usual is what a draft starts with.
	Usual Usual
	// Preset is what a rule answers where no person does.
	Preset Preset
}

// Usual is what the team most often chooses; empty presets nothing.
type Usual struct {
	Priority, Status ChoiceID
	SendCopy         YesNo
}

// Preset is what [Form.Complete] writes where nobody has answered. There is
// none for FCR: where a person does not say yes, it is no (G-TKT-07).
type Preset struct {
	Category, Classification  ChoiceID
	Priority, Status          ChoiceID
	Sentiment, Method, Topic  ChoiceID
	Reason, Detail            ChoiceID
	Resolution                ChoiceID
	Unknown, Summary, Subject string
	EndNote                   string
}

// choices is one list of a form, for the checks that all share.
type choices struct {
	name string
	all  []Choice
}

func (f *Form) lists() []choices {
	all := []choices{
		{"categories", names(f.Categories, func(c Category) Choice { return c.Choice })},
		{"priorities", f.Priorities},
		{"statuses", names(f.Statuses, func(s Status) Choice { return s.Choice })},
		{"reasons", names(f.Reasons, func(r EndReason) Choice { return r.Choice })},
		{"resolutions", f.Resolutions},
		{"sentiments", f.Sentiments},
		{"methods", f.Methods},
		{"topics", f.Topics},
	}
	for _, c := range f.Categories {
		all = append(all, choices{"classifications of " + c.Name, c.Classifications})
	}
	for _, r := range f.Reasons {
		if len(r.Details) > 0 {
			all = append(all, choices{"details of " + r.Name, r.details()})
		}
	}
	return all
}

func names[T any](list []T, of func(T) Choice) []Choice {
	cs := make([]Choice, len(list))
	for i, e := range list {
		cs[i] = of(e)
	}
	return cs
}

// has reports whether id is in a list.
func has(list []Choice, id ChoiceID) bool {
	return slices.ContainsFunc(list, func(c Choice) bool { return c.ID == id })
}

// find returns the choice that words mean: by its id or its name, in any case.
func find(list []Choice, words string) (ChoiceID, bool) {
	for _, c := range list {
		if strings.EqualFold(words, string(c.ID)) || strings.EqualFold(words, c.Name) {
			return c.ID, true
		}
	}
	return "", false
}

// category, status and reason return the entry of an id, the zero one where
// there is none.
func (f *Form) category(id ChoiceID) Category {
	return pick(f.Categories, func(c Category) bool { return c.ID == id })
}

func (f *Form) status(id ChoiceID) Status {
	return pick(f.Statuses, func(s Status) bool { return s.ID == id })
}

func (f *Form) reason(id ChoiceID) EndReason {
	return pick(f.Reasons, func(r EndReason) bool { return r.ID == id })
}

func (r EndReason) details() []Choice {
	return names(r.Details, func(d Detail) Choice { return d.Choice })
}

// needsFollowUp reports whether what ended so leaves something owed.
func (f *Form) needsFollowUp(t *Ticket) bool {
	r := f.reason(t.EndReason)
	return r.NeedsFollowUp || pick(r.Details, func(d Detail) bool { return d.ID == t.EndDetail }).NeedsFollowUp
}

// Unsolved reports whether a chat ends with something still to be done (G-CLOSE-04):
// its ticket stays open, and the customer has not said that it is solved. It is not
// where nobody has said yet how it ends.
func (f *Form) Unsolved(t *Ticket) bool {
	status := f.status(t.Status)
	return status.ID != "" && !status.Done && !f.reason(t.EndReason).NeedsConfirmed
}

func pick[T any](list []T, is func(T) bool) (found T) {
	if i := slices.IndexFunc(list, is); i >= 0 {
		found = list[i]
	}
	return found
}

// Follow writes what follows from the end reason, where the table says so, over
// what stood there.
func (f *Form) Follow(t *Ticket) {
	r := f.reason(t.EndReason)
	t.Resolution = cmp.Or(r.Resolution, t.Resolution)
	t.Status = cmp.Or(r.Status, t.Status)
}

// TagsOf returns the tags that the chat of a ticket has to have, in order, each
// once: those of its fields and the others (G-TAG-01 to -15).
func (f *Form) TagsOf(t *Ticket) []string {
	tags := slices.Clone(t.Tags)
	add := func(list []Choice, id ChoiceID) {
		if c := pick(list, func(c Choice) bool { return c.ID == id }); c.Name != "" {
			tags = append(tags, c.Name)
		}
	}
	add(f.Sentiments, t.Sentiment)
	add(f.Methods, t.Method)
	for _, id := range t.Topics {
		add(f.Topics, id)
	}
	for _, team := range t.Escalated {
		tags = append(tags, strings.Replace(f.Escalated, teamSlot, team, 1))
	}
	return normalList(tags)
}

// teamSlot is where the tag of an escalation names the team.
const teamSlot = "{team}"

// escalatedTo returns the team that a tag names, if it is an escalation's.
func (f *Form) escalatedTo(tag string) (team string, ok bool) {
	before, after, found := strings.Cut(f.Escalated, teamSlot)
	if !found || len(tag) < len(before)+len(after) ||
		!strings.EqualFold(tag[:len(before)], before) || !strings.EqualFold(tag[len(tag)-len(after):], after) {
		return "", false
	}
	return strings.TrimSpace(tag[len(before) : len(tag)-len(after)]), true
}
