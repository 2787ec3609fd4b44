package conformance

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// Backend is a driver together with a stand-in for its vendor.
type Backend struct {
	Name string
	// Open starts a fresh stand-in and makes a driver that will reach it once it runs.
	// It is called within a bubble, so it connects them by a [Network], and it cleans up
	// with t.Cleanup, which runs in the bubble too. What the stand-in finds wrong with a
	// request (an unknown path, a missing header) fails t.
	//
	// The vendor's people are [People] and its teams [Teams]; the driver's configuration
	// matches the two of them that are on the floor, and the teams, with what the vendor
	// calls them.
	Open func(t *testing.T, faults Faults) (driver.Driver, Vendor)
	// Again makes another driver for the same vendor, as a hub does that starts again.
	// It may be nil where a driver keeps nothing that a second one would not know.
	Again func(t *testing.T, v Vendor, faults Faults) driver.Driver
	// Secrets are the credentials that the driver is given; they must not be in its log,
	// nor in its errors and status.
	Secrets []string
	// Watching is the whole list of routes that the driver may use while it only
	// watches, as [Request.Route] has them. The case about silence fails for one that
	// is not in it, and for one in it that is never used.
	Watching []string
	// Settles is how long, in simulated time, the driver may take to see what has
	// happened at the vendor while it is connected; 2 s if it is zero. A driver that
	// polls names its longest pause.
	Settles time.Duration
	// Returns is how long it may take to be connected and caught up again after a
	// lost connection; 2 min if it is zero.
	Returns time.Duration
}

// The people of every stand-in: two who are on the floor under these ids, and one of
// whom only the vendor knows.
const (
	Asha  chat.AgentID = "asha"
	Rohan chat.AgentID = "rohan"
	Meera chat.AgentID = "meera"
)

// People returns them as the vendor shows them. The last is not on the floor, and no
// driver's configuration names her.
func People() []driver.Outsider {
	return []driver.Outsider{
		{ID: string(Asha), Name: "Asha", Mail: "asha@example.com"},
		{ID: string(Rohan), Name: "Rohan M.", Mail: "rohan@example.com"},
		{ID: string(Meera), Name: "Meera K.", Mail: "meera@example.com"},
	}
}

// Teams are the teams of every stand-in that has teams, as the floor calls them.
func Teams() []string { return []string{"billing", "orders"} }

// BotTeam is where a vendor whose bot is only known by where its chats stand keeps
// them.
const BotTeam = "automated"
