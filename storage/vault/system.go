package vault

import (
	"errors"
	"fmt"

	"github.com/zalando/go-keyring"
)

// System is the keychain of the operating system: Keychain on macOS,
// Credential Manager on Windows, the Secret Service on Linux.
type System struct{}

var _ Keychain = System{}

// Set keeps a secret.
func (System) Set(service, user, secret string) error { return keyring.Set(service, user, secret) }

// Get returns a secret.
func (System) Get(service, user string) (string, error) {
	secret, err := keyring.Get(service, user)
	return secret, ours(err)
}

// Delete forgets a secret.
func (System) Delete(service, user string) error { return ours(keyring.Delete(service, user)) }

func ours(err error) error {
	if errors.Is(err, keyring.ErrNotFound) {
		return fmt.Errorf("%w: %w", ErrNotFound, err)
	}
	return err
}
