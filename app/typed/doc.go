// Package typed cleans what strangers typed before it is shown, searched or
// filed: one line or a text, with nothing invisible in it that could turn the
// direction of writing or hide what a reader should see.
//
// Its functions are pure. What is clean stays as it is, and most text is clean at
// first sight, which costs nothing; FuzzTidy compares the quick look with the slow
// one.
package typed
