package vault

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/zalando/go-keyring"
)

const secret = "tok-3f9a-not-a-real-one"

// fakeRing answers when open lets it; a closed channel answers at once.
type fakeRing struct {
	open chan struct{}
	err  error
	kept map[string]string
}

func newRing() *fakeRing {
	r := &fakeRing{open: make(chan struct{}), kept: map[string]string{}}
	close(r.open)
	return r
}

func (r *fakeRing) Set(_, user, secret string) error {
	<-r.open
	if r.err == nil {
		r.kept[user] = secret
	}
	return r.err
}

func (r *fakeRing) Get(_, user string) (string, error) {
	<-r.open
	if s, ok := r.kept[user]; ok && r.err == nil {
		return s, nil
	}
	if r.err != nil {
		return "", r.err
	}
	return "", ErrNotFound
}

func (r *fakeRing) Delete(_, user string) error {
	<-r.open
	if _, ok := r.kept[user]; !ok && r.err == nil {
		return ErrNotFound
	}
	delete(r.kept, user)
	return r.err
}

func files(t *testing.T, dir string) []string {
	t.Helper()
	names, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func want(t *testing.T, v *Vault, profile, token string) {
	t.Helper()
	got, ok, err := v.Get(t.Context(), profile)
	if err != nil || ok != (token != "") || got != token {
		t.Fatalf("Get is %v, %v; the token is right: %v", ok, err, got == token)
	}
}

func TestKeychainFirst(t *testing.T) {
	dir, ring := t.TempDir(), newRing()
	v := New(dir, Options{Keychain: ring})
	if v.Place() != PlaceUnknown {
		t.Fatalf("place is %q before anything was asked", v.Place())
	}
	want(t, v, "night", "")
	if err := v.Set(t.Context(), "night", secret); err != nil {
		t.Fatal(err)
	}
	want(t, v, "night", secret)
	want(t, v, "day", "")
	if v.Place() != PlaceKeychain || len(files(t, dir)) != 0 {
		t.Fatalf("place is %q, files %q", v.Place(), files(t, dir))
	}
	if err := v.Delete(t.Context(), "night"); err != nil {
		t.Fatal(err)
	}
	want(t, v, "night", "")
	if err := v.Delete(t.Context(), "night"); err != nil {
		t.Fatalf("deleting what is not there: %v", err)
	}
}

func TestFileWhereNoKeychainWorks(t *testing.T) {
	broken := newRing()
	broken.err = errors.New("no session bus")
	for name, ring := range map[string]Keychain{"none given": nil, "broken": broken} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			v := New(dir, Options{Keychain: ring})
			want(t, v, "night/../shift", "")
			if err := v.Set(t.Context(), "night/../shift", secret); err != nil {
				t.Fatal(err)
			}
			want(t, v, "night/../shift", secret)
			if v.Place() != PlaceFile {
				t.Fatalf("place is %q", v.Place())
			}
			names := files(t, dir)
			if len(names) != 1 {
				t.Fatalf("files %q", names)
			}
			if info, err := os.Stat(names[0]); err != nil || info.Mode().Perm() != ownerOnly {
				t.Fatalf("mode %v, %v", info.Mode(), err)
			}
			if err := v.Delete(t.Context(), "night/../shift"); err != nil {
				t.Fatal(err)
			}
			if len(files(t, dir)) != 0 {
				t.Fatal("the file is still there")
			}
		})
	}
}

func TestFileGivesWayToAKeychainThatCameBack(t *testing.T) {
	dir, ring := t.TempDir(), newRing()
	ring.err = errors.New("locked")
	v := New(dir, Options{Keychain: ring})
	if err := v.Set(t.Context(), "p", "first"); err != nil {
		t.Fatal(err)
	}
	ring.err = nil
	ring.kept["p"] = "from long ago"
	want(t, v, "p", "first")
	if err := v.Set(t.Context(), "p", secret); err != nil {
		t.Fatal(err)
	}
	want(t, v, "p", secret)
	if v.Place() != PlaceKeychain || len(files(t, dir)) != 0 {
		t.Fatalf("place %q, files %q", v.Place(), files(t, dir))
	}
}

func TestTooOpenAFileIsTightened(t *testing.T) {
	dir := t.TempDir()
	v := New(dir, Options{})
	if err := v.Set(t.Context(), "p", secret); err != nil {
		t.Fatal(err)
	}
	name := files(t, dir)[0]
	if err := os.Chmod(name, 0o644); err != nil { //nolint:gosec // G302: the open mode is the point
		t.Fatal(err)
	}
	want(t, v, "p", secret)
	if info, _ := os.Stat(name); info.Mode().Perm() != ownerOnly {
		t.Fatalf("mode %v", info.Mode())
	}
}

