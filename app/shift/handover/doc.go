// Package handover makes and reads the signed document with which one shift hands the
// floor to the next (D-05, A-40): what goes over, who says so, and who has taken it.
//
// # A document's way
//
//	Collect   what is open, from the floor and the list of follow-ups
//	Build     the document, chained to the last one by its hash
//	Sign      a File: the document, its hash, and the signature of who goes
//	Pack      for the event HandoverSigned; Unpack reads it again
//	SignAck   the stamp of who takes items; SignTaken that of a lead
//	FileOf    the file with all stamps so far: handover-<shift>.json
//	Verify    whether it is what was signed; Text and HTML print it
//
// # What is signed
//
// A document is hashed as canonical JSON (RFC 8785), so that another program in
// another language comes to the same hash. Each item has a hash of its own in it: it is
// what lets a reader name the item that was changed. A signature (Ed25519) is over a
// statement with a purpose, the document's hash, the person and the instant, so that
// an acknowledgement can never be shown as something else.
//
// The time of a stamp is that of the desk that signed, for the hub's is not known
// then. It travels in the stamp, with the key.
//
// # What a verification means
//
// A file has one form to the byte. Whatever byte is changed, left out or put in, the
// file is Changed or Unreadable, never Good. That alone says that whoever held the
// keys in it signed it. Whose keys these are, only the list of a hub says
// ([KeysOf], [DecodeKeys]); without it Verify says that nobody vouches.
//
// A person whose desk is not theirs alone can sign what they like with their own key,
// and a hub can register any key. The chain shows such a thing later, to somebody
// who has the documents before and after.
//
// # Promises
//
// Everything is a pure function of what it is given: no clock, no file, no keychain.
// A [Signer] may block; nothing else does. What strangers typed is cleaned before it
// is an item, and is text in every print. Whatever is read is bounded by [MaxFile],
// what came packed by [MaxUnpacked], and every list by [MaxItems].
//
// # Testing
//
// The RFC's examples; each byte of a file changed in several ways; random floors, of
// which nothing open is missing; fuzzed decoders; a benchmark of 200 items.
package handover
