package ui

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// readmeKeys are the keys of the window that the table in the README names. Rows that
// begin with "on" are of one page, whose own tests have them.
func readmeKeys(t *testing.T) map[string]bool {
	t.Helper()
	raw, err := os.ReadFile("../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(raw), "\n## Keys\n")
	if !found {
		t.Fatal("the README has no table of keys")
	}
	table, _, _ = strings.Cut(table, "\n## ")
	function, alone := regexp.MustCompile(`^F\d+$`), regexp.MustCompile(`^[A-Z0-9]$`)
	keys := map[string]bool{}
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) < 3 || strings.HasPrefix(strings.TrimSpace(cells[1]), "on ") {
			continue
		}
		before := "" // what "Ctrl+Shift+3, 4" has before its 4
		for _, k := range strings.FieldsFunc(cells[1], func(r rune) bool { return strings.ContainsRune(",; …", r) }) {
			if i := strings.LastIndex(k, "+"); i > 0 {
				before = k[:i+1]
			}
			switch {
			case strings.HasPrefix(k, "Ctrl+"), strings.HasPrefix(k, "Alt+"), function.MatchString(k):
				keys[k] = true
			case alone.MatchString(k):
				keys[before+k] = true
			}
		}
	}
	return keys
}

// What the README promises of keys is so, and whatever concerns a shift or what is owed
// stands there.
func TestTheReadmeTellsTheKeys(t *testing.T) {
	told, has := readmeKeys(t), map[string]bool{}
	h := newHouse(t).enter()
	for _, a := range h.shell.table {
		k := strings.ReplaceAll(a.keys(), "Ctrl++", "Ctrl+")
		has[k] = true
		if (a.group == groupShift || a.group == "What is owed") && k != "" && !told[k] {
			t.Errorf("the README does not tell %s: %s", k, a.word)
		}
	}
	if len(told) < 40 {
		t.Errorf("only %d keys are read from the README", len(told))
	}
	for k := range told {
		if !has[k] {
			t.Errorf("the README tells of %s, which does nothing", k)
		}
	}
}
