package main

import "math"

// logistic is 1/(1+exp(-x)). It is written out, because the library's has a
// version of its own on some processors and the last bit of a weight must not
// depend on that.
func logistic(x float64) float64 {
	if x < 0 {
		e := exp(x)
		return e / (1 + e)
	}
	return 1 / (1 + exp(-x))
}

// exp returns e to the x for x not above nought: the series at x/2^k, squared
// k times.
func exp(x float64) float64 {
	if x < -40 {
		return 0
	}
	const halvings = 8
	y := x / (1 << halvings)
	term, sum := 1.0, 1.0
	for i := 1; i <= 8; i++ {
		term = float64(term*y) / float64(i)
		sum += term
	}
	for range halvings {
		sum = float64(sum * sum)
	}
	return sum
}

// root is the square root, which IEEE 754 rounds alike everywhere.
func root(x float64) float64 { return math.Sqrt(x) }

func inverseRoot(n int) float64 {
	if n < 1 {
		return 1
	}
	return 1 / math.Sqrt(float64(n))
}
