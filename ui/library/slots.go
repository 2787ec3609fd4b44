package library

import (
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
)

// explainText shows what each blank of a text is, and the text as a customer
// of an example would read it.
func (e *editor) explainText(text string) {
	e.stale = false
	k := example(e.p.opts.Now(), e.p.opts.Policy, orElse(e.p.snap.Me.Name, "Asha"))
	f := script.Fill(script.Response{Text: text}, k)
	words, marks := aboutSlots(f, k)
	e.slots.Set(words, marks...)
	d := kit.BubbleData{Kind: kit.Ours, Caption: "Example: Nisha cannot save a new user", Text: f.Text}
	for _, s := range f.Slots {
		if s.End > s.Start {
			d.Highlights = append(d.Highlights, kit.Span{From: s.Start, To: s.End})
		}
	}
	if strings.TrimSpace(text) == "" {
		d.Text = "—"
	}
	e.preview.Set(d)
	e.form.Refresh()
}

// example is a chat from which a response can be filled so that its author
// sees what the blanks do. The team's own words are the policy's.
func example(now chat.Instant, p *policy.Policy, agent string) script.Known {
	k := script.Known{
		Now: now, Customer: chat.Customer{Name: "Nisha"}, Agent: agent,
		Messages: []chat.Message{
			{ID: "1", At: now.Add(-12 * time.Minute), From: chat.SpeakerCustomer, Text: "Hello"},
			{ID: "2", At: now.Add(-11 * time.Minute), From: chat.SpeakerCustomer, Text: "I want to add a new user to my panel, but the save button is not working."},
		},
		Ticket: script.Ticket{Ref: "T-1042", Resolved: true, Person: "Rohan M."}, Similar: 3,
	}
	if p != nil {
		k.Policy = *p
		k.Settings = script.Settings{
			Salutation: p.Support.Salutation, Team: p.Support.Team, Phone: p.Support.Phone, Email: p.Support.Mail,
		}
	}
	return k
}

// aboutSlots says in a line each what the blanks of a text are and, in the
// example, where their values come from.
func aboutSlots(f script.Filled, k script.Known) (string, []kit.Span) {
	if len(f.Slots) == 0 {
		if ok, why := f.Ready(); !ok && strings.TrimSpace(f.Text) != "" {
			return why, nil
		}
		return "It has no blanks. A blank is written {customer}; " + knownSlots + " fill themselves.", nil
	}
	var (
		b     strings.Builder
		marks []kit.Span
		seen  = make(map[string]bool)
	)
	for _, s := range f.Slots {
		name := "{" + s.Name + "}"
		if s.Clause {
			name = "{?" + s.Name + "}"
		}
		if seen[name] {
			continue
		}
		seen[name] = true
		if b.Len() > 0 {
			b.WriteByte('\n')
		}
		marks = append(marks, kit.Span{From: b.Len(), To: b.Len() + len(name)})
		b.WriteString(name + " " + aboutSlot(s, k))
	}
	return b.String(), marks
}

// knownSlots are the blanks that are used most.
const knownSlots = "customer, agent, team, issue, daypart and others"

func aboutSlot(s script.Slot, k script.Known) string {
	about := script.About(s.Name)
	switch {
	case s.Clause:
		return "words that are there only where this is known to hold"
	case about == "":
		return "is filled by hand each time: this program does not know it"
	case s.Value != "":
		return about + " · here “" + s.Value + "”, " + sourceWords(s.Source)
	}
	_, why := script.Fill(script.Response{Text: "{" + s.Name + "}"}, k).Ready()
	if strings.HasSuffix(why, "is empty.") {
		return about + " · filled by hand"
	}
	return about + " · " + why
}

// sourceWords say where a value came from.
func sourceWords(s script.Source) string {
	switch s.Kind {
	case script.SourceMessage:
		return "from what the customer wrote"
	case script.SourceCustomer:
		return "from the customer's record"
	case script.SourceSetting:
		return "from the team's settings"
	case script.SourcePolicy:
		return "from the policy (" + s.Field + ")"
	case script.SourceTicket:
		return "from the ticket"
	case script.SourceClock:
		return "by the clock in " + s.Field
	}
	return "from this desk"
}
