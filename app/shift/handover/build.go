package handover

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// Brief is what a document is built of.
type Brief struct {
	Shift string
	// From is who goes, To who comes; To is empty where nobody is named.
	From, To chat.AgentID
	At       chat.Instant
	// Note is about the shift as a whole, Notes about items, by their ids.
	Note   string
	Notes  map[string]string
	Items  []Item
	Checks []Check
}

// Build puts a document together, chained to the last one of the floor. It is not
// signed yet: see [Sign].
func Build(f *chat.Floor, ed *policy.Edition, b Brief) Document {
	d := Document{
		Format: Format, Floor: ed.Policy.Floor.Name, Shift: b.Shift, From: b.From, To: b.To,
		At: b.At, Due: b.At.Add(ed.Policy.Handover.Ack), Prev: f.LastHandover(), Note: b.Note,
		Zone: ed.Policy.Cover.Zone, People: make(map[chat.AgentID]string),
		Items: slices.Clone(b.Items), Checklist: slices.Clone(b.Checks),
	}
	for i := range d.Items {
		if note, ok := b.Notes[d.Items[i].ID]; ok {
			d.Items[i].Note = note
		}
	}
	d.introduce(f)
	return d
}

// introduce writes down the names of everybody whom the document mentions, and of
// those who may sign under it: a reader has no list of the team.
func (d *Document) introduce(f *chat.Floor) {
	mention := func(id chat.AgentID) {
		if a := f.Agent(id); a != nil {
			d.People[id] = a.Name
		}
	}
	mention(d.From)
	mention(d.To)
	for i := range d.Items {
		mention(d.Items[i].Owner)
	}
	f.EachAgent(func(a *chat.Agent) {
		if a.Role == chat.RoleLead && !a.Revoked {
			mention(a.ID)
		}
	})
}
