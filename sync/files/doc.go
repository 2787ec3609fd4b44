// Package files keeps what is attached to messages on a hub (E-ACT-06, V-ATT-01,
// The bytes lie here, named by what they are; events carry only the name of
// the bytes.
//
// # What it owns
//
// A folder, for its owner only (0700), with a file for each content (0600), named by
// the SHA-256 of the content in lower-case hexadecimal. So the same picture sent
// twice is kept once, a name says whether the bytes are whole, and nothing that a
// stranger chose is ever a path. Beside them lies library.json, the list of the
// team's file library. Nothing here is deleted by itself: events point at it. A total
// bound keeps the folder from eating the disk that the log needs.
//
// A type is looked for in the bytes and never believed; a width and a height are
// read from the head of a picture, which is not decoded.
//
// # Ordering
//
// Bytes are written to a temporary name while they arrive, hashed on the way, put
// on the disk, and only then renamed; the folder's entry is put on the disk too. So
// a content is there whole or not at all, and what [Store.Put] returned survives a
// power loss. When the limit, the bound or the disk is reached nothing of it stays.
// What a crash left half done is removed by [Open]: a folder has one hub.
//
// # Hubs that share a cluster
//
// With [OpenShared] the folder is what this hub has at hand of what all hubs have. A
// content is kept by [Shared], whole, before it gets its name in the folder, and so
// before an event or an answer can speak of it; while that cannot be reached nothing is
// taken. One that is not in the folder is read back when it is asked for, once however
// many ask, and hashed on the way: a damaged copy is neither kept nor handed out. The
// bound is then one on what a hub has at hand, and one that is full hands out no more
// than that. [Store.Share] gives the others what a folder has from before.
//
// The library's list lies with [Shared] only, replaced by compare and set.
//
// # Threads
//
// A [Store] is safe for concurrent use. What arrives at the same time counts
// towards the bound as it arrives.
//
// # How to test it
//
// Readers that break, that never end, and that are one byte too long; a bound that
// two uploads reach together; a disk that is full, for which Linux has a device.
// The types, sizes and names of damaged files are fuzzed.
package files
