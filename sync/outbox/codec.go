package outbox

import (
	"encoding/binary"
	"errors"
	"fmt"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// format is the first byte of an entry on disk: how the rest is laid out.
//
//	1  state  flags  varint made  varint confirmed  varint basis  uvarint order
//	   text who  text why  text code  text words  the command's frame
//
// A text is a uvarint length and the bytes.
const format byte = 1

const (
	flagUncertain byte = 1 << iota
	flagTried
	flagTold // the hub has it; see Outbox.told
	flagsAll = flagUncertain | flagTried | flagTold
)

// errEntry says that bytes are no entry that any version wrote.
var errEntry = errors.New("outbox: not an entry")

// item is an entry with the bytes that go over the wire.
type item struct {
	Entry
	frame []byte
	// sentAt is when it was handed to the connection.
	sentAt chat.Instant
	// told says that the hub has it, since toldAt.
	told   bool
	toldAt chat.Instant
}

// frameOf encodes a command.
func frameOf(cmd chat.Command) []byte {
	return wire.AppendFrame(nil, &wire.Frame{
		Kind: wire.FrameCommand, Command: cmd.ID, Chat: cmd.Chat, Wanted: cmd.Body.Name(), Wish: cmd.Body,
	})
}

// stored is the state that a crash leaves: a sent command is a queued one that
// was tried, whatever became of the connection; so is what is done and stays for
// a while.
func (s State) stored() State {
	if s == Sent || s == Unsure || s == Done {
		return Queued
	}
	return s
}

func (it *item) encode() []byte {
	var flags byte
	if it.Uncertain {
		flags |= flagUncertain
	}
	if it.Tried {
		flags |= flagTried
	}
	if it.told {
		flags |= flagTold
	}
	var no chat.Refusal
	if it.Refusal != nil {
		no = *it.Refusal
	}
	b := []byte{format, byte(it.State.stored()), flags}
	b = binary.AppendVarint(b, int64(it.Made))
	b = binary.AppendVarint(b, int64(it.Confirmed))
	b = binary.AppendVarint(b, int64(it.Basis))
	b = binary.AppendUvarint(b, it.Order)
	for _, s := range []string{it.Who, string(it.Why), string(no.Code), no.Words} {
		b = binary.AppendUvarint(b, uint64(len(s)))
		b = append(b, s...)
	}
	return append(b, it.frame...)
}

// decode reads what encode wrote, for the command of the given id. The item
// aliases b.
func decode(id chat.CommandID, b []byte) (*item, error) {
	r := reader{b: b}
	version, state, flags := r.byte(), State(r.byte()), r.byte()
	if r.bad || version != format || flags&^flagsAll != 0 {
		return nil, errEntry
	}
	it := &item{Entry: Entry{State: state, Uncertain: flags&flagUncertain != 0, Tried: flags&flagTried != 0}}
	it.Made, it.Confirmed = chat.Instant(r.varint()), chat.Instant(r.varint())
	it.Basis, it.Order = int(r.varint()), r.uvarint()
	it.Who, it.Why = r.text(), Hold(r.text())
	no := chat.Refusal{Code: chat.RefusalCode(r.text()), Words: r.text()}
	if r.bad {
		return nil, errEntry
	}
	switch {
	case state == Queued && it.Tried:
		it.State = Unsure
	case state == Refused:
		it.Refusal = &no
	case state != Queued && state != Held:
		return nil, errEntry
	}
	it.frame = r.b
	f, err := wire.DecodeFrame(it.frame, nil)
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", errEntry, err)
	case f.Kind != wire.FrameCommand || f.Command != id:
		return nil, errEntry
	}
	it.Command = chat.Command{ID: f.Command, Chat: f.Chat, Body: f.Wish}
	return it, nil
}

// reader takes an entry apart; bad is set once and stays.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) byte() byte {
	if len(r.b) == 0 {
		r.bad = true
		return 0
	}
	c := r.b[0]
	r.b = r.b[1:]
	return c
}

func (r *reader) varint() int64 {
	n, used := binary.Varint(r.b)
	r.skip(used)
	return n
}

func (r *reader) uvarint() uint64 {
	n, used := binary.Uvarint(r.b)
	r.skip(used)
	return n
}

func (r *reader) skip(used int) {
	if used <= 0 {
		r.bad, used = true, 0
	}
	r.b = r.b[used:]
}

func (r *reader) text() string {
	n := r.uvarint()
	if r.bad || n > uint64(len(r.b)) {
		r.bad = true
		return ""
	}
	s := string(r.b[:n])
	r.b = r.b[n:]
	return s
}
