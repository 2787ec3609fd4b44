package console

import (
	"context"
	"crypto/ed25519"
	"errors"
	"sync"
	"time"

	"floorwalker/app/chat"
	"floorwalker/storage/vault"
)

// keychainTime is how long a keychain may think about a key: it may ask a person.
const keychainTime = 30 * time.Second

// errNobodyYet says that the hub has not said who works at this desk.
var errNobodyYet = errors.New("this desk does not know yet who works here")

// signer signs with the key of whoever the hub says works at this desk (D-05). The key
// is made at the first sign-in and read when it is first needed, never on the desk's
// goroutine.
type signer struct {
	vault *vault.Vault

	mu           sync.Mutex // guards all below
	floor, agent string
	key          *vault.SigningKey
}

// is says who works here.
func (s *signer) is(floor string, agent chat.AgentID) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if floor != s.floor || string(agent) != s.agent {
		s.floor, s.agent, s.key = floor, string(agent), nil
	}
}

// load reads the key, or makes it.
func (s *signer) load() (*vault.SigningKey, error) {
	s.mu.Lock()
	floor, agent, key := s.floor, s.agent, s.key
	s.mu.Unlock()
	switch {
	case agent == "":
		return nil, errNobodyYet
	case key != nil:
		return key, nil
	}
	ctx, cancel := context.WithTimeout(context.Background(), keychainTime)
	defer cancel()
	key, _, err := s.vault.SigningKey(ctx, floor, agent)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if floor == s.floor && agent == s.agent {
		s.key = key
	}
	return key, nil
}

// Renew makes another key: a lead has retired the one before.
func (s *signer) Renew() error {
	s.mu.Lock()
	floor, agent := s.floor, s.agent
	s.mu.Unlock()
	if agent == "" {
		return errNobodyYet
	}
	ctx, cancel := context.WithTimeout(context.Background(), keychainTime)
	defer cancel()
	key, err := s.vault.RenewSigningKey(ctx, floor, agent)
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if floor == s.floor && agent == s.agent {
		s.key = key
	}
	return nil
}

// Key implements app.Signer.
func (s *signer) Key() (ed25519.PublicKey, error) {
	k, err := s.load()
	if err != nil {
		return nil, err
	}
	return k.Key()
}

// Sign implements app.Signer.
func (s *signer) Sign(message []byte) ([]byte, error) {
	k, err := s.load()
	if err != nil {
		return nil, err
	}
	return k.Sign(message)
}
