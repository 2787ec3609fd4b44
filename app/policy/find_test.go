package policy_test

import (
	"strings"
	"testing"

	"floorwalker/app/policy"
)

// Each key of the register stands in the file that ships, and at a line that
// begins with its name.
func TestFind(t *testing.T) {
	file := shipped(t)
	lines := strings.Split(string(file), "\n")
	for _, e := range policy.Register(edition(t)) {
		line, column, ok := policy.Find(file, e.Key)
		name := e.Key[strings.LastIndexByte(e.Key, '.')+1:]
		if !ok || !strings.HasPrefix(lines[line-1][column-1:], name+" =") {
			t.Errorf("%s is at %d:%d: %v", e.Key, line, column, ok)
		}
	}
	if _, _, ok := policy.Find(file, "no.such"); ok {
		t.Error("found a key that is not there")
	}
	if _, _, ok := policy.Find([]byte("= ="), "version"); ok {
		t.Error("found a key in nothing")
	}
}

func TestWithVersion(t *testing.T) {
	file := shipped(t)
	got := policy.WithVersion(file, 41)
	e, err := policy.ParseEdition(got)
	if err != nil || e.Policy.Version != 41 || len(got) != len(file)+1 {
		t.Errorf("%v", err)
	}
	for _, odd := range []string{"", "= =", "[floor]\nversion = 3\n", "version = \"three\"\n"} {
		if got := policy.WithVersion([]byte(odd), 4); string(got) != odd {
			t.Errorf("%q became %q", odd, got)
		}
	}
	if got := policy.WithVersion([]byte("# version = 1\n version=1_000 # yes\n"), 7); string(got) != "# version = 1\n version=7 # yes\n" {
		t.Errorf("%q", got)
	}
}
