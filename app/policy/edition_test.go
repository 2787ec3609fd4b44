package policy_test

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/ticket"
)

// swap replaces words that the file that ships has once.
func swap(t testing.TB, from, to string) []byte {
	t.Helper()
	file := string(shipped(t))
	if strings.Count(file, from) != 1 {
		t.Fatalf("the file has %q %d times", from, strings.Count(file, from))
	}
	return []byte(strings.Replace(file, from, to, 1))
}

// Each line of the table breaks one thing in a list; the error points at it.
func TestParseRefusesWithinLists(t *testing.T) {
	const (
		rule    = `{ condition = "Outage", level = "Lead", queue = "Technical", agent = "", within = "1h" }`
		matrix  = "matrix = []"
		inRule  = "matrix = [" + rule + "]"
		topic   = `  { id = "ivr", name = "IVR flow edit" },`
		primary = `  { day = "weekday", role = "primary", agent = "" },`
	)
	for _, tc := range []struct {
		name, from, to string
		want           string
	}{
		{"not a list", matrix, `matrix = "none"`, "LINE, column 1: escalation.matrix: must be a list: one rule in braces after the other"},
		{"not in braces", matrix, `matrix = ["Outage"]`, "LINE, column 11: escalation.matrix[0]: must be rule in braces, such as { condition = … }"},
		{"a key is missing", matrix, strings.Replace(inRule, `, level = "Lead"`, "", 1), "LINE, column 11: escalation.matrix[0].level: is missing"},
		{"a key is unknown", matrix, strings.Replace(inRule, "level", "Level", 1), "LINE, column 35: escalation.matrix[0].Level: is not a key that rule has"},
		{"out of range", matrix, strings.Replace(inRule, "1h", "1s", 1), "LINE, column 84: escalation.matrix[0].within: must be between 1m and 720h"},
		{"no such team", matrix, strings.Replace(inRule, "Technical", "Plumbing", 1), `LINE, column 51: escalation.matrix[0].queue: is "Plumbing", which is not among queues.names`},
		{"nobody", matrix, strings.Replace(inRule, "Technical", "", 1), "LINE, column 11: escalation.matrix[0]: needs a team or a person, or nobody would get it"},
		{"no agent's id", matrix, strings.Replace(inRule, `agent = ""`, `agent = "@bot"`, 1), `LINE, column 72: escalation.matrix[0].agent: must not begin with "@"`},
		{"no such day", primary, strings.Replace(primary, "weekday", "monday", 1), `LINE, column 5: roster.slots[0].day: must be "weekday", "weekend" or "holiday"`},
		{"no such role", primary, strings.Replace(primary, "primary", "boss", 1), `LINE, column 22: roster.slots[0].role: must be "primary", "secondary", "lead" or "backup"`},
		{"no window", primary, strings.Replace(primary, `"" }`, `"", window = "10:00" }`, 1), `LINE, column 52: roster.slots[0].window: must be a window such as "10:00-19:00", "22:00-06:00" or "00:00-24:00"`},
		{"a window of no time", primary, strings.Replace(primary, `"" }`, `"", window = "10:00-10:00" }`, 1), `LINE, column 52: roster.slots[0].window: must be a window such as "10:00-19:00", "22:00-06:00" or "00:00-24:00"`},
		{"no scheme", `scheme = "tel"`, `scheme = "https"`, `LINE, column 1: dial.scheme: must be "tel", "sip" or "callto"`},
		{"one acknowledgement of two", `["delayed-ack-now", "delayed-ack"]`, `["delayed-ack"]`, "LINE, column 1: scripts.overnight_ack: must have 2 responses"},
		{"no day of the calendar", "holidays = []", `holidays = ["2026-12-25", "2026-02-30"]`, `LINE, column 27: roster.holidays[1]: must be a day such as "2026-12-25"`},
		{"an id that is a name", topic, strings.Replace(topic, `"ivr"`, `"IVR flow"`, 1), `LINE, column 5: ticket.topics[3].id: must be an id of small letters, digits, "_" and "-", at most 40`},
		{"an id twice", topic, strings.Replace(topic, `"ivr"`, `"users"`, 1), `LINE-4, column 1: ticket.topics: has "IVR flow edit" twice`},
		{"a name twice", topic, strings.Replace(topic, "IVR flow edit", "Login / panel issue", 1), `LINE-4, column 1: ticket.topics: has "Login / panel issue" twice`},
		{"an empty name", topic, strings.Replace(topic, "IVR flow edit", "", 1), "LINE, column 17: ticket.topics[3].name: must not be empty"},
		{"an item that is no word", `unknown = ["account", "service"`, `unknown = ["account", 5`, "LINE, column 23: ticket.unknown[1]: must be a field in quotes"},
		{"a field that is always known", `unknown = ["account", "service"`, `unknown = ["account", "summary"`, `LINE, column 23: ticket.unknown[1]: must be "account", "service", "contact" or "phone"`},
		{"a word twice", `closing = ["closing-1", "closing-2"`, `closing = ["closing-1", "closing-1"`, `LINE, column 25: scripts.closing[1]: has "closing-1" twice`},
		{"a step too few", `takeover = ["takeover-1", `, `takeover = [`, "LINE, column 1: scripts.takeover: must have 3 responses"},
		{"no step", `closing = ["closing-1", "closing-2", "closing-3"]`, `closing = []`, "LINE, column 1: scripts.closing: must have between 1 and 9 responses"},
		{"a switch in quotes", "staff = true", `staff = "yes"`, "LINE, column 1: emoji.staff: must be true or false, without quotes"},
		{"no such style", `style = "stars"`, `style = "hearts"`, `LINE, column 1: rating.style: must be "stars" or "smiley"`},
		{"a link that leads nowhere", `link = ""`, `link = "assist"`, `LINE, column 1: assist.link: must be a link such as "https://assist.example.com/join"`},
		{"a link with a password", `link = ""`, `link = "https://a:b@example.com"`, `LINE, column 1: assist.link: must be a link such as "https://assist.example.com/join"`},
		{"a hook that is an address", "[tickets]\nhook = \"\"", "[tickets]\nhook = \"https://example.com\"", `LINE+1, column 1: tickets.hook: must be an id of small letters, digits, "_" and "-", at most 40`},
		{"a channel twice", "channels = []", `channels = [{ channel = "web", max = 2048 }, { channel = "web", max = 4096 }]`, "LINE, column 46: upload.channels[1]: is there twice"},
		{"half a pattern", `service = ""`, `service = "[0-9]+"`, "LINE, column 1: ticket.service: must begin with ^ and end with $"},
		{"no pattern", `service = ""`, `service = "^[0-9+$"`, "LINE, column 1: ticket.service: is not a pattern: error parsing regexp: missing closing ]: `[0-9+$`"},
		{"no country", `region = "IN"`, `region = "XX"`, `LINE, column 1: ticket.region: "XX" is no country in two letters`},
		{"a resolution that is none", `name = "Customer issue resolved", resolution = "solved"`, `name = "Customer issue resolved", resolution = "happy"`, `LINE, column 56: ticket.reasons[0].resolution: is "happy", which is not in its list`},
		{"a status that is none", `name = "No valid enquiry", resolution = "none", status = "closed"`, `name = "No valid enquiry", resolution = "none", status = "gone"`, `LINE, column 72: ticket.reasons[3].status: is "gone", which is not in its list`},
		{"a method that is none", `bot = "bot"`, `bot = "robot"`, `LINE, column 1: ticket.bot: is "robot", which is not in its list`},
		{"a preset that is none", `topic = "none"`, `topic = "all"`, `LINE, column 1: ticket.preset.topic: is "all", which is not in its list`},
		{"a preset that does not end", `reason = "others"`, `reason = "contact_later"`, "LINE-8, column 9: ticket.preset: does not complete a ticket: followUp must be answered with yes or no"},
		{"no team in the tag", `escalated = "Escalated to {team}"`, `escalated = "Escalated"`, "LINE, column 1: tags.escalated: must have {team} in it once"},
		{"a kind that ends with the chat", `callback_kinds = ["call"]`, `callback_kinds = ["reply"]`, `LINE, column 19: tags.callback_kinds[0]: must be "call", "promise", "escalation" or "confirm"`},
		{"the same reached by a table", "[tags]", "[[tags.list]]\nx = 1\n[tags]", "LINE, column 8: tags.list: is not a key that a policy has"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			file := swap(t, tc.from, tc.to)
			e, err := policy.ParseEdition(file)
			var pe *policy.ParseError
			if !errors.As(err, &pe) || e != nil {
				t.Fatalf("accepted: %v", err)
			}
			want := tc.want
			for back := 0; back < 10; back++ { // how many lines before the change it points
				line := strings.Count(string(file[:strings.Index(string(file), tc.to)]), "\n") + 1 - back
				want = strings.Replace(want, fmt.Sprintf("LINE-%d,", back), fmt.Sprintf("policy, line %d,", line), 1)
				want = strings.Replace(want, "LINE+1,", fmt.Sprintf("policy, line %d,", line+back+1), 1)
				if back == 0 {
					want = strings.Replace(want, "LINE,", fmt.Sprintf("policy, line %d,", line), 1)
				}
			}
			if err.Error() != want {
				t.Errorf("\n got %s\nwant %s", err, want)
			}
		})
	}
}

