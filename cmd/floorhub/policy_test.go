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
	if code != exitDone || !strings.HasPrefix(out, "version 5, ") || !strings.Contains(out, "not set up: escalation.matrix: The escalation matrix is empty") {
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

// governed is a hub that runs, with a lead and an agent on its team.
type governed struct {
	*serving
	in []string
}

func govern(t *testing.T) *governed {
	t.Helper()
	dir := t.TempDir()
	g := &governed{serving: serve(t, dir), in: []string{"--data-dir", dir}}
	for name, role := range map[string]string{"Lena": "lead", "Asha": "primary"} {
		if code, _, errs := g.floor("agent", "add", name, "--role", role); code != exitDone {
			t.Fatal(errs)
		}
	}
	return g
}

func (g *governed) floor(args ...string) (code int, out, errs string) {
	return floorhub(g.t, append(args, g.in...)...)
}

func (g *governed) set(file, as, reason string) (code int, out, errs string) {
	return g.floor("policy", "set", file, "--as", as, "--reason", reason)
}

const faster = "Thirty seconds are too long"

func TestPolicyShowAndDiff(t *testing.T) {
	g := govern(t)
	if code, shown, errs := g.floor("policy", "show"); code != exitDone || shown != string(assets.DefaultPolicy) {
		t.Fatalf("%d %q", code, errs)
	}
	for _, tc := range []struct {
		edits []string
		want  string
	}{
		{[]string{`immediate = "30s"`, `immediate = "20s"`}, "takeover.immediate: 30s -> 20s\n"},
		{
			[]string{`names = ["General", "Billing"`, `names = ["Billing", "General"`, `name = "Low"`, `name = "Calm"`},
			"queues.names: in another order\nticket.priorities: - id low, name Low\nticket.priorities: + id low, name Calm\n",
		},
	} {
		next := written(t, append([]string{"version = 5", "version = 6"}, tc.edits...)...)
		if _, out, errs := g.floor("policy", "diff", next); out != "version: 5 -> 6\n"+tc.want {
			t.Errorf("%q %q", out, errs)
		}
	}
}

func TestPolicySetRefuses(t *testing.T) {
	g := govern(t)
	next := written(t, "version = 5", "version = 6", `immediate = "30s"`, `immediate = "20s"`)
	for _, tc := range []struct{ file, as, reason, words string }{
		{next, "Ghost", faster, "nobody of that name"},
		{next, "Asha", faster, "lead"},
		{next, "Lena", "faster", "why"},
		{written(t), "Lena", faster, "version 5 by now"},
		{written(t, "version = 5", "version = 9"), "Lena", faster, "version 5 by now"},
		{written(t, "version = 5", "version = 6", `immediate = "30s"`, ""), "Lena", faster, "takeover.immediate: is missing"},
	} {
		if code, out, errs := g.set(tc.file, tc.as, tc.reason); code != exitFailed || out != "" || !strings.Contains(errs, tc.words) {
			t.Errorf("as %s: %d %q %q, want %q", tc.as, code, out, errs, tc.words)
		}
	}
	if _, shown, _ := g.floor("policy", "show"); shown != string(assets.DefaultPolicy) {
		t.Error("something was changed all the same")
	}
}

// A lead changes the policy of a hub that runs: it stands on the log, and the next
// start goes by it.
func TestPolicySet(t *testing.T) {
	g := govern(t)
	next := written(t, "version = 5", "version = 6", `immediate = "30s"`, `immediate = "20s"`)
	if code, out, errs := g.set(next, "Lena", faster); code != exitDone || out != "6\n" {
		t.Fatalf("%d %q %q", code, out, errs)
	}
	if code := g.end(); code != exitDone {
		t.Fatal(g.stderr)
	}
	// No hub runs now: the log knows.
	if _, tail, _ := g.floor("tail", "--all"); !strings.Contains(tail, `"PolicyChanged"`) || !strings.Contains(tail, `"version":6`) {
		t.Errorf("the log does not tell of it: %s", tail)
	}
	_, shown, errs := g.floor("policy", "show", "--register")
	if !strings.Contains(shown, "takeover.immediate") || !strings.Contains(shown, "20s") {
		t.Errorf("%q %q", shown, errs)
	}
	if e := assets.Edition(); strings.Count(shown, "\n") != len(policy.Register(e)) {
		t.Errorf("%d lines for %d entries", strings.Count(shown, "\n"), len(policy.Register(e)))
	}
}
