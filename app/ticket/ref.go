package ticket

import (
	"crypto/sha256"
	"encoding/binary"
	"strings"
	"time"

	"floorwalker/app/chat"
)

// Ref is a number that people read aloud and type, such as
// TK-261122-4F7K-9QXA-2C7M: what it numbers, the day, eleven characters
// that tell the things of a day apart, and one that checks the rest.
//
// It is a digest and needs nobody to give it out. Of 100,000 things on one day,
// two have the same number once in five million days.
type Ref string

// RefKind says what a Ref numbers. The parts of a support case have different
// ones, so that nobody looks up one as the other.
type RefKind string

// The kinds of A-21.
const (
	RefTicket     RefKind = "TK"
	RefEscalation RefKind = "ES" // G-ESC-02
	RefCallback   RefKind = "CB" // G-CB-10
)

// refAlphabet has no I, L and O, which look like digits, no U, which sounds like
// Q, and no N, which sounds like M. So they can be read as what they are taken
// for. It has 31 characters: in a field of prime order, the check below finds
// every single slip.
const refAlphabet = "0123456789ABCDEFGHJKMPQRSTVWXYZ"

const (
	refBase   = uint64(len(refAlphabet))
	refDigits = 6  // of the day
	refBody   = 11 // characters of the digest
	refLen    = refDigits + refBody + 1
)

// RefOf returns the number of what id names and began at the given instant. Only
// the day of it is used, in UTC, so that all who know it make the same number.
func RefOf(kind RefKind, id string, at chat.Instant) Ref {
	sum := sha256.Sum256([]byte(string(kind) + "\x00" + id))
	n := binary.BigEndian.Uint64(sum[:8])
	if at < 0 || at > maxInstant {
		at = 0
	}
	day := refDay(at.Time())
	var plain [refLen]byte
	copy(plain[:], day)
	for i := refDigits; i < refDigits+refBody; i++ {
		plain[i] = refAlphabet[n%refBase]
		n /= refBase
	}
	plain[refLen-1] = checkCharacter(kind, plain[:refLen-1])
	return refFrom(kind, string(plain[:]))
}

func refDay(t time.Time) string {
	year := t.Year() % 100
	month, day := int(t.Month()), t.Day()
	return string([]byte{
		digit(year / 10), digit(year % 10), digit(month / 10), digit(month % 10), digit(day / 10), digit(day % 10),
	})
}

func digit(n int) byte { return refAlphabet[n%10] }

func refFrom(kind RefKind, plain string) Ref {
	return Ref(string(kind) + "-" + plain[:6] + "-" + plain[6:10] + "-" + plain[10:14] + "-" + plain[14:])
}

// checkCharacter weighs every character with another weight below 31, its place
// from 1. One wrong character, or two that changed places, change the sum by a
// product of two numbers that 31 does not divide, so the check fails.
func checkCharacter(kind RefKind, plain []byte) byte {
	sum := 0
	for _, c := range []byte(kind) {
		sum += int(c)
	}
	for i, c := range plain {
		sum += (i + 1) * strings.IndexByte(refAlphabet, c)
	}
	return refAlphabet[sum%len(refAlphabet)]
}

// ParseRef reads a number as people give it: in any case, with or without
// hyphens and blanks, and with letters that no number has taken for what they
// look or sound like. It reports false for what was never given out.
func ParseRef(s string) (Ref, bool) {
	if len(s) > 4*refLen {
		return "", false
	}
	plain := strings.Map(func(c rune) rune {
		if c == '-' || c == ' ' || c == '\u00a0' || c == '\u2011' || c == '\u2013' {
			return -1
		}
		return c
	}, strings.ToUpper(s))
	if len(plain) != 2+refLen {
		return "", false
	}
	kind := RefKind(plain[:2])
	switch kind {
	case RefTicket, RefEscalation, RefCallback:
	default:
		return "", false
	}
	plain = refSounds.Replace(plain[2:])
	for _, c := range []byte(plain) {
		if strings.IndexByte(refAlphabet, c) < 0 {
			return "", false
		}
	}
	body, check := plain[:refLen-1], plain[refLen-1]
	if !isDay(body[:refDigits]) || checkCharacter(kind, []byte(body)) != check {
		return "", false
	}
	return refFrom(kind, plain), true
}

var refSounds = strings.NewReplacer("I", "1", "L", "1", "O", "0", "U", "Q", "N", "M")

func isDay(s string) bool {
	_, err := time.Parse("060102", s)
	return err == nil
}

// Kind returns what r numbers, empty for what is no number.
func (r Ref) Kind() RefKind {
	if len(r) < 2 {
		return ""
	}
	return RefKind(r[:2])
}

// Valid reports whether r is the number of a ticket, in its written form.
func (r Ref) Valid() bool {
	parsed, ok := ParseRef(string(r))
	return ok && parsed == r && r.Kind() == RefTicket
}
