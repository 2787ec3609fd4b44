package driver

import (
	"time"

	"floorwalker/app/chat"
)

// Reporter is a driver that says how its connection is. Status may be called at any
// time and from any goroutine, and does not block.
type Reporter interface {
	Status() Status
}

// Status is how a backend's connection is, for people.
type Status struct {
	State chat.BackendState
	// Since is when State began.
	Since time.Time
	// Words say what is the matter and what to do, as a sentence for a team lead.
	Words string
	// LastEvent is when anything was last heard, zero if nothing ever was.
	LastEvent time.Time
	// Lag is how old the newest event was when it came, by both clocks; negative is
	// never shown.
	Lag time.Duration
	// Used of Limit calls were made in the window; Limit is zero where the vendor
	// names none.
	Used, Limit int
	Window      time.Duration
	// Version is what the server says of itself.
	Version string
	// Missing are the rights that the credentials do not have.
	Missing []Right
	// Reconnects counts how often the connection was made anew.
	Reconnects int
}

// Right is one thing that a vendor's credentials must be allowed.
type Right struct {
	// Name is what the vendor calls it, such as a scope.
	Name string
	OK   bool
	// Without says, as a sentence, what will not work if it is missing.
	Without string
	// Needed says that nothing works without it.
	Needed bool
}

// Checkup is what a driver finds out about credentials before they are used.
type Checkup struct {
	// Server and Account name what was reached, such as "Chatwoot 4.10" and "Shop".
	Server, Account string
	Rights          []Right
	// Agents are the people whom the backend knows, so that they can be matched with
	// those of the floor.
	Agents []Outsider
	Teams  []string
}

// OK reports whether everything is there without which nothing works.
func (c Checkup) OK() bool {
	for _, r := range c.Rights {
		if r.Needed && !r.OK {
			return false
		}
	}
	return true
}

// Outsider is somebody whom a backend knows.
type Outsider struct {
	ID, Name, Mail string
}
