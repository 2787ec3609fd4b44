package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

// sets writes two invented sets and what was answered about them.
func sets(t *testing.T) (folder, answers string) {
	t.Helper()
	folder = t.TempDir()
	write := func(path, text string) string {
		path = filepath.Join(folder, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("uss_sgd/dev.jsonl", `{"dialog":"d1","turn":0,"speaker":"user","text":"a","labels":{"dissatisfied":1}}
{"dialog":"d1","turn":1,"speaker":"bot","text":"b","labels":{"bot_bad":1}}
{"dialog":"d1","turn":2,"speaker":"user","text":"c","labels":{"dissatisfied":0}}
{"dialog":"d2","turn":0,"speaker":"user","text":"d","labels":{}}
`)
	write("hint3/dev.jsonl", `{"dialog":"h1","turn":0,"speaker":"user","text":"a","labels":{"human_request":1},"raw":{"bot":"shop"}}
{"dialog":"h2","turn":0,"speaker":"user","text":"a","labels":{"human_request":1},"raw":{"bot":"powerplay11"}}
{"dialog":"h3","turn":0,"speaker":"user","text":"a","labels":{"human_request":0,"same_question":1},"raw":{"bot":"shop","text2":"b"}}
{"dialog":"h4","turn":3,"speaker":"bot","text":"a","labels":{"hallucination":0},"raw":{"knowledge":"k","message":"m"}}
`)
	answers = write("answers.jsonl", `{"turn":0,"over":["human_request"],"fired":["human_request"]}
{"turn":0,"over":[],"fired":[]}
{"turn":0,"fired":[]}
{"turn":1,"over":["human_request"],"fired":["customer_repeat"]}
{"turn":2,"fired":[]}
{"turn":3,"fired":["hallucination"]}
{"turn":0,"fired":["frustration","stuck"]}
{"turn":1,"fired":[]}
{"turn":2,"fired":["bot_wrong","frustration"],"revised":[{"turn":1,"rule":"bot_wrong"}]}
{"turn":0,"over":["human_request"],"fired":["human_request"]}
`)
	return folder, answers
}

func tallied(t *testing.T) ([]measured, map[string]*tally) {
	t.Helper()
	folder, answers := sets(t)
	all, err := loadMeasured(folder, answers)
	if err != nil {
		t.Fatal(err)
	}
	return all, count(all)
}

func TestTally(t *testing.T) {
	all, counted := tallied(t)
	sgd, hint := counted["uss_sgd"], counted["hint3"]
	if sgd.dialogues != 2 || sgd.customerLines != 3 || sgd.overPerson != 1 {
		t.Errorf("%+v", sgd)
	}
	// Right: frustration on turn 0, bot_wrong about turn 1. False: frustration
	// on turn 2, and a person that nobody is known to have asked for.
	if sgd.immediate != 4 || sgd.falseImmediate != 2 || sgd.right != 2 || sgd.labelled != 3 {
		t.Errorf("%+v", sgd)
	}
	if want := map[string]int{"frustration": 1, "stuck": 1, "bot_wrong": 1, "human_request": 1}; !reflect.DeepEqual(sgd.alarmed, want) || sgd.alerts["frustration"] != 2 {
		t.Errorf("%v %v", sgd.alarmed, sgd.alerts)
	}
	if got := shopsF1(all); math.Abs(got-2.0/3) > 1e-9 { // one right, one wrong, none missed
		t.Error(got)
	}
	if hint.dialogues != 4 || hint.customerLines != 5 || hint.immediate != 2 || hint.falseImmediate != 1 {
		t.Errorf("%+v", hint)
	}
}

// TestShares reckons by the customers' lines, not by dialogues.
func TestShares(t *testing.T) {
	_, counted := tallied(t)
	if got := falseAnHour(counted, "uss_sgd", "multidogo"); got != 1600 {
		t.Errorf("two of three lines, 2,400 lines an hour: %v", got)
	}
	if got := personShare(counted, "uss_sgd", "uss_mwoz"); got != 1.0/3 {
		t.Error(got)
	}
	if falseAnHour(counted, "none") != 0 || personShare(counted, "none") != 0 {
		t.Error("a set that is not there")
	}
}

// TestAnswersMustFit refuses answers to other lines.
func TestAnswersMustFit(t *testing.T) {
	folder, answers := sets(t)
	good, err := os.ReadFile(answers)
	if err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string]string{
		"one is missing":  strings.SplitAfterN(string(good), "\n", 2)[1],
		"one too many":    string(good) + `{"turn":0}`,
		"another's turn":  strings.Replace(string(good), `"turn":3`, `"turn":4`, 1),
		"the last is cut": strings.TrimSuffix(string(good), "]}\n"),
	} {
		if err := os.WriteFile(answers, []byte(bad), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := loadMeasured(folder, answers); err == nil {
			t.Error(name)
		}
	}
	if _, err := loadMeasured(t.TempDir(), answers); err == nil {
		t.Error("a folder without sets")
	}
}

const printed = `weights 0123, 9 bytes
human_request  without nlupp                  1529 lines  AUC 0.980  AP 0.814  best F1 0.778  F1 at the notice 0.656
human_request  without a fifth of nlupp       1529 lines  AUC 0.989  AP 0.835  best F1 0.816  F1 at the notice 0.795
revised        without part 0                  100 lines  AUC 0.700  AP 0.900  best F1 0.900  F1 at the notice 0.800
revised        without part 1                  300 lines  AUC 0.900  AP 0.900  best F1 0.900  F1 at the notice 0.800
258 rows; average precision 0.8143 in six folds by dialogue, mean of 5; 0.8399 on the rows of the fit
`

func TestFits(t *testing.T) {
	all := parseFits(printed)
	for _, c := range []struct {
		model, metric, without string
		want                   float64
	}{
		{"human_request", "F1", "nlupp", .656},
		{"human_request", "F1", "a fifth of nlupp", .795},
		{"revised", "AUC", "part ", .85}, // by lines
		{"hallucination", "AP", "a fifth of q2_wow", .8143},
	} {
		if got, ok := all.get(c.model, c.metric, c.without); !ok || math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%+v: %v %v", c, got, ok)
		}
	}
	if _, ok := all.get("billing", "F1", "nlupp"); ok {
		t.Error("what was not printed")
	}
}

func TestMet(t *testing.T) {
	known := func(x float64) figure { return figure{x, true} }
	for _, c := range []struct {
		name string
		g    goal
		want string
	}{
		{"just reached", goal{aim: .5, dev: known(.5)}, "yes"},
		{"just not", goal{aim: .5, dev: known(.4999)}, "**no**"},
		{"at most, just", goal{aim: 6, most: true, dev: known(6)}, "yes"},
		{"at most, not", goal{aim: 6, most: true, dev: known(6.01)}, "**no**"},
		{"not measured", goal{aim: .5}, "not measured"},
		{"by the fifth, not by what was fitted on", goal{aim: .5, fitted: true, dev: known(.9), fifth: known(.4)}, "**no**"},
		{"fitted on, and nothing left out", goal{aim: .5, fitted: true, dev: known(.9)}, "not measured"},
	} {
		if got := c.g.verdict(); got != c.want {
			t.Errorf("%s: %s", c.name, got)
		}
	}
}

func TestBetween(t *testing.T) {
	const file = "a\n<!-- evaluate -->\nold\n<!-- /evaluate -->\nb\n"
	got, err := between(file, "new\n\n")
	if err != nil || got != "a\n<!-- evaluate -->\nnew\n<!-- /evaluate -->\nb\n" {
		t.Errorf("%q %v", got, err)
	}
	if again, err := between(got, "new"); err != nil || again != got {
		t.Errorf("%q %v", again, err)
	}
	for _, bad := range []string{"", "<!-- evaluate -->", "<!-- /evaluate --><!-- evaluate -->"} {
		if _, err := between(bad, "x"); err == nil {
			t.Errorf("%q", bad)
		}
	}
}

// TestSummary writes both tables from files.
func TestSummary(t *testing.T) {
	folder, answers := sets(t)
	file := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	readme := file("README.md", "# x\n<!-- evaluate -->\n<!-- /evaluate -->\n")
	c := summaryCmd{
		Data: folder, Answers: answers, Fit: file("fit", printed), Readme: readme, Date: "2026-11-22",
		Report: file("report", `{"rows":[{"set":"nlupp","label":"human_request","when":"at the turn","f1":0.99},
			{"set":"hint3","label":"human_request","when":"at the turn","alert_precision":1,"alerts":1}],"micros_p50":5,"micros_p99":20}`),
		Row: file("row", "hallucination, 5,000 articles: median 0.40 ms, p99 51.00 ms, 4,000 lines asked\n"),
	}
	var out bytes.Buffer
	if err := c.Run(&out); err != nil {
		t.Fatal(err)
	}
	written, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"2026-11-22", "8 customers' lines in 6 dialogues of 2 public sets,\none build",
		"| asks for a person, nlupp: F1 | ≥ 0.88 | 0.990 ᶠ | 0.795 | 0.656 | **no** |",
		"| the same: p99 | ≤ 200 µs | 20 µs | – | – | yes |",
		"| hallucination among 5,000 articles: p99 | ≤ 50 ms | 51.0 ms | – | – | **no** |",
		"| the same, uss_sgd alone | ≤ 6 | 1600.0 | – | – | **no** |",
		"| billing, hint3: F1 | ≥ 0.80 | – | – | – | not measured |",
	} {
		if !strings.Contains(string(written), want) {
			t.Errorf("no %q in\n%s", want, written)
		}
	}
	if want := "| hint3 | 4 | 5 | 50.0 | 75.0 | 2 of 3 | human_request 1.00 (1) |"; !strings.Contains(out.String(), want) {
		t.Errorf("no %q in\n%s", want, &out)
	}
}

