package main

// hand are the weights of frustration, in words that learned.Name knows.
// They were set by hand, in quarters: the sets that are labelled for it have
// no licence, so nothing is fitted on them; they told designs apart only.
// What is not named weighs nothing. Read-only.
var hand = map[string]float64{
	// What is said outright, wherever it stands.
	"Awful":        1.75,
	"Swear":        1,
	"Bad":          0.25,
	"Dislike":      0.25,
	"Fault":        0.25,
	"Trust":        0.5,
	"insists":      0.5,
	"trails":       0.5,
	"upset":        3,
	"complains":    3.5,
	"blames":       1,
	"keepsWaiting": 0.75,
	"youFail":      2,
	"toldYou":      1,
	"fedUp":        3.5,
	"stillNot":     1.5,
	"notWorking":   0.5,
	"badYou":       0.25,
	"notYou":       0.25,
	"whyNot":       0.5,
	"leaves":       0.25,
	"said":         0.25,
	"tooMuch":      0.75,

	// A no to what was offered. A short one is the plainest.
	"Negation":     0.75,
	"rejects":      3.5,
	"refusesFirst": 0,
	"refusesOnly":  2,
	"refusesAgain": 1.5,
	"declines":     1.5,
	"corrects":     0.5,
	"opposesSoon":  1.5,
	"opposesShort": 0.5,
	"notMine":      0.5,
	"notWanted":    0.25,
	"notKnown":     0.5,
	"notSo":        0.5,
	"neitherOne":   0.75,
	"orders":       0.5,

	// Putting right, asking again and brushing off.
	"amends":      1.25,
	"regrets":     2,
	"Sorry":       0.25,
	"doubts":      0.5,
	"indifferent": 1,
	"wantsMore":   1,
	"sameAsLast":  0.5,
	"Again":       0.5,

	// What the bot did before, and the mood of the chat.
	"otherFailed":   0.75,
	"otherFailures": 0.25,
	"otherDenied":   0.5,
	"otherSorry":    0.5,
	"otherSorries":  0.25,
	"retries":       1,
	"endsFailed":    1.5,
	"crossBefore":   0.75,
	"crossSoFar":    0.75,
	"late":          0.25,

	// What only answers, or closes, or is content.
	"closes":       -2.5,
	"praises":      -1.5,
	"Thanks":       -0.5,
	"Yes":          -0.5,
	"gladSign":     -0.5,
	"goesOn":       -1.5,
	"defers":       -1,
	"soothes":      -4,
	"onlyAnswers":  -1,
	"notSeen":      -1,
	"anyWillDo":    -1,
	"likesNothing": -0.5,
	"nobodyAsked":  -3,
	"otherOffered": -0.5,

	// A line is calm until it shows otherwise.
	"bias":       -2.6,
	"calmStart":  -1.5,
	"calmLength": -1,
	"threatens":  6.75,
	"sneers":     2.5,
	"rages":      2,
}

// handBotRepeat are the weights of bot_repeat over a pair of the bot's lines,
// set by hand for the same reason. Read-only.
var handBotRepeat = map[string]float64{
	"bias": -0.55, "union": 2.4, "mass*union": 0.6, "sense": 0.6, "thin": -1.8, "figures": -1.2, "rarest": -0.3, "lengths": -0.3,
}

// handCustomerRepeat are the weights of customer_repeat over a pair of the
// customer's lines. A fit on pairs of bank questions leans on what the words
// of a bank mean; these take half of that and half of what two lines share
// word by word, which holds in every trade. Short answers and thanks are no
// questions, and what was asked long ago may be asked again. Read-only.
var handCustomerRepeat = map[string]float64{
	"bias": -2, "union": 0.5, "inside": 0.75, "spell": 0.75, "sense": 2, "sense^2": 1, "common": 1, "mass*union": 0.75,
	"rarest": -0.5, "negation": -0.25, "far": -4, "short": -1.8, "thin": -1.4, "answer": -3.6, "other": -0.34,
}

// handHead are weights that are set by hand beside the fit: a negated wish is
// none, nor is one that somebody told of, however it is worded, and who names
// nobody to speak to asks for nobody. Read-only.
var handHead = map[string]map[string]float64{
	"human_request": {"negated": -3, "recounts": -4.5, "personRole": -3, "nobody": -2.5, "teamOnly": -1.5},
}
