package policy_test

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// older returns the file that ships as it was before some generations of keys: without
// the tables and lines of them, which are named as the file has them.
func older(t *testing.T, version int, tables, lines []string) []byte {
	t.Helper()
	var kept []string
	table, gone := "", false
	for line := range strings.Lines(string(shipped(t))) {
		if strings.HasPrefix(line, "[") {
			table = strings.TrimSpace(line)
			gone = slices.Contains(tables, table)
		}
		if gone || slices.ContainsFunc(lines, func(l string) bool { return strings.HasPrefix(line, l) }) {
			continue
		}
		kept = append(kept, strings.Replace(line, "version = 5", fmt.Sprint("version = ", version), 1))
	}
	return []byte(strings.Join(kept, ""))
}

var (
	fifthTables = []string{"[routing]", "[transfer]", "[group]", "[retention]"}
	fifthLines  = []string{"caps = {}"}
)

// version3 and version4 are policies as a hub's log has them from before the keys of
// calls, idleness and shifts, and from before those of routing and transfers.
func version3(t *testing.T) []byte {
	return older(t, 3, append([]string{"[dial]", "[idle]", "[shift]"}, fifthTables...), append([]string{
		"mail = true", "whatsapp_first = ", "overnight_ack = ", "whatsapp = [", "callback_offer = ",
		"callback_confirm = ", "call_followup = ", "call_delayed = ", "call_callback = ",
	}, fifthLines...))
}

func version4(t *testing.T) []byte { return older(t, 4, fifthTables, fifthLines) }

// A policy of before is read as it was meant, and says what was assumed.
func TestOlderFile(t *testing.T) {
	for _, tc := range []struct {
		file    []byte
		version int
		keys    int
		last    string
	}{{version3(t), 3, 26, "idle.after"}, {version4(t), 4, 13, "routing.assign"}} {
		e, err := policy.ParseEdition(tc.file)
		if err != nil {
			t.Fatal(tc.version, err)
		}
		if len(e.Assumed) != tc.keys || e.Policy.Version != tc.version {
			t.Errorf("version %d assumes %q", e.Policy.Version, e.Assumed)
		}
		// What is assumed is what ships.
		if d := policy.Diff(e, edition(t)); len(d) != 1 || d[0].Key != "version" {
			t.Errorf("%d: %+v", tc.version, d)
		}
		ws := e.Warnings()
		last := ws[len(ws)-1]
		if last.Key != "version" || !strings.Contains(last.Words, fmt.Sprintf("older than %d keys", tc.keys)) || !strings.Contains(last.Words, tc.last) {
			t.Errorf("%+v", last)
		}
	}
	if got := edition(t).Assumed; len(got) != 0 {
		t.Errorf("the file that ships assumes %q", got)
	}
}

// A team that knew nothing of routing goes on as it did: nobody is given a chat that
// they did not pick, everybody has the cap that they had, and nothing is deleted.
func TestOlderFileMeansWhatItMeant(t *testing.T) {
	e, err := policy.ParseEdition(version4(t))
	if err != nil {
		t.Fatal(err)
	}
	p := e.Policy
	if p.Routing.Assign != policy.AssignManual || p.Routing.Model != policy.FirstLine || len(e.Routes) != 0 ||
		e.CapOf("asha") != p.Agent.Cap || p.Retention != (policy.Retention{}) {
		t.Errorf("%+v %+v %d %+v", p.Routing, e.Routes, e.CapOf("asha"), p.Retention)
	}
}

// One that has some of the late keys was edited since: there a missing one is a slip.
func TestHalfOlderFile(t *testing.T) {
	half := string(version4(t)) + "[retention]\ndays = 30\n"
	if _, err := policy.ParseEdition([]byte(half)); err == nil || !strings.Contains(err.Error(), `routing.model: is missing; it came later, and ships as "first_line"`) {
		t.Errorf("%v", err)
	}
	file := strings.Replace(string(version3(t)), "[agent]", "[idle]\nafter = \"4m\"\n[agent]", 1)
	if _, err := policy.ParseEdition([]byte(file)); err == nil || !strings.Contains(err.Error(), "followup.mail: is missing; it came later, and ships as true") {
		t.Errorf("%v", err)
	}
}

