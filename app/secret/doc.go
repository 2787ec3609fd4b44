// Package secret finds the secrets that customers paste into a chat, and masks
// them (A-49, G-SEC-01): payment cards with their code and expiry, passwords,
// PINs and one-time passwords, Aadhaar and PAN, bank accounts (IBAN), and keys
// of programs. It is meant for the edge where a text comes in, before anything
// is stored, and for the doors where one goes out.
//
// # What counts as a secret
//
// A number that carries a check digit is believed by its sum and by its shape:
// a card by Luhn, its network's first digits and lengths, an Aadhaar by
// Verhoeff, an IBAN by its country and the remainder by 97. A number that is
// called an order, a ticket or a transfer by a word right before it is none. What carries
// no sum (a PIN, a password) is found only beside the word for it. Where a
// case is doubtful the text is masked: what was masked wrongly can be revealed,
// and what was stored wrongly cannot be taken back.
//
// Disguises are taken off by package plain, so digits of every script, full
// width, keycaps and zero-width characters change nothing.
//
// # Promises
//
// [Find] and [Mask] are pure, linear in the length of the text, and never fail:
// a text that is not valid UTF-8 is read as far as it goes. Spans are in order,
// do not touch the same byte twice, and begin and end where a rune does.
// Masking a masked text changes nothing, and a mask tells neither the length
// nor anything else of what is under it, but for the last four digits of a card.
//
// # Testing
//
// Tables of what must and must not be found, properties over generated numbers
// of each kind, a fuzz target, and benchmarks. Every number in them is invented
// or a test number that its network publishes.
package secret
