package courier

import (
	"crypto/sha256"
	"time"
)

// A State is how far a parcel is.
type State string

// The states. Undeliverable is no end: the parcel stays, is shown, and goes
// again when a person says so ([Courier.Retry]).
const (
	Waiting       State = "waiting"
	Done          State = "done"
	Undeliverable State = "undeliverable"
)

// A Slip is what is known of a parcel's delivery, without what is in it.
type Slip struct {
	Key    Key
	Kind   Kind
	To     string // personal data in a mail's slip: for the screen, not for logs
	Series string
	State  State
	// Order is the parcel's place among all that were sent, counted from 1.
	Order uint64
	Made  time.Time
	// Attempts counts the attempts that have begun since the parcel was sent,
	// or a person last said that it is to go again.
	Attempts int
	// Maybe says that an attempt has begun whose end nobody knows: the program
	// died, or the connection broke before the answer. The receiver may have
	// the parcel, and recognises the next copy by its key.
	Maybe bool
	// Last is when the last attempt began; zero if there was none.
	Last time.Time
	// Due is when the next attempt may begin, while it is Waiting.
	Due time.Time
	// Status is the last answer's code, of HTTP or SMTP; zero for none.
	Status int
	// Words is what the last attempt came to, in one line of at most MaxWords
	// bytes: the receiver's words where it had any. They are a stranger's text.
	Words string
	// Digest tells whether a parcel that is sent again under the same key is
	// the same parcel.
	Digest [sha256.Size]byte
}

// destination is what has limits and pauses in common.
func (s *Slip) destination() string {
	if s.Kind == Mail {
		return string(Mail)
	}
	return string(s.Kind) + " " + s.To
}

// series is what has an order, within the destination.
func (s *Slip) series() string {
	switch {
	case s.Series != "":
		return "=" + s.Series
	case s.Kind == Mail:
		return s.To
	}
	return ""
}
