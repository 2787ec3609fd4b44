package handover

import (
	"fmt"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/typed"
)

// Text returns a handover for a printer or a terminal: all of it, in lines, readable
// by somebody who does not have this program.
func Text(f *File) string {
	d, b := &f.Document, &strings.Builder{}
	p := newPrint(f)
	line := func(form string, args ...any) { fmt.Fprintf(b, form+"\n", args...) }
	line("HANDOVER OF SHIFT %s", flat(d.Shift))
	line("%s", flat(d.Floor))
	line("")
	line("From      %s", d.name(d.From))
	line("To        %s", d.name(d.To))
	line("Signed    %s", p.when(d.At))
	line("Take by   %s", p.when(d.Due))
	if d.Note != "" {
		line("")
		line("%s", indent(d.Note, ""))
	}
	line("")
	line("%s, %d not acknowledged", strings.ToUpper(items(len(d.Items))), len(f.Open()))
	for i, it := range p.Items {
		line("")
		line("%3d. [%s] %s", i+1, it.mark(), it.Title)
		for _, of := range it.Lines {
			line("     %-8s %s", of.Name, indent(of.Value, "              "))
		}
	}
	if len(p.Checks) > 0 {
		line("")
		line("CHECKLIST")
		for _, c := range p.Checks {
			line("     [%s] %s", tick(c.Done), c.Words)
		}
	}
	for _, t := range p.Taken {
		line("")
		line("%s", t)
	}
	line("")
	line("Document  %s", flat(f.Hash))
	line("Before it %s", p.Before)
	line("Signature %s", flat(f.Signature))
	line("Key       %s", flat(d.Key))
	return b.String()
}

// printed is a handover in words, for either kind of print.
type printed struct {
	zone   *time.Location
	Items  []printedItem
	Checks []Check
	// Taken has a line for each lead who took it in writing.
	Taken  []string
	Before string
}

type printedItem struct {
	Title string
	Lines []pair
	Acked bool
	taken bool
}

type pair struct{ Name, Value string }

// mark is a cross for what somebody acknowledged, and room for a pen else.
func (i *printedItem) mark() string { return tick(i.Acked || i.taken) }

func tick(done bool) string {
	if done {
		return "x"
	}
	return " "
}

func newPrint(f *File) *printed {
	d := &f.Document
	p := &printed{zone: zoneOf(d.Zone), Before: flat(d.Prev)}
	if p.Before == "" {
		p.Before = "none: this is the first"
	}
	acked := f.acked()
	for i := range d.Items {
		p.Items = append(p.Items, p.item(f, &d.Items[i], acked[d.Items[i].ID]))
	}
	for _, c := range d.Checklist {
		words := flat(c.Words)
		if c.Why != "" {
			words += ": " + flat(c.Why)
		}
		p.Checks = append(p.Checks, Check{ID: flat(c.ID), Words: words, Done: c.Done})
	}
	for _, t := range f.Taken {
		p.Taken = append(p.Taken, fmt.Sprintf("%s took what was left from %s, in writing, %s: %s", d.name(t.By), d.name(t.Agent), p.when(t.At), flat(t.Note)))
	}
	return p
}

func (p *printed) item(f *File, it *Item, ack *Acknowledgement) printedItem {
	out := printedItem{Title: flat(it.Title), Acked: ack != nil, taken: len(f.Taken) > 0}
	add := func(name, value string) {
		if value != "" {
			out.Lines = append(out.Lines, pair{name, value})
		}
	}
	if it.Due != 0 {
		add("Due", p.when(it.Due))
	}
	owner := it.Owner
	if owner == "" {
		add("Owner", "nobody")
	} else {
		add("Owner", f.Document.name(owner))
	}
	add("Number", flat(it.Ref))
	add("Why", typed.Text(it.Words))
	add("Note", typed.Text(it.Note))
	if ack != nil {
		add("Taken", f.Document.name(ack.By)+", "+p.when(ack.At))
	}
	return out
}

// when writes an instant for people, in the team's zone, with the zone's offset:
// paper does not know where it is read.
func (p *printed) when(at chat.Instant) string {
	if at == 0 {
		return "no time"
	}
	return at.Time().In(p.zone).Format("Mon 2 Jan 2006 15:04 -07:00")
}

func zoneOf(name string) *time.Location {
	if name == "Local" {
		return time.UTC // which would be this machine's, and no two agree
	}
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return zone
}

// flat is one line of what came from a file.
func flat(s string) string { return typed.Line(s) }

// indent puts further lines of a text under the first.
func indent(s, by string) string {
	return strings.ReplaceAll(strings.TrimSpace(typed.Text(s)), "\n", "\n"+by)
}
