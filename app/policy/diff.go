package policy

import "slices"

// Change is one entry of the register that two editions have differently.
type Change struct {
	// Key is the dotted key of the file.
	Key string
	// From and To are the values as [Register] writes them.
	From, To string
	// Removed and Added are the items of a list that one of the two has and the
	// other has not, as [Edition.Items] writes them. A list with neither has
	// another order.
	Removed, Added []string
	// List says that the entry is one.
	List bool
}

// Diff returns what b has otherwise than a, in the order of the register.
func Diff(a, b *Edition) []Change {
	old := fields(a)
	var changes []Change
	for i, f := range fields(b) {
		was := old[i].value
		if exactly(f.value) == exactly(was) {
			continue
		}
		c := Change{Key: f.key, From: was.String(), To: f.value.String()}
		if now, ok := f.value.(itemised); ok {
			before, after := was.(itemised).items(), now.items()
			c.List, c.Removed, c.Added = true, lacking(before, after), lacking(after, before)
		}
		changes = append(changes, c)
	}
	return changes
}

// lacking returns what of some is not in others.
func lacking(some, others []string) []string {
	var out []string
	for _, s := range some {
		if !slices.Contains(others, s) {
			out = append(out, s)
		}
	}
	return out
}
