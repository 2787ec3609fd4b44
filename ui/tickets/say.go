package tickets

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// nothing stands where a field is empty.
const nothing = "–"

// byRule marks what no person answered (G-TKT-07, A-22).
const byRule = "filled by rule"

// rows are the table's.
func (p *Pane) rows() []kit.TableRow {
	out := make([]kit.TableRow, len(p.news.list))
	for i := range p.news.list {
		out[i] = p.row(&p.news.list[i])
	}
	return out
}

func (p *Pane) row(t *ticket.Ticket) kit.TableRow {
	f := &p.opts.Edition().Form
	about := kit.Cell{Text: cmp.Or(t.Subject, className(f, t), nothing), Detail: join(categoryName(f, t), className(f, t)), Pill: wanting(f, t)}
	status := kit.Cell{Text: cmp.Or(statusName(f, t.Status), nothing), Detail: choiceName(f.Priorities, t.Priority), Tone: statusTone(f, t.Status)}
	feel := kit.Cell{Text: cmp.Or(choiceName(f.Sentiments, t.Sentiment), nothing), Detail: "FCR " + cmp.Or(string(t.FCR), nothing)}
	return kit.TableRow{Key: string(t.Ref), Cells: []kit.Cell{
		{Text: string(t.Ref), Detail: join(p.when(cmp.Or(t.Closed, t.Created)), handled(t.Handled))},
		{Text: customer(t), Detail: t.Phone.Value, Strong: true},
		about, status, feel,
	}}
}

// wanting says that something is missing, or that a rule answered.
func wanting(f *ticket.Form, t *ticket.Ticket) kit.PillData {
	switch n := len(f.Problems(t)); {
	case n > 0:
		return kit.PillData{Word: words.Count(n, "problem"), Tone: kit.Amber}
	case len(t.ByRule) > 0:
		return kit.PillData{Word: byRule}
	}
	return kit.PillData{}
}

// when says an instant as a person would now, in the workspace's time.
func (p *Pane) when(at chat.Instant) string {
	if at.IsZero() {
		return nothing
	}
	zone := p.opts.Edition().Policy.Cover.Location()
	return words.When(at.Time(), p.opts.Now().Time().In(zone)) + words.Place(at.Time().In(zone), p.opts.Here)
}

func customer(t *ticket.Ticket) string {
	return words.Name(cmp.Or(t.Contact.Value, t.Phone.Value))
}

func handled(h ticket.Handling) string {
	switch h {
	case ticket.HandledBot:
		return "bot"
	case ticket.HandledAgent:
		return "person"
	case ticket.HandledBoth:
		return "bot, person"
	}
	return "nobody answered"
}

// choiceName is what people read for a choice; its id where the policy in force does
// not know it any more.
func choiceName(list []ticket.Choice, id ticket.ChoiceID) string {
	for _, c := range list {
		if c.ID == id {
			return c.Name
		}
	}
	return string(id)
}

func statusName(f *ticket.Form, id ticket.ChoiceID) string {
	for _, s := range f.Statuses {
		if s.ID == id {
			return s.Name
		}
	}
	return string(id)
}

func statusTone(f *ticket.Form, id ticket.ChoiceID) kit.Tone {
	if slices.ContainsFunc(f.Statuses, func(s ticket.Status) bool { return s.ID == id && !s.Done }) {
		return kit.Amber
	}
	return kit.Grey
}

func categoryOf(f *ticket.Form, t *ticket.Ticket) *ticket.Category {
	for i := range f.Categories {
		if f.Categories[i].ID == t.Category {
			return &f.Categories[i]
		}
	}
	return nil
}

func categoryName(f *ticket.Form, t *ticket.Ticket) string {
	if c := categoryOf(f, t); c != nil {
		return c.Name
	}
	return string(t.Category)
}

func className(f *ticket.Form, t *ticket.Ticket) string {
	if c := categoryOf(f, t); c != nil {
		return choiceName(c.Classifications, t.Classification)
	}
	return string(t.Classification)
}

func reasonName(f *ticket.Form, t *ticket.Ticket) string {
	for _, r := range f.Reasons {
		if r.ID != t.EndReason {
			continue
		}
		for _, d := range r.Details {
			if d.ID == t.EndDetail {
				return join(r.Name, d.Name)
			}
		}
		return r.Name
	}
	return join(string(t.EndReason), string(t.EndDetail))
}

