package policy

import (
	"slices"
	"time"

	"floorwalker/app/chat"
)

// RoutingModel says who answers a chat first (C-DEPT-01).
type RoutingModel string

// The models. Where the first line takes all, whoever is free has the next chat and
// transfers it if it is another team's; where departments own their chats, only their
// own people are given them.
const (
	FirstLine   RoutingModel = "first_line"
	Departments RoutingModel = "departments"
)

// AssignMode says who gives waiting chats to people (E-Q-02, E-Q-03).
type AssignMode string

// The modes: everybody picks, or the hub gives.
const (
	AssignManual AssignMode = "manual"
	AssignAuto   AssignMode = "auto"
)

// Routing says where chats go.
type Routing struct {
	Model  RoutingModel
	Assign AssignMode
	// Overload is the share of somebody's cap, in percent, from which on the meter
	// says that they have too much (C-DIST-01).
	Overload int
}

// RouteSource is what tells where a chat belongs (C-ROUTE-01).
type RouteSource string

// The sources: what the customer chose before the chat, and where they came from.
const (
	SourceChoice RouteSource = "choice"
	SourcePage   RouteSource = "page"
)

// RoutingRule is one line of the rules of routing: what a chat has to be like, and who
// it is for then (V-ROUTE-01). A condition that is empty holds for every chat.
type RoutingRule struct {
	// Name is shown on the chat.
	Name string
	// Page is the beginning of the page's address, without regard to its host where it
	// begins with a slash; a star stands for anything.
	Page string
	// Site, Channel, Choice and Language are compared whole, without regard to case;
	// the language also by its part before the region, so that "hi" is "hi-IN" too.
	Site     string
	Channel  chat.Channel
	Choice   string
	Language string
	// Words are looked for in the customer's first lines; one of them is enough.
	Words []string
	// Field and Value are of what a backend keeps of the customer ([chat.Field]).
	Field, Value string
	// To is one of the policy's teams, Agent a person; one of the two may be empty.
	To    string
	Agent chat.AgentID
}

// AgentCap is how many chats one person is assigned, where that is not [Agent.Cap].
type AgentCap struct {
	Agent chat.AgentID
	Cap   int // 0 gives them none
}

// CapOf returns how many chats a person may be assigned (E-ACT-03). It never limits
// what they take by themselves, nor what they watch.
func (e *Edition) CapOf(a chat.AgentID) int {
	if at, found := slices.BinarySearchFunc(e.Caps, a, byAgent); found {
		return e.Caps[at].Cap
	}
	return e.Policy.Agent.Cap
}

// AwayMode says what is done where a wanted person is away (C-TRF-04).
type AwayMode string

// The customer waits, is promised to hear of them, or has the choice of both.
const (
	AwayWait    AwayMode = "wait"
	AwayPromise AwayMode = "promise"
	AwayBoth    AwayMode = "both"
)

// Wait and Promise report whether a mode allows it.
func (m AwayMode) Wait() bool { return m == AwayWait || m == AwayBoth }

// Promise reports whether the customer may be promised to hear of them.
func (m AwayMode) Promise() bool { return m == AwayPromise || m == AwayBoth }

// Transfer is how a team passes chats on.
type Transfer struct {
	// Guide is what the team has written down about it, lines and all (C-TRF-01).
	Guide string
	Away  AwayMode
	// Promise is the latest by which somebody who was away gets in touch.
	Promise time.Duration
}

// Group limits group chats (C-TRF-03).
type Group struct {
	On bool
	// Max is how many people of the team may be in one.
	Max int
}

// Retention says how much of the past the hub keeps; what is open is never deleted.
type Retention struct {
	// Days is for how long, 0 for ever.
	Days int
	// Size is how much, in MiB, 0 for any amount.
	Size int
}
