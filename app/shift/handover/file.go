package handover

import (
	"bytes"
	"compress/flate"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"

	"floorwalker/app/chat"
)

// MaxFile is the largest file that is read, in bytes: some 4,000 items. It bounds what
// a stranger's file may cost, packed or not.
const MaxFile = 4 << 20

// MaxPacked is the largest packed file in bytes: as text, in a command around it, it
// still fits into the largest frame that a hub reads from a desk. It has room for some
// hundreds of items with their notes.
const MaxPacked = 46 << 10

// MaxUnpacked is how large a packed file may be once it is unpacked, in bytes: a hub
// reads it between two events, and what repeats itself packs to nothing.
const MaxUnpacked = 1 << 20

// Name returns what the file of a shift is called.
func Name(shift string) string { return "handover-" + shift + ".json" }

// Encode writes a file: canonical JSON, so that the same handover is the same bytes.
func (f *File) Encode() ([]byte, error) { return Canonical(f) }

// Decode reads a file, whoever made it. The error wraps [ErrUnreadable]. What is read
// may have been changed: see [Verify] and [File.Check].
func Decode(raw []byte) (*File, error) {
	if len(raw) > MaxFile {
		return nil, fmt.Errorf("%w: it is larger than %d MB", ErrUnreadable, MaxFile>>20)
	}
	if err := bounded(raw); err != nil {
		return nil, err
	}
	var f File
	if err := json.Unmarshal(raw, &f); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	switch {
	case f.Document.Format == "":
		return nil, fmt.Errorf("%w: it does not say that it is one", ErrUnreadable)
	case f.Document.Format != Format:
		return nil, fmt.Errorf("%w: it is of the format %.40q, which this version does not know", ErrUnreadable, f.Document.Format)
	case !f.Document.sound():
		return nil, fmt.Errorf("%w: it has a time that is none", ErrUnreadable)
	}
	return &f, nil
}

// Pack makes a file small enough for an event. The hashes of items, which follow from
// them, are left out. It fails with [ErrTooLarge] where the notes are too long.
func (f *File) Pack() ([]byte, error) {
	bare := *f
	bare.Document.Items = slices.Clone(f.Document.Items)
	for i := range bare.Document.Items {
		bare.Document.Items[i].Hash = ""
	}
	raw, err := bare.Encode()
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxUnpacked {
		return nil, fmt.Errorf("%w: %d bytes of %d", ErrTooLarge, len(raw), MaxUnpacked)
	}
	if err := bounded(raw); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrTooLarge, err)
	}
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err == nil {
		_, err = w.Write(raw)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		return nil, &Error{Op: "pack", Err: err}
	}
	if out.Len() > MaxPacked {
		return nil, fmt.Errorf("%w: %d bytes of %d", ErrTooLarge, out.Len(), MaxPacked)
	}
	return out.Bytes(), nil
}

// Unpack reads what [File.Pack] made, at most [MaxPacked] bytes of it and
// [MaxUnpacked] once unpacked.
func Unpack(packed []byte) (*File, error) {
	f, err := Read(packed)
	if err != nil {
		return nil, err
	}
	return f, f.Complete()
}

// Read is [Unpack] without the hashes of the items, which cost more than all else: who
// can refuse a file by what it says of itself need not make them. [File.Complete] does.
func Read(packed []byte) (*File, error) {
	if len(packed) > MaxPacked {
		return nil, fmt.Errorf("%w: it is packed larger than %d bytes", ErrUnreadable, MaxPacked)
	}
	r := flate.NewReader(bytes.NewReader(packed))
	raw, err := io.ReadAll(io.LimitReader(r, MaxUnpacked+1))
	if err = errors.Join(err, r.Close()); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnreadable, err)
	}
	if len(raw) > MaxUnpacked {
		return nil, fmt.Errorf("%w: it unpacks to more than %d bytes", ErrUnreadable, MaxUnpacked)
	}
	return Decode(raw)
}

// Complete puts back the hashes of items that [File.Pack] left out.
func (f *File) Complete() error { return f.Document.hashItems() }

// HandoverItems are the items as the floor's events carry them.
func (d *Document) HandoverItems() []chat.HandoverItem {
	out := make([]chat.HandoverItem, len(d.Items))
	for i, it := range d.Items {
		out[i] = chat.HandoverItem{
			ID: it.ID, Kind: string(it.Kind), Chat: it.Chat, Obligation: it.Obligation, Record: it.Record, Title: it.Title,
		}
	}
	return out
}

// FileOf returns the file of a handover with everything that was signed under it so
// far, as the floor has it.
func FileOf(h *chat.Handover) (*File, error) {
	f, err := Unpack(h.Document)
	if err != nil {
		return nil, err
	}
	for _, a := range h.Acks {
		ack, err := ReadAck(a.Signature, h.Hash, a.Items, a.By)
		if err != nil {
			return nil, &Error{Op: "read the acknowledgement of " + string(a.By), Err: err}
		}
		f.Acknowledgements = append(f.Acknowledgements, ack)
	}
	if t := h.Taken; !t.At.IsZero() {
		taken, err := ReadTaken(t.Signature, h.Hash, t.Agent, t.Note, t.By)
		if err != nil {
			return nil, &Error{Op: "read what " + string(t.By) + " has taken", Err: err}
		}
		f.Taken = append(f.Taken, taken)
	}
	return f, nil
}
