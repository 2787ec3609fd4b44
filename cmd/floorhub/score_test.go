package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"
)

// scored runs floorhub score on turns.
func scored(t *testing.T, turns string, args ...string) (code int, out, errs string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 30*time.Second)
	defer cancel()
	var stdout, stderr output
	code = run(ctx, append([]string{"score"}, args...), strings.NewReader(turns), &stdout, &stderr)
	return code, stdout.String(), stderr.String()
}

const asksForAPerson = `{"chat":"c","turn":0,"from":"customer","text":"let me talk to a person, please"}` + "\n"

func TestScore(t *testing.T) {
	code, out, errs := scored(t, asksForAPerson)
	if code != exitDone || errs != "" || strings.Count(out, "\n") != 1 || !strings.Contains(out, `"fired":["human_request"]`) {
		t.Errorf("%d %q %q", code, out, errs)
	}
	if code, out, errs := scored(t, ""); code != exitDone || out != "" || errs != "" {
		t.Errorf("nothing: %d %q %q", code, out, errs)
	}
}

// TestScoreByPolicy hears of the thresholds from a file.
func TestScoreByPolicy(t *testing.T) {
	deaf := humanLimits.ReplaceAllString(defaultPolicy(t), "${1}1.0${2}1.0")
	file := filepath.Join(t.TempDir(), "policy.toml")
	if err := os.WriteFile(file, []byte(deaf), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := scored(t, asksForAPerson, "--policy", file)
	if code != exitDone || !strings.Contains(out, `"over":[],"alert":[],"fired":[]`) {
		t.Errorf("%d %q %q", code, out, errs)
	}
	if err := os.WriteFile(file, []byte("version = "), 0o600); err != nil {
		t.Fatal(err)
	}
	code, _, errs = scored(t, asksForAPerson, "--policy", file)
	if code != exitUsage {
		t.Errorf("%d %q", code, errs)
	}
}

var humanLimits = regexp.MustCompile(`(\[rules\.human_request\]\nnotice = )[\d.]+(\nalert = )[\d.]+`)

func defaultPolicy(t *testing.T) string {
	t.Helper()
	file, err := os.ReadFile(filepath.Join("..", "..", "assets", "policy", "default.toml"))
	if err != nil {
		t.Fatal(err)
	}
	return string(file)
}

// TestScoreByWeights measures with weights of a file, so that a fit can be
// judged before it ships.
func TestScoreByWeights(t *testing.T) {
	shipped := filepath.Join("..", "..", "assets", "weights", "trigger.bin")
	if code, out, errs := scored(t, asksForAPerson, "--weights", shipped); code != exitDone || !strings.Contains(out, `"fired":["human_request"]`) {
		t.Errorf("%d %q %q", code, out, errs)
	}
	other := filepath.Join(t.TempDir(), "weights")
	if err := os.WriteFile(other, []byte("no weights"), 0o600); err != nil {
		t.Fatal(err)
	}
	code, out, errs := scored(t, asksForAPerson, "--weights", other)
	if code != exitUsage || out != "" {
		t.Errorf("%d %q %q", code, out, errs)
	}
	oneSentence(t, errs)
}

// TestScoreBadLines ends with status 2 and the line's number, and says nothing
// of what it was.
func TestScoreBadLines(t *testing.T) {
	for _, bad := range []string{"{", `{"chat":"c","turn":1,"from":"lead","text":"secret"}`, ""} {
		code, out, errs := scored(t, asksForAPerson+bad+"\n"+asksForAPerson)
		if code != exitUsage || strings.Count(out, "\n") != 1 || !strings.Contains(errs, "line 2 ") || strings.Contains(errs, "secret") {
			t.Errorf("%q: %d %q %q", bad, code, out, errs)
		}
		oneSentence(t, errs)
	}
}

var row = regexp.MustCompile(`^hallucination, ([\d,]+) articles: median \d+\.\d\d ms, p99 \d+\.\d\d ms, (\d+) lines asked\n$`)

// TestScoreKnowledge looks answers up, in a folder and in invented articles.
func TestScoreKnowledge(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", t.TempDir()) // what is left behind is ours
	if err := os.WriteFile(filepath.Join(folder, "price.md"), []byte("# Price of the lamp\n\nThe lamp costs ₹500.\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	const turns = `{"chat":"c","turn":0,"from":"customer","text":"what is the price of the lamp?"}
{"chat":"c","turn":1,"from":"bot","text":"The lamp costs ₹500."}
{"chat":"c","turn":2,"from":"customer","text":"and the price of the lamp again?"}
{"chat":"c","turn":3,"from":"bot","text":"The lamp costs ₹750."}
`
	code, out, errs := scored(t, turns, "--knowledge", folder)
	m := row.FindStringSubmatch(errs)
	lines := strings.Split(out, "\n")
	if code != exitDone || m == nil || m[1] != "1" || m[2] != "2" || len(lines) != 5 {
		t.Fatalf("%d %q %q", code, out, errs)
	}
	if !strings.Contains(lines[1], `"hallucination":0,`) || !strings.Contains(lines[3], `"fired":["hallucination"`) {
		t.Error(out)
	}
	if code, _, errs := scored(t, turns, "--generated", "50"); code != exitDone || row.FindStringSubmatch(errs) == nil {
		t.Errorf("%d %q", code, errs)
	}
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "floorhub-articles-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
	for _, args := range [][]string{{"--knowledge", t.TempDir()}, {"--generated", "-1"}, {"--generated", "60000"}, {"--generated", "5", "--knowledge", folder}, {"--knowledge", folder + "/none"}} {
		if code, _, errs := scored(t, turns, args...); code != exitUsage {
			t.Errorf("%q: %d %q", args, code, errs)
		}
	}
}

// TestScoreStops when it is told to, though turns go on coming.
func TestScoreStops(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	in, feed := io.Pipe()
	defer feed.Close()
	ended := make(chan int, 1)
	out := new(output)
	go func() { ended <- run(ctx, []string{"score"}, in, out, new(output)) }()
	if _, err := io.WriteString(feed, asksForAPerson); err != nil {
		t.Fatal(err)
	}
	wait(t, func() bool { return strings.Count(out.String(), "\n") == 1 }, out) // it answers at once
	cancel()
	go func() { _, _ = io.WriteString(feed, asksForAPerson) }()
	select {
	case code := <-ended:
		if code != exitFailed {
			t.Errorf("%d", code)
		}
	case <-time.After(20 * time.Second):
		t.Error("it goes on")
	}
}
