// Package sealed keeps the originals of what was masked (G-SEC-01, A-49). When a
// customer pastes a password, what everybody sees, the log holds and every export
// repeats is the masked text; the original travels beside it as a sealed blob that
// only a hub can open, and only one at a time, for a person, leaving a trace.
//
// # What it owns
//
// The form of a blob, and the file that its key is in. A blob is one byte of
// version, four bytes that name the key, twelve of nonce, and the text under
// AES-256-GCM. It is bound to its chat and its message: the same bytes beside
// another message do not open. Nothing about the length is hidden: the masked text
// beside it shows as much.
//
// The key is 32 random bytes in a file of the hub's data folder, readable by its
// owner only. Whoever has the log without the file has no secret; whoever loses the
// file loses the originals and nothing else. The package never prints a key, a text or
// a blob.
//
// # Hubs that share a log
//
// They need the same file, and it is carried from one to the other by a person. It does
// not go through NATS: there it would lie beside what it has sealed, in every copy, every
// snapshot and every backup, and whoever may read the one could open the other, who runs
// NATS first of all. What does lie there is the key's [Key.Fingerprint], which opens
// nothing. The first hub of a workspace leaves it; one with another key, or with none,
// does not start and says so, because what it sealed nobody after it could open.
//
// # Threads
//
// A [Key] never changes and is safe for concurrent use.
//
// # How to test it
//
// The tests bend every byte of a blob, bind it to another message, and make key
// files from several goroutines at once; opening is fuzzed.
package sealed
