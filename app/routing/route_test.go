package routing_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/routing"
)

// V-ROUTE-01: each condition by itself, and all of them together.
func TestRules(t *testing.T) {
	page := func(p string) *chat.ChatOpened { return &chat.ChatOpened{Customer: chat.Customer{Page: p}} }
	for _, tc := range []struct {
		rule   policy.RoutingRule
		opened *chat.ChatOpened
		lines  []string
		why    string // empty is that it does not hold
	}{
		{policy.RoutingRule{Page: "/billing"}, page("https://shop.example.com/Billing/7?x=1"), nil, "the page https://shop.example.com/Billing/7?x=1"},
		{policy.RoutingRule{Page: "/billing"}, page("/billing"), nil, "the page /billing"},
		{policy.RoutingRule{Page: "/billing"}, page("shop.example.com/billing"), nil, "the page shop.example.com/billing"},
		{policy.RoutingRule{Page: "/billing"}, page("https://shop.example.com/help/billing"), nil, ""},
		{policy.RoutingRule{Page: "/billing"}, page("https://shop.example.com"), nil, ""},
		{policy.RoutingRule{Page: "/"}, page("https://shop.example.com"), nil, "the page https://shop.example.com"},
		{policy.RoutingRule{Page: "/"}, page(""), nil, ""},
		{policy.RoutingRule{Page: "/*/billing"}, page("https://shop.example.com/hi/billing/7"), nil, "the page https://shop.example.com/hi/billing/7"},
		{policy.RoutingRule{Page: "shop.example.com/*pay"}, page("https://shop.example.com/a/pay"), nil, "the page https://shop.example.com/a/pay"},
		{policy.RoutingRule{Page: "https://shop."}, page("http://shop.example.com"), nil, ""},
		{policy.RoutingRule{Page: "https://shop."}, page("HTTPS://shop.example.com"), nil, "the page HTTPS://shop.example.com"},
		{policy.RoutingRule{Site: "Shop"}, &chat.ChatOpened{Site: " shop "}, nil, "the site shop"},
		{policy.RoutingRule{Site: "Shop"}, &chat.ChatOpened{Site: "shops"}, nil, ""},
		{policy.RoutingRule{Channel: "whatsapp"}, &chat.ChatOpened{Channel: chat.ChannelWhatsApp}, nil, "the channel whatsapp"},
		{policy.RoutingRule{Channel: "whatsapp"}, &chat.ChatOpened{Channel: chat.ChannelWebsite}, nil, ""},
		{policy.RoutingRule{Choice: "Money"}, &chat.ChatOpened{Choice: "money"}, nil, "the customer chose money"},
		{policy.RoutingRule{Choice: "Money"}, &chat.ChatOpened{}, nil, ""},
		{policy.RoutingRule{Language: "hi"}, &chat.ChatOpened{Customer: chat.Customer{Locale: "hi-IN"}}, nil, "the language hi-IN"},
		{policy.RoutingRule{Language: "hi-IN"}, &chat.ChatOpened{Customer: chat.Customer{Locale: "hi"}}, nil, ""},
		{policy.RoutingRule{Language: "hi"}, &chat.ChatOpened{Customer: chat.Customer{Locale: "his"}}, nil, ""},
		{policy.RoutingRule{Words: []string{"refund", "money back"}}, page(""), []string{"Hello", "I want my MONEY back!"}, "the word money back"},
		{policy.RoutingRule{Words: []string{"refund"}}, page(""), []string{"it was refunded, refunds"}, ""},
		{policy.RoutingRule{Words: []string{"बिल"}}, page(""), []string{"मेरा बिल गलत है"}, "the word बिल"},
		{policy.RoutingRule{Words: []string{"बिल"}}, page(""), []string{"बिलकुल", "बिली"}, ""},
		{policy.RoutingRule{Field: "plan", Value: "gold"}, &chat.ChatOpened{Customer: chat.Customer{Data: []chat.Field{{Name: "Plan", Value: "Gold"}}}}, nil, "plan is gold"},
		{policy.RoutingRule{Field: "plan", Value: "gold"}, &chat.ChatOpened{Customer: chat.Customer{Data: []chat.Field{{Name: "plan", Value: "silver"}}}}, nil, ""},
		{policy.RoutingRule{}, page(""), nil, "it holds for every chat"},
		{
			policy.RoutingRule{Page: "/a", Site: "Shop", Words: []string{"down"}},
			&chat.ChatOpened{Site: "Shop", Customer: chat.Customer{Page: "/a"}},
			[]string{"it is down"},
			"the page /a, the site Shop, the word down",
		},
		{policy.RoutingRule{Page: "/a", Site: "Shop"}, &chat.ChatOpened{Site: "Other", Customer: chat.Customer{Page: "/a"}}, nil, ""},
	} {
		tc.rule.Name, tc.rule.To, tc.rule.Agent = "rule", "Billing", "asha"
		d := routing.Route(edition(func(e *policy.Edition) { e.Routes = []policy.RoutingRule{tc.rule} }), tc.opened, tc.lines)
		want := routing.Decision{}
		if tc.why != "" {
			want = routing.Decision{Rule: "rule", Queue: "Billing", Agent: "asha", Why: tc.why}
		}
		if d != want || d.Found() != (tc.why != "") {
			t.Errorf("%+v of %+v %q: %+v", tc.rule, tc.opened, tc.lines, d)
		}
	}
}

