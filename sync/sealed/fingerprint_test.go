package sealed

import (
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAFingerprintTellsKeysApart and is the same wherever the file goes; neither it nor
// reading makes or shows a key.
func TestAFingerprintTellsKeysApart(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "k")
	if _, err := ReadKey(path); !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Fatal("reading has made a key:", err)
	}
	made, err := OpenKey(path)
	if err != nil {
		t.Fatal(err)
	}
	secret, err := os.ReadFile(path) // #nosec G304 -- the test's own folder
	if err != nil {
		t.Fatal(err)
	}
	carried := filepath.Join(dir, "carried")
	if err := os.WriteFile(carried, secret, 0o600); err != nil {
		t.Fatal(err)
	}
	read, err := ReadKey(carried)
	if err != nil || read.Fingerprint() != made.Fingerprint() || Random().Fingerprint() == made.Fingerprint() {
		t.Fatal(read, err)
	}
	if text, err := read.Open("c", "m", made.Seal("c", "m", "PIN 4471")); err != nil || text != "PIN 4471" {
		t.Fatal(text, err)
	}
	if len(made.Fingerprint()) != 64 || strings.Contains(made.Fingerprint(), hex.EncodeToString(secret[:4])) {
		t.Fatal(made.Fingerprint())
	}
}
