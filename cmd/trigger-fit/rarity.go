package main

import (
	"math/bits"

	"floorwalker/app/trigger/learned"
	"floorwalker/app/trigger/learned/linear"
	"floorwalker/app/trigger/learned/words"
)

// rarity counts in how many lines each stem stands, and says how rare that
// is: 16 for each halving, from 4 for a stem that is everywhere to 127.
func rarity(c corpus) linear.Section {
	lexicon := words.NewLexicon()
	counts := make([]int, learned.StemRows)
	last := make([]int, learned.StemRows)
	lines := 0
	var t words.Text
	for _, set := range licensed {
		for i := range c[set] {
			lines++
			t.Read(c[set][i].Text, lexicon)
			for k := range t.Tokens {
				if row := t.Tokens[k].Stem & (learned.StemRows - 1); last[row] != lines {
					last[row] = lines
					counts[row]++
				}
			}
		}
	}
	s := linear.Section{Name: learned.SectionRarity, Width: 1, Values: make([]int32, learned.StemRows)}
	for i, n := range counts {
		s.Values[i] = int32(min(max(halvings(lines)-halvings(n+1), 4), 127)) // #nosec G115 -- clamped
	}
	return s
}

// halvings is the binary logarithm of n in tenths, cut.
func halvings(n int) int {
	whole := bits.Len(uint(n)) - 1 // #nosec G115 -- n is above nought
	return whole*10 + (n-1<<whole)*10>>whole
}
