package main

import (
	"math"
	"math/rand/v2"
	"slices"
)

// steps of Newton's method; it has settled after eight.
const steps = 16

// fit returns the weights of a ridge logistic regression. The first feature is
// the constant and is not pulled.
func fit(rows []row, ridge float64) []float64 {
	n := len(rows[0].x)
	w := make([]float64, n)
	for range steps {
		slope := make([]float64, n)
		curve := make([][]float64, n)
		for i := range curve {
			curve[i] = make([]float64, n)
		}
		for _, r := range rows {
			p := 1 / (1 + math.Exp(-dot(w, r.x)))
			y := 0.0
			if r.bad {
				y = 1
			}
			for i := range n {
				slope[i] += (y - p) * r.x[i]
				for j := range n {
					curve[i][j] += p * (1 - p) * r.x[i] * r.x[j]
				}
			}
		}
		for i := 1; i < n; i++ {
			slope[i] -= ridge * w[i]
			curve[i][i] += ridge
		}
		for i, d := range solve(curve, slope) {
			w[i] += d
		}
	}
	return w
}

// solve eliminates with pivots; a and b are used up.
func solve(a [][]float64, b []float64) []float64 {
	n := len(b)
	for c := range n {
		pivot := c
		for r := c + 1; r < n; r++ {
			if math.Abs(a[r][c]) > math.Abs(a[pivot][c]) {
				pivot = r
			}
		}
		a[c], a[pivot], b[c], b[pivot] = a[pivot], a[c], b[pivot], b[c]
		for r := c + 1; r < n; r++ {
			f := a[r][c] / a[c][c]
			for k := c; k < n; k++ {
				a[r][k] -= f * a[c][k]
			}
			b[r] -= f * b[c]
		}
	}
	for c := n - 1; c >= 0; c-- {
		for k := c + 1; k < n; k++ {
			b[c] -= a[c][k] * b[k]
		}
		b[c] /= a[c][c]
	}
	return b
}

func dot(a, b []float64) float64 {
	sum := 0.0
	for i := range a {
		sum += a[i] * b[i]
	}
	return sum
}

// folds of the cross-validation.
const folds = 6

// crossValidate returns the average precision of rows that were judged by
// weights which had seen no row of their dialogue.
func crossValidate(rows []row, ridge float64, seed int64) float64 {
	var dialogs []string
	for _, r := range rows {
		dialogs = append(dialogs, r.dialog)
	}
	slices.Sort(dialogs)
	dialogs = slices.Compact(dialogs)
	// Folds need no secret.
	rng := rand.New(rand.NewPCG(uint64(seed), 0)) // #nosec G404 G115 -- a seed, whatever its sign
	rng.Shuffle(len(dialogs), func(i, j int) { dialogs[i], dialogs[j] = dialogs[j], dialogs[i] })
	fold := make(map[string]int)
	for i, d := range dialogs {
		fold[d] = i % folds
	}
	var scored []scoredRow
	for k := range folds {
		var others []row
		for _, r := range rows {
			if fold[r.dialog] != k {
				others = append(others, r)
			}
		}
		w := fit(others, ridge)
		for _, r := range rows {
			if fold[r.dialog] == k {
				scored = append(scored, scoredRow{dot(w, r.x), r.bad})
			}
		}
	}
	return rankedPrecision(scored)
}
