package flow_test

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/flow"
)

func (h *hub) check(id string, f flow.Facts) flow.Check {
	h.t.Helper()
	for _, c := range flow.Checklist(h.chat(), f, h.edition) {
		if c.ID == id {
			if c.Words == "" || c.Why == "" {
				h.t.Errorf("%s says nothing", id)
			}
			return c
		}
	}
	h.t.Fatalf("no %s", id)
	return flow.Check{}
}

func (h *hub) ok(id string, want bool) {
	h.t.Helper()
	if c := h.check(id, flow.Facts{}); c.OK != want {
		h.t.Errorf("%s is %t: %s", id, c.OK, c.Why)
	}
}

// G-CHK-C1 to -C7 are computed, not ticked.
func TestChecklist(t *testing.T) {
	h := newHub(t)
	h.at(0, &chat.ChatOpened{Bot: true}, "")
	h.ok("G-CHK-C1", true) // the bot said nothing
	h.says(second, customer, "this is a mess", "")
	h.says(second, bot, "Sorry?", "")
	h.ok("G-CHK-C1", false)
	h.ok("G-CHK-C2", true)
	h.at(2*second, &chat.TriggerRaised{Trigger: chat.Trigger{Rule: "frustration", Level: chat.LevelAlert, RaisedAt: 2 * second}}, "")
	h.ok("G-CHK-C2", false)
	h.at(3*second, &chat.AlertAcknowledged{Rule: "frustration"}, "asha")
	h.ok("G-CHK-C1", true)
	h.at(32*second-1, &chat.ChatTakenOver{Agent: "asha"}, "asha")
	h.ok("G-CHK-C2", true)
	h.edition.Policy.TakeOver.Immediate = 10 * time.Second
	h.ok("G-CHK-C2", false)

	h.ok("G-CHK-C3", false)
	for i, id := range []string{"takeover-1", "takeover-2", "takeover-3"} {
		h.says(chat.Instant(33+i)*second, agent, "Hello", id)
	}
	h.ok("G-CHK-C3", true)

	h.ok("G-CHK-C4", false)
	h.ok("G-CHK-C6", false)
	if !h.check("G-CHK-C4", flow.Facts{Category: true}).OK || !h.check("G-CHK-C6", flow.Facts{Ticket: true}).OK {
		t.Error("the ticket's own facts do not count")
	}

	h.ok("G-CHK-C5", false)
	h.ok("G-CHK-C7", true)
	h.says(40*second, agent, "Which one?", "")
	h.says(41*second, agent, "We close soon.", "silence-2")
	h.ok("G-CHK-C7", false)
	h.says(42*second, agent, "Goodbye.", "silence-3")
	h.ok("G-CHK-C5", true)
	var call chat.ObligationID
	for _, o := range h.chat().Obligations {
		if o.Kind == chat.OwedCall {
			call = o.ID
		}
	}
	h.at(43*second, &chat.ObligationHanded{Obligation: call, To: "rohan", Note: "my shift ends"}, "asha")
	h.ok("G-CHK-C7", true)
	h.at(44*second, &chat.ObligationEnded{Obligation: call, How: chat.EndedKept}, "rohan")
	h.ok("G-CHK-C7", true)

	h.says(50*second, customer, "I am back, it works", "")
	h.ok("G-CHK-C5", false)
	h.at(51*second, &chat.ResolutionConfirmed{Message: "m"}, "asha")
	h.ok("G-CHK-C5", true)
	if len(flow.Checklist(h.chat(), flow.Facts{}, h.edition)) != 7 || flow.Checklist(h.chat(), flow.Facts{}, nil) != nil {
		t.Error("seven points, and none without an edition")
	}
}

// A chat that the bot served alone has no greeting to miss.
func TestChecklistOfTheBotAlone(t *testing.T) {
	h := newHub(t)
	h.at(0, &chat.ChatOpened{Bot: true}, "")
	h.ok("G-CHK-C3", true)
}

// G-CHK-C2 at its edge: within 30 s, not at 30.0 s (G-SLA-04).
func TestTakenInTime(t *testing.T) {
	for after, want := range map[chat.Instant]bool{30*second - 1: true, 30 * second: false} {
		h := newHub(t)
		h.at(0, &chat.ChatOpened{Bot: true}, "")
		h.at(second, &chat.TriggerRaised{Trigger: chat.Trigger{Rule: "frustration", Level: chat.LevelAlert, RaisedAt: second}}, "")
		h.at(second+after, &chat.ChatTakenOver{Agent: "asha"}, "asha")
		h.ok("G-CHK-C2", want)
	}
}
