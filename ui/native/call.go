package native

import "strings"

// callSchemes are the ways to a dialler that a policy may name.
var callSchemes = [...]string{"tel", "sip", "callto"}

// The digits of a number that can be dialled, the country's among them.
const (
	leastDigits = 3
	mostDigits  = 15
)

// ParseCall allows a call and nothing else: one of three schemes, and behind it an
// optional plus and 3 to 15 digits. Unlike ParseLink it takes no separators, hosts or
// parameters, since the number has been made by a library and what a dialler does with
// more is its own affair. The link shows the number.
func ParseCall(uri string) (Link, error) {
	scheme, number, ok := strings.Cut(uri, ":")
	known := false
	for _, s := range callSchemes {
		known = known || s == scheme
	}
	if !ok || !known {
		return Link{}, badLink("only tel, sip and callto can be dialled")
	}
	digits := strings.TrimPrefix(number, "+")
	if len(digits) < leastDigits || len(digits) > mostDigits || strings.Trim(digits, "0123456789") != "" {
		return Link{}, badLink("it has no plain phone number")
	}
	return Link{url: uri, Where: number}, nil
}
