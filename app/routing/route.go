package routing

import (
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// FirstLines is how many of a customer's first lines rules look into.
const FirstLines = 3

// Decision is where a chat belongs. The zero value is nowhere in particular.
type Decision struct {
	// Rule is the name of the rule; empty where the customer's choice was itself the
	// name of a team.
	Rule  string
	Queue string
	Agent chat.AgentID
	// Why says in words what it went by, such as "the page /billing".
	Why string
}

// Found reports whether the chat belongs somewhere.
func (d Decision) Found() bool { return d.Queue != "" || d.Agent != "" }

// Departments returns the teams that a floor has, in the order of the policy. The slice
// is the caller's.
func Departments(ed *policy.Edition) []string {
	var all []string
	for _, q := range ed.Policy.Queues {
		if q != "" {
			all = append(all, q)
		}
	}
	return all
}

// Route says where a chat belongs, by how it was opened and by the customer's first
// lines, as far as there are any. All of it is what strangers wrote.
func Route(ed *policy.Edition, o *chat.ChatOpened, lines []string) Decision {
	chosen := false
	for _, source := range ed.RouteOrder {
		d := byRule(ed, o, lines, func(r *policy.RoutingRule) bool { return rests(r, source) })
		if source == policy.SourceChoice {
			chosen = true
			if !d.Found() {
				d = byChoice(ed, o)
			}
		}
		if d.Found() {
			return d
		}
	}
	if !chosen { // an edition that was not read from a file
		if d := byChoice(ed, o); d.Found() {
			return d
		}
	}
	return byRule(ed, o, lines, func(*policy.RoutingRule) bool { return true })
}

// rests reports whether a rule goes by a source.
func rests(r *policy.RoutingRule, s policy.RouteSource) bool {
	if s == policy.SourceChoice {
		return r.Choice != ""
	}
	return r.Page != "" || r.Site != ""
}

// byRule is the first of some rules that holds.
func byRule(ed *policy.Edition, o *chat.ChatOpened, lines []string, meant func(*policy.RoutingRule) bool) Decision {
	for i := range ed.Routes {
		r := &ed.Routes[i]
		if !meant(r) {
			continue
		}
		if why, holds := holds(r, o, lines); holds {
			return Decision{Rule: r.Name, Queue: r.To, Agent: r.Agent, Why: why}
		}
	}
	return Decision{}
}

// byChoice is the team that the customer chose by its name.
func byChoice(ed *policy.Edition, o *chat.ChatOpened) Decision {
	for _, q := range Departments(ed) {
		if same(q, o.Choice) {
			return Decision{Queue: q, Why: "the customer chose " + short(o.Choice)}
		}
	}
	return Decision{}
}

// same compares words of people without regard to case and the space around them.
func same(a, b string) bool { return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b)) }
