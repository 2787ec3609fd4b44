package followup

import (
	"cmp"
	"errors"
	"regexp"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // Which part of a day it is for a customer must not depend on the machine.

	"github.com/nyaruka/phonenumbers"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
	"floorwalker/app/typed"
)

// Phone is a number as somebody typed it, and what it is.
type Phone struct {
	// Typed is what there is, on one line; it may be anything.
	Typed string
	// Dial is the number in E.164, such as "+910000000000"; empty if Typed is no
	// number that can exist.
	Dial string
	// Shown is Dial as people read it in its country's groups, or Typed.
	Shown string
}

// PhoneOf reads a number. Region is the country of numbers without a country
// code, in two letters; it may be empty.
func PhoneOf(s, region string) Phone {
	p := Phone{Typed: typed.Line(s)}
	p.Shown = p.Typed
	dial, ok := ticket.ParsePhone(strings.TrimSpace(p.Typed), region, false)
	if !ok {
		return p
	}
	p.Dial, p.Shown = dial, dial
	if n, err := phonenumbers.Parse(dial, ""); err == nil {
		p.Shown = phonenumbers.Format(n, phonenumbers.INTERNATIONAL)
	}
	return p
}

// OK reports whether the number can be dialled.
func (p Phone) OK() bool { return p.Dial != "" }

// Zone returns the time zone in which the number is, nil if its country has
// several or none is known. It is where the customer most likely is.
func (p Phone) Zone() *time.Location {
	if p.Dial == "" {
		return nil
	}
	n, err := phonenumbers.Parse(p.Dial, "")
	if err != nil {
		return nil
	}
	zones, err := phonenumbers.GetTimezonesForNumber(n)
	if err != nil || len(zones) != 1 {
		return nil
	}
	loc, err := time.LoadLocation(zones[0])
	if err != nil {
		return nil
	}
	return loc
}

// Errors of URI.
var (
	ErrScheme = errors.New("followup: not a scheme for calls")
	ErrNumber = errors.New("followup: not a number that can be dialled")
)

var digits = regexp.MustCompile(`^\+[1-9][0-9]{6,14}$`)

// URI returns the address that makes the machine's own telephone program dial;
// number is in E.164. Whatever else number has is
// refused, never escaped: nothing that a stranger typed reaches a program's
// command line.
func URI(scheme policy.DialScheme, number string) (string, error) {
	if !slices.Contains(policy.DialSchemes(), scheme) {
		return "", ErrScheme
	}
	if !digits.MatchString(number) {
		return "", ErrNumber
	}
	return string(scheme) + ":" + number, nil
}

// ZoneOf returns the time zone of a customer's own number, nil if the chat has none
// that tells one. Whoever greets a customer asks here, in the chat as on the phone,
// so that nobody is wished a good morning and a good evening within a minute; nil is
// then the policy's zone. Region is explained at [PhoneOf].
func ZoneOf(c *chat.Customer, region string) *time.Location {
	return PhoneOf(cmp.Or(c.Phone, c.Contact), region).Zone()
}