// A list may be written as tables of its own; places are those of its items.
func TestListsAsTables(t *testing.T) {
	const rule = "[[escalation.matrix]]\ncondition = \"Outage\"\nlevel = \"Lead\"\nqueue = \"Technical\"\nagent = \"\"\nwithin = \"1h\"\n"
	file := swap(t, "[escalation]\nmatrix = []\n", rule+rule)
	e, err := policy.ParseEdition(file)
	if err != nil || len(e.Matrix) != 2 || e.Matrix[1] != (policy.EscalationRule{Condition: "Outage", Level: "Lead", Queue: "Technical", Within: time.Hour}) {
		t.Fatalf("%v", err)
	}
	file = swap(t, "[escalation]\nmatrix = []\n", rule+strings.Replace(rule, "1h", "soon", 1))
	line := strings.Count(string(file[:strings.Index(string(file), "within = \"soon\"")]), "\n") + 1
	var pe *policy.ParseError
	if _, err := policy.ParseEdition(file); !errors.As(err, &pe) || pe.Key != "escalation.matrix[1].within" || pe.Line != line {
		t.Errorf("%v, want line %d", err, line)
	}
}

// The guide's own lists, by the requirement that names them.
func TestShippedLists(t *testing.T) {
	e := edition(t)
	names := func(cs []ticket.Choice) string {
		var ns []string
		for _, c := range cs {
			ns = append(ns, c.Name)
		}
		return strings.Join(ns, ", ")
	}
	for _, tc := range []struct{ id, got, want string }{
		{"G-TAG-01..09", names(e.Form.Topics), "Incoming/outgoing connectivity issue, Login / panel issue, User addition or deletion, IVR flow edit, Invoice or billing query, Recharge request, Renewal pending, Integration required, WABA related, No topic"},
		{"A-26", names(e.Form.Methods), "Chat, Bot, Phone callback, WhatsApp, Screen share, Ticket"},
		{"G-TKT-09", names(e.Form.Sentiments), "Positive, Neutral, Negative"},
		{"A-23", e.Form.AccountName, "BAN"},
		{"G-TAG-10, G-TAG-11, G-TAG-12", e.Form.Callback + ", " + e.Form.Escalated + ", " + e.Tags.Dissatisfied, "Callback scheduled, Escalated to {team}, Customer dissatisfied"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s: %s", tc.id, tc.got)
		}
	}
	if e.Form.Version != e.Policy.Version || e.Form.NoteMin != e.Policy.Note.Min { // E-END-05
		t.Error("the form has another version or least note than the policy")
	}
	if err := e.Form.Check(); err != nil {
		t.Error(err)
	}
	if len(e.Matrix) != 0 { // a made-up matrix would be believed
		t.Error("the matrix is not empty")
	}
	for _, s := range e.Roster { // G-COV-01: names are data
		if s.Agent != "" {
			t.Errorf("%s is on the roster that ships", s.Agent)
		}
	}
}

