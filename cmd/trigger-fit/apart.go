package main

import "slices"

// partsApart judges each part of the samples by a model that has not seen it.
func partsApart(samples []sample, fit func([]sample) *model) map[string][]judged {
	by, out := map[string][]sample{}, map[string][]judged{}
	for i := range samples {
		by[samples[i].part] = append(by[samples[i].part], samples[i])
	}
	for part, mine := range by {
		m := fit(slices.DeleteFunc(slices.Clone(samples), func(s sample) bool { return s.part == part }))
		for i := range mine {
			out[part] = append(out[part], judged{m.logit(&mine[i]), mine[i].y})
		}
	}
	return out
}

// regroup sets what validation leaves out: the set.
func regroup(samples []sample) {
	for i := range samples {
		samples[i].group = samples[i].set
	}
}

// exceptFold returns the samples of all dialogues but those of a part.
func exceptFold(samples []sample, part int) (rest []sample) {
	for i := range samples {
		if fold(samples[i].dialog) != part {
			rest = append(rest, samples[i])
		}
	}
	return rest
}

// bySet fits without each group and returns the judgements by set.
func bySet(samples []sample, name string) map[string][]judged {
	out := map[string][]judged{}
	for part := range folds {
		m := headOf(exceptFold(samples, part), name, 12)
		for i := range samples {
			if s := &samples[i]; fold(s.dialog) == part {
				out["a fifth of "+s.set] = append(out["a fifth of "+s.set], judged{m.logit(s), s.y})
			}
		}
	}
	return out
}
