// Package vault keeps an agent's tokens and the key by which they sign: in the keychain of the operating
// system where there is one, else in a file of the profile's folder that only
// its owner may read.
//
// # Which one
//
// A keychain may be missing (a bare Linux session, a server), or may put up a
// window asking for its password and answer minutes later, or never. So each
// question to it has a time limit and runs in a goroutine of its own; the
// caller waits for its own context and no longer. What the keychain did not
// take goes into the file, and [Vault.Place] says so, for the sign-in screen.
//
// The file is only ever written when the keychain has failed, and is removed when
// a later Set reaches the keychain. So where both hold a token, the file's is
// the newer one, and Get looks there first.
//
// At most one question to the keychain is under way. While one hangs, a new one
// counts as not answered at once, so goroutines do not pile up behind a window
// that nobody sees. The goroutine of a question that was given up ends when
// the keychain answers; the library offers no way to call it back.
//
// # Secrets
//
// No error, log line or file name holds a token or a profile's name in clear:
// files are named by a digest. On Windows a file has no mode; there the
// folder's permissions protect it.
//
// A signing key is made once, at the first sign-in, and never by guess: while the
// keychain does not answer, nobody knows whether there is one. What a caller gets
// signs, and shows nothing of itself.
//
// # How to test it
//
// Give Options.Keychain a fake, and run under testing/synctest where it hangs.
package vault
