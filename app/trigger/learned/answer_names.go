package learned

// traitNames are the traits by name, in their order. Read-only.
var traitNames = [traitCount]string{
	"saysNothing", "stammers", "headless", "breaksOff", "gaps", "named",
	"figures", "lists", "specific", "openAsked", "closedAsked", "told",
	"wished", "greeted", "parted", "puzzled", "decidesOpen", "decidesTold",
	"decidesClosed", "countsWanted", "countsMissing", "reasonMissing", "personMissing", "vague",
	"concrete", "asksBack", "unknown", "greetsLate", "greetsBack", "greetMissed",
	"partsEarly", "strangeHe", "speaksOfItself", "asksTold", "parrots", "takesRarest",
	"coversWish", "nearTopic", "nearTopics", "onTopic", "sharesTopics", "changesTopic",
	"offersTopic", "deaf", "againWhole", "muchShorter", "agrees", "firstAnswer",
	"partsBack",
}

// TraitName returns the name of trait i.
func TraitName(i int) string {
	if i < 0 || i >= Traits {
		return ""
	}
	return traitNames[i]
}
