package ticket

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/typed"
)

// Call is one attempt to phone the customer (G-FU-09). Its JSON names are for ever, as
// a ticket's.
type Call struct {
	ID    chat.AttemptID `json:"id"`
	By    chat.AgentID   `json:"by,omitempty"`
	Began chat.Instant   `json:"began"`
	Ended chat.Instant   `json:"ended"`
	// Outcome is one of chat.Outcomes. Note is what the caller wrote: it is for the
	// team only and no part of what a customer is sent.
	Outcome string `json:"outcome"`
	Note    string `json:"note,omitempty"`
	// Again is when the customer asked to be called again.
	Again chat.Instant `json:"again,omitzero"`
	// Early and Uncertain mark attempts that do not count.
	Early     bool `json:"early,omitempty"`
	Uncertain bool `json:"uncertain,omitempty"`
	// Mail is the key of the mail that tells the customer, which is in its
	// Message-ID; whether it has left is asked of what is outgoing. Unmailed says why
	// there is none. At most one is set.
	Mail     string `json:"mail,omitempty"`
	Unmailed string `json:"unmailed,omitempty"`
}

const (
	// maxCalls is how many attempts a ticket tells of, the newest.
	maxCalls = 50
	// maxCallNote is how much of a call's note, in characters.
	maxCallNote = 500
)

// callsOf are the attempts of a chat that have ended, as its ticket tells them.
func callsOf(log chat.CallLog) []Call {
	var calls []Call
	for i := range log {
		a := &log[i]
		if !a.Over() {
			continue
		}
		call := Call{
			ID: a.ID, By: a.By, Began: inRange(a.Began), Ended: inRange(a.Ended), Outcome: a.Outcome, Again: inRange(a.Again),
			Note: typed.Shorten(typed.Text(a.Note), maxCallNote), Early: a.Early, Uncertain: a.Uncertain, Mail: a.Mail, Unmailed: a.Unmailed,
		}
		if call.check() == nil { // a ticket that cannot be kept helps nobody
			calls = append(calls, call)
		}
	}
	return calls[max(0, len(calls)-maxCalls):]
}

// TakeCalls gives the ticket the attempts that the chat knows of: all of them, as each
// late arrival may change what was said of another. It reports whether that
// changed anything.
func (t *Ticket) TakeCalls(c *chat.Chat) bool {
	was := t.Calls
	t.Calls = normalCalls(callsOf(c.Calls))
	return !slices.Equal(was, t.Calls)
}

func normalCalls(calls []Call) []Call {
	if len(calls) == 0 {
		return nil
	}
	calls = slices.Clone(calls)
	for i := range calls {
		calls[i].Note = typed.Text(calls[i].Note)
	}
	slices.SortStableFunc(calls, func(a, b Call) int { return cmp.Or(cmp.Compare(a.Began, b.Began), cmp.Compare(a.ID, b.ID)) })
	return calls
}

// check holds a call to what a file can carry.
func (c *Call) check() error {
	for _, id := range []string{string(c.ID), string(c.By), c.Outcome, c.Mail, c.Unmailed} {
		if err := checkID(FieldCalls, id); err != nil {
			return err
		}
	}
	for _, at := range []chat.Instant{c.Began, c.Ended, c.Again} {
		if err := checkInstant(FieldCalls, at); err != nil {
			return err
		}
	}
	if c.ID == "" || utf8.RuneCountInString(c.Note) > maxCallNote {
		return shapef(FieldCalls, "has one without an id, or with a note of more than %d characters", maxCallNote)
	}
	return checkWords(place{FieldCalls, &c.Note, maxCallNote}, true)
}

// calls is the column of the attempts: JSON, as they are too much for a list.
func calls() column {
	return column{
		name: string(FieldCalls),
		get: func(t *Ticket) string {
			if len(t.Calls) == 0 {
				return ""
			}
			var b bytes.Buffer
			enc := json.NewEncoder(&b)
			enc.SetEscapeHTML(false)
			if enc.Encode(t.Calls) != nil { // of strings and numbers alone
				return ""
			}
			return string(bytes.TrimSuffix(b.Bytes(), []byte("\n")))
		},
		set: func(t *Ticket, s string) error {
			if t.Calls = nil; s == "" {
				return nil
			}
			dec := json.NewDecoder(bytes.NewReader([]byte(s)))
			dec.DisallowUnknownFields()
			if err := dec.Decode(&t.Calls); err != nil {
				return fmt.Errorf("calls is no list of calls: %w", err)
			}
			if _, err := dec.Token(); !errors.Is(err, io.EOF) {
				return errors.New("calls has more than one list")
			}
			return nil
		},
		check: func(t *Ticket) error {
			if len(t.Calls) > maxCalls {
				return shapef(FieldCalls, "has %d entries; at most %d are allowed", len(t.Calls), maxCalls)
			}
			for i := range t.Calls {
				if err := t.Calls[i].check(); err != nil {
					return err
				}
			}
			return nil
		},
	}
}

// Why a customer is not told of a call by mail.
const (
	UnmailedNoAddress = "no_address" // none is known
	UnmailedOff       = "off"        // the policy says so (followup.mail)
	UnmailedGone      = "chat_gone"  // its chat has left the floor, or there was none
)

// TellsCustomer reports whether the customer is told of an attempt that ended so:
// whenever their telephone may have rung. Who was dialled by mistake is not.
func TellsCustomer(outcome string) bool { return outcome != "" && outcome != chat.AttemptNotMade }

// MailOfCall says what becomes of the mail about an attempt in a chat: its key, or why
// there is none (G-FU-09, A-52). Both are empty where the customer is told nothing. The
// key is the same whoever makes it, so that there is one mail for one attempt.
func MailOfCall(c *chat.Chat, a *chat.Attempt, mails bool) (key, unmailed string) {
	switch {
	case !TellsCustomer(a.Outcome):
		return "", ""
	case !mails:
		return "", UnmailedOff
	case c == nil:
		return "", UnmailedGone
	case AddressOf(c.Ticket, &c.Customer) == "":
		return "", UnmailedNoAddress
	}
	sum := sha256.Sum256([]byte(string(c.ID) + "\x00" + string(a.ID)))
	return string(RefOf(RefTicket, string(c.ID), c.Opened)) + ":call:" + hex.EncodeToString(sum[:12]), ""
}

// AddressOf returns where a customer is written to: the address on their ticket, which
// a person may have corrected, else what the backend knows.
func AddressOf(encoded []byte, c *chat.Customer) string {
	if len(encoded) > 0 {
		if t, err := Decode(encoded); err == nil && t.Mail != "" {
			return t.Mail
		}
	}
	return MailOf(c)
}
