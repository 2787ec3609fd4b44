package record

import (
	"bytes"
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// encoded is the form of a version on disk and wire.
type encoded struct {
	Envelope
	Content json.RawMessage `json:"content"`
}

// Encode returns v as JSON, for the log and for a desk's disk. It fails with
// ErrTooLarge or ErrForged for what [Decode] would not read again.
func Encode[T Content[T]](v Version[T]) ([]byte, error) {
	text, err := v.text()
	if err != nil {
		return nil, fmt.Errorf("record: content: %w", err)
	}
	if !v.counts() || v.digest(text) != v.Revision.Mark {
		return nil, ErrForged
	}
	b, err := assemble(&v.Envelope, text)
	if err != nil {
		return nil, err
	}
	if len(b) > MaxVersion {
		return nil, ErrTooLarge
	}
	return b, nil
}

// assemble puts the content, which is JSON already, behind its envelope.
func assemble(e *Envelope, text []byte) ([]byte, error) {
	b, err := json.Marshal(e)
	if err != nil {
		return nil, fmt.Errorf("record: envelope: %w", err)
	}
	b = append(b[:len(b)-1], `,"content":`...)
	return append(append(b, text...), '}'), nil
}

// ReadEnvelope reads the envelope of an encoded version of any kind and holds
// the version to its mark, without knowing what its content means. It fails
// with ErrTooLarge, ErrForged, an [*InvalidError] or an error about the JSON.
func ReadEnvelope(b []byte) (Envelope, error) {
	e, _, err := read(b)
	return e, err
}

// Decode reads what [Encode] writes and fails as [ReadEnvelope] does. It does
// not judge the content, so that what was valid when it was written can always
// be read from disk; [DecodeChecked] does.
func Decode[T Content[T]](b []byte) (Version[T], error) {
	e, text, err := read(b)
	if err != nil {
		return Version[T]{}, err
	}
	v := Version[T]{Envelope: e}
	if err := json.Unmarshal(text, &v.Content); err != nil {
		return Version[T]{}, fmt.Errorf("record: content: %w", err)
	}
	ours, err := json.Marshal(v.Content)
	if err != nil {
		return Version[T]{}, fmt.Errorf("record: content: %w", err)
	}
	if !bytes.Equal(ours, text) {
		v.raw = text
	}
	return v, nil
}

// DecodeChecked is Decode for a version from somebody else: its content must be
// normal and pass its check, or the error is an [*InvalidError].
func DecodeChecked[T Content[T]](b []byte) (Version[T], error) {
	v, err := Decode[T](b)
	if err != nil {
		return Version[T]{}, err
	}
	if err := v.Content.Check(); err != nil {
		return Version[T]{}, err
	}
	given, err := json.Marshal(v.Content)
	if err != nil {
		return Version[T]{}, fmt.Errorf("record: content: %w", err)
	}
	normal, err := json.Marshal(v.Content.Normal())
	if err != nil {
		return Version[T]{}, fmt.Errorf("record: content: %w", err)
	}
	if !bytes.Equal(given, normal) {
		return Version[T]{}, Invalidf("content", "is not in its normal form")
	}
	return v, nil
}

// read returns envelope and content of an encoded version, held to its mark.
func read(b []byte) (Envelope, []byte, error) {
	if len(b) > MaxVersion {
		return Envelope{}, nil, ErrTooLarge
	}
	var x encoded
	if err := json.Unmarshal(b, &x); err != nil {
		return Envelope{}, nil, fmt.Errorf("record: version: %w", err)
	}
	var text bytes.Buffer
	if err := json.Compact(&text, x.Content); err != nil {
		return Envelope{}, nil, fmt.Errorf("record: version: %w", err)
	}
	switch {
	case text.Len() == 0 || text.Bytes()[0] != '{':
		return Envelope{}, nil, Invalidf("content", "must be an object")
	case !utf8.Valid(text.Bytes()):
		return Envelope{}, nil, Invalidf("content", "is not UTF-8")
	}
	if err := x.check(); err != nil {
		return Envelope{}, nil, err
	}
	if !x.counts() || x.digest(text.Bytes()) != x.Revision.Mark {
		return Envelope{}, nil, ErrForged
	}
	return x.Envelope, text.Bytes(), x.fits(len(b), text.Bytes())
}

// fits returns ErrTooLarge for what came in size bytes and would take too many
// as this program writes it, which escapes more than it must: what can be read
// can always be stored again.
func (e *Envelope) fits(size int, text []byte) error {
	if size <= MaxVersion-spare { // escaping the author's id takes less
		return nil
	}
	b, err := assemble(e, text)
	if err == nil && len(b) > MaxVersion {
		err = ErrTooLarge
	}
	return err
}
