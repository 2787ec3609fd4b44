package learned

import "floorwalker/app/trigger/learned/words"

// near reports whether a token of class b follows one of class a within span
// tokens of the same clause.
func near(t *words.Text, all, a, b words.Class, span int) bool {
	if !all.Has(a) || !all.Has(b) {
		return false
	}
	for i := range t.Tokens {
		if t.Tokens[i].Class.Has(a) && follows(t, i, b, span) >= 0 {
			return true
		}
	}
	return false
}

// follows returns the first token of class b within span tokens after i, in
// its clause; -1 if there is none.
func follows(t *words.Text, i int, b words.Class, span int) int {
	for k := i + 1; k <= i+span && k < len(t.Tokens) && t.Tokens[k].Clause == t.Tokens[i].Clause; k++ {
		if t.Tokens[k].Class.Has(b) {
			return k
		}
	}
	return -1
}

// together reports whether both classes stand in one clause.
func together(t *words.Text, all, a, b words.Class) bool {
	if !all.Has(a) || !all.Has(b) {
		return false
	}
	clause, seen := int32(-1), words.Class(0)
	for i := range t.Tokens {
		if t.Tokens[i].Clause != clause {
			clause, seen = t.Tokens[i].Clause, 0
		}
		if seen |= t.Tokens[i].Class; seen.Has(a) && seen.Has(b) {
			return true
		}
	}
	return false
}
