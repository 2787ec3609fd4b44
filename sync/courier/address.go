package courier

import (
	"net/mail"
	"strings"
)

// CheckAddress returns nil for an address that mail can be sent to, or an error
// that wraps [ErrInvalid]. It takes a bare address of ASCII, without a name and
// without quotes, with at most 64 bytes before the @ and 254 in all, whose
// domain has at least two labels. An international domain has to come in its
// xn-- form; an address that needs SMTPUTF8 is refused, because the next server
// on the way may not speak it and the customer would never hear.
func CheckAddress(address string) error {
	parsed, err := mail.ParseAddress(address)
	if err != nil || parsed.Name != "" || parsed.Address != address {
		return invalid("the address is not of the form name@example.com")
	}
	local, domain, _ := strings.Cut(address, "@")
	switch {
	case len(address) > 254 || len(local) > 64:
		return invalid("the address is too long")
	case strings.ContainsFunc(address, func(r rune) bool { return r <= ' ' || r >= 0x7f }):
		return invalid("the address has to be of ASCII letters, digits and signs")
	case strings.ContainsAny(local, "\"\\()<>,;:[]@") || !validDomain(domain):
		return invalid("the address is not of the form name@example.com")
	}
	return nil
}

// validDomain reports whether a domain could be one of the public internet.
func validDomain(domain string) bool {
	labels := strings.Split(domain, ".")
	if len(labels) < 2 {
		return false
	}
	for _, label := range labels {
		if !validLabel(label) {
			return false
		}
	}
	return true
}

func validLabel(label string) bool {
	if label == "" || len(label) > 63 || label[0] == '-' || label[len(label)-1] == '-' {
		return false
	}
	return !strings.ContainsFunc(label, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && r != '-'
	})
}
