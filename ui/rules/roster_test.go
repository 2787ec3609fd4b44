package rules

import (
	"strconv"
	"strings"
	"testing"

	"floorwalker/ui/internal/stage"
)

// planned is a roster with holes, as the text of a policy has it.
func planned() []byte {
	return version(6,
		`{ day = "weekday", role = "primary", agent = "" },`, `{ day = "weekday", role = "primary", agent = "asha", window = "07:00-15:00" },
  { day = "weekday", role = "primary", agent = "rohan", window = "22:00-06:00" },`,
		`{ day = "weekday", role = "lead", agent = "" },`, `{ day = "weekday", role = "lead", agent = "asha", window = "09:00-12:00" },`,
		`{ day = "weekend", role = "secondary", agent = "" },`, `{ day = "weekend", role = "secondary", agent = "nemo" },`)
}

// G-COV-03: the roster is shown by the kinds of days, and each hole is said.
func TestRoster(t *testing.T) {
	o := newOffice(t)
	o.pane.about.goTo("roster.slots")
	o.says("Weekdays", "Weekends", "Holidays", "Primary · 10:00-19:00 · NO COVER", "always covered", "of Asia/Kolkata, and 10:00-19:00 where")
	o.silent("The next days")

	o.Colleague("rohan", "Technical", true)
	o.in("Lena", "Summer's shifts", planned())
	o.pane.about.goTo("roster.slots")
	o.says("Primary · 07:00-15:00 · Asha", "Primary · 22:00-06:00 · agent rohan", "Secondary · 10:00-19:00 · NO COVER", "The next days",
		"07:00–15:00 · Asha", "22:00–06:00 · agent rohan", "10:00–19:00 · no primary: NO COVER", `"nemo", secondary on a weekend, is nobody on the team.`,
		"asha is primary and lead at one time")
	o.silent("always covered")
}

// a lead can read how a slot names each of the team, and is told so where a name
// stands in its place.
func TestHowASlotNamesPeople(t *testing.T) {
	o := newOffice(t)
	o.Colleague("ben-k-", "Billing", true)
	o.in("Lena", "Ben by his name", version(6, `{ day = "weekday", role = "secondary", agent = "" },`, `{ day = "weekday", role = "secondary", agent = "Agent Ben-K-" },`))
	o.pane.about.goTo("roster.slots")
	o.says("The team, as a slot names them", `agent = "ben-k-"`, "agent = "+strconv.Quote(string(stage.Me)), `"Agent Ben-K-", secondary on a weekday, is nobody on the team.`, `The id of agent ben-k- is "ben-k-".`)

	o.pane.Edit()
	o.pane.edit.text.SetText(strings.Replace(o.pane.edit.text.Text, "Agent Ben-K-", "nemo", 1))
	o.says(`"nemo", secondary on a weekday, is nobody on the team.`)
}

// A key of a policy from before is shown with what it was taken for.
func TestOlderPolicy(t *testing.T) {
	o := newOffice(t)
	file := string(version(6))
	for _, line := range []string{"mail = true\n", "whatsapp_first = false\n", "[dial]\nscheme = \"tel\"\n", "[idle]\nafter = \"5m\"\n", "[shift]\nwarn = \"60m\"\n"} {
		file = strings.Replace(file, line, "", 1)
	}
	var kept strings.Builder
	for line := range strings.Lines(file) {
		switch key, _, _ := strings.Cut(line, " ="); key {
		case "overnight_ack", "whatsapp", "callback_offer", "callback_confirm", "call_followup", "call_delayed", "call_callback":
		case "hook":
			if strings.Contains(kept.String(), "[tickets]") {
				kept.WriteString(line)
			}
		default:
			kept.WriteString(line)
		}
	}
	o.in("Lena", "The old one again", []byte(kept.String()))
	o.says("older than 13 keys")
}
