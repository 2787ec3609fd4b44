package main

import (
	"cmp"
	"math/rand/v2"
	"slices"

	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// meaning is the list of numbers of a stem, an intent or a line.
type meaning [learned.Senses]float64

// lesson is a line of which the intent is known.
type lesson struct {
	stems  []uint32 // rows of the table
	intent int
}

// course are the lines of one set with the intents among which they are told
// apart.
type course struct {
	lessons []lesson
	intents []meaning
	sums    []meaning // of the squares of the slopes
}

// How the senses are learned.
const (
	senseRounds = 8
	senseStep   = 0.1
	senseScale  = 12.0 // how sharply the nearest intent is preferred
	senseDrop   = 0.15 // the share of words that a lesson leaves out
	senseMost   = 150  // lines of an intent that are learned from
)

// learner is the table of stems while it is being learned.
type learner struct {
	rows []meaning
	sums []meaning // of the squares of the slopes
	rng  *rand.Rand
}

// sensesOf gives each stem a short list of numbers, so that lines of one
// intent point the same way and those of others do not: the sum of a line's
// stems is drawn to its intent by its cosine, and pushed from the others of
// the same set.
func sensesOf(c corpus) linear.Section {
	l := &learner{
		rows: make([]meaning, learned.StemRows), sums: make([]meaning, learned.StemRows),
		rng: rand.New(rand.NewPCG(9, 9)), // #nosec G404 -- a draw that can be repeated is what is wanted
	}
	var courses []*course
	for _, set := range []string{"banking77", "clinc150", "hint3", "multidogo"} {
		courses = append(courses, l.enrol(c[set])...)
	}
	for range senseRounds {
		for _, k := range courses {
			l.rng.Shuffle(len(k.lessons), func(i, j int) { k.lessons[i], k.lessons[j] = k.lessons[j], k.lessons[i] })
			for i := range k.lessons {
				l.learn(k, &k.lessons[i])
			}
		}
	}
	return l.section()
}

// enrol makes the courses of a set, one for each bot or domain in it.
func (l *learner) enrol(rows []row) (all []*course) {
	byName := map[string][]*row{}
	for i := range rows {
		if r := &rows[i]; r.means() {
			byName[r.Raw.Bot+r.Raw.Domain] = append(byName[r.Raw.Bot+r.Raw.Domain], r)
		}
	}
	names := make([]string, 0, len(byName))
	for n := range byName {
		names = append(names, n)
	}
	slices.Sort(names)
	for _, n := range names {
		all = append(all, l.course(byName[n]))
	}
	return all
}

// course makes a course of rows. Intents begin anywhere, and the stems that
// are seen with them near the mean of their intents.
func (l *learner) course(rows []*row) *course {
	var names []string
	for _, r := range rows {
		names = append(names, r.intent())
	}
	slices.Sort(names)
	names = slices.Compact(names)
	k := &course{intents: make([]meaning, len(names)), sums: make([]meaning, len(names))}
	for i := range k.intents {
		for d := range k.intents[i] {
			k.intents[i][d] = float64(l.rng.IntN(2))*2 - 1
		}
	}
	lexicon, seen := words.NewLexicon(), make([]int, len(names))
	var t words.Text
	for _, r := range rows {
		at, _ := slices.BinarySearch(names, r.intent())
		if seen[at]++; seen[at] > senseMost {
			continue
		}
		t.Read(r.Text, lexicon)
		one := lesson{intent: at}
		for i := range t.Tokens {
			one.stems = append(one.stems, t.Tokens[i].Stem&(learned.StemRows-1))
		}
		if len(one.stems) > 0 {
			k.lessons = append(k.lessons, one)
		}
	}
	return k
}

// means reports whether a row has an intent that says what it is about.
func (r *row) means() bool {
	switch r.intent() {
	case "", "NO_NODES_DETECTED", "contentonly", "oos", "outofdomain", "confirmation", "rejection":
		return false
	}
	return true
}

// learn takes one step for a line.
func (l *learner) learn(k *course, one *lesson) {
	var sum meaning
	kept := make([]uint32, 0, len(one.stems))
	for _, s := range one.stems {
		if l.rng.Float64() < senseDrop {
			continue
		}
		kept = append(kept, s)
		for d, v := range l.rows[s] {
			sum[d] += v
		}
	}
	if len(kept) == 0 {
		return
	}
	length := root(dot(&sum, &sum)) + 0.1
	var slope meaning // of the line's direction
	chances := k.chances(&sum, length)
	for i, p := range chances {
		if i == one.intent {
			p--
		}
		if p < 1e-4 && p > -1e-4 {
			continue
		}
		k.pull(i, float64(p*senseScale), &sum, length, &slope)
	}
	// What points along the line's own direction changes its length only.
	along := dot(&slope, &sum) / float64(length*length)
	for d := range slope {
		slope[d] = (slope[d] - float64(along*sum[d])) / length
	}
	for _, s := range kept {
		for d, g := range slope {
			update(&l.rows[s][d], &l.sums[s][d], g+float64(1e-4*l.rows[s][d]), senseStep)
		}
	}
}

// chances returns how likely each intent is for a line of that sum.
func (k *course) chances(sum *meaning, length float64) []float64 {
	out := make([]float64, len(k.intents))
	most := -1e9
	for i := range k.intents {
		in := &k.intents[i]
		out[i] = float64(senseScale*dot(sum, in)) / (length * (root(dot(in, in)) + 0.1))
		most = max(most, out[i])
	}
	all := 0.0
	for i := range out {
		out[i] = exp(out[i] - most)
		all += out[i]
	}
	for i := range out {
		out[i] /= all
	}
	return out
}

// pull moves intent i by p times the slope of its cosine with the line, and
// adds the slope of the line's direction to slope.
func (k *course) pull(i int, p float64, sum *meaning, length float64, slope *meaning) {
	in := &k.intents[i]
	size := root(dot(in, in)) + 0.1
	cosine := dot(sum, in) / float64(length*size)
	for d := range in {
		slope[d] += float64(p*in[d]) / size
		g := float64(p*(sum[d]/length-float64(cosine*in[d])/size)) / size
		update(&in[d], &k.sums[i][d], g, senseStep)
	}
}

func dot(a, b *meaning) (sum float64) {
	for d := range a {
		sum += float64(a[d] * b[d])
	}
	return sum
}

// section turns the table into bytes: 100 is what one number in two hundred
// goes beyond.
func (l *learner) section() linear.Section {
	var sizes []float64
	for i := range l.rows {
		for _, v := range l.rows[i] {
			if v != 0 {
				sizes = append(sizes, max(v, -v))
			}
		}
	}
	slices.SortFunc(sizes, func(a, b float64) int { return cmp.Compare(a, b) })
	unit := 1.0
	if len(sizes) > 0 {
		unit = 100 / sizes[len(sizes)*199/200]
	}
	s := linear.Section{Name: learned.SectionSenses, Width: 1, Values: make([]int32, learned.StemRows*learned.Senses)}
	for i := range l.rows {
		for d, v := range l.rows[i] {
			s.Values[i*learned.Senses+d] = fixed(float64(v*unit), 1, 127)
		}
	}
	return s
}
