package main

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"floorwalker/app/knowledge"
)

// invented writes a set of invented answers, half of them made up.
func invented(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.Mkdir(filepath.Join(folder, "q2_wow"), 0o700); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for i, thing := range []string{"lamp", "chair", "table", "shelf", "clock", "carpet", "kettle", "pillow"} {
		for bad, text := range []string{"the " + thing + " was made in Pune in 1998", "a " + thing + " can fly since 1950 in Goa"} {
			line, err := json.Marshal(map[string]any{
				"dialog": thing, "text": text, "labels": map[string]int{"hallucination": bad},
				"raw": map[string]any{"knowledge": "Our " + thing + " was made in Pune in 1998.", "message": strings.Repeat("what is it? ", i)},
			})
			if err != nil {
				t.Fatal(err)
			}
			b.Write(append(line, '\n'))
		}
	}
	if err := os.WriteFile(filepath.Join(folder, "q2_wow", "dev.jsonl"), b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return folder
}

// The same rows give the same file, and the program that judges can read it.
func TestRunRepeats(t *testing.T) {
	data := invented(t)
	var files [2][]byte
	for i := range files {
		out := filepath.Join(t.TempDir(), "weights.txt")
		var words bytes.Buffer
		if err := run(data, out, int64(i), 4, &words); err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(words.String(), "average precision 1.0000 in six folds") {
			t.Error(words.String())
		}
		var err error
		if files[i], err = os.ReadFile(out); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(files[0], files[1]) {
		t.Errorf("%s\n%s", files[0], files[1])
	}
	if _, err := knowledge.ParseWeights(files[0]); err != nil {
		t.Error(err)
	}
}

func TestAveragePrecision(t *testing.T) {
	for _, c := range []struct {
		rows []scoredRow
		want float64
	}{
		{[]scoredRow{{3, true}, {2, false}, {1, true}}, (1 + 2.0/3) / 2},
		{[]scoredRow{{1, true}, {1, false}}, 0.5},
		{[]scoredRow{{1, false}}, 0},
	} {
		if got := rankedPrecision(c.rows); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%v: %v, want %v", c.rows, got, c.want)
		}
	}
}
