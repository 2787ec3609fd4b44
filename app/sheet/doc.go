// Package sheet is what files for spreadsheets have in common, whatever they
// hold: how one is read row by row, why one is refused and at which line, and
// what keeps a cell from being computed.
//
// A file is taken whole or not at all, so each error is a [FileError] with the
// line that a person has to look at. Cells that a spreadsheet would take for a
// formula are written with an apostrophe in front ([Disarm]) and read without it
// ([Arm]); the two undo each other for every text, which a fuzz test holds.
//
// Everything here is a pure function over bytes that the caller has read.
package sheet
