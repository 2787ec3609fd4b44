package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorwalker/app/policy"
	"floorwalker/assets"
)

// written writes a policy that differs from the one that ships, and returns its
// path.
func written(t *testing.T, edits ...string) string {
	t.Helper()
	file := strings.NewReplacer(edits...).Replace(string(assets.DefaultPolicy))
	path := filepath.Join(t.TempDir(), "policy.toml")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestPolicyCheck(t *testing.T) {
	code, out, errs := floorhub(t, "policy", "check", written(t))
	if code != exitDone || !strings.HasPrefix(out, "version 3, ") || !strings.Contains(out, "not set up: escalation.matrix: The escalation matrix is empty") {
		t.Errorf("%d %q %q", code, out, errs)
	}
	path := written(t, `immediate = "30s"`, ` immediate = "30"`)
	if code, out, errs = floorhub(t, "policy", "check", path); code != exitFailed || out != "" ||
		!strings.Contains(errs, path+":39:2: takeover.immediate: ") {
		t.Errorf("%d %q %q", code, out, errs)
	}
	if code, _, errs = floorhub(t, "policy", "check", path+".gone"); code != exitUsage {
		t.Errorf("a file that is not there: %d %q", code, errs)
	}
}

// A lead changes the policy of a hub that runs: who, when, why and what stand on
// the log, and the next start goes by it.
func TestPolicySet(t *testing.T) {
	dir := t.TempDir()
	s := serve(t, dir)
	in := []string{"--data-dir", dir}
	floor := func(args ...string) (int, string, string) { return floorhub(t, append(args, in...)...) }
	for name, role := range map[string]string{"Lena": "lead", "Asha": "primary"} {
		if code, _, errs := floor("agent", "add", name, "--role", role); code != exitDone {
			t.Fatal(errs)
		}
	}
	code, shown, errs := floor("policy", "show")
	if code != exitDone || shown != string(assets.DefaultPolicy) {
		t.Fatalf("%d %q", code, errs)
	}
	next := written(t, "version = 3", "version = 4", `immediate = "30s"`, `immediate = "20s"`)
	lists := written(t, "version = 3", "version = 4", `names = ["General", "Billing"`, `names = ["Billing", "General"`, `name = "Low"`, `name = "Calm"`)
	if _, out, errs := floor("policy", "diff", lists); out != "version: 3 -> 4\nqueues.names: in another order\nticket.priorities: - id low, name Low\nticket.priorities: + id low, name Calm\n" {
		t.Errorf("%q %q", out, errs)
	}
	if _, out, errs := floor("policy", "diff", next); out != "version: 3 -> 4\ntakeover.immediate: 30s -> 20s\n" {
		t.Errorf("%q %q", out, errs)
	}
	set := func(file, as, reason string) (int, string, string) {
		return floor("policy", "set", file, "--as", as, "--reason", reason)
	}
	const why = "Thirty seconds are too long"
	for _, tc := range []struct{ file, as, reason, words string }{
		{next, "Ghost", why, "nobody of that name"},
		{next, "Asha", why, "lead"},
		{next, "Lena", "faster", "why"},
		{written(t), "Lena", why, "version 3 by now"},
		{written(t, "version = 3", "version = 9"), "Lena", why, "version 3 by now"},
		{written(t, "version = 3", "version = 4", `immediate = "30s"`, ""), "Lena", why, "takeover.immediate: is missing"},
	} {
		if code, out, errs := set(tc.file, tc.as, tc.reason); code != exitFailed || out != "" || !strings.Contains(errs, tc.words) {
			t.Errorf("as %s: %d %q %q, want %q", tc.as, code, out, errs, tc.words)
		}
	}
	if code, out, errs := set(next, "Lena", why); code != exitDone || out != "4\n" {
		t.Fatalf("%d %q %q", code, out, errs)
	}
	if code := s.end(); code != exitDone {
		t.Fatal(s.stderr)
	}
	// No hub runs now: the log knows.
	if _, tail, _ := floor("tail", "--all"); !strings.Contains(tail, `"PolicyChanged"`) || !strings.Contains(tail, `"version":4`) {
		t.Errorf("the log does not tell of it: %s", tail)
	}
	if _, shown, errs = floor("policy", "show", "--register"); !strings.Contains(shown, "takeover.immediate") || !strings.Contains(shown, "20s") {
		t.Errorf("%q %q", shown, errs)
	}
	if e := assets.Edition(); strings.Count(shown, "\n") != len(policy.Register(e)) {
		t.Errorf("%d lines for %d entries", strings.Count(shown, "\n"), len(policy.Register(e)))
	}
}
