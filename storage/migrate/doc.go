// Package migrate brings a store's file from the layout it was written in to
// today's. It owns the schema version, which lies in the file:
//
//	meta            bucket
//	└ version       uint32, and the CRC-32C of its four bytes, both big-endian
//
// That much never changes, so that every version can read it of every other.
// A file without it is from before there were versions, version 0; a file
// without any bucket is new.
//
// # The contract of a migration
//
//   - Steps are in order, each from one version to the next, in one file named
//     for the version that it leads to.
//   - A step carries its own copies of the codecs it reads and writes and never imports
//     today's types: what a released step does must not change when they do.
//   - A step that has been released is never edited. A mistake is put right by the next.
//   - A step has a fixture test: a dump of a file before, and the dump that
//     must come out.
//   - A step touches the transaction it is given and nothing else.
//
// # What a run does
//
// [Run] copies the file first (name.v<from>-<time>.bak; the newest two are
// kept), then runs all steps once for trial and rolls back, then runs them again and
// commits, version included, in one transaction. A crash at any moment leaves the file
// in the old version or in the new one. A file of a version this program does
// not know is refused with a [NewerError] and not touched.
package migrate
