// Package arrows checks that imports point one way, as the house is drawn, and
// a few other rules that no compiler and no linter knows. Only its own test
// runs it; nothing ships.
//
// # What it checks
//
//   - Every package is a [Room] of the table in table.go. A package that the
//     table does not know fails until somebody says what it may import.
//   - Every import, of every file, for every system and build tag, is one that
//     its room allows: packages of this module, and modules of others.
//   - Nothing is imported under the name "sync" but the standard library's
//     package, and that one under no other name.
//   - No package below cmd reads the clock: now is an argument.
//   - Every package has a package comment.
//   - Every module that is imported stands in the table of CONTRIBUTING.md.
//   - The root of the repository holds only what belongs there.
//
// Tests of a room may import what the room may, what its row adds for tests,
// and the test modules that all rooms share. They may read the clock.
//
// # How it reads
//
// A [Tree] parses the files of an [io/fs.FS] with go/parser, imports and all,
// and never asks the go command: so build tags hide nothing, and the test's
// fixtures are small trees in memory. Everything here is a pure function of
// that file system; a Tree belongs to one goroutine.
//
// A [Finding] names file, line and arrow, so that a failure can be clicked.
package arrows
