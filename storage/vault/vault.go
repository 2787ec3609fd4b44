package vault

import (
	"context"
	"errors"
	"log/slog"
	"time"
)

// Place is where a token is kept.
type Place string

// The places.
const (
	// PlaceUnknown is before the first question has been answered.
	PlaceUnknown Place = "unknown"
	// PlaceKeychain is the keychain of the operating system.
	PlaceKeychain Place = "keychain"
	// PlaceFile is a file that only its owner may read.
	PlaceFile Place = "file"
)

// DefaultTimeout is how long a keychain may take to answer. It is long enough
// for a slow one and short enough for a person who waits at the sign-in.
const DefaultTimeout = 3 * time.Second

var (
	// ErrNotFound is what a [Keychain] answers when it holds nothing of that name.
	ErrNotFound = errors.New("vault: not found")
	// ErrNoAnswer says that the keychain did not answer in time, or has
	// not yet answered an earlier question.
	ErrNoAnswer = errors.New("the keychain does not answer")
	// ErrEmpty refuses an empty profile or token.
	ErrEmpty = errors.New("vault: the profile and the token must not be empty")
)

// Error is a failure of the vault. It never holds the token.
type Error struct {
	Op  string
	Err error
}

// Error names the operation first.
func (e *Error) Error() string { return "vault: " + e.Op + ": " + e.Err.Error() }

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Keychain is what the vault needs of the operating system. A call may block
// for as long as it likes.
type Keychain interface {
	Set(service, user, secret string) error
	// Get and Delete return an error that wraps ErrNotFound where nothing is kept.
	Get(service, user string) (string, error)
	Delete(service, user string) error
}

// Options are what New needs besides the folder.
type Options struct {
	// Keychain is nil for a vault that uses the file only.
	Keychain Keychain
	// Timeout is for each question to the keychain; zero is DefaultTimeout.
	Timeout time.Duration
	// Logger gets which place is in use and why; never a token. Nil discards.
	Logger *slog.Logger
}

// Vault keeps one token for each profile, and the keys that people sign with. Its methods may be called from any
// goroutine; none takes much longer than Options.Timeout.
type Vault struct {
	file fileStore
	ring asker
	log  *slog.Logger
	// turn is held by the one caller that reads or changes the places; a
	// channel, so that waiting for it ends with the caller's context.
	turn chan struct{}
	// keys is held by the one caller that looks for a signing key, and makes it.
	keys  chan struct{}
	place placeBox
}

// New returns a vault over dir, which must exist when a file is needed.
func New(dir string, o Options) *Vault {
	if o.Timeout <= 0 {
		o.Timeout = DefaultTimeout
	}
	if o.Logger == nil {
		o.Logger = slog.New(slog.DiscardHandler)
	}
	return &Vault{
		file: fileStore{dir: dir},
		ring: asker{keychain: o.Keychain, timeout: o.Timeout, busy: make(chan struct{}, 1)},
		log:  o.Logger,
		turn: make(chan struct{}, 1),
		keys: make(chan struct{}, 1),
	}
}

// Place says where the last token that was set or found lies.
func (v *Vault) Place() Place { return v.place.get() }

// Set keeps the token of a profile, replacing the one before.
func (v *Vault) Set(ctx context.Context, profile, token string) error {
	if profile == "" || token == "" {
		return ErrEmpty
	}
	return v.inTurn(ctx, "set", func() error {
		asked := v.ring.set(ctx, profile, token)
		if asked == nil {
			v.place.set(PlaceKeychain)
			return v.file.remove(profile)
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		v.log.Info("vault: using the file", "why", asked)
		if err := v.file.write(profile, token); err != nil {
			return err
		}
		v.place.set(PlaceFile)
		return nil
	})
}

// Get returns the token of a profile; ok is false where there is none. A
// keychain that does not answer is an error that wraps ErrNoAnswer, because
// then nobody knows.
func (v *Vault) Get(ctx context.Context, profile string) (token string, ok bool, err error) {
	err = v.inTurn(ctx, "get", func() error {
		token, ok, err = v.file.read(profile)
		if err != nil || ok {
			v.place.set(PlaceFile)
			return err
		}
		token, err = v.ring.get(ctx, profile)
		switch {
		case err == nil:
			ok = true
			v.place.set(PlaceKeychain)
			return nil
		case errors.Is(err, ErrNotFound):
			return nil
		case ctx.Err() == nil && !errors.Is(err, ErrNoAnswer):
			// There is no keychain here, so nothing can be in it.
			v.log.Info("vault: no keychain", "why", err)
			return nil
		}
		return err
	})
	return token, ok, err
}

// Delete forgets the token of a profile, in both places. An error that wraps
// ErrNoAnswer means that the file is gone and the keychain may still hold one.
func (v *Vault) Delete(ctx context.Context, profile string) error {
	return v.inTurn(ctx, "delete", func() error {
		if err := v.file.remove(profile); err != nil {
			return err
		}
		err := v.ring.remove(ctx, profile)
		if errors.Is(err, ErrNotFound) || err != nil && ctx.Err() == nil && !errors.Is(err, ErrNoAnswer) {
			return nil
		}
		return err
	})
}

func (v *Vault) inTurn(ctx context.Context, op string, fn func() error) error {
	select {
	case v.turn <- struct{}{}:
	case <-ctx.Done():
		return &Error{Op: op, Err: ctx.Err()}
	}
	defer func() { <-v.turn }()
	if err := fn(); err != nil {
		return &Error{Op: op, Err: err}
	}
	return nil
}
