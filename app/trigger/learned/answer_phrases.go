package learned

// traitPhrases say in words for people what a trait is; those without are not
// shown. Read-only.
var traitPhrases = [traitCount]string{
	saysNothing: "the answer is empty", stammers: "a word twice in a row", headless: "the beginning of a sentence is missing",
	breaksOff: "the answer breaks off", gaps: "a value was not filled in",
	decidesOpen: "yes or no to a question that asks for something else", decidesTold: "yes or no where nothing was asked",
	countsMissing: "asked for a number or a time, and there is none", reasonMissing: "asked why, and there is no reason",
	personMissing: "asked who, and nobody is named", vague: "nothing definite in answer to a question",
	asksBack: "a question in answer to a question", unknown: "does not know",
	greetsLate: "a greeting in the middle of the chat", greetMissed: "the greeting is not returned",
	partsEarly: "a farewell that nobody asked for", strangeHe: "speaks of somebody who was not named",
	parrots: "the customer's own words again", againWhole: "the bot's own words again",
	changesTopic: "nothing of what was spoken of", offersTopic: "another topic", deaf: "no word of regret to a cross customer",
	puzzled: "the customer was confused",
}
