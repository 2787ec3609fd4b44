package flow

import "strings"

// The tables below are read-only after initialisation.
var (
	// openers stand before the verb and change nothing.
	openers = strings.Fields(`ok okay so and also now then well alright sure please kindly thanks sir madam hi hello
		plz pls just first next accha theek kripya कृपया`)
	// pleas make a request of a sentence.
	pleas = strings.Fields(`please kindly plz pls kripya कृपया zara ज़रा`)
	// wanted are things that a customer is asked to do and then tells of.
	wanted = strings.Fields(`send share confirm tell provide upload type enter reply check try verify describe explain
		specify mention attach forward select choose restart open click press answer choose write paste
		bhejein bhejiye bhejo batayein bataiye batao likhein dekhiye भेजें भेजिए बताएं बताइए बताएँ लिखें देखिए`)
	// questions begin one.
	questions = phrases(`can you|could you|would you|will you|do you|did you|are you|have you|is it|is there|is this|is that|
		does it|does this|may i have|may i know|may i ask|can i have|could i have|what is|what are|what was|what do|what did|
		what would|what exactly|which|when did|when was|where is|where did|where are|who is|how many|how much|how did|how do you|
		how is|why did|why do you|kya aap|kya aapne|kya aapka|kya aapko|kaunsa|kaun sa|kab|kitna|kitne|क्या आप|क्या आपने|क्या आपका|कौन सा|कब|कितना|कितने`)
	// asking says so anywhere in a sentence.
	asking = phrases(`let me know|let us know|need you to|i need your|we need your|i will need your|ill need your|
		waiting for your|await your|awaiting your|requires your|may i have your|may i know|
		mujhe batayein|mujhe bataiye|mujhe bhejein|मुझे बताएं|मुझे बताइए|मुझे भेजें`)
	// offering is polite and waits for nothing.
	offering = phrases(`let me know if you need|let us know if you need|let me know if anything|let us know if anything|
		let me know whenever|let me know if there|let us know if there|feel free|dont hesitate|do not hesitate|if you need us again|
		if anything is still open|if you have any other|if you have any more|if you have any further`)
	// holding asks for patience, or says that somebody is at work.
	holding = phrases(`one moment|a moment|one minute|a minute|one second|one sec|a sec|a few minutes|a couple of minutes|hold on|
		please hold|please wait|kindly wait|bear with|stay with me|stay connected|let me check|let me look|let me see|let me find|
		let me verify|let me pull|i will check|ill check|i am checking|im checking|i will look|ill look|i am looking|im looking|
		looking into|we are checking|were checking|checking this|checking it|checking that|working on|take your time|
		ek minute|ek min|ek second|thoda samay|thodi der|rukiye|ruk jaiye|intezaar|dekh raha|dekh rahi|check kar raha|check kar rahi|
		check karta|check karti|एक मिनट|थोड़ा समय|थोड़ी देर|रुकिए|प्रतीक्षा|इंतज़ार|देख रहा|देख रही`)
)

// phrases reads a list in which "|" stands between phrases.
func phrases(list string) [][]string {
	var out [][]string
	for p := range strings.SplitSeq(list, "|") {
		if words := strings.Fields(p); len(words) > 0 {
			out = append(out, words)
		}
	}
	return out
}
