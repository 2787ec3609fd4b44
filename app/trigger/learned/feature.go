package learned

import "floorwalker/app/trigger/learned/linear"

// parts is how many classes of words are counted as features of their own.
const parts = 56

// feature is the place of a behaviour among the features of a line. Those
// before it are the classes of words.
type feature int

// The behaviours. Those of the customer's line and those of the bot's line
// share places where they mean the same.
const (
	lengthSmall feature = parts + iota // up to two words
	lengthLarge                        // fifteen or more
	length                             // the logarithm of the number of words
	asksOnce
	asksMore
	exclaims
	insists  // ?!, ??, !!
	trails   // ...
	shouts   // words in capitals
	holds    // lettersss held down
	gladSign // emoji and emoticons
	crossSign
	refusesFirst  // begins with no
	refusesOnly   // says little more than no
	refusesAgain  // as in the speaker's last line too
	notWorking    // a negation before what a thing should do
	notGood       // a negation before something good
	notWanted     // a negation before a wish
	notKnown      // a negation before knowing, finding, helping
	notYou        // a negation and "you" in a clause
	badYou        // something bad and "you" in a clause
	said          // "I said", "I asked", "I meant"
	whyNot        // why and a negation
	wantsOther    // something else, another one
	leaves        // I, and cancel or leave
	jeers         // praise where nothing is to be praised
	losesManners  // was polite before and is not now
	closes        // no, that is all; thanks, bye
	offersMore    // anything else I can help with
	rejects       // begins with no, and goes on, and does not close
	opposes       // a negation that is no answer and does not close
	opposesSoon   // such a negation among the first four words
	opposesShort  // such a negation in a line of up to twelve words
	praises       // something good and no negation
	defers        // not now, not yet
	notNeeded     // does not need it: no judgement
	soothes       // no problem, no worries
	onlyAnswers   // no, I have not
	notSeen       // has not seen, does not know: no judgement
	notMine       // I do not like, I do not want
	sameAsBefore  // how like the speaker's own earlier lines
	sameAsLast    // how like the speaker's own last line
	echoes        // how like the other's last line
	topical       // how much of the other's last line it takes up, by sense
	otherRepeated // how much the other's last line repeated
	otherSorry    // the other's last line apologises
	otherSorries  // the other apologised of late
	otherUnknown  // the other's last line says that it does not know or find
	otherNegates  // the other's last line negates
	otherAsked    // the other's last line asks
	otherLong     // how long the other's last line is
	otherShort    // the other's last line has up to three words
	otherRefused  // the other's last line begins with no
	otherOffered  // the other offered more help
	persists      // the other failed, and this asks again or for another
	corrects      // the other wanted a yes and got figures of its own
	otherCross    // how cross the other was
	crossBefore   // how cross the customer was of late
	badBefore     // how bad the bot's answers were of late
	early         // among the first three lines
	late          // the logarithm of the line's place in the chat
	shrinks       // far shorter than the speaker's lines so far
	sameFigures   // the figures of an earlier line again
	unanswered    // the other asked, and this takes none of it up
	repeatsAsk    // asks what the speaker asked before
	againHeld     // two turns in a row without a new word
	fails         // says that something did not come off
	denies        // a statement negates
	otherDenied   // the other's last line does
	otherFailed   // the other's last line does
	otherFailures // the other's lines did of late
	retries       // the other failed, and this asks again
	endsFailed    // the other failed, and this ends it
	wantsMore     // asks what else there is
	amends        // puts right what was understood
	goesOn        // goes on to something else
	indifferent   // does not care
	anyWillDo     // has no preference
	doubts        // are you sure, really
	likesNothing  // was asked what it does not like, and says it
	orders        // says no, and what to do instead
	declines      // no thanks, to what was not an offer of more help
	notSo         // not right, not sure
	tooMuch       // too slow, too old
	neitherOne    // not that one either
	upset         // says that it was let down
	complains     // speaks of a complaint or the law
	blames        // something bad about who serves it
	keepsWaiting  // still waiting, no answer
	youFail       // you do not understand, answer, listen
	toldYou       // I said, you promised: in a short line
	fedUp         // fed up, a waste of time
	stillNot      // still not, already and not
	threatens     // will go to somebody else
	sneers        // praise beside something awful, in a short line
	rages         // plain, and loud or twice over
	nobodyAsked   // begins with no, and nothing was said before
	crossSoFar    // how cross the customer was, all lines together
	regrets       // is sorry, and not as part of a no
	calmStart     // among the first three lines, and nothing overt
	calmLength    // the logarithm of the number of words, and nothing overt
	featurePerson // the first pattern of a request for a person

	featureCount = featurePerson + personCount
)

// Features is how many features a line has.
const Features = int(featureCount)

// vector holds the features of a line in 1/256.
type vector [featureCount]int16

func (v *vector) set(f feature, on bool) {
	if on {
		v[f] = linear.One
	}
}

// put stores a value that is clamped to -2..2.
func (v *vector) put(f feature, x int) {
	v[f] = int16(min(max(x, -2*linear.One), 2*linear.One)) // #nosec G115 -- clamped
}

// counted is what a class of words counts that is there n times.
func counted(n int) int16 {
	switch n {
	case 0:
		return 0
	case 1:
		return linear.One
	case 2:
		return linear.One * 3 / 2
	}
	return linear.One * 2
}

// log returns half the binary logarithm of n+1 in 1/256, cut to eighths: 0
// for 0, 1 for 3, 2 for 15.
func log(n int) int {
	whole, m := 0, n+1
	for m > 1 {
		m >>= 1
		whole++
	}
	rest := (n + 1 - 1<<whole) * 8 >> whole
	return (whole*8 + rest) * linear.One / 16
}
