// Package trigger is the room for detectors: messages go in, scores, levels
// and evidence come out, and so does the reason why nothing was said.
//
// # Rules
//
// A rule looks at one message and at what it remembers of the chat, and
// measures a score. The policy holds two thresholds for each rule: from
// notice on a trigger is a badge, from alert on it calls a person.
//
//	low_confidence  G-TRIG-10  proactive  the bot's own score, its latest or the mean of its last three
//	human_request   G-TRIG-03  immediate  the customer asks for a person, in English, Hinglish or Hindi
//	bot_repeat      G-TRIG-08  proactive  the bot gives the same answer again
//
// To add a rule, write a type with the methods of rule, give it a slot of
// memory, thresholds in app/policy and a line in rules.go. Nothing else knows
// the rules by name.
//
// # One alert for one cause
//
// While a trigger of a rule holds on a chat the rule is not raised again
// unless its level rises. Rules that measure a state (confidence, repetition)
// stay quiet until the state has clearly passed, also if an agent dismissed
// the trigger; a customer's request is a cause of its own each time it is
// made. Nothing is raised on a chat that an agent serves: the bot is not
// speaking there.
//
// # Memory
//
// What holds is read from the chat, where it was folded from the log. What
// the engine itself remembers of a chat is bounded, does not grow with the
// chat's length, and is a pure function of the chat's lines, so a hub that
// starts in the middle rebuilds it by reading them again and comes to the
// same triggers with the same ids. Ids are digests of chat, rule, message,
// policy version and rule version: whatever is appended twice is folded once.
//
// An agent's line ends what the bot did before it: the bot begins anew.
//
// # Promises
//
// Scores are fixed-point, nothing asks the clock, and no map is walked where
// order could show. Of a very long text only the beginning and the end are
// read, so the cost of a message has a ceiling. An [Engine] belongs to one
// goroutine.
//
// # Testing
//
// The phrases that must and must not be a request are tables in
// human_test.go, found mistakes come back as rows there. The property test
// plays random chats with repeats and restarts and wants the same triggers.
package trigger
