// Package words cuts a line of a chat into folded words once, so that nothing
// above it reads the text a second time.
//
// # What comes out
//
// A [Text] holds the words of a line with the bytes that they came from, a
// digest of each word and of its stem, the parts that it can play ([Class]),
// and counts of what is lost by folding: shouting, question marks, emoji,
// letters held down. Folding lowers case and takes away what people write or
// leave out at will: accents as marks, apostrophes, the nukta, joiners and
// other runes of no width. English, Hinglish in Latin letters and Hindi in
// Devanagari are folded alike.
//
// Grams walks the hashed n-grams of a text: words, pairs of words, and runs of
// three to five runes inside a word. They are never collected, so an n-gram
// costs neither a map nor an allocation.
//
// A long word for a person that no list has is taken for the one that it is a
// few slips away from ("representitve"): who wants one types in a hurry.
//
// # Promises
//
// Of a very long line only the beginning and the end are read: people paste a
// log first and say what they want last. The cost of a line therefore has a
// ceiling, and so has the memory of a Text, whose buffers are reused. Any
// bytes are a line, valid UTF-8 or not; what is not UTF-8 ends a word.
// Digests are the same in every process and on every processor. A Text belongs
// to one goroutine; a [Lexicon] is never written after it was made.
//
// # Beside app/trigger
//
// app/trigger cuts lines into words by itself, by rules that are older: it keeps
// accents that are built into a letter and some runes of no width, and reads
// twice as much of a line. What it says of a line is frozen under a detector's
// version, and so are the weights here, which were fitted on words as this
// package cuts them: neither can take the other's rules without becoming another
// version of itself.
//
// # Testing
//
// The tables in text_test.go say how lines are folded; FuzzRead wants the byte
// ranges to lie inside the line, in order, and the same words each time.
package words
