package policy

import "time"

// DialScheme is how a desk hands a number to the program that dials.
type DialScheme string

// The schemes.
const (
	DialTel    DialScheme = "tel"
	DialSIP    DialScheme = "sip"
	DialCallTo DialScheme = "callto"
)

// DialSchemes returns the schemes. The slice is the caller's.
func DialSchemes() []DialScheme { return []DialScheme{DialTel, DialSIP, DialCallTo} }

// Dial is how a call is started.
type Dial struct {
	Scheme DialScheme
	// Hook is the name of the receiver among the hub's own that starts calls by
	// itself; empty is none. Addresses and secrets are the hub's settings.
	Hook string
}

// Idle is when somebody who is at the desk no longer counts as there.
type Idle struct {
	// After is how long neither a key nor the pointer has moved (G-COV-02).
	After time.Duration
}

// Shift is about the end of one.
type Shift struct {
	// Warn is how long before the end of cover what is due that day is called
	// out (G-FU-07).
	Warn time.Duration
}
