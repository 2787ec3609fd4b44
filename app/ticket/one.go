package ticket

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
)

// Encode returns one ticket as it stands in an event: normal, as JSON without
// the line end of a file. It fails where Check does.
func Encode(t Ticket) ([]byte, error) {
	t, err := writable(t)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(t); err != nil {
		return nil, err
	}
	return []byte(strings.TrimSuffix(b.String(), "\n")), nil
}

// Decode reads what Encode writes, and makes it normal. A name that it does not
// know is passed over: a later version of a desk may close chats at this hub.
// What it reads need not pass Check.
func Decode(b []byte) (Ticket, error) {
	var t Ticket
	if err := json.Unmarshal(b, &t); err != nil {
		return Ticket{}, fmt.Errorf("ticket: cannot be read: %w", err)
	}
	return t.Normal(), nil
}
