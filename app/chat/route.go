package chat

// ChatRouted says which team or person a chat is for, and by which rule of the policy
// (V-ROUTE-01). It takes nothing from the bot: it says who is to have the chat once it
// waits for a person.
type ChatRouted struct {
	// Rule is the name of the rule, as people read it on the chat; empty where no
	// rule says anything.
	Rule  string
	Queue string
	Agent AgentID
	// Why says in words what the rule went by, such as the page.
	Why string
	// Waits says that the chat waited for a person already, and does so in Queue from
	// now on.
	Waits bool
}

// KindChatRouted is the kind of [ChatRouted].
const KindChatRouted Kind = "ChatRouted"

// Kind implements Body.
func (*ChatRouted) Kind() Kind { return KindChatRouted }

// Routing is where a chat belongs, and why. The zero value is nowhere in particular.
type Routing struct {
	Rule  string
	Queue string
	Agent AgentID
	Why   string
	At    Instant
}

// AutoRule is the Rule of a [ChatAccepted] that automatic assignment brought about.
const AutoRule = "auto"

// applyRoute folds where the chat belongs; it reports whether e was about that.
func (c *Chat) applyRoute(e *Event) bool {
	b, ok := e.Body.(*ChatRouted)
	if !ok {
		return false
	}
	c.Routed = Routing{Rule: b.Rule, Queue: b.Queue, Agent: b.Agent, Why: b.Why, At: e.At}
	if b.Waits && c.Stage == StageQueued {
		c.Queue = b.Queue
	}
	return true
}
