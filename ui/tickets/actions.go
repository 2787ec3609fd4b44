package tickets

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Open shows a ticket beside the table.
func (p *Pane) Open(ref ticket.Ref) {
	t, ok := p.news.get(ref)
	if !ok {
		return
	}
	p.table.Select(string(ref))
	p.detail.take(t)
	p.detail.show()
}

// Opened is the ticket beside the table; empty if none is.
func (p *Pane) Opened() ticket.Ref { return p.detail.open.Ref }

// OpenChat shows the conversation of the open ticket.
func (p *Pane) OpenChat() {
	if id := p.detail.open.Chat; id != "" && p.opts.OpenChat != nil {
		p.opts.OpenChat(id)
	}
}

// CopyNumber puts the number of the open ticket on the clipboard.
func (p *Pane) CopyNumber() {
	if ref := p.Opened(); ref != "" {
		fyne.CurrentApp().Clipboard().SetContent(string(ref))
		p.say("The number " + string(ref) + " is copied.")
	}
}

// Retry sends a parcel again, or all that are undeliverable if key is empty.
func (p *Pane) Retry(key string) {
	if p.mayRetry() != "" {
		return
	}
	p.opts.Desk.RetryParcel(key, func(n int, err error) {
		p.opts.Post(func() {
			if err != nil {
				p.say(err.Error())
			} else {
				p.say(words.Upper(words.Count(n, "parcel")) + " sent again.")
			}
			p.news.ask()
		})
	})
}

// retryOpen sends those of the open ticket again.
func (p *Pane) retryOpen() {
	for i := range p.news.out.Parcels {
		if x := &p.news.out.Parcels[i]; x.Ticket == p.Opened() && x.Undeliverable {
			p.Retry(x.Key)
		}
	}
}

// undeliverable counts a ticket's parcels that were given up.
func (p *Pane) undeliverable(of ticket.Ref) (n int) {
	for i := range p.news.out.Parcels {
		if x := &p.news.out.Parcels[i]; x.Ticket == of && x.Undeliverable {
			n++
		}
	}
	return n
}

// Export writes all tickets that the search chooses to a file: JSON if its name ends so,
// else CSV. Pressed again it stops.
func (p *Pane) Export() {
	if p.cancel != nil {
		p.cancel()
		return
	}
	if !p.live || p.opts.SaveFile == nil {
		return
	}
	p.opts.SaveFile("tickets.csv", func(name string, w io.WriteCloser, err error) {
		if err != nil {
			p.say("The file cannot be written: " + err.Error() + ".")
			return
		}
		format := "csv"
		if strings.HasSuffix(strings.ToLower(name), ".json") {
			format = "json"
		}
		q := app.TicketQuery{Words: p.search.Text}
		p.say("Exporting to " + name + "…")
		p.cancel = p.opts.Desk.ExportTickets(q, format, w, func(err error) {
			err = errors.Join(err, w.Close())
			p.opts.Post(func() { p.exported(name, err) })
		})
		p.showHead()
	})
}

func (p *Pane) exported(name string, err error) {
	p.cancel = nil
	if err != nil {
		p.say(fmt.Sprintf("The export to %s did not get to its end, so the file has a part of the tickets: %v", name, err))
	} else {
		p.say("The tickets are in " + name + ". Cells that a spreadsheet would compute have an apostrophe in front.")
	}
	p.showHead()
}

// nobody is the picker's key of no assignee; agents' keys begin with another letter.
const nobody = "-"

// choose asks for another value of a field of the open ticket.
func (d *detail) choose(what field) {
	if d.open.Ref == "" || d.locked() != "" {
		return
	}
	ref, p := d.open.Ref, d.pane
	pick := kit.NewPicker(fieldWords[what].word, "A name")
	pick.Set(d.options(what))
	pick.OnShortcut = p.fieldShortcut
	pick.OnChoose = func(key string) {
		if d.open.Ref == ref {
			d.change(what, key)
		}
	}
	kit.ShowPicker(p.opts.Window(), pick)
}

func (d *detail) options(what field) []kit.Choice {
	f, p := &d.pane.opts.Edition().Form, d.pane
	var out []kit.Choice
	switch what {
	case fieldPriority:
		for _, c := range f.Priorities {
			out = append(out, kit.Choice{Key: string(c.ID), Name: c.Name})
		}
	case fieldStatus:
		for _, s := range f.Statuses {
			c := kit.Choice{Key: string(s.ID), Name: s.Name}
			if !s.Done {
				c.Detail = "asks for next steps, a date and a call"
			}
			out = append(out, c)
		}
	case fieldAssignee:
		out = append(out, kit.Choice{Key: "a" + string(p.me.Agent), Name: "You"}, kit.Choice{Key: nobody, Name: "Nobody"})
		for _, t := range p.team {
			out = append(out, kit.Choice{Key: "a" + string(t.ID), Name: t.Name, Pill: kit.PillData{Word: t.Department}})
		}
	}
	return out
}

// told is how long the hub has to tell of a change before it is asked.
const told = 700 * time.Millisecond

// change saves another value over the newest ticket that the desk knows (G-TKT-06).
func (d *detail) change(what field, key string) {
	p, ref := d.pane, d.open.Ref
	p.opts.Desk.FloorTicket(d.open.Chat, func(t ticket.Ticket, ok bool) {
		p.opts.Post(func() {
			if d.open.Ref != ref {
				return
			}
			if !ok || t.Ref != ref {
				d.floor = false
				d.show()
				return
			}
			set(&t, what, key)
			if problems := p.opts.Edition().Form.Problems(&t); len(problems) > 0 {
				p.say("Not saved: " + fieldName(problems[0].Field) + " " + problems[0].Words + ".")
				return
			}
			p.say("")
			d.saving = fieldWords[what].of
			p.opts.Desk.SaveTicket(t.Chat, t)
			p.news.due = p.opts.Now().Add(told)
			d.show()
		})
	})
}

// set writes the chosen value; it is a person's from now on.
func set(t *ticket.Ticket, what field, key string) {
	switch what {
	case fieldPriority:
		t.Priority = ticket.ChoiceID(key)
	case fieldStatus:
		t.Status = ticket.ChoiceID(key)
	case fieldAssignee:
		t.Assignee = chat.AgentID(strings.TrimPrefix(key, "a"))
		if key == nobody {
			t.Assignee = ""
		}
	}
	var rest []ticket.Field
	for _, f := range t.ByRule {
		if f != fieldWords[what].of {
			rest = append(rest, f)
		}
	}
	t.ByRule = rest
}

// fieldName is a field's name in words.
func fieldName(f ticket.Field) string {
	var b strings.Builder
	for _, r := range string(f) {
		if 'A' <= r && r <= 'Z' {
			b.WriteRune(' ')
			r += 'a' - 'A'
		}
		b.WriteRune(r)
	}
	return b.String()
}
