package learned

import "floorwalker/app/trigger/learned/words"

// phrases say in words for people what a feature is; those without are not
// shown. Read-only.
var phrases = [featureCount]string{
	shouts: "words in capitals", insists: "repeated ? or !", holds: "letters held down", crossSign: "a cross face",
	refusesFirst: "begins with no", refusesOnly: "says no and little more", refusesAgain: "says no again",
	notWorking: "something does not work", notGood: "not good", notWanted: "not wanted", notKnown: "not understood",
	notYou: "a negation about you", badYou: "something bad about you", said: "I said, I asked, I meant", whyNot: "why not",
	wantsOther: "wants another", leaves: "speaks of leaving", jeers: "praise where nothing is to be praised",
	losesManners: "was polite before", sameAsBefore: "much as in an earlier line", sameAsLast: "much as in the last line",
	otherRepeated: "the other repeated something", otherSorry: "the other has just apologised",
	otherSorries: "the other apologised of late", otherUnknown: "the other did not know", otherNegates: "the other said no",
	rejects: "rejects what was offered", opposes: "a negation", opposesSoon: "a negation at the beginning",
	opposesShort: "a short negation", notMine: "does not like or want it", persists: "asks again after a failure",
	corrects: "corrects what was understood", crossBefore: "was cross before", badBefore: "the answers before were doubtful",
	otherCross: "the customer was cross before", late: "the chat is long", unanswered: "does not take up the question",
	repeatsAsk: "asks the same again", sameFigures: "the same figures again",
	otherFailed: "the other could not do it", otherFailures: "the other failed of late", otherDenied: "the other said no",
	retries: "asks again after a failure", endsFailed: "gives up after a failure", wantsMore: "asks what else there is",
	amends: "puts right what was understood", regrets: "is sorry about a misunderstanding", indifferent: "does not care",
	doubts: "is taken aback", orders: "says no and what to do instead", declines: "declines what was offered",
	notSo: "not right", tooMuch: "too much of something", neitherOne: "not that one either",
	upset: "says that it was let down", complains: "speaks of a complaint or the law", blames: "something bad about who serves",
	keepsWaiting: "still waiting", youFail: "says that it is not heard", toldYou: "was said before", fedUp: "has had enough",
	stillNot: "still does not work", threatens: "speaks of going elsewhere", sneers: "praise that is none", rages: "very cross", crossSoFar: "was cross through the chat", trails: "trails off",

	featurePerson + contactPerson: "to talk to a person", featurePerson + personContact: "to talk to a person",
	featurePerson + contactSome: "to talk to somebody", featurePerson + someContact: "to talk to somebody",
	featurePerson + contactTeam: "to talk to the team", featurePerson + connectPerson: "to be connected to a person",
	featurePerson + connectMe: "to be connected", featurePerson + wantPerson: "wants a person",
	featurePerson + givePerson: "to be given a person", featurePerson + realPerson: "a real person",
	featurePerson + barePerson: "a person, and nothing else", featurePerson + notMachine: "not a bot",
	featurePerson + talkMachine: "not to talk to a bot", featurePerson + helpSome: "whether somebody can help",
}

// partPhrases say what a class of words is. Read-only.
var partPhrases = [...]struct {
	part words.Class
	say  string
}{
	{words.Negation, "a word that says no"},
	{words.Bad, "a word for something bad"},
	{words.Awful, "a word for something awful"},
	{words.Swear, "abuse"},
	{words.Sorry, "an apology"},
	{words.Again, "again, already, still"},
	{words.Dislike, "a word of dislike"},
	{words.Trust, "fraud or theft"},
	{words.Escalate, "a complaint or the law"},
	{words.Fault, "a word for a fault"},
	{words.Device, "a device or an app"},
	{words.Money, "a word of money"},
	{words.Account, "an account, a card or an order"},
	{words.PersonSure, "a word for one of the staff"},
	{words.PersonSome, "a word for somebody"},
	{words.Machine, "a word for a bot"},
	{words.Contact, "talk or contact"},
	{words.Connect, "connect or transfer"},
}

// phrase says in words for people what f is, empty for one that is not shown.
func (f feature) phrase() string {
	if phrases[f] != "" {
		return phrases[f]
	}
	for _, p := range partPhrases {
		if classOf(p.part) == f {
			return p.say
		}
	}
	return ""
}
