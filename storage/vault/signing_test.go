package vault

import (
	"bytes"
	"context"
	"crypto/ed25519"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
)

func public(t *testing.T, k *SigningKey) string {
	t.Helper()
	p, err := k.Key()
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(p)
}

// D-05: the key is made once, kept in the keychain, and another's is another.
func TestSigningKey(t *testing.T) {
	dir, ring := t.TempDir(), newRing()
	v := New(dir, Options{Keychain: ring})
	first, made, err := v.SigningKey(t.Context(), "Floor", "asha")
	if err != nil || !made {
		t.Fatalf("made %t, %v", made, err)
	}
	again, made, err := New(dir, Options{Keychain: ring}).SigningKey(t.Context(), "Floor", "asha")
	if err != nil || made || public(t, again) != public(t, first) {
		t.Errorf("after a restart: made %t, %v", made, err)
	}
	for _, other := range [][2]string{{"Floor", "rohan"}, {"Other", "asha"}, {`Floor" of "x`, "asha"}} {
		k, made, err := v.SigningKey(t.Context(), other[0], other[1])
		if err != nil || !made || public(t, k) == public(t, first) {
			t.Errorf("%q: made %t, %v", other, made, err)
		}
	}
	if len(files(t, dir)) != 0 {
		t.Errorf("there are files beside the keychain: %q", files(t, dir))
	}
}

// What it signs its public half verifies, until a lead has it renewed.
func TestSigningKeySignsAndIsRenewed(t *testing.T) {
	v := New(t.TempDir(), Options{Keychain: newRing()})
	first, _, err := v.SigningKey(t.Context(), "Floor", "asha")
	if err != nil {
		t.Fatal(err)
	}
	sig, err := first.Sign([]byte("handover"))
	key, _ := first.Key() // its error was looked at above
	if err != nil || !ed25519.Verify(key, []byte("handover"), sig) {
		t.Errorf("the signature is wrong, %v", err)
	}
	next, err := v.RenewSigningKey(t.Context(), "Floor", "asha")
	if err != nil || public(t, next) == public(t, first) {
		t.Errorf("renewed: %v", err)
	}
	if now, made, err := v.SigningKey(t.Context(), "Floor", "asha"); err != nil || made || public(t, now) != public(t, next) {
		t.Errorf("after it was renewed: made %t, %v", made, err)
	}
	if _, _, err := v.SigningKey(t.Context(), "Floor", ""); !errors.Is(err, ErrEmpty) {
		t.Errorf("of nobody: %v", err)
	}
}

// Without a keychain it is in a file that only its owner may read, as tokens are.
func TestSigningKeyInAFile(t *testing.T) {
	dir := t.TempDir()
	v := New(dir, Options{})
	first, made, err := v.SigningKey(t.Context(), "Floor", "asha")
	if err != nil || !made || v.Place() != PlaceFile {
		t.Fatalf("made %t in the %s, %v", made, v.Place(), err)
	}
	names := files(t, dir)
	if len(names) != 1 {
		t.Fatalf("%q", names)
	}
	if info, err := os.Stat(names[0]); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info, err)
	}
	if strings.Contains(names[0], "asha") {
		t.Errorf("the file's name tells whose it is: %s", names[0])
	}
	if again, made, err := v.SigningKey(t.Context(), "Floor", "asha"); err != nil || made || public(t, again) != public(t, first) {
		t.Errorf("made %t, %v", made, err)
	}
	if err := os.WriteFile(names[0], []byte("not a key"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := v.SigningKey(t.Context(), "Floor", "asha"); !errors.Is(err, ErrDamaged) || strings.Contains(err.Error(), "not a key") {
		t.Errorf("a damaged one: %v", err)
	}
}

// While the keychain does not answer nobody knows whether there is a key: none is made.
func TestNoSigningKeyIsMadeBlindly(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ring := &fakeRing{open: make(chan struct{}), kept: map[string]string{}}
		v := New(t.TempDir(), Options{Keychain: ring})
		if _, made, err := v.SigningKey(context.Background(), "Floor", "asha"); made || !errors.Is(err, ErrNoAnswer) {
			t.Errorf("made %t, %v", made, err)
		}
		close(ring.open)
		synctest.Wait()
		if len(ring.kept) != 0 {
			t.Error("one was made")
		}
	})
}

// However many look for it at once, one is made.
func TestOneSigningKey(t *testing.T) {
	v := New(t.TempDir(), Options{Keychain: newRing()})
	var (
		all  sync.WaitGroup
		mu   sync.Mutex
		seen = map[string]int{}
		new  int
	)
	for range 20 {
		all.Go(func() {
			k, made, err := v.SigningKey(context.Background(), "Floor", "asha")
			if err != nil {
				t.Error(err)
				return
			}
			mu.Lock()
			defer mu.Unlock()
			seen[public(t, k)]++
			if made {
				new++
			}
		})
	}
	all.Wait()
	if len(seen) != 1 || new != 1 {
		t.Errorf("%d keys, %d made", len(seen), new)
	}
}

// Never in logs, errors, or anything that is printed or encoded.
func TestSigningKeyIsNeverShown(t *testing.T) {
	var out bytes.Buffer
	logger := slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	ring := newRing()
	v := New(t.TempDir(), Options{Keychain: ring, Logger: logger})
	k, _, err := v.SigningKey(t.Context(), "Floor", "asha")
	if err != nil {
		t.Fatal(err)
	}
	logger.Info("made", "key", k, "in", struct{ K *SigningKey }{k})
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%x", "%d", "%q"} {
		fmt.Fprintf(&out, verb+" "+verb+" "+verb+"\n", k, *k, struct{ K SigningKey }{*k})
	}
	if err := json.NewEncoder(&out).Encode(map[string]any{"key": k}); err != nil {
		t.Fatal(err)
	}
	seed := k.private.Seed()
	for name, bad := range map[string]string{
		"base64": base64.RawStdEncoding.EncodeToString(seed), "hex": hex.EncodeToString(seed), "numbers": strings.Trim(fmt.Sprint(seed[:6]), "[]"),
		"Go": strings.TrimSuffix(strings.TrimPrefix(fmt.Sprintf("%#v", seed[:6]), "[]byte{"), "}"),
	} {
		if strings.Contains(out.String(), bad) {
			t.Errorf("in %s it is in\n%s", name, out.String())
		}
	}
}
