package console

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"testing"

	"floorwalker/app/chat"
	"floorwalker/storage/vault"
)

// D-05: the key is made at the first sign-in, is the same after a restart, and is never
// another person's.
func TestSignerIsWhoeverWorksHere(t *testing.T) {
	dir := t.TempDir()
	s := &signer{vault: vault.New(dir, vault.Options{})}
	if _, err := s.Key(); !errors.Is(err, errNobodyYet) {
		t.Errorf("before the hub said who works here: %v", err)
	}
	key := func(s *signer, floor, agent string) ed25519.PublicKey {
		t.Helper()
		s.is(floor, chat.AgentID(agent))
		k, err := s.Key()
		if err != nil {
			t.Fatal(err)
		}
		mark, err := s.Sign([]byte("a handover"))
		if err != nil || !ed25519.Verify(k, []byte("a handover"), mark) {
			t.Errorf("%s does not sign: %v", agent, err)
		}
		return k
	}
	asha, lena, elsewhere := key(s, "Floor", "asha"), key(s, "Floor", "lena"), key(s, "Other", "asha")
	if bytes.Equal(asha, lena) || bytes.Equal(asha, elsewhere) {
		t.Error("two people, or one on two floors, have one key")
	}
	if err := s.Renew(); err != nil {
		t.Fatal(err)
	}
	if renewed := key(s, "Other", "asha"); bytes.Equal(renewed, elsewhere) {
		t.Error("the new key is the old one")
	}
	if again := key(&signer{vault: vault.New(dir, vault.Options{})}, "Floor", "asha"); !bytes.Equal(asha, again) {
		t.Error("another start has another key")
	}
}
