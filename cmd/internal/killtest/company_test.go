package killtest

import (
	"fmt"
	"strings"

	"floorwalker/app/chat"
)

// company follows who serves each chat, who is beside them and what is
// offered, and notices a step that was made twice or could not be made.
type company struct {
	floor *chat.Floor
	// came are the steps that the customer has to be told of, and told the
	// lines that do so, by chat and command.
	came, told map[string]int
	joins      map[chat.ChatID]int
}

func newCompany() *company {
	return &company{floor: chat.NewFloor(), came: make(map[string]int), told: make(map[string]int), joins: make(map[chat.ChatID]int)}
}

// event judges one event by the floor before it.
func (c *company) event(e *chat.Event) (found []string) {
	ch := c.floor.Chat(e.Chat)
	if ch == nil {
		ch = &chat.Chat{}
	}
	if why := impossible(ch, e.Body); why != "" {
		found = append(found, fmt.Sprintf("event %q in %s: %s", e.ID, e.Chat, why))
	}
	command, _, _ := strings.Cut(string(e.ID), "/")
	step := string(e.Chat) + " " + command
	switch b := e.Body.(type) {
	case *chat.AgentJoined:
		c.joins[e.Chat]++
		c.came[step]++
	case *chat.AgentLeft, *chat.ChatForwarded, *chat.ChatTakenOver:
		c.came[step]++
	case *chat.MessagePosted:
		if b.From == chat.SpeakerSystem {
			c.told[step]++
		}
	}
	c.floor.Apply(e)
	return found
}

// impossible says why a step cannot have been made in the chat as it is.
func impossible(ch *chat.Chat, body chat.Body) string {
	switch b := body.(type) {
	case *chat.AgentJoined:
		if ch.Serves(b.Agent) {
			return fmt.Sprintf("%s joins and is there already", b.Agent)
		}
	case *chat.AgentLeft:
		if !ch.Serves(b.Agent) {
			return fmt.Sprintf("%s leaves and is not there", b.Agent)
		}
	case *chat.OfferAccepted:
		return notOpen(ch, b.Offer, "accepted")
	case *chat.OfferReturned:
		return notOpen(ch, b.Offer, "returned")
	case *chat.ChatForwarded:
		if ch.Owner != b.From || b.To == b.From {
			return fmt.Sprintf("it goes from %s to %s and is %q's", b.From, b.To, ch.Owner)
		}
	case *chat.ChatTakenOver:
		if ch.Owner == b.Agent {
			return fmt.Sprintf("%s takes it over and has it", b.Agent)
		}
	}
	return ""
}

func notOpen(ch *chat.Chat, id chat.OfferID, what string) string {
	if _, open := ch.Offer(id); open {
		return ""
	}
	return fmt.Sprintf("offer %s is %s and not open", id, what)
}

// end sees that the customer was told of each step once, and that who was
// shown a joining has joined.
func (c *company) end(joins map[chat.ChatID]int) (found []string) {
	for step, n := range c.came {
		if n != 1 || c.told[step] != 1 {
			found = append(found, fmt.Sprintf("step %s was made %d times, the customer was told %d times", step, n, c.told[step]))
		}
	}
	for id, n := range joins {
		if c.joins[id] < n {
			found = append(found, fmt.Sprintf("agents were shown %d times that they joined %s, and did %d times", n, id, c.joins[id]))
		}
	}
	return found
}
