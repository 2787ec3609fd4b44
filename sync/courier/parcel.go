package courier

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"
)

// Bounds of a parcel. A ticket with its transcript is a few kilobytes; more
// than MaxBody is no ticket but an attachment, which goes by its hash.
const (
	MaxKey     = 128     // bytes
	MaxName    = 256     // bytes of To and of Series
	MaxSubject = 200     // characters
	MaxBody    = 1 << 20 // bytes
)

// ErrInvalid is wrapped by what [Parcel.Validate] finds.
var ErrInvalid = errors.New("courier: not a parcel that can be delivered")

// A Key is the identity of one delivery: 1 to [MaxKey] ASCII letters, digits,
// and "-", "_" and ":". It is the same in every attempt, before and after a
// crash, and the receiver sees it: in a webhook's Idempotency-Key, and behind a
// mail's Message-ID. Whoever makes it derives it from what is delivered, to
// whom and in which version (a ticket's id, the destination, its revision), so
// that a second hub that comes to the same conclusion comes to the same key.
//
// A dot is not allowed: it separates the parts of what is signed.
type Key string

// Valid reports whether the key keeps to its alphabet and length.
func (k Key) Valid() bool {
	if k == "" || len(k) > MaxKey {
		return false
	}
	for i := range len(k) {
		c := k[i]
		switch {
		case 'a' <= c && c <= 'z', 'A' <= c && c <= 'Z', '0' <= c && c <= '9', c == '-', c == '_', c == ':':
		default:
			return false
		}
	}
	return true
}

// A Kind says how a parcel travels.
type Kind string

// The kinds.
const (
	Webhook Kind = "webhook" // a POST of JSON, signed
	Mail    Kind = "mail"    // a text/plain message by SMTP
)

// A Parcel is what is to be delivered. It does not change once it is sent.
type Parcel struct {
	Key  Key
	Kind Kind
	// To is, of a webhook, the name of a [Hook], never its address: the
	// address may carry a token, and when it is corrected, what waits has to go
	// to the new one. Of a mail it is the address of one customer.
	To string
	// Series is optional. The parcels of one destination with the same series
	// go strictly one after the other, in the order in which they were sent, so
	// that a corrected ticket never overtakes the first. Empty means one series
	// for all of the destination: of a webhook the hook, of a mail the recipient.
	Series string
	// Subject is a mail's only: one line, at most MaxSubject characters.
	Subject string
	// Body is a webhook's JSON, or a mail's text in UTF-8; at most MaxBody.
	Body []byte
	// Made is when the parcel was made, which is also a mail's Date: with it,
	// every copy of a mail is the same to the byte.
	Made time.Time
}

// Validate returns nil, or an error that wraps [ErrInvalid] and says in words
// what is wrong. It is what makes header injection impossible: no control
// character gets into anything that becomes a header.
func (p *Parcel) Validate() error {
	switch {
	case !p.Key.Valid():
		return invalid("the key has to be 1 to %d letters, digits, -, _ or :", MaxKey)
	case p.To == "" || !plain(p.To, MaxName):
		return invalid("the destination has to be one line of at most %d bytes", MaxName)
	case !plain(p.Series, MaxName):
		return invalid("the series has to be one line of at most %d bytes", MaxName)
	case len(p.Body) == 0 || len(p.Body) > MaxBody:
		return invalid("the body has to have 1 to %d bytes", MaxBody)
	case p.Made.IsZero() || p.Made.Year() < 1970 || p.Made.Year() > 9999:
		return invalid("it is not said when the parcel was made")
	}
	switch p.Kind {
	case Webhook:
		return p.validateWebhook()
	case Mail:
		return p.validateMail()
	}
	return invalid("%q is no kind of parcel", p.Kind)
}

func (p *Parcel) validateWebhook() error {
	switch {
	case p.Subject != "":
		return invalid("a webhook has no subject")
	case !utf8.Valid(p.Body) || !json.Valid(p.Body):
		return invalid("the body of a webhook has to be JSON in UTF-8")
	}
	return nil
}

func (p *Parcel) validateMail() error {
	if err := CheckAddress(p.To); err != nil {
		return err
	}
	switch {
	case strings.TrimSpace(p.Subject) == "" || !plain(p.Subject, 4*MaxSubject) || utf8.RuneCountInString(p.Subject) > MaxSubject:
		return invalid("the subject has to be one line of 1 to %d characters", MaxSubject)
	case !utf8.Valid(p.Body) || bytes.ContainsFunc(p.Body, badInText):
		return invalid("the text of a mail has to be UTF-8 without control characters")
	}
	return nil
}

// digest tells two parcels of one key apart.
func (p *Parcel) digest() [sha256.Size]byte {
	h := sha256.New()
	for _, s := range []string{string(p.Key), string(p.Kind), p.To, p.Series, p.Subject, string(p.Body)} {
		fmt.Fprintf(h, "%d:%s", len(s), s)
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// plain reports whether s is one line of UTF-8 that is safe in a header: no
// control character, no line separator of Unicode, and none of the signs that
// turn the direction of what follows.
func plain(s string, most int) bool {
	return len(s) <= most && utf8.ValidString(s) && !strings.ContainsFunc(s, badInLine)
}

func badInLine(r rune) bool {
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' || turns(r)
}

func turns(r rune) bool {
	return '\u202a' <= r && r <= '\u202e' || '\u2066' <= r && r <= '\u2069'
}

func badInText(r rune) bool {
	return unicode.IsControl(r) && r != '\n' && r != '\r' && r != '\t'
}

func invalid(format string, args ...any) error {
	return fmt.Errorf("%w: %s", ErrInvalid, fmt.Sprintf(format, args...))
}
