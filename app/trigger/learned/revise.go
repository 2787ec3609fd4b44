package learned

import "floorwalker/app/trigger/learned/linear"

// The features by which an answer is judged again once the customer has
// spoken: what it looked like, then all of the customer's line. The words
// of that line are weighed by the head headReaction.
const (
	revisedBefore = iota
	revisedFeatures
	revisedCount = revisedFeatures + int(featureCount)
)

// Revised is how many features a revised answer has.
const Revised = revisedCount

// revise returns bot_wrong of the answer that the line at hand reacts to.
func (r *Reader) revise(mem *Memory, reaction linear.Logit) linear.Logit {
	x := r.revised[:]
	x[revisedBefore] = quarter(linear.Logit(mem.answer.logit))
	copy(x[revisedFeatures:], r.vector[:])
	return reaction + r.weights.revised.Dot(x)
}

// quarter turns a logit into a feature that is clamped to -8..8.
func quarter(l linear.Logit) int16 {
	const most = 8 * linear.One
	return int16(min(max(l*linear.One/linear.Unit, -most), most)) // #nosec G115 -- clamped
}
