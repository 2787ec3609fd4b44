package handover

import (
	"maps"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/roster"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// Sign asks who receives it and what to say of the whole, and signs.
func (d *goesOver) Sign() {
	p := d.pane
	if d.why(p.snap) != "" {
		d.lock()
		return
	}
	people := d.receivers()
	segments := make([]kit.Segment, len(people))
	for i, one := range people {
		segments[i] = kit.Segment{Word: words.Label(one.name), Selected: i == 0}
	}
	who := kit.NewChoiceField("Who receives it", segments...)
	note := kit.NewTextField("For the shift as a whole", "What the next one should know first", 0)
	note.SetText(d.whole)
	note.OnChange = func() {
		d.whole = note.Text()
		p.opts.Desk.SaveDraft("", noteOfShift, d.whole)
	}
	shift, n := p.snap.Handovers.Shift, len(d.items)
	sheet := kit.NewSheet(kit.SheetData{
		Title: "Sign your handover", Confirm: "Sign it",
		Text: words.Upper(words.Count(n, "item")) + " and your words are signed with your key and cannot be changed by anybody afterwards, yourself included.",
	}, who, note)
	sheet.OnShortcut = p.opts.Shortcut
	sheet.OnConfirm = func() bool {
		d.send(shift, people[who.Picked()].id)
		return true
	}
	kit.ShowSheet(p.opts.Window(), sheet)
}

// receiver is somebody who may receive a handover; no id is the lead.
type receiver struct {
	id   chat.AgentID
	name string
}

// receivers are who comes next by the roster, then the others of the team, and last
// whoever is lead.
func (d *goesOver) receivers() []receiver {
	s := d.pane.snap
	var next []chat.AgentID
	if s.Edition != nil {
		r := roster.Of(s.Edition)
		if r.Written() {
			now := d.pane.opts.Now()
			at := r.Next(now).Start
			for _, role := range []policy.Role{policy.RolePrimary, policy.RoleSecondary} {
				next = append(next, r.WhoAt(at, role)...)
			}
		}
	}
	var out []receiver
	add := func(id chat.AgentID) {
		for _, c := range s.Team {
			if c.ID == id && !slices.Contains(out, receiver{c.ID, c.Name}) {
				out = append(out, receiver{c.ID, c.Name})
			}
		}
	}
	for _, id := range next {
		add(id)
	}
	for _, online := range []bool{true, false} {
		for _, c := range s.Team {
			if c.Online == online {
				add(c.ID)
			}
		}
	}
	return append(out, receiver{"", "Whoever is lead"})
}

// send signs and forgets the drafts once the hub has it.
func (d *goesOver) send(shift string, to chat.AgentID) {
	p := d.pane
	notes := make(map[string]string)
	for id, t := range d.notes {
		if t = strings.TrimSpace(t); t != "" {
			notes[id] = t
		}
	}
	d.sending, d.trouble = true, ""
	d.lock()
	p.opts.Desk.SignHandover(shift, to, strings.TrimSpace(d.whole), notes, func(err error) {
		p.opts.Post(func() {
			d.sending = false
			if err != nil {
				d.trouble = "Not signed: " + err.Error()
				d.lock()
				return
			}
			d.forget(slices.Collect(maps.Keys(notes)))
			d.lock()
		})
	})
}

// forget drops what is signed now.
func (d *goesOver) forget(ids []string) {
	for _, id := range ids {
		delete(d.notes, id)
		d.pane.opts.Desk.SaveDraft("", noteOfItem+id, "")
	}
	d.whole = ""
	d.pane.opts.Desk.SaveDraft("", noteOfShift, "")
	d.loading = true
	d.note.SetText("")
	d.loading = false
}