func join(parts ...string) string {
	parts = slices.DeleteFunc(parts, func(s string) bool { return s == "" })
	return strings.Join(parts, " · ")
}

// answer is a value, or why there is none.
func answer(a ticket.Answer) string {
	if a.Unknown != "" {
		return "unknown: " + a.Unknown
	}
	return a.Value
}

// showDifferences says where closed chats and tickets are not the same (G-TKT-01).
func (p *Pane) showDifferences() {
	c := &p.news.check
	n := c.Differences()
	d := kit.BannerData{Tone: kit.Red, Foot: "checked " + p.when(c.At)}
	switch {
	case c.Failed != "":
		d.Title, d.Text = "The nightly check could not be made", c.Failed
	case n > 0:
		d.Title, d.Text = "Closed chats and tickets are not the same", strings.Join(differences(c), "\n")
		d.Detail = words.Count(n, "difference")
	}
	p.differ.Set(d)
	kit.SetShown(p.differ, d.Title != "")
}

func differences(c *app.TicketCheck) []string {
	var out []string
	list := func(what string, ids ...string) {
		if len(ids) > 0 {
			out = append(out, what+": "+strings.Join(ids, ", "))
		}
	}
	list("Ended without a ticket", plain(c.Missing)...)
	list("Not ended, with a ticket", plain(c.Extra)...)
	list("With tickets of several numbers", plain(c.Double)...)
	list("Numbers of several chats", c.Shared...)
	return out
}

// plain shows ids in one line each, whatever a backend put into them.
func plain(ids []chat.ChatID) []string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = kit.DisplayLine(string(id))
	}
	return out
}

// showOutside says what leaves the house, where it does not.
func (p *Pane) showOutside() {
	o := &p.news.out
	lines := slices.Clone(o.Words)
	for _, u := range o.Unsent {
		lines = append(lines, string(u.Ticket)+": "+u.Words)
	}
	d := kit.BannerData{Tone: kit.Amber, Text: strings.Join(lines, "\n")}
	switch {
	case o.Undeliverable > 0:
		d.Tone, d.Title = kit.Red, words.Count(o.Undeliverable, "parcel")+" could not be delivered"
		d.Text = strings.TrimSpace(strings.Join(p.parcels(""), "\n") + "\n" + d.Text)
		d.Buttons = []kit.ButtonData{{Word: "Send all again", Locked: p.mayRetry()}}
	case len(o.Unsent) > 0:
		d.Title = words.Count(len(o.Unsent), "ticket") + " could not be sent"
	case len(lines) > 0:
		d.Title = "Tickets stay in the house"
	}
	if o.Waiting > 0 {
		d.Detail = words.Count(o.Waiting, "parcel") + " on the way"
	}
	p.outside.Set(d)
	kit.SetShown(p.outside, d.Title != "")
}

// mostParcels is how many undeliverable parcels are told at once.
const mostParcels = 5

// parcels are the undeliverable ones in words; of one ticket, those on the way too.
func (p *Pane) parcels(of ticket.Ref) []string {
	var out []string
	for i := range p.news.out.Parcels {
		x := &p.news.out.Parcels[i]
		if of != "" && x.Ticket != of || of == "" && !x.Undeliverable {
			continue
		}
		if of == "" && len(out) == mostParcels {
			return append(out, fmt.Sprintf("and %d more", p.news.out.Undeliverable-mostParcels))
		}
		out = append(out, p.parcel(x, of == ""))
	}
	return out
}

func (p *Pane) parcel(x *app.Parcel, number bool) string {
	s := "To " + kit.DisplayLine(x.To)
	if x.Mail {
		s = "Copy to " + kit.DisplayLine(x.To)
	}
	if number {
		s = string(x.Ticket) + ": " + s
	}
	switch {
	case x.Undeliverable:
		s += ", given up after " + words.Count(x.Attempts, "attempt")
	case x.Attempts == 0:
		s += ", on its way"
	default:
		s += ", tried " + words.Count(x.Attempts, "time") + ", next " + p.when(x.Due)
	}
	if x.Words != "" {
		s += ": “" + kit.DisplayLine(x.Words) + "”"
	}
	if x.Maybe {
		s += "; it may have arrived all the same"
	}
	return s
}

// mayRetry is why this person may not send anything again; empty if they may.
func (p *Pane) mayRetry() string {
	switch {
	case !p.live:
		return "the hub is away"
	case p.me.Role != chat.RoleLead:
		return "leads do this"
	}
	return ""
}
