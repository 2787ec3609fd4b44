package log

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// everything is what a log holds, for comparison.
func everything(t *testing.T, l *Log) string {
	t.Helper()
	var b strings.Builder
	fmt.Fprintln(&b, l.Epoch(), l.Last())
	visit := func(seq uint64, data []byte) error {
		fmt.Fprintf(&b, "%d %s\n", seq, data)
		return nil
	}
	creds, err := l.Credentials(t.Context())
	delete(creds, resumeCredential)
	fmt.Fprintln(&b, creds)
	position, r, ok, loadErr := l.LoadCheckpoint(t.Context(), "fold")
	err = errors.Join(err, loadErr, l.Read(t.Context(), position, visit), l.ReadAudit(t.Context(), 0, visit))
	if ok {
		state, readErr := io.ReadAll(r)
		err = errors.Join(err, readErr, r.Close())
		fmt.Fprintf(&b, "checkpoint %d of %d bytes: %x\n", position, len(state), state[:10])
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestBackupAndRestore restores a log with holes, a purge, several parts of a
// checkpoint, audit facts and credentials, and compares. It was written meanwhile.
func TestBackupAndRestore(t *testing.T) {
	dir := t.TempDir()
	l := open(t, filepath.Join(dir, "log"))
	mustAppend(t, l, batch("a", 0, 700)...)
	mustAppend(t, l, batch("b", 0, 700)...)
	state := bytes.Repeat([]byte("state of the fold "), 100_000)
	for _, err := range []error{
		l.SaveCheckpoint(t.Context(), "fold", 900, bytes.NewReader(state)),
		l.Purge(t.Context(), 100), l.Erase(t.Context(), 950, 951, 1200),
		l.Audit(t.Context(), []byte("somebody looked")), l.PutCredential(t.Context(), "asha", []byte("hash")),
		l.PutCredential(t.Context(), resumeCredential, []byte("of this log alone")),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	want := everything(t, l)
	var file bytes.Buffer
	info, err := l.Backup(t.Context(), &file)
	if err != nil || info.First != 100 || info.Last != 1400 {
		t.Fatal(info, err)
	}
	mustAppend(t, l, batch("c", 0, 3)...) // which is not in it
	target := filepath.Join(dir, "new")
	if _, err := Restore(t.Context(), target, bytes.NewReader(file.Bytes()), nil); err != nil {
		t.Fatal(err)
	}
	back := open(t, target)
	if got := everything(t, back); got != want {
		t.Errorf("restored:\n%.300s\nwanted:\n%.300s", got, want)
	}
	goesOn(t, back)
	for _, used := range []string{target, filepath.Join(dir, "log")} {
		var inUse *InUseError
		if _, err := Restore(t.Context(), used, bytes.NewReader(file.Bytes()), nil); !errors.As(err, &inUse) {
			t.Errorf("%s: %v", used, err)
		}
	}
}

// goesOn appends to what was restored.
func goesOn(t *testing.T, back *Log) {
	t.Helper()
	if creds, err := back.Credentials(t.Context()); err != nil || creds[resumeCredential] != nil {
		t.Error("desks could go on behind the backup:", err)
	}
	if seq, ok, err := back.LastOn(t.Context(), ChatMessages("b")); err != nil || !ok || seq != 1400 {
		t.Error("subjects:", seq, ok, err)
	}
	if first, err := back.Append(t.Context(), batch("d", 0, 2)); err != nil || first != 1401 {
		t.Error(first, err)
	}
}

func TestRestoreRefuses(t *testing.T) {
	dir := t.TempDir()
	l := open(t, filepath.Join(dir, "log"))
	mustAppend(t, l, batch("a", 0, 10)...)
	var file bytes.Buffer
	if _, err := l.Backup(t.Context(), &file); err != nil {
		t.Fatal(err)
	}
	whole := file.Bytes()
	damaged := bytes.Clone(whole)
	damaged[len(damaged)/2] ^= 1
	for name, bad := range map[string][]byte{
		"cut": whole[:len(whole)-5], "damaged": damaged, "empty": nil, "something else": bytes.Repeat([]byte("x"), 500),
	} {
		target := filepath.Join(dir, "bad")
		if _, err := Restore(t.Context(), target, bytes.NewReader(bad), nil); !errors.Is(err, ErrBackup) {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(target); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s left something: %v", name, err)
		}
	}
	full := t.TempDir()
	if err := os.WriteFile(filepath.Join(full, "note"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Restore(t.Context(), full, bytes.NewReader(whole), nil); !errors.Is(err, ErrNotEmpty) {
		t.Error(err)
	}
	if _, err := Restore(t.Context(), t.TempDir(), bytes.NewReader(whole), nil); err != nil {
		t.Error("an empty folder is refused:", err)
	}
}

// FuzzRestore reads what is no backup; it never panics and never says that it is one.
func FuzzRestore(f *testing.F) {
	f.Add([]byte(backupForm + "{}\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if _, err := CheckBackup(bytes.NewReader(data)); err == nil {
			return // its hash is right, so it was made by this program
		}
		in := bufio.NewReader(bytes.NewReader(data))
		for {
			if _, err := readEntry(in); err != nil {
				return
			}
		}
	})
}
