package linear

// Dense is a model over features that all have a place of their own.
type Dense struct {
	Bias    int32
	Weights []int32
}

// Dot returns the evidence of features x, of which those beyond the weights
// do not count.
func (d *Dense) Dot(x []int16) Logit {
	sum := int64(d.Bias) * One
	n := min(len(x), len(d.Weights))
	for i, w := range d.Weights[:n] {
		sum += int64(w) * int64(x[i])
	}
	return Logit(sum / One)
}

// Term returns what feature i adds to the evidence of x.
func (d *Dense) Term(x []int16, i int) Logit {
	if i >= len(d.Weights) || i >= len(x) {
		return 0
	}
	return Logit(int64(d.Weights[i]) * int64(x[i]) / One)
}
