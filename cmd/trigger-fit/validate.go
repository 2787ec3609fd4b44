package main

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"io"
	"slices"
)

// judged is a sample that a model judged which had not seen it.
type judged struct {
	logit float64
	y     bool
}

// folds is how many parts a set is cut into for validation by dialogues.
const folds = 5

// fold returns the part that a dialogue belongs to.
func fold(dialog string) int {
	h := fnv.New32a()
	_, _ = io.WriteString(h, dialog)
	return int(h.Sum32()>>8) % folds
}

// apart fits once without each group of samples and judges that group.
func apart(samples []sample, name string) (out map[string][]judged) {
	out = map[string][]judged{}
	groups := map[string]bool{}
	for i := range samples {
		groups[samples[i].group] = true
	}
	for g := range groups {
		var rest []sample
		for i := range samples {
			if samples[i].group != g {
				rest = append(rest, samples[i])
			}
		}
		m := headOf(rest, name, 11)
		for i := range samples {
			if samples[i].group == g {
				out[g] = append(out[g], judged{m.logit(&samples[i]), samples[i].y})
			}
		}
	}
	return out
}

// area returns the area under the curve of js.
func area(js []judged) float64 {
	js = slices.Clone(js)
	slices.SortFunc(js, func(a, b judged) int { return cmp.Compare(a.logit, b.logit) })
	below, sum, pos := 0.0, 0.0, 0.0
	for i := 0; i < len(js); {
		j, p, n := i, 0.0, 0.0
		for ; j < len(js) && js[j].logit == js[i].logit; j++ {
			if js[j].y {
				p++
			} else {
				n++
			}
		}
		sum += p * (below + n/2)
		below, pos, i = below+n, pos+p, j
	}
	if pos == 0 || below == 0 {
		return 0
	}
	return sum / pos / below
}

// best returns the best F1 of js, the average precision, and F1 at nought.
func best(js []judged) (f1, ap, atZero float64) {
	js = slices.Clone(js)
	slices.SortFunc(js, func(a, b judged) int { return cmp.Compare(b.logit, a.logit) })
	pos := 0.0
	for _, j := range js {
		if j.y {
			pos++
		}
	}
	hit := 0.0
	for i, j := range js {
		if j.y {
			hit++
			ap += hit / float64(i+1)
		}
		f := 2 * hit / (float64(i+1) + pos)
		f1 = max(f1, f)
		if j.logit >= 0 {
			atZero = f
		}
	}
	if pos == 0 {
		return 0, 0, 0
	}
	return f1, ap / pos, atZero
}

// report prints what validation found, group by group.
func report(to io.Writer, name string, by map[string][]judged) error {
	groups := make([]string, 0, len(by))
	for g := range by {
		groups = append(groups, g)
	}
	slices.Sort(groups)
	for _, g := range groups {
		f1, ap, zero := best(by[g])
		if _, err := fmt.Fprintf(to, "%-14s without %-20s %6d lines  AUC %.3f  AP %.3f  best F1 %.3f  F1 at the notice %.3f\n", name, g, len(by[g]), area(by[g]), ap, f1, zero); err != nil {
			return err
		}
	}
	return nil
}