// C-ROUTE-01: two sources, of which the policy says which is asked first; everything
// else is asked after both.
func TestTwoSources(t *testing.T) {
	routes := func(e *policy.Edition) {
		e.Routes = []policy.RoutingRule{
			{Name: "words", Words: []string{"broken"}, To: "General"},
			{Name: "page", Page: "/pay", To: "Billing"},
			{Name: "choice", Choice: "repair", To: "Technical"},
			{Name: "rest", To: "General"},
		}
	}
	pageFirst := func(e *policy.Edition) {
		e.RouteOrder = []policy.RouteSource{policy.SourcePage, policy.SourceChoice}
	}
	both := chat.ChatOpened{Choice: "Repair", Customer: chat.Customer{Page: "/pay/1"}}
	for _, tc := range []struct {
		name   string
		change []func(*policy.Edition)
		opened chat.ChatOpened
		lines  []string
		rule   string
		queue  string
	}{
		{"choice before page", nil, both, nil, "choice", "Technical"},
		{"page before choice", []func(*policy.Edition){pageFirst}, both, nil, "page", "Billing"},
		{"the other where the first says nothing", []func(*policy.Edition){pageFirst}, chat.ChatOpened{Choice: "repair"}, nil, "choice", "Technical"},
		{"a team's own name needs no rule", nil, chat.ChatOpened{Choice: "billing"}, nil, "", "Billing"},
		{"which counts as a choice", []func(*policy.Edition){pageFirst}, chat.ChatOpened{Choice: "Technical", Customer: both.Customer}, nil, "page", "Billing"},
		{"both before what else there is", nil, chat.ChatOpened{Customer: both.Customer}, []string{"it is broken"}, "page", "Billing"},
		{"what else there is", nil, chat.ChatOpened{}, []string{"it is broken"}, "words", "General"},
		{"the rest", nil, chat.ChatOpened{}, nil, "rest", "General"},
	} {
		d := routing.Route(edition(append([]func(*policy.Edition){routes}, tc.change...)...), &tc.opened, tc.lines)
		if d.Rule != tc.rule || d.Queue != tc.queue {
			t.Errorf("%s: %+v", tc.name, d)
		}
	}
}

