package main

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"

	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// sensesOf gives each stem a short list of numbers: the mean of those of the
// intents that it was seen with, which are drawn at random. Stems of one
// intent come to lie close together.
func sensesOf(c corpus) linear.Section {
	counts, totals := stemCounts(c)
	vectors := intentVectors(totals)
	sums := make([][learned.Senses]float64, learned.StemRows)
	mass := make([]float64, learned.StemRows)
	for _, k := range ordered(counts) {
		p := counts[k] / totals[k.intent]
		mass[k.row] += p
		for d, v := range vectors[k.intent] {
			sums[k.row][d] += float64(p * v)
		}
	}
	s := linear.Section{Name: learned.SectionSenses, Width: 1, Values: make([]int32, learned.StemRows*learned.Senses)}
	for row := range sums {
		if mass[row] == 0 {
			continue
		}
		for d, v := range sums[row] {
			s.Values[row*learned.Senses+d] = int32(min(max(math.Round(float64(v*100)/mass[row]), -127), 127))
		}
	}
	return s
}

// cell is a stem that was seen in a line of an intent.
type cell struct {
	row    uint32
	intent string
}

// stemCounts counts the stems of each intent, and all of each intent.
func stemCounts(c corpus) (counts map[cell]float64, totals map[string]float64) {
	lexicon := words.NewLexicon()
	counts, totals = map[cell]float64{}, map[string]float64{}
	var t words.Text
	for _, set := range []string{"banking77", "clinc150", "hint3", "multidogo"} {
		for i := range c[set] {
			r := &c[set][i]
			if !r.means() {
				continue
			}
			intent := set + r.Raw.Bot + "/" + r.intent()
			t.Read(r.Text, lexicon)
			for k := range t.Tokens {
				if !t.Tokens[k].Class.Has(words.Filler) {
					counts[cell{t.Tokens[k].Stem & (learned.StemRows - 1), intent}]++
					totals[intent]++
				}
			}
		}
	}
	return counts, totals
}

// means reports whether a row has an intent that says what it is about.
func (r *row) means() bool {
	return r.intent() != "" && r.intent() != "NO_NODES_DETECTED" && r.intent() != "contentonly"
}

// ordered returns the cells in an order of their own, so that sums come out
// alike.
func ordered(counts map[cell]float64) []cell {
	cells := make([]cell, 0, len(counts))
	for k := range counts {
		cells = append(cells, k)
	}
	slices.SortFunc(cells, func(a, b cell) int {
		return cmp.Or(cmp.Compare(a.row, b.row), cmp.Compare(a.intent, b.intent))
	})
	return cells
}

// intentVectors draws a list of signs for each intent, in the order of their
// names.
func intentVectors(totals map[string]float64) map[string][learned.Senses]float64 {
	names := make([]string, 0, len(totals))
	for n := range totals {
		names = append(names, n)
	}
	slices.Sort(names)
	rng := rand.New(rand.NewPCG(9, 9)) // #nosec G404 -- a draw that can be repeated is what is wanted
	out := map[string][learned.Senses]float64{}
	for _, n := range names {
		var v [learned.Senses]float64
		for d := range v {
			v[d] = float64(rng.IntN(2))*2 - 1
		}
		out[n] = v
	}
	return out
}
