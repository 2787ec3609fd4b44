package handover

import (
	"slices"
	"strconv"

	"floorwalker/app/shift/handover"
	"floorwalker/app/view"
	"floorwalker/ui/kit"
)

// proven is what a verification found, for the screen.
type proven struct {
	pill  kit.PillData
	words string
}

// prove verifies a document with all that was signed under it, once for each state of
// it.
func (d *papers) prove(h *view.Handover) proven {
	d.know()
	key := h.Hash + "/" + strconv.Itoa(len(h.Acks)) + "/" + strconv.FormatInt(int64(h.Taken.At), 10)
	if p, ok := d.proofs[key]; ok {
		return p
	}
	p := proven{pill: kit.PillData{Word: "unreadable", Tone: kit.Red}, words: "This handover cannot be read."}
	if f := d.pane.fileOf(&h.Handover); f != nil {
		if raw, err := f.Encode(); err == nil {
			p = d.judge(raw)
		}
	}
	if len(d.proofs) > 64 {
		clear(d.proofs)
	}
	d.proofs[key] = p
	return p
}

// know begins anew once the floor knows other keys, for whose a signature is may be
// different by then.
func (d *papers) know() {
	ks := d.pane.snap.Handovers.Keys
	if ks == nil {
		ks = &handover.Keys{}
	}
	if !slices.Equal(ks.Keys, d.known) {
		d.known = ks.Keys
		clear(d.proofs)
	}
}

// judge says whether a file is as it was signed, and whether by those whom it names: the
// floor's registered keys are what says that (D-05).
func (d *papers) judge(raw []byte) proven {
	switch r := handover.Verify(raw, nil); r.Status {
	case handover.Changed:
		return proven{kit.PillData{Word: "changed", Tone: kit.Red}, r.Words}
	case handover.Unreadable:
		return proven{kit.PillData{Word: "unreadable", Tone: kit.Red}, r.Words}
	}
	if len(d.known) == 0 {
		return proven{kit.PillData{Word: "intact", Tone: kit.Amber}, "Every item and every signature is as it was signed. Whose keys these are this desk cannot say before the hub has told it."}
	}
	r := handover.Verify(raw, d.pane.snap.Handovers.Keys)
	if !r.Vouched {
		return proven{kit.PillData{Word: "not vouched for", Tone: kit.Red}, "Nothing was changed since it was signed, but: " + r.Words}
	}
	return proven{kit.PillData{Word: "verified", Tone: kit.Green}, r.Words}
}

// Print keeps the open document as a signed file and as a page that is readable without
// this program, and opens the page. The hub's copy is asked for first: it has what was
// signed last; without the hub this desk's own is kept.
func (d *papers) Print() {
	h, p := d.opened(), d.pane
	if h == nil || p.opts.Keep == nil {
		return
	}
	own := p.fileOf(&h.Handover)
	d.news = "Making the page…"
	d.fill()
	if !p.live() {
		d.keep(h.Hash, own)
		return
	}
	p.opts.Desk.HandoverFile(h.Shift, func(raw []byte, err error) {
		p.opts.Post(func() {
			f := own
			if err == nil {
				if got, bad := handover.Decode(raw); bad == nil && got.Hash == h.Hash {
					f = got
				}
			}
			d.keep(h.Hash, f)
		})
	})
}

func (d *papers) keep(hash string, f *handover.File) {
	p := d.pane
	if f == nil {
		d.tell(hash, "This handover cannot be read, so there is nothing to print.")
		return
	}
	page, err := handover.HTML(f)
	file, bad := f.Encode()
	if err != nil || bad != nil {
		d.tell(hash, "The page could not be made.")
		return
	}
	p.opts.Keep(handover.Name(f.Document.Shift), file, page, func(where string, err error) {
		p.opts.Post(func() {
			if err != nil {
				d.tell(hash, "Not kept: "+err.Error())
				return
			}
			d.tell(hash, "Kept in "+where+" and opened for printing.")
		})
	})
}

// tell says what became of a wish about a document, if that is still the open one.
func (d *papers) tell(hash, news string) {
	if d.at == hash {
		d.news = news
		d.fill()
	}
}
