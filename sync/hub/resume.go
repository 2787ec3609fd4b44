package hub

import (
	"context"
	"crypto/aes"
	"crypto/cipher"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"fmt"

	"floorwalker/app/chat"
)

// resumeKey is the name of the key that hides positions, among the journal's
// credentials: every hub on one log must read the others' tokens.
const resumeKey = "resume-key"

// resumer turns positions into opaque tokens and back. A token is one block of
// a cipher, so two tokens say nothing about how far apart they are: no hole
// left by an event that was not for this desk can be inferred (D-03). It is
// good for one agent only: what another one has seen lacks what was for the
// first one, and has what was not.
type resumer struct {
	block cipher.Block
	epoch string
}

func openResumer(ctx context.Context, j Journal, creds map[string][]byte) (*resumer, error) {
	key := creds[resumeKey]
	if len(key) != 16 {
		key = make([]byte, 16)
		rand.Read(key)
		if err := j.PutCredential(ctx, resumeKey, key); err != nil {
			return nil, fmt.Errorf("keeping the key of resume tokens: %w", err)
		}
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return &resumer{block: block, epoch: j.Epoch()}, nil
}

// reader names the log and the one who reads it.
func (r *resumer) reader(agent chat.AgentID) uint64 {
	sum := sha256.Sum256([]byte(r.epoch + "\x00" + string(agent)))
	return binary.BigEndian.Uint64(sum[:])
}

// token returns the token for "everything up to seq has been seen".
func (r *resumer) token(agent chat.AgentID, seq uint64) string {
	var b [aes.BlockSize]byte
	binary.BigEndian.PutUint64(b[:8], r.reader(agent))
	binary.BigEndian.PutUint64(b[8:], seq)
	r.block.Encrypt(b[:], b[:])
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// position reads a token; ok is false for one of another log, another key,
// another agent, or none at all.
func (r *resumer) position(agent chat.AgentID, token string) (seq uint64, ok bool) {
	b, err := base64.RawURLEncoding.DecodeString(token)
	if err != nil || len(b) != aes.BlockSize {
		return 0, false
	}
	r.block.Decrypt(b, b)
	if binary.BigEndian.Uint64(b) != r.reader(agent) {
		return 0, false
	}
	return binary.BigEndian.Uint64(b[8:]), true
}