// What to write for each is said as the file writes it.
func TestAddingLateKeys(t *testing.T) {
	for key, line := range map[string]string{
		"overnight_ack": `["delayed-ack-now", "delayed-ack"]`, "whatsapp": `["delayed-write"]`, "after": `"5m"`, "whatsapp_first": "false",
		"order": `["choice", "page"]`, "caps": "{}", "overload": "80", "rules": "[]",
	} {
		file := string(shipped(t))
		i := strings.Index(file, "\n"+key+" = ")
		j := i + 1 + strings.Index(file[i+1:], "\n")
		_, err := policy.ParseEdition([]byte(file[:i] + file[j:]))
		if err == nil || !strings.HasSuffix(err.Error(), "ships as "+line) {
			t.Errorf("%s: %v", key, err)
		}
	}
}

// G-COV-03: what a roster lacks, and what it has twice, is said in words.
func TestRosterWarnings(t *testing.T) {
	e := *edition(t)
	slot := func(role policy.Role, who chat.AgentID, from, to int) policy.RosterSlot {
		return policy.RosterSlot{Day: policy.DayWeekday, Role: role, Agent: who, Window: policy.Window{From: from * 60, To: to * 60}}
	}
	e.Roster = []policy.RosterSlot{
		slot(policy.RolePrimary, "asha", 7, 15), slot(policy.RolePrimary, "rohan", 14, 22),
		slot(policy.RolePrimary, "mira", 22, 30), slot(policy.RoleSecondary, "asha", 8, 9), slot(policy.RoleSecondary, "dev", 8, 9),
	}
	var got []string
	for _, w := range e.Warnings() {
		if w.Key == "roster.slots" {
			got = append(got, w.Words)
		}
	}
	want := []string{
		"A weekend has no slot at all: NO COVER.",
		"A holiday has no slot at all: NO COVER.",
		"On a weekday the windows of the primaries asha (07:00-15:00) and rohan (14:00-22:00) overlap.",
		"On a weekday asha is primary and secondary at one time: nobody is behind them.",
	}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	e.Matrix = []policy.EscalationRule{{Condition: "Outage", Agent: "lna"}, {Condition: "Fire", Agent: "lena"}}
	strangers := e.Strangers(func(id chat.AgentID) bool { return id != "dev" && id != "lna" })
	wantStrangers := []policy.Warning{
		{Key: "roster.slots", Words: `"dev", secondary on a weekday, is nobody on the team.`},
		{Key: "escalation.matrix", Words: `"lna", for "Outage", is nobody on the team.`},
	}
	if !reflect.DeepEqual(strangers, wantStrangers) {
		t.Errorf("%+v", strangers)
	}
}

// Windows over midnight belong to slots only, and read as they were written.
func TestSlotWindows(t *testing.T) {
	for in, want := range map[string]policy.Window{
		"10:00-19:00": {From: 600, To: 1140}, "22:00-06:00": {From: 1320, To: 1800},
		"00:00-24:00": {From: 0, To: 1440}, "22:00-24:00": {From: 1320, To: 1440}, "22:00-00:00": {From: 1320, To: 1440},
	} {
		e, err := policy.ParseEdition(swap(t, `role = "primary", agent = "" },
  { day = "weekday", role = "sec`, `role = "primary", agent = "", window = "`+in+`" },
  { day = "weekday", role = "sec`))
		if err != nil {
			t.Errorf("%s: %v", in, err)
			continue
		}
		got := e.Roster[0].Window
		if got != want {
			t.Errorf("%s is %+v", in, got)
		}
		if s := got.String(); s != in && in != "22:00-00:00" || got.Overnight() != (want.To > 1440) {
			t.Errorf("%s is written %s", in, s)
		}
	}
	for _, in := range []string{"24:00-06:00", "10:00-10:00", "25:00-26:00", "1000-1900", "10:00"} {
		if _, err := policy.ParseEdition(swap(t, `role = "primary", agent = "" },
  { day = "weekday", role = "sec`, `role = "primary", agent = "", window = "`+in+`" },
  { day = "weekday", role = "sec`)); err == nil {
			t.Errorf("%s is accepted", in)
		}
	}
}
