// Package score measures turns from outside the way the hub measures them: it
// is what floorhub score does. Whoever labels dialogues sends turns in and
// compares what comes back with the labels.
//
// # The contract
//
// Turns come as JSON objects, one a line:
//
//	{"chat":"c81f","turn":3,"from":"customer","text":"…","knowledge":"…"}
//
// from is "customer" or "bot"; knowledge, which may be left out, is the passage
// that a bot's answer was made from. For each line one line goes out, in order:
//
//	{"chat":"c81f","turn":3,"micros":41,"scores":{"frustration":0.91},
//	 "over":["frustration"],"alert":["frustration"],"fired":["frustration"],
//	 "revised":[{"turn":2,"rule":"bot_wrong","score":0.8,"over":true,"alert":false}]}
//
// scores has the rules that measured the line and no others. over and alert are
// the rules that are at or over a threshold of the policy on this line, fired
// those whose alert was raised: since the line before it, for what time alone
// brings. micros is the time of the nine rules for this line; the tenth,
// hallucination, has a row of its own ([Asked]).
//
// A line that is no such object ends everything with a [LineError], which names
// the line and never repeats it: no text is logged, anywhere.
//
// # The live path
//
// A [Scorer] folds each turn into a chat.Floor and lets one trigger.Engine
// observe it, as the hub does; what the engine concludes is folded too, so
// suppression and re-arming are those of a shift. Nothing says when a turn was
// written: the turns of a chat are taken to be 20 seconds apart, and the timer
// for a customer who is stuck runs on that time. Answers of the bot are judged
// at once, against their passage if there is one, else against the knowledge
// if there is any, else not at all.
//
// # Memory
//
// Nobody says that a chat is over, so every chat stays on the floor, with its
// text. What the engine remembers besides is kept for the [MaxRemembered] chats
// that were heard of last: the engine reads a chat again that it has forgotten,
// and comes to the same.
//
// # Threads and tests
//
// A Scorer belongs to one goroutine and is given the clock that micros are
// measured with. The decoder is fuzzed. A property test interleaves chats and
// forgets them at every turn and wants the same answers.
package score
