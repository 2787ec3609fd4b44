package tickets

import (
	"cmp"
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/layout"

	"floorwalker/app/ticket"
	"floorwalker/ui/kit"
	"floorwalker/ui/theme"
	"floorwalker/ui/words"
)

// detail is the ticket that is open.
type detail struct {
	pane    *Pane
	content *fyne.Container
	nothing *kit.EmptyState
	body    *fyne.Container
	scroll  *container.Scroll
	column  *fyne.Container

	open   ticket.Ticket // Ref empty: none
	floor  bool          // its chat is on the floor, so it can be changed
	saving ticket.Field  // a change that the hub has not told yet

	problems *kit.Banner
	parcels  *kit.Banner
	name     *kit.Words
	number   *kit.Text
	chat     *kit.Button
	copy     *kit.Button
	choices  [fields]*kit.Button
	rows     *fyne.Container
	said     *kit.Text
}

// field is one of those that can be changed here.
type field int

const (
	fieldPriority field = iota
	fieldStatus
	fieldAssignee
	fields
)

// fieldWords name them, with their keys.
var fieldWords = [fields]struct {
	word, key string
	of        ticket.Field
}{
	{"Priority", "P", ticket.FieldPriority}, {"Status", "S", ticket.FieldStatus}, {"Assignee", "A", ticket.FieldAssignee},
}

func newDetail(p *Pane) *detail {
	d := &detail{
		pane: p, problems: kit.NewBanner(kit.BannerData{}), parcels: kit.NewBanner(kit.BannerData{}),
		nothing: kit.NewEmptyState(kit.EmptyData{
			Title: "No ticket is open", Text: "Pick one at the left with ↑ ↓ and Enter.",
		}),
		name: kit.NewTitle("").Yield(), number: kit.NewQuietText(""), said: kit.NewQuietText(""), rows: kit.NewColumn(6),
	}
	d.parcels.OnButton = func(int) { p.retryOpen() }
	d.chat = kit.NewButton(kit.ButtonData{Word: "Open chat", Key: "O"}, p.OpenChat)
	d.copy = kit.NewButton(kit.ButtonData{Word: "Copy number", Key: "C"}, p.CopyNumber)
	buttons := container.New(layout.NewRowWrapLayoutWithCustomPadding(theme.Px(8), theme.Px(8)), d.chat, d.copy)
	for i, w := range fieldWords {
		d.choices[i] = kit.NewButton(kit.ButtonData{Word: w.word, Key: w.key}, func() { d.choose(field(i)) })
		buttons.Add(d.choices[i])
	}
	d.column = kit.NewColumn(10, d.name, d.number, buttons, d.said, d.problems, d.parcels, d.rows)
	pad := theme.Px(20)
	d.scroll = container.NewVScroll(container.New(layout.NewCustomPaddedLayout(pad, pad, pad, pad), d.column))
	d.body = container.NewStack(d.scroll)
	d.body.Hide()
	d.content = container.NewStack(d.nothing, d.body)
	return d
}

// take opens a ticket, and asks whether it can be changed.
func (d *detail) take(t ticket.Ticket) {
	if t.Ref != d.open.Ref {
		d.floor, d.saving = false, ""
		d.scroll.ScrollToTop()
		d.said.Set("")
	}
	d.open = t
	d.pane.opts.Desk.FloorTicket(t.Chat, func(_ ticket.Ticket, ok bool) {
		d.pane.opts.Post(func() {
			if d.open.Ref == t.Ref && d.floor != ok {
				d.floor = ok
				d.show()
			}
		})
	})
}

// renew brings the open ticket up to a list that came.
func (d *detail) renew() {
	if t, ok := d.pane.news.get(d.open.Ref); ok {
		d.saving = ""
		d.take(t)
	}
}

// show says what the open ticket says.
func (d *detail) show() {
	t := &d.open
	if t.Ref == "" {
		d.body.Hide()
		d.nothing.Show()
		return
	}
	d.nothing.Hide()
	d.body.Show()
	d.name.Set(customer(t))
	d.number.Set(join(string(t.Ref), words.Channel(t.Channel), handled(t.Handled), d.since()))
	for i, b := range d.choices {
		w := fieldWords[i]
		b.Set(kit.ButtonData{Word: w.word, Key: w.key, Locked: d.locked()})
	}
	if why := d.locked(); why != "" && d.saving == "" {
		d.said.Set("Priority, status and assignee cannot be changed here: " + why + ".")
	} else if d.saving != "" {
		d.said.Set("Being saved; what the hub says of it is shown here.")
	} else {
		d.said.Set("")
	}
	kit.SetShown(d.said, d.said.AccessibilityLabel() != "")
	d.showProblems()
	d.showParcels()
	d.rows.Objects = d.sections()
	d.rows.Refresh()
	d.column.Refresh()
	d.scroll.Refresh()
}

// since says when the chat ended, or that it goes on: its only person has left it
// (V-LEAVE-02).
func (d *detail) since() string {
	if d.open.Closed.IsZero() {
		return "goes on; saved " + d.pane.when(d.open.Created)
	}
	return "ended " + d.pane.when(d.open.Closed)
}

