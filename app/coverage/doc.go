// Package coverage is the ledger of attention: which lines a machine has judged,
// and when a person last looked at each chat (D-10, A-12, G-QUAL-03).
package coverage
