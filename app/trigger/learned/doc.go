// Package learned measures the rules that a list of words cannot: how
// frustrated a customer is, whether a person is asked for, whether an answer
// was wrong, whether a problem is technical or about money, and whether
// somebody repeats something. Lines go in, scores come out, and on request the
// words that weighed most.
//
// # One line, once
//
// [Reader.Read] cuts a line into words once and measures all rules from that:
// hashed n-grams, about a hundred and thirty features of behaviour and mood,
// and the traits of an answer if the bot speaks. What is remembered of a chat is
// a [Memory]: eight notes of either speaker, some running sums and the last
// line's features, of fixed size and without pointers. A note is a sorted list
// of word stems, 64 sums of spelling and 48 of meaning, so that two lines are
// compared in well under a microsecond. The cost of a line does not grow with
// the chat.
//
// # Which rule rests on what
//
// What a bot says says more about which bot it is than whether it is right, so
// bot_wrong rests on what means the same of every bot: whether the answer is
// whole (a word twice, a value that was not filled in), whether it is what was
// asked for (yes to "when", no reason after "why", nothing definite), how it
// stands to what both said before, and how the answers before were. Phrases of
// bots whose lines were judged ([SectionHeard]) speak for those bots only. The
// customer's next line revises it: who says outright that it is wrong, is
// cross, asks again or only asks "what?" was not helped.
//
// human_request, technical and billing are asked for in the same words
// everywhere and rest on n-grams besides; a grammar of our own, in
// cmd/trigger-fit, shows human_request what people write in English, Hinglish
// and Hindi, and technical in how many ways things do not work. The two rules
// about repetition compare notes: by rare words, spelling and meaning, where
// meaning is learned by telling intents apart: stems that are asked for in one
// breath point the same way. Stuck is time, and [Issue] keeps it.
//
// The sets that are labelled for frustration may not be fitted on, so its
// weights are set by hand, over features that mean the same in every trade.
// What is said outright (grievance.go) counts wherever it stands. What is only
// done (discontent.go) means what the line before makes of it: "no, thank you"
// closes a chat after an offer of more help, declines what was offered, and
// gives up after a failure. Signs of that kind are weak in a long line and in
// the first lines of a chat, and strong where the customer was cross before. They
// add up to a notice and never to an alert: that takes a grievance.
//
// # Beyond the bot
//
// A technical or billing problem is immediate only beyond the bot:
// [Turn.Beyond] is set where the bot answered it and the customer is no
// further, and for fraud and formal complaints. A lost or a stolen card to
// report is neither: bots block cards all day.
//
// # Promises
//
// Nothing asks the clock. Scoring is in fixed point and the weights are
// integers, so every processor comes to the same ten-thousandth
// (linear has the numbers). A Memory is a pure function of the lines that
// were read with it and may be copied, so a hub that starts in the middle
// reads the chat again and agrees, and [Reader.Why] explains a line from the
// memory that it was read with. A [Reader] belongs to one goroutine, [Weights]
// are shared.
//
// # Testing
//
// The requests for a person and their near misses are tables in
// human_test.go, answers beside better ones in answer_test.go; found mistakes
// come back as rows there. learned_test.go holds
// a digest of the scores of a generated corpus: it must come out the same on
// every processor, and changes with the weights and the features only.
package learned
