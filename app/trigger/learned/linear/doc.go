// Package linear scores with weights that are integers, in fixed point.
//
// # Numbers
//
// A feature is a value of 1/256 (so 256 is one), a weight and a logit are of
// 1/4096, the weight of an n-gram is of 1/1024 so that two bytes hold it. Sums
// are 64 bits wide and are shifted once, after they are complete. The logistic
// function is a table. Nothing here is a float, so every processor comes to
// the same ten-thousandth.
//
// # The file
//
// A [File] is a list of named sections of integers with a SHA-256 sum at its
// end; [Decode] refuses what is cut, changed or too long. Its version is the
// first eight bytes of that sum, so that two files of one version are one
// file.
//
// # Promises
//
// Scoring reads and never writes what it was given, and allocates nothing. A
// decoded file may be shared by any number of goroutines.
//
// # Testing
//
// The table is held against the logistic function itself, the root against
// the square root; FuzzDecode wants an error and never a panic.
package linear
