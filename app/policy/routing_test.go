package policy_test

import (
	"reflect"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// V-ROUTE-01: rules are read with what they ask for and nothing else, and shown so.
func TestRoutingRules(t *testing.T) {
	e, err := policy.ParseEdition(swap(t, "rules = []", `rules = [
  { name = "Invoices", page = "/billing", to = "Billing" },
  { name = "Gold", field = "plan", value = "gold", words = ["outage", "down"], site = "Shop", channel = "whatsapp", to = "Technical", agent = "asha" },
  { name = "Rest", agent = "ben", choice = "" },
]`))
	if err != nil {
		t.Fatal(err)
	}
	want := []policy.RoutingRule{
		{Name: "Invoices", Page: "/billing", To: "Billing"},
		{Name: "Gold", Field: "plan", Value: "gold", Words: []string{"outage", "down"}, Site: "Shop", Channel: "whatsapp", To: "Technical", Agent: "asha"},
		{Name: "Rest", Agent: "ben"},
	}
	if !reflect.DeepEqual(e.Routes, want) {
		t.Errorf("%+v", e.Routes)
	}
	shown := []string{
		"name Invoices, page /billing, to Billing",
		"name Gold, site Shop, channel whatsapp, words (outage / down), field plan, value gold, to Technical, agent asha",
		"name Rest, agent ben",
	}
	if got := e.Items("routing.rules"); !reflect.DeepEqual(got, shown) {
		t.Errorf("%q", got)
	}
	d := policy.Diff(edition(t), e)
	if len(d) != 1 || d[0].Key != "routing.rules" || !d[0].List || !reflect.DeepEqual(d[0].Added, shown) {
		t.Errorf("%+v", d)
	}
	if e.RouteOrder[0] != policy.SourceChoice || e.RouteOrder[1] != policy.SourcePage { // C-ROUTE-01
		t.Errorf("%q", e.RouteOrder)
	}
}

// E-ACT-03: a cap of one's own, that of the floor for everybody else.
func TestCaps(t *testing.T) {
	for _, file := range [][]byte{
		swap(t, "caps = {}", `caps = { asha = 10, "Rohan M." = 0 }`),
		swap(t, "caps = {}", "\n[agent.caps]\nasha = 10\n\"Rohan M.\" = 0\n"),
	} {
		e, err := policy.ParseEdition(file)
		if err != nil {
			t.Fatal(err)
		}
		if e.CapOf("asha") != 10 || e.CapOf("Rohan M.") != 0 || e.CapOf("ben") != 5 {
			t.Errorf("%d %d %d", e.CapOf("asha"), e.CapOf("Rohan M."), e.CapOf("ben"))
		}
		if got := e.Items("agent.caps"); !reflect.DeepEqual(got, []string{"Rohan M. 0", "asha 10"}) {
			t.Errorf("%q", got)
		}
	}
}

func TestAwayAndGuide(t *testing.T) { // C-TRF-01, C-TRF-04
	for mode, want := range map[policy.AwayMode][2]bool{policy.AwayWait: {true, false}, policy.AwayPromise: {false, true}, policy.AwayBoth: {true, true}} {
		e, err := policy.ParseEdition(swap(t, `away = "promise"`, `away = "`+string(mode)+`"`))
		if err != nil {
			t.Fatal(err)
		}
		if a := e.Policy.Transfer.Away; a.Wait() != want[0] || a.Promise() != want[1] {
			t.Errorf("%s: wait %v, promise %v", a, a.Wait(), a.Promise())
		}
	}
	p := parsed(t)
	if p.Transfer.Promise != 24*time.Hour || strings.Count(p.Transfer.Guide, "\n") != 4 {
		t.Errorf("%+v", p.Transfer)
	}
}

// What cannot be meant is refused where it stands.
func TestRoutingRefuses(t *testing.T) {
	rules := func(s string) [2]string { return [2]string{"rules = []", "rules = [" + s + "]"} }
	for _, tc := range []struct {
		edit [2]string
		key  string
		says string
	}{
		{rules(`{ name = "A", page = "/" }`), "routing.rules[0]", "a team (to) or a person (agent)"},
		{rules(`{ name = "A", to = "Sales" }`), "routing.rules[0].to", "not among queues.names"},
		{rules(`{ name = "A", page = "/", to = "Billing" }, { name = "A", page = "/x", to = "Billing" }`), "routing.rules[1].name", "as that of a rule before"},
		{rules(`{ name = "A", field = "plan", to = "Billing" }`), "routing.rules[0]", "both field and value"},
		{rules(`{ name = "A", to = "Billing" }, { name = "B", page = "/x", to = "Billing" }`), "routing.rules[1]", "never be asked"},
		{rules(`{ page = "/", to = "Billing" }`), "routing.rules[0].name", "is missing"},
		{rules(`{ name = "A", colour = "red", to = "Billing" }`), "routing.rules[0].colour", "not a key"},
		{rules(`{ name = "A", words = ["x", "x"], to = "Billing" }`), "routing.rules[0].words[1]", "twice"},
		{rules(`{ name = "A", agent = "@bot" }`), "routing.rules[0].agent", "must not begin"},
		{[2]string{`order = ["choice", "page"]`, `order = ["choice"]`}, "routing.order", "2 sources"},
		{[2]string{`order = ["choice", "page"]`, `order = ["choice", "choice"]`}, "routing.order[1]", "twice"},
		{[2]string{`assign = "manual"`, `assign = "random"`}, "routing.assign", `"manual" or "auto"`},
		{[2]string{`model = "first_line"`, `model = ""`}, "routing.model", `"departments"`},
		{[2]string{"caps = {}", "caps = { asha = 101 }"}, "agent.caps.asha", "between 0 and 100"},
		{[2]string{"caps = {}", `caps = { asha = "10" }`}, "agent.caps.asha", "whole number"},
		{[2]string{"caps = {}", `caps = { "@bot" = 1 }`}, "agent.caps.@bot", "must not begin"},
		{[2]string{"caps = {}", "caps = [10]"}, "agent.caps", "numbers in braces"},
		{[2]string{`guide = """`, `guide = """` + strings.Repeat("x", 4_000)}, "transfer.guide", "4000 characters"},
		{[2]string{`guide = """`, `guide = """\u0007`}, "transfer.guide", "control characters"},
		{[2]string{"days = 0", "days = -1"}, "retention.days", "between 0"},
		{[2]string{"max = 4", "max = 1"}, "group.max", "between 2"},
	} {
		_, err := policy.ParseEdition(swap(t, tc.edit[0], tc.edit[1]))
		pe, ok := err.(*policy.ParseError)
		if !ok || pe.Key != tc.key || !strings.Contains(pe.Words, tc.says) || pe.Line < 2 {
			t.Errorf("%s: %v", tc.edit[1][:min(60, len(tc.edit[1]))], err)
		}
	}
}

// A file that was read can be written with another roster, with routing in it.
func TestRewriteKeepsRouting(t *testing.T) {
	file := swap(t, "rules = []", "rules = [\n  # a [bracket] in a comment\n  { name = \"A ]\", page = \"/[x\", to = \"Billing\" },\n]")
	out, err := policy.WithRoster(file, nil, []string{"2026-12-25"})
	if err != nil {
		t.Fatal(err)
	}
	e, err := policy.ParseEdition(out)
	if err != nil || len(e.Routes) != 1 || e.Routes[0].Page != "/[x" || len(e.Holidays) != 1 || e.Policy.Transfer.Guide != parsed(t).Transfer.Guide {
		t.Errorf("%v %+v", err, e)
	}
}

// Who is named and is nobody on the team is a slip of the pen.
func TestRoutingStrangers(t *testing.T) {
	file := strings.NewReplacer("rules = []", `rules = [{ name = "A", agent = "lna" }]`, "caps = {}", "caps = { lena = 3, bne = 2 }").Replace(string(shipped(t)))
	e, err := policy.ParseEdition([]byte(file))
	if err != nil {
		t.Fatal(err)
	}
	want := []policy.Warning{
		{Key: "routing.rules", Words: `"lna", who has "A", is nobody on the team.`},
		{Key: "agent.caps", Words: `"bne", with a cap of their own, is nobody on the team.`},
	}
	if got := e.Strangers(func(id chat.AgentID) bool { return id == "lena" }); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v", got)
	}
}