// locked is why nothing can be changed; empty if it can.
func (d *detail) locked() string {
	switch {
	case d.saving != "":
		return "a change is being saved"
	case d.open.Closed.IsZero():
		return "the chat goes on, and whoever closes it says the rest"
	case !d.floor:
		return "the chat has left the floor"
	}
	return ""
}

// showProblems says in words what is wrong with the ticket (S-CLOSE-04).
func (d *detail) showProblems() {
	problems := d.pane.opts.Edition().Form.Problems(&d.open)
	lines := make([]string, len(problems))
	for i, x := range problems {
		lines[i] = words.Upper(fieldName(x.Field) + " " + x.Words)
	}
	d.problems.Set(kit.BannerData{Tone: kit.Amber, Title: words.Count(len(lines), "problem"), Text: strings.Join(lines, "\n")})
	kit.SetShown(d.problems, len(lines) > 0)
}

func (d *detail) showParcels() {
	lines := d.pane.parcels(d.open.Ref)
	b := kit.BannerData{Tone: kit.Blue, Title: "On the way", Text: strings.Join(lines, "\n")}
	if d.pane.undeliverable(d.open.Ref) > 0 {
		b.Tone, b.Title, b.Buttons = kit.Red, "Not delivered", []kit.ButtonData{{Word: "Send again", Locked: d.pane.mayRetry()}}
	}
	d.parcels.Set(b)
	kit.SetShown(d.parcels, len(lines) > 0)
}

// sections are the fields in the order in which a ticket is read.
func (d *detail) sections() []fyne.CanvasObject {
	t, f, p := &d.open, &d.pane.opts.Edition().Form, d.pane
	s := fieldList{ticket: t}
	s.title("About")
	s.add(ticket.FieldCategory, "Category", categoryName(f, t))
	s.add(ticket.FieldClassification, "Classification", className(f, t))
	s.add(ticket.FieldPriority, "Priority", choiceName(f.Priorities, t.Priority))
	s.add(ticket.FieldStatus, "Status", statusName(f, t.Status))
	s.add(ticket.FieldAssignee, "Assignee", cmp.Or(p.who.Name(t.Assignee), "nobody"))
	s.add(ticket.FieldFCR, "First contact resolved", string(t.FCR))
	s.add(ticket.FieldSentiment, "Sentiment", choiceName(f.Sentiments, t.Sentiment))
	s.text(ticket.FieldSubject, "Subject", t.Subject)
	s.text(ticket.FieldSummary, "Summary", t.Summary)
	s.title("Customer")
	s.add(ticket.FieldAccount, cmp.Or(f.AccountName, "Account"), answer(t.Account))
	s.add(ticket.FieldService, "Service number", answer(t.Service))
	s.add(ticket.FieldContact, "Contact", answer(t.Contact))
	s.add(ticket.FieldPhone, "Number", answer(t.Phone))
	s.add(ticket.FieldMail, "Copy", cmp.Or(copyWords(t), "none wanted"))
	s.title("How it ended")
	s.add(ticket.FieldEndReason, "Reason", reasonName(f, t))
	s.text(ticket.FieldEndNote, "Explanation", t.EndNote)
	s.add(ticket.FieldResolution, "Resolution", choiceName(f.Resolutions, t.Resolution))
	s.add(ticket.FieldMethod, "Method", choiceName(f.Methods, t.Method))
	s.add(ticket.FieldFollowUp, "Follow-up required", string(t.FollowUp))
	if !t.ResolveBy.IsZero() {
		s.add(ticket.FieldResolveBy, "Resolved by", p.when(t.ResolveBy))
	}
	if !t.CallAt.IsZero() {
		s.add(ticket.FieldCallAt, "Call at", p.when(t.CallAt))
	}
	s.text(ticket.FieldNextSteps, "Next steps", t.NextSteps)
	s.title("Tags")
	s.text(ticket.FieldTags, "", strings.Join(f.TagsOf(t), " · "))
	if t.Notes != "" {
		s.title("Notes, for the team only")
		s.text(ticket.FieldNotes, "", t.Notes)
	}
	return s.objects
}

func copyWords(t *ticket.Ticket) string {
	if t.SendCopy != ticket.Yes {
		return ""
	}
	return cmp.Or(t.Mail, "wanted, and there is no address")
}

// fieldList is a list of fields as it is made.
type fieldList struct {
	ticket  *ticket.Ticket
	objects []fyne.CanvasObject
}

func (s *fieldList) title(text string) {
	s.objects = append(s.objects, container.New(layout.NewCustomPaddedLayout(theme.Px(8), 0, 0, 0), kit.NewSection(text)))
}

// add is a field of one line; what a rule has filled is marked.
func (s *fieldList) add(of ticket.Field, name, value string) {
	k, tone := kit.NewKeyValue(name, ""), kit.Grey
	value = cmp.Or(value, nothing)
	if slices.Contains(s.ticket.ByRule, of) {
		value, tone = value+" · "+byRule, kit.Amber
	}
	k.Set(name, value, tone)
	s.objects = append(s.objects, k)
}

// text is a field of several lines; an empty one is left out.
func (s *fieldList) text(of ticket.Field, name, value string) {
	if value == "" {
		return
	}
	if slices.Contains(s.ticket.ByRule, of) {
		name = join(name, byRule)
	}
	if name != "" {
		s.objects = append(s.objects, kit.NewCaption(name))
	}
	s.objects = append(s.objects, kit.NewText(value))
}
