// Package plain takes the disguise off a text: it cuts it into tokens and
// writes each as a reader would read it, whatever was done to hide it from a
// program. Packages secret and guard look for words and numbers; neither has
// to know that a full-width 4, a Devanagari ४ and an ASCII 4 with a zero-width
// joiner behind it are one digit.
//
// # What it folds
//
// Letters are lowered. Accents, the nukta, joiners, soft hyphens, variation
// selectors and everything else that has no width are left out. Full-width and
// mathematical letters, and the Cyrillic and Greek letters that look Latin, are
// written as the Latin ones that they imitate. Digits of every script are
// written in ASCII.
//
// # Promises
//
// [Read] is pure and linear in the length of the text. Tokens come in the order
// of the text, do not overlap, and begin and end where a rune does, also in a
// text that is not valid UTF-8. A [Text] may be read by several goroutines.
//
// # Testing
//
// The table of disguises and the fuzz target lie beside the code.
package plain
