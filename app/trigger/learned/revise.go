package learned

import (
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// What an answer is judged by again once the customer has spoken: what it
// looked like, how the customer's line was judged, how that line takes the
// answer up, and all of its features.
const (
	revisedBefore  = iota // the evidence of the answer itself
	revisedCross          // the evidence of frustration
	revisedAgain          // the evidence that the customer asks again
	revisedEchoes         // a short question that takes up a word of the answer
	revisedWhat           // a question of one or two words
	revisedInstead        // a question where the bot had asked
	revisedAnswers        // no question where the bot had asked
	revisedTakesUp        // takes the answer up, without a question or a no
	revisedDrops          // has nothing of the answer
	revisedOfBot          // asks the bot about itself
	revisedJudges         // says outright that it is wrong
	revisedThanks         // is content with it
	revisedFeatures
	revisedCount = revisedFeatures + int(featureCount)
)

// Revised is how many features a revised answer has.
const Revised = revisedCount

// revisedNames are those of the features before the line's own. Read-only.
var revisedNames = [revisedFeatures]string{
	"before", "cross", "again", "reactEchoes", "reactWhat", "reactInstead", "reactAnswers", "reactTakesUp", "reactDrops", "reactOfBot",
	"reactJudges", "reactThanks",
}

// RevisedName returns the name of feature i of a revised answer.
func RevisedName(i int) string {
	if i >= 0 && i < revisedFeatures {
		return revisedNames[i]
	}
	return FeatureName(i - revisedFeatures)
}

// revise returns bot_wrong of the answer that the line at hand reacts to.
func (r *Reader) revise(mem *Memory) linear.Logit {
	x, v := r.revised[:], &r.vector
	clear(x)
	x[revisedBefore] = quarter(linear.Logit(mem.answer.logit))
	x[revisedCross] = quarter(r.logits[Frustration])
	x[revisedAgain] = quarter(r.logits[CustomerRepeat])
	asks, count := v[asksOnce] > 0 || v[asksMore] > 0, len(r.text.Tokens)
	shares, asked := v[echoes] > 0, v[otherAsked] > 0
	set := func(i int, on bool) {
		if on {
			x[i] = linear.One
		}
	}
	set(revisedEchoes, asks && shares && count <= 5)
	set(revisedWhat, asks && count <= 2)
	set(revisedInstead, asks && asked)
	set(revisedAnswers, !asks && asked)
	set(revisedTakesUp, shares && !asks && v[classOf(words.Negation)] == 0)
	set(revisedDrops, !shares && count > 2)
	set(revisedOfBot, asks && v[classOf(words.You)] > 0)
	set(revisedJudges, r.judges())
	set(revisedThanks, r.thanked())
	copy(x[revisedFeatures:], v[:])
	return r.weights.revised.Dot(x)
}

// quarter turns a logit into a feature that is clamped to -8..8.
func quarter(l linear.Logit) int16 {
	const most = 8 * linear.One
	return int16(min(max(l*linear.One/linear.Unit, -most), most)) // #nosec G115 -- clamped
}
