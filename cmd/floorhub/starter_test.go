package main

import (
	"strings"
	"testing"
)

// TestANewFolderHasTheStarterLibrary starts a hub twice on one folder: its
// responses are there, once.
func TestANewFolderHasTheStarterLibrary(t *testing.T) { // G-CAN-*
	dir := t.TempDir()
	const saved = `"kind":"RecordSaved"`
	serve(t, dir).end()
	_, first, _ := floorhub(t, "tail", "--all", "--text", "--data-dir", dir)
	if strings.Count(first, saved) < 5 {
		t.Fatalf("%d responses", strings.Count(first, saved))
	}
	serve(t, dir).end()
	_, second, _ := floorhub(t, "tail", "--all", "--text", "--data-dir", dir)
	if got, want := strings.Count(second, saved), strings.Count(first, saved); got != want {
		t.Errorf("%d responses after a restart, %d before", got, want)
	}
}
