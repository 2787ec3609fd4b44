package main

// hand are the weights of frustration, in words that learned.Name knows.
// They were set by hand, in quarters: the sets that are labelled for it have
// no licence, so nothing is fitted on them; they told designs apart only.
// What is not named weighs nothing. Read-only.
var hand = map[string]float64{
	"notYou":       0.25,
	"notKnown":     0.5,
	"bias":         -2.8,
	"Negation":     0.75,
	"Bad":          0.25,
	"Awful":        1.75,
	"Swear":        1,
	"praises":      -1.5,
	"Thanks":       -0.5,
	"Sorry":        0.5,
	"Again":        0.25,
	"Dislike":      0.25,
	"Trust":        0.5,
	"Escalate":     0.5,
	"Yes":          -0.5,
	"Fault":        0.25,
	"rejects":      3.5,
	"opposesSoon":  1.5,
	"opposesShort": 0.5,
	"closes":       -2.5,
	"refusesOnly":  2.5,
	"refusesAgain": 0.5,
	"refusesFirst": 0.25,
	"notMine":      0.5,
	"notWanted":    0.25,
	"notWorking":   0.5,
	"notSeen":      -1,
	"badYou":       1,
	"said":         0.25,
	"whyNot":       0.5,
	"leaves":       0.25,
	"insists":      0.5,
	"gladSign":     -0.5,
	"sameAsLast":   0.5,
	"otherSorry":   0.5,
	"otherSorries": 0.25,
	"otherNegates": 0.5,
	"persists":     1,
	"corrects":     1.5,
	"otherOffered": -0.5,
	"crossBefore":  0.5,
	"early":        -0.5,
	"length":       -0.75,
	"wantsOther":   0.75,
	"late":         0.25,
	"defers":       -1.5,
	"notNeeded":    -0.75,
	"soothes":      -4,
	"onlyAnswers":  -1,
}

// handBotRepeat are the weights of bot_repeat over a pair of the bot's lines,
// set by hand for the same reason. Read-only.
var handBotRepeat = map[string]float64{
	"bias": -0.55, "union": 2.4, "mass*union": 0.6, "sense": 0.6, "thin": -1.8, "figures": -1.2, "rarest": -0.3,
}

// handCustomerRepeat are the weights of customer_repeat over a pair of the
// customer's lines. A fit on pairs of questions did no better in its own
// trade and worse in another. Short answers and thanks are no questions, and
// what was asked long ago may be asked again. Read-only.
var handCustomerRepeat = map[string]float64{
	"bias": -0.9, "union": 1.8, "spell": 1.35, "sense": 1.125, "union*spell": 1.35, "far": -2.25, "lengths": -0.18,
	"short": -1.8, "thin": -1.4, "answer": -3.6, "other": -0.34,
}
