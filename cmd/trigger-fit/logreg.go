package main

import "math/rand/v2"

// sample is a line to learn from.
type sample struct {
	dense []float64
	// grams are rows of the table, words first; split says where the runs of
	// runes begin.
	grams []uint32
	split int
	// of is how many n-grams there were before split, where not all of them
	// count.
	of  int
	y   bool
	set string
	// group is what validation leaves out as a whole.
	group string
	// part is what the models had not seen that the features were made with.
	part string
	// dialog is the dialogue that the sample is from.
	dialog string
	// system is the bot that spoke.
	system string
	// weight is how often the sample counts.
	weight float64
}

// model is a logistic regression while it is being fitted.
type model struct {
	bias  float64
	dense []float64
	table []float64 // nil for a model of features only

	biasSum  float64
	denseSum []float64
	tableSum []float64
}

// rates say how a model is fitted.
type rates struct {
	epochs       int
	step         float64
	dense, table float64 // what a weight is pulled to nought by
	rows         int     // of the table, a power of two or none
	allow        func(i int) bool
}

// fit fits a model by AdaGrad in an order that seed decides. Products are
// rounded before they are added, wherever the two could be fused, so that
// processors that fuse come to the same weights as those that do not.
func fit(samples []sample, features int, r rates, seed uint64) *model {
	m := &model{
		dense: make([]float64, features), denseSum: make([]float64, features),
		table: make([]float64, r.rows), tableSum: make([]float64, r.rows),
	}
	rng := rand.New(rand.NewPCG(seed, 7)) // #nosec G404 -- an order that can be repeated is what is wanted
	order := make([]int, len(samples))
	for i := range order {
		order[i] = i
	}
	for range r.epochs {
		rng.Shuffle(len(order), func(i, j int) { order[i], order[j] = order[j], order[i] })
		for _, i := range order {
			m.step(&samples[i], r)
		}
	}
	return m
}

// logit returns the evidence of s.
func (m *model) logit(s *sample) float64 {
	z := m.bias
	for i, x := range s.dense {
		z += float64(m.dense[i] * x)
	}
	if len(m.table) == 0 {
		return z
	}
	return z + m.sum(s.grams[:s.split], s.of) + m.sum(s.grams[s.split:], 0)
}

func (m *model) sum(grams []uint32, of int) float64 {
	if len(grams) == 0 {
		return 0
	}
	z := 0.0
	mask := uint32(len(m.table) - 1) // #nosec G115 -- a table has far fewer than 2^32 rows
	for _, g := range grams {
		z += m.table[g&mask]
	}
	return float64(z * inverseRoot(max(of, len(grams))))
}

func (m *model) step(s *sample, r rates) {
	g := float64(logistic(m.logit(s)) * s.weight)
	if s.y {
		g -= s.weight
	}
	update(&m.bias, &m.biasSum, g, r.step)
	for i, x := range s.dense {
		if x != 0 && (r.allow == nil || r.allow(i)) {
			update(&m.dense[i], &m.denseSum[i], float64(g*x)+float64(r.dense*m.dense[i]), r.step)
		}
	}
	if len(m.table) > 0 {
		m.stepTable(s.grams[:s.split], s.of, g, r)
		m.stepTable(s.grams[s.split:], 0, g, r)
	}
}

func (m *model) stepTable(grams []uint32, of int, g float64, r rates) {
	mask := uint32(len(m.table) - 1) // #nosec G115 -- a table has far fewer than 2^32 rows
	g = float64(g * inverseRoot(max(of, len(grams))))
	for _, h := range grams {
		i := h & mask
		update(&m.table[i], &m.tableSum[i], g+float64(r.table*m.table[i]), r.step)
	}
}

// update takes a step of AdaGrad.
func update(w, sum *float64, g, step float64) {
	*sum += float64(g * g)
	*w -= float64(step*g) / (1e-4 + root(*sum))
}
