package main

import (
	"log/slog"
	"os"
	"path/filepath"
	"testing"
)

// D-05: file and page lie beside each other, for their owner only, and a shift's name is
// never a way out of the folder.
func TestKeepIn(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "handovers")
	where, err := keepIn(dir, "../handover-2026-03-02-1000.json", []byte("{}"), []byte("<html>"))
	if err != nil {
		t.Fatal(err)
	}
	if where != filepath.Join(dir, "handover-2026-03-02-1000.html") {
		t.Errorf("the page is %s", where)
	}
	for path, want := range map[string]string{where: "<html>", filepath.Join(dir, "handover-2026-03-02-1000.json"): "{}"} {
		got, err := os.ReadFile(path)
		if err != nil || string(got) != want {
			t.Errorf("%s: %q, %v", path, got, err)
		}
		if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

// Nothing but a number is ever dialled.
func TestDialTakesNumbersOnly(t *testing.T) {
	p := &program{logger: slog.New(slog.DiscardHandler)}
	for _, uri := range []string{"https://example.com", "tel:1;ext=2", "file:///home/x.html", ""} {
		if p.dial(uri) == nil {
			t.Errorf("%q is dialled", uri)
		}
	}
}
