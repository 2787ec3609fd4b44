package handover

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"

	"github.com/gowebpki/jcs"

	"floorwalker/app/chat"
)

// Canonical returns v as canonical JSON (RFC 8785): one value has one text, to the
// byte, on every machine and in every language, so its hash means something.
func Canonical(v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, &Error{Op: "write", Err: err}
	}
	out, err := jcs.Transform(raw)
	if err != nil {
		return nil, &Error{Op: "write", Err: err}
	}
	return out, nil
}

// hashOf is the SHA-256 of the canonical form, in hexadecimal.
func hashOf(v any) (string, error) {
	b, err := Canonical(v)
	if err != nil {
		return "", err
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:]), nil
}

// Hash returns the name of a document: what is signed, acknowledged and chained to.
func Hash(d *Document) (string, error) { return hashOf(d) }

// hash returns the hash that an item should have.
func (i Item) hash() (string, error) {
	i.Hash = ""
	return hashOf(i)
}

// maxInstant is the last instant that a number of JSON can tell from the next: dates
// end before numbers do.
const maxInstant chat.Instant = 8_640_000_000_000_000

// seal puts the document into the one form in which it is signed: no list is null, and
// each item has its hash.
func (d *Document) seal() error {
	d.Format = Format
	if d.Items == nil {
		d.Items = []Item{}
	}
	if d.Checklist == nil {
		d.Checklist = []Check{}
	}
	if d.People == nil {
		d.People = map[chat.AgentID]string{}
	}
	return d.hashItems()
}

func (d *Document) hashItems() error {
	for i := range d.Items {
		h, err := d.Items[i].hash()
		if err != nil {
			return err
		}
		d.Items[i].Hash = h
	}
	return nil
}

// sound reports whether every time in it can be written down.
func (d *Document) sound() bool {
	ok := tellable(d.At) && tellable(d.Due)
	for i := range d.Items {
		ok = ok && tellable(d.Items[i].Due)
	}
	return ok
}

func tellable(at chat.Instant) bool { return at >= 0 && at <= maxInstant }