// What a stranger wrote is one short line on the screen.
func TestWhyIsShort(t *testing.T) {
	e := edition(func(e *policy.Edition) { e.Routes = []policy.RoutingRule{{Name: "r", Page: "/", To: "Billing"}} })
	d := routing.Route(e, &chat.ChatOpened{Customer: chat.Customer{Page: "/a\n\x1b[31m\xff " + strings.Repeat("x", 200)}}, nil)
	if n := len([]rune(d.Why)); n != len("the page ")+60 || !utf8.ValidString(d.Why) || strings.ContainsAny(d.Why, "\n\x1b") {
		t.Errorf("%d characters: %q", n, d.Why)
	}
}

func TestDepartments(t *testing.T) { // C-DEPT-01
	e := edition()
	if got := routing.Departments(e); !slices.Equal(got, []string{"General", "Billing", "Technical"}) {
		t.Errorf("%q", got)
	}
}

// The rule that holds is on the chat with its name, once, whatever is said afterwards.
func TestRouted(t *testing.T) {
	ed := edition(func(e *policy.Edition) {
		e.Routes = []policy.RoutingRule{{Name: "Invoices", Page: "/billing", To: "Billing"}, {Name: "Outage", Words: []string{"down"}, To: "Technical", Agent: "asha"}}
	})
	f := newFloor(t, ed)
	f.do("a", "", &chat.ChatOpened{Bot: true, Customer: chat.Customer{Page: "/billing"}})
	f.says("a", "it is down")
	if r := f.Chat("a").Routed; r.Rule != "Invoices" || r.Queue != "Billing" || r.Why != "the page /billing" || f.Chat("a").Stage != chat.StageBot {
		t.Errorf("%+v", r)
	}
	f.do("b", "", &chat.ChatOpened{Bot: true})
	f.says("b", "hello")
	if f.Chat("b").Routed != (chat.Routing{}) {
		t.Errorf("%+v", f.Chat("b").Routed)
	}
	f.says("b", "everything is down")
	if r := f.Chat("b").Routed; r.Rule != "Outage" || r.Agent != "asha" {
		t.Errorf("%+v", r)
	}
	f.do("c", "", &chat.ChatOpened{Bot: true})
	for range routing.FirstLines {
		f.says("c", "hello")
	}
	f.says("c", "it is down") // too late for a first line
	if f.Chat("c").Routed != (chat.Routing{}) {
		t.Errorf("%+v", f.Chat("c").Routed)
	}
	f.do("d", "", &chat.ChatOpened{}) // it waits, and does so in the team's line from now on
	f.do("d", "", &chat.CustomerDescribed{Customer: chat.Customer{Page: "/billing/3"}})
	if c := f.Chat("d"); c.Routed.Rule != "Invoices" || c.Queue != "Billing" {
		t.Errorf("%+v waits for %q", c.Routed, c.Queue)
	}
	f.do("e", "", &chat.ChatOpened{})
	f.do("e", "asha", &chat.ChatAccepted{Agent: "asha"})
	f.says("e", "it is down") // somebody serves it
	if f.Chat("e").Routed != (chat.Routing{}) {
		t.Errorf("%+v", f.Chat("e").Routed)
	}
}

func FuzzRoute(f *testing.F) {
	f.Add("/a*b", "https://shop.example.com/a/b", "refund", "a refund please", "hi-IN")
	f.Add("*", "", "", "", "")
	f.Add("**/", "://", "\xff", "a\xffb", "-")
	f.Fuzz(func(t *testing.T, page, at, word, line, locale string) {
		ed := edition(func(e *policy.Edition) {
			e.Routes = []policy.RoutingRule{
				{Name: "page", Page: page, To: "Billing"}, {Name: "words", Words: []string{word}, To: "Technical"}, {Name: "hi", Language: "hi", Agent: "asha"},
			}
		})
		d := routing.Route(ed, &chat.ChatOpened{Choice: word, Customer: chat.Customer{Page: at, Locale: locale}}, []string{line})
		if d.Found() != (d.Why != "") || strings.ContainsAny(d.Why, "\n\r\x00\x1b") {
			t.Errorf("%+v", d)
		}
	})
}
