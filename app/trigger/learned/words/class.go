package words

// Class is the set of parts that a word can play.
type Class uint64

// Has reports whether c has any of the parts of o.
func (c Class) Has(o Class) bool { return c&o != 0 }

// The parts. One word may play several: "me" is me in English and in in
// Hinglish.
const (
	Negation   Class = 1 << iota // not, don't, never, nahi
	Refusal                      // no, nope, nah: as an answer
	Bad                          // wrong, poor, slow, problem of taste
	Awful                        // terrible, useless, ridiculous
	Swear                        // abuse
	Good                         // good, great, perfect
	Thanks                       // thanks, shukriya
	Please                       // please, kindly
	Greeting                     // hi, namaste
	Bye                          // bye
	Sorry                        // sorry, apologise
	Again                        // again, already, still
	Leave                        // cancel, leave, unsubscribe
	Ask                          // what, how, where: a question's word
	Why                          // why
	You                          // you, your
	Me                           // I, my
	Dislike                      // hate, dislike, boring
	Lost                         // confused, understand, huh
	Correct                      // meant, actually, instead
	Other                        // other, else, another, different
	Fault                        // error, broken, crash: of a thing
	Work                         // work, load, open, send: what a thing should do
	Money                        // bill, charge, refund, fee
	Account                      // account, card, plan, policy
	Device                       // app, website, phone, router, wifi
	Yes                          // yes, ok, sure
	Filler                       // says little by itself
	Can                          // can, could, unable
	Wait                         // waiting, late, hours, days
	Number                       // numbers written as words
	Unsure                       // maybe, guess
	PersonSure                   // human, agent, representative, insaan
	PersonSome                   // person, someone, anybody, kisi
	PersonTeam                   // support, care, team, manager's desk
	PersonReal                   // real, live, actual
	Contact                      // talk, speak, chat, baat
	Connect                      // connect, transfer, escalate
	Want                         // want, need, chahiye
	Give                         // get, give, find, let, bulao
	Machine                      // bot, robot, machine
	Own                          // my, our
	Told                         // told, said, asked: reported speech
	Past                         // yesterday, was, had
	Place                        // number, id, fee, near: not the person but its
	Urgent                       // now, asap, immediately
	Known                        // understand, know: of a bot that does not
	Seek                         // looking, try, prefer: wants of a shopper
	Trust                        // scam, fraud, lie
	Escalate                     // complaint, lawyer, court
	Done                         // all, everything, set: that was it
	Seen                         // seen, heard, tried: of what is not known yet
	Later                        // now, yet, later, time: after a negation, not yet
	Need                         // need, have to: what is not needed is not disliked
	Trifle                       // problem, worries: no trouble at all, after a no
	Have                         // have, did: no, I have not
	Fail                         // unable, unavailable: of what did not come off
	More                         // more, else, options: what is left to choose from
	Amend                        // actually, meant, supposed: puts something right
	Also                         // also, besides: goes on to something else
	Mind                         // care, mind, matter: after a negation, it is all one
	Prefer                       // preference, particular: after a negation, any will do
	Upset                        // disappointed, unacceptable: feelings and verdicts of somebody who was let down
	Task                         // find, show, book: what a bot is told to do
)
