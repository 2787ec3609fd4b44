package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
)

// tiny writes a small set of every kind and returns its folder.
func tiny(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	write := func(set string, rows ...string) {
		if err := os.MkdirAll(filepath.Join(folder, set), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(folder, set, "dev.jsonl"), []byte(strings.Join(rows, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var talk, asks, money []string
	for i := range 12 {
		talk = append(talk,
			fmt.Sprintf(`{"set":"dbdc3","dialog":"d%d","turn":0,"speaker":"user","text":"what is %d","labels":{}}`, i, i),
			fmt.Sprintf(`{"set":"dbdc3","dialog":"d%d","turn":1,"speaker":"bot","text":"the kettle %d","labels":{"bot_bad_core":%d},"raw":{"system":"S%d"}}`, i, i%3, i%2, i%3),
			fmt.Sprintf(`{"set":"dbdc3","dialog":"d%d","turn":2,"speaker":"user","text":"%s","labels":{}}`, i, []string{"thanks", "no that is wrong"}[i%2]))
		asks = append(asks, fmt.Sprintf(`{"set":"nlupp","dialog":"n%d","turn":0,"speaker":"user","text":"%s","labels":{"human_request":%d,"not_working":%d,"billing":0}}`,
			i, []string{"a person please", "the screen is dark"}[i%2], 1-i%2, i%2))
		money = append(money, fmt.Sprintf(`{"set":"banking77","dialog":"b%d","turn":0,"speaker":"user","text":"my card %d costs","labels":{"billing":1},"raw":{"intent":"cost%d"}}`, i, i, i%2))
	}
	write("dbdc3", talk...)
	write("nlupp", asks...)
	write("banking77", money...)
	write("rasa", `{"set":"rasa","dialog":"x","speaker":"user","text":"never read","labels":{"human_request":1},"raw":{"repo":"elsewhere"}}`)
	return folder
}

// TestFitRepeats fits twice and wants the same bytes: the shipped file can be
// made again by whoever has the sets.
func TestFitRepeats(t *testing.T) {
	data, out := tiny(t), t.TempDir()
	var first []byte
	for range 2 {
		if err := fitAll(data, out, false, io.Discard); err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(filepath.Join(out, weightsFile))
		if err != nil {
			t.Fatal(err)
		}
		if first != nil && !bytes.Equal(first, b) {
			t.Fatal("the second fit gave other bytes")
		}
		first = b
	}
	if _, err := linear.Decode(first); err != nil {
		t.Fatal(err)
	}
}

// TestLicences shows that rows without a licence are left out.
func TestLicences(t *testing.T) {
	data := tiny(t)
	if err := os.MkdirAll(filepath.Join(data, "uss_sgd"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, "uss_sgd", "dev.jsonl"), []byte("not even rows"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, err := load(data)
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := c["uss_sgd"]; ok || len(c["rasa"]) != 0 || len(c["nlupp"]) != 12 {
		t.Errorf("loaded %d sets, %d rows of rasa", len(c), len(c["rasa"]))
	}
}

func TestOutOfFamily(t *testing.T) {
	c, err := load(tiny(t))
	if err != nil {
		t.Fatal(err)
	}
	f, err := fitFile(c, io.Discard)
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := outOfFamily(c, f, &out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"human_request  without nlupp", "bot_wrong      without S1", "revised        without part"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("nothing said of %q", want)
		}
	}
}

// TestHandNames finds weights set by hand for a feature that is none.
func TestHandNames(t *testing.T) {
	features, pairs := map[string]bool{"bias": true}, map[string]bool{"bias": true}
	answers, reactions := map[string]bool{}, map[string]bool{"bias": true}
	for i := range judgedFeatures {
		answers[judgedName(i)] = true
	}
	for i := range learned.Revised {
		reactions[learned.RevisedName(i)] = true
	}
	for i := range learned.Features {
		features[learned.FeatureName(i)] = true
	}
	for i := range learned.Pairs {
		pairs[learned.PairName(i)] = true
	}
	for _, c := range []struct {
		weights map[string]float64
		known   map[string]bool
	}{{hand, features}, {handAnswer, answers}, {handReaction, reactions}, {handBotRepeat, pairs}, {handCustomerRepeat, pairs}} {
		for name := range c.weights {
			if !c.known[name] {
				t.Errorf("there is a weight for %q, which is no feature", name)
			}
		}
	}
}

func TestLogistic(t *testing.T) {
	for _, c := range []struct{ x, want float64 }{{0, 0.5}, {1, 0.7310585786}, {-1, 0.2689414214}, {-5, 0.0066928509}, {100, 1}, {-100, 0}} {
		if got := logistic(c.x); got < c.want-1e-9 || got > c.want+1e-9 {
			t.Errorf("logistic(%v) = %v, want %v", c.x, got, c.want)
		}
	}
}
