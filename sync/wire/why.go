package wire

import "floorwalker/app/chat"

// What a hub answers over HTTP about why a chat has an alert, or has none (D-01), as
// JSON. Fields may be added, and whoever reads ignores what it does not know.

// Why is what GET /why?chat= answers: what a desk cannot know by itself.
type Why struct {
	Knowledge KnowledgeState `json:"knowledge"`
	Rules     []RuleFigures  `json:"rules"` // all, in the order of policy.RuleIDs
	Verdict   WhyVerdict     `json:"verdict"`
}

// KnowledgeState is what there is to check the bot's answers by (G-TRIG-04).
type KnowledgeState struct {
	State LoadState `json:"state"`
	// Version names the articles by their content; Articles is how many there
	// are, the canned texts among them.
	Version  string `json:"version"`
	Articles int    `json:"articles"`
}

// LoadState is how far knowledge has come.
type LoadState string

// The states. What is loaded stays in force while it is loaded anew. Questions
// wait for as long as it loads for the first time.
const (
	KnowledgeNone    LoadState = "none" // there are no articles
	KnowledgeLoading LoadState = "loading"
	KnowledgeLoaded  LoadState = "loaded"
)

// RuleFigures are report.RuleFigures: the fields are the same, so that one converts
// to the other. They lie in a hub's checkpoints, too.
type RuleFigures struct {
	Rule      chat.RuleID `json:"rule"`
	Raised    int         `json:"raised"`
	Alerts    int         `json:"alerts"`
	Dismissed int         `json:"dismissed"`
	Confirmed int         `json:"confirmed"`
	Marked    int         `json:"marked"`
}

// WhyVerdict is a trigger.Verdict, of the rule hallucination. Scores are in
// ten-thousandths, and missing where there is none.
type WhyVerdict struct {
	Rule      chat.RuleID `json:"rule"`
	Version   int         `json:"version"`
	Weights   string      `json:"weights,omitempty"`
	Knowledge string      `json:"knowledge,omitempty"`
	Policy    int         `json:"policy"`
	Tier      chat.Tier   `json:"tier"`
	Score     *int        `json:"score,omitempty"`
	Level     chat.Level  `json:"level,omitempty"`
	Notice    *int        `json:"notice,omitempty"`
	Alert     *int        `json:"alert,omitempty"`
	Below     bool        `json:"below,omitempty"`
	Held      chat.Level  `json:"held,omitempty"`
	Words     string      `json:"words"`
	Spans     []WhySpan   `json:"spans,omitempty"`
}

// WhySpan is a [chat.Evidence].
type WhySpan struct {
	Message chat.MessageID `json:"message"`
	From    int            `json:"from"`
	To      int            `json:"to"`
	Words   string         `json:"words,omitempty"`
}
