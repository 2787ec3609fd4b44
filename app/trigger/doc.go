// Package trigger is the room for the ten rules that say when somebody should
// step in: lines and answers of the knowledge go in; scores, levels and evidence
// come out, and so does the reason why nothing was said.
//
// # Rules
//
// What a line says is measured by package learned, once for all rules. This
// package turns scores into triggers: it holds them against the policy's two
// thresholds (from notice on a trigger is a badge, from alert on it calls a
// person, A-62), and decides how loud a topic may be, what is one cause, and
// what ends it. In the order of policy.RuleIDs, with what arms a rule again:
//
//	frustration      immediate    three lines of the customer without a sign of it, or a content one
//	human_request    immediate    each request that is made after an answer is a cause of its own
//	bot_wrong        immediate    each answer is a cause of its own; the customer's next line revises it
//	hallucination    immediate    each answer is a cause of its own
//	technical        by severity  the customer is content or goes on to something else
//	billing          by severity  the same
//	stuck            proactive    the same, or the customer is getting on: each standstill is a cause of its own
//	bot_repeat       proactive    two answers in a row that repeat nothing, or another thing is repeated
//	customer_repeat  proactive    two lines of the customer that repeat nothing, or another thing is asked again
//	low_confidence   proactive    a score, and a mean of three, above trigger.confidence_rearm
//
// What arms a rule ends its trigger too, but for three. A request for a person
// and an invented fact hold until somebody serves the chat or dismisses them:
// a "thanks" undoes neither. And bot_wrong ends where the customer's next line
// goes on from that answer, or after two right ones.
//
// A technical or billing problem is a notice by itself. It alerts where the
// line is beyond the bot, or where the policy says immediate; never where it
// says watch, and for billing never in a line with one of the policy's safe
// phrases (A-11, G-TRIG-06).
//
// To add a rule, give it thresholds in app/policy, a line in rules.go and a
// place in view.look.
//
// # One alert for one cause
//
// While a trigger of a rule holds on a chat the rule is not raised again unless
// it gets louder; nor after it was dismissed, until it is armed again. What a
// person has marked or confirmed no rule takes back ([Marked]). Nothing is
// raised on a chat that an agent serves: the bot is not speaking there, and an
// agent's line begins everything anew. So does half an hour's silence: who comes
// back later, to a chat that was closed or not, has another conversation.
//
// # The past
//
// A line that was said long before the hub heard of it ([chat.Message.History]) is
// remembered as of when it was said, and raises nothing; nor is anybody stuck until a
// line comes now. No rule rises by it either, so that the same said now calls. A line
// that is edited or removed has its chat read anew ([Engine.Rewritten]).
//
// # Time
//
// Stuck is the one rule that fires when nobody says anything: [Engine.Due] says
// when, [Engine.Tick] that it has. The trigger bears the instant at which it
// was due, so neither a late timer nor none makes a difference: the next line
// finds it first.
//
// # Knowledge
//
// Only hallucination needs something from outside, and that takes time. So it
// runs beside the others: [Engine.Question] makes the question, whoever has the
// knowledge asks it, [Engine.Checked] takes the answer in when it comes, and
// drops one that comes too late.
//
// # Why, and why not
//
// A trigger carries the words that weighed most, the value, the threshold, and
// the versions of rule, weights, policy and knowledge. A rule's own version
// counts changes of its code; the weights are named by their content, so a fit
// is a new rule without anybody remembering to say so. [Engine.Check] evaluates a
// trigger again from the chat's lines to the same score, level and spans, or
// says that it was judged by other rules or by knowledge that has gone.
// [Engine.Explain] answers for all ten of any chat. Both read the chat again and
// so need nothing that [Engine.Message] has seen; a hundred lines are about a
// millisecond.
//
// # Memory
//
// What holds, and what was said by time alone, is read from the chat, where it
// was folded from the log. What the engine remembers of a chat is some 9 KiB of
// fixed size, nearly all of it learned.Memory, used again when the chat is
// forgotten. It is a pure function of the chat's lines by customer and bot, so
// a hub that starts in the middle reads them again and comes to the same
// triggers with the same ids; notes and whispers, which not every desk has, do
// not count. Ids are digests of chat, rule, message, level and versions: whatever
// is appended twice is folded once.
//
// # Promises
//
// A line costs the same however long the chat is, some ten microseconds, and
// allocates nothing where nothing follows. Of a very long text only the
// beginning and the end are read. Scores are fixed-point, nothing asks the
// clock, and no map is walked where order could show. An [Engine] belongs to one
// goroutine.
//
// # Testing
//
// Requests for a person and their near misses are tables in human_test.go;
// found mistakes come back as rows there. The property tests play random chats
// with restarts, chunks, repeats and late timers and want the same triggers,
// and evaluate each of them again. TestSameEverywhere holds all that the engine
// says of a generated corpus to a digest, on every processor; weights, rules
// and words change it.
package trigger
