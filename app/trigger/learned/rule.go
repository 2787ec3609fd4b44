package learned

// Rule is one of the rules that are measured here.
type Rule int

// The rules in the order of [Turn.Scores].
const (
	Frustration    Rule = iota // G-TRIG-01, of the customer's line
	HumanRequest               // G-TRIG-03, of the customer's line
	BotWrong                   // G-TRIG-02, of the bot's line, revised by the customer's next
	Technical                  // G-TRIG-05, of the customer's line
	Billing                    // G-TRIG-06, of the customer's line
	BotRepeat                  // G-TRIG-08, of the bot's line
	CustomerRepeat             // G-TRIG-09, of the customer's line
	RuleCount
)

// names are the rules as the policy calls them. Read-only.
var names = [RuleCount]string{
	"frustration", "human_request", "bot_wrong", "technical", "billing", "bot_repeat", "customer_repeat",
}

// String returns the rule's id in the policy.
func (r Rule) String() string {
	if r < 0 || r >= RuleCount {
		return "unknown"
	}
	return names[r]
}

// ofCustomer reports whether a line of the customer is what r measures; otherwise it
// is one of the bot.
func (r Rule) ofCustomer() bool { return r != BotWrong && r != BotRepeat }
