package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// V-ATT-01: a lead fills the library, from a running hub and from a stopped one, and
// what is larger than the policy allows does not get in (E-ACT-06).
func TestFiles(t *testing.T) {
	dir, here := t.TempDir(), t.TempDir()
	write := func(name string, size int) string {
		path := filepath.Join(here, name)
		if err := os.WriteFile(path, []byte(strings.Repeat("x", size)), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	guide, large := write("guide.txt", 2048), write("large.txt", 5_242_881)
	s := serve(t, dir)
	if code, out, errs := floorhub(t, "files", "add", guide, "--data-dir", dir); code != exitDone || !strings.HasPrefix(out, "guide.txt\t2 KB\ttext/plain") {
		t.Fatalf("%d %s %s", code, out, errs)
	}
	if code, _, errs := floorhub(t, "files", "add", large, "--data-dir", dir); code != exitFailed || !strings.Contains(errs, "larger than 5 MB") {
		t.Errorf("%d %s", code, errs)
	}
	if code, _, errs := floorhub(t, "files", "add", here, "--data-dir", dir); code != exitUsage {
		t.Errorf("a folder: %d %s", code, errs)
	}
	s.end()
	if code, _, errs := floorhub(t, "files", "add", guide, "--name", "Another.txt", "--data-dir", dir); code != exitDone {
		t.Fatalf("%d %s", code, errs)
	}
	if code, out, errs := floorhub(t, "files", "list", "--data-dir", dir); code != exitDone || !strings.Contains(out, "Another.txt") || !strings.Contains(out, "guide.txt") {
		t.Errorf("%d %s %s", code, out, errs)
	}
	if code, _, errs := floorhub(t, "files", "remove", "guide.txt", "--data-dir", dir); code != exitDone {
		t.Errorf("%d %s", code, errs)
	}
	if code, _, errs := floorhub(t, "files", "remove", "guide.txt", "--data-dir", dir); code != exitFailed || !strings.Contains(errs, "no such file") {
		t.Errorf("%d %s", code, errs)
	}
	if _, out, _ := floorhub(t, "files", "list", "--data-dir", dir); strings.Contains(out, "guide.txt") {
		t.Errorf("%s", out)
	}
}
