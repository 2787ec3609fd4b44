package script

import "slices"

// Merge returns l with versions that were made elsewhere: another desk's, the
// hub's, one's own from a day offline. It refuses nothing and loses nothing: a
// version goes only if another has it in its past; what remains beside the
// one that is offered is a conflict for people to settle. The outcome is the
// same in whatever order, grouping and number of times versions arrive.
//
// It trusts marks; [DecodeVersion] is where they are checked.
func (l Library) Merge(vs ...Version) Library {
	heads := make(map[ResponseID][]*Version)
	for i := range vs {
		v := vs[i]
		known, seen := heads[v.ID]
		if !seen {
			if e := l.entry(v.ID); e != nil {
				known = e.heads
			}
		}
		heads[v.ID] = join(known, &v)
	}
	var changed []*entry
	for id, hs := range heads {
		if e := l.entry(id); e == nil || !slices.Equal(e.heads, hs) {
			changed = append(changed, newEntry(hs))
		}
	}
	if len(changed) == 0 {
		return l
	}
	return l.with(changed...)
}

// join returns heads and v without those that another replaces. It does not
// write to heads, and returns it as it is where v says nothing new.
func join(heads []*Version, v *Version) []*Version {
	next := make([]*Version, 0, len(heads)+1)
	for _, h := range heads {
		if h.Revision.Mark == v.Revision.Mark || h.replaces(v) {
			return heads
		}
		if !v.replaces(h) {
			next = append(next, h)
		}
	}
	return append(next, v)
}
