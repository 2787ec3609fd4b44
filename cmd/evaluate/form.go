package main

import "fmt"

// form is how a figure is written.
type form int

const (
	ratio   form = iota // .497
	perCent             // 2.1%
	plain               // 4.5
	micros              // 5 µs
	millis              // 2.3 ms
)

func (f form) write(x figure) string {
	if !x.known {
		return "–"
	}
	switch f {
	case perCent:
		return fmt.Sprintf("%.2f%%", 100*x.value)
	case plain:
		return fmt.Sprintf("%.1f", x.value)
	case micros:
		return fmt.Sprintf("%.0f µs", x.value)
	case millis:
		return fmt.Sprintf("%.1f ms", x.value)
	}
	return fmt.Sprintf("%.3f", x.value)
}

// aim writes a goal's aim.
func (g *goal) aimed() string {
	sign := "≥ "
	if g.most {
		sign = "≤ "
	}
	switch g.form {
	case perCent:
		return fmt.Sprintf("%s%g%%", sign, 100*g.aim)
	case plain:
		return fmt.Sprintf("%s%g", sign, g.aim)
	case micros:
		return fmt.Sprintf("%s%g µs", sign, g.aim)
	case millis:
		return fmt.Sprintf("%s%g ms", sign, g.aim)
	}
	return fmt.Sprintf("%s%.2f", sign, g.aim)
}
