// Package storage keeps a desk's state in one bbolt file for each profile: the
// cached floor with its position, the shelves that all desks share, drafts,
// commands that wait, settings, and when each chat was last looked at.
//
// The cache is the events themselves, in the one-line form in which the hub
// sent them. Loading it is feeding those lines through the fold again, so the
// store knows nothing of what is in them, a change of the fold is no migration, and the cache
// cannot disagree with the log about what happened.
//
// # Buckets
//
//	meta                          package migrate's; the same in every version
//	└ version                     the layout of all the rest, now 3, and its checksum
//	floor
//	└ position                    at, length of floor, floor, resume token
//	chats                         its sequence numbers the chats, never reusing one
//	└ text(chat id)               the chat's number
//	events                        the team's run is number 0 and has no head
//	├ chat number · 0             head: the chat's id
//	└ chat number · n ≥ 1         the event's line, as it came
//	drafts
//	└ text(chat id) text(kind)    at, the text
//	settings
//	└ text(name)                  when saved, the owner's bytes
//	looked
//	└ text(chat id)               at
//	outbox
//	└ text(command id)            when saved, the outbox's bytes
//	records
//	└ text(shelf) text(record id) text(mark)   length of floor, floor, the version's JSON, as it came
//
// Numbers are big-endian, instants are 8 bytes of milliseconds; package key
// says what text is. Every value outside meta is sealed: a format byte (1),
// a CRC-32C of what kind of value it is, its key and its content, and the content.
//
// Chats are numbered so that a run is a run of neighbours and a key is 16
// bytes whatever the id: forgetting a chat costs that chat, 43 to 57 µs for thirty
// events among 10,000 chats or among 200. Nothing counts a chat's events beside the
// run: the next number is read off its end, which saves writing a page per chat in
// every batch.
//
// # Shelves
//
// What stands on a shelf outlives a Reset: a snapshot is merged with it, so
// until the snapshot is complete a desk has what it had. Records belong to the
// floor that the position names, and go when that changes. The store merges
// nothing. Whoever does says in the same batch what is to be kept and which
// versions it replaces, so there is never a moment at which a crash leaves a record without a
// version or with one too many. A desk's own edits are not here until the hub
// has sent them back; they wait in the outbox.
//
// # Promises
//
//   - A batch's effect and its position are one transaction. After a crash the
//     file holds the batches up to its position, each once, and no part of another.
//   - When a method that writes returns nil, what it wrote is on the disk.
//   - After an error nothing was written, the store stays readable, and the
//     same call may be made again.
//   - What a method returns is the caller's; only the line given to LoadFloor's visit
//     ends with the visit.
//   - Nothing is deleted because it is damaged. A file that does not hold
//     together is renamed to name.damaged-<time>, and drafts, settings,
//     commands that wait and records of its floor are read out of it as far as their
//     checksums hold.
//   - Logs name operations, paths and counts, never words that people wrote.
//
// # Threads
//
// A [Store] may be used from any goroutine. Writes take turns; each waits for
// the disk (1 to 10 ms), so they belong off the goroutine that owns the live
// model. Reads do not wait for writes. A visit runs inside a read
// transaction and must not call the store. The store starts no goroutine.
//
// # Damage
//
// bbolt checksums its two meta pages and trusts the rest: a page number that
// leads past the end of the file ends the program with SIGBUS, and the scan for free pages
// panics in a goroutine of its own. So Open first reads the file as plain bytes
// under bbolt's shared lock (page.go): page numbers, types, bounds, the order of keys, no
// page used twice. That is all that bbolt's own check looks at, and it cannot
// fault. What rots inside a value is left to the value's checksum. What rots
// under an open store becomes a [DamagedError] by guard.go.
//
// # Choices, by measurement
//
// Two cores, ext4, lines of 600 or 1,700 bytes; `go test -bench . ./storage`
// prints them again.
//
//   - FillPercent 0.9 for events. 200 chats of 30 events of 600 bytes take 5.9 MiB
//     of disk (1.7 times the lines; the file's length, which doubles, is 8 MiB).
//     With the default 0.5 they take 7.9 and are slower to save; 1.0 takes 6.0.
//     A floor whose chats come and go settles at 1.04 times.
//   - FillPercent 0.9 for records as well. 10,000 of 600 bytes that come in one go
//     take 8.0 MiB instead of 13.4, and 9.0 instead of 9.4 when they come a few
//     at a time. Loading them takes 4 to 5 ms, taking them all in at once 110. One edit
//     writes the pages on its way, 29 µs of processor among 10,000 records
//     and 14 among 100; with the sync, 0.25 ms.
//   - NoFreelistSync. A synced free list is written by every commit, as long as
//     it is: after a Reset of 100,000 events a batch of ten costs 299 µs
//     with it and 67 without; on a file in its ordinary state there is no difference.
//     And a free list that is not in the file cannot be damaged. The price is
//     a scan in Open, 70 ms for 100,000 events and nothing to speak of for
//     6,000, and one after a failed write.
//   - FreelistMapType. As fast as the array on a small file, and does not
//     fall behind when a Reset has freed tens of thousands of pages.
//   - No Batch: its delay of 10 ms is longer than the sync it saves. The desk
//     makes the batches. By single events the disk gives 300 to 750 a second; by
//     hundreds 10,000 to 19,000, and by processor alone 20,000 to 45,000, about the
//     same for 100 chats and for 10,000.
//   - Mapped pages count as the program's memory once touched, and the scan and
//     LoadFloor touch all that is in use: 6 MB for those 200 chats. They are clean, so the
//     kernel takes them back when it must. Looking the file over maps nothing.
//
// # How to test it
//
// The test binary runs itself as a writer to kill, a holder of the lock and a
// process with a full or read-only disk of its own. FLOORWALKER_SOAK_ROUNDS
// sets the number of kills (50 by default). Options.maxSize makes any file
// refuse to grow. A floor for a test of something else is Open on a t.TempDir.
package storage
