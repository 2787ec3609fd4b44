package main

import (
	"strings"

	"floorwalker/app/trigger/learned"
)

// ofAnyBot reports whether a feature says the same of every bot: how the line
// stands to the others, and not what it is made of.
func ofAnyBot(i int) bool {
	return fittedOfAnswer[judgedName(i)]
}

// ofReaction reports whether a feature of a revised answer is fitted: all but
// those that only requests for a person are made of.
func ofReaction(i int) bool {
	return fittedOfReaction[learned.RevisedName(i)]
}

func setOf(list string) map[string]bool {
	set := map[string]bool{}
	for _, name := range strings.Fields(list) {
		set[name] = true
	}
	return set
}

// The features that are fitted for an answer and for the reaction to it.
// Read-only.
var (
	fittedOfAnswer = setOf(`otherCross crossBefore sameAsBefore sameAsLast echoes Negation unanswered
		notKnown otherAsked otherNegates losesManners repeatsAsk againHeld otherRefused opposes You Greeting
		Sorry asksOnce topical otherShort otherLong Filler Lost praises sameFigures persists
		openAsked closedAsked told wished greeted parted puzzled decidesOpen decidesTold decidesClosed
		countsWanted countsMissing reasonMissing personMissing vague concrete asksBack unknown greetsLate greetsBack
		greetMissed partsEarly strangeHe speaksOfItself asksTold parrots takesRarest coversWish nearTopic nearTopics
		onTopic sharesTopics changesTopic offersTopic deaf againWhole agrees muchShorter`)
	fittedOfReaction = setOf(`before cross again reactEchoes reactWhat reactInstead reactAnswers reactTakesUp reactDrops reactOfBot
		Negation Refusal Bad Awful Swear Good Thanks Lost Correct Yes You Ask Told Done
		lengthSmall lengthLarge length asksOnce asksMore exclaims insists trails shouts crossSign gladSign refusesFirst
		opposes opposesSoon opposesShort rejects praises notYou badYou said whyNot closes notKnown losesManners
		sameAsBefore sameAsLast echoes topical otherRepeated otherUnknown otherNegates otherAsked otherCross crossBefore
		shrinks unanswered repeatsAsk againHeld persists corrects`)
)

// handAnswer are the weights of the form and the substance of an answer, and of
// the mood that it was given in. They are set by hand, in quarters: the bots of
// the one set that may be fitted on seldom fail at writing, hardly ever name
// anything, and nobody wants anything of them. Read-only.
var handAnswer = map[string]float64{
	"saysNothing": 1.5, "stammers": 1.5, "headless": 1.5, "gaps": 1.5, "breaksOff": 0.5, "partsBack": -0.75,
	"figures": -0.5, "lists": -0.5, "named": -0.25, "otherCross": 1,
}

// handReaction are the weights, set by hand for the same reason, of a customer
// who is cross, asks again, says outright that the answer is wrong, or gives
// thanks: they speak of the answer in every trade. The bias makes up for what
// the first two take from the lines of customers who are neither. Read-only.
var handReaction = map[string]float64{
	"cross": 0.15, "again": 0.1, "bias": 0.75, "reactJudges": 6, "reactThanks": -1.5,
}

// add adds weights that were set by hand to those of m.
func (m *model) add(hand map[string]float64, name func(int) string) {
	m.bias += hand["bias"]
	for i := range m.dense {
		m.dense[i] += hand[name(i)]
	}
}

// judgedName returns the name of a feature that an answer is judged by.
func judgedName(i int) string {
	if i < learned.Features {
		return learned.FeatureName(i)
	}
	return learned.TraitName(i - learned.Features)
}
