// Package outgoing is what a hub keeps on its own disk of tickets: the parcels
// that leave the house, how far the log was read, and the tickets themselves, so
// that nobody has to read a year of log to find one.
//
// It is one bbolt file beside the log, of mode 0600. All but the parcels is a
// fold over the log and can be made again from it; what the file adds is that
// a parcel and the position up to which parcels were made are one transaction.
//
// # Buckets
//
//	meta       version, cursor, check    cursor is the log's sequence, and which log
//	parcels    key                       what is to be delivered, while it is not
//	slips      key                       how far that is
//	done       key                       how it ended
//	ended      instant key               the order in which done forgets
//	tickets    number                    the newest version, and what it counts for
//	newest     ~instant number           the order in which tickets are listed
//	counts     word                      how many resolved tickets have it
//	unsent     number                    why a ticket's parcel could not be made
//
// Numbers are big-endian; every value carries a CRC-32C of its bucket, its key and
// its content, behind a format byte.
//
// # Promises
//
//   - What a method that writes has returned nil for is on the disk, all of it or
//     nothing, and so it is after kill -9 and a power cut.
//   - After an error nothing was written and the same call may be made again. A
//     full disk is a *storage.FullError, and so on: sentences to show.
//   - A damaged file is put aside, never deleted; parcels, slips and the cursor are
//     read out of it as far as their checksums hold, and [Store.Recovered] says so.
//     Tickets are not: with the cursor lost they come from the log again.
//   - Slips of what was delivered are kept for [Memory], because that is how the
//     same parcel, made again, is known to have arrived.
//
// # Threads
//
// All methods may be called from any goroutine. Writes take turns and wait for the
// disk. A visit runs outside of transactions, so a slow reader hinders nobody.
//
// # How to test it
//
// With a courier over it, a copy of the test binary that is killed in between,
// bytes turned over in the file, and a file that may not grow.
package outgoing
