package score

import (
	"fmt"
	"slices"
	"time"
)

// Asked is how the knowledge was asked: by the tenth rule, of lines that came
// without a passage and say something that can be checked.
type Asked struct {
	// Failed counts the questions that the index could not answer.
	Failed int

	took []int64 // nanoseconds
}

func (a *Asked) add(nanos int64, failed bool) {
	a.took = append(a.took, nanos)
	if failed {
		a.Failed++
	}
}

// Lines is how many lines were asked.
func (a *Asked) Lines() int { return len(a.took) }

// Quantile returns the time within which a share of the questions was
// answered: .5 for the median.
func (a *Asked) Quantile(share float64) time.Duration {
	if len(a.took) == 0 {
		return 0
	}
	sorted := slices.Clone(a.took)
	slices.Sort(sorted)
	return time.Duration(sorted[min(int(share*float64(len(sorted))), len(sorted)-1)])
}

// Row is the line that is printed of it.
func (a *Asked) Row(articles int) string {
	row := fmt.Sprintf("hallucination, %s articles: median %.2f ms, p99 %.2f ms, %s lines asked",
		thousands(articles), millis(a.Quantile(.5)), millis(a.Quantile(.99)), thousands(a.Lines()))
	if a.Failed > 0 {
		row += fmt.Sprintf(", %s failed", thousands(a.Failed))
	}
	return row
}

func millis(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1e6 }

// thousands writes n with commas: 5,000.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
