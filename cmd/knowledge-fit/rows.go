package main

import (
	"bufio"
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"slices"

	"floorwalker/app/knowledge"
)

// row is an answer as numbers, with its label.
type row struct {
	dialog string
	bad    bool
	x      []float64
}

// load reads the labelled rows of a file.
func load(path string) (rows []row, err error) {
	f, err := os.Open(path) // #nosec G304 -- a folder of who runs the fit
	if err != nil {
		return nil, err
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		var r struct {
			Dialog string
			Text   string
			Labels map[string]int
			Raw    struct{ Knowledge, Message string }
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		bad, labelled := r.Labels["hallucination"]
		if !labelled {
			continue
		}
		one := row{dialog: r.Dialog, bad: bad != 0}
		for _, v := range knowledge.Measure(r.Text, r.Raw.Knowledge, r.Raw.Message) {
			one.x = append(one.x, float64(v)/1000)
		}
		rows = append(rows, one)
	}
	return rows, lines.Err()
}

// averagePrecision ranks the rows by their weighted sums; equal ones share a
// step.
func averagePrecision(rows []row, w []float64) float64 {
	scored := make([]scoredRow, len(rows))
	for i, r := range rows {
		scored[i] = scoredRow{dot(w, r.x), r.bad}
	}
	return rankedPrecision(scored)
}

type scoredRow struct {
	score float64
	bad   bool
}

func rankedPrecision(rows []scoredRow) float64 {
	slices.SortFunc(rows, func(a, b scoredRow) int { return cmp.Compare(b.score, a.score) })
	hit, sum := 0, 0.0
	for i := 0; i < len(rows); {
		j, block := i, 0
		for ; j < len(rows) && rows[j].score == rows[i].score; j++ {
			if rows[j].bad {
				block++
			}
		}
		hit += block
		sum += float64(block) * float64(hit) / float64(j)
		i = j
	}
	if hit == 0 {
		return 0
	}
	return sum / float64(hit)
}
