package guard

// Severity says what an objection does to sending.
type Severity uint8

const (
	// Warn lets the agent send after a look; the override is logged.
	Warn Severity = iota + 1
	// Block does not let the text be sent as it is.
	Block
)

// Rule names what was broken, by the id of the requirement.
type Rule string

// The rules.
const (
	RuleSecret   Rule = "G-SEC-01"  // asks for a password, code or card number
	RuleIdentity Rule = "G-SEC-03"  // changes an account before the identity is known
	RuleLanguage Rule = "G-COMM-01" // is not English
	RuleQuestion Rule = "G-COMM-02" // asks a second question
	RuleTone     Rule = "G-COMM-05" // shouts or blames
	RuleSlot     Rule = "G-HAND-02" // has an empty blank or a bracket
)

// Objection is one thing that is wrong with a text.
type Objection struct {
	Rule Rule
	// From and To are the bytes that are meant.
	From, To int
	// Words tell the agent what is wrong, and quote the requirement.
	Words    string
	Severity Severity
	// Instead is a text that may be sent in its place, and mostly empty.
	Instead string
}

// Context is what is known of the chat and of the team's rules.
type Context struct {
	// Hindi and Hinglish allow Devanagari, and Hindi in Latin letters.
	Hindi, Hinglish bool
	// Verified tells that the identity checklist is ticked (G-SEC-03).
	Verified bool
	// Canned tells that the text began as a canned response, so that a blank in
	// it was meant to be filled.
	Canned bool
	// Screenshot is the text that asks for a screenshot; empty means ours.
	Screenshot string
	// Customer are lines that the customer wrote; what stands in quotation marks
	// and in one of them is not judged.
	Customer []string
}

// askScreenshot is offered instead of a question for a secret (G-SEC-02).
const askScreenshot = "Could you please send a screenshot of what you see? Please cover passwords and codes before you send it; we never need them."

func (c *Context) instead() string {
	if c.Screenshot != "" {
		return c.Screenshot
	}
	return askScreenshot
}
