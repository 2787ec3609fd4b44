package policy

// Change is one entry of the register that two editions have differently.
type Change struct {
	// Key is the dotted key of the file.
	Key string
	// From and To are the values as [Register] writes them.
	From, To string
}

// Diff returns what b has otherwise than a, in the order of the register.
func Diff(a, b *Edition) []Change {
	old := Register(a.Policy)
	var changes []Change
	for i, e := range Register(b.Policy) {
		if e.Value != old[i].Value {
			changes = append(changes, Change{Key: e.Key, From: old[i].Value, To: e.Value})
		}
	}
	return changes
}
