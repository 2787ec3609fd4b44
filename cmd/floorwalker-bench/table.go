package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// row is one line of the table.
type row struct{ What, Figure, Target, Note string }

// print writes the table in one go.
func print(w io.Writer, facts []string, rows []row) {
	for _, f := range facts {
		fmt.Fprintln(w, f)
	}
	fmt.Fprintln(w)
	t := tabwriter.NewWriter(w, 0, 8, 2, ' ', 0)
	fmt.Fprintln(t, "WHAT\tFIGURE\tTARGET\tHOW")
	for _, r := range rows {
		fmt.Fprintf(t, "%s\t%s\t%s\t%s\n", r.What, r.Figure, r.Target, r.Note)
	}
	_ = t.Flush() // standard output; whoever closed it does not want the rest
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
