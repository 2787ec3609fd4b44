package vault

import (
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"log/slog"
)

// ErrDamaged says that what is kept is no signing key. It is not replaced by itself:
// a lead has to retire the old one first, or nobody would know that there are two.
var ErrDamaged = errors.New("the signing key that is kept cannot be read")

// SigningKey is the key by which a person signs handovers (D-05). The private half
// never leaves it: however it is printed, logged or written, it shows nothing.
type SigningKey struct{ private ed25519.PrivateKey }

// Key returns the public half.
func (k *SigningKey) Key() (ed25519.PublicKey, error) {
	return k.private.Public().(ed25519.PublicKey), nil
}

// Sign signs a message.
func (k *SigningKey) Sign(message []byte) ([]byte, error) {
	return ed25519.Sign(k.private, message), nil
}

const shown = "signing key"

// Format implements fmt.Formatter for every verb.
func (k SigningKey) Format(f fmt.State, _ rune) {
	_, _ = io.WriteString(f, shown) // as everybody who prints into a buffer
}

// LogValue implements slog.LogValuer.
func (k SigningKey) LogValue() slog.Value { return slog.StringValue(shown) }

// MarshalText keeps it out of whatever is encoded.
func (k SigningKey) MarshalText() ([]byte, error) { return []byte(shown), nil }

// SigningKey returns the signing key of an agent on a floor, and makes one where there
// is none yet: at the first sign-in. It is kept as tokens are, in the keychain or else
// in a file of its owner's. made says that it is new, and has to be registered. An error
// that wraps [ErrNoAnswer] means that nobody knows whether there is one; none is made
// then.
func (v *Vault) SigningKey(ctx context.Context, floor, agent string) (key *SigningKey, made bool, err error) {
	if floor == "" || agent == "" {
		return nil, false, ErrEmpty
	}
	leave, err := v.making(ctx)
	if err != nil {
		return nil, false, err
	}
	defer leave()
	kept, ok, err := v.Get(ctx, signingEntry(floor, agent))
	if err != nil {
		return nil, false, err
	}
	if ok {
		key, err = readSigningKey(kept)
		return key, false, err
	}
	key, err = v.makeSigningKey(ctx, floor, agent)
	return key, err == nil, err
}

// RenewSigningKey replaces the key of an agent: after a lead has retired it, or where
// it is damaged.
func (v *Vault) RenewSigningKey(ctx context.Context, floor, agent string) (*SigningKey, error) {
	if floor == "" || agent == "" {
		return nil, ErrEmpty
	}
	leave, err := v.making(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return v.makeSigningKey(ctx, floor, agent)
}

// making waits until nobody else looks for a key, so that two never make two.
func (v *Vault) making(ctx context.Context) (leave func(), err error) {
	select {
	case v.keys <- struct{}{}:
		return func() { <-v.keys }, nil
	case <-ctx.Done():
		return nil, &Error{Op: "signing key", Err: ctx.Err()}
	}
}

func (v *Vault) makeSigningKey(ctx context.Context, floor, agent string) (*SigningKey, error) {
	_, private, err := ed25519.GenerateKey(nil)
	if err != nil {
		return nil, &Error{Op: "make a signing key", Err: err}
	}
	if err := v.Set(ctx, signingEntry(floor, agent), base64.RawStdEncoding.EncodeToString(private.Seed())); err != nil {
		return nil, err
	}
	return &SigningKey{private}, nil
}

// signingEntry is what the key is kept under. The names are quoted, so that no two
// pairs of them make one entry.
func signingEntry(floor, agent string) string {
	return fmt.Sprintf("signing key of %q on %q", agent, floor)
}

func readSigningKey(kept string) (*SigningKey, error) {
	seed, err := base64.RawStdEncoding.DecodeString(kept)
	if err != nil || len(seed) != ed25519.SeedSize {
		return nil, &Error{Op: "read the signing key", Err: ErrDamaged}
	}
	return &SigningKey{ed25519.NewKeyFromSeed(seed)}, nil
}
