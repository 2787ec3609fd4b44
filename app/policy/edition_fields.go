package policy

import (
	"errors"
	"net/url"
	"strings"
	"time"

	"floorwalker/app/chat"
)

// The most that a list may have. They catch a file that went wrong, not a
// team that is large.
const (
	maxRules    = 100
	maxSlots    = 60
	maxScript   = 9
	maxChecks   = 20
	maxChannels = 32
	maxHolidays = 200
)

func peopleFields(e *Edition) []field {
	return []field{
		{"escalation.matrix", "G-ESC-00, A-09", table[EscalationRule]{&e.Matrix, 0, maxRules, "rule", matrixFields}},
		{"roster.slots", "G-COV-01..04, A-08", table[RosterSlot]{&e.Roster, 0, maxSlots, "slot", rosterFields}},
		{"roster.holidays", "G-COV-04, A-08", list[string]{&e.Holidays, 0, maxHolidays, "day", checkDay}},
	}
}

func matrixFields(r *EscalationRule) []field {
	return []field{
		{key: "condition", value: line(&r.Condition, checkText)},
		{key: "level", value: line(&r.Level, checkName)},
		{key: "queue", value: line(&r.Queue, orNone(checkName))},
		{key: "agent", value: line(&r.Agent, orNone(checkAgent))},
		{key: "within", value: span{&r.Within, minute, 30 * day}},
	}
}

func rosterFields(s *RosterSlot) []field {
	return []field{
		{key: "day", value: oneOf[DayType]{&s.Day, DayTypes()}},
		{key: "role", value: oneOf[Role]{&s.Role, Roles()}},
		{key: "agent", value: cover{text[chat.AgentID]{&s.Agent, orNone(checkAgent)}}},
		{key: "window", value: slotWindow{window{to: &s.Window, slot: true}}},
	}
}

// slotWindow is the one key of an item that may be left out: policies had slots
// before slots had windows, and most slots have none.
type slotWindow struct{ window }

func (v slotWindow) optional() {}

// NoCover is how an empty slot of the roster is written.
const NoCover = "NO COVER"

// cover is who has a slot.
type cover struct{ text[chat.AgentID] }

func (v cover) String() string {
	if *v.to == "" {
		return NoCover
	}
	return v.text.String()
}

func (v cover) exact() string { return v.text.String() }

func wayFields(e *Edition) []field {
	script := func(to *[]string, least, most int) value {
		return list[string]{to, least, most, "response", checkName}
	}
	steps := len(e.Policy.Handover.Steps) // one for each mark
	return []field{
		{"scripts.takeover", "G-HAND-01..04, G-CAN-02", script(&e.Scripts.TakeOver, steps, steps)},
		{"scripts.silence", "G-NR-01..03, G-CAN-05", script(&e.Scripts.Silence, 3, 3)},
		{"scripts.closing", "G-CLOSE-01..03", script(&e.Scripts.Closing, 1, maxScript)},
		{"scripts.unresolved", "G-CLOSE-04..07", script(&e.Scripts.Unresolved, 1, maxScript)},
		{"scripts.overnight_ack", "G-ON-03, A-17", script(&e.Scripts.OvernightAck, 2, 2)},
		{"scripts.whatsapp", "G-ON-08, G-FU-08", script(&e.Scripts.WhatsApp, 1, 1)},
		{"scripts.callback_offer", "G-CB-08", script(&e.Scripts.CallbackOffer, 1, 1)},
		{"scripts.callback_confirm", "G-CB-10, G-CB-11", script(&e.Scripts.CallbackConfirm, 1, 1)},
		{"scripts.call_followup", "G-FU-10", script(&e.Scripts.CallFollowUp, 1, maxScript)},
		{"scripts.call_delayed", "G-ON-09", script(&e.Scripts.CallDelayed, 1, maxScript)},
		{"scripts.call_callback", "G-CB-01..11", script(&e.Scripts.CallCallback, 1, maxScript)},
		{"identity.checks", "G-SEC-03", list[string]{&e.Identity, 1, maxChecks, "line", checkText}},
		{"emoji.staff", "V-EMO-01", flag{&e.Emoji.Staff}},
		{"emoji.customers", "V-EMO-01", flag{&e.Emoji.Customers}},
		{"upload.channels", "A-37, E-ACT-06", table[ChannelUpload]{&e.Uploads, 0, maxChannels, "channel", channelFields}},
		{"rating.style", "V-RATE-01", oneOf[string]{&e.Rating.Style, []string{RatingStars, RatingSmiley}}},
		{"rating.dissatisfied", "G-TAG-12", number{&e.Rating.Dissatisfied, 1, 4, "of 5"}},
		{"assist.name", "G-SEC-04", line(&e.Assist.Name, checkName)},
		{"assist.link", "G-SEC-04", line(&e.Assist.Link, orNone(checkLink))},
		{"tickets.hook", "ours", line(&e.Tickets.Hook, orNone(checkIdent))},
		{"tickets.mail_copies", "A-52", flag{&e.Tickets.MailCopies}},
	}
}

func channelFields(c *ChannelUpload) []field {
	return []field{
		{key: "channel", value: line[chat.Channel](&c.Channel, checkName)},
		{key: "max", value: number{&c.Max, 1024, 1 << 30, "bytes"}},
	}
}

// checkDay accepts a day of the calendar.
func checkDay(s string) error {
	if _, err := time.Parse(time.DateOnly, s); err != nil {
		return errors.New(`must be a day such as "2026-12-25"`)
	}
	return nil
}

// checkLink accepts what a customer can be sent to.
func checkLink(s string) error {
	if err := checkLine(s, maxTextChars); err != nil {
		return err
	}
	u, err := url.Parse(s)
	if err != nil || u.Scheme != "https" || u.Host == "" || u.User != nil || strings.ContainsAny(s, " <>\"") {
		return errors.New(`must be a link such as "https://assist.example.com/join"`)
	}
	return nil
}
