// Package backends is where a hub's chat backends are written down: which there are,
// what has to be known to reach each, who of the floor is who there, and how a driver
// is made of that. "floorhub connect" and the desk's own dialog ask the same questions
// and check the same rights, because both ask this package.
//
// # What it owns
//
// One file in the data folder, backends.toml, which a person may edit: a table for
// each vendor with the answers that are no secret, and a table of agents. Secrets are
// not in it: they are in the operating system's keychain, or in a file that only its
// owner may read (package vault), under the vendor's name. A [Book] reads the file when
// it is asked and never keeps it, so that what was edited counts.
//
// There is one backend of each vendor at most: the vendor's name stands in the log, and
// in the ids of its chats.
//
// # What it promises
//
// Nothing of a secret is in an error, a log line or the file. [Book.Save] writes the
// secrets first and the file last, each at once or not at all, so that a file never
// names a backend whose secrets are nowhere. [Book.Drivers] fails aloud, with the
// vendor and the question, instead of leaving a backend out: a floor that silently
// misses a backend is a floor that nobody watches.
//
// # How to test it
//
// With a [Secrets] in memory and the stand-ins of the drivers.
package backends
