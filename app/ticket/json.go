package ticket

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"

	"floorwalker/app/sheet"
)

// WriteJSON writes tickets as JSON lines: one object a line. Times are
// milliseconds since 1970, in UTC. It stops at a ticket that Check refuses.
func WriteJSON(w io.Writer, tickets iter.Seq[Ticket]) error {
	enc := json.NewEncoder(w)
	enc.SetEscapeHTML(false)
	for t := range tickets {
		t, err := writable(t)
		if err != nil {
			return err
		}
		if err := enc.Encode(t); err != nil {
			return err
		}
	}
	return nil
}

// ReadJSON reads what WriteJSON writes; empty lines are passed over. A name that
// it does not know is refused, since it may be a slip in one that it does. It
// fails with a [*FileError].
func ReadJSON(file []byte) ([]Row, error) {
	file, err := sheet.Body(file, MaxFile)
	if err != nil {
		return nil, err
	}
	var (
		rs   rows
		line int
	)
	for text := range bytes.Lines(file) {
		line++
		if text = bytes.TrimSpace(text); len(text) == 0 {
			continue
		}
		t, err := readLine(text)
		if err != nil {
			return nil, &FileError{Line: line, Err: err}
		}
		if err := rs.add(line, t); err != nil {
			return nil, err
		}
	}
	return rs.all, nil
}

func readLine(text []byte) (t Ticket, err error) {
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.DisallowUnknownFields()
	if err := dec.Decode(&t); err != nil {
		return Ticket{}, fmt.Errorf("is no ticket: %w", err)
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return Ticket{}, errors.New("has more than one ticket")
	}
	return t, nil
}
