package hub

import (
	"bytes"
	"context"
	"regexp"
	"slices"
	"sync"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// archive knows where on the log handovers are, so that the log is read once for all
// who ask and not once for each. The zero archive knows of none; any goroutine may ask.
type archive struct {
	mu     sync.Mutex // held while the log is read
	seq    uint64     // up to here the log was read
	shifts map[string][]uint64
	of     map[string]string // the shift of a hash
}

// note keeps where a line about a handover is.
func (a *archive) note(seq uint64, b chat.Body) {
	hash := ""
	switch b := b.(type) {
	case *chat.HandoverSigned:
		if a.of == nil {
			a.of, a.shifts = make(map[string]string), make(map[string][]uint64)
		}
		a.of[b.Hash], hash = b.Shift, b.Hash
	case *chat.HandoverAcknowledged:
		hash = b.Hash
	case *chat.HandoverRaised:
		hash = b.Hash
	case *chat.HandoverTaken:
		hash = b.Hash
	}
	if shift, known := a.of[hash]; known {
		a.shifts[shift] = append(a.shifts[shift], seq)
	}
}

// places returns where the lines about a shift's handovers are, oldest first; without
// a shift, those of the shift whose handover has the hash.
func (h *Hub) places(ctx context.Context, shift, hash string) ([]uint64, error) {
	a := &h.archive
	a.mu.Lock()
	defer a.mu.Unlock()
	newest := h.ring.newest()
	err := h.readLog(ctx, a.seq, newest, func(seq uint64, raw []byte) error {
		if bytes.Contains(raw, handoverMark) {
			e, err := wire.DecodeEvent(bytes.Clone(raw), nil)
			if err != nil {
				return err
			}
			a.note(seq, e.Body)
		}
		a.seq = seq // what was read stays read if whoever asked hangs up
		return nil
	})
	if err != nil {
		return nil, err
	}
	if shift == "" {
		shift = a.of[hash]
	}
	return slices.Clone(a.shifts[shift]), nil
}

// handoverMark is in every line about a handover: no text can hold it, because JSON
// escapes its quotes.
var handoverMark = []byte(`"kind":"Handover`)

// shiftForm is what the name of every shift looks like ([roster.Shift]).
var shiftForm = regexp.MustCompile(`^\d{4}-\d\d-\d\d-\d{4}$`)

// handovers returns those of a shift in the order in which they were signed, or the
// one that has a hash; none if there are none. What the floor has forgotten is read
// from the log.
func (h *Hub) handovers(ctx context.Context, shift, hash string) (found []chat.Handover, err error) {
	if shift != "" && !shiftForm.MatchString(shift) || shift == "" && hash == "" {
		return nil, nil
	}
	asked := func(o *chat.Handover) bool {
		return (shift == "" || o.Shift == shift) && (hash == "" || o.Hash == hash)
	}
	all := false
	err = h.inspect(ctx, func(c *core) {
		found = these(c.floor, asked)
		// A floor that has fewer than it keeps has forgotten none.
		all = len(c.floor.Handovers()) < chat.KeepHandovers || hash != "" && len(found) > 0
	})
	if err != nil || all {
		return found, err
	}
	floor, err := h.unearth(ctx, shift, hash)
	if err != nil {
		return nil, err
	}
	return these(floor, asked), nil
}

// unearth returns a floor of nothing but the handovers of one shift, which forgets
// none of them too early.
func (h *Hub) unearth(ctx context.Context, shift, hash string) (*chat.Floor, error) {
	places, err := h.places(ctx, shift, hash)
	if err != nil {
		return nil, err
	}
	floor := chat.NewFloor()
	for _, seq := range places {
		err := h.readLog(ctx, seq-1, seq, func(_ uint64, raw []byte) error {
			e, err := wire.DecodeEvent(bytes.Clone(raw), nil)
			if err == nil {
				floor.Apply(&e)
			}
			return err
		})
		if err != nil {
			return nil, err
		}
	}
	return floor, nil
}

func these(f *chat.Floor, asked func(*chat.Handover) bool) (found []chat.Handover) {
	for _, o := range f.Handovers() {
		if asked(&o) {
			found = append(found, o)
		}
	}
	return found
}
