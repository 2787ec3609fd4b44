package record

import "slices"

// enveloped is whatever has an envelope: the envelope itself or a version.
type enveloped interface{ envelope() *Envelope }

// join adds v to the heads of its record, in the order of before. It does not
// write to heads, and returns it as it is where v says nothing new: v is there,
// or one of them replaces it. Otherwise gone are the heads that v replaces.
//
// It is the only place that says what a head is.
func join[V enveloped](heads []V, v V) (next []V, gone []Mark, news bool) {
	e := v.envelope()
	next = make([]V, 0, len(heads)+1)
	for _, h := range heads {
		o := h.envelope()
		if o.Revision.Mark == e.Revision.Mark || o.Replaces(e) {
			return heads, nil, false
		}
		if e.Replaces(o) {
			gone = append(gone, o.Revision.Mark)
			continue
		}
		next = append(next, h)
	}
	at, _ := slices.BinarySearchFunc(next, e, func(h V, e *Envelope) int { return before(h.envelope(), e) })
	return slices.Insert(next, at, v), gone, true
}

// Heads says of the records of one kind which versions no other replaces, by
// their envelopes alone. It is what a hub keeps: it holds no contents and comes
// to the same heads as a [Book] that merges the same versions. The zero Heads
// is empty and ready to use. It is changed in place and belongs to one goroutine.
type Heads struct {
	byID map[ID][]*Envelope
}

// Add takes in a version. It reports whether that was news, which a version is
// not that is known or was replaced already, and the marks of the heads that it
// replaces, whose versions may be forgotten now. It trusts the mark; see
// [ReadEnvelope].
func (h *Heads) Add(e Envelope) (news bool, replaced []Mark) {
	next, gone, news := join(h.byID[e.ID], &e)
	if news {
		if h.byID == nil {
			h.byID = make(map[ID][]*Envelope)
		}
		h.byID[e.ID] = next
	}
	return news, gone
}

// Len returns how many records are known, deleted ones among them.
func (h *Heads) Len() int { return len(h.byID) }
