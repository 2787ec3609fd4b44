package flow

import (
	"slices"
	"strings"
)

// Agrees reports whether a customer's line sounds like "it is solved". It is a
// proposal: a person says whether it is (S-FLOW-04).
func Agrees(text string) bool {
	yes := false
	for _, s := range sentences(text) {
		if s.question || slices.ContainsFunc(s.words, func(w string) bool { return slices.Contains(doubts, w) }) {
			return false
		}
		yes = yes || s.says(thanks)
	}
	return yes
}

// AsksIfSolved reports whether an agent's line asks the customer whether it is
// solved.
func AsksIfSolved(text string) bool {
	return slices.ContainsFunc(sentences(text), func(s sentence) bool { return s.asks() && s.says(solved) })
}

// OffersCall reports whether an agent's line asks the customer whether they want
// to be called (G-CB-05, G-CB-08).
func OffersCall(text string) bool {
	return slices.ContainsFunc(sentences(text), func(s sentence) bool { return s.question && s.says(calls) })
}

// The tables below are read-only after initialisation.
var (
	doubts = strings.Fields(`not but still no never dont doesnt didnt isnt cant wont however nothing yet again
		nahi nahin नहीं lekin लेकिन abhi अभी`)
	thanks = phrases(`thanks|thank you|thx|thank u|works|working|worked|solved|resolved|fixed|perfect|great|got it|done|
		all good|its ok now|it is ok now|fine now|yes it is|dhanyavaad|dhanyawad|shukriya|ho gaya|hogaya|theek hai|thik hai|
		धन्यवाद|शुक्रिया|हो गया|ठीक है`)
	calls = phrases(`call you|phone you|ring you|give you a call|a phone call|a call back|a callback|over the phone|by phone|
		on the phone|aapko call|आपको कॉल`)
	solved = phrases(`does it work|does that work|does this work|is it working|is that working|working now|work now|is it solved|
		is that solved|is this solved|is it resolved|is that resolved|is it fixed|did that help|did this help|does that help|
		does this help|has that|has this|have i answered|does this answer|does that answer|solve your|resolve your|
		is everything|ho gaya|theek hai|thik hai|काम कर रहा|हो गया|ठीक है`)
)
