package sealed

import (
	"crypto/sha256"
	"encoding/hex"
)

// fingerprintOf returns what [Key.Fingerprint] does.
func fingerprintOf(secret []byte) string {
	sum := sha256.Sum256(append([]byte("fingerprint of a key\x00"), secret...))
	return hex.EncodeToString(sum[:])
}

// Fingerprint tells one key from another and nothing about either: hubs that share a log
// leave it where all of them can read it, so that one with another key is noticed before
// it seals anything.
func (k *Key) Fingerprint() string { return k.fingerprint }

// ReadKey is [OpenKey] for a hub whose key was made elsewhere: a file that is missing is
// [fs.ErrNotExist], and none is made.
func ReadKey(path string) (*Key, error) { return readKey(path) }
