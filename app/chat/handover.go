package chat

import "slices"

// KeepHandovers is how many handovers the floor remembers beside those that are
// open.
const KeepHandovers = 20

// MostHandovers is how many handovers the floor remembers with the open ones: beyond
// it the oldest goes, open or not, for each is a document.
const MostHandovers = 100

// HandoverItem is one thing that goes over from one shift to the next, as far
// as people who acknowledge it need to know; the document has the rest.
type HandoverItem struct {
	ID   string
	Kind string
	// Chat, Obligation and Record say what it is about, as far as each applies.
	Chat       ChatID
	Obligation ObligationID
	Record     string
	Title      string
}

type (
	// HandoverSigned hands a shift over, by a signature of who goes (the event's
	// By) over the document's hash.
	HandoverSigned struct {
		Shift string
		// Hash names the document; Prev the one before it, empty for the first.
		Hash, Prev string
		To         AgentID
		Items      []HandoverItem
		// Due is when it goes to the lead if it was not acknowledged.
		Due Instant
		// Document is the signed file as package handover packed it.
		Document []byte
	}

	// HandoverAcknowledged says which items somebody has taken, with their
	// signature.
	HandoverAcknowledged struct {
		Hash      string
		Items     []string
		Signature []byte
	}

	// HandoverRaised says that nobody acknowledged it in time, and who has it now.
	HandoverRaised struct {
		Hash string
		To   AgentID
	}

	// HandoverTaken is a lead's word, in writing, that Agent may go although not
	// everything was acknowledged.
	HandoverTaken struct {
		Hash      string
		Agent     AgentID
		Note      string
		Signature []byte
	}
)

// The kinds of events about handovers.
const (
	KindHandoverSigned       Kind = "HandoverSigned"
	KindHandoverAcknowledged Kind = "HandoverAcknowledged"
	KindHandoverRaised       Kind = "HandoverRaised"
	KindHandoverTaken        Kind = "HandoverTaken"
)

// Kind implements Body for each event.
func (*HandoverSigned) Kind() Kind       { return KindHandoverSigned }
func (*HandoverAcknowledged) Kind() Kind { return KindHandoverAcknowledged }
func (*HandoverRaised) Kind() Kind       { return KindHandoverRaised }
func (*HandoverTaken) Kind() Kind        { return KindHandoverTaken }

// The commands about handovers.
const (
	NameSignHandover        CommandName = "SignHandover"
	NameAcknowledgeHandover CommandName = "AcknowledgeHandover"
	NameTakeHandover        CommandName = "TakeHandover"
)

type (
	// SignHandover hands one's shift over.
	SignHandover struct {
		Shift    string
		To       AgentID
		Document []byte
	}

	// AcknowledgeHandover takes items.
	AcknowledgeHandover struct {
		Hash      string
		Items     []string
		Signature []byte
	}

	// TakeHandover takes all that is left, in writing; leads only.
	TakeHandover struct {
		Hash      string
		Agent     AgentID
		Note      string
		Signature []byte
	}
)

// Name implements Wish for each command.
func (*SignHandover) Name() CommandName        { return NameSignHandover }
func (*AcknowledgeHandover) Name() CommandName { return NameAcknowledgeHandover }
func (*TakeHandover) Name() CommandName        { return NameTakeHandover }

// Handover is how far a handover has come. It is a value; its slices are
// replaced, never changed in place.
type Handover struct {
	Shift      string
	Hash, Prev string
	From, To   AgentID
	Signed     Instant
	Due        Instant
	Items      []HandoverItem
	Document   []byte
	// Acks are what was acknowledged, oldest first.
	Acks []Acknowledgement
	// Raised is when it went to RaisedTo, zero until then.
	Raised   Instant
	RaisedTo AgentID
	// Taken is what a lead put in writing; its At is zero until then.
	Taken Taking
	// Replaced is the hash of a later handover of the same person and shift, empty
	// while there is none: whatever was still theirs to hand over is in that one.
	Replaced string
}

