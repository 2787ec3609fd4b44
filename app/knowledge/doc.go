// Package knowledge is the room for what the bot may say: articles, the claims
// in a text that can be checked against them, and the rule hallucination
// (G-TRIG-04, A-47). It is pure: it reads no clock, no file and no network, and
// starts no goroutine. The index that questions are looked up in, the folder
// and the goroutines are in sync/lookup.
//
// # Words
//
// An [Article] is one text of what the bot may say, a solution article or a
// canned text. A [Claim] is something in a text that can be held or
// contradicted: a phone number, an e-mail address, a link, an amount of money,
// a percentage, a duration, a date, a time, a quantity, a policy word such as
// refund, or a name. [Extract] finds claims, with byte offsets, in English,
// Hinglish and Hindi, in digits of any Indian script, and gives each a normal
// form, so that "Rs. 1,99,000", "₹199000" and "१.९९ लाख रुपये" are one.
//
// # The rule
//
// [Judge.Ask] looks a message up by its claims and by its six rarest words,
// never by the whole message, and reads the eight best articles. Of each claim
// it decides:
//
//	held          an article says the same where it speaks of the same
//	contradicted  an article speaks of the same, and says otherwise
//	not found     no article has it
//	told          the customer said it first
//
// What "the same" is, is measured by the words of the claim's sentence and of
// the customer's line: how much of their weight stands in the clause, the
// sentence, the title and the rest of the article. A phone number, an address
// and a link are held wherever they stand.
//
// The score is the gravest finding's with half of the next on top, in
// ten-thousandths. It says "suspected": a console cannot decide truth. Without
// knowledge there is no score and a [Why] that says so; with nothing to check
// the score is nought.
//
// With a passage, which is what the bot made its answer from, the answer is
// measured against it alone: how much of either stands in the other, in which
// order, side by side, which numbers were invented. The weights of these
// features are an asset that cmd/knowledge-fit makes.
//
// # Promises
//
// The same message, customer's line and articles give the same answer, in
// whatever order the articles came: everything is counted in integers, and
// equals are ordered by id. The cost of a message is bounded: 16 KiB of it are
// read, 64 claims, 64 words' rarity, eight articles of at most 64 KiB.
// Everything but [Index] is safe for concurrent use if it is not written to.
//
// # Testing
//
// claim_test.go is a table of texts and of what is in them; mistakes that are
// found come back as rows there. [Extract] and [ParseMarkdown] are fuzzed. The
// rule is tested from sync/lookup, with a real index.
package knowledge
