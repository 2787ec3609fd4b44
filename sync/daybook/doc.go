// Package daybook keeps the figures of the day that runs, for a hub: what was owed
// and kept (package report), and who looked at what (package coverage).
//
// # How
//
// A [Book] is a reader of the log like any desk, with a floor of its own, so that
// nothing it does takes time from the loop that decides. It reads the log and the
// audit stream from the beginning of the day, in the policy's time zone, and goes on
// from where it is whenever somebody asks ([Book.Ask]) or [Book.Run] wakes. An answer
// has all that was on both when it was asked for. What happened before the day on a
// chat that goes on is read when the chat is first heard of.
//
// Events and looks are put together by their instants. The audit stream is written a
// little later than the log, so a look may come after younger events; the ledger
// takes that. Whoever is not connected looks at nothing, and what was looked at when
// the hub before this one ended is looked at no more.
//
// At midnight what is open goes over to the next day. What was to be looked at in the
// night before this hub began is not known to it.
//
// # What a machine has looked at
//
// The hub evaluates the rules on each line in the batch that puts it on the log, and
// a line that it does not fold is not written. So every line on the log is a judged
// one, and the machine's number says how many those were. The tenth rule, which asks
// the articles beside the loop, counts the lines that it could not ask about in a
// metric of its own.
//
// # Whom it tells what
//
// That a lead observes is told to leads only; and nobody is told, of a chat that they
// serve or have served today, that anybody observed it (D-03). So two ledgers are kept
// of each chat, one with all looks and one with none but what everybody sees, and an
// answer is put together from them for the one who asks. The figures of the day can be
// published, so their coverage is what everybody may know, whoever asks: of a chat that
// somebody has served it has no looks at all.
//
// # Threads
//
// Any goroutine may call any method. One reading runs at a time, and whoever asks
// meanwhile waits for it. It goes on when the one who asked has hung up.
package daybook