// Acknowledgement is somebody's word that they have taken items.
type Acknowledgement struct {
	Items     []string
	By        AgentID
	At        Instant
	Signature []byte
}

// Taking is a lead's word for what nobody acknowledged.
type Taking struct {
	By        AgentID
	At        Instant
	Agent     AgentID // who may go
	Note      string
	Signature []byte
}

// Acked returns who acknowledged an item first, and when.
func (h *Handover) Acked(item string) (by AgentID, at Instant, ok bool) {
	for i := range h.Acks {
		if slices.Contains(h.Acks[i].Items, item) {
			return h.Acks[i].By, h.Acks[i].At, true
		}
	}
	return "", 0, false
}

// Missing returns the items that nobody has acknowledged.
func (h *Handover) Missing() []HandoverItem {
	var missing []HandoverItem
	for _, it := range h.Items {
		if _, _, ok := h.Acked(it.ID); !ok {
			missing = append(missing, it)
		}
	}
	return missing
}

// Open reports whether something of it has nobody who took it: neither item by
// item nor, in writing, by a lead, and not by a later handover in its place.
func (h *Handover) Open() bool {
	return h.Replaced == "" && h.Taken.At.IsZero() && len(h.Missing()) > 0
}

// Handovers returns those that are open and the last [KeepHandovers], at most
// [MostHandovers], oldest first. The slice is replaced, never changed in place.
func (f *Floor) Handovers() []Handover { return f.handovers }

// Handover returns the one of that hash.
func (f *Floor) Handover(hash string) (Handover, bool) {
	for i := range f.handovers {
		if f.handovers[i].Hash == hash {
			return f.handovers[i], true
		}
	}
	return Handover{}, false
}

// LastHandover returns the hash that the next handover is chained to, empty if
// there was none yet.
func (f *Floor) LastHandover() string {
	if len(f.handovers) == 0 {
		return ""
	}
	return f.handovers[len(f.handovers)-1].Hash
}

// applyHandover folds handovers; it reports whether e was about one.
func (f *Floor) applyHandover(e *Event) bool {
	switch b := e.Body.(type) {
	case *HandoverSigned:
		f.handed(Handover{
			Shift: b.Shift, Hash: b.Hash, Prev: b.Prev, From: e.By, To: b.To, Signed: e.At, Due: b.Due,
			Items: b.Items, Document: b.Document,
		})
	case *HandoverAcknowledged:
		f.handover(b.Hash, func(h *Handover) {
			h.Acks = append(h.Acks[:len(h.Acks):len(h.Acks)],
				Acknowledgement{Items: b.Items, By: e.By, At: e.At, Signature: b.Signature})
		})
	case *HandoverRaised:
		f.handover(b.Hash, func(h *Handover) { h.Raised, h.RaisedTo = e.At, b.To })
	case *HandoverTaken:
		f.handover(b.Hash, func(h *Handover) {
			h.Taken = Taking{By: e.By, At: e.At, Agent: b.Agent, Note: b.Note, Signature: b.Signature}
		})
	default:
		return false
	}
	return true
}

// handed puts a handover at the end, in the place of those that it replaces, and
// forgets the oldest that is not open if there are too many.
func (f *Floor) handed(h Handover) {
	next := append(slices.Clone(f.handovers), h)
	for i := range next[:len(next)-1] {
		if o := &next[i]; o.From == h.From && o.Shift == h.Shift && o.Open() {
			o.Replaced = h.Hash
		}
	}
	for settled := len(next) - KeepHandovers; settled > 0; settled-- {
		at := slices.IndexFunc(next, func(h Handover) bool { return !h.Open() })
		if at < 0 || at == len(next)-1 {
			break
		}
		next = slices.Delete(next, at, at+1)
	}
	f.handovers = next[max(0, len(next)-MostHandovers):]
}

// handover changes one in a copy of the list.
func (f *Floor) handover(hash string, change func(*Handover)) {
	next := slices.Clone(f.handovers)
	for i := range next {
		if next[i].Hash == hash {
			change(&next[i])
		}
	}
	f.handovers = next
}
