// Package key builds and parses the keys of the desk's store. bbolt keeps keys
// in the order of their bytes, and the store leans on that order: it reads a
// chat's events by walking forward from one key, and forgets a chat by
// deleting one run of neighbours. So each kind of key is built by one function
// and parsed by one other, and nobody else looks inside.
//
// # Forms
//
//	event    8 bytes chat number, 8 bytes running number, both big-endian
//	text     the bytes of a string, 0x00 written as 0x00 0xFF, then 0x00 0x01
//	draft    text(chat) text(kind)
//	record   text(shelf) text(record id) text(mark)
//
// Big-endian numbers compare as numbers do. The terminator of a text sorts
// below every byte that could continue it, the escaped zero included, so "a"
// comes before "ab" and before "a\x00", and a tuple compares first by its
// first part. No key is ever empty, which bbolt would refuse.
//
// # How to test it
//
// The fuzz targets ask of any input that what is built parses to the same, that
// what parses is what would have been built, and that the order of keys is the
// order of what they name.
package key
