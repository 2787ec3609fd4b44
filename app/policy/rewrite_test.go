package policy_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"floorwalker/app/policy"
)

// Another roster changes the roster and nothing else.
func TestWithRoster(t *testing.T) {
	slots := []policy.RosterSlot{
		{Day: policy.DayWeekday, Role: policy.RolePrimary, Agent: `a"s\h]a`, Window: policy.Window{From: 1320, To: 1800}},
		{Day: policy.DayHoliday, Role: policy.RoleBackup},
	}
	holidays := []string{"2026-12-25", "2026-12-26"}
	for name, file := range map[string][]byte{
		"as it ships": shipped(t),
		"with brackets in text and comments": swap(t, `agent = "" },
  { day = "weekday", role = "sec`, `agent = "]" }, # ] ["
  { day = 'weekday', role = "sec`),
		"with holidays": swap(t, "holidays = []", `holidays = [ # our own
  "2026-11-26",
]`),
	} {
		before, err := policy.ParseEdition(file)
		if err != nil {
			t.Fatal(name, err)
		}
		out, err := policy.WithRoster(file, slots, holidays)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		after, err := policy.ParseEdition(out)
		if err != nil {
			t.Errorf("%s: %v\n%s", name, err, out)
			continue
		}
		if !slices.Equal(after.Roster, slots) || !slices.Equal(after.Holidays, holidays) {
			t.Errorf("%s: %+v %q", name, after.Roster, after.Holidays)
		}
		for _, c := range policy.Diff(before, after) {
			if !strings.HasPrefix(c.Key, "roster.") {
				t.Errorf("%s: %s changed", name, c.Key)
			}
		}
		if !strings.Contains(string(out), "# What a ticket is filled in by.") {
			t.Errorf("%s: a comment is lost", name)
		}
	}
	file := string(shipped(t))
	i, j := strings.Index(file, "slots = ["), strings.Index(file, "# Days that are holidays")
	tables := file[:i] + "holidays = []\n[[roster.slots]]\nday = \"weekday\"\nrole = \"lead\"\nagent = \"\"\n" + strings.Replace(file[j:], "holidays = []", "", 1)
	if _, err := policy.ParseEdition([]byte(tables)); err != nil {
		t.Fatal(err)
	}
	if _, err := policy.WithRoster([]byte(tables), nil, nil); !errors.Is(err, policy.ErrTables) {
		t.Errorf("%v", err)
	}
	if _, err := policy.WithRoster([]byte("version = 5"), nil, nil); err == nil {
		t.Error("a file without a roster has one now")
	}
}

// FuzzWithRoster holds that no file at all ends the program, and that a policy stays one.
func FuzzWithRoster(f *testing.F) {
	f.Add(shipped(f))
	f.Add([]byte("[roster]\nslots = [ '''a]''', \"\"\"]\"\"\" ]\nholidays = []"))
	f.Fuzz(func(t *testing.T, file []byte) {
		before, err := policy.ParseEdition(file)
		if err != nil {
			_, _ = policy.WithRoster(file, nil, nil) // it may say anything
			return
		}
		out, err := policy.WithRoster(file, before.Roster, before.Holidays)
		if err != nil {
			return
		}
		after, err := policy.ParseEdition(out)
		if err != nil || !slices.Equal(after.Roster, before.Roster) || !slices.Equal(after.Holidays, before.Holidays) {
			t.Errorf("%v\n%s", err, out)
		}
	})
}
