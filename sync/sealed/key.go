package sealed

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/binary"
	"errors"

	"floorwalker/app/chat"
)

const (
	// keyBytes is the size of a key: that of AES-256.
	keyBytes = 32
	// version is the first byte of every blob.
	version = 1
	// naming is how many bytes of a blob name its key.
	naming = 4
	// head is what stands before the nonce.
	head = 1 + naming
	// MaxBlob is the size of the longest blob that is opened, in bytes. A
	// message is far shorter.
	MaxBlob = 1 << 20
)

// Errors of [Key.Open]. None of them says anything about the text.
var (
	// ErrBlob means that the bytes are no blob, or were changed, or belong to
	// another message.
	ErrBlob = errors.New("sealed: the original cannot be read")
	// ErrOtherKey means that the blob was sealed by a hub with another key file.
	ErrOtherKey = errors.New("sealed: the original was sealed with another key")
)

// Key seals and opens.
type Key struct {
	name        [naming]byte
	fingerprint string
	aead        cipher.AEAD
}

// Random returns a key that is nowhere on disk: what it seals is gone with the
// process.
func Random() *Key {
	var secret [keyBytes]byte
	rand.Read(secret[:])
	k, err := newKey(secret[:])
	if err != nil {
		panic(err) // the size is right
	}
	return k
}

func newKey(secret []byte) (*Key, error) {
	if len(secret) != keyBytes {
		return nil, ErrKeyFile
	}
	block, err := aes.NewCipher(secret)
	if err != nil {
		return nil, err
	}
	k := &Key{fingerprint: fingerprintOf(secret)}
	if k.aead, err = cipher.NewGCMWithRandomNonce(block); err != nil {
		return nil, err
	}
	sum := sha256.Sum256(append([]byte("name of a key\x00"), secret...))
	copy(k.name[:], sum[:])
	return k, nil
}

// Seal returns the blob of a text that belongs to this message.
func (k *Key) Seal(id chat.ChatID, message chat.MessageID, text string) []byte {
	blob := make([]byte, head, head+len(text)+k.aead.Overhead())
	blob[0] = version
	copy(blob[1:], k.name[:])
	return k.aead.Seal(blob, nil, []byte(text), binding(id, message)) // #nosec G407 -- this cipher draws its nonce at random, and takes none
}

// Open returns the text of a blob. Errors are [ErrBlob] and [ErrOtherKey].
func (k *Key) Open(id chat.ChatID, message chat.MessageID, blob []byte) (string, error) {
	switch {
	case len(blob) < head+k.aead.Overhead(), len(blob) > MaxBlob, blob[0] != version:
		return "", ErrBlob
	case [naming]byte(blob[1:head]) != k.name:
		return "", ErrOtherKey
	}
	text, err := k.aead.Open(nil, nil, blob[head:], binding(id, message))
	if err != nil {
		return "", ErrBlob
	}
	return string(text), nil
}

// binding is what a blob is bound to. The length keeps two pairs of ids from
// reading the same.
func binding(id chat.ChatID, message chat.MessageID) []byte {
	b := binary.AppendUvarint([]byte{version}, uint64(len(id)))
	return append(append(b, id...), message...)
}