// what follows from each end reason.
func TestEndReasons(t *testing.T) {
	want := []ticket.EndReason{
		{Choice: ticket.Choice{ID: "resolved", Name: "Customer issue resolved"}, Resolution: "solved", Status: "solved", NeedsConfirmed: true}, // E-END-01, S-FLOW-04
		{Choice: ticket.Choice{ID: "no_response", Name: "No response from customer"}, Resolution: "unconfirmed", Status: "closed", Details: []ticket.Detail{ // E-END-02
			{Choice: ticket.Choice{ID: "never_engaged", Name: "Never engaged"}},
			{Choice: ticket.Choice{ID: "went_silent", Name: "Went silent"}, NeedsFollowUp: true},
		}},
		{Choice: ticket.Choice{ID: "contact_later", Name: "Will be contacted upon issue resolution"}, Resolution: "later", Status: "open", NeedsFollowUp: true}, // E-END-03
		{Choice: ticket.Choice{ID: "no_enquiry", Name: "No valid enquiry"}, Resolution: "none", Status: "closed"},                                               // E-END-04
		{Choice: ticket.Choice{ID: "others", Name: "Others"}, NeedsNote: true},                                                                                  // E-END-05
	}
	got := edition(t).Form.Reasons
	for i := range want {
		if want[i].Details == nil {
			want[i].Details = []ticket.Detail{}
		}
		if i >= len(got) || !reflect.DeepEqual(got[i], want[i]) {
			t.Errorf("reason %d: %+v", i, got)
		}
	}
	if strings.Contains(strings.ToLower(string(shipped(t))), "waste") { // not even inside
		t.Error("a customer is called a waste of time")
	}
}

