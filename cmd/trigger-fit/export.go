package main

import (
	"math"

	"floorwalker/app/trigger/learned/linear"
)

// section turns a model's features into a section: its bias, then a weight a
// feature.
func section(name string, m *model) linear.Section {
	s := linear.Section{Name: name, Width: 4, Values: []int32{fixed(m.bias, linear.Unit, 1<<24)}}
	for _, w := range m.dense {
		s.Values = append(s.Values, fixed(w, linear.Unit, 1<<24))
	}
	return s
}

// heads turns the tables of up to linear.Heads models into one.
func heads(name string, rows int, models ...*model) linear.Section {
	s := linear.Section{Name: name, Width: 2, Values: make([]int32, rows*linear.Heads)}
	for h, m := range models {
		if m == nil {
			continue
		}
		for i, w := range m.table {
			s.Values[i*linear.Heads+h] = fixed(w, linear.GramUnit, math.MaxInt16)
		}
	}
	return s
}

// fixed rounds x to units, clamped to most.
func fixed(x float64, unit, most int32) int32 {
	return int32(min(max(math.Round(float64(x*float64(unit))), float64(-most)), float64(most)))
}