// TestQuestions prints turns that floorhub score reads, and counts what it said
// of them.
func TestQuestions(t *testing.T) {
	var out bytes.Buffer
	if err := new(questionsCmd).Run(&out); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2*inventedQuestions {
		t.Fatalf("%d lines", len(lines))
	}
	var said strings.Builder
	for i, l := range lines {
		var turn struct {
			Chat, From, Text string
			Turn             *int
		}
		if err := json.Unmarshal([]byte(l), &turn); err != nil || turn.Chat == "" || turn.Turn == nil || turn.Text == "" {
			t.Fatalf("%s %v", l, err)
		}
		over := "" // the first two answers are suspected; one is right
		if i == 1 || i == 3 {
			over = `"hallucination"`
		}
		fmt.Fprintf(&said, `{"turn":%d,"over":[%s]}`+"\n", *turn.Turn, over)
	}
	c := &summaryCmd{Looked: filepath.Join(t.TempDir(), "looked")}
	for text, want := range map[string]string{
		said.String():        "Of 4000 answers about 5000 invented articles half were right; 1 of the other half were suspected, and 1 of the right ones.",
		said.String()[:1000]: "",
	} {
		if err := os.WriteFile(c.Looked, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if got, err := c.suspected(); (err == nil) != (want != "") || err == nil && strings.TrimSpace(got) != want {
			t.Errorf("%q %v", got, err)
		}
	}
}
