package learned

import (
	"floorwalker/app/trigger/learned/linear"
)

// trait is the place of a behaviour of an answer among its traits: what the
// bot's line is beside the line that it answers. All of them mean the same of
// every bot.
type trait int

// The traits of an answer. The first are of its form, which shows a bot that
// failed at writing; the others set it against what was asked.
const (
	saysNothing trait = iota // no word at all
	stammers                 // a word twice in a row
	headless                 // begins with is, are, was, were, has and asks nothing
	breaksOff                // ends on an article, a preposition or a conjunction
	gaps                     // a blank stands where a value should
	named                    // words with a capital inside a clause
	figures                  // words with figures
	lists                    // lines in it beyond the first
	specific                 // names, figures or a list: something to go by

	openAsked      // the customer asked who, what, where, when, why or how
	closedAsked    // the customer asked what yes or no answers
	told           // the customer asked nothing
	wished         // the customer asked for something
	greeted        // the customer greeted
	parted         // the customer said goodbye or thanks
	puzzled        // the customer was lost
	decidesOpen    // yes or no to an open question
	decidesTold    // yes or no where nothing was asked
	decidesClosed  // yes or no to a question that wants it
	countsWanted   // how many, how much, when: and there is a figure
	countsMissing  // the same, and there is none
	reasonMissing  // why, and neither because nor since
	personMissing  // who, and no name and no word for a person
	vague          // asked or wished for something, and says nothing specific
	concrete       // asked or wished for something, and gets something specific
	asksBack       // asked or wished for something, and only asks
	unknown        // asked for something, and says that it does not know
	greetsLate     // greets a customer who did not greet
	greetsBack     // greets a customer who did
	greetMissed    // greeted, and takes no notice
	partsEarly     // says goodbye or thanks to a customer who did not
	strangeHe      // begins with he, she or they, whom the customer did not name
	speaksOfItself // I have, I like, I am: lives a life of its own
	asksTold       // asks for a word that the customer has just said
	parrots        // is the customer's line again
	takesRarest    // has the rarest word of the customer's line
	coversWish     // how much of the customer's line it has
	nearTopic      // how near it is to the customer's line by sense
	nearTopics     // the same for the customer's last three lines
	onTopic        // how near it is to the bot's own last line by sense
	sharesTopics   // how much of the customer's last three lines it has
	changesTopic   // shares nothing with either's last line
	offersTopic    // changes the topic with a question of its own
	deaf           // the customer was cross, and there is no word of sorry
	againWhole     // the bot's own words again, all of them
	muchShorter    // far shorter than the customer's line
	agrees         // begins by agreeing
	firstAnswer    // the bot's first line to the customer
	partsBack      // answers a farewell or thanks in kind
	traitCount
)

// Traits is how many traits an answer has.
const Traits = int(traitCount)

type traits [traitCount]int16

func (t *traits) set(f trait, on bool) {
	if on {
		t[f] = linear.One
	}
}

func (t *traits) put(f trait, x int) {
	t[f] = int16(min(max(x, -2*linear.One), 2*linear.One)) // #nosec G115 -- clamped
}

// answer measures the bot's line at hand, whose note is n and whose text was
// line, beside the customer's.
func (r *Reader) answer(mem *Memory, line string, n *note, t *traits) {
	*t = traits{}
	t.set(firstAnswer, mem.bot.lines == 0)
	r.form(line, t)
	r.substance(line, t)
	r.against(&mem.bot, n, t)
	if mem.customer.lines == 0 {
		return
	}
	r.reply(&mem.customer, t)
	r.topicOf(mem, n, t)
}

// form measures whether the line is whole.
func (r *Reader) form(line string, t *traits) {
	toks := r.text.Tokens
	t.set(saysNothing, len(toks) == 0)
	if len(toks) == 0 {
		return
	}
	twice := 0
	for i := 1; i < len(toks); i++ {
		if toks[i].Hash == toks[i-1].Hash && toks[i].Clause == toks[i-1].Clause && !toks[i].Figure {
			twice++
		}
	}
	t[stammers] = counted(twice)
	first, last := toks[0].Hash, toks[len(toks)-1].Hash
	asks := r.text.Counts.Questions > 0
	t.set(headless, beginsVerb.has(first) && !asks)
	t.set(breaksOff, leadsOn.has(last) && !asks)
	t.set(gaps, gap(line))
}

// gap reports whether a blank stands before a mark in a line that begins with
// a capital, as where a value was not filled in. Bots that write no capitals
// often put blanks around all marks.
func gap(line string) bool {
	if line == "" || line[0] < 'A' || line[0] > 'Z' {
		return false
	}
	for i := 1; i < len(line); i++ {
		if c := line[i]; (c == '?' || c == '.' || c == ',' || c == '!') && line[i-1] == ' ' {
			return true
		}
	}
	return false
}
