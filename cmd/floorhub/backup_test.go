package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestBackupOfARunningHub takes one while a hub runs and one while none does, and starts
// a hub on what is restored: the same team, the same chats.
func TestBackupOfARunningHub(t *testing.T) {
	dir := t.TempDir()
	data, file := filepath.Join(dir, "hub"), filepath.Join(dir, "floor.backup")
	s := serve(t, data)
	if code, _, errs := floorhub(t, "agent", "add", "Asha", "--role", "lead", "--data-dir", data); code != exitDone {
		t.Fatal(errs)
	}
	s.post(`{"chat":"b1","turn":1,"from":"customer","text":"my router is dark","name":"Rohan M."}`)
	if code, out, errs := floorhub(t, "backup", file, "--data-dir", data); code != exitDone || !strings.Contains(out, "events 1 to ") {
		t.Fatal(code, out, errs)
	}
	if code, _, errs := floorhub(t, "restore", file, "--data-dir", data); code != exitInUse {
		t.Error("into a folder in use:", code, errs)
	}
	if code := s.end(); code != exitDone {
		t.Fatal(code)
	}
	if code, _, errs := floorhub(t, "restore", file, "--data-dir", data); code != exitUsage {
		t.Error("into a folder that is not empty:", code, errs)
	}
	if code, _, errs := floorhub(t, "backup", file+"2", "--data-dir", data); code != exitDone {
		t.Error("without a hub:", code, errs)
	}
	copied := filepath.Join(dir, "copy")
	if code, _, errs := floorhub(t, "restore", file, "--data-dir", copied); code != exitDone {
		t.Fatal(code, errs)
	}
	if code, out, errs := floorhub(t, "agent", "list", "--data-dir", copied); code != exitDone || !strings.Contains(out, "Asha") {
		t.Error(code, out, errs)
	}
	if err := os.WriteFile(file, []byte("no backup"), 0o600); err != nil {
		t.Fatal(err)
	}
	if code, _, errs := floorhub(t, "restore", file, "--data-dir", filepath.Join(dir, "bad")); code != exitFailed {
		t.Error("what is no backup:", code, errs)
	}
	left, err := filepath.Glob(filepath.Join(dir, "*.part-*"))
	if err != nil || len(left) > 0 {
		t.Error(left, err)
	}
}