func TestUploadMax(t *testing.T) { // the least of the two wins; E-ACT-06
	e, err := policy.ParseEdition(swap(t, "channels = []", `channels = [{ channel = "whatsapp", max = 2048 }, { channel = "mail", max = 9_999_999 }]`))
	if err != nil {
		t.Fatal(err)
	}
	for channel, want := range map[chat.Channel]int{chat.ChannelWebsite: 5_242_880, chat.ChannelWhatsApp: 2048, "mail": 5_242_880} {
		if got := e.UploadMax(channel); got != want {
			t.Errorf("%s: %d, want %d", channel, got, want)
		}
	}
}

func TestWarnings(t *testing.T) {
	words := func(e *policy.Edition) (all []string) {
		for _, w := range e.Warnings() {
			all = append(all, w.Key+": "+w.Words)
		}
		return all
	}
	want := []string{
		"assist.link: There is no link for Zoho Assist: the button for it stays away.",
		"tickets.hook: No receiver is named: tickets stay with the hub.",
		"escalation.matrix: The escalation matrix is empty: an escalation has to be addressed by hand.",
		"roster.slots: On a weekday 4 of 4 slots have NO COVER.",
		"roster.slots: On a weekend 3 of 3 slots have NO COVER.",
		"roster.slots: On a holiday 3 of 3 slots have NO COVER.",
	}
	e := edition(t)
	if got := words(e); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	set := *e
	set.Assist.Link, set.Tickets.Hook = "https://assist.example.com/join", "crm"
	set.Matrix = []policy.EscalationRule{{Condition: "Outage", Level: "Lead", Queue: "Technical", Within: time.Hour}}
	set.Roster = []policy.RosterSlot{{Day: policy.DayWeekday, Role: policy.RolePrimary, Agent: "asha"}, {Day: policy.DayWeekend, Role: policy.RolePrimary}, {Day: policy.DayHoliday, Role: policy.RolePrimary, Agent: "asha"}}
	if got := words(&set); !slices.Equal(got, []string{"roster.slots: On a weekend 1 of 1 slot have NO COVER."}) {
		t.Errorf("%q", got)
	}
	set.Roster = set.Roster[:1]
	if got := words(&set); len(got) != 2 || !strings.Contains(got[0], "A weekend has no slot at all") {
		t.Errorf("%q", got)
	}
}

func TestItems(t *testing.T) {
	e := edition(t)
	if got := e.Items("ticket.topics"); len(got) != 10 || got[1] != "id login, name Login / panel issue" {
		t.Errorf("%q", got)
	}
	if got := e.Items("queues.names"); !slices.Equal(got, []string{"General", "Billing", "Technical"}) {
		t.Errorf("%q", got)
	}
	if got := len(e.Items("severity.billing_safe")); got != 11 {
		t.Errorf("%d phrases", got)
	}
	for _, key := range []string{"reply.max", "warn.at", "no.such"} {
		if got := e.Items(key); got != nil {
			t.Errorf("%s: %q", key, got)
		}
	}
}

func TestDayOf(t *testing.T) { // G-ROLE-01, G-COV-04
	e, err := policy.ParseEdition(swap(t, "holidays = []", `holidays = ["2026-12-25"]`))
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range map[string]policy.DayType{
		"2026-11-20T12:00:00Z": policy.DayWeekday,
		"2026-11-20T18:29:59Z": policy.DayWeekday, // a second before midnight in the zone of cover
		"2026-11-20T18:30:00Z": policy.DayWeekend,
		"2026-12-24T18:29:59Z": policy.DayWeekday,
		"2026-12-24T18:30:00Z": policy.DayHoliday,
		"2026-12-25T18:30:00Z": policy.DayWeekend,
	} {
		when, err := time.Parse(time.RFC3339, at)
		if err != nil {
			t.Fatal(err)
		}
		if got := e.DayOf(when); got != want {
			t.Errorf("%s is a %s, want %s", at, got, want)
		}
	}
}
