package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
	"time"
)

// row is one line of the table.
type row struct{ What, Figure, Target, Note string }

// print writes the table in one go.
func print(w io.Writer, facts []string, rows []row) error {
	var b strings.Builder
	for _, r := range append([]row{{"WHAT", "FIGURE", "TARGET", "HOW"}}, rows...) {
		fmt.Fprintf(&b, "%s\t%s\t%s\t%s\n", r.What, r.Figure, r.Target, r.Note)
	}
	if _, err := io.WriteString(w, strings.Join(facts, "\n")+"\n\n"); err != nil {
		return err
	}
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	if _, err := io.WriteString(t, b.String()); err != nil {
		return err
	}
	return t.Flush()
}

// median returns the middle of the values, or the zero value of none.
func median[T float64 | time.Duration](vs []T) T { return quantile(vs, 0.5) }

// quantile returns the value below which the fraction q of all lie.
func quantile[T float64 | time.Duration](vs []T, q float64) T {
	if len(vs) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(vs))
	return sorted[min(int(float64(len(sorted))*q), len(sorted)-1)]
}

func micros(d time.Duration) string {
	return fmt.Sprintf("%.2f µs", float64(d)/float64(time.Microsecond))
}

func millis(d time.Duration) string {
	return fmt.Sprintf("%.1f ms", float64(d)/float64(time.Millisecond))
}
