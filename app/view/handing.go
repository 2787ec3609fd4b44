package view

import (
	"slices"

	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
)

// HandoversOf sorts the floor's handovers for me; role is mine. Draft and Key are
// the caller's to fill in.
func HandoversOf(f *chat.Floor, me chat.AgentID, role chat.Role) Handovers {
	v := Handovers{Keys: handover.KeysOf(f)}
	for _, h := range f.Handovers() {
		s := handoverOf(f, h, me, role)
		switch {
		case !h.Open() && !(s.ForLead && role == chat.RoleLead):
			v.Past = append(v.Past, s)
		case s.Mine || !h.Open():
			v.Waiting = append(v.Waiting, s)
		case me != "" && h.From == me:
			v.Signed = append(v.Signed, s)
		default:
			v.Others = append(v.Others, s)
		}
		if h.Open() && s.Raised {
			v.Late++
		}
	}
	slices.Reverse(v.Past)
	return v
}

func handoverOf(f *chat.Floor, h chat.Handover, me chat.AgentID, role chat.Role) Handover {
	s := Handover{Handover: h, FromName: nameOn(f, h.From), ToName: nameOn(f, h.To), Raised: !h.Raised.IsZero()}
	if !h.Taken.At.IsZero() {
		s.TakenBy = nameOn(f, h.Taken.By)
	}
	for _, it := range h.Items {
		shown := HandoverItem{HandoverItem: it}
		if by, at, ok := h.Acked(it.ID); ok {
			shown.By, shown.ByName, shown.Acknowledged = by, nameOn(f, by), at
		} else {
			s.Open++
		}
		if h.Taken.At.IsZero() {
			shown.NeedsLead = needsLead(f, &h, &it)
		}
		s.ForLead = s.ForLead || shown.NeedsLead
		s.Items = append(s.Items, shown)
	}
	s.ForLead = s.ForLead && s.Open == 0
	if s.Mine = s.answers(me, role); s.Mine && role == chat.RoleLead && s.To != me {
		s.reopen()
	}
	return s
}

// reopen makes the items that need a lead as open as any, for that lead.
func (s *Handover) reopen() {
	for i := range s.Items {
		if it := &s.Items[i]; it.NeedsLead && !it.Acknowledged.IsZero() {
			it.Acknowledged = 0
			s.Open++
		}
	}
}

// answers reports whether me may acknowledge what is left of it: who it is for, and a
// lead where it is for the lead.
func (s *Handover) answers(me chat.AgentID, role chat.Role) bool {
	if me == "" || s.From == me {
		return false
	}
	return s.To == me || role == chat.RoleLead && (s.To == "" || s.Raised || s.ForLead)
}

// needsLead reports whether an item is a chat that goes on and that no lead has
// acknowledged.
func needsLead(f *chat.Floor, h *chat.Handover, it *chat.HandoverItem) bool {
	c := f.Chat(it.Chat)
	if it.Kind != string(handover.KindChat) || c == nil || !c.Active() {
		return false
	}
	return !slices.ContainsFunc(h.Acks, func(a chat.Acknowledgement) bool {
		by := f.Agent(a.By)
		return slices.Contains(a.Items, it.ID) && by != nil && by.Role == chat.RoleLead
	})
}
