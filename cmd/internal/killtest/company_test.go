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
	wrong := func(format string, a ...any) {
		found = append(found, fmt.Sprintf("event %q: ", e.ID)+fmt.Sprintf(format, a...))
	}
	ch := c.floor.Chat(e.Chat)
	if ch == nil {
		ch = &chat.Chat{}
	}
	command, _, _ := strings.Cut(string(e.ID), "/")
	step := string(e.Chat) + " " + command
	switch b := e.Body.(type) {
	case *chat.AgentJoined:
		if ch.Serves(b.Agent) {
			wrong("%s joins %s and is there already", b.Agent, e.Chat)
		}
		c.came[step]++
		c.joins[e.Chat]++
	case *chat.AgentLeft:
		if !ch.Serves(b.Agent) {
			wrong("%s leaves %s and is not there", b.Agent, e.Chat)
		}
		c.came[step]++
	case *chat.OfferAccepted:
		if _, open := ch.Offer(b.Offer); !open {
			wrong("offer %s is accepted and not open", b.Offer)
		}
	case *chat.OfferReturned:
		if _, open := ch.Offer(b.Offer); !open {
			wrong("offer %s goes back and is not open", b.Offer)
		}
	case *chat.ChatForwarded:
		if ch.Owner != b.From || b.To == b.From {
			wrong("%s goes from %s to %s and is %q's", e.Chat, b.From, b.To, ch.Owner)
		}
		c.came[step]++
	case *chat.ChatTakenOver:
		if ch.Owner == b.Agent {
			wrong("%s takes over %s and has it", b.Agent, e.Chat)
		}
		c.came[step]++
	case *chat.MessagePosted:
		if b.From == chat.SpeakerSystem {
			c.told[step]++
		}
	}
	c.floor.Apply(e)
	return found
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
