package cover

import (
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/shift/roster"
)

// Standing is how cover stands at one instant, for screens. It is a value.
type Standing struct {
	// Words say in one sentence who answers for the floor and why; they are
	// never empty. Where nobody does they begin with NO COVER.
	Words string
	// Written is false for a roster that names nobody: then nobody is held to a
	// shift, and who answers is whoever is there.
	Written bool
	// Covered says that a shift runs. Shift is that shift, else the next one; its
	// ID is empty if there is none within a year.
	Covered bool
	Shift   roster.Shift
	// Agent answers for the floor since Since; empty is NO COVER.
	Agent chat.AgentID
	Name  string
	Role  chat.Role
	Since chat.Instant
	// There says that they are connected, at their desk and not on a break.
	There bool
	// Until is when this changes by itself: an open question that runs out, or
	// the next begin or end of a shift. Zero is never.
	Until chat.Instant
	// Chain is who answers in turn, the accountable person's roles first.
	Chain []Link
	// Asks are the questions that wait for an answer, oldest first.
	Asks []chat.CoverAsk
	// Empty are the roles of the shift that nobody has (G-COV-03).
	Empty []policy.Role
}

// Link is one person of the chain.
type Link struct {
	Agent chat.AgentID
	Name  string
	Role  policy.Role
	// There says that they could answer now; Words say why not, or that they do.
	There bool
	Words string
}

// State returns how cover stands.
func State(f *chat.Floor, ed *policy.Edition, now chat.Instant) Standing {
	return Standing{}
}
