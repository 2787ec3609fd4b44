package flow_test

import (
	"testing"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
)

// In a chat of the night the next right thing is a word that somebody calls, and
// then no line at all until they have (G-ON-03, G-ON-05).
func TestTheNextThingInTheNight(t *testing.T) {
	h := newHub(t)
	h.edition.Roster = []policy.RosterSlot{{Day: policy.DayWeekday, Role: policy.RolePrimary, Agent: "asha"}}
	// The zero of the floor's time is a Thursday, 5:30 in the zone that ships, and
	// cover begins at ten.
	const cover = 270 * minute
	h.at(0, &chat.ChatOpened{}, "")
	h.says(second, chat.SpeakerCustomer, "Hello", "")
	h.at(cover-minute, &chat.ChatAccepted{Agent: "asha"}, "asha")
	h.want(cover-minute, "night/delayed-ack")
	h.want(cover, "*night/delayed-ack")
	h.edition.Scripts.OvernightAck = []string{"ours"}
	h.want(cover, "*night/ours")
	h.says(cover+minute, chat.SpeakerAgent, "We call you within two hours.", "ours")
	h.want(cover+minute, "")
	h.at(cover+2*minute, &chat.AttemptEnded{Attempt: chat.Attempt{
		ID: "t", Obligation: "o", Began: cover + 2*minute, Ended: cover + 2*minute, Outcome: chat.AttemptNoAnswer,
	}}, "asha")
	h.want(cover+6*minute, "*update clarify/query")
}