// A keychain that asks for its password may block for ever. Nobody else does.
func TestHangingKeychain(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		ring := newRing()
		ring.open = make(chan struct{})
		v := New(dir, Options{Keychain: ring, Timeout: 3 * time.Second})
		start := time.Now()
		if _, ok, err := v.Get(t.Context(), "p"); ok || !errors.Is(err, ErrNoAnswer) {
			t.Fatalf("Get from a hanging keychain: %v, %v", ok, err)
		}
		if took := time.Since(start); took != 3*time.Second {
			t.Fatalf("Get took %v", took)
		}
		// The first question still hangs: the second goes to the file at once.
		start = time.Now()
		if err := v.Set(t.Context(), "p", secret); err != nil {
			t.Fatal(err)
		}
		want(t, v, "p", secret)
		if took := time.Since(start); took != 0 || v.Place() != PlaceFile {
			t.Fatalf("Set and Get took %v, place %q", took, v.Place())
		}
		if err := v.Delete(t.Context(), "p"); !errors.Is(err, ErrNoAnswer) {
			t.Fatalf("Delete hides that the keychain may hold a token: %v", err)
		}
		close(ring.open) // Somebody typed the password at last.
		synctest.Wait()
		if err := v.Set(t.Context(), "p", secret); err != nil || v.Place() != PlaceKeychain {
			t.Fatalf("after the unlock: %v, place %q", err, v.Place())
		}
	})
}

// The token of a Set that was given up may reach the keychain late. The file
// was written after it was asked for, and the file's token is the one that counts.
func TestLateSetDoesNotWin(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		ring := newRing()
		ring.open = make(chan struct{})
		v := New(dir, Options{Keychain: ring})
		for _, token := range []string{"old", "new"} {
			if err := v.Set(t.Context(), "p", token); err != nil {
				t.Fatal(err)
			}
		}
		close(ring.open)
		synctest.Wait()
		if ring.kept["p"] != "old" {
			t.Fatal("the late set did not happen, so nothing was tested")
		}
		want(t, v, "p", "new")
	})
}

func TestContextEndsTheWait(t *testing.T) {
	dir := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		ring := newRing()
		ring.open = make(chan struct{})
		v := New(dir, Options{Keychain: ring, Timeout: time.Hour})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		go func() { _, _, _ = v.Get(ctx, "p") }()
		synctest.Wait()
		// A second caller waits for its turn no longer than its own context.
		short, stop := context.WithTimeout(t.Context(), time.Millisecond)
		defer stop()
		if err := v.Set(short, "p", secret); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("Set returned %v", err)
		}
		<-ctx.Done()
		synctest.Wait()
		close(ring.open)
	})
	if left := files(t, dir); len(left) != 0 {
		t.Fatalf("a cancelled Set wrote %q", left)
	}
}

func TestNoSecretInLogsOrErrors(t *testing.T) {
	var log bytes.Buffer
	ring := newRing()
	ring.err = errors.New("locked")
	v := New(filepath.Join(t.TempDir(), "missing"), Options{
		Keychain: ring, Logger: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})),
	})
	err := v.Set(t.Context(), "night", secret)
	if err == nil {
		t.Fatal("a vault without any place took a token")
	}
	if text := log.String() + err.Error(); strings.Contains(text, secret) || !strings.Contains(text, "locked") {
		t.Fatalf("log and error: %s", text)
	}
	if err := v.Set(t.Context(), "night", ""); !errors.Is(err, ErrEmpty) {
		t.Fatalf("an empty token: %v", err)
	}
}

// The library's own stand-in shows that the adapter speaks its language.
func TestSystemAdapter(t *testing.T) {
	keyring.MockInit()
	var k Keychain = System{}
	if _, err := k.Get(service, "p"); !errors.Is(err, ErrNotFound) {
		t.Fatalf("Get of nothing: %v", err)
	}
	if err := k.Delete(service, "p"); !errors.Is(err, ErrNotFound) {
		t.Fatalf("Delete of nothing: %v", err)
	}
	if err := k.Set(service, "p", secret); err != nil {
		t.Fatal(err)
	}
	if got, err := k.Get(service, "p"); err != nil || got != secret {
		t.Fatalf("Get: %v", err)
	}
}
