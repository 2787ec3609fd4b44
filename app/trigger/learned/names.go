package learned

// featureNames are the features by name, in their order, for the fit and for
// whoever reads its figures. Read-only.
var featureNames = [featureCount]string{
	"Negation", "Refusal", "Bad", "Awful", "Swear", "Good",
	"Thanks", "Please", "Greeting", "Bye", "Sorry", "Again",
	"Leave", "Ask", "Why", "You", "Me", "Dislike",
	"Lost", "Correct", "Other", "Fault", "Work", "Money",
	"Account", "Device", "Yes", "Filler", "Can", "Wait",
	"Number", "Unsure", "PersonSure", "PersonSome", "PersonTeam", "PersonReal",
	"Contact", "Connect", "Want", "Give", "Machine", "Own",
	"Told", "Past", "Place", "Urgent", "Known", "Seek",
	"Trust", "Escalate", "Done", "Seen", "Later", "Need",
	"Trifle", "Have", "lengthSmall", "lengthLarge", "length", "asksOnce",
	"asksMore", "exclaims", "insists", "trails", "shouts", "holds",
	"gladSign", "crossSign", "refusesFirst", "refusesOnly", "refusesAgain", "notWorking",
	"notGood", "notWanted", "notKnown", "notYou", "badYou", "said",
	"whyNot", "wantsOther", "leaves", "jeers", "losesManners", "closes",
	"offersMore", "rejects", "opposes", "opposesSoon", "opposesShort", "praises",
	"defers", "notNeeded", "soothes", "onlyAnswers", "notSeen", "notMine",
	"sameAsBefore", "sameAsLast", "echoes", "topical", "otherRepeated", "otherSorry",
	"otherSorries", "otherUnknown", "otherNegates", "otherAsked", "otherLong", "otherShort",
	"otherRefused", "otherOffered", "persists", "corrects", "otherCross", "crossBefore",
	"badBefore", "early", "late", "shrinks", "sameFigures", "unanswered",
	"repeatsAsk", "againHeld",
	"fails", "denies", "otherDenied", "otherFailed", "otherFailures", "retries", "endsFailed", "wantsMore", "amends", "goesOn", "indifferent", "anyWillDo",
	"doubts", "likesNothing", "orders", "declines", "notSo", "tooMuch", "neitherOne",
	"upset", "complains", "blames", "keepsWaiting", "youFail", "toldYou", "fedUp", "stillNot", "threatens", "sneers", "rages", "nobodyAsked", "crossSoFar", "regrets", "calmStart", "calmLength",
	"contactPerson", "personContact", "contactSome", "someContact",
	"contactTeam", "connectPerson", "connectMe", "wantPerson", "givePerson", "realPerson",
	"barePerson", "notMachine", "talkMachine", "negated", "reported", "ownPerson",
	"personPlace", "personOnly", "areYou", "helpSome", "recounts", "personRole", "nobody", "teamOnly",
}

// FeatureName returns the name of feature i.
func FeatureName(i int) string {
	if i < 0 || i >= Features {
		return ""
	}
	return featureNames[i]
}
